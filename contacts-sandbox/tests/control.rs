//! The control plane, from outside.
#![allow(clippy::unwrap_used)]

#[path = "support/socket.rs"]
mod socket;

use std::time::Duration;

use contacts_sandbox::{Clock, Quota, Sandbox};
use serde_json::{Value, json};
use socket::{Answer, minimal_contact, send};

const CONTACTS: &str = "/v1.0/contacts";

fn ask(sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    send(sandbox, method, &format!("/_sandbox/{path}"), &[("Authorization", "none")], &body)
}

fn create(sandbox: &Sandbox) -> Answer {
    send(sandbox, "POST", CONTACTS, &[], &minimal_contact())
}

#[tokio::test]
async fn the_status_tells_what_runs_and_what_it_holds() {
    let sandbox = Sandbox::builder().quota(Quota::Calls(60)).start().await.unwrap();
    let created = create(&sandbox).json();
    create(&sandbox);
    let path = format!("{CONTACTS}/{}", created["contactId"].as_str().unwrap());
    send(&sandbox, "DELETE", &path, &[], "");
    ask(&sandbox, "POST", "faults", &json!({"rule": "listContacts: status=503 every 2"}));
    send(&sandbox, "GET", CONTACTS, &[], "");
    let status = ask(&sandbox, "GET", "status", &Value::Null).json();
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    let document = contacts_openapi::Document::contacts();
    assert_eq!(Some(&status["document"]), document.pointer("/info/version"));
    assert_eq!(status["address"], sandbox.address().to_string());
    assert_eq!(status["counts"]["contacts"], 1);
    assert_eq!(status["counts"]["trash"], 1);
    assert_eq!(status["requests"], 4);
    assert_eq!(status["faults"], json!([{"rule": "listContacts: status=503 every 2", "calls": 1, "hits": 0}]));
    let quotas = status["quotas"].as_array().unwrap();
    let window = quotas.iter().find(|it| it["operation"] == "createContact").unwrap();
    assert_eq!((&window["used"], &window["limit"]), (&json!(2), &json!(60)));
    assert!(status["started"].as_str().unwrap().starts_with("20"));
    assert_eq!(status["clock"]["stands"], false);
}

