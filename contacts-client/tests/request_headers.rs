//! A request carries what the documentation asks for, and nothing else.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::Operation;
use support::{Answer, CONTACT_ID, Exchange, Server, TOKEN, call, documented_answer};

#[tokio::test]
async fn a_request_has_these_headers_and_no_other() {
    let exchange = Exchange::start().await;
    for operation in Operation::ALL {
        let answer = documented_answer(operation).map_or_else(|| Answer::status(204), |body| Answer::json(200, &body));
        // The photo asks for a redirect, which this is not.
        let _ = call(exchange.next(answer), operation, CONTACT_ID).await;

        let request = exchange.server.last_request();
        let accept = if documented_answer(operation).is_some() { "application/json" } else { "*/*" };
        let mut expected = vec![
            ("accept".to_owned(), accept.to_owned()),
            ("authorization".to_owned(), format!("Bearer {TOKEN}")),
            ("host".to_owned(), exchange.server.address().to_string()),
        ];
        if matches!(operation.method, "POST" | "PUT" | "PATCH") {
            expected.push(("content-length".to_owned(), request.body.len().to_string()));
            expected.push(("content-type".to_owned(), "application/json".to_owned()));
            expected.sort();
        } else {
            assert!(request.body.is_empty(), "{} has no body", operation.id);
        }
        assert_eq!(request.headers(), expected, "{}", operation.id);
        assert_eq!(request.method(), operation.method);
        assert!(request.head.starts_with(&format!("{} /v1.0/", operation.method)), "{}", request.head);
    }
}

#[tokio::test]
async fn clones_send_the_same_token_over_the_same_connection() {
    let server = Server::answering(Answer::status(204)).await;
    let client = server.client();
    client.delete_contact(&CONTACT_ID.into()).await.unwrap();
    client.clone().delete_contact(&CONTACT_ID.into()).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].head, requests[1].head);
}
