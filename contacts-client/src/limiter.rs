//! Keeping below the rate limit, instead of running into it.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::{Clock, later};
use crate::generated::facts;
use crate::operation::Operation;
use crate::rate_limit::RateLimit;

/// Holds calls back until the service will take them.
///
/// The service counts the calls of each operation, for all users of an app together. So does the limiter: in any
/// window of 60 seconds it lets as many calls of an operation through as the documentation allows, fewer once
/// an answer says that the limit is lower or that others have used it up, none after a 429 for as long as
/// it says, and half as many after half an hour without a pause, as the documentation asks. Calls that
/// wait are let through in the order in which they came, repeats first.
///
/// Clones are one limiter. Give one to all the clients of an app in a process, and to no client of another:
///
/// ```
/// use contacts_client::{Client, Limiter};
///
/// let limiter = Limiter::per_window(60);
/// let one = Client::builder().token("any").limiter(limiter.clone()).build()?;
/// let other = Client::builder().token("another").limiter(limiter).build()?;
/// # Ok::<(), contacts_client::Error>(())
/// ```
///
/// Documentation: <https://developers.worksmobile.com/en/docs/rate-limits>
#[derive(Clone)]
pub struct Limiter(Option<Arc<Shared>>);

struct Shared {
    limit: u32,
    /// One for each operation, and one for what is none.
    lanes: Box<[Lane]>,
}

impl Default for Limiter {
    /// As many calls as the plan with the highest limit allows: 240 of each operation in 60 seconds.
    fn default() -> Self {
        Self::per_window(facts::RATE_LIMIT)
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limiter").field("limit", &self.0.as_ref().map(|it| it.limit)).finish_non_exhaustive()
    }
}

impl Limiter {
    /// At most so many calls of an operation in 60 seconds, and at least one. Answers may lower it.
    pub fn per_window(limit: u32) -> Self {
        let lanes = (0..=Operation::ALL.len()).map(|_| Lane::default()).collect();
        Self(Some(Arc::new(Shared { limit: limit.max(1), lanes })))
    }

    /// Every call goes out at once.
    pub fn off() -> Self {
        Self(None)
    }

    /// How long it takes until so many more calls of an operation are let through, those that wait already
    /// counted in, as far as is known now.
    pub(crate) fn eta(&self, clock: &dyn Clock, operation: &Operation, calls: usize) -> Duration {
        let Some(shared) = &self.0 else { return Duration::ZERO };
        let lane = shared.lane(Some(operation));
        let now = clock.now();
        lane.with(|state| state.slot(shared.limit, now, calls.saturating_add(state.queue.len())))
            .saturating_duration_since(now)
    }

    /// Waits until a call may go out. It counts from now on, and for as long as the [`Pass`] lives as one whose
    /// answer is not known. A repeat goes before those that were not sent yet: its time is running.
    ///
    /// # Errors
    ///
    /// How long it would take, if that leaves no time before `deadline`.
    pub(crate) async fn admit(
        &self,
        clock: &dyn Clock,
        operation: Option<&Operation>,
        is_repeat: bool,
        deadline: Option<Instant>,
    ) -> Result<Pass, Duration> {
        let mut now = clock.now();
        let Some(shared) = &self.0 else { return Ok(Pass { lane: None, admitted: now }) };
        let lane = shared.lane(operation);
        let mut ticket: Option<Ticket<'_>> = None;
        // Nothing is held while it waits: who has a ticket and is not polled holds back nobody beyond its own slot.
        loop {
            let slot = lane.with(|state| {
                let place = ticket.as_ref().map_or((!is_repeat, state.tickets + 1), |ticket| ticket.place);
                let slot = state.slot(shared.limit, now, state.queue.range(..place).count() + 1);
                if slot <= now {
                    state.queue.remove(&place);
                    state.take(shared.limit, now);
                } else if ticket.is_none() {
                    state.tickets += 1;
                    state.queue.insert(place);
                    ticket = Some(Ticket { lane, place });
                }
                slot
            });
            if slot <= now {
                let lane = Some((Arc::clone(shared), operation.map(|it| it.index)));
                return Ok(Pass { lane, admitted: now });
            }
            if deadline.is_some_and(|deadline| slot >= deadline) {
                return Err(slot.saturating_duration_since(now));
            }
            // Those ahead may give up, so it looks again before a long wait is over.
            clock.sleep_until(slot.min(later(now, facts::RATE_LIMIT_WINDOW))).await;
            now = clock.now();
        }
    }
}

