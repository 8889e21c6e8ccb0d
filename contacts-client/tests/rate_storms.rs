//! A hundred calls at once against a service that takes ten a minute.
//!
//! The service counts by itself, in windows of its own, by the same clock as the client. That clock goes on only when
//! nothing is on its way: if it leapt, as a `ManualClock` does, calls of one minute would arrive in the next.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod faults;
mod support;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use contacts_client::clock::{Clock as _, ManualClock};
use contacts_client::{Client, ClientBuilder, Error, Limiter, Operation, Retry};
use faults::rows::today;
use faults::stopped::{Stopped, settle};
use faults::{Faulty, Script};
use support::{CONTACT_TAG_ID, TOKEN};

const CALLS: usize = 100;
const LIMIT: u32 = 10;
const WINDOW: Duration = Duration::from_secs(60);
const GOOD: &str = r#"{"contactTagId":"a","contactTagName":"a"}"#;

/// What the service says of its limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// The state of the window, with every answer.
    Always,
    /// When the window ends, with a 429.
    WhenRefusing,
    Nothing,
}

#[derive(Default)]
struct Counted {
    window: Option<Instant>,
    used: u32,
    allowed: usize,
    refused: usize,
}

/// What came of a storm.
struct Storm {
    successes: usize,
    errors: Vec<Error>,
    refused: usize,
    elapsed: Duration,
    client: Client,
}

async fn storm(tells: Tells, policy: impl Fn(ClientBuilder) -> ClientBuilder) -> Storm {
    let clock = Arc::new(Stopped::new());
    let counted = Arc::new(Mutex::new(Counted::default()));
    let (time, count) = (Arc::clone(&clock), Arc::clone(&counted));
    let server = Faulty::with(move |_| {
        let (now, mut count) = (time.now(), count.lock().unwrap());
        if count.window.is_none_or(|began| now >= began + WINDOW) {
            (count.window, count.used) = (Some(now), 0);
        }
        let reset = (count.window.unwrap() + WINDOW - now).as_secs_f64().ceil();
        let is_allowed = count.used < LIMIT;
        if is_allowed {
            (count.used, count.allowed) = (count.used + 1, count.allowed + 1);
        } else {
            count.refused += 1;
        }
        let headers = [
            format!("rateLimit-limit: {LIMIT}"),
            format!("rateLimit-remaining: {}", LIMIT - count.used),
            format!("rateLimit-reset: {reset}"),
        ];
        let headers: Vec<&str> = match (tells, is_allowed) {
            (Tells::Always, _) => headers.iter().map(String::as_str).collect(),
            (Tells::WhenRefusing, false) => vec![&headers[2]],
            _ => Vec::new(),
        };
        if is_allowed { Script::answer(200, &headers, GOOD) } else { Script::answer(429, &headers, "") }
    })
    .await;
    let builder = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock.clone());
    let client = policy(builder).build().unwrap();
    let tasks: Vec<_> = (0..CALLS)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_contact_tag(&CONTACT_TAG_ID.into()).await })
        })
        .collect();
    // Time goes on when nobody has anything left to do.
    while tasks.iter().any(|task| !task.is_finished()) {
        let before = server.requests();
        settle().await;
        if server.requests() == before && tasks.iter().any(|task| !task.is_finished()) {
            assert!(clock.advance_to_next(), "somebody waits for what never comes");
        }
    }
    let (mut successes, mut errors) = (0, Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => successes += 1,
            Err(error) => errors.push(error),
        }
    }
    let count = counted.lock().unwrap();
    assert!(successes <= count.allowed);
    Storm { successes, errors, refused: count.refused, elapsed: clock.elapsed(), client }
}

/// A policy that leaves time for everybody.
fn patient(builder: ClientBuilder) -> ClientBuilder {
    let retry = Retry::default().attempts(1000).jitter(|longest| longest);
    builder.retry(retry).deadline(Duration::from_secs(24 * 60 * 60))
}

