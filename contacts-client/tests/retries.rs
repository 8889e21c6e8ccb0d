//! Which requests are sent again, when, and what the error of a call that gave up tells.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use contacts_client::clock::ManualClock;
use contacts_client::{Client, Limiter, Operation, Retry};
use support::{Answer, Server, TOKEN, call, documented_answer};

/// A server that gives one answer after the other, and the last one for ever.
async fn server(answers: impl IntoIterator<Item = Answer>) -> Server {
    let answers: Vec<Answer> = answers.into_iter().collect();
    let next = AtomicUsize::new(0);
    Server::with(move |_| answers[next.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1)].clone()).await
}

/// A client whose waits take no time, and are as long as they may be.
fn client(server: &Server) -> (Client, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let builder = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock.clone());
    (builder.retry(Retry::default().jitter(|longest| longest)).build().unwrap(), clock)
}

fn success(operation: &Operation) -> Answer {
    match documented_answer(operation) {
        Some(body) => Answer::json(200, &body),
        None if operation == &Operation::GET_CONTACT_PHOTO => Answer::new(302, &["location: https://a/"], ""),
        None if operation.method == "DELETE" => Answer::status(204),
        None => Answer::json(200, &support::example("getContact.response.composed")),
    }
}

#[tokio::test]
async fn every_operation_is_repeated_after_a_429_and_those_that_do_no_harm_twice_after_a_503() {
    for operation in Operation::ALL {
        for (status, is_repeated) in [(429, true), (503, !matches!(operation.method, "POST" | "PATCH"))] {
            let server = server([Answer::status(status), success(operation)]).await;
            let (client, _) = client(&server);
            let result = call(&client, operation, support::CONTACT_ID).await;
            assert_eq!(result.is_ok(), is_repeated, "{} {status}: {result:?}", operation.id);
            let requests = server.requests();
            assert_eq!(requests.len(), if is_repeated { 2 } else { 1 });
            assert!(requests.iter().all(|it| it.head == requests[0].head && it.body == requests[0].body));
        }
    }
}

