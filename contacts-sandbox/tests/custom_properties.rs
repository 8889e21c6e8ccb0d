//! Definitions of custom properties, from outside.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/domain.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod domain;

use std::time::Duration;

use contacts_client::Client;
use contacts_client::types::{ContactCustomPropertyPatch, ListCustomPropertiesParams};
use contacts_sandbox::Sandbox;
use domain::{Domain, assert_refused, definition, delete, example, get, patch, post, text};
use serde_json::{Value, json};

const PATH: &str = "/contacts/custom-properties";

async fn names(client: &Client) -> Vec<String> {
    let listed = get(client, PATH).await.unwrap();
    listed["customProperties"].as_array().unwrap().iter().map(|it| text(it, "/propertyName")).collect()
}

#[tokio::test]
async fn definitions_are_answered_as_documented() {
    for language in ["en", "jp"] {
        let domain = Domain::start().await;
        let body = example(&format!("createCustomProperty.request.{language}"));
        let created = post(&domain.admin, PATH, &body).await.unwrap();
        let mut expected = body;
        expected["multiValued"] = false.into();
        expected["customPropertyId"] = created["customPropertyId"].clone();
        assert_eq!(created, expected);
        for path in [text(&created, "/customPropertyId"), text(&created, "/propertyName")] {
            assert_eq!(get(&domain.one, &format!("{PATH}/{path}")).await.unwrap(), created);
        }
        assert_eq!(get(&domain.one, PATH).await.unwrap(), json!({ "customProperties": [created] }));
    }
}

#[tokio::test]
async fn what_a_definition_leaves_out_has_its_default() {
    let domain = Domain::start().await;
    let body =
        json!({ "domainId": 10_000_001, "propertyName": "links", "displayName": "Links", "propertyType": "LINK" });
    let created = post(&domain.admin, PATH, &body).await.unwrap();
    assert_eq!(created["multiValued"], false);
    assert_eq!(created["displayOrder"], Value::Null);
    assert_eq!(created["i18nDisplayNames"], json!([]));
}

#[tokio::test]
async fn a_domain_has_five_definitions_and_no_more() {
    let domain = Domain::start().await;
    for name in ["a", "b", "c", "d", "e"] {
        domain.define(name, "STRING", false).await;
    }
    let sixth = definition("f", "STRING", false);
    let statement = "A domain has at most 5 custom properties.";
    assert_refused(post(&domain.admin, PATH, &sixth).await, 403, "LIMIT_EXCEEDED", statement);
    delete(&domain.admin, &format!("{PATH}/c")).await.unwrap();
    post(&domain.admin, PATH, &sixth).await.unwrap();
    assert_eq!(names(&domain.admin).await, ["a", "b", "d", "e", "f"]);
}

#[tokio::test]
async fn both_names_are_unique_in_the_domain() {
    let domain = Domain::start().await;
    domain.define("a", "STRING", false).await;
    domain.define("b", "STRING", false).await;
    let with = |name: &str, display_name: &str| {
        let mut definition = definition(name, "LINK", true);
        definition["displayName"] = display_name.into();
        definition
    };
    let statement = "/propertyName: propertyName is unique in the domain.";
    assert_refused(post(&domain.admin, PATH, &with("a", "c")).await, 409, "ALREADY_EXIST", statement);
    let statement = "/displayName: displayName is unique in the domain.";
    assert_refused(post(&domain.admin, PATH, &with("c", "a")).await, 409, "ALREADY_EXIST", statement);
    let path = format!("{PATH}/b");
    assert_refused(patch(&domain.admin, &path, &json!({ "displayName": "a" })).await, 409, "ALREADY_EXIST", statement);
    patch(&domain.admin, &path, &json!({ "displayName": "b" })).await.unwrap();
    // Upper and lower case tell names apart, and the one kind of names does not stand in the way of the other.
    post(&domain.admin, PATH, &with("A", "c")).await.unwrap();
    patch(&domain.admin, &path, &json!({ "displayName": "A" })).await.unwrap();
}

