//! A call that is given up at any moment leaves nothing behind, and the client usable.
//!
//! A call is polled so many times and then dropped, for every number of times until it ends by itself.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod faults;
mod support;

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use contacts_client::auth::{Http, Token, TokenFuture, TokenSource};
use contacts_client::clock::{Clock, ManualClock};
use contacts_client::types::{ContactTag, ContactTagInput};
use contacts_client::{Client, Error, Limiter, Operation, Response, Retry};
use faults::rows::today;
use faults::stopped::{Stopped, settle};
use faults::{Faulty, Reads, Script, Step, answer};
use support::{CONTACT_TAG_ID, TOKEN};

const GOOD: &str = r#"{"contactTagId":"a","contactTagName":"a"}"#;
/// What an answer says that lets one more call through, and another in ten seconds.
const ONE_LEFT: &[&str] = &["rateLimit-remaining: 1", "rateLimit-reset: 10"];
const OPERATION: &Operation = &Operation::GET_CONTACT_TAG;

/// Polls a future so many times, whenever it is woken, and drops it.
async fn polled<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        if polls == times {
            return Poll::Ready(None);
        }
        polls += 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

async fn get(client: &Client) -> Result<Response<ContactTag>, Error> {
    client.get_contact_tag(&CONTACT_TAG_ID.into()).await
}

fn client(base_url: &str, limiter: Limiter, clock: Arc<dyn Clock>) -> Client {
    let builder = Client::builder().token(TOKEN).base_url(base_url).clock(clock).limiter(limiter);
    #[cfg(feature = "check")]
    let builder = builder.check_requests(false);
    builder.retry(Retry::default().jitter(|longest| longest)).build().unwrap()
}

/// An answer in three parts, so that whoever reads it waits for each.
fn in_parts() -> Script {
    let whole = answer(200, &[], GOOD);
    let (head, body) = whole.split_at(whole.len() - GOOD.len());
    let parts = [&head[..20], &head[20..], &body[..9], &body[9..]];
    Script::new(parts.map(|part| Step::Send(part.to_vec())))
}

/// That nothing is left of the calls before: nobody waits for a turn, and nothing is under way.
///
/// Of the calls that an answer leaves, one is taken away for each call that is under way, and `eta` counts those
/// that wait.
async fn assert_nothing_is_left(client: &Client, clock: &ManualClock, what: &str) {
    clock.advance(Duration::from_secs(120));
    assert_eq!(client.eta(OPERATION, 1), Duration::ZERO, "{what}");
    get(client).await.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(client.eta(OPERATION, 1), Duration::ZERO, "{what}: something is under way");
    assert_eq!(client.eta(OPERATION, 2), Duration::from_secs(10), "{what}");
    clock.advance(Duration::from_secs(120));
}

/// Gives up a call at every moment, against a server that begins with these scripts each time.
async fn given_up_everywhere(name: &str, limit: u32, scripts: Vec<Script>) -> usize {
    let clock = Arc::new(ManualClock::new(today()));
    let limiter = Limiter::per_window(limit);
    let last = Script::answer(200, ONE_LEFT, GOOD);
    let scripts = Arc::new(scripts);
    let played = Arc::new(std::sync::Mutex::new(0));
    let (all, next, fine) = (Arc::clone(&scripts), Arc::clone(&played), last);
    let server = Faulty::with(move |_| {
        let mut next = next.lock().unwrap();
        *next += 1;
        all.get(*next - 1).unwrap_or(&fine).clone()
    })
    .await;
    let client = client(&server.base_url(), limiter, clock.clone());
    for times in 0.. {
        *played.lock().unwrap() = 0;
        let ended = polled(get(&client), times).await;
        // Whatever the server still has to say goes to nobody.
        *played.lock().unwrap() = scripts.len();
        assert_nothing_is_left(&client, &clock, &format!("{name}, polled {times} times")).await;
        if let Some(result) = ended {
            assert!(result.is_ok(), "{name}: {result:?}");
            return times;
        }
    }
    unreachable!("a call ends")
}

#[tokio::test]
async fn a_call_can_be_given_up_while_it_connects_is_sent_and_is_answered() {
    let polls = given_up_everywhere("an answer in parts", 100, vec![in_parts()]).await;
    assert!(polls >= 3, "{polls}");
}

#[tokio::test]
async fn a_call_can_be_given_up_between_its_attempts() {
    let busy = Script::answer(503, &["retry-after: 7"], "");
    let polls = given_up_everywhere("two attempts in vain", 100, vec![busy.clone(), busy, in_parts()]).await;
    assert!(polls >= 6, "{polls}");
}

