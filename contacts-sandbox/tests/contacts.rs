//! Contacts, one at a time.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use std::collections::BTreeSet;
use std::time::Duration;

use contacts_client::types::ContactInput;
use contacts_client::{Client, Limiter};
use contacts_openapi::Document;
use contacts_sandbox::{Assumptions, Sandbox};
use serde_json::{Value, json};
use wire::{Api, contact, example, external, still};

/// The example of a contact in a request, less what refers to other resources.
fn whole(name: &str) -> Value {
    let mut body = example(name);
    let members = body.as_object_mut().unwrap();
    members.remove("contactTagIds");
    members.remove("customProperties");
    body
}

#[tokio::test]
async fn a_contact_that_the_client_created_is_read() {
    let sandbox = Sandbox::start().await.unwrap();
    let builder = Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).limiter(Limiter::off());
    let client = builder.build().unwrap();
    let body: ContactInput = serde_json::from_value(example("createContact.minimal.request.en")).unwrap();
    let created = client.create_contact(&body).await.unwrap();
    let read = client.get_contact(&created.contact_id).await.unwrap();
    assert_eq!(serde_json::to_value(&*read).unwrap(), serde_json::to_value(&*created).unwrap());
}

#[tokio::test]
async fn what_only_the_service_sets_is_ignored_in_requests() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let mut body = whole("createContact.request.jp");
    body["contactId"] = json!("mine");
    body["linkedExternalUser"] = json!({"id": "e1", "type": "LINE", "buddyUserIds": []});
    body["unheardOf"] = json!(1);
    assert!(body["createdTime"].is_string(), "the documented request has one");
    let created = api.post("/contacts", &body).await.ok(201);
    let now = "2021-06-03T10:00:00+09:00";
    assert_eq!((&created["createdTime"], &created["modifiedTime"]), (&json!(now), &json!(now)));
    assert_eq!((&created["linkedExternalUser"], created.get("unheardOf")), (&Value::Null, None));
    let id = created["contactId"].as_str().unwrap();
    assert!(id.starts_with("contact") && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]), "{id}");
    let path = format!("/contacts/{id}");
    for method in ["PUT", "PATCH"] {
        let changed = api.call(method, &path, Some(&body)).await.ok(200);
        assert_eq!(changed["contactId"], id);
        assert_eq!((&changed["createdTime"], &changed["linkedExternalUser"]), (&json!(now), &Value::Null));
    }
}

#[tokio::test]
async fn a_documented_contact_is_answered_as_the_documentation_answers_it() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let created = api.post("/contacts", &whole("createContact.request.jp")).await.ok(201);
    let documented = example("createContact.response.jp");
    for (name, value) in documented.as_object().unwrap() {
        if !["contactId", "linkedExternalUser", "contactTagIds", "customProperties", "createdTime", "modifiedTime"]
            .contains(&name.as_str())
        {
            assert_eq!(&created[name], value, "{name}");
        }
    }
    // A member that is younger than the page is not on it, and answered with its default.
    let document = Document::contacts();
    let schema = document.pointer("/components/schemas/Contact").unwrap();
    let has_default = |member| document.parts(member).into_iter().any(|part| part.get("default").is_some());
    let younger = document.properties(schema).into_iter().filter(|(_, member)| has_default(member));
    let names = |contact: &Value| contact.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let known = younger.map(|(name, _)| name.to_owned()).chain(names(&documented)).collect();
    assert!(names(&created).is_superset(&names(&documented)) && names(&created).is_subset(&known), "{created}");
}

