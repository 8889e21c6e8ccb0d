//! An answer that is not quite what the document says is read all the same, wherever a type allows it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::needless_raw_string_hashes, reason = "golden texts are written like this")]

mod support;

use std::fmt::Write as _;

use contacts_client::types::*;
use contacts_client::{Client, Error, Operation};
use expect_test::expect;
use serde_json::{Value, json};
use support::{Answer, Exchange, documented_answer};

/// The operations of which each reads a type of its own.
const READING: &[Operation] = &[
    Operation::GET_CONTACT,
    Operation::LIST_CONTACTS,
    Operation::GET_CONTACT_TAG,
    Operation::LIST_CONTACT_TAGS,
    Operation::GET_CUSTOM_PROPERTY,
    Operation::LIST_CUSTOM_PROPERTIES,
    Operation::CREATE_CONTACT_PHOTO,
];

/// Calls one of them and writes down what it has read.
async fn read(client: &Client, operation: &Operation) -> Result<Value, Error> {
    macro_rules! value {
        ($call:expr) => {
            $call.await.map(|answer| serde_json::to_value(&*answer).unwrap())
        };
    }
    match operation.id {
        "getContact" => value!(client.get_contact(&"a".into())),
        "listContacts" => value!(client.list_contacts(&ListContactsParams::default())),
        "getContactTag" => value!(client.get_contact_tag(&"a".into())),
        "listContactTags" => value!(client.list_contact_tags(&ListContactTagsParams::default())),
        "getCustomProperty" => value!(client.get_custom_property(&"a".into(), &GetCustomPropertyParams::default())),
        "listCustomProperties" => value!(client.list_custom_properties(&ListCustomPropertiesParams::default())),
        "createContactPhoto" => {
            value!(client.create_contact_photo(&"a".into(), &ContactPhotoUpload::new("a.jpg", 1)))
        }
        other => panic!("{other} is not among them"),
    }
}

/// The pointers to all values below this one, and of each list to its first item only.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let pointer = format!("{at}/{name}");
        found.push(pointer.clone());
        pointers(value, &pointer, found);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| below(name, member)),
        Value::Array(items) => items.first().into_iter().for_each(|item| below("0", item)),
        _ => {}
    }
}

/// Which changes of the documented answers cost the answer.
async fn costly(change: impl Fn(&Value) -> Option<Value>) -> String {
    let exchange = Exchange::start().await;
    let mut costly = String::new();
    let mut changes = 0;
    for operation in READING {
        let documented = documented_answer(operation).unwrap();
        let mut all = Vec::new();
        pointers(&documented, "", &mut all);
        for pointer in all {
            let mut answer = documented.clone();
            let place = answer.pointer_mut(&pointer).unwrap();
            let Some(other) = change(place) else { continue };
            *place = other;
            changes += 1;
            if read(exchange.next(Answer::json(200, &answer)), operation).await.is_err() {
                let _ = writeln!(costly, "{} {pointer}", operation.id);
            }
        }
    }
    format!("{costly}{changes} changes\n")
}

