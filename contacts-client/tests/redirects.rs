//! A redirect is not followed: the token does not leave for another host.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::{Error, Operation};
use support::{Answer, CONTACT_ID, Exchange, Server, TOKEN, call};

const STATUSES: &[u16] = &[301, 302, 303, 307, 308];

fn redirect(status: u16, location: &str) -> Answer {
    Answer::new(status, &[&format!("location: {location}")], "")
}

#[tokio::test]
async fn a_redirect_is_an_error_and_its_target_hears_nothing() {
    let target = Server::answering(Answer::status(204)).await;
    let location = format!("{}/contacts/marker7f3a", target.base_url());
    let exchange = Exchange::start().await;
    let mut calls = 0;
    for operation in Operation::ALL.iter().filter(|operation| operation.id != "getContactPhoto") {
        for status in STATUSES {
            let error = call(exchange.next(redirect(*status, &location)), operation, CONTACT_ID)
                .await
                .expect_err("it is no success");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(*status), "{}", operation.id);
            assert_eq!(error.operation(), Some(operation));
            assert_eq!(error.headers().unwrap()["location"], location);
            assert!(!error.is_refused() && !error.is_transport() && !error.is_unreadable());
            let told = support::told(&error);
            assert!(!told.contains("marker7f3a") && !told.contains(TOKEN), "{told}");
            calls += 1;
            assert_eq!(exchange.server.requests().len(), calls);
        }
    }
    assert!(target.nothing_arrived().await);
}

#[tokio::test]
async fn a_redirect_to_the_same_server_is_not_followed_either() {
    for status in STATUSES {
        let server = Server::answering(redirect(*status, "/v1.0/contacts/custom-properties")).await;
        let error = server.client().get_contact(&CONTACT_ID.into()).await.expect_err("it is no success");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(*status));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_photo_call_says_where_the_photo_is_and_does_not_go_there() {
    let target = Server::answering(Answer::new(200, &["content-type: image/jpeg"], b"\xff\xd8")).await;
    let location = format!("{}/photo.jpg?marker=7f3a", target.base_url());
    for status in STATUSES {
        let server = Server::answering(redirect(*status, &location)).await;
        let photo = server.client().get_contact_photo(&CONTACT_ID.into()).await.unwrap();
        assert_eq!(photo.location.as_str(), location);
        assert_eq!(photo.status().as_u16(), *status);
        let debug = format!("{photo:?} {:?}", *photo);
        assert!(!debug.contains("7f3a") && !debug.contains(TOKEN), "{debug}");
        assert_eq!(server.request().path(), format!("/v1.0/contacts/{CONTACT_ID}/photo"));
    }
    assert!(target.nothing_arrived().await);
}

#[tokio::test]
async fn a_relative_location_of_a_photo_is_resolved() {
    let server = Server::answering(redirect(302, "../photos/1.jpg")).await;
    let photo = server.client().get_contact_photo(&CONTACT_ID.into()).await.unwrap();
    let expected = format!("http://{}/v1.0/contacts/photos/1.jpg", server.address());
    assert_eq!(photo.location.as_str(), expected);
}

#[tokio::test]
async fn a_photo_without_a_usable_location_is_unreadable() {
    for answer in [
        Answer::status(302),
        redirect(302, "http://"),
        redirect(302, "http://marker7f3a:port/"),
        Answer::Bytes(b"HTTP/1.1 302 Found\r\nlocation: \xff\xfe\r\ncontent-length: 0\r\n\r\n".to_vec()),
        Answer::new(200, &["content-type: image/jpeg"], b"\xff\xd8marker7f3a"),
        Answer::status(204),
    ] {
        let server = Server::answering(answer).await;
        let error: Error = server.client().get_contact_photo(&CONTACT_ID.into()).await.expect_err("no location");
        assert!(error.is_unreadable(), "{error}");
        assert_eq!(error.operation(), Some(&Operation::GET_CONTACT_PHOTO));
        assert!(error.status().is_some() && error.headers().is_some());
        assert!(!support::told(&error).contains("7f3a"), "{error:?}");
    }
}

#[tokio::test]
async fn a_photo_that_is_not_there_is_an_error_like_any_other() {
    let server = Server::answering(Answer::json(404, &support::example("ApiError.common.response.en"))).await;
    let error = server.client().get_contact_photo(&CONTACT_ID.into()).await.expect_err("it is not there");
    assert!(error.is_not_found());
}
