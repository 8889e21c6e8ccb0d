//! A request that breaks a documented rule is refused before anything is sent, with all that is wrong with it.

#![cfg(feature = "check")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::check::{self, Finding, Severity, assert_valid};
use contacts_client::types::*;
use contacts_client::{Error, Operation, Response};
use serde_json::{Value, json};
use support::{
    Answer, CONTACT_ID, CONTACT_TAG_ID, CUSTOM_PROPERTY_ID, Exchange, Server, USER_ID, call, client, example, told,
};

/// A contact that is right.
fn contact() -> ContactInput {
    ContactInput::new(Permission::new(AccessibleRange::All), ContactName::default().set_last_name("ワークス"))
        .set_telephones([ContactTelephone::new(true, "0000-0001")])
}

fn email(number: usize) -> ContactEmail {
    ContactEmail::new(number == 0, format!("example{number}@example.com"))
}

/// Where the errors of a refused call are, and the rules they break.
fn errors(error: &Error) -> Vec<(&str, &str)> {
    let errors = error.findings().iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|it| (it.pointer.as_ref().unwrap().as_str(), &*it.rule)).collect()
}

fn pointers(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.pointer.as_ref().unwrap().as_str()).collect()
}

/// The error of a call that is refused, after which the server has heard nothing.
async fn refused<T>(server: &Server, result: Result<Response<T>, Error>, operation: Operation) -> Error {
    let error = result.err().unwrap_or_else(|| panic!("{} is sent", operation.id));
    assert!(error.is_invalid() && error.is_refused(), "{error:?}");
    assert!(!error.is_configuration() && !error.is_transport() && !error.is_unreadable() && !error.is_timeout());
    assert_eq!(error.operation(), Some(&operation));
    assert!(error.status().is_none() && error.headers().is_none() && error.code().is_none());
    assert!(std::error::Error::source(&error).is_none());
    assert!(error.to_string().starts_with(&format!("{}: not sent: the ", operation.id)), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
    assert!(server.nothing_arrived().await);
    error
}

/// The error of creating a contact that is refused.
async fn not_created(contact: &ContactInput) -> Error {
    let server = Server::answering(Answer::json(201, &example("createContact.response.jp"))).await;
    let result = server.client().create_contact(contact).await;
    refused(&server, result, Operation::CREATE_CONTACT).await
}

#[tokio::test]
async fn a_body_that_breaks_a_rule_is_refused_and_nothing_is_sent() {
    let emails = |count: usize| contact().set_emails((0..count).map(email));
    let members = |members: Vec<ContactAccessibleMember>| {
        let permission = Permission { accessible_members: members, ..Permission::new(AccessibleRange::Member) };
        ContactInput { permission, ..contact() }
    };
    let member = ContactAccessibleMember::new(USER_ID, AccessibleMemberType::User);
    let date = |date: &str| contact().set_events([ContactEvent::new(true, date)]);
    let range = Permission::new(AccessibleRange::Unknown("SOME".to_owned()));
    for (contact, pointer, rule) in [
        (contact().set_memo("あ".repeat(4001)), "/memo", "max-length"),
        (emails(101), "/emails", "max-items"),
        (members(vec![member.clone(), member]), "/permission/accessibleMembers", "unique-items"),
        (members(Vec::new()), "/permission", "permission-member-needs-members"),
        (date("2021-2-3"), "/events/0/date", "pattern"),
        (date(""), "/events/0/date", "pattern"),
        (ContactInput { telephones: Vec::new(), ..contact() }, "", "contact-email-or-telephone"),
        (
            ContactInput { contact_name: ContactName::default(), ..contact() },
            "/contactName",
            "contact-name-first-or-last",
        ),
        (ContactInput { permission: range, ..contact() }, "/permission/accessibleRange", "enum"),
    ] {
        let error = not_created(&contact).await;
        assert_eq!(errors(&error), [(pointer, rule)]);
    }
}

#[tokio::test]
async fn a_parameter_outside_its_range_is_refused_and_nothing_is_sent() {
    let server = Server::answering(Answer::json(200, &example("listContacts.response.jp"))).await;
    let client = server.client();
    for (params, pointer) in [
        (ListContactsParams::default().set_count(100_000), "/query/count"),
        (ListContactsParams::default().set_count(0), "/query/count"),
        (ListContactsParams::default().set_count(-1), "/query/count"),
        (ListContactsParams::default().set_email("a".repeat(257)), "/query/email"),
        (ListContactsParams::default().set_start_date_time("yesterday"), "/query/startDateTime"),
        (ListContactsParams::default().set_accessible_range("SOME"), "/query/accessibleRange"),
    ] {
        let error = refused(&server, client.list_contacts(&params).await, Operation::LIST_CONTACTS).await;
        assert_eq!(pointers(error.findings()), [pointer], "{error}");
    }
    let error = client.list_contacts(&ListContactsParams::default().set_count(100_000)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "listContacts: not sent: the request has 1 error: the query parameter `count` is more than 500"
    );
}

#[tokio::test]
async fn values_are_judged_as_they_were_given_and_not_as_they_are_spelled() {
    let server = Server::answering(Answer::json(200, &example("listContacts.response.jp"))).await;
    let client = server.client();
    // Each of these characters takes nine bytes of the query.
    let params = ListContactsParams::default()
        .set_email("あ".repeat(256))
        .set_start_date_time("2021-08-10T11:05:41+09:00")
        .set_order_by(ContactOrderBy::CreatedTimeDesc);
    client.list_contacts(&params).await.unwrap();
    for id in ["two words", "a+b", "100%", "%41", "連絡先"] {
        client.list_user_contacts(&id.into(), &ListUserContactsParams::default()).await.unwrap();
    }
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn an_error_lists_all_that_is_wrong_and_names_three_of_it_in_one_line() {
    let wrong = ContactInput { contact_name: ContactName::default(), ..contact() }
        .set_memo("a".repeat(4001))
        .set_emails((0..101).map(email))
        .set_events([ContactEvent::new(true, "2021-2-3"), ContactEvent::new(false, "--02-03")]);
    let wrong = ContactInput { extra: [("memos".to_owned(), json!("a"))].into_iter().collect(), ..wrong };
    let error = not_created(&wrong).await;
    assert_eq!(errors(&error).len(), 5, "{error}");
    assert!(error.to_string().starts_with("createContact: not sent: the body has 5 errors: at /"), "{error}");
    assert!(error.to_string().ends_with("; and 2 more"), "{error}");
    assert_eq!(error.to_string().matches("; ").count(), 3, "{error}");
    let warnings = error.findings().iter().filter(|finding| finding.severity == Severity::Warning);
    assert_eq!(warnings.map(|it| it.pointer.as_ref().unwrap().as_str()).collect::<Vec<_>>(), ["/memos"]);
    for finding in error.findings() {
        let source = finding.source.as_ref().unwrap();
        assert!(source.place.file.ends_with("contacts.yaml") && source.place.line > 1, "{finding}");
    }
}

#[tokio::test]
async fn no_value_is_shown() {
    const SECRET: &str = "marker7f3a";
    let server = Server::answering(Answer::status(204)).await;
    let wrong = contact()
        .set_memo(SECRET.repeat(1000))
        .set_emails([ContactEmail::new(true, SECRET), ContactEmail::new(true, SECRET.repeat(100))])
        .set_events([ContactEvent::new(true, SECRET)])
        .set_messengers([ContactMessenger::new(true, SECRET).set_type(MessengerType::from(SECRET))]);
    let wrong = ContactInput { permission: Permission::new(AccessibleRange::from(SECRET)), ..wrong };
    let params = ListContactsParams::default()
        .set_email(SECRET.repeat(100))
        .set_telephone(SECRET.repeat(100))
        .set_start_date_time(SECRET)
        .set_order_by(SECRET);
    for error in [
        server.client().create_contact(&wrong).await.unwrap_err(),
        server.client().list_contacts(&params).await.unwrap_err(),
        check::body(&Operation::CREATE_CONTACT, &wrong).unwrap_err(),
        check::query(&Operation::LIST_CONTACTS, &params).unwrap_err(),
    ] {
        assert!(!told(&error).contains(SECRET), "{error}");
        assert!(!error.findings().is_empty());
        for finding in error.findings() {
            assert!(!format!("{finding}\n{finding:?}").contains(SECRET), "{finding}");
        }
    }
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn the_name_of_a_member_cannot_break_the_line() {
    let name = "a\r\nb\u{85}\u{1b}[31m";
    let properties = CustomProperties::from([(name.to_owned(), CustomPropertyValue::Raw(json!(12)))]);
    let error = not_created(&contact().set_custom_properties(properties)).await;
    assert!(!error.to_string().chars().any(char::is_control), "{error:?}");
}

#[tokio::test]
async fn a_warning_stops_nothing() {
    let exchange = Exchange::start().await;
    let extra = |value: Value| ContactInput { extra: value.as_object().unwrap().clone(), ..contact() };
    for contact in [
        extra(json!({"pronoun": "they"})),
        extra(json!({"contactId": CONTACT_ID, "createdTime": "2021-01-09T12:00:00Z"})),
        contact().set_messengers([ContactMessenger::new(true, "example1").set_type("TWITTER")]),
    ] {
        let client = exchange.next(Answer::json(201, &example("createContact.response.jp")));
        client.create_contact(&contact).await.unwrap();
        assert_eq!(exchange.server.last_request().json(), serde_json::to_value(&contact).unwrap());
    }
    let client = exchange.next(Answer::json(200, &example("listContacts.response.jp")));
    client.list_contacts(&ListContactsParams::default().set_order_by("memo desc")).await.unwrap();
}

#[tokio::test]
async fn what_is_cleared_or_emptied_in_a_patch_is_sent() {
    let exchange = Exchange::start().await;
    let id = CONTACT_ID.into();
    for patch in [
        json!({}),
        json!({"memo": null}),
        json!({"emails": null, "telephones": null}),
        json!({"emails": [], "telephones": [], "contactTagIds": []}),
        json!({"contactName": {"lastName": null, "firstName": null}}),
        json!({"contactName": null, "permission": null}),
        json!({"permission": {"isCoEditing": null, "accessibleMembers": []}}),
        json!({"customProperties": {"string_single": null}}),
    ] {
        let body: ContactPatch = serde_json::from_value(patch.clone()).unwrap();
        let client = exchange.next(Answer::json(200, &example("patchContact.response.composed")));
        client.patch_contact(&id, &body).await.unwrap();
        assert_eq!(exchange.server.last_request().json(), patch);
        assert!(check::body(&Operation::PATCH_CONTACT, &body).is_ok());
    }
    let cleared = ContactTagPatch::default().clear_contact_tag_name();
    let client = exchange.next(Answer::json(200, &example("patchContactTag.response.en")));
    client.patch_contact_tag(&CONTACT_TAG_ID.into(), &cleared).await.unwrap();
    let cleared = ContactCustomPropertyPatch::default().clear_display_order().clear_i18n_display_names();
    let client = exchange.next(Answer::json(200, &example("patchCustomProperty.response.composed")));
    client.patch_custom_property(&CUSTOM_PROPERTY_ID.into(), &cleared).await.unwrap();
}

#[tokio::test]
async fn a_patch_is_held_against_the_rules_of_what_it_sets() {
    let server = Server::answering(Answer::json(200, &example("patchContact.response.composed"))).await;
    let patch = ContactPatch::default()
        .set_memo("a".repeat(4001))
        .set_contact_name(ContactNamePatch::default().set_nick_name("a".repeat(101)).clear_prefix());
    let error = server.client().patch_contact(&CONTACT_ID.into(), &patch).await;
    let error = refused(&server, error, Operation::PATCH_CONTACT).await;
    assert_eq!(errors(&error), [("/memo", "max-length"), ("/contactName/nickName", "max-length")]);
}

#[tokio::test]
async fn a_client_without_the_check_sends_what_it_is_given() {
    let exchange = Exchange::unchecked().await;
    let client = exchange.next(Answer::json(200, &example("listContacts.response.jp")));
    client.list_contacts(&ListContactsParams::default().set_count(100_000)).await.unwrap();
    assert_eq!(exchange.server.last_request().query(), Some("count=100000"));
    let wrong = contact().set_memo("a".repeat(4001));
    let client = exchange.next(Answer::json(201, &example("createContact.response.jp")));
    client.create_contact(&wrong).await.unwrap();
    assert_eq!(exchange.server.last_request().json()["memo"].as_str().unwrap().len(), 4001);
    // An id that addresses something else is no matter of the document.
    let error = exchange.next(Answer::status(204)).delete_contact(&"a/forcedelete".into()).await.unwrap_err();
    assert!(error.is_refused() && !error.is_invalid() && error.findings().is_empty());
}

#[tokio::test]
async fn an_enum_value_that_the_document_does_not_list_is_read_and_written_only_without_the_check() {
    let mut contact = example("getContact.response.composed");
    contact["telephones"] = json!([{"primary": true, "telephone": "0000-0001", "type": "SATELLITE"}]);
    let server = Server::answering(Answer::json(200, &contact)).await;
    let (checked, unchecked) = (server.client(), server.unchecked_client());
    let read = ContactInput::from(checked.get_contact(&CONTACT_ID.into()).await.unwrap().into_inner());
    let error = checked.update_contact(&CONTACT_ID.into(), &read).await.unwrap_err();
    assert_eq!(errors(&error), [("/telephones/0/type", "enum")]);
    assert_eq!(server.requests().len(), 1);
    unchecked.update_contact(&CONTACT_ID.into(), &read).await.unwrap();
    assert_eq!(server.last_request().json()["telephones"], contact["telephones"]);
}

#[tokio::test]
async fn what_a_call_would_say_can_be_asked_without_one() {
    let wrong = contact().set_memo("a".repeat(4001)).set_emails([email(0), email(0)]);
    let asked = check::body(&Operation::CREATE_CONTACT, &wrong).unwrap_err();
    let called = not_created(&wrong).await;
    assert_eq!((asked.findings(), asked.to_string()), (called.findings(), called.to_string()));

    let params = ListUserContactsParams::default().set_count(501).set_order_by("memo desc");
    let asked = check::query(&Operation::LIST_USER_CONTACTS, &params).unwrap_err();
    let server = Server::answering(Answer::status(204)).await;
    let called = server.client().list_user_contacts(&USER_ID.into(), &params).await.unwrap_err();
    assert_eq!(asked.to_string(), called.to_string());
    assert_eq!(pointers(asked.findings()), pointers(called.findings()));

    let extra = [("memos".to_owned(), json!("a"))].into_iter().collect();
    let warnings = check::body(&Operation::CREATE_CONTACT, &ContactInput { extra, ..contact() }).unwrap();
    assert_eq!(pointers(&warnings), ["/memos"]);
    assert_eq!(warnings[0].severity, Severity::Warning);

    let none = check::body(&Operation::GET_CONTACT, &json!({})).unwrap_err();
    assert_eq!(none.to_string(), "getContact: not sent: no JSON body is documented for getContact request");
    assert!(none.is_refused() && !none.is_invalid());
    assert!(check::query(&Operation::LIST_CONTACTS, &"count").unwrap_err().is_refused());
}

#[tokio::test]
async fn every_operation_can_be_checked() {
    let exchange = Exchange::start().await;
    for operation in Operation::ALL {
        assert!(check::query(operation, &json!({})).unwrap().is_empty(), "{}", operation.id);
        let _ = call(exchange.next(Answer::status(404)), operation, CONTACT_ID).await;
    }
    assert_eq!(exchange.server.requests().len(), Operation::ALL.len());
}

#[tokio::test]
async fn the_service_need_not_be_there_to_refuse() {
    let (_socket, address) = support::nobody_listens();
    let client = client(&format!("http://{address}"));
    let error = client.create_contact_tag(&ContactTagInput::new("a".repeat(1000))).await.unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn a_services_own_tests_can_assert_that_a_payload_is_valid() {
    assert_valid!(createContact request, contact());
    assert_valid!(createContact response 201, example("createContact.response.jp"));
    assert_valid!(schema ContactTagInput, json: br#"{"contactTagName": "Partner"}"#);
}

#[test]
#[should_panic(expected = "at /memo")]
fn a_services_own_tests_fail_where_a_payload_is_not_valid() {
    assert_valid!(createContact request, contact().set_memo("a".repeat(4001)));
}
