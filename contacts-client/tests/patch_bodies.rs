//! In a PATCH, absent, null and a value are three things, at every depth.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use serde_json::{Map, Value, json};
use support::{Answer, CONTACT_ID, CONTACT_TAG_ID, CUSTOM_PROPERTY_ID, Exchange, Server, example};

/// What goes over the wire for a patch.
async fn sent(exchange: &Exchange, patch: &ContactPatch) -> Value {
    let client = exchange.next(Answer::json(200, &example("patchContact.response.composed")));
    client.patch_contact(&CONTACT_ID.into(), patch).await.unwrap();
    let request = exchange.server.last_request();
    assert_eq!(request.method(), "PATCH");
    request.json()
}

/// Every member of a patch, in each of the states that are sent.
fn cases() -> Vec<(ContactPatch, Value)> {
    let patch = ContactPatch::default;
    let name = ContactNamePatch::default;
    let permission = PermissionPatch::default;
    let member = ContactAccessibleMember::new(support::USER_ID, AccessibleMemberType::User);
    vec![
        (patch(), json!({})),
        (patch().clear_memo(), json!({"memo": null})),
        (patch().set_memo(""), json!({"memo": ""})),
        (patch().set_memo("memo"), json!({"memo": "memo"})),
        (patch().clear_emails(), json!({"emails": null})),
        (ContactPatch { emails: Patch::Value(Vec::new()), ..patch() }, json!({"emails": []})),
        (
            patch().set_emails(vec![ContactEmail::new(true, "example1@example.com")]),
            json!({"emails": [{"primary": true, "email": "example1@example.com"}]}),
        ),
        (ContactPatch { telephones: Patch::Value(Vec::new()), ..patch() }, json!({"telephones": []})),
        (
            patch().set_telephones(vec![ContactTelephone::new(false, "0000-0001")]),
            json!({"telephones": [{"primary": false, "telephone": "0000-0001"}]}),
        ),
        (ContactPatch { organizations: Patch::Value(Vec::new()), ..patch() }, json!({"organizations": []})),
        (
            patch().set_organizations(vec![ContactOrganization::new(true)]),
            json!({"organizations": [{"primary": true}]}),
        ),
        (ContactPatch { events: Patch::Value(Vec::new()), ..patch() }, json!({"events": []})),
        (
            patch().set_events(vec![ContactEvent::new(true, "2021-02-30").set_day_type(DayType::Lunar)]),
            json!({"events": [{"primary": true, "date": "2021-02-30", "dayType": "LUNAR"}]}),
        ),
        (ContactPatch { locations: Patch::Value(Vec::new()), ..patch() }, json!({"locations": []})),
        (
            patch().set_locations(vec![ContactLocation::new(true, "example1 address")]),
            json!({"locations": [{"primary": true, "address": "example1 address"}]}),
        ),
        (ContactPatch { messengers: Patch::Value(Vec::new()), ..patch() }, json!({"messengers": []})),
        (
            patch().set_messengers(vec![ContactMessenger::new(true, "example1").set_type(MessengerType::X)]),
            json!({"messengers": [{"primary": true, "id": "example1", "type": "X"}]}),
        ),
        (ContactPatch { websites: Patch::Value(Vec::new()), ..patch() }, json!({"websites": []})),
        (patch().clear_websites(), json!({"websites": null})),
        (ContactPatch { contact_tag_ids: Patch::Value(Vec::new()), ..patch() }, json!({"contactTagIds": []})),
        (patch().set_contact_tag_ids([CONTACT_TAG_ID]), json!({"contactTagIds": [CONTACT_TAG_ID]})),
        (patch().set_custom_properties(CustomProperties::new()), json!({"customProperties": {}})),
        (patch().clear_custom_properties(), json!({"customProperties": null})),
        (
            patch().set_custom_properties(CustomProperties::from([(
                "string_single".to_owned(),
                CustomPropertyStringSingle::default().set_content("ext_id").into(),
            )])),
            json!({"customProperties": {"string_single": {"content": "ext_id"}}}),
        ),
        (
            patch().set_custom_properties(CustomProperties::from([
                ("cleared".to_owned(), CustomPropertyValue::Raw(Value::Null)),
                ("emptied".to_owned(), CustomPropertyValue::StringMulti(Vec::new())),
            ])),
            json!({"customProperties": {"cleared": null, "emptied": []}}),
        ),
        (patch().clear_permission(), json!({"permission": null})),
        (patch().set_permission(permission()), json!({"permission": {}})),
        (
            patch().set_permission(permission().set_accessible_range(AccessibleRange::All)),
            json!({"permission": {"accessibleRange": "ALL"}}),
        ),
        (patch().set_permission(permission().set_is_co_editing(false)), json!({"permission": {"isCoEditing": false}})),
        (patch().set_permission(permission().clear_is_co_editing()), json!({"permission": {"isCoEditing": null}})),
        (
            patch().set_permission(PermissionPatch { accessible_members: Patch::Value(Vec::new()), ..permission() }),
            json!({"permission": {"accessibleMembers": []}}),
        ),
        (
            patch().set_permission(permission().clear_master_user_id().set_accessible_members(vec![member])),
            json!({"permission": {
                "masterUserId": null,
                "accessibleMembers": [{"id": support::USER_ID, "type": "USER"}],
            }}),
        ),
        (patch().set_contact_name(name()), json!({"contactName": {}})),
        (patch().set_contact_name(name().set_nick_name("JD")), json!({"contactName": {"nickName": "JD"}})),
        (
            patch().set_contact_name(name().clear_first_name().set_last_name("")),
            json!({"contactName": {"firstName": null, "lastName": ""}}),
        ),
        (
            patch().set_contact_name(name().clear_prefix().set_suffix("Jr.").set_middle_name("Q")),
            json!({"contactName": {"prefix": null, "suffix": "Jr.", "middleName": "Q"}}),
        ),
    ]
}