#[tokio::test]
async fn the_journal_is_read_by_operation_number_and_length_and_forgotten() {
    let sandbox = Sandbox::start().await.unwrap();
    create(&sandbox);
    for _ in 0..3 {
        send(&sandbox, "GET", CONTACTS, &[], "");
    }
    let numbers = |query: &str| {
        let answer = ask(&sandbox, "GET", &format!("requests{query}"), &Value::Null).json();
        answer["requests"].as_array().unwrap().iter().map(|it| it["number"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(""), [1, 2, 3, 4]);
    assert_eq!(numbers("?operation=listContacts"), [2, 3, 4]);
    assert_eq!(numbers("?since=2"), [3, 4]);
    assert_eq!(numbers("?limit=1"), [4]);
    assert_eq!(numbers("?operation=createContact&since=1"), [0; 0]);
    let first = &ask(&sandbox, "GET", "requests", &Value::Null).json()["requests"][0];
    assert_eq!(first["body"], serde_json::from_str::<Value>(&minimal_contact()).unwrap());
    assert_eq!(first["caller"], json!({"serviceAccount": true}));
    assert_eq!(first["operation"], "createContact");
    for (query, word) in [("?operation=listContact", "listContacts"), ("?since=x", "since"), ("?other=1", "limit")] {
        let answer = ask(&sandbox, "GET", &format!("requests{query}"), &Value::Null);
        assert_eq!(answer.status(), 400);
        assert!(answer.json()["error"].as_str().unwrap().contains(word), "{query}");
    }
    assert_eq!(ask(&sandbox, "DELETE", "requests", &Value::Null).status(), 204);
    assert_eq!(numbers(""), [0; 0]);
}

#[tokio::test]
async fn the_clock_is_read_moved_stopped_and_let_go() {
    let sandbox = Sandbox::start().await.unwrap();
    let turn = |body: Value| ask(&sandbox, "PUT", "clock", &body).json();
    let at = |text: &str, stands: bool| json!({"now": text, "stands": stands});
    assert_eq!(turn(json!({"stand": "2026-01-01T00:00:00Z"})), at("2026-01-01T09:00:00+09:00", true));
    assert_eq!(turn(json!({"advance": 30})), at("2026-01-01T09:00:30+09:00", true));
    assert_eq!(turn(json!({"advance": "90s"})), at("2026-01-01T09:02:00+09:00", true));
    assert_eq!(turn(json!({"advance": "2d"})), at("2026-01-03T09:02:00+09:00", true));
    assert_eq!(ask(&sandbox, "GET", "clock", &Value::Null).json(), at("2026-01-03T09:02:00+09:00", true));
    assert_eq!(turn(json!({"run": "2030-01-01T00:00:00+09:00"}))["stands"], false);
    assert!(turn(json!({"advance": "1h"}))["now"].as_str().unwrap().starts_with("2030-01-01T01:00:"));
    let machine = Clock::system().now();
    assert_eq!(turn(json!({"run": null}))["stands"], false);
    assert!(sandbox.clock().now().duration_since(machine).unwrap() < Duration::from_secs(60));
    for (body, word) in [
        (json!({"other": 1}), "`advance`, `stand`, `run`"),
        (json!({"advance": "long"}), "/advance"),
        (json!({"advance": -1}), "duration"),
        (json!({"stand": "tomorrow"}), "RFC 3339"),
        (json!({"advance": 1, "run": null}), "the body"),
        (json!({}), "the body"),
    ] {
        let answer = ask(&sandbox, "PUT", "clock", &body);
        assert_eq!(answer.status(), 400, "{body}");
        assert!(answer.json()["error"].as_str().unwrap().contains(word), "{body}: {}", answer.json());
    }
}

#[tokio::test]
async fn a_cursor_expires_and_a_quota_comes_back_when_the_clock_is_moved() {
    let sandbox =
        Sandbox::builder().quota(Quota::Calls(4)).cursor_lifetime(Duration::from_secs(600)).start().await.unwrap();
    ask(&sandbox, "PUT", "clock", &json!({"stand": "2026-01-01T00:00:00Z"}));
    create(&sandbox);
    create(&sandbox);
    let first = send(&sandbox, "GET", "/v1.0/contacts?count=1", &[], "").json();
    let cursor = first["responseMetaData"]["nextCursor"].as_str().unwrap().replace('=', "%3D");
    let page = || send(&sandbox, "GET", &format!("/v1.0/contacts?count=1&cursor={cursor}"), &[], "").status();
    assert_eq!([page(), page(), page(), page()], [200, 200, 200, 429]);
    ask(&sandbox, "PUT", "clock", &json!({"advance": "60s"}));
    assert_eq!(page(), 200);
    ask(&sandbox, "PUT", "clock", &json!({"advance": "9m"}));
    assert_eq!(page(), 400);
}

#[tokio::test]
async fn faults_are_set_told_and_taken_back() {
    let sandbox = Sandbox::start().await.unwrap();
    let set = ask(&sandbox, "POST", "faults", &json!({"rule": "status=503 times 1"}));
    assert_eq!(set.status(), 201);
    assert_eq!(send(&sandbox, "GET", CONTACTS, &[], "").status(), 503);
    assert_eq!(send(&sandbox, "GET", CONTACTS, &[], "").status(), 200);
    let told = ask(&sandbox, "GET", "faults", &Value::Null).json();
    assert_eq!(told, json!({"faults": [{"rule": "status=503 times 1", "calls": 2, "hits": 1}]}));
    assert_eq!(ask(&sandbox, "DELETE", "faults", &Value::Null).status(), 204);
    assert_eq!(ask(&sandbox, "GET", "faults", &Value::Null).json(), json!({"faults": []}));
    for (body, word) in [
        (json!({"rule": "explode"}), "repeat-cursor"),
        (json!({"rule": "listContact: reset"}), "listContacts"),
        (json!({"rules": []}), "`rule`"),
        (json!({"rule": "reset", "other": 1}), "`rule`"),
        (json!({}), "`rule`"),
    ] {
        let answer = ask(&sandbox, "POST", "faults", &body);
        assert_eq!(answer.status(), 400, "{body}");
        assert!(answer.json()["error"].as_str().unwrap().contains(word), "{body}: {}", answer.json());
    }
}

#[tokio::test]
async fn a_token_has_the_scopes_that_were_asked_for() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = |body: Value| {
        let answer = ask(&sandbox, "POST", "tokens", &body);
        assert_eq!(answer.status(), 201);
        format!("Bearer {}", answer.json()["token"].as_str().unwrap())
    };
    let reads = token(json!({"userId": "someone", "scopes": ["contact.read"]}));
    let all = token(json!({}));
    let call =
        |token: &str, method, body: &str| send(&sandbox, method, CONTACTS, &[("Authorization", token)], body).status();
    assert_eq!((call(&reads, "GET", ""), call(&reads, "POST", &minimal_contact())), (200, 403));
    assert_eq!((call(&all, "GET", ""), call(&all, "POST", &minimal_contact())), (200, 201));
    let told = ask(&sandbox, "GET", "requests?limit=4", &Value::Null).json();
    assert_eq!(told["requests"][0]["caller"], json!({"userId": "someone"}));
    for (body, word) in [(json!({"scopes": ["other"]}), "contact.read"), (json!({"user": "x"}), "`userId`")] {
        let answer = ask(&sandbox, "POST", "tokens", &body);
        assert_eq!(answer.status(), 400);
        assert!(answer.json()["error"].as_str().unwrap().contains(word), "{}", answer.json());
    }
}

#[tokio::test]
async fn what_there_is_not_is_told_what_there_is() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = ask(&sandbox, "GET", "nothing", &Value::Null);
    assert_eq!(answer.status(), 404);
    for path in ["status", "reset", "state", "requests", "clock", "faults", "tokens"] {
        assert!(answer.json()["error"].as_str().unwrap().contains(&format!("/_sandbox/{path}")), "{path}");
    }
    let answer = ask(&sandbox, "PATCH", "clock", &Value::Null);
    assert_eq!((answer.status(), answer.header("allow")), (405, Some("GET, PUT")));
    assert!(sandbox.requests().is_empty(), "the journal is of the API");
}

#[tokio::test]
async fn pages_of_other_sites_do_not_get_in() {
    let sandbox = Sandbox::start().await.unwrap();
    let own = format!("http://{}", sandbox.address());
    let rows: [(&[(&str, &str)], u16); 5] = [
        (&[("Origin", "http://elsewhere.example")], 403),
        (&[("Sec-Fetch-Site", "cross-site")], 403),
        (&[("Host", "rebound.example")], 421),
        (&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")], 204),
        (&[], 204),
    ];
    for (headers, status) in rows {
        let answer = send(&sandbox, "DELETE", "/_sandbox/faults", headers, "");
        assert_eq!(answer.status(), status, "{headers:?}");
        assert!(answer.header("access-control-allow-origin").is_none());
    }
}