#[tokio::test]
async fn put_replaces_a_contact() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&whole("createContact.request.jp")).await;
    sandbox.clock().advance(Duration::from_secs(90));
    let minimal = contact("b@example.com");
    let changed = api.put(&path, &minimal).await.ok(200);
    assert_eq!(changed["createdTime"], "2021-06-03T10:00:00+09:00");
    assert_eq!(changed["modifiedTime"], "2021-06-03T10:01:30+09:00");
    let mut fresh = api.post("/contacts", &minimal).await.ok(201);
    for name in ["contactId", "createdTime", "modifiedTime"] {
        fresh[name] = changed[name].clone();
    }
    assert_eq!(changed, fresh, "nothing of what it was is left");
    assert_eq!(api.get(&path).await.ok(200), changed);
    for (name, body) in [("permission", json!({})), ("contactName", json!(null)), ("permission", json!(null))] {
        let mut lacking = minimal.clone();
        lacking[name] = body;
        assert_eq!(api.put(&path, &lacking).await.status, 400, "{name}");
    }
}

#[tokio::test]
async fn patch_changes_what_is_sent_and_nothing_else() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let mut body = whole("createContact.request.jp");
    body["contactName"]["prefix"] = json!("Dr.");
    body["permission"] = json!({
        "accessibleRange": "MEMBER",
        "masterUserId": "a",
        "isCoEditing": false,
        "accessibleMembers": [{"id": "b", "type": "USER"}],
    });
    let path = api.create(&body).await;
    let steps = [
        (json!({}), vec![]),
        (json!({"memo": "other"}), vec![("/memo", json!("other"))]),
        (json!({"contactName": {"firstName": "Hanako"}}), vec![("/contactName/firstName", json!("Hanako"))]),
        (json!({"contactName": {"nickName": null}}), vec![("/contactName/nickName", json!(null))]),
        (json!({"permission": {"isCoEditing": true}}), vec![("/permission/isCoEditing", json!(true))]),
        (json!({"permission": {"masterUserId": "c"}}), vec![("/permission/masterUserId", json!("c"))]),
        (
            json!({"emails": [{"primary": true, "email": "only@example.com"}]}),
            vec![("/emails", json!([{"primary": true, "email": "only@example.com"}]))],
        ),
        (
            json!({"telephones": [{"primary": true, "telephone": "1234"}]}),
            vec![(
                "/telephones",
                json!([{"primary": true, "telephone": "1234", "type": "CUSTOM", "customType": null}]),
            )],
        ),
        (json!({"websites": []}), vec![("/websites", json!([]))]),
        (json!({"events": null}), vec![("/events", json!([]))]),
        (json!({"permission": {"accessibleMembers": null}}), vec![("/permission/accessibleMembers", json!([]))]),
        (json!({"permission": {"isCoEditing": null}}), vec![("/permission/isCoEditing", json!(true))]),
    ];
    let mut expected = api.get(&path).await.ok(200);
    assert_eq!(expected["contactName"]["prefix"], "Dr.");
    for (second, (patch, changes)) in (1..).zip(steps) {
        sandbox.clock().advance(Duration::from_secs(1));
        api.patch(&path, &patch).await.ok(200);
        for (pointer, value) in changes {
            *expected.pointer_mut(pointer).unwrap() = value;
        }
        expected["modifiedTime"] = json!(format!("2021-06-03T10:00:{second:02}+09:00"));
        assert_eq!(api.get(&path).await.ok(200), expected, "{patch}");
    }
    let cleared = api.patch(&path, &json!({"memo": null, "permission": {"masterUserId": null}})).await.ok(200);
    assert_eq!((cleared.get("memo"), cleared["permission"].get("masterUserId")), (None, None));
}

#[tokio::test]
async fn patch_cannot_take_away_what_a_contact_always_has() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let before = api.get(&path).await.body;
    for (body, words) in [
        (json!({"permission": null}), "`permission`"),
        (json!({"contactName": null}), "`contactName`"),
        (json!({"permission": {"accessibleRange": null}}), "/permission: lacks the member `accessibleRange`"),
        (json!({"emails": [{"primary": true, "email": null}]}), "/emails/0: "),
        (json!({"emails": [null]}), "/emails/0: "),
        (json!({"contactTagIds": [null]}), "/contactTagIds/0: "),
        (json!({"permission": {"accessibleMembers": [null]}}), "/permission/accessibleMembers/0: "),
    ] {
        let description = api.patch(&path, &body).await.ok(400)["description"].as_str().unwrap().to_owned();
        assert!(description.contains(words), "{description}");
    }
    for body in [json!(null), json!([]), json!("")] {
        assert_eq!(api.patch(&path, &body).await.status, 400, "{body}");
    }
    assert_eq!(api.get(&path).await.body, before);
}

