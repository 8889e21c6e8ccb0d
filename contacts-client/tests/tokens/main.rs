//! Tokens are had from endpoints that answer over real sockets, and nothing secret is shown on the way.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod addresses;
mod answers;
#[cfg(feature = "service-account")]
mod keys;
mod repeats;
mod secrets;
#[cfg(feature = "service-account")]
mod service_account;
#[path = "../support/mod.rs"]
mod support;
mod user_account;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, SystemTime};

use contacts_client::Url;
use contacts_client::auth::{Http, UserAccount};
use contacts_client::clock::ManualClock;
use support::{Answer, Request, Server};

/// What stands in every secret of these tests.
const MARKER: &str = "7f3a";
/// A day in 2026.
const TODAY: Duration = Duration::from_secs(1_790_000_000);

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH + TODAY))
}

fn http() -> Http {
    http_with(&clock())
}

fn http_with(clock: &Arc<ManualClock>) -> Http {
    // To read the certificates of the operating system takes a while.
    static HTTP: LazyLock<Http> = LazyLock::new(|| Http::new().unwrap());
    HTTP.clone().with_clock(clock.clone())
}

/// What a form says.
fn form(request: &Request) -> BTreeMap<String, String> {
    assert_eq!(request.method(), "POST");
    assert_eq!(request.header("content-type").as_deref(), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.header("authorization"), None);
    let body = String::from_utf8(request.body.clone()).unwrap();
    let url = Url::parse(&format!("http://example.com/?{body}")).unwrap();
    url.query_pairs().into_owned().collect()
}

fn expect_form(request: &Request, expected: &[(&str, &str)]) {
    let expected = expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(form(request), expected);
}

/// A server that gives these answers one after the other, and then no more.
async fn in_turn(answers: impl IntoIterator<Item = Answer>) -> Server {
    let answers: Mutex<VecDeque<_>> = Mutex::new(answers.into_iter().collect());
    Server::with(move |_| answers.lock().unwrap().pop_front().unwrap_or(Answer::status(418))).await
}

fn json(body: &str) -> Answer {
    Answer::new(200, &["content-type: application/json"], body)
}

/// A token with a life of an hour.
fn token(secret: &str) -> Answer {
    json(&format!(r#"{{"access_token":"{secret}","token_type":"Bearer","expires_in":"3600","scope":"contact"}}"#))
}

/// The same with a new refresh token.
fn pair(secret: &str, refresh_token: &str) -> Answer {
    json(&format!(r#"{{"access_token":"{secret}","refresh_token":"{refresh_token}","expires_in":3600}}"#))
}

fn account(server: &Server) -> UserAccount {
    UserAccount::new("id-7f3a", "secret-7f3a", "refresh-7f3a-1").token_url(&server.base_url()).unwrap()
}
