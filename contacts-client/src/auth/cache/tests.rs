#![allow(clippy::unwrap_used, clippy::panic, clippy::unchecked_time_subtraction, reason = "tests")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::*;
use crate::auth::{TokenFuture, UserAccount};
use crate::clock::ManualClock;

const HOUR: Duration = Duration::from_secs(3600);

type Script = dyn Fn(usize) -> Result<Token, Error> + Send + Sync;

/// Answers the n-th fetch, counted from 1, as its script says, once the gate lets it through.
struct Source {
    script: Box<Script>,
    gate: Semaphore,
    begun: AtomicUsize,
    ended: AtomicUsize,
}

impl TokenSource for Source {
    fn fetch<'a>(&'a self, _: &'a Http) -> TokenFuture<'a> {
        Box::pin(async move {
            let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            self.gate.acquire().await.unwrap().forget();
            self.ended.fetch_add(1, Ordering::SeqCst);
            (self.script)(number)
        })
    }
}

struct Stage {
    tokens: Tokens,
    source: Arc<Source>,
    clock: Arc<ManualClock>,
}

impl Stage {
    /// The gate is shut.
    fn shut(script: impl Fn(usize) -> Result<Token, Error> + Send + Sync + 'static) -> Self {
        let source = Arc::new(Source {
            script: Box::new(script),
            gate: Semaphore::new(0),
            begun: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
        });
        let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
        let http = Http::over(reqwest::Client::builder().no_proxy().build().unwrap(), clock.clone());
        let tokens = Tokens::new(source.clone(), http, clock.clone());
        Self { tokens, source, clock }
    }

    fn open(script: impl Fn(usize) -> Result<Token, Error> + Send + Sync + 'static) -> Self {
        let stage = Self::shut(script);
        stage.source.gate.add_permits(1000);
        stage
    }

    async fn header(&self) -> String {
        text(&self.tokens.authorization().await.unwrap())
    }

    fn fetches(&self) -> usize {
        self.source.begun.load(Ordering::SeqCst)
    }

    /// Lets what was spawned come as far as it can.
    async fn settle() {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }
}

fn text(authorization: &Authorization) -> String {
    authorization.header.to_str().unwrap().to_owned()
}

fn numbered(number: usize) -> Token {
    Token::new(format!("token-{number}")).expires_in(HOUR)
}

fn no_token() -> Error {
    Error::authentication("there is none")
}

#[tokio::test]
async fn a_hundred_calls_that_wait_cause_one_fetch() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let tokens = stage.tokens.clone();
            tokio::spawn(async move { tokens.authorization().await })
        })
        .collect();
    Stage::settle().await;
    stage.source.gate.add_permits(1000);
    for call in calls {
        let authorization = call.await.unwrap().unwrap();
        assert_eq!((text(&authorization).as_str(), authorization.generation), ("Bearer token-1", 1));
        assert!(authorization.header.is_sensitive());
    }
    assert_eq!(stage.fetches(), 1);
}

#[tokio::test]
async fn a_hundred_calls_that_wait_get_the_error_of_the_one_fetch() {
    let stage = Stage::shut(|_| {
        let status = reqwest::StatusCode::BAD_REQUEST;
        let code = Some("invalid_grant".to_owned());
        Err(Error::authentication_answer(status, reqwest::header::HeaderMap::new(), code, "refused")
            .with_cause("the cause"))
    });
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let tokens = stage.tokens.clone();
            tokio::spawn(async move { tokens.authorization().await })
        })
        .collect();
    Stage::settle().await;
    stage.source.gate.add_permits(1000);
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.is_authentication());
        assert_eq!(error.oauth_code(), Some("invalid_grant"));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the cause");
    }
    assert_eq!(stage.fetches(), 1);
}

#[tokio::test]
async fn after_an_error_the_next_call_asks_again() {
    let stage = Stage::open(|number| if number == 1 { Err(no_token()) } else { Ok(numbered(number)) });
    assert!(stage.tokens.authorization().await.is_err());
    assert_eq!(stage.header().await, "Bearer token-2");
}

