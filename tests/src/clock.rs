//! One time for a sandbox and the client that calls it: whoever waits moves it, so that a minute takes no time, and
//! both see that it is over.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use contacts_client::clock::{Clock, Sleep};

/// The time of a sandbox, as the client sees it.
#[derive(Debug)]
pub struct CommonClock {
    sandbox: contacts_sandbox::Clock,
    began: (Instant, SystemTime),
    waits: Mutex<Vec<Duration>>,
}

impl CommonClock {
    /// The time of a sandbox, which must stand still.
    pub fn of(sandbox: &contacts_sandbox::Clock) -> Self {
        Self { sandbox: sandbox.clone(), began: (Instant::now(), sandbox.now()), waits: Mutex::default() }
    }

    /// What was waited for since this was last asked; waits for what is past are left out.
    pub fn take_waits(&self) -> Vec<Duration> {
        std::mem::take(&mut *self.waits.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for CommonClock {
    fn now(&self) -> Instant {
        let (began, then) = self.began;
        began + self.sandbox.now().duration_since(then).unwrap_or_default()
    }

    fn today(&self) -> SystemTime {
        self.sandbox.now()
    }

    fn sleep_until(&self, moment: Instant) -> Sleep {
        let wait = moment.saturating_duration_since(self.now());
        if !wait.is_zero() {
            // The sandbox counts in milliseconds: a part of one would never pass.
            let wait = Duration::from_millis(u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX));
            self.waits.lock().unwrap_or_else(PoisonError::into_inner).push(wait);
            self.sandbox.advance(wait);
        }
        // Others get a turn, as they would while somebody waits.
        Box::pin(tokio::task::yield_now())
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use contacts_client::clock::Clock as _;

    use super::CommonClock;

    #[tokio::test(flavor = "current_thread")]
    async fn a_wait_of_the_client_is_over_for_the_sandbox_too() {
        let sandbox = contacts_sandbox::Clock::fixed(SystemTime::UNIX_EPOCH);
        let clock = CommonClock::of(&sandbox);
        clock.sleep_until(clock.now() + Duration::from_nanos(1)).await;
        clock.sleep_until(clock.now()).await;
        assert_eq!(sandbox.now(), SystemTime::UNIX_EPOCH + Duration::from_millis(1));
        sandbox.advance(Duration::from_secs(60));
        assert_eq!(clock.today(), SystemTime::UNIX_EPOCH + Duration::from_millis(60_001));
        assert_eq!(clock.take_waits(), [Duration::from_millis(1)]);
        assert!(clock.take_waits().is_empty());
    }
}
