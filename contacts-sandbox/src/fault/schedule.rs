//! Which faults hit a request: those it asks for itself, and those of the rules whose turn it is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use contacts_openapi::validate::Validator;
use hmac_sha256::HMAC;
use http::HeaderName;
use http::request::Parts;

use super::{Fault, FaultError, FaultRule, When};
use crate::operation::Operation;

/// The header in which a request asks for faults.
const HEADER: HeaderName = HeaderName::from_static("x-sandbox-fault");

/// The rules that are set.
pub(crate) struct Faults {
    seed: u64,
    /// Whether there is a rule at all; without one, no request waits for the others.
    is_any: AtomicBool,
    rules: Mutex<Vec<Scheduled>>,
}

/// A rule, and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Scheduled {
    pub(crate) rule: FaultRule,
    /// How many requests it was about.
    pub(crate) calls: u64,
    /// How many of them it hit.
    pub(crate) hits: u64,
}

/// The faults that hit one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan(pub(super) Vec<Fault>);

impl Faults {
    pub(crate) fn new(seed: u64, validator: &Validator, rules: &[FaultRule]) -> Result<Self, FaultError> {
        let faults = Self { seed, is_any: AtomicBool::new(false), rules: Mutex::default() };
        rules.iter().try_for_each(|rule| faults.add(validator, rule.clone()))?;
        Ok(faults)
    }

    /// Sets one more rule.
    pub(crate) fn add(&self, validator: &Validator, rule: FaultRule) -> Result<(), FaultError> {
        if let Some(id) = &rule.operation {
            validator.parameters(id).map_err(|error| FaultError(error.to_string()))?;
        }
        self.rules().push(Scheduled { rule, calls: 0, hits: 0 });
        self.is_any.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Takes all rules back.
    pub(crate) fn clear(&self) {
        let mut rules = self.rules();
        rules.clear();
        self.is_any.store(false, Ordering::Relaxed);
    }

    /// Puts the rules back to those of the start, as if nothing had been called.
    pub(crate) fn restart(&self, start: &[FaultRule]) {
        let mut rules = self.rules();
        *rules = start.iter().map(|rule| Scheduled { rule: rule.clone(), calls: 0, hits: 0 }).collect();
        self.is_any.store(!rules.is_empty(), Ordering::Relaxed);
    }

    /// The rules, in the order in which they were set.
    pub(crate) fn scheduled(&self) -> Vec<Scheduled> {
        self.rules().clone()
    }

    /// What hits a request.
    pub(crate) fn plan(&self, operation: &Operation, parts: &Parts) -> Result<Plan, FaultError> {
        let mut plan = Plan::default();
        for value in parts.headers.get_all(HEADER) {
            for fault in value.to_str().unwrap_or_default().split(',') {
                plan.0
                    .push(fault.trim().parse().map_err(|FaultError(error)| FaultError(format!("{HEADER}: {error}")))?);
            }
        }
        if self.is_any.load(Ordering::Relaxed) {
            for (index, scheduled) in self.rules().iter_mut().enumerate() {
                if scheduled.rule.is_about(operation, parts) && scheduled.is_due(self.seed, index) {
                    plan.0.push(scheduled.rule.fault.clone());
                }
            }
        }
        Ok(plan)
    }

    fn rules(&self) -> MutexGuard<'_, Vec<Scheduled>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FaultRule {
    fn is_about(&self, operation: &Operation, parts: &Parts) -> bool {
        let is_one = self.operation.as_ref().is_none_or(|id| *id == operation.id);
        is_one && (self.fault != Fault::RepeatCursor || operation.cursor(parts.uri.query()).is_some())
    }
}

impl Scheduled {
    /// Counts a call; true if it is to be hit.
    fn is_due(&mut self, seed: u64, index: usize) -> bool {
        self.calls += 1;
        let is_due = self.rule.times.is_none_or(|times| self.hits < times)
            && match self.rule.when {
                When::Always => true,
                When::At(call) => self.calls == call,
                When::Every(calls) => self.calls.is_multiple_of(calls),
                When::Rate(share) => chance(seed, index, self.calls) < share,
            };
        self.hits += u64::from(is_due);
        is_due
    }
}

/// A number from 0 up to 1 that follows from a seed, a rule and a call.
fn chance(seed: u64, index: usize, call: u64) -> f64 {
    let mut mac = HMAC::new(seed.to_be_bytes());
    mac.update(b"fault");
    mac.update(index.to_be_bytes());
    mac.update(call.to_be_bytes());
    let digest = mac.finalize();
    let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    f64::from(number) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restart_puts_back_the_rules_of_the_start_and_their_numbers() {
        let validator = Validator::contacts();
        let start = ["reset at 2".parse().expect("it is one")];
        let faults = Faults::new(0, validator, &start).expect("they can be");
        faults.add(validator, FaultRule::new(Fault::HangUp)).expect("it can be");
        let due = || faults.rules().iter_mut().map(|rule| rule.is_due(0, 0)).collect::<Vec<_>>();
        assert_eq!((due(), due()), (vec![false, true], vec![true, true]));
        faults.restart(&start);
        assert_eq!((due(), due()), (vec![false], vec![true]));
        faults.restart(&[]);
        assert!(!faults.is_any.load(Ordering::Relaxed));
    }

    #[test]
    fn chance_follows_from_seed_rule_and_call_and_is_as_often_as_it_should_be() {
        let hits = |seed, index| (1..=1000).map(|call| chance(seed, index, call) < 0.2).collect::<Vec<_>>();
        assert_eq!(hits(1, 0), hits(1, 0));
        assert_ne!(hits(1, 0), hits(2, 0));
        assert_ne!(hits(1, 0), hits(1, 1));
        assert!((150..250).contains(&hits(1, 0).iter().filter(|it| **it).count()));
    }
}
