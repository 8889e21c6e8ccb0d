//! What goes wrong on the way is an error of its kind, and a request is sent once.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::time::Duration;

use contacts_client::types::{ContactInput, ContactName, ContactTelephone, Permission};
use contacts_client::{Client, Error, Operation, Retry};
use support::{Answer, CONTACT_ID, Exchange, Server, TOKEN, call, client, example, told};

/// An answer that promises more of a body than it gives.
const HALF: &[u8] =
    b"HTTP/1.1 200 OK\r\nx-request-id: 6bf35bb7\r\ncontent-length: 900\r\n\r\n{\"contactId\":\"marker7f3a";

fn assert_transport(error: &Error, operation: &Operation) {
    assert!(error.is_transport(), "{}: {error}", operation.id);
    assert!(!error.is_refused() && !error.is_unreadable() && !error.is_configuration() && !error.is_not_found());
    assert_eq!(error.operation(), Some(operation));
    assert_eq!(error.status(), None);
    assert!(error.headers().is_none() && error.code().is_none() && error.body_excerpt().is_none());
    assert!(std::error::Error::source(error).is_some(), "the cause is there");
    assert!(!told(error).contains(CONTACT_ID), "{}", told(error));
}

fn assert_unreadable(error: &Error) {
    assert!(error.is_unreadable(), "{error}");
    assert!(!error.is_transport());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.headers().unwrap()["x-request-id"], "6bf35bb7");
    assert!(!told(error).contains("7f3a"), "{}", told(error));
}

/// A client that waits for a short while only.
fn impatient(server: &Server) -> Client {
    let builder = Client::builder().token(TOKEN).base_url(server.base_url());
    builder.retry(Retry::never()).attempt_timeout(Duration::from_millis(50)).build().unwrap()
}

#[tokio::test]
async fn a_refused_connection_is_a_transport_error() {
    let (_socket, address) = support::nobody_listens();
    let client = client(&format!("http://{address}"));
    for operation in Operation::ALL {
        let error = call(&client, operation, CONTACT_ID).await.expect_err("nobody listens");
        assert_transport(&error, operation);
        assert!(!error.is_timeout());
        assert_eq!(error.to_string(), format!("{}: no connection to the service", operation.id));
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_an_answer_is_a_transport_error_and_nothing_is_sent_twice() {
    let exchange = Exchange::start().await;
    let mut calls = 0;
    for operation in Operation::ALL {
        for answer in [Answer::Reset(Vec::new()), Answer::Close(Vec::new()), Answer::Close(b"HTTP/1.1 200".to_vec())] {
            let error = call(exchange.next(answer), operation, CONTACT_ID).await.expect_err("no answer comes");
            assert_transport(&error, operation);
            assert!(!error.is_timeout());
            calls += 1;
            assert_eq!(exchange.server.requests().len(), calls, "{} is sent once", operation.id);
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_no_http_is_a_transport_error() {
    for bytes in [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n".as_slice(),
        b"\x15\x03\x01\x00\x02\x02\x46",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: marker7f3a\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nmarker7f3a\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
    ] {
        let server = Server::answering(Answer::Close(bytes.to_vec())).await;
        let error = server.client().get_contact(&CONTACT_ID.into()).await.expect_err("it is no answer");
        assert_transport(&error, &Operation::GET_CONTACT);
        assert!(!told(&error).contains("7f3a"), "{}", told(&error));
    }
}

#[tokio::test]
async fn a_header_without_end_is_a_transport_error() {
    let bytes = [b"HTTP/1.1 200 OK\r\nx-request-id: ".as_slice(), &vec![b'x'; 1 << 20]].concat();
    let server = Server::answering(Answer::Close(bytes)).await;
    let error = server.client().get_contact(&CONTACT_ID.into()).await.expect_err("it is no answer");
    assert_transport(&error, &Operation::GET_CONTACT);
}

#[tokio::test]
async fn an_answer_that_never_comes_is_a_time_out() {
    let server = Server::answering(Answer::Hang(Vec::new())).await;
    let client = impatient(&server);
    for (before, operation) in Operation::ALL.iter().enumerate() {
        let error = call(&client, operation, CONTACT_ID).await.expect_err("no answer comes");
        assert_transport(&error, operation);
        assert!(error.is_timeout());
        assert_eq!(error.to_string(), format!("{}: no answer in time", operation.id));
        assert!(server.requests().len() <= before + 1, "{}", operation.id);
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_time_out_and_its_status_is_kept() {
    let server = Server::answering(Answer::Hang(HALF.to_vec())).await;
    let error = impatient(&server).get_contact(&CONTACT_ID.into()).await.expect_err("the body does not end");
    assert_unreadable(&error);
    assert!(error.is_timeout());
}

#[tokio::test]
async fn a_body_that_breaks_off_is_unreadable_and_its_status_is_kept() {
    let chunks = b"HTTP/1.1 200 OK\r\nx-request-id: 6bf35bb7\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"con\r\n";
    let nonsense = b"HTTP/1.1 200 OK\r\nx-request-id: 6bf35bb7\r\ntransfer-encoding: chunked\r\n\r\nmarker7f3a\r\n";
    for answer in [
        Answer::Close(HALF.to_vec()),
        Answer::Reset(HALF.to_vec()),
        Answer::Close(chunks.to_vec()),
        Answer::Close(nonsense.to_vec()),
    ] {
        let server = Server::answering(answer).await;
        let error = server.client().get_contact(&CONTACT_ID.into()).await.expect_err("the body breaks off");
        assert_unreadable(&error);
        assert!(!error.is_timeout());
        assert!(std::error::Error::source(&error).is_some(), "the cause is there");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_contact_whose_answer_is_lost_is_not_created_twice() {
    let input = ContactInput::new(Permission::new("ALL"), ContactName::default().set_last_name("ワークス"))
        .set_telephones([ContactTelephone::new(true, "0000-0001")]);
    for answer in [Answer::Reset(Vec::new()), Answer::Close(HALF.to_vec())] {
        let server = Server::answering(answer).await;
        assert!(server.client().create_contact(&input).await.is_err());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_client_goes_on_after_a_failure() {
    let contact = example("getContact.response.composed");
    let answers = std::sync::Mutex::new(vec![
        Answer::json(200, &contact),
        Answer::Close(HALF.to_vec()),
        Answer::Reset(Vec::new()),
    ]);
    let server = Server::with(move |_| answers.lock().unwrap().pop().unwrap()).await;
    let client = server.client();
    assert!(client.get_contact(&CONTACT_ID.into()).await.is_err_and(|error| error.is_transport()));
    assert!(client.get_contact(&CONTACT_ID.into()).await.is_err_and(|error| error.is_unreadable()));
    assert!(client.get_contact(&CONTACT_ID.into()).await.is_ok());
}