#[tokio::test]
async fn names_have_the_documented_form() {
    let domain = Domain::start().await;
    let (long, longest) = ("n".repeat(121), "n".repeat(120));
    for (name, code) in [
        ("1st", "INVALID_PARAMETER"),
        ("a-b", "INVALID_PARAMETER"),
        ("", "INVALID_PARAMETER"),
        (&*long, "LIMIT_EXCEEDED"),
    ] {
        let mut body = definition(name, "STRING", false);
        body["displayName"] = "name".into();
        assert_refused(post(&domain.admin, PATH, &body).await, 400, code, "/propertyName: ");
    }
    let mut body = definition(&longest, "STRING", false);
    body["displayName"] = "名".repeat(20).into();
    post(&domain.admin, PATH, &body).await.unwrap();
    body["displayName"] = "名".repeat(21).into();
    assert_refused(post(&domain.admin, PATH, &body).await, 400, "LIMIT_EXCEEDED", "/displayName: ");
}

#[tokio::test]
async fn another_domain_is_none_of_the_callers() {
    let domain = Domain::of(Sandbox::builder().domain(10_000_002)).await;
    let mut body = definition("a", "STRING", false);
    let message = "/domainId: the token is one of the domain 10000002";
    assert_refused(post(&domain.admin, PATH, &body).await, 403, "FORBIDDEN", message);
    body["domainId"] = 10_000_002.into();
    assert_eq!(post(&domain.admin, PATH, &body).await.unwrap()["domainId"], 10_000_002);
    let message = "/query/domainId: the token is one of the domain 10000002";
    for path in [PATH, &format!("{PATH}/a")] {
        assert_refused(get(&domain.admin, &format!("{path}?domainId=10000001")).await, 403, "FORBIDDEN", message);
        get(&domain.admin, &format!("{path}?domainId=10000002")).await.unwrap();
    }
    assert_refused(delete(&domain.admin, &format!("{PATH}/a?domainId=1")).await, 403, "FORBIDDEN", message);
    assert_refused(
        get(&domain.admin, &format!("{PATH}?domainId=x")).await,
        400,
        "INVALID_PARAMETER",
        "/query/domainId: ",
    );
    let params = ListCustomPropertiesParams { domain_id: Some(10_000_002.into()) };
    assert_eq!(domain.admin.list_custom_properties(&params).await.unwrap().custom_properties.len(), 1);
    delete(&domain.admin, &format!("{PATH}/a?domainId=10000002")).await.unwrap();
}

#[tokio::test]
async fn what_is_fixed_can_be_said_again_but_not_otherwise() {
    let domain = Domain::start().await;
    let path = format!("{PATH}/{}", domain.define("a", "STRING", false).await);
    let statement = "propertyName, propertyType and multiValued cannot be changed.";
    for (name, value) in [
        ("propertyName", json!("b")),
        ("propertyType", json!("LINK")),
        ("multiValued", json!(true)),
        ("multiValued", json!(null)),
    ] {
        let refused = patch(&domain.admin, &path, &json!({ name: value, "displayName": "b" })).await;
        assert_refused(refused, 400, "INVALID_PARAMETER", &format!("/{name}: {statement}"));
    }
    let before = get(&domain.admin, &path).await.unwrap();
    assert_eq!(patch(&domain.admin, &path, &before).await.unwrap(), before);
    assert_eq!(patch(&domain.admin, &path, &json!({ "customPropertyId": "x" })).await.unwrap(), before);
    let other = json!({ "domainId": 10_000_002 });
    let message = "/domainId: the token is one of the domain 10000001";
    assert_refused(patch(&domain.admin, &path, &other).await, 403, "FORBIDDEN", message);
}

