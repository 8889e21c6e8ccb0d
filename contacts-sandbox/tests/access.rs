//! Who sees a contact, and who may change it.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use serde_json::{Value, json};
use wire::{Api, contact, member, record, still};

fn with_permission(permission: &Value) -> Value {
    let mut body = contact("a@example.com");
    body["permission"] = permission.clone();
    body
}

#[tokio::test]
async fn a_contact_is_accessible_to_its_master_its_members_and_those_of_its_organizations_and_groups() {
    let body = with_permission(&json!({
        "accessibleRange": "MEMBER",
        "masterUserId": "master",
        "accessibleMembers": [
            {"id": "named", "type": "USER"},
            {"id": "sales", "type": "ORGUNIT"},
            {"id": "chess", "type": "GROUP"},
        ],
    }));
    let members = [
        member("master", "other", "other"),
        member("named", "other", "other"),
        member("seller", "sales", "other"),
        member("player", "other", "chess"),
        member("stranger", "other", "other"),
    ];
    let sandbox = still().load(members.join("\n")).start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&body).await;
    let memo = json!({"memo": "seen"});
    for user_id in ["master", "named", "seller", "player"] {
        let member = Api::of(&sandbox, user_id);
        member.get(&path).await.ok(200);
        member.patch(&path, &memo).await.ok(200);
        for list in ["/contacts".to_owned(), format!("/users/{user_id}/contacts"), "/users/me/contacts".to_owned()] {
            assert_eq!(member.listed(&list).await, ["a@example.com"], "{user_id} {list}");
        }
        assert_eq!(api.listed(&format!("/users/{user_id}/contacts")).await.len(), 1, "{user_id}");
    }
    let stranger = Api::of(&sandbox, "stranger");
    for (method, path, body) in [
        ("GET", path.clone(), None),
        ("PUT", path.clone(), Some(&body)),
        ("PATCH", path.clone(), Some(&memo)),
        ("DELETE", path.clone(), None),
        ("DELETE", format!("{path}/forcedelete"), None),
    ] {
        stranger.call(method, &path, body).await.refused(403, "FORBIDDEN");
    }
    assert_eq!(stranger.listed("/contacts").await.len() + api.listed("/users/stranger/contacts").await.len(), 0);
    api.delete(&path).await.ok(204);
    stranger.delete(&format!("{path}/forcedelete")).await.refused(403, "FORBIDDEN");
    Api::of(&sandbox, "named").delete(&format!("{path}/forcedelete")).await.ok(204);
}

#[tokio::test]
async fn without_co_editing_only_the_master_changes_a_contact() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let body = with_permission(&json!({"accessibleRange": "ALL", "masterUserId": "master", "isCoEditing": false}));
    let path = api.create(&body).await;
    let (master, other) = (Api::of(&sandbox, "master"), Api::of(&sandbox, "other"));
    other.get(&path).await.ok(200);
    let memo = json!({"memo": "changed"});
    for (method, path, body) in [
        ("PUT", path.clone(), Some(&body)),
        ("PATCH", path.clone(), Some(&memo)),
        ("DELETE", path.clone(), None),
        ("DELETE", format!("{path}/forcedelete"), None),
    ] {
        other.call(method, &path, body).await.refused(403, "FORBIDDEN");
    }
    master.patch(&path, &memo).await.ok(200);
    api.patch(&path, &memo).await.ok(200);
    master.patch(&path, &json!({"permission": {"isCoEditing": true}})).await.ok(200);
    other.patch(&path, &memo).await.ok(200);
    other.patch(&path, &json!({"permission": {"isCoEditing": false}})).await.ok(200);
    other.patch(&path, &memo).await.refused(403, "FORBIDDEN");
    master.delete(&path).await.ok(204);
    other.delete(&format!("{path}/forcedelete")).await.refused(403, "FORBIDDEN");
    master.delete(&format!("{path}/forcedelete")).await.ok(204);
}

#[tokio::test]
async fn whoever_creates_a_contact_and_names_no_master_is_its_master() {
    let sandbox = still().start().await.unwrap();
    let (api, member) = (Api::new(&sandbox), Api::of(&sandbox, "creator"));
    let body = contact("a@example.com");
    assert_eq!(member.post("/contacts", &body).await.ok(201)["permission"]["masterUserId"], "creator");
    assert_eq!(api.post("/contacts", &body).await.ok(201)["permission"].get("masterUserId"), None);
    let named = with_permission(&json!({"accessibleRange": "ALL", "masterUserId": "other"}));
    assert_eq!(member.post("/contacts", &named).await.ok(201)["permission"]["masterUserId"], "other");
}

#[tokio::test]
async fn a_member_is_named_by_id_by_address_and_by_the_key_of_another_system() {
    let member = json!({"kind": "member", "value": {"userId": "u1", "email": "u1@example.com", "externalKey": "k/1"}});
    let contact = record(
        "c1",
        "a@example.com",
        "2021-06-03T10:00:00+09:00",
        &json!({
            "permission": {"accessibleRange": "MEMBER", "accessibleMembers": [{"id": "u1", "type": "USER"}]},
        }),
    );
    let sandbox = still().load(format!("{member}\n{contact}")).start().await.unwrap();
    let api = Api::new(&sandbox);
    for name in ["u1", "u1@example.com", "u1%40example.com", "externalKey:k%2F1"] {
        assert_eq!(api.listed(&format!("/users/{name}/contacts")).await.len(), 1, "{name}");
    }
    for name in ["u2", "u2@example.com", "externalKey:k"] {
        api.get(&format!("/users/{name}/contacts")).await.refused(404, "NOT_FOUND");
    }
    let description = api.get("/users/me/contacts").await.ok(400)["description"].to_string();
    assert!(description.contains("/path/userId"), "{description}");
    Api::of(&sandbox, "u1").get("/users/u2/contacts").await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_member_reads_no_list_of_another_member() {
    let sandbox = still().start().await.unwrap();
    Api::of(&sandbox, "one").get("/users/other/contacts").await.refused(403, "FORBIDDEN");
}

#[tokio::test]
async fn a_token_needs_the_scope_that_the_document_names() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let reader = Api { token: sandbox.token_for(None, &["contact.read"]), ..api.clone() };
    reader.get(&path).await.ok(200);
    reader.get("/contacts").await.ok(200);
    for method in ["PUT", "PATCH"] {
        reader.call(method, &path, Some(&contact("b@example.com"))).await.refused(403, "FORBIDDEN");
    }
    reader.delete(&path).await.refused(403, "FORBIDDEN");
    let other = Api { token: sandbox.token_for(None, &["board"]), ..api.clone() };
    other.get(&path).await.refused(403, "FORBIDDEN");
}
