use std::time::Duration;

use contacts_client::auth::{App, TokenSource as _};

use crate::support::{Answer, Server, nobody_listens, told};
use crate::{MARKER, account, clock, http, http_with, in_turn, pair, token};

#[tokio::test]
async fn a_refresh_token_is_sent_again_only_if_it_was_not_worked_on() {
    for (status, attempts) in [(400, 1), (401, 1), (429, 3), (500, 1), (502, 1), (503, 3), (504, 1)] {
        let clock = clock();
        let server = Server::answering(Answer::status(status)).await;
        let error = account(&server).fetch(&http_with(&clock)).await.expect_err("no success");
        assert_eq!(server.requests().len(), attempts, "{status}");
        assert_eq!(error.attempts() as usize, attempts);
        assert_eq!(error.waited(), clock.elapsed());
        assert!(clock.elapsed() <= Duration::from_millis(500 + 1000));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[tokio::test]
async fn a_refresh_token_is_not_sent_again_after_a_connection_that_broke() {
    for answer in [
        Answer::Reset(Vec::new()),
        Answer::Close(Vec::new()),
        Answer::Reset(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"access_token\"".to_vec()),
        Answer::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"access_token\"".to_vec()),
    ] {
        let server = Server::answering(answer).await;
        let error = account(&server).fetch(&http()).await.expect_err("no answer");
        assert!(error.is_authentication());
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}

#[tokio::test]
async fn a_code_is_exchanged_again_only_if_it_was_not_worked_on() {
    for (status, attempts) in [(429, 3), (500, 1), (503, 3)] {
        let server = Server::answering(Answer::status(status)).await;
        let app = App::new("id", "secret", "https://example.com/callback");
        let app = app.endpoints(&server.base_url(), &server.base_url(), &server.base_url()).unwrap();
        assert!(app.exchange(&http(), "code").await.is_err());
        assert_eq!(server.requests().len(), attempts, "{status}");
    }
}

#[tokio::test]
async fn without_a_connection_everything_is_tried_again() {
    let (_socket, address) = nobody_listens();
    let clock = clock();
    let account = contacts_client::auth::UserAccount::new("id", "secret", "refresh-7f3a");
    let account = account.token_url(&format!("http://{address}/7f3a")).unwrap();
    let error = account.fetch(&http_with(&clock)).await.expect_err("nobody listens");
    assert!(error.is_authentication() && error.to_string().contains("no connection"), "{error}");
    assert_eq!(error.attempts(), 3);
    assert_eq!(error.status(), None);
    assert!(!told(&error).contains(MARKER), "{error:?}");
}

#[tokio::test]
async fn an_attempt_that_succeeds_ends_the_waiting() {
    let server = in_turn([Answer::status(503), Answer::status(429), token("a")]).await;
    assert!(account(&server).fetch(&http()).await.is_ok());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_wait_is_what_the_endpoint_says_up_to_a_minute() {
    for header in ["retry-after: 7", "rateLimit-reset: 7", "retry-after: 7\r\nratelimit-reset: 9"] {
        let clock = clock();
        let server = in_turn([Answer::new(429, &[header], ""), pair("a", "b")]).await;
        assert!(account(&server).fetch(&http_with(&clock)).await.is_ok());
        assert_eq!(clock.waits(), [Duration::from_secs(7)], "{header}");
    }
    for header in ["retry-after: soon", "retry-after: -1"] {
        let clock = clock();
        let server = in_turn([Answer::new(503, &[header], ""), token("a")]).await;
        assert!(account(&server).fetch(&http_with(&clock)).await.is_ok());
        assert!(clock.elapsed() <= Duration::from_millis(500), "{header}");
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_told_instead() {
    let clock = clock();
    let server = Server::answering(Answer::new(429, &["retry-after: 61"], "")).await;
    let error = account(&server).fetch(&http_with(&clock)).await.expect_err("no success");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert_eq!((server.requests().len(), clock.waits().len()), (1, 0));
}
