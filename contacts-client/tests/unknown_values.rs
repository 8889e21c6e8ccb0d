//! What the document does not list is kept, whether it is a value or a property, and goes back unchanged.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use serde_json::{Value, json};
use support::{Answer, CONTACT_ID, CONTACT_TAG_ID, Exchange, Server, example};

/// Reads a contact, writes it back unchanged, and returns what is written.
async fn written_back(exchange: &Exchange, contact: &Value) -> Value {
    let client = exchange.next(Answer::json(200, contact));
    let read = client.get_contact(&CONTACT_ID.into()).await.unwrap().into_inner();
    client.update_contact(&CONTACT_ID.into(), &ContactInput::from(read)).await.unwrap();
    let request = exchange.server.last_request();
    assert_eq!(request.method(), "PUT");
    request.json()
}

/// A contact without what a body of a PUT does not have and without members that are empty: absent, null
/// and an empty list are one there.
fn writable(contact: &Value) -> Value {
    fn pruned(value: &Value) -> Value {
        match value {
            Value::Object(members) => members
                .iter()
                .filter(|(_, member)| !member.is_null() && **member != json!([]))
                .map(|(name, member)| (name.clone(), pruned(member)))
                .collect(),
            Value::Array(items) => items.iter().map(pruned).collect(),
            other => other.clone(),
        }
    }
    let mut pruned = pruned(contact);
    let members = pruned.as_object_mut().unwrap();
    for name in ["contactId", "createdTime", "modifiedTime", "linkedExternalUser"] {
        members.remove(name);
    }
    pruned
}

/// The documented contact with one member of it set to something else.
fn contact_with(pointer: &str, value: Value) -> Value {
    let mut contact = example("listContacts.response.jp")["contacts"][0].clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    contact.pointer_mut(parent).unwrap()[name] = value;
    contact
}

#[tokio::test]
async fn the_documented_contact_goes_back_as_it_came() {
    let contact = example("listContacts.response.jp")["contacts"][0].clone();
    assert_eq!(written_back(&Exchange::start().await, &contact).await, writable(&contact));
}

#[tokio::test]
async fn an_enum_value_that_the_document_does_not_list_goes_back_as_it_came() {
    let exchange = Exchange::unchecked().await;
    for pointer in [
        "/permission/accessibleRange",
        "/telephones/1/type",
        "/locations/0/type",
        "/events/0/type",
        "/events/1/dayType",
        "/messengers/1/type",
    ] {
        for value in ["BLUESKY", "", "cellphone", " HOME", "顧客"] {
            let contact = contact_with(pointer, json!(value));
            let back = written_back(&exchange, &contact).await;
            assert_eq!(back.pointer(pointer), Some(&json!(value)), "{pointer}");
            assert_eq!(back, writable(&contact));
        }
    }
}

#[tokio::test]
async fn an_unknown_type_of_an_accessible_member_goes_back_as_it_came() {
    let members = json!([{"id": "robot", "type": "BOT"}]);
    let contact = contact_with("/permission/accessibleMembers", members.clone());
    let back = written_back(&Exchange::unchecked().await, &contact).await;
    assert_eq!(back["permission"]["accessibleMembers"], members);
}

#[tokio::test]
async fn one_unknown_enum_value_does_not_cost_the_page() {
    let mut page = example("listContacts.response.jp");
    page["contacts"][0]["messengers"][0]["type"] = json!("BLUESKY");
    page["contacts"][0]["linkedExternalUser"]["type"] = json!("BAND");
    let server = Server::answering(Answer::json(200, &page)).await;
    let read = server.client().list_contacts(&ListContactsParams::default()).await.unwrap();
    let contact = &read.contacts[0];
    assert_eq!(contact.messengers[0].type_, Some(MessengerType::Unknown("BLUESKY".to_owned())));
    let linked = contact.linked_external_user.as_ref().unwrap();
    assert_eq!(linked.type_, Some(ExternalUserType::Unknown("BAND".to_owned())));
}

#[tokio::test]
async fn a_property_that_the_document_does_not_list_goes_back_as_it_came_at_every_depth() {
    let exchange = Exchange::start().await;
    for parent in [
        "",
        "/permission",
        "/contactName",
        "/emails/0",
        "/emails/1",
        "/telephones/1",
        "/organizations/0",
        "/locations/1",
        "/events/0",
        "/messengers/0",
        "/websites/1",
        "/customProperties/string_single",
        "/customProperties/string_multi/1",
        "/customProperties/link_single",
        "/customProperties/link_multi/0",
    ] {
        for value in [
            json!("text"),
            json!(12),
            json!(1.5),
            json!(9_007_199_254_740_993_u64),
            json!(true),
            json!({"a": {"b": ["c", null, {}]}}),
            json!([[], {}, null]),
        ] {
            let pointer = format!("{parent}/notYetDocumented");
            let contact = contact_with(&pointer, value.clone());
            let back = written_back(&exchange, &contact).await;
            assert_eq!(back.pointer(&pointer), Some(&value), "{pointer}");
        }
    }
}

#[tokio::test]
async fn an_unknown_property_of_a_new_accessible_member_goes_back_as_it_came() {
    let members = json!([{"id": "robot", "type": "USER", "since": "2021"}]);
    let contact = contact_with("/permission/accessibleMembers", members.clone());
    let back = written_back(&Exchange::start().await, &contact).await;
    assert_eq!(back["permission"]["accessibleMembers"], members);
}

#[tokio::test]
async fn an_edit_changes_what_was_edited_and_nothing_else() {
    let contact = contact_with("/contactName/pronoun", json!("they"));
    let server = Server::answering(Answer::json(200, &contact)).await;
    let client = server.client();
    let mut input = ContactInput::from(client.get_contact(&CONTACT_ID.into()).await.unwrap().into_inner());
    input.memo = Some("called back".to_owned());
    client.update_contact(&CONTACT_ID.into(), &input).await.unwrap();
    let mut expected = writable(&contact);
    expected["memo"] = json!("called back");
    assert_eq!(server.requests()[1].json(), expected);
}

#[tokio::test]
async fn a_tag_of_unknown_type_with_unknown_properties_goes_back_as_it_came() {
    let mut tag = example("createContactTag.response.en");
    tag["type"] = json!("DEPARTMENT");
    tag["color"] = json!({"red": 255});
    let server = Server::answering(Answer::json(200, &tag)).await;
    let client = server.client();
    let read = client.get_contact_tag(&CONTACT_TAG_ID.into()).await.unwrap().into_inner();
    assert_eq!(read.type_, Some(ContactTagType::Unknown("DEPARTMENT".to_owned())));
    client.update_contact_tag(&CONTACT_TAG_ID.into(), &ContactTagInput::from(read)).await.unwrap();
    let expected = json!({"contactTagName": "company tag", "color": {"red": 255}});
    assert_eq!(server.requests()[1].json(), expected);
}
