//! An id is one segment of a path, or the request is not sent.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::time::{Duration, Instant};

use contacts_client::Operation;
use percent_encoding::percent_decode_str;
use support::{Answer, Server, call, client, operations_with_an_id, parameter, told};

/// Ids that would address something else, or that a server on the way could take for something else.
const HOSTILE: &[&str] = &[
    "",
    ".",
    "..",
    "%2e",
    "%2E",
    "%2e%2e",
    "%2E%2e",
    ".%2E",
    "%252e%252e",
    "/",
    "//",
    "\\",
    "%2f",
    "%5C",
    "%252F",
    "../..",
    "./marker7f3a",
    ".\\marker7f3a",
    "a\\..\\marker7f3a",
    "a\\.\\..\\marker7f3a",
    "a/../marker7f3a",
    "../marker7f3a",
    "..\\marker7f3a",
    "marker7f3a/",
    "/marker7f3a",
    "marker7f3a/forcedelete",
    "marker7f3a\\forcedelete",
    "marker7f3a%2fforcedelete",
    "marker7f3a%2Fforcedelete",
    "marker7f3a%5cforcedelete",
    "marker7f3a%255cforcedelete",
    "marker7f3a/photo",
    "marker7f3a/..",
    "marker7f3a/../custom-properties",
    "marker7f3a\\..\\custom-properties",
    "https://example.com/marker7f3a",
    "//example.com/marker7f3a",
    "\0",
    "\t",
    "\r\n",
    "marker7f3a\0",
    "marker7f3a%00",
    "marker7f3a\tmarker",
    "marker7f3a\nmarker",
    "marker7f3a\r\nhost: example.com",
    "marker7f3a%0d%0ahost: example.com",
    "marker7f3a HTTP/1.1\r\nhost: example.com\r\n\r\n",
    "marker7f3a\u{7f}",
    "marker7f3a\u{85}",
];

/// Ids that look odd and are one segment.
const ODD: &[&str] = &[
    support::CONTACT_ID,
    "marker7f3a?force=true",
    "marker7f3a#fragment",
    "two words",
    " marker7f3a ",
    "example1@example.com",
    "externalKey:marker7f3a",
    "me",
    "連絡先",
    "고객",
    "e\u{301}",
    "🙂",
    "a.b",
    "...",
    ".marker7f3a",
    "marker7f3a.",
    "a+b",
    "a=b&c=d",
    "a;b",
    "a,b",
    "100%",
    "%zz",
    "%41",
    "~'!$()*",
    "\"<>`{}",
    "[::1]",
    "a^b|c",
    "forcedelete",
    "photo",
    "contacts",
];

/// Where an id gives the path of another operation with the same method.
const TAKEN: &[(&str, &str)] = &[
    ("getContact", "custom-properties"),
    ("forceDeleteContact", "custom-properties"),
    ("getContactPhoto", "custom-properties"),
    ("deleteContactPhoto", "custom-properties"),
    ("getCustomProperty", "photo"),
    ("deleteCustomProperty", "photo"),
    ("deleteCustomProperty", "forcedelete"),
];

fn is_taken(operation: &Operation, id: &str) -> bool {
    TAKEN.contains(&(operation.id, id))
}

