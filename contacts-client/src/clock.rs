//! Time as the client sees it: for waits and deadlines, and for the times in an assertion.
//!
//! Everything that waits or asks for the time does it through a [`Clock`], so that what takes a minute takes no
//! time in a test:
//!
//! ```
//! use std::sync::Arc;
//! use std::time::{Duration, SystemTime};
//!
//! use contacts_client::clock::{Clock as _, ManualClock};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
//! let client = contacts_client::Client::builder().token("any").clock(clock.clone()).build()?;
//! clock.sleep_until(clock.now() + Duration::from_secs(60)).await;
//! assert_eq!(clock.waits(), [Duration::from_secs(60)]);
//! # Ok::<(), contacts_client::Error>(())
//! # }).unwrap();
//! ```
//!
//! How long an attempt on the wire may take is measured by the runtime, whatever the clock says.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// What [`Clock::sleep_until`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A source of time.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// This moment, to compute waits and deadlines with.
    fn now(&self) -> Instant;

    /// This moment by the calendar.
    fn today(&self) -> SystemTime;

    /// Waits for a moment; at once, if it is past.
    fn sleep_until(&self, moment: Instant) -> Sleep;
}

/// The moment so much later; one that nobody lives to see, if no clock can show it.
pub(crate) fn later(moment: Instant, by: Duration) -> Instant {
    const AGE: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    moment.checked_add(by).or_else(|| moment.checked_add(AGE)).unwrap_or(moment)
}

/// The time of this machine. The default.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn today(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep_until(&self, moment: Instant) -> Sleep {
        Box::pin(tokio::time::sleep_until(moment.into()))
    }
}

/// A clock for tests: it stands still until it is moved, and who waits moves it, without waiting.
#[derive(Debug)]
pub struct ManualClock {
    began: Instant,
    today: SystemTime,
    state: Mutex<Manual>,
}

#[derive(Debug, Default)]
struct Manual {
    elapsed: Duration,
    waits: Vec<Duration>,
}

impl ManualClock {
    /// A clock that shows this time.
    pub fn new(today: SystemTime) -> Self {
        Self { began: Instant::now(), today, state: Mutex::default() }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        self.with(|state| state.elapsed += by);
    }

    /// How much it has moved since it was made.
    pub fn elapsed(&self) -> Duration {
        self.with(|state| state.elapsed)
    }

    /// What was waited for, in the order in which the waits began; waits for what is past are left out.
    pub fn waits(&self) -> Vec<Duration> {
        self.with(|state| state.waits.clone())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Manual) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        self.began + self.elapsed()
    }

    fn today(&self) -> SystemTime {
        self.today + self.elapsed()
    }

    fn sleep_until(&self, moment: Instant) -> Sleep {
        let until = moment.saturating_duration_since(self.began);
        self.with(|state| {
            if let Some(wait) = until.checked_sub(state.elapsed).filter(|wait| !wait.is_zero()) {
                state.waits.push(wait);
                state.elapsed = until;
            }
        });
        // Others get a turn, as they would while somebody waits.
        Box::pin(tokio::task::yield_now())
    }
}
