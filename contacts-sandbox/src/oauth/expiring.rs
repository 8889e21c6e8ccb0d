//! What is good until a moment, and is forgotten some time after it, so that no number of requests fills the memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How long what has expired is remembered, in seconds, so that whoever comes with it is told so.
const REMEMBERED: i64 = 60 * 60;
/// How many are held at most; beyond, what ends first goes first.
const MOST: usize = 50_000;

/// Values by key, each until a moment in seconds of UNIX time.
#[derive(Debug)]
pub(super) struct Expiring<T> {
    entries: HashMap<Arc<str>, (T, i64)>,
    /// The keys in the order in which they end.
    order: BTreeSet<(i64, Arc<str>)>,
}

impl<T> Default for Expiring<T> {
    fn default() -> Self {
        Self { entries: HashMap::new(), order: BTreeSet::new() }
    }
}

impl<T> Expiring<T> {
    /// A value, and until when it is good.
    pub(super) fn get(&self, key: &str) -> Option<(&T, i64)> {
        self.entries.get(key).map(|(value, until)| (value, *until))
    }

    /// A value, to be changed, and until when it is good.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<(&mut T, i64)> {
        self.entries.get_mut(key).map(|(value, until)| (value, *until))
    }

    /// Adds a value, or replaces one.
    pub(super) fn insert(&mut self, key: impl Into<Arc<str>>, value: T, until: i64) {
        let key = key.into();
        if let Some((_, was)) = self.entries.insert(Arc::clone(&key), (value, until)) {
            self.order.remove(&(was, Arc::clone(&key)));
        }
        self.order.insert((until, key));
    }

    /// Forgets what expired long before a moment, and what is too much; the keys of that.
    pub(super) fn forget(&mut self, now: i64) -> Vec<Arc<str>> {
        let mut forgotten = Vec::new();
        while let Some((until, key)) = self.order.first() {
            if self.order.len() <= MOST && until.saturating_add(REMEMBERED) > now {
                break;
            }
            forgotten.push(Arc::clone(key));
            self.entries.remove(key);
            self.order.pop_first();
        }
        forgotten
    }

    /// Removes the values that fit; their keys.
    pub(super) fn remove(&mut self, is_it: impl Fn(&T) -> bool) -> Vec<Arc<str>> {
        let fits = |key: &str| self.entries.get(key).is_some_and(|(value, _)| is_it(value));
        let keys: Vec<(i64, Arc<str>)> = self.order.iter().filter(|(_, key)| fits(key)).cloned().collect();
        for key in &keys {
            self.order.remove(key);
            self.entries.remove(&key.1);
        }
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// Removes the value of a key.
    pub(super) fn take(&mut self, key: &str) -> Option<T> {
        let (key, (value, until)) = self.entries.remove_entry(key)?;
        self.order.remove(&(until, key));
        Some(value)
    }

    /// Lets everything end at a moment that does not end before, nor never.
    pub(super) fn expire(&mut self, now: i64) {
        let still = self.order.split_off(&(now.saturating_add(1), "".into()));
        for (until, key) in still {
            let until = if until == i64::MAX { until } else { now };
            if let Some(entry) = self.entries.get_mut(&key) {
                entry.1 = until;
            }
            self.order.insert((until, key));
        }
    }

    /// Removes everything that ends some time.
    pub(super) fn clear(&mut self) {
        self.order.retain(|(until, _)| *until == i64::MAX);
        self.entries.retain(|_, (_, until)| *until == i64::MAX);
    }

    /// Everything, in the order in which it ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T, i64)> {
        self.order.iter().filter_map(|(until, key)| Some((&**key, &self.entries.get(key)?.0, *until)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(held: &Expiring<u32>) -> Vec<(&str, i64)> {
        held.iter().map(|(key, _, until)| (key, until)).collect()
    }

    #[test]
    fn what_expired_is_remembered_for_a_while_and_then_forgotten() {
        let mut held = Expiring::default();
        held.insert("late", 2, 20);
        held.insert("early", 1, 10);
        held.insert("ever", 3, i64::MAX);
        assert!(held.forget(10 + REMEMBERED - 1).is_empty());
        assert_eq!(held.forget(10 + REMEMBERED), ["early".into()]);
        assert_eq!(keys(&held), [("late", 20), ("ever", i64::MAX)]);
        assert_eq!(held.get("early"), None);
    }

    #[test]
    fn what_is_expired_before_its_time_ends_now_unless_it_never_ends() {
        let mut held = Expiring::default();
        for (key, until) in [("past", 3), ("future", 9), ("ever", i64::MAX)] {
            held.insert(key, 0, until);
        }
        held.expire(5);
        assert_eq!(keys(&held), [("past", 3), ("future", 5), ("ever", i64::MAX)]);
        assert_eq!(held.get("future"), Some((&0, 5)));
        held.clear();
        assert_eq!(keys(&held), [("ever", i64::MAX)]);
    }

    #[test]
    fn no_more_than_so_many_are_held() {
        let mut held = Expiring::default();
        for at in 0..=MOST {
            held.insert(at.to_string(), 0, i64::try_from(at).unwrap_or(0) + 1);
        }
        assert_eq!(held.forget(0), ["0".into()]);
        assert_eq!(held.iter().count(), MOST);
    }

    #[test]
    fn what_is_replaced_or_removed_leaves_nothing_behind() {
        let mut held = Expiring::default();
        held.insert("one", 1, 10);
        held.insert("one", 2, 5);
        held.insert("two", 2, 7);
        assert_eq!(keys(&held), [("one", 5), ("two", 7)]);
        assert_eq!(held.take("two"), Some(2));
        assert_eq!(held.remove(|value| *value == 2), ["one".into()]);
        assert!(keys(&held).is_empty());
    }
}
