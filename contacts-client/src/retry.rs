//! Whether a request is sent again, and when.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

use crate::clock::Clock;
use crate::date_time::{http_date, unix};
use crate::error::Error;
use crate::rate_limit::RateLimit;

/// From the longest wait to the one that is waited.
type Jitter = Arc<dyn Fn(Duration) -> Duration + Send + Sync>;

/// How a request that failed is sent again.
///
/// What is repeated depends on what may have happened:
///
/// - Nobody saw the request, because there was no connection, or the service says that it did not carry it
///   out, 429: any request is repeated.
/// - It may have been carried out: 500 to 599, an answer that did not come in time or broke off. Requests that do
///   no harm twice are repeated: GET, PUT, DELETE. POST and PATCH are not, unless the caller
///   [says so](Self::repeat_unsafe). A DELETE that is repeated may end with 404, which then means that the
///   first one was carried out.
/// - Anything else is final.
///
/// Between two attempts there is a wait: as long as the answer asks for, in `Retry-After` or in the header
/// that tells when the window of its rate limit ends; else a random one, of at most half a second before the
/// second attempt and twice as much before each further one.
///
/// ```
/// use std::time::Duration;
///
/// use contacts_client::{Client, Retry};
///
/// let patient = Retry::default().attempts(5).waits(Duration::from_secs(1), Duration::from_secs(30));
/// let client = Client::builder().token("any").retry(patient).build()?;
/// // For one call, or some of them, there is a client with another policy. It shares everything else.
/// let impatient = client.with_retry(Retry::never());
/// # Ok::<(), contacts_client::Error>(())
/// ```
///
/// Documentation: <https://developers.worksmobile.com/en/docs/rate-limits>
#[derive(Clone)]
pub struct Retry {
    pub(crate) attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    pub(crate) longest_hint: Duration,
    repeat_unsafe: bool,
    jitter: Option<Jitter>,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(20),
            longest_hint: Duration::from_secs(60),
            repeat_unsafe: false,
            jitter: None,
        }
    }
}

impl fmt::Debug for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("attempts", &self.attempts)
            .field("first_wait", &self.first_wait)
            .field("longest_wait", &self.longest_wait)
            .field("longest_hint", &self.longest_hint)
            .field("repeat_unsafe", &self.repeat_unsafe)
            .finish_non_exhaustive()
    }
}

impl Retry {
    /// Every request is sent once. A request whose token is refused is still repeated with a new token.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How often a request is sent at most; by default 3 times, and at least once.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest that is waited before the second attempt, by default half a second, and before any attempt,
    /// by default 20 seconds. From one to the other it doubles with each attempt.
    #[must_use]
    pub fn waits(mut self, first: Duration, longest: Duration) -> Self {
        (self.first_wait, self.longest_wait) = (first, longest);
        self
    }

    /// The longest wait that a service may ask for; by default 60 seconds. If it asks for more the call gives up,
    /// and its error tells for [how long](crate::Error::retry_after).
    #[must_use]
    pub fn longest_hint(mut self, wait: Duration) -> Self {
        self.longest_hint = wait;
        self
    }

    /// Whether POST and PATCH, too, are repeated when they may have been carried out; by default they are not,
    /// because there would be two contacts where one was meant.
    #[must_use]
    pub fn repeat_unsafe(mut self, repeat: bool) -> Self {
        self.repeat_unsafe = repeat;
        self
    }

    /// How a wait is made of the longest one; by default any length up to it is as likely as any other.
    ///
    /// ```
    /// let regular = contacts_client::Retry::default().jitter(|longest| longest);
    /// ```
    #[must_use]
    pub fn jitter(mut self, jitter: impl Fn(Duration) -> Duration + Send + Sync + 'static) -> Self {
        self.jitter = Some(Arc::new(jitter));
        self
    }

    /// The wait after so many attempts, if the service does not say.
    pub(crate) fn wait(&self, attempts: u32) -> Duration {
        let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.first_wait.saturating_mul(doubled).min(self.longest_wait);
        match &self.jitter {
            Some(jitter) => jitter(longest).min(longest),
            None => longest.mul_f64(fastrand::f64()),
        }
    }

    /// Whether a request that failed like this is worth another attempt.
    pub(crate) fn repeats(&self, method: &Method, failure: Failure) -> bool {
        let is_harmless = self.repeat_unsafe || method.is_idempotent();
        match failure {
            Failure::Final => false,
            Failure::Unsent | Failure::Answered(StatusCode::TOO_MANY_REQUESTS) => true,
            Failure::Broken => is_harmless,
            Failure::Answered(status) => status.is_server_error() && is_harmless,
        }
    }
}

/// How an attempt failed.
#[derive(Clone, Copy)]
pub(crate) enum Failure {
    /// There was no connection to send it on.
    Unsent,
    /// It was sent, perhaps, and no answer came, or not all of it.
    Broken,
    /// The service answered, and not with a success.
    Answered(StatusCode),
    /// It would fail in the same way again.
    Final,
}

impl Failure {
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        if error.is_connect() { Self::Unsent } else { Self::Broken }
    }
}

/// How long the service wants to be left alone, by the answer that an error tells of.
pub(crate) fn hint_of(error: &Error, clock: &dyn Clock) -> Option<Duration> {
    hint(error.status()?, error.headers()?, clock.today())
}

