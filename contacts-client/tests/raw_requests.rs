//! Requests of a caller's own go the way of every call.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::{Client, Method, Operation};
use support::{Answer, Exchange, Server, TOKEN};

#[tokio::test]
async fn a_request_is_sent_as_it_is_written_and_its_answer_comes_as_it_is() {
    let server = Server::answering(Answer::new(200, &["x-a: b"], "not JSON")).await;
    let client = server.client();
    let query = [("a", "b c"), ("d", "+")];
    let answer =
        client.request(Method::PUT, "/new/thing%2Fone").query(&query).json(&serde_json::json!({"e": 1})).send();
    let answer = answer.await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["x-a"], &answer[..]),
        (200, &"b".parse().unwrap(), &b"not JSON"[..])
    );
    let request = server.request();
    assert_eq!((request.method(), request.path()), ("PUT", "/v1.0/new/thing%2Fone"));
    assert_eq!(request.query(), Some("a=b+c&d=%2B"));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}")));
    assert_eq!(request.json(), serde_json::json!({"e": 1}));
}

#[tokio::test]
async fn a_path_that_would_be_another_is_not_sent() {
    let server = Server::answering(Answer::status(204)).await;
    let client = server.client();
    let paths =
        ["", "contacts", "/a/../b", "/a/%2e%2e/b", "/a\\b", "/a?b", "/a#b", "/連絡先", "/a b", "@evil.example/"];
    for path in paths {
        let error = client.request(Method::DELETE, path).send().await.unwrap_err();
        assert!(error.is_refused(), "{path}: {error}");
    }
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn it_fails_as_every_call_fails_and_names_the_operation_it_addresses() {
    let exchange = Exchange::start().await;
    let rows = [
        (Method::GET, "/contacts/custom-properties", Some(Operation::LIST_CUSTOM_PROPERTIES)),
        (Method::GET, "/contacts/a", Some(Operation::GET_CONTACT)),
        (Method::GET, "/contacts/a/b", None),
        (Method::OPTIONS, "/contacts", None),
    ];
    for (method, path, operation) in rows {
        for status in [404, 302] {
            let client: &Client = exchange.next(Answer::new(status, &["location: /elsewhere"], ""));
            let error = client.request(method.clone(), path).send().await.unwrap_err();
            assert_eq!(error.operation().copied(), operation);
            assert_eq!(error.status().unwrap().as_u16(), status);
        }
    }
}