#[tokio::test]
async fn an_error_tells_how_often_it_was_tried_and_how_long_was_waited() {
    let server = server([Answer::status(503)]).await;
    let (client, clock) = client(&server);
    let error = client.get_contact(&support::CONTACT_ID.into()).await.unwrap_err();
    assert_eq!((error.attempts(), error.waited()), (3, Duration::from_millis(1500)));
    assert_eq!(clock.waits(), [Duration::from_millis(500), Duration::from_secs(1)]);
    assert_eq!(error.to_string(), "getContact: answered 503 Service Unavailable, after 3 attempts and 1.5s of waiting");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() {
    for header in ["retry-after: 7", "rateLimit-reset: 7", "RATELIMIT-RESET: 7"] {
        let server = server([Answer::new(429, &[header], ""), success(&Operation::GET_CONTACT)]).await;
        let (client, clock) = client(&server);
        client.get_contact(&support::CONTACT_ID.into()).await.unwrap();
        assert_eq!(clock.elapsed(), Duration::from_secs(7), "{header}");
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_the_callers_to_wait() {
    let server = server([Answer::new(429, &["rateLimit-reset: 61"], "")]).await;
    let (client, clock) = client(&server);
    let error = client.get_contact(&support::CONTACT_ID.into()).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((error.attempts(), error.retry_after()), (1, Some(Duration::from_secs(61))));
    assert!(clock.waits().is_empty());
    assert_eq!(error.to_string(), "getContact: answered 429 Too Many Requests; to be asked again in 61 s");
}

#[tokio::test]
async fn a_wait_that_ends_after_the_deadline_is_not_begun() {
    let server = server([Answer::new(503, &["retry-after: 20"], "")]).await;
    let (client, clock) = client(&server);
    let error = client.with_deadline(Duration::from_secs(30)).get_contact(&support::CONTACT_ID.into()).await;
    let error = error.unwrap_err();
    assert_eq!((error.attempts(), error.retry_after()), (2, Some(Duration::from_secs(20))));
    assert_eq!(clock.waits(), [Duration::from_secs(20)]);
}

#[tokio::test]
async fn a_call_can_have_a_policy_of_its_own() {
    let server = server([Answer::status(500)]).await;
    let (client, _) = client(&server);
    let calls = [
        (client.with_retry(Retry::never()), 1),
        (client.with_retry(Retry::default().attempts(5).jitter(|longest| longest)), 5),
    ];
    for (client, attempts) in calls {
        let error = client.delete_contact(&support::CONTACT_ID.into()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts);
    }
    let unsafely = client.with_retry(Retry::default().repeat_unsafe(true).jitter(|longest| longest));
    assert_eq!(call(&unsafely, &Operation::CREATE_CONTACT, "").await.unwrap_err().attempts(), 3);
}

#[tokio::test]
async fn whether_a_request_may_have_been_carried_out_is_told_of_all_its_attempts() {
    let server = server([Answer::Reset(Vec::new()), Answer::status(429)]).await;
    let (client, _) = client(&server);
    let unsafely = client.with_retry(Retry::default().repeat_unsafe(true).jitter(|longest| longest));
    let error = call(&unsafely, &Operation::CREATE_CONTACT, "").await.unwrap_err();
    assert!(error.is_rate_limited() && error.may_have_been_carried_out());
    let error = call(&client.with_retry(Retry::never()), &Operation::CREATE_CONTACT, "").await.unwrap_err();
    assert!(error.is_rate_limited() && !error.may_have_been_carried_out());
}

#[tokio::test]
async fn what_was_never_sent_is_sent_again_whatever_it_is() {
    let (_socket, address) = support::nobody_listens();
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let builder = Client::builder().token(TOKEN).base_url(format!("http://{address}/v1.0")).clock(clock);
    let client = builder.build().unwrap();
    let error = call(&client, &Operation::CREATE_CONTACT, "").await.unwrap_err();
    assert!(error.is_transport());
    assert_eq!(error.attempts(), 3);
    assert!(error.to_string().starts_with("createContact: no connection to the service, after 3 attempts and "));
}

#[tokio::test]
async fn a_service_that_is_down_is_not_hammered() {
    let server = server([Answer::status(503)]).await;
    let (client, _) = client(&server);
    for _ in 0..100 {
        assert!(client.get_contact(&support::CONTACT_ID.into()).await.is_err());
    }
    // One attempt each, and as many repeats as the budget has.
    assert_eq!(server.requests().len(), 150);
}

#[tokio::test]
async fn a_429_holds_back_other_calls_of_the_operation() {
    let server = server([Answer::new(429, &["rateLimit-reset: 9"], ""), success(&Operation::GET_CONTACT)]).await;
    let (client, clock) = client(&server);
    client.with_retry(Retry::never()).get_contact(&support::CONTACT_ID.into()).await.unwrap_err();
    client.get_contact(&support::CONTACT_ID.into()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(9)]);
}

#[tokio::test]
async fn the_headers_of_answers_lower_the_rate_and_metadata_is_beside_the_value() {
    let headers = ["rateLimit-ssed: 60", "RateLimit-Limit: 60", "ratelimit-remaining: 0", "rateLimit-reset: 13"];
    let body = documented_answer(&Operation::GET_CONTACT_TAG).unwrap().to_string();
    let lines: Vec<&str> = headers.into_iter().chain(["x-request-id: r1"]).collect();
    let server = server([Answer::new(200, &lines, body)]).await;
    let (client, clock) = client(&server);
    let tag = client.get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap();
    let rate = tag.rate_limit();
    assert_eq!((rate.used, rate.limit, rate.remaining), (Some(60), Some(60), Some(0)));
    assert_eq!(rate.reset, Some(Duration::from_secs(13)));
    assert_eq!(tag.request_id(), Some("r1"));
    assert_eq!(client.eta(&Operation::GET_CONTACT_TAG, 1), Duration::from_secs(13));
    client.get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(13)]);
}

#[tokio::test]
async fn clients_may_share_a_limiter_or_have_none() {
    let server = server([success(&Operation::GET_CONTACT_TAG)]).await;
    let shared = Limiter::per_window(1);
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let client = |limiter| {
        let builder = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock.clone());
        builder.limiter(limiter).build().unwrap()
    };
    for limiter in [Limiter::off(), Limiter::off(), shared.clone()] {
        client(limiter).get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap();
    }
    assert!(clock.waits().is_empty());
    client(shared).get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(60)]);
}