#[tokio::test]
async fn changing_a_definition_changes_what_is_sent() {
    let domain = Domain::start().await;
    let created = post(&domain.admin, PATH, &example("createCustomProperty.request.en")).await.unwrap();
    let path = format!("{PATH}/{}", text(&created, "/customPropertyId"));
    assert_eq!(patch(&domain.admin, &path, &json!({})).await.unwrap(), created);
    let mut expected = created;
    let body = example("patchCustomProperty.request.en");
    expected["displayName"] = body["displayName"].clone();
    expected["i18nDisplayNames"] = body["i18nDisplayNames"].clone();
    let body: ContactCustomPropertyPatch = serde_json::from_value(body).unwrap();
    // The propertyName may stand in the place of the id.
    let patched = domain.admin.patch_custom_property(&"ext_id".into(), &body).await.unwrap();
    assert_eq!(patched.display_name, "ext_id");
    assert_eq!(get(&domain.admin, &path).await.unwrap(), expected);
    expected["displayOrder"] = Value::Null;
    expected["i18nDisplayNames"] = json!([]);
    let cleared = json!({ "displayOrder": null, "i18nDisplayNames": null });
    assert_eq!(patch(&domain.admin, &path, &cleared).await.unwrap(), expected);
    for name in ["displayName", "domainId"] {
        let refused = patch(&domain.admin, &path, &json!({ name: null })).await;
        assert_refused(refused, 400, "INVALID_PARAMETER", &format!("/{name}: "));
    }
    let refused = patch(&domain.admin, &path, &json!({ "displayOrder": 0 })).await;
    assert_refused(refused, 400, "OUT_OF_RANGE", "/displayOrder: ");
}

#[tokio::test]
async fn definitions_come_in_their_order_and_those_without_a_place_last() {
    let domain = Domain::start().await;
    for (name, order) in [("e", json!(null)), ("c", json!(7)), ("d", json!(7)), ("f", json!(null)), ("b", json!(2))] {
        let mut body = definition(name, "STRING", false);
        body["displayOrder"] = order;
        post(&domain.admin, PATH, &body).await.unwrap();
    }
    assert_eq!(names(&domain.one).await, ["b", "c", "d", "e", "f"]);
    patch(&domain.admin, &format!("{PATH}/f"), &json!({ "displayOrder": 1 })).await.unwrap();
    patch(&domain.admin, &format!("{PATH}/b"), &json!({ "displayOrder": null })).await.unwrap();
    assert_eq!(names(&domain.one).await, ["f", "c", "d", "e", "b"]);
}

#[tokio::test]
async fn the_values_of_a_definition_go_with_it() {
    let domain = Domain::start().await;
    domain.define_documented().await;
    let values = example("ContactPatch.customProperties.response.en");
    let id = domain.contact(&values).await;
    let other = domain.contact(&json!({ "memo": "\"link_multi\"" })).await;
    let path = |id: &str| format!("/contacts/{id}");
    let mut expected = get(&domain.admin, &path(&id)).await.unwrap();
    let unchanged = get(&domain.admin, &path(&other)).await.unwrap();
    domain.sandbox.clock().advance(Duration::from_secs(60));
    delete(&domain.admin, &format!("{PATH}/link_multi")).await.unwrap();
    expected["customProperties"].as_object_mut().unwrap().remove("link_multi");
    assert_eq!(get(&domain.admin, &path(&id)).await.unwrap(), expected);
    assert_eq!(get(&domain.admin, &path(&other)).await.unwrap(), unchanged);
    // Who defines it again begins with nothing.
    domain.define("link_multi", "STRING", false).await;
    assert_eq!(get(&domain.admin, &path(&id)).await.unwrap(), expected);
}

#[tokio::test]
async fn what_is_not_defined_is_not_found() {
    let domain = Domain::start().await;
    let path = format!("{PATH}/{}", domain.define("a", "STRING", false).await);
    delete(&domain.admin, &path).await.unwrap();
    for path in [path, format!("{PATH}/a")] {
        assert_refused(get(&domain.admin, &path).await, 404, "NOT_FOUND", "");
        assert_refused(patch(&domain.admin, &path, &json!({})).await, 404, "NOT_FOUND", "");
        assert_refused(delete(&domain.admin, &path).await, 404, "NOT_FOUND", "");
    }
}

#[tokio::test]
async fn reading_takes_a_scope_to_read_and_writing_one_to_write() {
    let domain = Domain::start().await;
    let path = format!("{PATH}/{}", domain.define("a", "STRING", false).await);
    let reader = domain::client(&domain.sandbox, &domain.sandbox.token_for(None, &["contact.read"]));
    get(&reader, &path).await.unwrap();
    assert_eq!(names(&reader).await, ["a"]);
    for refused in [
        post(&reader, PATH, &definition("b", "LINK", false)).await,
        patch(&reader, &path, &json!({})).await,
        delete(&reader, &path).await,
    ] {
        assert_refused(refused, 403, "FORBIDDEN", "the token lacks the scope");
    }
}
