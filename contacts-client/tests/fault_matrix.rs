//! What a caller sees of every way in which a server can misbehave.
//!
//! The whole matrix is `faults/matrix.txt`: for each fault what a GET and what a POST ends with, how many requests
//! the server saw, and how long was waited. `UPDATE_EXPECT=1` writes it anew.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod faults;
mod support;

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use contacts_client::auth::{Http, Token, TokenFuture, TokenSource};
use contacts_client::clock::ManualClock;
use contacts_client::types::{ContactTag, ContactTagInput};
use contacts_client::{Client, Error, Response, Retry};
use expect_test::expect_file;
use faults::rows::{Row, rows, today};
use faults::{Faulty, Script, Step, answer};
use support::{Answer, CONTACT_TAG_ID, Server, TOKEN, told};

const SAY: &str = "marker7f3a";
const GOOD: &str = r#"{"contactTagId":"marker7f3a","contactTagName":"marker7f3a","type":"marker7f3a"}"#;
/// More than sockets hold.
const LARGE: usize = 32 << 20;

/// A client whose waits take no time, and are as long as they may be.
fn client(base_url: &str, stalls: bool) -> (Client, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(today()));
    let builder = Client::builder().token(TOKEN).base_url(base_url).clock(clock.clone());
    #[cfg(feature = "check")]
    let builder = builder.check_requests(false);
    let builder = builder.retry(Retry::default().jitter(|longest| longest));
    let builder = if stalls { builder.attempt_timeout(Duration::from_millis(200)) } else { builder };
    (builder.build().unwrap(), clock)
}

/// What the caller sees, in a line.
fn seen(result: &Result<Response<ContactTag>, Error>, requests: usize, clock: &ManualClock) -> String {
    let mut line = match result {
        Ok(answer) => format!("success, {}", answer.status().as_u16()),
        Err(error) => {
            assert!(!told(error).contains("7f3a"), "{}", told(error));
            assert!(!error.body_excerpt().unwrap_or_default().contains("7f3a"));
            let is = [
                (error.is_transport(), "transport"),
                (error.is_timeout(), "timeout"),
                (error.is_unreadable(), "unreadable"),
                (error.is_refused(), "refused"),
                (error.is_authentication(), "authentication"),
                (error.is_unauthorized(), "unauthorized"),
                (error.is_forbidden(), "forbidden"),
                (error.is_not_found(), "not_found"),
                (error.is_conflict(), "conflict"),
                (error.is_rate_limited(), "rate_limited"),
            ];
            let mut is: Vec<String> = is.iter().filter(|(is, _)| *is).map(|(_, name)| format!("is_{name}")).collect();
            is.extend(error.status().map(|status| format!("status {}", status.as_u16())));
            is.extend(error.retry_after().map(|wait| format!("retry_after {wait:?}")));
            assert!(error.waited() <= clock.elapsed());
            format!("{}, attempts {}", is.join(", "), error.attempts())
        }
    };
    let _ = write!(line, "; {requests} sent");
    if !clock.elapsed().is_zero() {
        let _ = write!(line, ", {:?} waited", clock.elapsed());
    }
    if let Err(error) = result {
        let _ = write!(line, "\n        {error}");
    }
    line
}

async fn get(client: &Client) -> Result<Response<ContactTag>, Error> {
    client.get_contact_tag(&CONTACT_TAG_ID.into()).await
}

async fn post(client: &Client, is_large: bool) -> Result<Response<ContactTag>, Error> {
    let name = if is_large { "x".repeat(LARGE) } else { "a tag".to_owned() };
    client.create_contact_tag(&ContactTagInput::new(name)).await
}

async fn table_of(row: &Row) -> String {
    let mut table = format!("{}\n  the server {}\n", row.name, row.does);
    for method in ["GET", "POST"] {
        let server = Faulty::playing(row.scripts.clone()).await;
        let (client, clock) = client(&server.base_url(), row.stalls);
        let result = match method {
            "GET" => get(&client).await,
            _ => post(&client, row.is_large).await,
        };
        let _ = writeln!(table, "  {method:<5} {}", seen(&result, server.requests(), &clock));
    }
    table
}

#[tokio::test]
async fn every_fault_ends_as_the_table_says() {
    let elsewhere = Server::answering(Answer::status(204)).await;
    let mut table = String::new();

    let (_socket, address) = support::nobody_listens();
    table.push_str("refused connection\n  nobody listens\n");
    for method in ["GET", "POST"] {
        let (client, clock) = client(&format!("http://{address}/v1.0"), false);
        let result = if method == "GET" { get(&client).await } else { post(&client, false).await };
        let _ = writeln!(table, "  {method:<5} {}", seen(&result, 0, &clock));
    }
    for row in rows(SAY, GOOD, &elsewhere.base_url()) {
        let _ = write!(table, "\n{}", table_of(&row).await);
    }
    assert!(elsewhere.nothing_arrived().await, "a redirect is not followed");
    expect_file!["faults/matrix.txt"].assert_eq(&table);
}

