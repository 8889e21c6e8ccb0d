//! The journal of requests, from outside.
#![allow(clippy::unwrap_used)]

#[path = "support/socket.rs"]
mod socket;

use std::time::{Duration, SystemTime};

use contacts_sandbox::{CalledBy, Clock, Exchange, Fault, Sandbox};
use serde_json::Value;
use socket::{End, minimal_contact, send};

const CONTACTS: &str = "/v1.0/contacts";

#[tokio::test]
async fn a_request_is_kept_with_what_it_said_and_what_became_of_it() {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_250);
    let sandbox = Sandbox::builder().clock(Clock::fixed(moment)).start().await.unwrap();
    let body = minimal_contact();
    let headers =
        [("User-Agent", "tests"), ("X-Trace", "abc"), ("Accept", "application/json"), ("Accept-Language", "en")];
    let created = send(&sandbox, "POST", CONTACTS, &headers, &body);
    send(&sandbox, "GET", "/v1.0/contacts?count=3&orderBy=name", &[], "");
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 2);
    let request = &requests[0];
    assert_eq!((request.number(), request.at(), request.method()), (1, moment, "POST"));
    assert_eq!((request.path(), request.query()), (CONTACTS, None));
    assert_eq!((request.operation(), request.status()), (Some("createContact"), Some(201)));
    assert_eq!(request.caller(), Some(&CalledBy::ServiceAccount));
    assert_eq!((request.body().as_ref(), request.body_len()), (body.as_bytes(), body.len()));
    assert_eq!(request.json(), serde_json::from_str(&body).ok());
    let kept: Vec<_> = request.headers().collect();
    let expected = [
        ("content-type", "application/json"),
        ("user-agent", "tests"),
        ("x-trace", "abc"),
        ("accept", "application/json"),
    ];
    assert_eq!(kept, expected);
    assert_eq!(request.header("User-Agent"), Some("tests"));
    assert_eq!((request.faults(), request.remarks()), (&[][..], &[][..]));
    assert_eq!(created.header("x-request-id"), Some("1"));
    assert_eq!((requests[1].query(), requests[1].json()), (Some("count=3&orderBy=name"), None));
    assert_eq!(sandbox.requests().of("listContacts").len(), 1);
    assert_eq!(sandbox.requests().of("listContacts").into_iter().next().unwrap().number(), 2);
}

#[tokio::test]
async fn every_answer_tells_the_number_under_which_its_request_is_kept() {
    let sandbox = Sandbox::start().await.unwrap();
    let rows = [
        ("GET", CONTACTS, 200),
        ("GET", "/v1.0/contacts/none", 404),
        ("POST", CONTACTS, 415),
        ("GET", "/v1.0/nothing", 404),
        ("TRACE", CONTACTS, 405),
    ];
    for (index, (method, path, status)) in rows.into_iter().enumerate() {
        let answer = send(&sandbox, method, path, &[], "");
        let request = sandbox.requests().into_iter().next_back().unwrap();
        assert_eq!(answer.header("x-request-id"), Some(&*(index + 1).to_string()), "{method} {path}");
        assert_eq!((request.number(), request.path()), (index as u64 + 1, path));
        assert_eq!(answer.status(), request.status().unwrap());
        assert!(answer.status() == status || method == "POST", "{}", answer.status());
    }
    let unknown = sandbox.requests().into_iter().filter(|it| it.operation().is_none());
    assert_eq!(unknown.map(|it| it.number()).collect::<Vec<_>>(), [4, 5]);
}

#[tokio::test]
async fn a_fault_and_what_was_not_refused_are_noted() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut body: Value = serde_json::from_str(&minimal_contact()).unwrap();
    body["nobodyKnows"] = "a value that is not kept".into();
    let answer = send(&sandbox, "POST", CONTACTS, &[("x-sandbox-fault", "hang-up, latency=1ms")], &body.to_string());
    assert_eq!(answer.end, End::Closed);
    let request = sandbox.requests().of("createContact").into_iter().next().unwrap();
    assert_eq!(request.status(), None);
    assert_eq!(request.faults(), [Fault::HangUp, Fault::Latency(Duration::from_millis(1))]);
    let remarks: Vec<_> = request.remarks().iter().map(|it| (it.rule(), it.pointer())).collect();
    assert_eq!(remarks, [("unknown-property", "/nobodyKnows")]);
    assert!(!format!("{:?}", request.remarks()).contains("a value"));
}

#[tokio::test]
async fn nothing_that_is_kept_holds_a_token() {
    let sandbox = Sandbox::start().await.unwrap();
    let secret = "s3cr3t-0f-s0me0ne";
    let headers = [
        ("Authorization", "Bearer s3cr3t-0f-s0me0ne"),
        ("Proxy-Authorization", secret),
        ("Cookie", secret),
        ("X-Api-Key", secret),
        ("X-Auth-Token", secret),
        ("X-Amz-Security-Token", secret),
        ("Referer", secret),
    ];
    let path = format!("{CONTACTS}?access_token={secret}&count=1");
    assert_eq!(send(&sandbox, "GET", &path, &headers, "").status(), 401);
    send(&sandbox, "GET", CONTACTS, &[("X-Other", "kept")], "");
    let shown = format!("{:?}", sandbox.requests());
    let told = String::from_utf8(send(&sandbox, "GET", "/_sandbox/requests", &[], "").bytes).unwrap();
    for text in [&shown, &told] {
        assert!(!text.contains(secret), "{text}");
        assert!(!text.contains("Bearer"), "{text}");
        assert!(text.contains("access_token=&count=1") && text.contains("kept"), "{text}");
    }
    assert_eq!(sandbox.requests()[0].caller(), None);
}

#[tokio::test]
async fn only_the_last_ones_are_kept_and_numbers_go_on() {
    let sandbox = Sandbox::builder().journal(3).start().await.unwrap();
    let numbers = || sandbox.requests().iter().map(Exchange::number).collect::<Vec<_>>();
    for _ in 0..5 {
        send(&sandbox, "GET", CONTACTS, &[], "");
    }
    assert_eq!(numbers(), [3, 4, 5]);
    sandbox.clear_journal();
    assert!(sandbox.requests().is_empty());
    assert_eq!(send(&sandbox, "GET", CONTACTS, &[], "").header("x-request-id"), Some("6"));
    assert_eq!(numbers(), [6]);
    let silent = Sandbox::builder().journal(0).start().await.unwrap();
    assert_eq!(send(&silent, "GET", CONTACTS, &[], "").header("x-request-id"), Some("1"));
    assert!(silent.requests().is_empty());
}

#[tokio::test]
async fn of_a_large_body_the_beginning_is_kept() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = format!("{{\"memo\": \"{}\"}}", "x".repeat(100_000));
    send(&sandbox, "POST", CONTACTS, &[], &body);
    let requests = sandbox.requests();
    assert_eq!((requests[0].body().len(), requests[0].body_len()), (64 << 10, body.len()));
    assert_eq!(requests[0].json(), None);
}