/// Where a call stands in the queue: repeats first, then in the order in which they came.
type Place = (bool, u64);

/// A place in a queue, for as long as somebody waits in it.
struct Ticket<'a> {
    lane: &'a Lane,
    place: Place,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.lane.with(|state| state.queue.remove(&self.place));
    }
}

impl Shared {
    fn lane(&self, operation: Option<&Operation>) -> &Lane {
        &self.lanes[operation.map_or(self.lanes.len() - 1, |it| it.index)]
    }
}

/// A call that was let through and has no answer yet.
pub(crate) struct Pass {
    lane: Option<(Arc<Shared>, Option<usize>)>,
    /// When it was let through.
    pub(crate) admitted: Instant,
}

impl Pass {
    fn lane(&self) -> Option<(&Shared, &Lane)> {
        let (shared, index) = self.lane.as_ref()?;
        Some((shared, &shared.lanes[index.unwrap_or(shared.lanes.len() - 1)]))
    }

    /// Takes in what the answer says.
    pub(crate) fn answered(self, rate: RateLimit, now: Instant) {
        if let Some((shared, lane)) = self.lane() {
            lane.with(|state| state.learn(shared.limit, rate, now));
        }
    }

    /// The service has had enough, for so long; for a window at most, as it has no longer ones.
    pub(crate) fn refused(self, rate: RateLimit, pause: Duration, now: Instant) {
        if let Some((shared, lane)) = self.lane() {
            let until = later(now, pause.min(facts::RATE_LIMIT_WINDOW));
            lane.with(|state| {
                state.learn(shared.limit, rate, now);
                state.closed_until = state.closed_until.max(Some(until));
            });
        }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if let Some((_, lane)) = self.lane() {
            lane.with(|state| state.in_flight -= 1);
        }
    }
}

/// The calls of one operation.
#[derive(Default)]
struct Lane {
    state: Mutex<State>,
}

impl Lane {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Default)]
struct State {
    /// Who waits.
    queue: BTreeSet<Place>,
    /// How many ever had to wait.
    tickets: u64,
    /// When the last calls went out: as many as a window allows.
    starts: VecDeque<Instant>,
    in_flight: u32,
    /// The limit that the service tells, if it is the lower one.
    told: Option<u32>,
    /// What is left of the service's own window, and when it ends.
    window: Option<(u32, Instant)>,
    /// After a 429.
    closed_until: Option<Instant>,
    /// Since when there was no pause.
    busy_since: Option<Instant>,
}

impl State {
    /// How many calls any window may have now.
    fn limit(&self, most: u32, now: Instant) -> usize {
        let limit = self.told.map_or(most, |told| told.min(most));
        let is_sustained = self.busy_since.is_some_and(|since| now.duration_since(since) >= facts::SUSTAINED_AFTER);
        let limit = if is_sustained { f64::from(limit) * facts::SUSTAINED_SHARE } else { f64::from(limit) };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of an u32")]
        let limit = limit as usize;
        limit.max(1)
    }

