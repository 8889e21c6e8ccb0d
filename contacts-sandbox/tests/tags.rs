//! Tags, from outside.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/domain.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod domain;

use std::time::Duration;

use contacts_client::types::{ContactTagOrderBy, ContactTagType, ListContactTagsParams};
use contacts_client::{Client, Method};
use contacts_sandbox::Sandbox;
use domain::{Domain, ONE, OTHER, assert_refused, delete, example, get, patch, post, put, send, text};
use serde_json::{Value, json};

fn named(name: &str) -> Value {
    json!({ "contactTagName": name })
}

async fn names(client: &Client, path: &str) -> Vec<String> {
    let page = get(client, path).await.unwrap();
    page["contactTags"].as_array().unwrap().iter().map(|tag| text(tag, "/contactTagName")).collect()
}

/// The names of all pages, the cursor of one leading to the next.
async fn pages(client: &Client, path: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), String::new());
    loop {
        let page = get(client, &format!("{path}{next}")).await.unwrap();
        pages.push(page["contactTags"].as_array().unwrap().iter().map(|tag| text(tag, "/contactTagName")).collect());
        match page.pointer("/responseMetaData/nextCursor").and_then(Value::as_str) {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return pages,
        }
    }
}

#[tokio::test]
async fn company_tags_and_user_tags_are_answered_as_documented() {
    let domain = Domain::start().await;
    for language in ["en", "jp", "kr"] {
        let body = example(&format!("createContactTag.request.{language}"));
        let mut documented = example(&format!("createContactTag.response.{language}"));
        let created = post(&domain.one, "/contact-tags", &body).await.unwrap();
        let path = format!("/contact-tags/{}", text(&created, "/contactTagId"));
        assert_eq!(get(&domain.other, &path).await.unwrap(), created);
        documented["contactTagId"] = created["contactTagId"].clone();
        assert_eq!(created, documented);
        delete(&domain.one, &path).await.unwrap();

        let body = example(&format!("createUserContactTag.request.{language}"));
        let mut documented = example(&format!("createUserContactTag.response.{language}"));
        let created = post(&domain.one, "/users/me/contact-tags", &body).await.unwrap();
        documented["contactTagId"] = created["contactTagId"].clone();
        // What the property's text says, and the documented answer lacks.
        documented["userId"] = ONE.into();
        assert_eq!(created, documented);
        delete(&domain.one, &format!("/contact-tags/{}", text(&created, "/contactTagId"))).await.unwrap();
    }
}

#[tokio::test]
async fn creating_company_tags_takes_the_right_that_the_domain_gives() {
    let domain = Domain::of(Sandbox::builder().company_tags_by_members(false)).await;
    let statement = "The domain's option must give the caller the right to create company tags.";
    assert_refused(post(&domain.one, "/contact-tags", &named("Partner")).await, 403, "FORBIDDEN", statement);
    let path = format!("/contact-tags/{}", domain.company_tag("Partner").await);
    get(&domain.one, &path).await.unwrap();
    assert_refused(put(&domain.one, &path, &named("Client")).await, 403, "FORBIDDEN", "");
    assert_refused(patch(&domain.one, &path, &named("Client")).await, 403, "FORBIDDEN", "");
    assert_refused(delete(&domain.one, &path).await, 403, "FORBIDDEN", "");
    let own = format!("/contact-tags/{}", domain.user_tag(&domain.one, "Partner").await);
    put(&domain.one, &own, &named("Client")).await.unwrap();
    delete(&domain.one, &own).await.unwrap();
}

