//! How many calls of an operation a minute allows, and what answers say of it.

use std::sync::{Mutex, PoisonError};

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::facts::{Facts, Missing};

/// How many calls of one operation are allowed in a window.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Quota {
    /// What the documentation says of the plan that allows the most. The default.
    #[default]
    Documented,
    /// What the documentation says of a plan, by its name: `Free`, `Standard` and so on.
    Plan(String),
    /// So many calls.
    Calls(u32),
    /// No limit, and no headers that tell of one.
    Unlimited,
}

/// The windows of all operations.
pub(crate) struct Quotas {
    /// None if there is no limit.
    limit: Option<u32>,
    window_millis: i64,
    used: HeaderName,
    limited: HeaderName,
    remaining: HeaderName,
    reset: HeaderName,
    /// Statuses whose answers have no such headers.
    silent: Vec<u16>,
    /// The end of the window, and how many calls it had, for each operation.
    windows: Vec<Mutex<(i64, u32)>>,
}

/// What a call found in its window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) used: u32,
    pub(crate) limit: u32,
    pub(crate) reset_seconds: i64,
}

impl Quotas {
    pub(crate) fn new(facts: Facts<'_>, quota: &Quota, operations: usize) -> Result<Self, QuotaError> {
        let plans = facts.members("/x-rate-limits/plans")?.filter_map(|(name, limit)| Some((name, limit.as_u64()?)));
        let plans: Vec<(&str, u32)> =
            plans.map(|(name, limit)| (name, u32::try_from(limit).unwrap_or(u32::MAX))).collect();
        let limit = match quota {
            Quota::Documented => plans.iter().map(|(_, limit)| *limit).max(),
            Quota::Plan(name) => {
                let plan = plans.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                let known = || plans.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                Some(
                    plan.ok_or_else(|| {
                        QuotaError::NoPlan(format!("there is no plan `{name}`; there are {}", known()))
                    })?
                    .1,
                )
            }
            Quota::Calls(calls) => Some(*calls),
            Quota::Unlimited => None,
        };
        let header = |name: &str| {
            let name = facts.text(&format!("/x-rate-limits/headers/{name}"))?;
            HeaderName::from_bytes(name.as_bytes()).map_err(|error| QuotaError::NoPlan(error.to_string()))
        };
        let silent = facts.texts("/x-rate-limits/headersAbsentOn")?;
        Ok(Self {
            limit,
            window_millis: i64::try_from(facts.count("/x-rate-limits/windowSeconds")?).unwrap_or(i64::MAX / 1000)
                * 1000,
            used: header("used")?,
            limited: header("limit")?,
            remaining: header("remaining")?,
            reset: header("reset")?,
            silent: silent.iter().filter_map(|status| status.parse().ok()).collect(),
            windows: (0..operations).map(|_| Mutex::new((0, 0))).collect(),
        })
    }

    /// Counts a call of an operation; false if it is one too many. A window begins with its first call.
    pub(crate) fn count(&self, operation: usize, now_millis: i64) -> Option<(Standing, bool)> {
        let limit = self.limit?;
        let mut window = self.windows.get(operation)?.lock().unwrap_or_else(PoisonError::into_inner);
        if window.0 <= now_millis || window.0 > now_millis.saturating_add(self.window_millis) {
            *window = (now_millis.saturating_add(self.window_millis), 0);
        }
        let is_allowed = window.1 < limit;
        window.1 += u32::from(is_allowed);
        let reset_seconds = (window.0 - now_millis + 999).div_euclid(1000);
        Some((Standing { used: window.1, limit, reset_seconds }, is_allowed))
    }

    /// How the window of an operation stands; none if there is no limit, or no window.
    pub(crate) fn standing(&self, operation: usize, now_millis: i64) -> Option<Standing> {
        let (end, used) = *self.windows.get(operation)?.lock().unwrap_or_else(PoisonError::into_inner);
        let is_open = end > now_millis && end <= now_millis.saturating_add(self.window_millis);
        let reset_seconds = (end - now_millis + 999).div_euclid(1000);
        self.limit.filter(|_| is_open).map(|limit| Standing { used, limit, reset_seconds })
    }

    /// Begins new windows for all operations.
    pub(crate) fn reset(&self) {
        for window in &self.windows {
            *window.lock().unwrap_or_else(PoisonError::into_inner) = (0, 0);
        }
    }

    /// Tells of a window in the headers of an answer.
    pub(crate) fn tell(&self, standing: Standing, status: http::StatusCode, headers: &mut HeaderMap) {
        if self.silent.contains(&status.as_u16()) {
            return;
        }
        let Standing { used, limit, reset_seconds } = standing;
        headers.insert(&self.used, HeaderValue::from(used));
        headers.insert(&self.limited, HeaderValue::from(limit));
        headers.insert(&self.remaining, HeaderValue::from(limit - used));
        headers.insert(&self.reset, HeaderValue::from(reset_seconds));
    }
}

/// Why there are no quotas.
#[derive(Debug)]
pub(crate) enum QuotaError {
    Missing(Missing),
    NoPlan(String),
}

impl From<Missing> for QuotaError {
    fn from(missing: Missing) -> Self {
        QuotaError::Missing(missing)
    }
}
