//! A client is shared between tasks and threads.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::{Client, ClientBuilder, Error, Operation, Response};
use support::{Answer, Server, call};

fn is_shared<T: Send + Sync + 'static>() {}
fn is_sent<T: Send>(value: T) -> T {
    value
}

#[test]
fn what_is_public_can_go_to_another_thread() {
    is_shared::<Client>();
    is_shared::<ClientBuilder>();
    is_shared::<Error>();
    is_shared::<Response<contacts_client::types::Contact>>();
    is_shared::<Operation>();
}

#[tokio::test]
async fn every_call_can_be_spawned_and_shares_one_client() {
    let server = Server::answering(Answer::status(404)).await;
    let client = server.client();
    let tasks: Vec<_> = Operation::ALL
        .iter()
        .map(|operation| {
            let client: Client = client.clone();
            tokio::spawn(is_sent(async move { call(&client, operation, "two words").await }))
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().expect_err("it is not there").is_not_found());
    }
    assert_eq!(server.requests().len(), Operation::ALL.len());
}

#[tokio::test]
async fn answers_of_simultaneous_calls_are_not_mixed_up() {
    let server = Server::with(|request| {
        let id = request.path().rsplit('/').next().unwrap();
        let mut contact = support::example("getContact.response.composed");
        contact["contactId"] = id.into();
        Answer::json(200, &contact)
    })
    .await;
    let client = server.client();
    let tasks: Vec<_> = (0..50)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let id = format!("contact-{number}");
                client.get_contact(&id.as_str().into()).await.map(|contact| contact.contact_id.as_str() == id)
            })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_client_usable() {
    let server = Server::with(|request| match request.method() {
        "GET" => Answer::Hang(Vec::new()),
        _ => Answer::status(204),
    })
    .await;
    let client = server.client();
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { client.get_contact(&"two words".into()).await }
    });
    client.delete_contact(&"two words".into()).await.unwrap();
    waiting.abort();
    assert!(waiting.await.is_err_and(|error| error.is_cancelled()));
    client.delete_contact(&"two words".into()).await.unwrap();
}
