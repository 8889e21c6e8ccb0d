//! A success that cannot be read says where it is at fault, and shows nothing of what it holds.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use contacts_client::{Error, Operation};
use serde_json::{Value, json};
use support::{Answer, CONTACT_ID, Exchange, call, documented_answer, example, told};

const MARKER: &str = "marker7f3a";

async fn failure(answer: Answer) -> Error {
    failure_of(&Exchange::start().await, answer).await
}

async fn failure_of(exchange: &Exchange, answer: Answer) -> Error {
    exchange.next(answer).list_contacts(&ListContactsParams::default()).await.expect_err("it cannot be read")
}

/// What is true of every success that cannot be read.
fn assert_unreadable(error: &Error) {
    assert!(error.is_unreadable(), "{error}");
    assert!(!error.is_refused() && !error.is_transport() && !error.is_configuration() && !error.is_not_found());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.operation(), Some(&Operation::LIST_CONTACTS));
    assert!(error.headers().is_some());
    assert!(!told(error).contains(MARKER), "{}", told(error));
}

/// A page of four documented contacts whose values are all marked.
fn page() -> Value {
    fn mark(value: &mut Value) {
        match value {
            Value::String(text) => *text = format!("{MARKER} {text}, expected {MARKER} at line 1 column {MARKER}"),
            Value::Array(items) => items.iter_mut().for_each(mark),
            Value::Object(members) => members.values_mut().for_each(mark),
            _ => {}
        }
    }
    let mut contact = example("listContacts.response.jp")["contacts"][0].clone();
    mark(&mut contact);
    json!({"contacts": vec![contact; 4]})
}

#[tokio::test]
async fn the_fault_is_named_by_its_path_and_the_value_is_not_shown() {
    let exchange = Exchange::start().await;
    let wrong = format!("{MARKER}, expected {MARKER} at line 1 column 2");
    for (path, value) in [
        ("contacts[3].telephones[0].primary", json!(wrong)),
        ("contacts[0].telephones[1].telephone", json!({MARKER: MARKER})),
        ("contacts[1].emails[0].primary", json!(7_355_608)),
        ("contacts[1].emails[0].email", json!([MARKER])),
        ("contacts[2].emails", json!(wrong)),
        ("contacts[2].emails[1]", json!(wrong)),
        ("contacts[3].permission.accessibleRange", json!(7_355_608)),
        ("contacts[3].permission.accessibleMembers", json!({MARKER: MARKER})),
        ("contacts[0].permission", json!(wrong)),
        ("contacts[0].contactName.lastName", json!(7_355_608)),
        ("contacts[0].contactName", json!([wrong])),
        ("contacts[0].linkedExternalUser.buddyUserIds[0]", json!(7_355_608)),
        ("contacts[0].customProperties", json!([MARKER])),
        ("contacts[0].contactTagIds[1]", json!({})),
        ("contacts[0].createdTime", json!(7_355_608)),
        ("contacts[0].memo", json!({MARKER: MARKER})),
        ("contacts[0].contactId", json!(null)),
        ("contacts[3]", json!(wrong)),
        ("contacts", json!(wrong)),
        ("responseMetaData.nextCursor", json!(7_355_608)),
        ("responseMetaData", json!(wrong)),
    ] {
        let mut page = page();
        page["responseMetaData"] = json!({"nextCursor": MARKER});
        let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
        *page.pointer_mut(&pointer).unwrap() = value;
        let error = failure_of(&exchange, Answer::json(200, &page)).await;
        assert_unreadable(&error);
        assert!(error.to_string().contains(&format!("at {path},")), "{path}: {error}");
        assert!(!told(&error).contains("7355608"), "{}", told(&error));
    }
}

#[tokio::test]
async fn a_missing_property_is_named() {
    for (parent, name) in [
        ("contacts[2]", "contactId"),
        ("contacts[2]", "permission"),
        ("contacts[2].permission", "accessibleRange"),
        ("contacts[2].telephones[1]", "telephone"),
    ] {
        let mut page = page();
        let pointer = format!("/{}", parent.replace(['.', '['], "/").replace(']', ""));
        page.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(name);
        let error = failure(Answer::json(200, &page)).await;
        assert_unreadable(&error);
        let text = error.to_string();
        assert!(text.contains(parent) && text.contains(name), "{parent} {name}: {text}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_unreadable() {
    let page = page().to_string();
    let bodies: &[Vec<u8>] = &[
        Vec::new(),
        b" ".to_vec(),
        b"null".to_vec(),
        b"7355608".to_vec(),
        format!("\"{MARKER}\"").into_bytes(),
        format!("<html>{MARKER}</html>").into_bytes(),
        MARKER.into(),
        page.as_bytes()[..page.len() / 2].to_vec(),
        format!("{page}{MARKER}").into_bytes(),
        format!("{{\"contacts\":[],\"contacts\":[],\"{MARKER}\":\"{MARKER}\"}}").into_bytes(),
        format!("{{{MARKER}: 1}}").into_bytes(),
        [b"\xff".as_slice(), MARKER.as_bytes()].concat(),
        [b"{\"memo\":\"".as_slice(), MARKER.as_bytes(), b"\xe3\x81\"}"].concat(),
        b"[".repeat(100_000),
        [b"{\"contacts\":".as_slice(), &b"[".repeat(100_000)].concat(),
        [b"{\"".as_slice(), MARKER.as_bytes(), b"\":", &b"[".repeat(100_000)].concat(),
        b"{\"a\":".repeat(100_000),
    ];
    let exchange = Exchange::start().await;
    for body in bodies {
        let error = failure_of(&exchange, Answer::new(200, &["content-type: application/json"], body)).await;
        assert_unreadable(&error);
        assert!(!told(&error).contains("7355608"), "{}", told(&error));
    }
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_named_by_its_place() {
    let error = failure(Answer::new(200, &[], b"{\n \"contacts\": \"\xff\"}")).await;
    assert_unreadable(&error);
    let text = error.to_string();
    assert!(text.contains("line 2") && text.contains("UTF-8"), "{text}");
}

#[tokio::test]
async fn the_status_and_the_headers_of_an_answer_that_cannot_be_read_are_kept() {
    let error = failure(Answer::new(200, &["x-request-id: 6bf35bb7"], "{")).await;
    assert_unreadable(&error);
    assert_eq!(error.headers().unwrap()["x-request-id"], "6bf35bb7");
    assert!(error.to_string().starts_with("listContacts: answered 200 OK"), "{error}");
}

#[tokio::test]
async fn every_operation_with_a_body_in_its_answer_needs_one() {
    let exchange = Exchange::start().await;
    for operation in Operation::ALL.iter().filter(|operation| documented_answer(operation).is_some()) {
        for status in [200, 201, 202, 204] {
            let error =
                call(exchange.next(Answer::status(status)), operation, CONTACT_ID).await.expect_err("it has no body");
            assert!(error.is_unreadable(), "{}: {error}", operation.id);
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.operation(), Some(operation));
        }
    }
}
