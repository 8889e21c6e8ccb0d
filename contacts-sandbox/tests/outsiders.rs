//! What clients and tools that no one here wrote send, and what came of it.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use contacts_sandbox::Assumptions;
use serde_json::json;
use wire::{Api, contact, still};

/// Most clients write a query as a form: a space is a plus sign, and a plus sign is `%2B`, as the documentation asks.
#[tokio::test]
async fn a_plus_sign_in_a_query_is_a_space_and_an_encoded_one_is_a_plus_sign() {
    let sandbox = still().assumptions(Assumptions::Enforce).start().await.unwrap();
    let api = Api::new(&sandbox);
    for email in ["a+b@example.com", "c@example.com"] {
        api.create(&contact(email)).await;
    }
    let descending = api.listed("/contacts?orderBy=createdTime+desc").await;
    assert_eq!(descending, ["c@example.com", "a+b@example.com"]);
    assert_eq!(api.listed("/contacts?email=a%2Bb").await, ["a+b@example.com"]);
    let period = "searchDateType=CREATED_TIME&startDateTime=2021-06-03T10:00:00";
    assert_eq!(api.listed(&format!("/contacts?{period}%2B09:00")).await.len(), 2);
    let refused = api.get(&format!("/contacts?{period}+09:00")).await.refused(400, "INVALID_PARAMETER");
    assert!(refused.starts_with("/query/startDateTime: "), "{refused}");
}

/// Members that the document does not have are ignored, and without them two items can be one and the same.
#[tokio::test]
async fn accessible_members_that_differ_only_in_what_is_ignored_are_refused() {
    let sandbox = still().assumptions(Assumptions::Enforce).check_answers(true).start().await.unwrap();
    let api = Api::new(&sandbox);
    let mut body = contact("a@example.com");
    let path = api.create(&body).await;
    let named = |ids: [&str; 2]| json!([{"id": ids[0], "type": "USER"}, {"id": ids[1], "type": "USER", "note": "b"}]);
    body["permission"]["accessibleMembers"] = named(["a", "a"]);
    let change = json!({"permission": {"accessibleRange": "ALL", "accessibleMembers": named(["a", "a"])}});
    for (method, path, body) in [("POST", "/contacts", &body), ("PUT", &path, &body), ("PATCH", &path, &change)] {
        let refused = api.call(method, path, Some(body)).await.refused(400, "INVALID_PARAMETER");
        assert!(
            refused.starts_with("/permission/accessibleMembers: the items 0 and 1 are equal but for "),
            "{method}: {refused}"
        );
    }
    body["permission"]["accessibleMembers"] = named(["a", "b"]);
    api.put(&path, &body).await.ok(200);
}
