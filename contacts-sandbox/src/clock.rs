//! Time as the sandbox sees it: the machine's, moved on by whoever tests what takes time, or standing still.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The sandbox's time. Clones are the same clock.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use contacts_sandbox::Clock;
///
/// let clock = Clock::fixed(SystemTime::UNIX_EPOCH);
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(60));
/// ```
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// What is added to the machine's time, in milliseconds.
    offset: AtomicI64,
    /// Where the time stands still, in milliseconds of UNIX time; [`RUNNING`] if it does not.
    standing: AtomicI64,
}

/// No moment that anybody asks for.
const RUNNING: i64 = i64::MIN;

impl Clock {
    /// The machine's time. The default.
    pub fn system() -> Self {
        Self(Arc::new(Inner { offset: AtomicI64::new(0), standing: AtomicI64::new(RUNNING) }))
    }

    /// A time that stands still until it is moved.
    pub fn fixed(at: SystemTime) -> Self {
        let clock = Self::system();
        clock.stand(at);
        clock
    }

    /// This moment.
    pub fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(u64::try_from(self.millis()).unwrap_or(0))
    }

    /// Moves the time on. Times beyond what a date can show are not reached.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let add = |at: i64| Some(at.saturating_add(by).min(LAST));
        let standing = self
            .0
            .standing
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |at| if at == RUNNING { None } else { add(at) });
        if standing.is_err() {
            let _ = self.0.offset.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        }
    }

    /// Sets the time, and lets it stand still there.
    pub fn stand(&self, at: SystemTime) {
        self.0.standing.store(millis(at), Ordering::Relaxed);
    }

    /// Sets the time, and lets it run on from there.
    pub fn run_from(&self, at: SystemTime) {
        self.0.offset.store(millis(at).saturating_sub(millis(SystemTime::now())), Ordering::Relaxed);
        self.0.standing.store(RUNNING, Ordering::Relaxed);
    }

    /// Whether the time stands still.
    pub(crate) fn is_standing(&self) -> bool {
        self.0.standing.load(Ordering::Relaxed) != RUNNING
    }

    /// This moment in milliseconds of UNIX time.
    pub(crate) fn millis(&self) -> i64 {
        match self.0.standing.load(Ordering::Relaxed) {
            RUNNING => millis(SystemTime::now()).saturating_add(self.0.offset.load(Ordering::Relaxed)).clamp(0, LAST),
            at => at,
        }
    }

    /// This moment in seconds of UNIX time.
    pub(crate) fn seconds(&self) -> i64 {
        self.millis().div_euclid(1000)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

/// A day before the end of the year 9999, the last that RFC 3339 can write, by any offset; in milliseconds of UNIX time.
const LAST: i64 = 253_402_214_399_000;

fn millis(at: SystemTime) -> i64 {
    at.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(LAST).min(LAST))
}