#[tokio::test]
async fn a_token_is_used_until_it_is_to_be_renewed() {
    let stage = Stage::open(|number| Ok(numbered(number)));
    for _ in 0..5 {
        assert_eq!(stage.header().await, "Bearer token-1");
    }
    stage.clock.advance(HOUR - EARLY - Duration::from_secs(1));
    assert_eq!(stage.header().await, "Bearer token-1");
    Stage::settle().await;
    assert_eq!(stage.fetches(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_five_minutes_early_while_calls_go_on_with_it() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    stage.source.gate.add_permits(1);
    assert_eq!(stage.header().await, "Bearer token-1");
    stage.clock.advance(HOUR - EARLY);
    for _ in 0..100 {
        assert_eq!(stage.header().await, "Bearer token-1");
    }
    Stage::settle().await;
    assert_eq!(stage.fetches(), 2, "one of them renews it");
    stage.source.gate.add_permits(1);
    Stage::settle().await;
    assert_eq!(stage.header().await, "Bearer token-2");
    assert_eq!(stage.fetches(), 2);
}

#[tokio::test]
async fn a_short_lived_token_is_renewed_in_the_last_tenth_of_its_life() {
    let life = Duration::from_secs(100);
    let stage = Stage::open(move |number| Ok(numbered(number).expires_in(life)));
    assert_eq!(stage.header().await, "Bearer token-1");
    stage.clock.advance(Duration::from_secs(89));
    assert_eq!(stage.header().await, "Bearer token-1");
    Stage::settle().await;
    assert_eq!(stage.fetches(), 1);
    stage.clock.advance(Duration::from_secs(1));
    assert_eq!(stage.header().await, "Bearer token-1");
    Stage::settle().await;
    assert_eq!(stage.header().await, "Bearer token-2");
}

#[tokio::test]
async fn a_renewal_that_fails_does_not_drop_the_token_and_is_not_tried_at_every_call() {
    let stage = Stage::open(|number| if number == 2 { Err(no_token()) } else { Ok(numbered(number)) });
    assert_eq!(stage.header().await, "Bearer token-1");
    stage.clock.advance(HOUR - EARLY);
    for _ in 0..20 {
        assert_eq!(stage.header().await, "Bearer token-1");
        Stage::settle().await;
    }
    assert_eq!(stage.fetches(), 2);
    stage.clock.advance(PAUSE);
    assert_eq!(stage.header().await, "Bearer token-1");
    Stage::settle().await;
    assert_eq!(stage.header().await, "Bearer token-3");
    assert_eq!(stage.fetches(), 3);
}

#[tokio::test]
async fn a_renewal_that_is_told_to_wait_waits() {
    let wait = Duration::from_secs(40);
    let stage = Stage::open(move |number| match number {
        2 => Err(no_token().with_retry_after(Some(wait))),
        _ => Ok(numbered(number)),
    });
    stage.header().await;
    stage.clock.advance(HOUR - EARLY);
    stage.header().await;
    Stage::settle().await;
    stage.clock.advance(wait - Duration::from_secs(1));
    stage.header().await;
    Stage::settle().await;
    assert_eq!(stage.fetches(), 2);
    stage.clock.advance(Duration::from_secs(1));
    stage.header().await;
    Stage::settle().await;
    assert_eq!(stage.header().await, "Bearer token-3");
}

#[tokio::test]
async fn a_token_that_has_ended_is_not_used_and_the_pause_does_not_count_then() {
    let stage = Stage::open(|number| if number == 2 { Err(no_token()) } else { Ok(numbered(number)) });
    stage.header().await;
    stage.clock.advance(HOUR - Duration::from_secs(1));
    assert_eq!(stage.header().await, "Bearer token-1");
    Stage::settle().await;
    stage.clock.advance(Duration::from_secs(1));
    assert_eq!(stage.header().await, "Bearer token-3");
}

#[tokio::test]
async fn a_life_begins_when_the_token_is_asked_for() {
    let clock = Arc::new(Mutex::new(None::<Arc<ManualClock>>));
    let slow = Arc::clone(&clock);
    let stage = Stage::open(move |number| {
        slow.lock().unwrap().as_ref().unwrap().advance(Duration::from_secs(50));
        Ok(numbered(number).expires_in(Duration::from_secs(100)))
    });
    *clock.lock().unwrap() = Some(Arc::clone(&stage.clock));
    assert_eq!(stage.header().await, "Bearer token-1");
    stage.clock.advance(Duration::from_secs(50));
    assert_eq!(stage.header().await, "Bearer token-2");
}

#[tokio::test]
async fn a_token_of_unknown_or_endless_life_is_used_until_it_is_rejected() {
    for life in [None, Some(Duration::MAX)] {
        let stage = Stage::open(move |number| Ok(numbered(number).with_lifetime(life)));
        let first = stage.tokens.authorization().await.unwrap();
        stage.clock.advance(HOUR * 24 * 365);
        assert_eq!(stage.header().await, "Bearer token-1");
        assert!(stage.tokens.reject(&first));
        assert_eq!(stage.header().await, "Bearer token-2");
    }
}

#[tokio::test]
async fn a_token_without_a_life_serves_those_who_waited_for_it() {
    let stage = Stage::open(|number| Ok(numbered(number).expires_in(Duration::ZERO)));
    assert_eq!(stage.header().await, "Bearer token-1");
    assert_eq!(stage.header().await, "Bearer token-2");
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once_however_many_calls_were_rejected() {
    let stage = Stage::open(|number| Ok(numbered(number)));
    let used: Vec<_> = {
        let mut used = Vec::new();
        for _ in 0..10 {
            used.push(stage.tokens.authorization().await.unwrap());
        }
        used
    };
    for authorization in &used {
        assert!(stage.tokens.reject(authorization));
        assert_eq!(stage.header().await, "Bearer token-2");
    }
    assert_eq!(stage.fetches(), 2);
}

/// The service may have been wrong, and a source of one's own may have no other.
#[tokio::test]
async fn a_rejected_token_is_handed_out_again_if_the_source_has_no_other() {
    let stage = Stage::open(|_| Ok(numbered(1)));
    let first = stage.tokens.authorization().await.unwrap();
    // However many calls were rejected with it, it is asked for once.
    for _ in 0..3 {
        assert!(stage.tokens.reject(&first));
        let again = stage.tokens.authorization().await.unwrap();
        assert_eq!((text(&again), stage.fetches()), (text(&first), 2));
        assert!(again.generation > first.generation);
    }
}

#[tokio::test]
async fn an_endpoint_that_wants_to_be_left_alone_is() {
    let wait = Duration::from_secs(300);
    let stage = Stage::open(move |number| match number {
        1 => Err(Error::authentication("later").with_retry_after(Some(wait))),
        _ => Ok(numbered(number)),
    });
    for _ in 0..20 {
        assert_eq!(stage.tokens.authorization().await.unwrap_err().retry_after(), Some(wait));
    }
    assert_eq!(stage.fetches(), 1);
    stage.clock.advance(wait);
    assert_eq!(stage.header().await, "Bearer token-2");
}

#[tokio::test]
async fn a_wait_that_no_clock_can_show_is_no_harm() {
    let stage = Stage::open(|_| Err(Error::authentication("later").with_retry_after(Some(Duration::MAX))));
    assert!(stage.tokens.authorization().await.unwrap_err().is_authentication());
    assert!(stage.tokens.authorization().await.unwrap_err().is_authentication());
    assert_eq!(stage.fetches(), 1);
}

#[tokio::test]
async fn a_token_that_is_rejected_before_all_who_waited_have_it_is_not_used_by_them() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    let first = stage.tokens.authorization();
    let late = stage.tokens.authorization();
    tokio::pin!(first, late);
    // Both wait; the one that is looked at first is rejected before the other one is looked at.
    assert!(looked_at_once(first.as_mut()).await.is_none());
    assert!(looked_at_once(late.as_mut()).await.is_none());
    stage.source.gate.add_permits(1000);
    let authorization = first.await.unwrap();
    stage.tokens.reject(&authorization);
    assert_eq!(text(&late.await.unwrap()), "Bearer token-2");
}

/// Looks once at a future.
async fn looked_at_once<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test]
async fn a_token_is_not_used_when_its_renewal_is_under_way_and_it_is_rejected() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    stage.source.gate.add_permits(1);
    let first = stage.tokens.authorization().await.unwrap();
    stage.clock.advance(HOUR - EARLY);
    stage.header().await;
    assert!(stage.tokens.reject(&first));
    let next = stage.tokens.authorization();
    tokio::pin!(next);
    assert!(looked_at_once(next.as_mut()).await.is_none());
    stage.source.gate.add_permits(1);
    assert_eq!(text(&next.await.unwrap()), "Bearer token-2");
    assert_eq!(stage.fetches(), 2);
}