#[tokio::test]
async fn only_what_is_set_goes_out_at_every_depth() {
    let exchange = Exchange::start().await;
    for (patch, expected) in cases() {
        assert_eq!(sent(&exchange, &patch).await, expected, "{patch:?}");
    }
}

#[tokio::test]
async fn an_empty_patch_is_an_empty_object() {
    let server = Server::answering(Answer::json(200, &example("patchContact.response.composed"))).await;
    server.client().patch_contact(&CONTACT_ID.into(), &ContactPatch::default()).await.unwrap();
    assert_eq!(server.request().body, b"{}");
}

#[tokio::test]
async fn the_documented_patch_goes_out_as_it_stands_there() {
    let exchange = Exchange::start().await;
    let documented = example("patchContact.request.composed");
    let built =
        ContactPatch::default().set_contact_name(ContactNamePatch::default().set_nick_name("JD")).set_memo("memo");
    assert_eq!(sent(&exchange, &built).await, documented);
    let read: ContactPatch = serde_json::from_value(documented.clone()).unwrap();
    assert_eq!(sent(&exchange, &read).await, documented);
}

#[tokio::test]
async fn a_patch_that_is_read_from_json_goes_out_as_it_was() {
    let exchange = Exchange::start().await;
    for (_, expected) in cases() {
        let patch: ContactPatch = serde_json::from_value(expected.clone()).unwrap();
        assert_eq!(sent(&exchange, &patch).await, expected);
    }
}

#[tokio::test]
async fn a_property_that_the_document_does_not_list_can_be_patched_and_cleared() {
    let extra = Map::from_iter([("pronoun".to_owned(), json!("they")), ("rank".to_owned(), Value::Null)]);
    let name = ContactNamePatch { extra: extra.clone(), ..ContactNamePatch::default() };
    let patch = ContactPatch { extra, ..ContactPatch::default() }.set_contact_name(name);
    let expected = json!({"pronoun": "they", "rank": null, "contactName": {"pronoun": "they", "rank": null}});
    assert_eq!(sent(&Exchange::start().await, &patch).await, expected);
}

#[tokio::test]
async fn only_what_is_set_of_a_tag_goes_out() {
    for (patch, expected) in [
        (ContactTagPatch::default(), json!({})),
        (ContactTagPatch::default().set_contact_tag_name("company tag"), example("patchContactTag.request.en")),
        (ContactTagPatch::default().clear_contact_tag_name(), json!({"contactTagName": null})),
    ] {
        let server = Server::answering(Answer::json(200, &example("patchContactTag.response.en"))).await;
        server.client().patch_contact_tag(&CONTACT_TAG_ID.into(), &patch).await.unwrap();
        assert_eq!(server.request().json(), expected);
    }
}

#[tokio::test]
async fn only_what_is_set_of_a_custom_property_goes_out() {
    let patch = ContactCustomPropertyPatch::default;
    let name = I18nDisplayName::default().set_language(LanguageCode::EnUs).set_name("external id");
    for (patch, expected) in [
        (patch(), json!({})),
        (patch().set_display_order(0), json!({"displayOrder": 0})),
        (patch().clear_display_order(), json!({"displayOrder": null})),
        (
            ContactCustomPropertyPatch { i18n_display_names: Patch::Value(Vec::new()), ..patch() },
            json!({"i18nDisplayNames": []}),
        ),
        (patch().clear_i18n_display_names(), json!({"i18nDisplayNames": null})),
        (
            patch()
                .set_domain_id(DomainId::from(10_000_001))
                .set_display_name("ext_id")
                .set_i18n_display_names(vec![name]),
            example("patchCustomProperty.request.en"),
        ),
    ] {
        let server = Server::answering(Answer::json(200, &example("patchCustomProperty.response.composed"))).await;
        server.unchecked_client().patch_custom_property(&CUSTOM_PROPERTY_ID.into(), &patch).await.unwrap();
        assert_eq!(server.request().json(), expected);
    }
}