#[tokio::test]
async fn a_call_can_be_given_up_after_a_429() {
    let full = Script::answer(429, &["rateLimit-limit: 5", "rateLimit-remaining: 0", "rateLimit-reset: 7"], "");
    let polls = given_up_everywhere("two refusals", 100, vec![full.clone(), full, in_parts()]).await;
    assert!(polls >= 6, "{polls}");
}

#[tokio::test]
async fn a_call_can_be_given_up_while_an_error_is_read() {
    let whole = answer(503, &[], "a body in parts");
    let (head, body) = whole.split_at(whole.len() - 9);
    let error = Script::new([head, body].map(|part| Step::Send(part.to_vec())));
    given_up_everywhere("an error in parts", 100, vec![error, in_parts()]).await;
}

#[tokio::test]
async fn a_call_whose_body_is_on_its_way_can_be_given_up() {
    let clock = Arc::new(ManualClock::new(today()));
    let half = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let is_half = Arc::clone(&half);
    let server = Faulty::with(move |_| {
        if is_half.load(std::sync::atomic::Ordering::SeqCst) {
            Script::new([Step::Freeze]).reads(Reads::Head)
        } else {
            Script::answer(200, ONE_LEFT, GOOD)
        }
    })
    .await;
    let client = client(&server.base_url(), Limiter::default(), clock.clone());
    let large = ContactTagInput::new("x".repeat(16 << 20));
    for turns in 0..12 {
        half.store(true, std::sync::atomic::Ordering::SeqCst);
        let (sender, large) = (client.clone(), large.clone());
        let call = tokio::spawn(async move { sender.create_contact_tag(&large).await });
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
        call.abort();
        assert!(call.await.is_err_and(|error| error.is_cancelled()));
        half.store(false, std::sync::atomic::Ordering::SeqCst);
        client.create_contact_tag(&ContactTagInput::new("a")).await.unwrap();
        let operation = &Operation::CREATE_CONTACT_TAG;
        assert_eq!(client.eta(operation, 1), Duration::ZERO, "after {turns} turns");
        assert_eq!(client.eta(operation, 2), Duration::from_secs(10));
        clock.advance(Duration::from_secs(120));
    }
}

#[tokio::test]
async fn a_place_in_the_queue_is_given_up_with_its_call() {
    const WINDOW: Duration = Duration::from_secs(60);
    let subsets = (0..16_u32).map(|bits| (0..4).filter(|place| bits & (1 << place) != 0).collect::<BTreeSet<usize>>());
    for given_up in subsets {
        let server = Faulty::playing(vec![Script::answer(200, &[], GOOD)]).await;
        let clock = Arc::new(Stopped::new());
        let client = client(&server.base_url(), Limiter::per_window(1), clock.clone());
        get(&client).await.unwrap();
        let mut tasks = Vec::new();
        for _ in 0..4 {
            let client = client.clone();
            tasks.push(tokio::spawn(async move { get(&client).await }));
            settle().await;
        }
        assert_eq!(client.eta(OPERATION, 1), WINDOW * 5, "one that went out, and four that wait");
        for place in &given_up {
            tasks[*place].abort();
        }
        settle().await;
        let left = 4 - u32::try_from(given_up.len()).unwrap();
        assert_eq!(client.eta(OPERATION, 1), WINDOW * (left + 1), "{given_up:?}");
        for (place, task) in tasks.into_iter().enumerate() {
            if given_up.contains(&place) {
                assert!(task.await.is_err_and(|error| error.is_cancelled()));
            } else {
                clock.advance(WINDOW);
                task.await.unwrap().unwrap();
            }
        }
        assert_eq!(server.requests(), 1 + left as usize, "{given_up:?}");
        assert_eq!(client.eta(OPERATION, 1), WINDOW);
    }
}

/// A source that takes its time.
struct Slow;

impl TokenSource for Slow {
    fn fetch<'a>(&'a self, _: &'a Http) -> TokenFuture<'a> {
        Box::pin(async {
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            Ok(Token::new(TOKEN).expires_in(Duration::from_secs(3600)))
        })
    }
}

#[tokio::test]
async fn a_call_can_be_given_up_while_it_waits_for_a_token() {
    for times in 0.. {
        let clock = Arc::new(ManualClock::new(today()));
        let server = Faulty::playing(vec![Script::answer(200, ONE_LEFT, GOOD)]).await;
        let builder = Client::builder().token_source(Slow).base_url(server.base_url()).clock(clock.clone());
        let client = builder.build().unwrap();
        let ended = polled(get(&client), times).await;
        // Whoever waited with it gets a token all the same.
        assert_nothing_is_left(&client, &clock, &format!("polled {times} times")).await;
        if ended.is_some() {
            assert!(times >= 3, "{times}");
            break;
        }
    }
}
