//! Tags by their names: found on any page, created once, and looked for again when somebody else was faster.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use contacts_client::Error;
use contacts_client::types::ContactTag;
use serde_json::{Value, json};
use support::{Answer, Request, Server, USER_ID, example};

fn tag(name: &str, type_: &str) -> Value {
    json!({ "contactTagId": format!("id of {name}"), "contactTagName": name, "type": type_ })
}

fn page(tags: &[Value], cursor: Option<&str>) -> Answer {
    Answer::json(200, &json!({ "contactTags": tags, "responseMetaData": { "nextCursor": cursor } }))
}

/// A service with two pages of tags, of which the company's and the member's have the same names.
fn list(request: &Request) -> Answer {
    let query = request.query().unwrap();
    let type_ = if query.contains("type=COMPANY") { "COMPANY" } else { "USER" };
    let is_of_user = request.path() == format!("/v1.0/users/{USER_ID}/contact-tags");
    assert_eq!(is_of_user, type_ == "USER", "{}", request.target());
    if query.contains("cursor=second") {
        page(&[tag("last", type_)], Some(""))
    } else {
        // Those of the other type are what a service that ignores the filter would send.
        let other = if is_of_user { "COMPANY" } else { "USER" };
        page(&[tag("first", type_), tag("other", other)], Some("second"))
    }
}

async fn both(server: &Server, name: &str) -> [Result<ContactTag, Error>; 2] {
    let client = server.client();
    [client.find_or_create_contact_tag(name).await, client.find_or_create_user_contact_tag(&USER_ID.into(), name).await]
}

#[tokio::test]
async fn a_tag_that_exists_is_found_on_whichever_page_it_is() {
    for (name, requests) in [("first", 1), ("last", 2)] {
        let server = Server::with(list).await;
        for found in both(&server, name).await {
            assert_eq!(found.unwrap().contact_tag_id.as_str(), format!("id of {name}"));
        }
        assert_eq!(server.requests().len(), 2 * requests);
        assert!(server.requests().iter().all(|it| it.method() == "GET"));
    }
}

#[tokio::test]
async fn a_tag_that_does_not_exist_is_created() {
    for name in ["new", "First", "first ", "other", "", "일이삼사오육칠팔구십일이삼사오육칠팔구십일이삼사오육칠팔구십"]
    {
        let server = Server::with(|request| match request.method() {
            "POST" => Answer::json(201, &example("createContactTag.response.en")),
            _ => list(request),
        })
        .await;
        for created in both(&server, name).await {
            assert_eq!(created.unwrap().contact_tag_id.as_str(), support::CONTACT_TAG_ID);
            assert_eq!(server.last_request().json(), json!({ "contactTagName": name }));
        }
        let paths = ["/v1.0/contact-tags".to_owned(), format!("/v1.0/users/{USER_ID}/contact-tags")];
        let requests = server.requests();
        assert_eq!(requests.iter().map(Request::path).collect::<Vec<_>>(), [[&*paths[0]; 3], [&*paths[1]; 3]].concat());
    }
}

#[tokio::test]
async fn a_tag_that_somebody_else_creates_meanwhile_is_theirs() {
    for (status, code) in [(409, "CONFLICT"), (409, "ALREADY_EXIST"), (409, "ELSE"), (400, "ALREADY_EXIST")] {
        let created = AtomicBool::new(false);
        let server = Server::with(move |request| match request.method() {
            "POST" => {
                created.store(true, Ordering::Relaxed);
                Answer::json(status, &json!({ "code": code, "description": "" }))
            }
            _ if created.swap(false, Ordering::Relaxed) => {
                let is_of_user = request.path().contains("users");
                page(&[tag("new", if is_of_user { "USER" } else { "COMPANY" })], None)
            }
            _ => list(request),
        })
        .await;
        for found in both(&server, "new").await {
            assert_eq!(found.unwrap().contact_tag_id.as_str(), "id of new");
        }
        assert_eq!(server.requests().len(), 8);
    }
}

#[tokio::test]
async fn a_conflict_with_what_cannot_be_seen_is_an_error_and_not_a_loop() {
    let server = Server::with(|request| match request.method() {
        "POST" => Answer::json(409, &json!({ "code": "CONFLICT", "description": "" })),
        _ => page(&[], None),
    })
    .await;
    for error in both(&server, "new").await.map(Result::unwrap_err) {
        assert!(error.is_conflict() && error.operation().unwrap().id.starts_with("create"), "{error}");
    }
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn any_other_error_is_the_callers() {
    let server = Server::with(|request| match request.method() {
        "POST" => Answer::json(403, &json!({ "code": "ACCESS_DENIED", "description": "" })),
        _ => page(&[], None),
    })
    .await;
    assert!(both(&server, "new").await.into_iter().all(|it| it.is_err_and(|error| error.is_forbidden())));
    assert_eq!(server.requests().len(), 4);

    let server = Server::answering(Answer::status(403)).await;
    assert!(both(&server, "new").await.into_iter().all(|it| it.is_err_and(|error| error.is_forbidden())));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_list_that_leads_back_to_itself_is_an_error() {
    let server =
        Server::with(|request| page(&[], Some(if request.query().unwrap().contains("cursor=a") { "b" } else { "a" })))
            .await;
    assert!(both(&server, "new").await.into_iter().all(|it| it.is_err_and(|error| error.is_repeated_cursor())));
}

#[cfg(feature = "check")]
#[tokio::test]
async fn a_name_that_is_too_long_is_not_sent() {
    let server = Server::with(list).await;
    for error in both(&server, &"a".repeat(31)).await.map(Result::unwrap_err) {
        assert!(error.is_invalid(), "{error}");
    }
    assert!(server.requests().iter().all(|it| it.method() == "GET"));
}