#[tokio::test]
async fn an_error_tells_of_as_many_attempts_as_the_server_saw() {
    for row in rows(SAY, GOOD, "http://localhost:1").iter().filter(|row| !row.stalls && !row.is_large) {
        let server = Faulty::playing(row.scripts.clone()).await;
        if let Err(error) = get(&client(&server.base_url(), false).0).await {
            assert_eq!(error.attempts() as usize, server.requests(), "{}: {error}", row.name);
        }
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_says_why() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{";
    let server = Faulty::playing(vec![Script::new([Step::Send(head.into()), Step::Hang])]).await;
    let error = post(&client(&server.base_url(), true).0, false).await.unwrap_err();
    assert!(error.is_timeout() && !error.to_string().contains("connection failed"), "{error}");

    let server = Faulty::playing(vec![Script::answer(200, &[], "null")]).await;
    let error = post(&client(&server.base_url(), false).0, false).await.unwrap_err();
    assert!(!error.to_string().contains("at .,"), "{error}");
}

#[tokio::test]
async fn a_repeat_after_an_answer_that_cannot_be_decoded_counts_too() {
    let server = Faulty::playing(vec![Script::answer(503, &[], ""), Script::answer(200, &[], "{")]).await;
    assert!(get(&client(&server.base_url(), false).0).await.unwrap_err().is_unreadable());
    assert_eq!(server.requests(), 2);
}

/// A server that ends a connection after each answer and does not say so beforehand.
async fn forgetful(end: Step) -> Faulty {
    Faulty::with(move |_| Script::new([Step::Send(answer(200, &[], GOOD)), end.clone()])).await
}

#[tokio::test]
async fn a_connection_that_ended_since_the_last_call_is_not_noticed_by_anybody() {
    for end in [Step::Close, Step::Reset] {
        let server = forgetful(end).await;
        let (client, clock) = client(&server.base_url(), false);
        let once = client.with_retry(Retry::never());
        for _ in 0..50 {
            get(&once).await.unwrap();
            post(&once, false).await.unwrap();
        }
        assert_eq!((server.requests(), server.connections()), (100, 100));
        assert!(clock.waits().is_empty());
    }
}

#[tokio::test]
async fn a_connection_that_ends_as_the_next_request_comes_costs_a_get_an_attempt_and_a_post_its_answer() {
    for end in [Step::Close, Step::Reset] {
        for (method, requests, connections) in [("GET", 3, 2), ("POST", 2, 1)] {
            let scripts =
                vec![Script::answer(200, &[], GOOD), Script::new([end.clone()]), Script::answer(200, &[], GOOD)];
            let server = Faulty::playing(scripts).await;
            let (client, _) = client(&server.base_url(), false);
            get(&client).await.unwrap();
            if method == "GET" {
                get(&client).await.unwrap();
            } else {
                // Whether it was carried out is not known, so that it is not sent again.
                let error = post(&client, false).await.unwrap_err();
                assert!(error.is_transport() && error.attempts() == 1, "{error}");
                assert_eq!(error.to_string(), "createContactTag: no answer");
            }
            assert_eq!((server.requests(), server.connections()), (requests, connections));
        }
    }
}

#[tokio::test]
async fn what_follows_an_answer_is_not_taken_for_the_answer_to_the_next_request() {
    let planted = answer(200, &[], r#"{"contactTagId":"planted","contactTagName":"planted"}"#);
    for more in [planted, b"garbage".to_vec()] {
        let first = Script::new([Step::Send([answer(200, &[], GOOD), more].concat())]);
        let server = Faulty::playing(vec![first, Script::answer(200, &[], GOOD)]).await;
        let (client, _) = client(&server.base_url(), false);
        for _ in 0..2 {
            let tag = get(&client).await.unwrap();
            assert_eq!(tag.contact_tag_id.as_str(), SAY);
        }
    }
}

/// A source that gives a new token each time, and counts them.
struct Fresh(Arc<AtomicUsize>);

impl TokenSource for Fresh {
    fn fetch<'a>(&'a self, _: &'a Http) -> TokenFuture<'a> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let token = Token::new(format!("token{number}")).expires_in(Duration::from_secs(3600));
        Box::pin(async move { Ok(token) })
    }
}

#[tokio::test]
async fn a_401_costs_one_new_token_and_one_more_attempt_and_no_more() {
    let refused = || Script::answer(401, &[], "");
    let rows = [
        (vec![refused(), Script::answer(200, &[], GOOD)], None, 2, 2),
        (vec![refused()], Some(2), 2, 2),
        (vec![refused(), Script::answer(503, &[], ""), Script::answer(200, &[], GOOD)], None, 2, 3),
    ];
    for (scripts, attempts, tokens, requests) in rows {
        let server = Faulty::playing(scripts).await;
        let fetched = Arc::new(AtomicUsize::new(0));
        let clock = Arc::new(ManualClock::new(today()));
        let builder = Client::builder().token_source(Fresh(fetched.clone())).base_url(server.base_url());
        let client = builder.clock(clock).build().unwrap();
        let result = get(&client).await;
        assert_eq!(result.as_ref().err().map(Error::attempts), attempts, "{result:?}");
        assert!(result.is_ok() || result.is_err_and(|error| error.is_unauthorized()));
        assert_eq!((fetched.load(Ordering::SeqCst), server.requests()), (tokens, requests));
    }
}
