//! What a request of the API says of itself, and what it is told where that is not enough.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/oauth.rs"]
mod support;

use std::time::{Duration, SystemTime};

use contacts_sandbox::{Clock, Sandbox};
use support::{agreed, list, path, send, standing};

#[tokio::test]
async fn a_request_without_credentials_is_told_the_scheme_only() {
    let sandbox = Sandbox::start().await.unwrap();
    for authorization in [None, Some("Basic c2FuZGJveA=="), Some("sandbox"), Some("")] {
        let answer = list(&sandbox, authorization).await;
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, Some("Bearer")), "{authorization:?}");
        assert_eq!(answer.text("code"), "UNAUTHORIZED");
    }
}

#[tokio::test]
async fn a_header_that_is_not_of_the_documented_form_is_malformed() {
    let sandbox = Sandbox::start().await.unwrap();
    for authorization in
        ["Bearer", "Bearer  sandbox", "bearer sandbox", "Bearer sandbox x", "Bearer\tsandbox", "Bearer ="]
    {
        let answer = list(&sandbox, Some(authorization)).await;
        let challenge = answer.header("www-authenticate").unwrap();
        assert_eq!(answer.status, 401, "{authorization}");
        assert!(challenge.starts_with("Bearer error=\"invalid_request\""), "{authorization}: {challenge}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_known_and_one_that_has_expired_are_told_apart() {
    let sandbox = Sandbox::builder().clock(Clock::fixed(SystemTime::UNIX_EPOCH)).start().await.unwrap();
    let token = sandbox.token_for(None, &["contact"]);
    let (status, challenge) = standing(&sandbox, "unheard-of").await;
    assert_eq!(status, 401);
    assert!(challenge.starts_with("Bearer error=\"invalid_token\", error_description=\"the token is not known"));
    sandbox.clock().advance(Duration::from_secs(3599));
    assert_eq!(standing(&sandbox, &token).await.0, 200);
    sandbox.clock().advance(Duration::from_secs(1));
    let expired = (401, "Bearer error=\"invalid_token\", error_description=\"the token has expired\"".to_owned());
    assert_eq!(standing(&sandbox, &token).await, expired);
    let token = sandbox.token_for(None, &["contact"]);
    sandbox.expire_tokens();
    assert_eq!(standing(&sandbox, &token).await, expired);
    assert_eq!(standing(&sandbox, sandbox.token()).await.0, 200);
}

#[tokio::test]
async fn a_token_without_the_scope_is_told_which_would_do() {
    let sandbox = Sandbox::start().await.unwrap();
    let reader = format!("Bearer {}", sandbox.token_for(Some("a-member"), &["contact.read"]));
    assert_eq!(list(&sandbox, Some(&reader)).await.status, 200);
    let url = format!("{}/contacts", sandbox.base_url());
    let answer = send(&sandbox, "POST", path(&url), &[("Authorization", &reader)], "{}").await;
    assert_eq!((answer.status, answer.text("code").as_str()), (403, "FORBIDDEN"));
    let challenge = answer.header("www-authenticate").unwrap();
    assert!(challenge.starts_with("Bearer error=\"insufficient_scope\"") && challenge.ends_with("scope=\"contact\""));
    let stranger = sandbox.token_for(None, &["calendar"]);
    assert_eq!(standing(&sandbox, &stranger).await.0, 403);
}

#[tokio::test]
async fn the_same_seed_clock_and_requests_give_the_same_tokens() {
    let mut seen = Vec::new();
    for (seed, at) in [(1, 0), (1, 0), (2, 0), (1, 1)] {
        let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(at));
        let sandbox = Sandbox::builder().seed(seed).clock(clock).start().await.unwrap();
        seen.push((agreed(&sandbox).await.body, sandbox.token_for(None, &[])));
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2]);
    assert_ne!(seen[0], seen[3]);
}