#[tokio::test]
async fn a_name_occurs_once_among_company_tags_and_once_among_those_of_a_user() {
    let domain = Domain::start().await;
    let partner = format!("/contact-tags/{}", domain.company_tag("Partner").await);
    let client = format!("/contact-tags/{}", domain.company_tag("Client").await);
    let pointer = "/contactTagName: is the name of the tag";
    assert_refused(post(&domain.admin, "/contact-tags", &named("Partner")).await, 409, "ALREADY_EXIST", pointer);
    assert_refused(put(&domain.admin, &client, &named("Partner")).await, 409, "ALREADY_EXIST", pointer);
    assert_refused(patch(&domain.admin, &client, &named("Partner")).await, 409, "ALREADY_EXIST", pointer);
    assert_eq!(put(&domain.admin, &partner, &named("Partner")).await.unwrap()["contactTagName"], "Partner");
    assert_eq!(patch(&domain.admin, &partner, &named("partner")).await.unwrap()["contactTagName"], "partner");
    // The name that was given up is free again.
    assert_eq!(put(&domain.admin, &client, &named("Partner")).await.unwrap()["contactTagName"], "Partner");

    let own = "/users/me/contact-tags";
    post(&domain.one, own, &named("Partner")).await.unwrap();
    assert_refused(post(&domain.one, own, &named("Partner")).await, 409, "ALREADY_EXIST", pointer);
    post(&domain.other, own, &named("Partner")).await.unwrap();
    // Those who find a tag or create it need not know of any of that.
    let found = domain.admin.find_or_create_user_contact_tag(&ONE.into(), "Partner").await.unwrap();
    assert_eq!(found.user_id.unwrap().as_str(), ONE);
}

#[tokio::test]
async fn changing_a_tag_changes_its_name_and_nothing_else() {
    let domain = Domain::start().await;
    let id = domain.user_tag(&domain.one, "Partner").await;
    let path = format!("/contact-tags/{id}");
    let tag = |name: &str| json!({ "contactTagId": id, "contactTagName": name, "type": "USER", "userId": ONE });
    let readonly = json!({ "contactTagName": "Client", "type": "COMPANY", "userId": OTHER, "contactTagId": "x" });
    assert_eq!(put(&domain.one, &path, &readonly).await.unwrap(), tag("Client"));
    assert_eq!(patch(&domain.one, &path, &json!({})).await.unwrap(), tag("Client"));
    assert_eq!(patch(&domain.one, &path, &named("Friend")).await.unwrap(), tag("Friend"));
    assert_eq!(get(&domain.one, &path).await.unwrap(), tag("Friend"));
    assert_refused(put(&domain.one, &path, &json!({})).await, 400, "MISSING_PARAMETER", "the body");
    let null = json!({ "contactTagName": null });
    assert_refused(patch(&domain.one, &path, &null).await, 400, "INVALID_PARAMETER", "/contactTagName: ");
    assert_refused(put(&domain.one, &path, &named(&"n".repeat(31))).await, 400, "LIMIT_EXCEEDED", "/contactTagName: ");
    put(&domain.one, &path, &named(&"名".repeat(30))).await.unwrap();
}

#[tokio::test]
async fn a_user_tag_is_for_its_creator_and_for_service_accounts() {
    let domain = Domain::start().await;
    let path = format!("/contact-tags/{}", domain.user_tag(&domain.one, "Friend").await);
    for refused in [
        get(&domain.other, &path).await,
        put(&domain.other, &path, &named("Foe")).await,
        patch(&domain.other, &path, &json!({})).await,
        delete(&domain.other, &path).await,
    ] {
        assert_refused(refused, 403, "FORBIDDEN", "the tag is that of another member");
    }
    get(&domain.one, &path).await.unwrap();
    get(&domain.admin, &path).await.unwrap();
    patch(&domain.admin, &path, &named("Best friend")).await.unwrap();
    delete(&domain.admin, &path).await.unwrap();
    assert_refused(get(&domain.one, &path).await, 404, "NOT_FOUND", "");
    assert_refused(delete(&domain.one, &path).await, 404, "NOT_FOUND", "");
}

