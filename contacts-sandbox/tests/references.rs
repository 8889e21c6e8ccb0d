//! What a contact refers to, from outside: tags, and definitions that its values fit.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/domain.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod domain;

use domain::{Domain, Refused, assert_refused, contact, example, get, patch, post, put, text};
use serde_json::{Value, json};

const SHAPE: &str =
    "The shape of a custom property's value follows the propertyType and multiValued of its definition.";

/// What becomes of custom properties in a contact that is created, replaced and changed; all of it is the same.
async fn given(domain: &Domain, path: &str, values: &Value) -> Result<Value, Refused> {
    let values = json!({ "customProperties": values });
    let outcomes = [
        post(&domain.admin, "/contacts", &contact(&values)).await,
        put(&domain.admin, path, &contact(&values)).await,
        patch(&domain.admin, path, &values).await,
    ];
    let outcomes = outcomes.map(|outcome| outcome.map(|contact| contact["customProperties"].clone()));
    let [first, others @ ..] = outcomes;
    assert!(others.iter().all(|other| *other == first), "{first:?} {others:?}");
    first
}

#[tokio::test]
async fn a_contact_carries_tags_that_exist() {
    let domain = Domain::start().await;
    let (company, own) = (domain.company_tag("Partner").await, domain.user_tag(&domain.one, "Friend").await);
    let tags = json!({ "contactTagIds": [company, own] });
    let created = post(&domain.one, "/contacts", &contact(&tags)).await.unwrap();
    assert_eq!(created["contactTagIds"], tags["contactTagIds"]);
    let path = format!("/contacts/{}", text(&created, "/contactId"));
    let unknown = json!({ "contactTagIds": [company, "ctag2a81-94b6-4642-6903-03aa7977da91"] });
    for refused in [
        post(&domain.one, "/contacts", &contact(&unknown)).await,
        put(&domain.one, &path, &contact(&unknown)).await,
        patch(&domain.one, &path, &unknown).await,
    ] {
        assert_refused(refused, 400, "INVALID_PARAMETER", "/contactTagIds/1: ");
    }
    assert_eq!(get(&domain.one, &path).await.unwrap()["contactTagIds"], tags["contactTagIds"]);
    for cleared in [json!([]), Value::Null] {
        patch(&domain.one, &path, &tags).await.unwrap();
        assert_eq!(
            patch(&domain.one, &path, &json!({ "contactTagIds": cleared })).await.unwrap()["contactTagIds"],
            json!([])
        );
    }
}

#[tokio::test]
async fn a_member_gives_no_tag_of_another_but_keeps_what_a_contact_carries() {
    let domain = Domain::start().await;
    let own = domain.user_tag(&domain.one, "Friend").await;
    let tags = json!({ "contactTagIds": [own] });
    assert_refused(
        post(&domain.other, "/contacts", &contact(&tags)).await,
        400,
        "INVALID_PARAMETER",
        "/contactTagIds/0: ",
    );
    post(&domain.admin, "/contacts", &contact(&tags)).await.unwrap();
    let path = format!("/contacts/{}", domain.contact(&json!({})).await);
    assert_refused(patch(&domain.other, &path, &tags).await, 400, "INVALID_PARAMETER", "/contactTagIds/0: ");
    patch(&domain.one, &path, &tags).await.unwrap();
    let mut read = get(&domain.other, &path).await.unwrap();
    read["memo"] = "written back".into();
    assert_eq!(put(&domain.other, &path, &read).await.unwrap()["contactTagIds"], tags["contactTagIds"]);
}

#[tokio::test]
async fn documented_contacts_are_created_where_what_they_refer_to_is_there() {
    let domain = Domain::start().await;
    let mut body = example("createContact.request.jp");
    assert_refused(post(&domain.admin, "/contacts", &body).await, 400, "INVALID_PARAMETER", "/contactTagIds/0: ");
    body["contactTagIds"] = json!([domain.company_tag("Partner").await]);
    let statement = "/customProperties/string_single: A key of customProperties must be";
    assert_refused(post(&domain.admin, "/contacts", &body).await, 400, "INVALID_PARAMETER", statement);
    domain.define_documented().await;
    let created = post(&domain.admin, "/contacts", &body).await.unwrap();
    assert_eq!(created["customProperties"], body["customProperties"]);
    let path = format!("/contacts/{}", text(&created, "/contactId"));
    for language in ["en", "kr"] {
        let mut body = example(&format!("updateContact.request.{language}"));
        body["contactTagIds"] = created["contactTagIds"].clone();
        assert_eq!(put(&domain.admin, &path, &body).await.unwrap()["customProperties"], body["customProperties"]);
    }
    let values = example("ContactPatch.customProperties.response.en");
    let patched = patch(&domain.admin, &path, &values).await.unwrap();
    assert_eq!(patched["customProperties"], values["customProperties"]);
}