#[tokio::test]
async fn an_id_that_changes_the_path_is_refused_and_nothing_is_sent() {
    let server = Server::answering(Answer::status(204)).await;
    let client = server.client();
    for operation in operations_with_an_id() {
        for id in HOSTILE {
            // What passes shows below, all of it at once.
            if let Err(error) = call(&client, operation, id).await {
                assert!(error.is_refused(), "{} {id:?}: {}", operation.id, told(&error));
                assert_eq!(error.operation(), Some(operation));
                assert_eq!(error.status(), None);
            }
        }
    }
    let sent: Vec<_> = server.requests().iter().map(|it| format!("{} {}", it.method(), it.target())).collect();
    assert_eq!(sent, [""; 0]);
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn an_id_that_is_encoded_over_and_over_is_refused_before_it_costs_much() {
    let server = Server::answering(Answer::status(204)).await;
    let id = format!("%{}", "25".repeat(100_000));
    let started = Instant::now();
    let error = server.client().delete_contact(&id.as_str().into()).await.expect_err("it is hostile");
    assert!(error.is_refused(), "{}", told(&error));
    // A loop over every encoding takes minutes; this takes milliseconds.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn a_refusal_names_the_parameter_and_never_its_value() {
    let client = client("http://127.0.0.1:1");
    for operation in operations_with_an_id() {
        for id in HOSTILE {
            let told = told(&call(&client, operation, id).await.expect_err(id));
            assert!(told.contains(parameter(operation)), "{} {id:?}: {told}", operation.id);
            assert!(!told.contains("7f3a") && !told.contains("example.com"), "{} {id:?}: {told}", operation.id);
        }
    }
}

#[tokio::test]
async fn an_id_that_makes_the_path_of_another_operation_is_refused_and_nothing_is_sent() {
    let server = Server::answering(Answer::status(204)).await;
    let client = server.client();
    for (operation, id) in TAKEN {
        let operation = Operation::by_id(operation).unwrap();
        let error = call(&client, operation, id).await.expect_err(id);
        assert!(error.is_refused(), "{} {id:?}: {error}", operation.id);
    }
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn a_refusal_for_the_path_of_another_operation_names_the_parameter() {
    let client = client("http://127.0.0.1:1");
    for (operation, id) in TAKEN {
        let operation = Operation::by_id(operation).unwrap();
        let told = told(&call(&client, operation, id).await.expect_err(id));
        assert!(told.contains(parameter(operation)), "{} {id:?}: {told}", operation.id);
    }
}

#[tokio::test]
async fn any_other_id_is_one_segment_from_which_a_server_reads_the_same_id() {
    let server = Server::answering(Answer::status(404)).await;
    let client = server.client();
    let mut calls = 0;
    for operation in operations_with_an_id() {
        for id in ODD.iter().filter(|id| !is_taken(operation, id)) {
            let error = call(&client, operation, id).await.expect_err(id);
            assert!(error.is_not_found(), "{} {id:?}: {}", operation.id, told(&error));

            calls += 1;
            let requests = server.requests();
            assert_eq!(requests.len(), calls, "one call is one request");
            let request = requests.last().unwrap();
            assert_eq!(request.method(), operation.method);
            assert_eq!(request.query(), None, "{} {id:?}", operation.id);
            let template = format!("/v1.0{}", operation.path);
            let (template, path): (Vec<_>, Vec<_>) =
                (template.split('/').collect(), request.path().split('/').collect());
            assert_eq!(template.len(), path.len(), "{} {id:?}: {}", operation.id, request.path());
            for (expected, segment) in template.into_iter().zip(path) {
                let read = percent_decode_str(segment).decode_utf8().unwrap();
                assert_eq!(read, if expected.starts_with('{') { id } else { expected }, "{}", request.path());
            }
            assert!(request.path().bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.path());
        }
    }
}

#[tokio::test]
async fn paths_are_appended_to_the_base_address_with_or_without_a_slash_at_its_end() {
    for (base, path) in [
        ("", "/contacts/a%20b"),
        ("/", "/contacts/a%20b"),
        ("/v1.0/", "/v1.0/contacts/a%20b"),
        ("/a/b", "/a/b/contacts/a%20b"),
    ] {
        let server = Server::answering(Answer::status(204)).await;
        let client = client(&format!("http://{}{base}", server.address()));
        client.delete_contact(&"a b".into()).await.unwrap();
        assert_eq!(server.request().path(), path);
        let error = client.delete_contact(&"..".into()).await.expect_err("it changes the path");
        assert!(error.is_refused(), "{error}");
    }
}