#[tokio::test]
async fn patch_leaves_a_whole_contact_where_assumptions_are_enforced() {
    for assumptions in [Assumptions::Accept, Assumptions::Enforce] {
        let sandbox = still().load(external("e1", &json!({}))).assumptions(assumptions).start().await.unwrap();
        let api = Api::new(&sandbox);
        let path = api.create(&contact("a@example.com")).await;
        let is_refused = assumptions == Assumptions::Enforce;
        for (body, word) in [
            (json!({"permission": {"accessibleRange": "MEMBER"}}), "accessibleMembers"),
            (json!({"contactName": {"lastName": ""}}), "lastName"),
            (json!({"emails": []}), "e-mail"),
        ] {
            let answer = api.patch(&path, &body).await;
            assert_eq!(answer.status, if is_refused { 400 } else { 200 }, "{body}");
            assert!(!is_refused || answer.json()["description"].as_str().unwrap().contains(word), "{}", answer.json());
        }
        let external = json!({"memo": "has no address, and may"});
        api.patch("/contacts/e1", &external).await.ok(200);
    }
}

#[tokio::test]
async fn prefix_suffix_and_middle_name_are_shown_by_reading_one_contact_only() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let parts = [("prefix", "Dr."), ("suffix", "Jr."), ("middleName", "M. \"quoted\" 太")];
    let mut body = contact("a@example.com");
    for (name, value) in parts {
        body["contactName"][name] = json!(value);
    }
    let hidden = |contact: &Value| parts.iter().all(|(name, _)| contact["contactName"].get(name) == Some(&Value::Null));
    let shown = |contact: &Value| parts.iter().all(|(name, value)| contact["contactName"][name] == *value);
    let created = api.post("/contacts", &body).await.ok(201);
    assert!(hidden(&created), "{created}");
    let path = format!("/contacts/{}", created["contactId"].as_str().unwrap());
    assert!(shown(&api.get(&path).await.ok(200)));
    assert!(hidden(&api.put(&path, &body).await.ok(200)));
    assert!(hidden(&api.patch(&path, &json!({"memo": "other"})).await.ok(200)));
    for list in ["/contacts", "/users/anybody/contacts"] {
        assert!(hidden(&api.get(list).await.ok(200)["contacts"][0]));
    }
    assert!(shown(&api.get(&path).await.ok(200)), "and it is still there");
    let changed = api.patch(&path, &json!({"contactName": {"prefix": null}})).await.ok(200);
    assert!(hidden(&changed));
    assert_eq!(api.get(&path).await.ok(200)["contactName"]["suffix"], "Jr.");
}

#[tokio::test]
async fn a_contact_needs_a_name_an_address_and_the_members_that_its_range_names() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let mut no_name = contact("a@example.com");
    no_name["contactName"] = json!({"nickName": "only"});
    let mut no_address = contact("a@example.com");
    no_address.as_object_mut().unwrap().remove("emails");
    let mut no_members = contact("a@example.com");
    no_members["permission"] = json!({"accessibleRange": "MEMBER"});
    for (body, words) in [(&no_name, "lastName"), (&no_address, "telephone"), (&no_members, "accessibleMembers")] {
        for (method, path) in [("POST", "/contacts"), ("PUT", &*path)] {
            let answer = api.call(method, path, Some(body)).await;
            let description = answer.ok(400)["description"].to_string();
            assert!(description.contains(words), "{method} {description}");
        }
    }
    no_address["emails"] = json!([]);
    no_members["permission"]["accessibleMembers"] = json!([]);
    for body in [&no_address, &no_members] {
        api.post("/contacts", body).await.ok(201);
        api.put(&path, body).await.ok(200);
    }
    let strict = still().assumptions(Assumptions::Enforce).start().await.unwrap();
    let api = Api::new(&strict);
    let path = api.create(&contact("a@example.com")).await;
    for body in [&no_address, &no_members] {
        assert_eq!(api.post("/contacts", body).await.status, 400, "that an empty list counts as none is assumed");
        assert_eq!(api.put(&path, body).await.status, 400);
    }
}

