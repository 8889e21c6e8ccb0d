//! The four forms of a custom property are told apart by their keys; any other is kept as it came.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use serde_json::{Value, json};
use support::{Answer, CONTACT_ID, Exchange, Server, example};

/// Reads a custom property through a list, a page of which it must not cost, and writes it back.
async fn through(exchange: &Exchange, value: &Value) -> (CustomPropertyValue, Value) {
    let mut page = example("listContacts.response.jp");
    page["contacts"][0]["customProperties"] = json!({"ext_id": value});
    let list = exchange
        .next(Answer::json(200, &page))
        .list_contacts(&ListContactsParams::default())
        .await
        .unwrap()
        .into_inner();
    let contact = list.contacts.into_iter().next().unwrap();
    let read = contact.custom_properties.clone().unwrap().remove("ext_id").unwrap();
    let client = exchange.next(Answer::json(200, &page["contacts"][0]));
    client.update_contact(&CONTACT_ID.into(), &contact.into()).await.unwrap();
    (read, exchange.server.last_request().json()["customProperties"]["ext_id"].clone())
}

fn form(value: &CustomPropertyValue) -> &'static str {
    match value {
        CustomPropertyValue::StringSingle(_) => "one text",
        CustomPropertyValue::StringMulti(_) => "texts",
        CustomPropertyValue::LinkSingle(_) => "one link",
        CustomPropertyValue::LinkMulti(_) => "links",
        CustomPropertyValue::Raw(_) => "raw",
        _ => "a form that is new: add it here",
    }
}

#[tokio::test]
async fn the_documented_forms_are_told_apart() {
    let exchange = Exchange::start().await;
    for file in ["ContactPatch.customProperties.response.en", "createContact.request.jp"] {
        let documented = example(file)["customProperties"].clone();
        for (name, expected) in [
            ("string_single", "one text"),
            ("string_multi", "texts"),
            ("link_single", "one link"),
            ("link_multi", "links"),
        ] {
            let (read, written) = through(&exchange, &documented[name]).await;
            assert_eq!(form(&read), expected, "{name}");
            assert_eq!(written, documented[name], "{name}");
        }
    }
}

#[tokio::test]
async fn a_form_is_known_by_some_of_its_keys() {
    let exchange = Exchange::start().await;
    for (value, expected) in [
        (json!({"content": "ext_id"}), "one text"),
        (json!({"link": "https://example1.com"}), "one link"),
        (json!({"text": "worksmobile"}), "one link"),
        (json!({"text": "worksmobile", "link": "https://example1.com", "icon": 7}), "one link"),
        (json!([{"content": "ext_id"}]), "texts"),
        (json!([{"content": "ext_id", "represent": true}, {"content": "connect"}]), "texts"),
        (json!([{"text": "line"}, {"link": "https://www.line.me/", "represent": false}]), "links"),
    ] {
        let (read, written) = through(&exchange, &value).await;
        assert_eq!(form(&read), expected, "{value}");
        assert_eq!(written, value);
    }
}

#[tokio::test]
async fn any_other_form_is_kept_as_it_came() {
    let exchange = Exchange::unchecked().await;
    for value in [
        json!({}),
        json!([]),
        json!([{}]),
        json!([[]]),
        json!("ext_id"),
        json!(""),
        json!(12),
        json!(-0.5),
        json!(9_007_199_254_740_993_u64),
        json!(true),
        json!({"content": "ext_id", "link": "https://example1.com"}),
        json!({"content": 12}),
        json!({"content": ["ext_id"]}),
        json!({"text": "worksmobile", "link": {"href": "https://example1.com"}}),
        json!({"date": "2021-01-09"}),
        json!([{"content": "ext_id"}, {"link": "https://example1.com"}]),
        json!([{"content": "ext_id", "represent": "yes"}]),
        json!([{"represent": true}]),
        json!([{"content": "ext_id"}, "connect"]),
        json!(["ext_id", 12, null, {}]),
    ] {
        let (read, written) = through(&exchange, &value).await;
        assert_eq!(read, CustomPropertyValue::Raw(value.clone()), "{value}");
        assert_eq!(written, value);
    }
}

#[tokio::test]
async fn a_null_of_a_custom_property_goes_back_as_null() {
    let (read, written) = through(&Exchange::unchecked().await, &Value::Null).await;
    assert_eq!(read, CustomPropertyValue::Raw(Value::Null));
    assert_eq!(written, Value::Null);
}

#[tokio::test]
async fn a_null_within_a_form_costs_nothing_but_itself() {
    let exchange = Exchange::start().await;
    for value in [json!({"content": null}), json!({"text": null, "link": "https://example1.com"})] {
        let (_, written) = through(&exchange, &value).await;
        let without_null = |value: &Value| -> Value {
            let members = value.as_object().unwrap().iter().filter(|(_, member)| !member.is_null());
            members.map(|(name, member)| (name.clone(), member.clone())).collect()
        };
        assert_eq!(without_null(&written), without_null(&value));
    }
}

#[tokio::test]
async fn a_property_may_have_any_name() {
    for name in ["", "string single", "名前", "contactId", "a.b[0]", "\"\\"] {
        let mut contact = example("getContact.response.composed");
        contact["customProperties"] = json!({name: {"content": "ext_id"}});
        let server = Server::answering(Answer::json(200, &contact)).await;
        let client = server.client();
        let read = client.get_contact(&CONTACT_ID.into()).await.unwrap().into_inner();
        client.update_contact(&CONTACT_ID.into(), &read.into()).await.unwrap();
        assert_eq!(server.requests()[1].json()["customProperties"], contact["customProperties"]);
    }
}

#[test]
fn a_form_can_be_written_by_hand() {
    let link = CustomPropertyLinkSingle::default().set_text("worksmobile").set_link("https://contact.worksmobile.com");
    let texts = vec![CustomPropertyStringMulti::default().set_content("ext_id").set_represent(true)];
    let properties =
        CustomProperties::from([("link_single".to_owned(), link.into()), ("string_multi".to_owned(), texts.into())]);
    let expected = json!({
        "link_single": {"text": "worksmobile", "link": "https://contact.worksmobile.com"},
        "string_multi": [{"content": "ext_id", "represent": true}],
    });
    assert_eq!(serde_json::to_value(&properties).unwrap(), expected);
}
