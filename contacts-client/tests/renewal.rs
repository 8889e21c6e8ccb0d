//! What becomes of a call whose token is refused, and of many that need one at the same time.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use contacts_client::auth::{Http, Token, TokenFuture, TokenSource};
use contacts_client::clock::ManualClock;
use contacts_client::{Client, Error, Operation, Retry};
use support::{Answer, Server, call};

/// Hands out `token-1`, `token-2` and so on, up to a number of them.
#[derive(Clone, Default)]
struct Numbered {
    fetched: Arc<AtomicUsize>,
    most: Option<usize>,
}

impl TokenSource for Numbered {
    fn fetch<'a>(&'a self, _: &'a Http) -> TokenFuture<'a> {
        Box::pin(async move {
            let number = self.fetched.fetch_add(1, Ordering::Relaxed) + 1;
            if self.most.is_some_and(|most| number > most) {
                return Err(Error::no_token("the vault is closed"));
            }
            Ok(Token::new(format!("token-{number}")).expires_in(Duration::from_secs(3600)))
        })
    }
}

fn client(server: &Server, source: Numbered) -> (Client, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let builder = Client::builder().token_source(source).base_url(server.base_url()).clock(clock.clone());
    (builder.build().unwrap(), clock)
}

/// A service that takes this token and no other.
async fn taking(token: &'static str) -> Server {
    Server::with(move |request| match request.header("authorization") {
        Some(header) if header == format!("Bearer {token}") => {
            Answer::json(200, &support::example("getContactTag.response.kr"))
        }
        _ => Answer::status(401),
    })
    .await
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_call_sent_again_whatever_it_is() {
    let operations = Operation::ALL.iter().filter(|operation| matches!(operation.method, "POST" | "PUT" | "PATCH"));
    for operation in operations.filter(|operation| operation.id.contains("ContactTag")) {
        let server = taking("token-2").await;
        let source = Numbered::default();
        let (client, clock) = client(&server, source.clone());
        let client = client.with_retry(Retry::never());
        call(&client, operation, support::CONTACT_TAG_ID).await.unwrap();
        call(&client, operation, support::CONTACT_TAG_ID).await.unwrap();
        let tokens: Vec<_> = server.requests().iter().filter_map(|it| it.header("authorization")).collect();
        assert_eq!(tokens, ["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
        assert!(clock.waits().is_empty());
    }
}

#[tokio::test]
async fn a_service_that_refuses_every_token_is_asked_twice() {
    let server = taking("another").await;
    let source = Numbered::default();
    let (client, _) = client(&server, source.clone());
    let error = client.get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!((error.attempts(), source.fetched.load(Ordering::Relaxed)), (2, 2));
}

#[tokio::test]
async fn without_another_token_the_call_ends_and_says_so() {
    let server = taking("token-2").await;
    let (client, _) = client(&server, Numbered { most: Some(1), ..Numbered::default() });
    let error = client.get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap_err();
    assert!(error.is_authentication());
    assert_eq!(error.operation(), Some(&Operation::GET_CONTACT_TAG));
    assert_eq!(error.to_string(), "getContactTag: no token: the token source has none");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is closed");
}

#[tokio::test]
async fn a_hundred_calls_fetch_one_token_and_a_hundred_refusals_another() {
    let server = taking("token-2").await;
    let source = Numbered::default();
    let (client, _) = client(&server, source.clone());
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_contact_tag(&support::CONTACT_TAG_ID.into()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(source.fetched.load(Ordering::Relaxed), 2);
}