    /// When the n-th call from now may go out, if all go out as early as they may.
    fn slot(&self, most: u32, now: Instant, n: usize) -> Instant {
        let limit = self.limit(most, now);
        let nth = n.saturating_sub(1);
        // The calls before it: those that went out, as far as they count, then those that go out first.
        let forgotten = self.starts.len().saturating_sub(limit);
        let earlier = self.starts.len() - forgotten + nth;
        let mut slot = now;
        if earlier >= limit {
            // It follows, by a window, the call that is a whole limit before it.
            let behind = earlier - limit;
            let windows = u32::try_from(behind / limit + 1).unwrap_or(u32::MAX);
            let first = self.starts.get(forgotten + behind % limit).copied().unwrap_or(now);
            let wait = facts::RATE_LIMIT_WINDOW.checked_mul(windows).unwrap_or(Duration::MAX);
            slot = first.checked_add(wait).unwrap_or(now).max(now);
        }
        let window = self.window.filter(|(left, _)| nth >= *left as usize).map(|(_, end)| end);
        slot.max(self.closed_until.unwrap_or(now)).max(window.unwrap_or(now))
    }

    fn take(&mut self, most: u32, now: Instant) {
        // Whoever waits for the window to end comes a window after the last call, or a little later.
        let is_pause = |last: &Instant| now.duration_since(*last) >= facts::RATE_LIMIT_WINDOW * 2;
        if self.starts.back().is_none_or(is_pause) {
            self.busy_since = Some(now);
        }
        let limit = self.limit(most, now);
        let is_over = |start: Instant| now.saturating_duration_since(start) >= facts::RATE_LIMIT_WINDOW;
        self.starts.push_back(now);
        while self.starts.len() > limit || self.starts.front().is_some_and(|first| is_over(*first)) {
            self.starts.pop_front();
        }
        self.in_flight += 1;
        self.window = match self.window {
            Some((left, end)) if now < end => Some((left.saturating_sub(1), end)),
            _ => None,
        };
    }

