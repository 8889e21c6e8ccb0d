//! Changes of the API on the days that the document names.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use contacts_openapi::Document;
use serde_json::{Value, json};
use wire::{Api, contact, still};

struct Change {
    from: String,
    to: String,
    before: String,
    day: String,
}

/// The change of a value into another, in answers or in requests, that the document names.
fn change(applies: &str) -> Change {
    let document = Document::contacts();
    let changes = document.pointer("/components/schemas/MessengerType/x-dated-changes").unwrap().as_array().unwrap();
    let is_it = |change: &&Value| change["applies"] == applies && change["replacement"].is_string();
    let change = changes.iter().find(is_it).unwrap();
    let text = |member: &str| change[member].as_str().unwrap().to_owned();
    let day = text("date");
    let (month, date) = day.rsplit_once('-').unwrap();
    let before = format!("{month}-{:02}", date.parse::<u32>().unwrap() - 1);
    Change { from: text("value"), to: text("replacement"), before, day }
}

fn with_messenger(kind: &str) -> Value {
    let mut body = contact("a@example.com");
    body["messengers"] = json!([{"primary": true, "id": "a", "type": kind}, {"primary": false, "id": "TWITTER"}]);
    body
}

fn kind(contact: &Value) -> &str {
    contact["messengers"][0]["type"].as_str().unwrap()
}

#[tokio::test]
async fn answers_have_the_old_value_until_the_day_whichever_was_sent() {
    let Change { from, to, before, day } = change("response");
    for (today, expected) in [(&before, &from), (&day, &to)] {
        let sandbox = still().calendar(today).start().await.unwrap();
        let api = Api::new(&sandbox);
        for sent in [&from, &to] {
            let created = api.post("/contacts", &with_messenger(sent)).await.ok(201);
            assert_eq!(kind(&created), expected, "{today}");
            assert_eq!(created["messengers"][1]["id"], "TWITTER", "a name is no type");
            let path = format!("/contacts/{}", created["contactId"].as_str().unwrap());
            assert_eq!(kind(&api.get(&path).await.ok(200)), expected);
            assert_eq!(kind(&api.patch(&path, &json!({"memo": "a"})).await.ok(200)), expected);
            assert_eq!(kind(&api.put(&path, &with_messenger(sent)).await.ok(200)), expected);
        }
        let listed = api.get("/contacts").await.ok(200);
        assert!(listed["contacts"].as_array().unwrap().iter().all(|contact| kind(contact) == expected));
    }
}

#[tokio::test]
async fn hidden_parts_of_a_name_stay_hidden_before_the_day() {
    let sandbox = still().calendar(change("response").before).start().await.unwrap();
    let api = Api::new(&sandbox);
    let mut body = with_messenger("X");
    body["contactName"]["prefix"] = json!("Dr.");
    let created = api.post("/contacts", &body).await.ok(201);
    assert_eq!(created["contactName"]["prefix"], Value::Null);
    let path = format!("/contacts/{}", created["contactId"].as_str().unwrap());
    assert_eq!(api.get(&path).await.ok(200)["contactName"]["prefix"], "Dr.");
}

#[tokio::test]
async fn requests_with_the_old_value_are_refused_from_the_day_on_unless_they_are_to_be_taken() {
    let Change { from, to, before, day } = change("request");
    for (today, takes, status) in [(&before, false, 201), (&day, false, 400), (&day, true, 201)] {
        let sandbox = still().calendar(today).withdrawn_values(takes).start().await.unwrap();
        let api = Api::new(&sandbox);
        let answer = api.post("/contacts", &with_messenger(&from)).await;
        assert_eq!(answer.status, status, "{today} {}", answer.json());
        if status == 400 {
            let description = answer.refused(400, "INVALID_PARAMETER");
            assert!(description.starts_with("/messengers/0/type: ") && description.contains(&to), "{description}");
        }
        let path = api.create(&with_messenger(&to)).await;
        let status = if status == 400 { 400 } else { 200 };
        for method in ["PUT", "PATCH"] {
            assert_eq!(api.call(method, &path, Some(&with_messenger(&from))).await.status, status, "{method}");
        }
    }
}

#[tokio::test]
async fn without_a_calendar_the_clock_says_which_day_it_is() {
    let (answers, requests) = (change("response"), change("request"));
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let created = api.post("/contacts", &with_messenger(&answers.from)).await.ok(201);
    assert_eq!(kind(&created), answers.from);
    let path = format!("/contacts/{}", created["contactId"].as_str().unwrap());
    // By the offset in which moments are written.
    let midnight = |day: &str| wire::at(&format!("{day}T00:00:00+09:00"));
    let second = std::time::Duration::from_secs(1);
    sandbox.clock().stand(midnight(&answers.day) - second);
    assert_eq!(kind(&api.get(&path).await.ok(200)), answers.from);
    sandbox.clock().stand(midnight(&answers.day));
    assert_eq!(kind(&api.get(&path).await.ok(200)), answers.to);
    sandbox.clock().stand(midnight(&requests.day) - second);
    api.put(&path, &with_messenger(&requests.from)).await.ok(200);
    sandbox.clock().stand(midnight(&requests.day));
    api.put(&path, &with_messenger(&requests.from)).await.refused(400, "INVALID_PARAMETER");
}