#[tokio::test]
async fn an_external_message_contact_keeps_its_nickname_and_may_lack_addresses() {
    let sandbox = still().load(external("e1", &json!({}))).start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = "/contacts/e1";
    let read = api.get(path).await.ok(200);
    assert_eq!(read["linkedExternalUser"]["type"], "LINE");
    let body = json!({"permission": {"accessibleRange": "ALL"}, "contactName": {"lastName": "New"}});
    let changed = api.put(path, &body).await.ok(200);
    assert_eq!((&changed["contactName"]["nickName"], &changed["emails"]), (&json!("fixed"), &json!([])));
    assert_eq!(changed["linkedExternalUser"], read["linkedExternalUser"]);
    for nickname in [json!("other"), json!(null)] {
        let mut renamed = body.clone();
        renamed["contactName"]["nickName"] = nickname.clone();
        let description = api.put(path, &renamed).await.refused(400, "INVALID_PARAMETER");
        assert!(description.starts_with("/contactName/nickName: "), "{description}");
        let rename = json!({"contactName": {"nickName": nickname}});
        api.patch(path, &rename).await.refused(400, "INVALID_PARAMETER");
    }
    let named = json!({"contactName": {"nickName": "fixed", "firstName": "First"}});
    assert_eq!(api.patch(path, &named).await.ok(200)["contactName"]["firstName"], "First");
    assert_eq!(api.get(path).await.ok(200)["contactName"]["nickName"], "fixed");
}

#[tokio::test]
async fn a_new_master_of_an_external_message_contact_is_among_those_who_added_the_person() {
    let sandbox = still().load(external("e1", &json!({}))).start().await.unwrap();
    let api = Api::new(&sandbox);
    let buddies = |answer: Value| answer["linkedExternalUser"]["buddyUserIds"].clone();
    let master = |id: &str| json!({"permission": {"masterUserId": id}});
    assert_eq!(buddies(api.patch("/contacts/e1", &master("b")).await.ok(200)), json!(["a", "b"]));
    assert_eq!(buddies(api.patch("/contacts/e1", &master("a")).await.ok(200)), json!(["a", "b"]));
    let mut whole = json!({"permission": {"accessibleRange": "ALL"}, "contactName": {"lastName": "New"}});
    assert_eq!(buddies(api.put("/contacts/e1", &whole).await.ok(200)), json!(["a", "b"]));
    whole["permission"]["masterUserId"] = json!("c");
    assert_eq!(buddies(api.put("/contacts/e1", &whole).await.ok(200)), json!(["a", "b", "c"]));
    assert_eq!(buddies(api.get("/contacts/e1").await.ok(200)), json!(["a", "b", "c"]));
}

