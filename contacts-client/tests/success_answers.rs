//! Any success is one, and what an answer leaves out or gives too much of costs nothing.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::Operation;
use contacts_client::types::*;
use serde_json::{Value, json};
use support::{Answer, CONTACT_ID, Exchange, Server, call, documented_answer, example};

#[tokio::test]
async fn every_status_from_200_to_299_is_a_success() {
    let exchange = Exchange::start().await;
    for operation in Operation::ALL.iter().filter(|operation| operation.id != "getContactPhoto") {
        for status in [200, 201, 202, 203, 206, 226, 299] {
            let body = documented_answer(operation).unwrap_or(Value::Null);
            let answered = call(exchange.next(Answer::json(status, &body)), operation, CONTACT_ID).await;
            assert_eq!(answered.ok(), Some(status), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn a_delete_may_answer_with_any_body_or_none() {
    let exchange = Exchange::start().await;
    for operation in Operation::ALL.iter().filter(|operation| operation.method == "DELETE") {
        for answer in [
            Answer::status(204),
            Answer::status(200),
            Answer::json(200, &json!({"contactId": CONTACT_ID})),
            Answer::new(200, &["content-type: text/html"], "<html>"),
            Answer::new(202, &[], b"\xff"),
        ] {
            assert!(call(exchange.next(answer), operation, CONTACT_ID).await.is_ok(), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn a_success_has_its_status_and_its_headers() {
    let body = example("createContact.response.jp").to_string();
    let server = Server::answering(Answer::new(202, &["x-request-id: 6bf35bb7"], body)).await;
    let input: ContactInput = serde_json::from_value(example("createContact.minimal.request.jp")).unwrap();
    let mut created = server.client().create_contact(&input).await.unwrap();
    assert_eq!(created.status().as_u16(), 202);
    assert_eq!(created.headers()["x-request-id"], "6bf35bb7");
    created.memo = None;
    assert_eq!(created.into_inner().memo, None);
    assert_eq!(server.request().json(), example("createContact.minimal.request.jp"));
}

#[tokio::test]
async fn a_success_is_read_whatever_its_content_type() {
    for header in ["content-type: text/plain", "content-type: text/html; charset=shift_jis", "x-nothing: 1"] {
        let body = example("listContacts.response.jp").to_string();
        let server = Server::answering(Answer::new(200, &[header], body)).await;
        let list = server.client().list_contacts(&ListContactsParams::default()).await.unwrap();
        assert_eq!(list.contacts[0].contact_name.last_name.as_deref(), Some("ワークス"));
    }
}

#[tokio::test]
async fn an_absent_a_null_and_an_empty_list_are_one() {
    const LISTS: &[&str] =
        &["emails", "telephones", "organizations", "events", "locations", "messengers", "websites", "contactTagIds"];
    let mut absent = example("getContact.response.composed");
    absent.as_object_mut().unwrap().retain(|name, _| !LISTS.contains(&name.as_str()));
    let with = |value: Value| {
        let mut contact = absent.clone();
        for name in LISTS {
            contact[*name] = value.clone();
        }
        contact
    };
    let mut contacts = Vec::new();
    for contact in [absent.clone(), with(Value::Null), with(json!([]))] {
        let server = Server::answering(Answer::json(200, &contact)).await;
        contacts.push(server.client().get_contact(&CONTACT_ID.into()).await.unwrap().into_inner());
    }
    assert!(contacts[0].telephones.is_empty() && contacts[0].contact_tag_ids.is_empty());
    assert_eq!(contacts[0], contacts[1]);
    assert_eq!(contacts[1], contacts[2]);
}

#[tokio::test]
async fn a_null_list_deep_inside_is_an_empty_one() {
    let mut contact = example("listContacts.response.jp")["contacts"][0].clone();
    contact["permission"]["accessibleMembers"] = Value::Null;
    contact["linkedExternalUser"]["buddyUserIds"] = Value::Null;
    let server = Server::answering(Answer::json(200, &contact)).await;
    let read = server.client().get_contact(&CONTACT_ID.into()).await.unwrap();
    assert!(read.permission.accessible_members.is_empty());
    assert!(read.linked_external_user.as_ref().unwrap().buddy_user_ids.is_empty());
}

#[tokio::test]
async fn a_page_without_contacts_or_cursor_is_an_empty_last_page() {
    for body in [
        json!({}),
        json!({"contacts": null, "responseMetaData": null}),
        json!({"contacts": [], "responseMetaData": {}}),
        json!({"responseMetaData": {"nextCursor": null}}),
    ] {
        let server = Server::answering(Answer::json(200, &body)).await;
        let list = server.client().list_contacts(&ListContactsParams::default()).await.unwrap().into_inner();
        assert!(list.contacts.is_empty());
        assert_eq!(list.response_meta_data.and_then(|meta| meta.next_cursor), None);
    }
}

#[tokio::test]
async fn null_tags_and_null_custom_properties_are_empty_lists() {
    let server = Server::answering(Answer::json(200, &json!({"contactTags": null, "customProperties": null}))).await;
    let client = server.client();
    assert!(client.list_contact_tags(&ListContactTagsParams::default()).await.unwrap().contact_tags.is_empty());
    let properties = client.list_custom_properties(&ListCustomPropertiesParams::default()).await.unwrap();
    assert!(properties.custom_properties.is_empty());
}

#[tokio::test]
async fn more_items_than_documented_and_doubles_are_read() {
    let mut contact = example("getContact.response.composed");
    contact["emails"] = json!(vec![contact["emails"][0].clone(); 101]);
    contact["contactTagIds"] = json!(vec!["ctag"; 1_000]);
    let page = json!({"contacts": vec![contact; 501]});
    let server = Server::answering(Answer::json(200, &page)).await;
    let list = server.client().list_contacts(&ListContactsParams::default()).await.unwrap();
    assert_eq!(list.contacts.len(), 501);
    assert_eq!(list.contacts[500].emails.len(), 101);
}

#[tokio::test]
async fn a_body_in_chunks_is_read() {
    let body = example("createContactTag.response.en").to_string();
    let (first, second) = body.split_at(20);
    let bytes = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        first.len(),
        second.len()
    );
    let server = Server::answering(Answer::Bytes(bytes.into_bytes())).await;
    let tag = server.client().get_contact_tag(&support::CONTACT_TAG_ID.into()).await.unwrap();
    assert_eq!(tag.contact_tag_name, "company tag");
}