/// The same by the headers of an answer.
fn hint(status: StatusCode, headers: &HeaderMap, today: SystemTime) -> Option<Duration> {
    let retry_after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(|text| {
        let text = text.trim();
        let seconds = text.parse().ok().filter(|it: &f64| it.is_finite() && *it >= 0.0);
        let seconds = seconds.and_then(|it| Duration::try_from_secs_f64(it).ok());
        seconds.or_else(|| {
            let wait = http_date(text)?.saturating_sub(unix(today));
            Some(Duration::from_secs(wait.try_into().unwrap_or_default()))
        })
    });
    let reset = || RateLimit::read(headers).reset.filter(|_| status == StatusCode::TOO_MANY_REQUESTS);
    retry_after.or_else(reset)
}

/// What keeps clients from hammering a service that is down: repeats are paid for, and earned by successes.
///
/// A call that was told to wait by a 429 does not pay: the limiter sees to those.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    /// What one repeat costs, in what one success earns: a service of which one call in ten fails is repeated
    /// for as long as it lasts.
    const PRICE: u32 = 10;
    /// Enough for fifty repeats at once.
    const MOST: u32 = 50 * Self::PRICE;

    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::MOST))
    }

    /// Takes the price of a repeat, if there is as much.
    pub(crate) fn pay(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(Self::PRICE)).is_ok()
    }

    pub(crate) fn earn(&self) {
        // Most of the time it is full, and need not be written.
        if self.0.load(Ordering::Relaxed) < Self::MOST {
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                Some(left.saturating_add(1).min(Self::MOST))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = lines.iter().map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), reqwest::header::HeaderValue::from_static(value))
        });
        pairs.collect()
    }

    #[test]
    fn the_longest_wait_doubles_up_to_its_bound() {
        let retry = Retry::default().jitter(|longest| longest);
        let waits: Vec<u128> = [1, 2, 3, 6, 7, 40, u32::MAX].iter().map(|it| retry.wait(*it).as_millis()).collect();
        assert_eq!(waits, [500, 1000, 2000, 16_000, 20_000, 20_000, 20_000]);
    }

    #[test]
    fn a_wait_without_a_jitter_of_ones_own_is_below_the_longest() {
        let retry = Retry::default();
        assert!((0..1000).all(|_| retry.wait(1) <= Duration::from_millis(500)));
        assert!((0..1000).any(|_| retry.wait(1) > Duration::from_millis(250)));
    }

    #[test]
    fn what_may_have_been_carried_out_is_repeated_where_that_does_no_harm() {
        let answered = |status| Failure::Answered(StatusCode::from_u16(status).expect("it is a status"));
        let rows = [
            (Failure::Unsent, true, true),
            (Failure::Broken, true, false),
            (answered(429), true, true),
            (answered(500), true, false),
            (answered(503), true, false),
            (answered(401), false, false),
            (answered(404), false, false),
            (answered(302), false, false),
            (Failure::Final, false, false),
        ];
        for (failure, harmless, other) in rows {
            for method in [Method::GET, Method::PUT, Method::DELETE] {
                assert_eq!(Retry::default().repeats(&method, failure), harmless);
            }
            for method in [Method::POST, Method::PATCH] {
                assert_eq!(Retry::default().repeats(&method, failure), other);
                assert_eq!(Retry::default().repeat_unsafe(true).repeats(&method, failure), harmless);
            }
        }
    }

    #[test]
    fn a_hint_is_read_in_every_form() {
        let today = SystemTime::UNIX_EPOCH + Duration::from_secs(24 * 60 * 60);
        let of = |status, lines: &[_]| {
            hint(StatusCode::from_u16(status).expect("it is a status"), &headers(lines), today).map(|it| it.as_secs())
        };
        let reset = crate::generated::facts::RATE_LIMIT_RESET;
        let rows = [
            (503, vec![("retry-after", "7")], Some(7)),
            (429, vec![("retry-after", " 7 ")], Some(7)),
            (429, vec![("retry-after", "Fri, 02 Jan 1970 00:01:00 GMT")], Some(60)),
            (429, vec![("retry-after", "Thu, 01 Jan 1970 00:01:00 GMT")], Some(0)),
            (429, vec![("retry-after", "-1")], None),
            (429, vec![("retry-after", "1e300")], None),
            (429, vec![("retry-after", "soon")], None),
            (429, vec![(reset, "9")], Some(9)),
            (429, vec![("retry-after", "soon"), (reset, "9")], Some(9)),
            // When the window ends says nothing about a service that is down.
            (503, vec![(reset, "9")], None),
            (429, vec![], None),
        ];
        for (status, lines, expected) in rows {
            assert_eq!(of(status, &lines), expected, "{status} {lines:?}");
        }
    }

    #[test]
    fn a_budget_is_spent_and_earned_back() {
        let budget = Budget::new();
        assert_eq!((0..100).filter(|_| budget.pay()).count(), 50);
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.pay());
        budget.earn();
        assert!(budget.pay());
        (0..10_000).for_each(|_| budget.earn());
        assert_eq!((0..100).filter(|_| budget.pay()).count(), 50);
    }
}
