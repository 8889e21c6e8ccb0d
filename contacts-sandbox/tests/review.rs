//! What a person, a test or a page might do that nobody thought of at first.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::{Duration, SystemTime};

use contacts_sandbox::{Clock, Fault, Quota, Sandbox};
use serde_json::{Value, json};

#[path = "support/socket.rs"]
mod socket;

use socket::{minimal_contact, send};

async fn start() -> Sandbox {
    Sandbox::builder().documented().quota(Quota::Unlimited).start().await.unwrap()
}

/// The smallest contact, with some members in its place or beside them.
fn contact(with: &Value) -> String {
    let mut contact: Value = serde_json::from_str(&minimal_contact()).unwrap();
    for (name, value) in with.as_object().unwrap() {
        contact[name] = value.clone();
    }
    contact.to_string()
}

fn post(sandbox: &Sandbox, path: &str, body: &str) -> (u16, Value) {
    let answer = send(sandbox, "POST", &format!("/v1.0{path}"), &[], body);
    (answer.status(), answer.json())
}

#[tokio::test]
async fn the_last_moment_there_is_can_be_written_by_every_offset() {
    let sandbox = Sandbox::builder().clock(Clock::fixed(SystemTime::UNIX_EPOCH)).start().await.unwrap();
    sandbox.clock().advance(Duration::MAX);
    assert_eq!(post(&sandbox, "/contacts", &minimal_contact()).0, 201);
    assert_eq!(send(&sandbox, "GET", "/_sandbox/clock", &[], "").status(), 200);
}

#[tokio::test]
async fn identifiers_are_made_however_many_a_record_says_there_were() {
    let sandbox = start().await;
    sandbox.load(&format!("{{\"kind\":\"sandbox\",\"value\":{{\"identifiers\":{}}}}}", u64::MAX)).unwrap();
    for _ in 0..2 {
        assert_eq!(post(&sandbox, "/contacts", &minimal_contact()).0, 201);
    }
}

#[tokio::test]
async fn a_contact_behind_the_highest_place_is_there_after_a_restart() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    let sandbox = Sandbox::builder().data(&file).start().await.unwrap();
    let (_, mut contact) = post(&sandbox, "/contacts", &minimal_contact());
    contact["contactId"] = json!("last");
    sandbox.load(&json!({"kind": "contact", "sequence": (1_u64 << 53) - 1, "value": contact}).to_string()).unwrap();
    assert_eq!(post(&sandbox, "/contacts", &minimal_contact()).0, 201);
    let dump = sandbox.dump();
    drop(sandbox);
    let sandbox = Sandbox::builder().data(&file).start().await.unwrap();
    assert_eq!(sandbox.dump(), dump);
}

#[tokio::test]
async fn who_can_access_a_contact_does_not_depend_on_how_its_json_is_escaped() {
    let sandbox = start().await;
    let only =
        json!({"permission": {"accessibleRange": "MEMBER", "accessibleMembers": [{"id": "one", "type": "USER"}]}});
    let body = contact(&only).replace("\"MEMBER\"", "\"\\u004dEMBER\"");
    let (status, created) = post(&sandbox, "/contacts", &body);
    assert_eq!(status, 201);
    let path = format!("/v1.0/contacts/{}", created["contactId"].as_str().unwrap());
    for (member, status) in [("one", 200), ("other", 403)] {
        let token = format!("Bearer {}", sandbox.token_for(Some(member), &["contact"]));
        assert_eq!(send(&sandbox, "GET", &path, &[("Authorization", &token)], "").status(), status, "{member}");
    }
}

#[tokio::test]
async fn a_plus_sign_in_a_query_is_a_space_as_clients_write_it() {
    let sandbox = start().await;
    for name in ["a", "c", "b"] {
        let body = contact(&json!({"contactName": {"lastName": name}}));
        assert_eq!(post(&sandbox, "/contacts", &body).0, 201);
    }
    let names = |query: &str| {
        let listed = send(&sandbox, "GET", &format!("/v1.0/contacts?{query}"), &[], "").json();
        let listed = listed["contacts"].as_array().unwrap().clone();
        listed.iter().map(|it| it["contactName"]["lastName"].as_str().unwrap().to_owned()).collect::<String>()
    };
    assert_eq!(names("orderBy=name%20desc"), "cba");
    assert_eq!(names("orderBy=name+desc"), "cba");
    let window = "searchDateType=CREATED_TIME&startDateTime=2026-11-21T00:00:00";
    let status = |offset: &str| send(&sandbox, "GET", &format!("/v1.0/contacts?{window}{offset}"), &[], "").status();
    assert_eq!((status("%2B09:00"), status("+09:00")), (200, 400));
}

