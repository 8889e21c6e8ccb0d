//! Operations that fail, succeed, or hear back what they sent.

use std::fmt::Write as _;

use contacts_client::Operation;
use contacts_client::types::ErrorCode;
use serde_json::json;

use crate::calls::{call, marked_answer};
use crate::faults::{Faulty, Script};
use crate::log::{LOGGED, Log};
use crate::{ID, MEMO, NAME, PROPERTY, PROPERTY_VALUE, SAID, Stage, assert_silent, client, meet_all_rows, support};

#[tokio::test]
async fn no_operation_shows_a_marker_however_it_fails() {
    let log = Log::everything();
    let good = format!(r#"{{"contactTagId":"{SAID}","contactTagName":"{SAID}"}}"#);
    let mut text = String::new();
    meet_all_rows(&good, client, async |client, stage, row| {
        if row.stalls || row.is_large {
            // They wait at the same time.
            let calls = Operation::ALL.iter().map(|operation| {
                let client = client.clone();
                tokio::spawn(async move { call(&client, operation, ID).await })
            });
            for call in calls.collect::<Vec<_>>() {
                text.push_str(&call.await.unwrap());
            }
        } else {
            for operation in Operation::ALL {
                stage.again();
                text.push_str(&call(client, operation, ID).await);
            }
        }
    })
    .await;
    let (_socket, nobody) = support::nobody_listens();
    let client = client(&format!("http://{nobody}"), false);
    for operation in Operation::ALL {
        text.push_str(&call(&client, operation, ID).await);
    }
    let signs = ["answered 400", "answered 302", "cannot be read", "no connection", "no answer", "no answer in time"];
    assert_silent(&text, &signs);
    log.assert_silent(LOGGED);
}

#[tokio::test]
async fn no_operation_shows_a_marker_when_it_succeeds() {
    let log = Log::everything();
    let mut text = String::new();
    let stage = Stage::open().await;
    let client = client(&stage.base_url(), false);
    let _ = writeln!(text, "{client:?} {client:#?}");
    for operation in Operation::ALL {
        stage.play(vec![Script::answer(429, &[], SAID), marked_answer(operation)]);
        let printed = call(&client, operation, ID).await;
        assert!(printed.starts_with("Response"), "{}: {printed}", operation.id);
        text.push_str(&printed);
    }
    assert_silent(&text, &["Response", "status: 200", "status: 302", "Client {"]);
    log.assert_silent(LOGGED);
}

#[tokio::test]
async fn a_service_that_echoes_shows_no_marker() {
    // All that was sent comes back as an error, in its body and in its headers.
    let log = Log::everything();
    let mut text = String::new();
    for status in [200, 302, 400, 401, 500] {
        let server = support::Server::with(move |request| {
            let echo = request.header("authorization").unwrap();
            let headers = [format!("www-authenticate: {echo}"), format!("location: {}", request.target())];
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            let body = [request.head.as_bytes(), &request.body].concat();
            let members =
                json!({"code": String::from_utf8_lossy(&body), "description": String::from_utf8_lossy(&body)});
            match request.path().len() % 2 {
                0 => support::Answer::new(status, &headers, body),
                _ => support::Answer::new(status, &headers, members.to_string()),
            }
        })
        .await;
        let client = client(&server.base_url(), false);
        for operation in Operation::ALL {
            text.push_str(&call(&client, operation, ID).await);
        }
    }
    assert_silent(&text, &["answered 401", "answered 500", "cannot be read"]);
    log.assert_silent(&["contacts.call"]);
}

/// The names of custom properties are a company's own, and look like any other.
#[tokio::test]
async fn the_excerpt_of_a_body_does_not_show_the_names_of_custom_properties() {
    let body = json!({"contactName": {"lastName": NAME}, "customProperties": {PROPERTY: {"value": PROPERTY_VALUE}}});
    let server = Faulty::playing(vec![Script::answer(400, &[], body.to_string())]).await;
    let text = call(&client(&server.base_url(), false), &Operation::CREATE_CONTACT, ID).await;
    assert_silent(&text, &["answered 400", "***"]);
}

#[tokio::test]
async fn what_the_service_says_is_there_for_those_who_ask() {
    let body = json!({"code": NAME, "description": MEMO});
    let server = Faulty::playing(vec![Script::answer(400, &["x-request-id: a1"], body.to_string())]).await;
    let error = client(&server.base_url(), false).get_contact(&ID.into()).await.expect_err("it is no success");
    assert_eq!(error.code().map(ErrorCode::as_str), Some(NAME));
    assert_eq!(error.description(), Some(MEMO));
    assert_eq!(error.headers().unwrap()["x-request-id"], "a1");
    assert_eq!(error.operation(), Some(&Operation::GET_CONTACT));
}
