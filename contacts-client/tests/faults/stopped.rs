//! A clock that stands still until the test moves it, so that whoever waits stays where he is.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use contacts_client::clock::{Clock, Sleep};
use tokio::sync::watch;

use super::rows::today;

#[derive(Debug)]
pub struct Stopped {
    began: Instant,
    elapsed: watch::Sender<Duration>,
    /// What is waited for.
    moments: Arc<Mutex<Vec<Duration>>>,
}

impl Stopped {
    pub fn new() -> Self {
        Self { began: Instant::now(), elapsed: watch::Sender::new(Duration::ZERO), moments: Arc::default() }
    }

    pub fn elapsed(&self) -> Duration {
        *self.elapsed.borrow()
    }

    pub fn advance(&self, by: Duration) {
        self.elapsed.send_modify(|elapsed| *elapsed += by);
    }

    /// Moves on to the first moment that anybody waits for, if anybody does.
    pub fn advance_to_next(&self) -> bool {
        let next = self.moments.lock().expect("no test panics with it").iter().min().copied();
        if let Some(next) = next {
            self.elapsed.send_modify(|elapsed| *elapsed = next.max(*elapsed));
        }
        next.is_some()
    }
}

impl Clock for Stopped {
    fn now(&self) -> Instant {
        self.began + self.elapsed()
    }

    fn today(&self) -> SystemTime {
        today() + self.elapsed()
    }

    fn sleep_until(&self, moment: Instant) -> Sleep {
        let until = moment.saturating_duration_since(self.began);
        let mut elapsed = self.elapsed.subscribe();
        let waiter = Waiter::new(Arc::clone(&self.moments), until);
        Box::pin(async move {
            let _ = elapsed.wait_for(|elapsed| *elapsed >= until).await;
            drop(waiter);
        })
    }
}

struct Waiter(Arc<Mutex<Vec<Duration>>>, Duration);

impl Waiter {
    fn new(moments: Arc<Mutex<Vec<Duration>>>, until: Duration) -> Self {
        moments.lock().expect("no test panics with it").push(until);
        Self(moments, until)
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let mut moments = self.0.lock().expect("no test panics with it");
        let own = moments.iter().position(|it| *it == self.1).expect("it is there until now");
        moments.swap_remove(own);
    }
}

/// Lets everybody do what can be done now: the runtime looks at all sockets at each turn, and what is sent within
/// this machine has arrived by then.
pub async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}
