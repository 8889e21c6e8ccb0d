//! How much of the inputs is in memory at once, so that no file is too large and no number of threads too high.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The most bytes of inputs in memory, unless one payload alone has more.
const LIMIT: usize = 8 << 20;

/// Counts the bytes that were read and are not done with.
#[derive(Clone, Debug, Default)]
pub(crate) struct InFlight(Arc<(Mutex<usize>, Condvar)>);

/// The bytes of one block; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    bytes: usize,
    in_flight: InFlight,
}

impl InFlight {
    /// Waits until there is room for a block, or nothing else is there.
    pub(crate) fn room_for(&self, bytes: usize) -> Permit {
        let mut held = self.wait_while(|held| held > 0 && held + bytes > LIMIT);
        *held += bytes;
        drop(held);
        Permit { bytes, in_flight: self.clone() }
    }

    /// Waits until nothing is there: what comes now may be as large as all of it.
    pub(crate) fn wait_until_empty(&self) {
        drop(self.wait_while(|held| held > 0));
    }

    fn wait_while(&self, is_full: impl Fn(usize) -> bool) -> MutexGuard<'_, usize> {
        let (held, changed) = &*self.0;
        let guard = held.lock().unwrap_or_else(PoisonError::into_inner);
        changed.wait_while(guard, |held| is_full(*held)).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let (held, changed) = &*self.in_flight.0;
        *held.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        changed.notify_all();
    }
}