#[tokio::test]
async fn members_act_for_themselves_only_and_a_service_account_names_whom_it_acts_for() {
    let domain = Domain::start().await;
    let path = |user_id: &str| format!("/users/{user_id}/contact-tags");
    let tag = post(&domain.admin, &path(ONE), &named("Friend")).await.unwrap();
    assert_eq!(tag["userId"], ONE);
    assert_eq!(names(&domain.one, &path("me")).await, ["Friend"]);
    assert_eq!(names(&domain.one, &path(ONE)).await, ["Friend"]);
    assert_eq!(names(&domain.admin, &path(ONE)).await, ["Friend"]);
    let message = "a member's token is for the tags of that member only";
    assert_refused(get(&domain.other, &path(ONE)).await, 403, "FORBIDDEN", message);
    assert_refused(post(&domain.other, &path(ONE), &named("Friend")).await, 403, "FORBIDDEN", message);
    let statement = "/path/userId: The keyword me cannot stand for userId with a service account's token.";
    assert_refused(get(&domain.admin, &path("me")).await, 400, "INVALID_PARAMETER", statement);
    assert_refused(post(&domain.admin, &path("me"), &named("Friend")).await, 400, "INVALID_PARAMETER", statement);
}

#[tokio::test]
async fn lists_show_what_the_caller_sees_sorted_by_name() {
    let domain = Domain::start().await;
    for name in ["beta", "delta", "Zeta"] {
        domain.company_tag(name).await;
    }
    for name in ["alpha", "beta"] {
        domain.user_tag(&domain.one, name).await;
    }
    domain.user_tag(&domain.other, "gamma").await;
    let everything = ["Zeta", "alpha", "beta", "beta", "delta", "gamma"];
    assert_eq!(names(&domain.admin, "/contact-tags").await, everything);
    assert_eq!(names(&domain.one, "/contact-tags").await, ["Zeta", "alpha", "beta", "beta", "delta"]);
    assert_eq!(names(&domain.one, "/contact-tags?type=USER").await, ["alpha", "beta"]);
    assert_eq!(names(&domain.one, "/contact-tags?type=COMPANY&orderBy=name").await, ["Zeta", "beta", "delta"]);
    assert_eq!(names(&domain.admin, "/contact-tags?type=USER").await, ["alpha", "beta", "gamma"]);
    let of_other = format!("/users/{OTHER}/contact-tags");
    assert_eq!(names(&domain.admin, &of_other).await, ["Zeta", "beta", "delta", "gamma"]);
    assert_eq!(names(&domain.other, &format!("{of_other}?type=USER")).await, ["gamma"]);

    let down = ListContactTagsParams::default().set_order_by(ContactTagOrderBy::NameDesc);
    let listed = domain.admin.list_contact_tags(&down).await.unwrap();
    let listed: Vec<&str> = listed.contact_tags.iter().map(|tag| tag.contact_tag_name.as_str()).collect();
    assert_eq!(listed, everything.into_iter().rev().collect::<Vec<_>>());
    let up = down.set_order_by(ContactTagOrderBy::NameAsc).set_type(ContactTagType::Company);
    assert_eq!(domain.admin.list_contact_tags(&up).await.unwrap().contact_tags.len(), 3);
}

#[tokio::test]
async fn a_list_of_tags_is_read_page_by_page() {
    let domain = Domain::start().await;
    for name in ["e", "d", "c", "b", "a"] {
        domain.company_tag(name).await;
    }
    domain.user_tag(&domain.one, "c").await;
    let expected = [vec!["a", "b"], vec!["c", "c"], vec!["d", "e"]];
    assert_eq!(pages(&domain.admin, "/contact-tags?count=2").await, expected);
    assert_eq!(pages(&domain.one, &format!("/users/{ONE}/contact-tags?count=2")).await, expected);
    assert_eq!(pages(&domain.admin, "/contact-tags?count=6").await.len(), 1);
    let path = "/contact-tags?count=0";
    assert_refused(get(&domain.admin, path).await, 400, "OUT_OF_RANGE", "/query/count: ");
    assert_refused(
        get(&domain.admin, "/contact-tags?cursor=made-up").await,
        400,
        "INVALID_PARAMETER",
        "/query/cursor: ",
    );

    // A cursor is that of one list.
    let page = get(&domain.admin, "/contact-tags?count=2").await.unwrap();
    let cursor = text(&page, "/responseMetaData/nextCursor");
    let of_others = format!("/contact-tags?type=USER&cursor={cursor}");
    assert_refused(get(&domain.admin, &of_others).await, 400, "INVALID_PARAMETER", "/query/cursor: ");
    assert_refused(get(&domain.one, &format!("/contact-tags?cursor={cursor}")).await, 400, "INVALID_PARAMETER", "");
}