#[tokio::test]
async fn a_deleted_contact_is_found_by_nothing_but_force_delete() {
    let sandbox = still().load(external("e1", &json!({}))).start().await.unwrap();
    let api = Api::new(&sandbox);
    let body = contact("a@example.com");
    let announcement = json!({"fileName": "a", "fileSize": 1});
    for path in [api.create(&body).await, "/contacts/e1".to_owned()] {
        api.delete(&path).await.ok(204);
        for (method, path, body) in [
            ("GET", path.clone(), None),
            ("PUT", path.clone(), Some(&body)),
            ("PATCH", path.clone(), Some(&body)),
            ("DELETE", path.clone(), None),
            ("GET", format!("{path}/photo"), None),
            ("DELETE", format!("{path}/photo"), None),
            ("POST", format!("{path}/photo"), Some(&announcement)),
        ] {
            api.call(method, &path, body).await.refused(404, "NOT_FOUND");
        }
        for list in ["/contacts", "/contacts?orderBy=name", "/users/anybody/contacts"] {
            let listed = api.get(list).await.ok(200);
            assert!(
                listed["contacts"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|it| !path.ends_with(it["contactId"].as_str().unwrap()))
            );
        }
        api.delete(&format!("{path}/forcedelete")).await.ok(204);
        api.delete(&format!("{path}/forcedelete")).await.refused(404, "NOT_FOUND");
    }
    let path = api.create(&body).await;
    api.delete(&format!("{path}/forcedelete")).await.ok(204);
    api.get(&path).await.refused(404, "NOT_FOUND");
    api.delete(&format!("{path}/forcedelete")).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn the_same_seed_clock_and_requests_give_the_same_bytes() {
    let mut told = Vec::new();
    for seed in [7, 7, 8] {
        // Its own address has a port that differs.
        let builder = still().seed(seed).public_url("http://sandbox.test").load(external("e1", &json!({})));
        let sandbox = builder.start().await.unwrap();
        let api = Api::new(&sandbox);
        let mut answers = Vec::new();
        let path = api.create(&whole("createContact.request.jp")).await;
        api.create(&contact("a@example.com")).await;
        for (method, path, body) in [
            ("POST", "/contacts".to_owned(), Some(contact("b@example.com"))),
            ("POST", "/contacts".to_owned(), Some(json!({}))),
            ("GET", path.clone(), None),
            ("PATCH", path.clone(), Some(json!({"memo": "x"}))),
            ("GET", "/contacts?count=1".to_owned(), None),
            ("POST", format!("{path}/photo"), Some(json!({"fileName": "a", "fileSize": 1}))),
            ("DELETE", path, None),
            ("GET", "/contacts/none".to_owned(), None),
        ] {
            sandbox.clock().advance(Duration::from_secs(1));
            let answer = api.call(method, &path, body.as_ref()).await;
            let body = String::from_utf8_lossy(&answer.body);
            answers.push(format!("{} {:?} {body}", answer.status, answer.headers));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert_ne!(told[0], told[2]);
}

#[tokio::test]
async fn contacts_are_loaded_one_a_line_and_the_last_one_of_an_id_counts() {
    let at = "2021-06-03T10:00:00+09:00";
    let placed = |id: &str, email: &str, sequence: u64, is_trashed: bool| {
        let text = wire::record(id, email, at, &json!({}));
        let mut record: Value = serde_json::from_str(&text).unwrap();
        record["sequence"] = json!(sequence);
        record["trashed"] = json!(is_trashed);
        record.to_string()
    };
    let records = [
        placed("a", "a", 7, false),
        placed("b", "b", 3, false),
        placed("c", "c", 7, false),
        placed("d", "old", 4, false),
        placed("d", "d", 4, false),
        placed("e", "e", 5, true),
        placed("f", "f", 6, false),
        placed("f", "f", 6, true),
        wire::record("g", "g", at, &json!({})),
    ];
    let sandbox = still().load(records.join("\n")).start().await.unwrap();
    let api = Api::new(&sandbox);
    api.create(&contact("h")).await;
    assert_eq!(api.listed("/contacts").await.concat(), "bdacgh");
    for (id, status) in [("a", 200), ("c", 200), ("d", 200), ("e", 404), ("f", 404)] {
        assert_eq!(api.get(&format!("/contacts/{id}")).await.status, status, "{id}");
    }
    api.delete("/contacts/e/forcedelete").await.ok(204);
    for wrong in [
        json!({"contactName": null}),
        json!({"permission": null}),
        json!({"createdTime": "yesterday"}),
        json!({"modifiedTime": null}),
        json!({"contactId": 1}),
    ] {
        let error = still().load(wire::record("a", "a", at, &wrong)).start().await.unwrap_err();
        let why = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(why.starts_with("line 1, "), "{why}");
    }
    assert!(still().load(placed("a", "a", u64::MAX, false)).start().await.is_err());
}