    fn learn(&mut self, most: u32, rate: RateLimit, now: Instant) {
        self.told = rate.limit.filter(|limit| *limit < most).or(self.told.filter(|_| rate.limit.is_none()));
        if let (Some(remaining), Some(reset)) = (rate.remaining, rate.reset) {
            // The service had not seen the calls that are under way when it wrote this, as far as anybody knows.
            let left = remaining.saturating_sub(self.in_flight.saturating_sub(1));
            // No window is longer than the documented one: a larger number means something else.
            self.window = Some((left, later(now, reset.min(facts::RATE_LIMIT_WINDOW))));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::clock::ManualClock;

    /// A clock that stands still until the test moves it.
    #[derive(Debug)]
    struct Stopped(Instant, tokio::sync::watch::Sender<Duration>);

    impl Clock for Stopped {
        fn now(&self) -> Instant {
            self.0 + *self.1.borrow()
        }
        fn today(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }
        fn sleep_until(&self, moment: Instant) -> crate::clock::Sleep {
            let (began, mut time) = (self.0, self.1.subscribe());
            Box::pin(async move {
                let _ = time.wait_for(|elapsed| began + *elapsed >= moment).await;
            })
        }
    }

    fn stopped() -> Arc<Stopped> {
        Arc::new(Stopped(Instant::now(), tokio::sync::watch::Sender::new(Duration::ZERO)))
    }

    /// Looks once at a future that is not ready.
    async fn begin<F: Future>(mut future: std::pin::Pin<&mut F>) {
        let is_ready = std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx).is_ready())).await;
        assert!(!is_ready);
    }

    const MINUTE: Duration = facts::RATE_LIMIT_WINDOW;
    const OPERATION: Option<&Operation> = Some(&Operation::GET_CONTACT);

    fn clock() -> ManualClock {
        ManualClock::new(SystemTime::UNIX_EPOCH)
    }

    /// When each of so many calls goes out, one after the other, in seconds.
    async fn starts(limiter: &Limiter, clock: &ManualClock, calls: usize) -> Vec<u64> {
        let mut starts = Vec::new();
        for _ in 0..calls {
            drop(limiter.admit(clock, OPERATION, false, None).await.ok());
            starts.push(clock.elapsed().as_secs());
        }
        starts
    }

    fn rate(limit: u32, remaining: u32, reset: u64) -> RateLimit {
        let reset = Some(Duration::from_secs(reset));
        RateLimit { limit: Some(limit), used: None, remaining: Some(remaining), reset }
    }

    #[tokio::test]
    async fn no_window_has_more_calls_than_the_limit_wherever_it_begins() {
        let (limiter, clock) = (Limiter::per_window(3), clock());
        assert_eq!(starts(&limiter, &clock, 2).await, [0, 0]);
        clock.advance(Duration::from_secs(50));
        assert_eq!(starts(&limiter, &clock, 5).await, [50, 60, 60, 110, 120]);
    }

    #[tokio::test]
    async fn each_operation_has_a_limit_of_its_own() {
        let (limiter, clock) = (Limiter::per_window(1), clock());
        for operation in Operation::ALL.iter().map(Some).chain([None]) {
            drop(limiter.admit(&clock, operation, false, None).await.ok());
        }
        assert!(clock.waits().is_empty());
    }

    #[tokio::test]
    async fn a_lower_limit_is_learned_and_forgotten() {
        let (limiter, clock) = (Limiter::per_window(10), clock());
        let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
        pass.answered(rate(2, 1, 60), clock.now());
        assert_eq!(starts(&limiter, &clock, 3).await, [0, 60, 60]);
        let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
        pass.answered(rate(20, 20, 60), clock.now());
        assert_eq!(starts(&limiter, &clock, 4).await, [120; 4]);
    }

    #[tokio::test]
    async fn what_others_have_used_up_is_waited_for() {
        let (limiter, clock) = (Limiter::per_window(10), clock());
        let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
        let under_way = limiter.admit(&clock, OPERATION, false, None).await.ok();
        pass.answered(rate(10, 2, 7), clock.now());
        // Of the two that are left one is for the call that is under way.
        assert_eq!(starts(&limiter, &clock, 3).await, [0, 7, 7]);
        drop(under_way);
    }

    #[tokio::test]
    async fn a_refusal_stops_everybody_until_it_ends() {
        let (limiter, clock) = (Limiter::default(), clock());
        let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
        pass.refused(RateLimit::default(), Duration::from_secs(9), clock.now());
        assert_eq!(limiter.eta(&clock, &Operation::GET_CONTACT, 1), Duration::from_secs(9));
        assert_eq!(starts(&limiter, &clock, 2).await, [9, 9]);
    }

    #[tokio::test]
    async fn after_half_an_hour_without_a_pause_half_as_many_go_out() {
        let (limiter, clock) = (Limiter::per_window(4), clock());
        let starts = starts(&limiter, &clock, 4 * 30 + 8).await;
        assert_eq!(starts[4 * 30 - 1], 29 * 60);
        assert_eq!(starts[4 * 30..], [1800, 1800, 1860, 1860, 1920, 1920, 1980, 1980]);
        clock.advance(MINUTE);
        clock.advance(MINUTE);
        assert_eq!(self::starts(&limiter, &clock, 4).await, [2100; 4]);
    }

    #[tokio::test]
    async fn a_call_that_cannot_be_let_through_in_time_is_told_at_once() {
        let (limiter, clock) = (Limiter::per_window(1), clock());
        assert_eq!(starts(&limiter, &clock, 1).await, [0]);
        let deadline = Some(clock.now() + Duration::from_secs(59));
        assert_eq!(limiter.admit(&clock, OPERATION, false, deadline).await.err(), Some(MINUTE));
        assert!(clock.waits().is_empty());
        let deadline = Some(clock.now() + MINUTE);
        assert_eq!(limiter.admit(&clock, OPERATION, false, deadline).await.err(), Some(MINUTE));
        let deadline = Some(clock.now() + MINUTE + Duration::from_secs(1));
        assert!(limiter.admit(&clock, OPERATION, false, deadline).await.is_ok());
    }

    #[tokio::test]
    async fn the_time_that_bulk_work_takes_is_told() {
        let (limiter, clock) = (Limiter::per_window(240), clock());
        let of = |calls| limiter.eta(&clock, &Operation::CREATE_CONTACT, calls).as_secs();
        assert_eq!([0, 1, 240, 241, 480, 481, 10_000].map(of), [0, 0, 0, 60, 60, 120, 41 * 60]);
        assert_eq!(Limiter::off().eta(&clock, &Operation::CREATE_CONTACT, 10_000), Duration::ZERO);
    }

    #[tokio::test]
    async fn calls_are_let_through_in_the_order_in_which_they_came_and_those_given_up_take_no_slot() {
        let clock = stopped();
        let limiter = Limiter::per_window(1);
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks: VecDeque<_> = (0..5)
            .map(|number| {
                let (limiter, clock, order) = (limiter.clone(), Arc::clone(&clock), Arc::clone(&order));
                tokio::spawn(async move {
                    drop(limiter.admit(&*clock, OPERATION, false, None).await.ok());
                    order.lock().expect("no test panics with it").push((number, clock.1.borrow().as_secs()));
                })
            })
            .collect();
        tokio::task::yield_now().await;
        assert_eq!(limiter.eta(&*clock, &Operation::GET_CONTACT, 1), MINUTE * 5);
        // The one whose turn it is, and one behind it.
        for given_up in [1, 3] {
            tasks[given_up].abort();
        }
        for _ in 0..4 {
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            clock.1.send_modify(|elapsed| *elapsed += MINUTE);
        }
        while let Some(task) = tasks.pop_front() {
            let _ = task.await;
        }
        assert_eq!(*order.lock().expect("no test panics with it"), [(0, 0), (2, 60), (4, 120)]);
    }

    #[tokio::test]
    async fn who_waits_and_is_not_polled_holds_back_nobody() {
        let (limiter, clock) = (Limiter::per_window(1), clock());
        assert_eq!(starts(&limiter, &clock, 1).await, [0]);
        let mut idle = std::pin::pin!(limiter.admit(&clock, OPERATION, false, None));
        begin(idle.as_mut()).await;
        assert_eq!(starts(&limiter, &clock, 1).await.len(), 1);
        assert!(idle.await.is_ok());
    }

    #[tokio::test]
    async fn a_repeat_goes_before_those_that_were_not_sent_yet() {
        let (limiter, clock) = (Limiter::per_window(1), stopped());
        drop(limiter.admit(&*clock, OPERATION, false, None).await.ok());
        let mut first = std::pin::pin!(limiter.admit(&*clock, OPERATION, false, None));
        let mut second = std::pin::pin!(limiter.admit(&*clock, OPERATION, false, None));
        begin(first.as_mut()).await;
        begin(second.as_mut()).await;
        let deadline = Some(clock.now() + MINUTE + Duration::from_secs(1));
        let mut repeat = std::pin::pin!(limiter.admit(&*clock, OPERATION, true, deadline));
        begin(repeat.as_mut()).await;
        clock.1.send_modify(|elapsed| *elapsed += MINUTE);
        begin(first.as_mut()).await;
        assert!(repeat.await.is_ok());
    }

    #[tokio::test]
    async fn a_window_that_is_longer_than_windows_are_is_not_believed() {
        let (limiter, clock) = (Limiter::per_window(10), clock());
        for reset in [1_790_000_060, u64::from(u32::MAX)] {
            let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
            pass.answered(rate(10, 0, reset), clock.now());
            assert_eq!(limiter.eta(&clock, &Operation::GET_CONTACT, 1), MINUTE);
        }
        let pass = limiter.admit(&clock, OPERATION, false, None).await.expect("there is room");
        pass.refused(RateLimit::default(), Duration::MAX, clock.now());
        assert_eq!(limiter.eta(&clock, &Operation::GET_CONTACT, 1), MINUTE);
    }
}