#[tokio::test]
async fn a_value_is_of_the_kind_that_its_definition_says() {
    let domain = Domain::start().await;
    domain.define_documented().await;
    let path = format!("/contacts/{}", domain.contact(&json!({})).await);
    let values = example("ContactPatch.customProperties.response.en")["customProperties"].clone();
    let kinds: Vec<&String> = values.as_object().unwrap().keys().collect();
    for name in &kinds {
        for other in &kinds {
            let outcome = given(&domain, &path, &json!({ *name: values[*other] })).await;
            if name == other {
                assert_eq!(outcome.unwrap()[*name], values[*other]);
            } else {
                let refused = outcome.expect_err(&format!("{other} is not {name}"));
                assert_eq!((refused.0, &*refused.1), (400, "INVALID_PARAMETER"));
                assert!(
                    refused.2.starts_with(&format!("/customProperties/{name}")) && refused.2.ends_with(SHAPE),
                    "{}",
                    refused.2
                );
            }
        }
    }
}

#[tokio::test]
async fn a_value_is_held_against_its_own_kind_only() {
    let domain = Domain::start().await;
    domain.define_documented().await;
    let path = format!("/contacts/{}", domain.contact(&json!({})).await);
    let long = "n".repeat(101);
    for (name, value, pointer) in [
        ("string_single", json!({ "content": 5 }), "/content"),
        ("string_single", json!({ "content": long }), "/content"),
        ("string_single", json!({ "content": null }), "/content"),
        ("string_single", json!({ "content": "a", "represent": true }), "/represent"),
        ("string_multi", json!([{ "content": "a" }, { "text": "b" }]), "/1/text"),
        ("link_single", json!({ "text": long, "link": "b" }), "/text"),
        ("link_single", json!({ "text": "a", "link": "n".repeat(301) }), "/link"),
        ("link_multi", json!([{ "link": null }]), "/0/link"),
        ("link_multi", json!({ "link": "a" }), ""),
        ("link_single", json!([]), ""),
        ("string_multi", json!({}), ""),
    ] {
        let refused = given(&domain, &path, &json!({ name: value })).await;
        assert_refused(refused, 400, "INVALID_PARAMETER", &format!("/customProperties/{name}{pointer}: {SHAPE}"));
    }
    for (name, value) in [
        ("string_single", json!({})),
        ("string_multi", json!([])),
        ("string_multi", json!([{ "content": "名".repeat(100) }])),
        ("link_single", json!({ "text": null, "link": "n".repeat(300) })),
        ("link_multi", json!([{}, { "represent": true }])),
    ] {
        assert_eq!(given(&domain, &path, &json!({ name: value })).await.unwrap()[name], value);
    }
    // What is of none of the kinds is refused by the document alone.
    for (name, value) in [
        ("string_single", json!("a")),
        ("string_multi", json!([{ "content": "a", "represent": "yes" }])),
        ("link_multi", json!(vec![json!({ "link": "a" }); 11])),
    ] {
        let refused = given(&domain, &path, &json!({ name: value })).await;
        assert_refused(refused, 400, "INVALID_PARAMETER", &format!("/customProperties/{name}: fits none"));
    }
}

#[tokio::test]
async fn a_name_that_is_not_registered_is_refused_and_null_clears() {
    let domain = Domain::start().await;
    domain.define("known", "STRING", false).await;
    let path =
        format!("/contacts/{}", domain.contact(&json!({ "customProperties": { "known": { "content": "a" } } })).await);
    let statement = "A key of customProperties must be the propertyName of a registered definition.";
    let refused = given(&domain, &path, &json!({ "un/known": { "content": "a" } })).await;
    assert_refused(refused, 400, "INVALID_PARAMETER", &format!("/customProperties/un~1known: {statement}"));
    let cleared = json!({ "customProperties": { "known": null, "unknown": null } });
    assert_eq!(patch(&domain.admin, &path, &cleared).await.unwrap()["customProperties"], json!({}));
}
