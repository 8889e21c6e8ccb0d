//! Which periods are asked for, and which contacts of an answer are handed out: without a wire, so that it can be
//! held against any service that the documentation allows.
//!
//! Three things are not documented: whether the bounds of a period belong to it, whether the service truncates
//! or rounds times to the seconds that it shows, and what it does with times that it has not yet indexed. A
//! *window* is therefore counted in whole seconds, from one that belongs to it to one that does not, and asked for with
//! a second before and the one after. Of what comes, the *shown* time says which window it belongs to: what is shown later
//! than this one is left to the next, and what was handed out is remembered for as long as it can come again.
//!
//! That the service sorts is not relied on. As long as a window is not read to its end, anything may still come,
//! so all that it has brought is remembered, and a checkpoint goes back to the window's beginning. To keep that
//! small, a window with more than [`Limits::crowd`] contacts is cut in half and read again.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::seen::Version;
use crate::generated::facts;
use crate::types::{Contact, DateTime};

/// How many seconds before its window a query begins.
const OVERLAP: i64 = 1;
/// How many seconds before its end a walk is taken up again: time for the service to index what it was told.
const LOOK_BACK: i64 = 10;

/// What bounds a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The longest period that a query may be about, in seconds.
    pub(super) period: i64,
    /// With more contacts than these a window is cut in half, if it can be.
    pub(super) crowd: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { period: seconds(facts::LIST_WINDOW), crowd: 10_000 }
    }
}

impl Limits {
    /// The longest window: with the overlap a second shorter than the longest period, because whether that itself
    /// is one is no better documented than its bounds.
    fn longest(&self) -> i64 {
        self.period - OVERLAP - 1
    }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

/// How far a walk is: what a checkpoint keeps of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Progress {
    /// Everything before this second was handed out.
    pub(super) reached: i64,
    /// How long the last window was, in seconds.
    pub(super) length: i64,
    /// What was handed out and may come again, and the last second in which it may be.
    pub(super) seen: HashMap<Version, i64>,
}

/// A walk through time.
#[derive(Debug)]
pub(super) struct Walk {
    /// Nothing that is shown before this second is handed out.
    since: i64,
    /// Nothing from this second on is handed out; unknown until the service has said what time it is.
    end: Option<i64>,
    until: Option<i64>,
    /// Where the next window begins.
    position: i64,
    progress: Progress,
    /// The window that is being read.
    window: Option<Window>,
    limits: Limits,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    begin: i64,
    end: i64,
    /// The first and the last second that was asked for.
    query: (i64, i64),
    /// How many contacts came.
    read: usize,
}

impl Walk {
    pub(super) fn new(since: i64, until: Option<i64>, progress: Option<Progress>, limits: Limits) -> Self {
        let longest = limits.longest();
        let mut progress =
            progress.unwrap_or_else(|| Progress { reached: since, length: longest, seen: HashMap::new() });
        // What is read from a file may be anything.
        progress.length = progress.length.clamp(1, longest);
        let position = progress.reached.saturating_sub(LOOK_BACK).max(since);
        Self { since, end: None, until, position, progress, window: None, limits }
    }

    /// Opens the next window, and says which period to ask for; nothing at the end of the walk.
    pub(super) fn open(&mut self) -> Option<(DateTime, DateTime)> {
        let end = self.end.or(self.until).unwrap_or(i64::MAX);
        if self.position >= end {
            return None;
        }
        let end = self.position.saturating_add(self.progress.length).min(end);
        let query = (self.position.saturating_sub(OVERLAP), end);
        self.window = Some(Window { begin: self.position, end, query, read: 0 });
        Some((DateTime::from_unix(query.0), DateTime::from_unix(query.1)))
    }

    /// Whether it is known what time it was when the walk began.
    pub(super) fn has_end(&self) -> bool {
        self.end.is_some()
    }

    /// Takes this second for the present one. What happens in it can happen twice and look the same, so
    /// it is left to the next walk.
    pub(super) fn end_at(&mut self, now: i64) {
        let end = self.until.map_or(now, |until| until.min(now));
        self.end = Some(end);
        if let Some(window) = &mut self.window {
            window.end = window.end.min(end);
        }
    }

    /// Whether a contact that came is to be handed out.
    pub(super) fn admit(&mut self, contact: &Contact, time: Option<&DateTime>) -> bool {
        let Some(window) = &mut self.window else { return true };
        window.read += 1;
        let exact = time.and_then(DateTime::unix);
        // A time that does not explain why the contact came says nothing about what else it comes with.
        let shown = exact
            .map(|(second, _)| second)
            .filter(|second| (window.query.0.saturating_sub(1)..=window.query.1.saturating_add(1)).contains(second));
        if shown.is_some_and(|second| second >= window.end || second < self.since) {
            return false;
        }
        let last = shown.unwrap_or(window.end.saturating_add(1));
        self.progress.seen.insert(Version::of(contact, exact), last).is_none()
    }

    /// Whether the window has brought more than it should.
    pub(super) fn is_crowded(&self) -> bool {
        self.window.is_some_and(|window| window.read > self.limits.crowd)
    }

    /// Gives the window up for its first half, unless it is as small as a window can be.
    pub(super) fn narrow(&mut self) -> bool {
        let Some(Window { begin, end, query, .. }) = self.window else { return false };
        let length = end.saturating_sub(begin);
        if length <= 1 && query.1 <= end {
            return false;
        }
        self.progress.length = (length / 2).max(1);
        self.window = None;
        true
    }

    /// The window was read to its end.
    pub(super) fn complete(&mut self) {
        let Some(window) = self.window.take() else { return };
        self.position = window.end.max(self.position);
        self.progress.reached = self.progress.reached.max(self.position);
        let oldest = self.progress.reached.saturating_sub(LOOK_BACK + OVERLAP + 1);
        self.progress.seen.retain(|_, last| *last >= oldest);
        if window.read <= self.limits.crowd / 4 {
            self.progress.length = self.progress.length.saturating_mul(2).min(self.limits.longest());
        }
    }

    /// How far the walk is.
    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }
}

#[cfg(test)]
mod tests;