#[tokio::test]
async fn a_number_that_nobody_can_read_is_refused_and_hides_nothing_beside_it() {
    let sandbox = start().await;
    let huge = format!("1{}", "0".repeat(400));
    for number in ["1e400", "-1E+999", "1.5e400", &huge] {
        let broken = |body: &str| format!("{},\"other\":{number}}}", body.strip_suffix('}').unwrap());
        let tag = broken(&json!({"contactTagName": "one"}).to_string());
        assert_eq!(post(&sandbox, "/contact-tags", &tag).0, 400, "{number}");
        let values = "{\"customProperties\":{\"ext_id\":{\"content\":\"x\",\"other\":1}}}"
            .replace(":1}", &format!(":{number}}}"));
        let body = format!("{},{}", minimal_contact().trim_end().strip_suffix('}').unwrap(), &values[1..]);
        let (status, refused) = post(&sandbox, "/contacts", &body);
        assert_eq!(status, 400, "{refused}");
    }
    assert_eq!(post(&sandbox, "/contact-tags", "{\"contactTagName\":\"one\",\"other\":1e300}").0, 201);
}

#[tokio::test]
async fn names_that_a_caller_makes_up_do_not_fill_the_memory_by_way_of_the_journal() {
    let sandbox = start().await;
    let name = "a".repeat(2 << 20);
    for _ in 0..12 {
        assert_eq!(post(&sandbox, "/contacts", &contact(&json!({&name: 1}))).0, 201);
    }
    let kept: usize =
        sandbox.requests().iter().flat_map(contacts_sandbox::Exchange::remarks).map(|it| it.pointer().len()).sum();
    assert!((1..=16 << 20).contains(&kept), "{kept}");
}

#[tokio::test]
async fn a_slow_answer_comes_however_its_fault_was_made() {
    let sandbox = start().await;
    sandbox.fault(Fault::Slow { bytes: 0, tick: Duration::ZERO }).unwrap();
    let answer = send(&sandbox, "GET", "/v1.0/contacts", &[], "");
    assert_eq!(answer.json(), json!({"contacts": [], "responseMetaData": {}}));
}

#[tokio::test]
async fn what_a_loaded_contact_has_is_no_reason_to_refuse_a_change_of_something_else() {
    let sandbox = start().await;
    let (_, mut contact) = post(&sandbox, "/contacts", &minimal_contact());
    contact["contactId"] = json!("loaded");
    contact["permission"]["masterUserId"] = json!("gone");
    contact["customProperties"] = json!({"unregistered": {"content": "a"}, "ext_id": {"content": "b"}});
    sandbox.load(&json!({"kind": "contact", "value": contact}).to_string()).unwrap();
    sandbox.load(r#"{"kind":"member","value":{"userId":"one"}}"#).unwrap();
    let change = |method: &str, body: &Value| {
        let answer = send(&sandbox, method, "/v1.0/contacts/loaded", &[], &body.to_string());
        (answer.status(), answer.json())
    };
    let (status, changed) = change("PATCH", &json!({"memo": "new", "customProperties": {"ext_id": {"content": "c"}}}));
    assert_eq!(status, 200, "{changed}");
    assert_eq!(changed["customProperties"], json!({"unregistered": {"content": "a"}, "ext_id": {"content": "c"}}));
    let (status, written) = change("PUT", &changed);
    assert_eq!(status, 200, "{written}");
    for wrong in [
        json!({"customProperties": {"unregistered": {"content": "new"}}}),
        json!({"permission": {"masterUserId": "nobody"}}),
    ] {
        assert_eq!(change("PATCH", &wrong).0, 400, "{wrong}");
    }
}