/// What is over leaves nothing behind: nobody waits, and nothing is under way.
fn assert_calm(storm: &Storm) {
    let wait = storm.client.eta(&Operation::GET_CONTACT_TAG, 1);
    assert!(wait <= WINDOW, "{wait:?}");
}

#[tokio::test]
async fn whoever_knows_the_limit_is_never_refused_and_everybody_gets_through() {
    for tells in [Tells::Always, Tells::WhenRefusing, Tells::Nothing] {
        let storm = storm(tells, |it| it.limiter(Limiter::per_window(LIMIT))).await;
        assert_eq!((storm.successes, storm.refused), (CALLS, 0), "{:?}", storm.errors);
        assert_eq!(storm.elapsed, WINDOW * 9);
        assert_calm(&storm);
    }
}

#[tokio::test]
async fn whoever_learns_the_limit_by_being_refused_gets_everybody_through_in_the_end() {
    // Told the limit, only those are refused that were under way before the first answer. Told when the window ends,
    // everybody who waits tries each window; told nothing, everybody tries every twenty seconds.
    for (tells, most) in [(Tells::Always, 90), (Tells::WhenRefusing, 450), (Tells::Nothing, 1300)] {
        let storm = storm(tells, patient).await;
        assert_eq!(storm.successes, CALLS, "{:?}", storm.errors);
        assert!(storm.refused <= most, "{} refused", storm.refused);
        assert_eq!(storm.elapsed, WINDOW * 9);
        assert_calm(&storm);
    }
}

#[tokio::test]
async fn by_default_a_storm_ends_with_answers_and_with_errors_that_say_why() {
    for (tells, most) in [(Tells::Always, 90), (Tells::WhenRefusing, 90), (Tells::Nothing, 290)] {
        let storm = storm(tells, |it| it.retry(Retry::default().jitter(|longest| longest))).await;
        assert!(storm.successes >= LIMIT as usize);
        assert_eq!(storm.successes + storm.errors.len(), CALLS);
        assert!(storm.refused <= most, "{} refused", storm.refused);
        for error in &storm.errors {
            assert!(error.is_rate_limited() || error.is_timeout(), "{error}");
            assert!((1..=3).contains(&error.attempts()), "{error}");
            // Whom the limiter leaves no time knows its window, whatever the service tells.
            assert_eq!(error.retry_after().is_some(), tells != Tells::Nothing || error.is_timeout(), "{error}");
        }
        assert_calm(&storm);
    }
}

/// The second attempt would go out a window after the first, which is when the call's time is up.
#[tokio::test]
async fn no_attempt_begins_without_time_for_its_answer() {
    let scripts = vec![Script::answer(503, &["retry-after: 0"], ""), Script::answer(200, &[], GOOD)];
    let server = Faulty::playing(scripts).await;
    let clock = Arc::new(ManualClock::new(today()));
    let builder = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock);
    let client = builder.limiter(Limiter::per_window(1)).deadline(WINDOW).build().unwrap();
    let error = client.get_contact_tag(&CONTACT_TAG_ID.into()).await.unwrap_err();
    assert_eq!(error.attempts(), 1, "{error}");
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.requests(), 1);
}

/// The deadline is as long as a window, so who was turned away when one began has to ask again.
#[tokio::test]
async fn by_default_a_call_does_not_wait_for_a_whole_window() {
    let scripts = vec![Script::answer(429, &["rateLimit-reset: 60"], ""), Script::answer(200, &[], GOOD)];
    let server = Faulty::playing(scripts).await;
    let clock = Arc::new(ManualClock::new(today()));
    let client = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock.clone()).build().unwrap();
    let error = client.get_contact_tag(&CONTACT_TAG_ID.into()).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(WINDOW));
    assert!(clock.waits().is_empty());
    // The next call does: its time begins when it is let through.
    client.get_contact_tag(&CONTACT_TAG_ID.into()).await.unwrap();
    assert_eq!(clock.waits(), [WINDOW]);
}