#[tokio::test]
async fn a_fetch_comes_to_its_end_though_nobody_waits_for_it_any_more() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    {
        let given_up = stage.tokens.authorization();
        tokio::pin!(given_up);
        assert!(looked_at_once(given_up.as_mut()).await.is_none());
        Stage::settle().await;
        assert_eq!(stage.fetches(), 1);
    }
    stage.source.gate.add_permits(1);
    Stage::settle().await;
    assert_eq!(stage.source.ended.load(Ordering::SeqCst), 1);
    assert_eq!(stage.header().await, "Bearer token-1");
    assert_eq!(stage.fetches(), 1);
}

#[tokio::test]
async fn a_refresh_token_that_is_replaced_while_the_call_is_given_up_is_not_lost() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/token", listener.local_addr().unwrap());
    let account = UserAccount::new("id", "secret", "refresh-1").token_url(&url).unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let http = Http::over(reqwest::Client::new(), clock.clone());
    let tokens = Tokens::new(Arc::new(account), http, clock);

    let mut given_up = Box::pin(tokens.authorization());
    assert!(looked_at_once(given_up.as_mut()).await.is_none());
    let (mut stream, _) = listener.accept().await.unwrap();
    assert!(request(&mut stream).await.contains("refresh_token=refresh-1&"));
    drop(given_up);
    answer(&mut stream, r#"{"access_token":"a","refresh_token":"refresh-2"}"#).await;

    let first = tokens.authorization().await.unwrap();
    assert_eq!(text(&first), "Bearer a");
    tokens.reject(&first);
    let second = tokens.authorization();
    let second = tokio::join!(second, async {
        assert!(request(&mut stream).await.contains("refresh_token=refresh-2&"));
        answer(&mut stream, r#"{"access_token":"b"}"#).await;
    });
    assert_eq!(text(&second.0.unwrap()), "Bearer b");
}

/// A request up to the end of its form.
async fn request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    while !text.ends_with(b"client_secret=secret") {
        text.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(text).unwrap()
}

async fn answer(stream: &mut TcpStream, body: &str) {
    let text = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(text.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn a_fetch_that_does_not_come_back_is_not_waited_for_by_later_calls() {
    let stage = Stage::shut(|number| Ok(numbered(number)));
    let mut first = Box::pin(stage.tokens.authorization());
    assert!(looked_at_once(first.as_mut()).await.is_none());
    Stage::settle().await;
    stage.clock.advance(LOST - Duration::from_secs(1));
    let mut second = Box::pin(stage.tokens.authorization());
    assert!(looked_at_once(second.as_mut()).await.is_none());
    Stage::settle().await;
    assert_eq!(stage.fetches(), 1);
    stage.clock.advance(Duration::from_secs(1));
    let mut third = Box::pin(stage.tokens.authorization());
    assert!(looked_at_once(third.as_mut()).await.is_none());
    Stage::settle().await;
    assert_eq!(stage.fetches(), 2);
    stage.source.gate.add_permits(2);
    for call in [first, second, third] {
        assert!(call.await.is_ok());
    }
}

#[tokio::test]
async fn a_source_that_panics_is_an_error_and_no_hang() {
    let stage = Stage::open(|number| if number <= ROUNDS { panic!("out of order") } else { Ok(numbered(number)) });
    let error = stage.tokens.authorization().await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!(stage.header().await, format!("Bearer token-{}", ROUNDS + 1));
}

#[test]
fn a_fetch_that_went_with_its_runtime_is_begun_again_in_the_next() {
    let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
    let first = runtime();
    let stage = first.block_on(async {
        let stage = Stage::shut(|number| Ok(numbered(number)));
        {
            let given_up = stage.tokens.authorization();
            tokio::pin!(given_up);
            assert!(looked_at_once(given_up.as_mut()).await.is_none());
        }
        Stage::settle().await;
        assert_eq!(stage.fetches(), 1);
        stage
    });
    drop(first);
    stage.source.gate.add_permits(1);
    assert_eq!(runtime().block_on(stage.header()), "Bearer token-2");
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let stage = Stage::open(|number| Ok(numbered(number)));
    let future = stage.tokens.authorization();
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(outcome) = future.as_mut().poll(&mut context) else { panic!("it is decided") };
    assert!(outcome.unwrap_err().is_authentication());
}

#[tokio::test]
async fn a_fixed_token_stays_and_asking_again_is_of_no_use() {
    let tokens = Tokens::fixed(crate::auth::token::bearer("fixed").unwrap());
    let authorization = tokens.authorization().await.unwrap();
    assert!(!tokens.reject(&authorization));
    assert_eq!(text(&tokens.authorization().await.unwrap()), "Bearer fixed");
}

#[tokio::test]
async fn a_token_that_no_header_can_carry_is_refused_and_not_shown() {
    for secret in ["", "two words", "Bearer 7f3a", "line\nend", "ワークス7f3a", "7f3a\u{7f}"] {
        let stage = Stage::open(move |_| Ok(Token::new(secret)));
        let error = stage.tokens.authorization().await.unwrap_err();
        assert!(error.is_authentication(), "{error}");
        assert!(!format!("{error} {error:?}").contains("7f3a"), "{error}");
    }
}

#[tokio::test]
async fn what_is_handed_out_is_a_copy_that_shares_its_text() {
    let stage = Stage::open(|number| Ok(numbered(number)));
    let first = stage.tokens.authorization().await.unwrap();
    let second = stage.tokens.authorization().await.unwrap();
    assert_eq!(first.header.as_bytes().as_ptr(), second.header.as_bytes().as_ptr());
    assert!(!format!("{first:?}").contains("token-1"));
}