#[tokio::test]
async fn without_a_count_a_page_has_as_many_tags_as_documented() {
    let domain = Domain::start().await;
    for number in 0..101 {
        domain.company_tag(&format!("{number:03}")).await;
    }
    let lengths = pages(&domain.admin, "/contact-tags?type=COMPANY").await.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(lengths, [100, 1]);
}

#[tokio::test]
async fn a_cursor_stays_right_when_tags_come_and_go() {
    let domain = Domain::start().await;
    let mut ids = Vec::new();
    for name in ["a", "c", "e", "g"] {
        ids.push(domain.company_tag(name).await);
    }
    let page = get(&domain.admin, "/contact-tags?count=2").await.unwrap();
    let next = format!("/contact-tags?count=9&cursor={}", text(&page, "/responseMetaData/nextCursor"));
    assert_eq!(names(&domain.admin, &next).await, ["e", "g"]);
    // The very tag at which the first page ended goes; one comes before that place, and one behind it.
    delete(&domain.admin, &format!("/contact-tags/{}", ids[1])).await.unwrap();
    domain.company_tag("b").await;
    domain.company_tag("d").await;
    assert_eq!(names(&domain.admin, &next).await, ["d", "e", "g"]);
}

#[tokio::test]
async fn a_tag_that_is_deleted_is_taken_from_all_contacts_at_once() {
    let domain = Domain::start().await;
    let (gone, kept) = (domain.company_tag("gone").await, domain.company_tag("kept").await);
    let with_both = domain.contact(&json!({ "contactTagIds": [gone, kept], "memo": gone })).await;
    let without = domain.contact(&json!({ "contactTagIds": [kept] })).await;
    let before = [read(&domain, &with_both).await, read(&domain, &without).await];
    domain.sandbox.clock().advance(Duration::from_secs(60));
    assert_eq!(send(&domain.one, Method::DELETE, &format!("/contact-tags/{gone}"), None).await.unwrap(), Value::Null);
    let mut expected = before[0].clone();
    expected["contactTagIds"] = json!([kept]);
    assert_eq!(read(&domain, &with_both).await, expected);
    assert_eq!(read(&domain, &without).await, before[1]);
    let listed = get(&domain.admin, &format!("/contacts?contactTagId={gone}")).await.unwrap();
    assert_eq!(listed["contacts"], json!([]));
}

async fn read(domain: &Domain, id: &str) -> Value {
    get(&domain.admin, &format!("/contacts/{id}")).await.unwrap()
}

#[tokio::test]
async fn reading_takes_a_scope_to_read_and_writing_one_to_write() {
    let domain = Domain::start().await;
    let path = format!("/contact-tags/{}", domain.company_tag("Partner").await);
    let reader = domain::client(&domain.sandbox, &domain.sandbox.token_for(Some(ONE), &["contact.read"]));
    get(&reader, &path).await.unwrap();
    assert_eq!(names(&reader, "/users/me/contact-tags").await, ["Partner"]);
    for refused in [
        post(&reader, "/contact-tags", &named("Client")).await,
        put(&reader, &path, &named("Client")).await,
        patch(&reader, &path, &named("Client")).await,
        delete(&reader, &path).await,
        post(&reader, "/users/me/contact-tags", &named("Client")).await,
    ] {
        assert_refused(refused, 403, "FORBIDDEN", "the token lacks the scope");
    }
}