#[tokio::test]
async fn a_null_costs_the_answer_only_in_place_of_what_is_required() {
    expect![[r#"
        getContact /contactId
        getContact /contactTagIds/0
        getContact /permission
        getContact /permission/accessibleRange
        getContact /permission/accessibleMembers/0
        getContact /permission/accessibleMembers/0/id
        getContact /permission/accessibleMembers/0/type
        getContact /contactName
        getContact /emails/0
        getContact /emails/0/email
        getContact /emails/0/primary
        getContact /telephones/0
        getContact /telephones/0/telephone
        getContact /telephones/0/primary
        getContact /organizations/0
        getContact /organizations/0/primary
        getContact /events/0
        getContact /events/0/date
        getContact /events/0/primary
        getContact /messengers/0
        getContact /messengers/0/id
        getContact /messengers/0/primary
        getContact /websites/0
        getContact /websites/0/url
        getContact /websites/0/primary
        listContacts /contacts/0
        listContacts /contacts/0/contactId
        listContacts /contacts/0/permission
        listContacts /contacts/0/permission/accessibleRange
        listContacts /contacts/0/contactName
        listContacts /contacts/0/linkedExternalUser/buddyUserIds/0
        listContacts /contacts/0/emails/0
        listContacts /contacts/0/emails/0/primary
        listContacts /contacts/0/emails/0/email
        listContacts /contacts/0/telephones/0
        listContacts /contacts/0/telephones/0/primary
        listContacts /contacts/0/telephones/0/telephone
        listContacts /contacts/0/organizations/0
        listContacts /contacts/0/organizations/0/primary
        listContacts /contacts/0/locations/0
        listContacts /contacts/0/locations/0/primary
        listContacts /contacts/0/locations/0/address
        listContacts /contacts/0/events/0
        listContacts /contacts/0/events/0/primary
        listContacts /contacts/0/events/0/date
        listContacts /contacts/0/messengers/0
        listContacts /contacts/0/messengers/0/primary
        listContacts /contacts/0/messengers/0/id
        listContacts /contacts/0/websites/0
        listContacts /contacts/0/websites/0/primary
        listContacts /contacts/0/websites/0/url
        listContacts /contacts/0/contactTagIds/0
        getContactTag /contactTagId
        getContactTag /contactTagName
        listContactTags /contactTags/0
        listContactTags /contactTags/0/contactTagId
        listContactTags /contactTags/0/contactTagName
        getCustomProperty /domainId
        getCustomProperty /customPropertyId
        getCustomProperty /propertyName
        getCustomProperty /displayName
        getCustomProperty /i18nDisplayNames/0
        getCustomProperty /propertyType
        listCustomProperties /customProperties/0
        listCustomProperties /customProperties/0/domainId
        listCustomProperties /customProperties/0/customPropertyId
        listCustomProperties /customProperties/0/propertyName
        listCustomProperties /customProperties/0/displayName
        listCustomProperties /customProperties/0/i18nDisplayNames/0
        listCustomProperties /customProperties/0/propertyType
        createContactPhoto /uploadUrl
        180 changes
    "#]]
    .assert_eq(&costly(|_| Some(Value::Null)).await);
}

#[tokio::test]
async fn no_text_that_is_new_costs_the_answer() {
    expect![[r#"
        83 changes
    "#]]
    .assert_eq(&costly(|value| value.is_string().then(|| json!("NEW_VALUE"))).await);
}

#[tokio::test]
async fn no_member_that_is_new_costs_the_answer() {
    let add = |value: &Value| {
        let mut value = value.clone();
        value.as_object_mut()?.insert("notYetDocumented".to_owned(), json!({"a": [null, 1.5]}));
        Some(value)
    };
    expect![[r#"
        33 changes
    "#]]
    .assert_eq(&costly(add).await);
}

#[tokio::test]
async fn a_member_that_is_new_is_kept_at_every_depth() {
    fn add(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.values_mut().for_each(add);
                members.insert("notYetDocumented".to_owned(), json!({"a": [null, 1.5]}));
            }
            Value::Array(items) => items.iter_mut().for_each(add),
            _ => {}
        }
    }
    fn count(value: &Value) -> usize {
        match value {
            Value::Object(members) => {
                usize::from(members.contains_key("notYetDocumented")) + members.values().map(count).sum::<usize>()
            }
            Value::Array(items) => items.iter().map(count).sum(),
            _ => 0,
        }
    }
    let exchange = Exchange::start().await;
    for operation in READING {
        let mut answer = documented_answer(operation).unwrap();
        // These are a map: what is new there is one more of them.
        if let Some(members) = answer.as_object_mut().filter(|_| operation == &Operation::GET_CONTACT) {
            members.remove("customProperties");
        }
        add(&mut answer);
        let read = read(exchange.next(Answer::json(200, &answer)), operation).await.unwrap();
        assert_eq!(count(&read), count(&answer), "{}", operation.id);
    }
}
