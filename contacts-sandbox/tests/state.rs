//! Loading, dumping and resetting what the sandbox holds.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::error::Error as _;
use std::fs;
use std::io::{Read as _, Write as _};

use contacts_client::types::ContactInput;
use contacts_client::{Client, Limiter};
use contacts_sandbox::{LoadError, Sandbox};

/// A contact as a dump has it, less what defaults say.
const EXTERNAL: &str = r#"{"kind":"contact","value":{"contactId":"external-1","permission":{"accessibleRange":"ALL"},"contactName":{"lastName":"Outside","nickName":"out"},"linkedExternalUser":{"id":"works75b-5b29-4048-4bf5-0336e504a395","type":"WORKS","buddyUserIds":[]},"createdTime":"2021-08-10T11:05:41+09:00","modifiedTime":"2021-08-10T11:09:37+09:00"}}"#;

const TAG: &str = r#"{"kind":"contactTag","value":{"contactTagId":"tag-1","contactTagName":"one","type":"COMPANY"}}"#;
const MEMBER: &str =
    r#"{"kind":"member","value":{"userId":"user-1","email":"user@example.com","groupIds":["group-1"]}}"#;
const PHOTO: &str = r#"{"kind":"photo","value":{"contactId":"external-1","fileName":"a.png","contentType":"image/png","data":"iVBORw0KGgo="}}"#;
const GRANT: &str =
    r#"{"kind":"grant","value":{"digest":"digest-1","grant":1,"serial":2,"scopes":["contact"],"expires":4102444800}}"#;

fn client(sandbox: &Sandbox) -> Client {
    Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).limiter(Limiter::off()).build().unwrap()
}

/// The documented examples of a request, with their names.
fn examples(operation: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(contacts_openapi::EXAMPLES)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.starts_with(&format!("{operation}.")) && name.contains(".request."))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{operation}");
    found
}

fn trashed(text: &str) -> String {
    text.replace("{\"kind\"", "{\"trashed\":true,\"kind\"").replace("external-1", "trashed-1")
}

#[tokio::test]
async fn every_documented_request_for_a_contact_is_accepted_with_the_documented_seed() {
    let sandbox = Sandbox::builder().documented().start().await.unwrap();
    let client = client(&sandbox);
    for (name, text) in examples("createContact") {
        let body: ContactInput = serde_json::from_str(&text).unwrap();
        let created = client.create_contact(&body).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        for (name, text) in examples("updateContact") {
            let body: ContactInput = serde_json::from_str(&text).unwrap();
            let updated = client.update_contact(&created.contact_id, &body).await;
            updated.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    assert_eq!(sandbox.dump().lines().filter(|line| line.contains("\"kind\":\"customProperty\"")).count(), 5);
}

#[tokio::test]
async fn a_dump_that_is_loaded_is_dumped_as_the_same_bytes() {
    let sandbox = Sandbox::builder().documented().start().await.unwrap();
    let to = client(&sandbox);
    let mut ids = Vec::new();
    for (_, text) in examples("createContact") {
        let body: ContactInput = serde_json::from_str(&text).unwrap();
        ids.push(to.create_contact(&body).await.unwrap().contact_id.clone());
    }
    to.delete_contact(&ids[0]).await.unwrap();
    let more = [EXTERNAL, &trashed(EXTERNAL), MEMBER, PHOTO, GRANT].join("\n\n");
    assert_eq!(sandbox.load(&more).unwrap(), 5);
    let dump = sandbox.dump();
    let kinds: Vec<String> = dump
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].as_str().unwrap().to_owned())
        .collect();
    let mut order = kinds.clone();
    order.dedup();
    assert_eq!(order, ["sandbox", "member", "customProperty", "contactTag", "contact", "photo", "grant"]);

    let other = Sandbox::start().await.unwrap();
    assert_eq!(other.load(&dump).unwrap(), kinds.len());
    assert_eq!(other.dump(), dump);
    assert_eq!(other.load(&dump).unwrap(), kinds.len());
    assert_eq!(other.dump(), dump, "a second time changes nothing");
    let read = client(&other).get_contact(&"external-1".into()).await.unwrap();
    assert!(serde_json::to_string(&*read).unwrap().contains("works75b"));
}

#[tokio::test]
async fn nothing_is_changed_when_a_line_is_wrong_and_the_error_says_where_and_never_what_stands_there() {
    let sandbox = Sandbox::builder().documented().start().await.unwrap();
    let before = sandbox.dump();
    let secret = "Yamada";
    let cases: &[(&str, Option<usize>, &str)] = &[
        (r#"{"kind":"Yamada","value":{}}"#, Some(16), "a record is an object with a `kind`"),
        (r#"{"kind":"contact"}"#, Some(18), "a record is an object with a `kind`"),
        (r#"{"kind":"contact","Yamada":1,"value":{}}"#, Some(26), "a record is an object with a `kind`"),
        (r#"{"kind":"contact","value":{"contactId":"Yamada""#, Some(47), "EOF while parsing"),
        (r#"{"kind":"contactTag","value":{"contactTagId":"Yamada"}}"#, Some(30), "/value: "),
        (
            r#"{"kind":"contactTag","value":{"contactTagId":"Yamada","contactTagName":1}}"#,
            Some(72),
            "/value/contactTagName: ",
        ),
        (
            r#"{"kind":"contactTag","value":{"contactTagId":"Yamada","contactTagName":"Yamada","type":"USER"}}"#,
            Some(30),
            "needs a `userId`",
        ),
        (
            r#"{"kind":"contactTag","value":{"contactTagId":"Yamada","contactTagName":"company tag","type":"COMPANY"}}"#,
            Some(30),
            "is the name of the tag",
        ),
        (
            r#"{"kind":"customProperty","value":{"customPropertyId":"Yamada","domainId":10000001,"propertyName":"Yamada","displayName":"Yamada","propertyType":"LINK"}}"#,
            Some(34),
            "at most 5",
        ),
        (
            r#"{"kind":"contactTag","trashed":true,"value":{"contactTagId":"a","contactTagName":"b"}}"#,
            Some(45),
            "only a contact",
        ),
        (r#"{"kind":"member","value":{"userId":"Yamada","email":["Yamada"]}}"#, Some(26), "`externalKey`"),
        (r#"{"kind":"sandbox","value":{"identifiers":"Yamada"}}"#, Some(27), "`identifiers`"),
        (
            r#"{"kind":"photo","value":{"contactId":"a","fileName":"b","contentType":"c","data":"Yamada!"}}"#,
            Some(25),
            "base64, with padding",
        ),
        (
            r#"{"kind":"contact","value":{"contactId":"Yamada","permission":{"accessibleRange":"ALL"},"contactName":{}}}"#,
            Some(27),
            "`createdTime`",
        ),
        (r#"{"kind":"grant","value":{"token":"Yamada"}}"#, Some(25), "made by a dump"),
    ];
    for (line, column, message) in cases {
        let error = sandbox.load(&format!("{EXTERNAL}\n\n{line}\n{MEMBER}\n{TAG}\n")).unwrap_err();
        assert_eq!((error.line(), error.column()), (Some(3), *column), "{line}: {error}");
        assert!(error.message().contains(message), "{line}: {error}");
        assert!(!format!("{error} {error:?}").contains(secret), "{line}: {error}");
        assert_eq!(sandbox.dump(), before, "{line}");
    }
}

#[tokio::test]
async fn a_reset_goes_back_to_what_was_loaded_at_the_start() {
    let sandbox = Sandbox::builder().documented().load(EXTERNAL).start().await.unwrap();
    let before = sandbox.dump();
    let client = client(&sandbox);
    let body: ContactInput = serde_json::from_str(&examples("createContact")[0].1).unwrap();
    let first = client.create_contact(&body).await.unwrap().contact_id.clone();
    client.force_delete_contact(&"external-1".into()).await.unwrap();
    assert_ne!(sandbox.dump(), before);
    sandbox.reset().unwrap();
    assert_eq!(sandbox.dump(), before);
    assert_eq!(client.create_contact(&body).await.unwrap().contact_id, first, "the same seed goes on the same way");
}

#[tokio::test]
async fn a_reset_begins_new_windows_of_quotas() {
    let sandbox = Sandbox::builder().quota(contacts_sandbox::Quota::Calls(1)).load(EXTERNAL).start().await.unwrap();
    let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).limiter(Limiter::off());
    let client = client.retry(contacts_client::Retry::never()).build().unwrap();
    client.get_contact(&"external-1".into()).await.unwrap();
    assert!(client.get_contact(&"external-1".into()).await.unwrap_err().is_rate_limited());
    sandbox.reset().unwrap();
    client.get_contact(&"external-1".into()).await.unwrap();
}

#[tokio::test]
async fn a_seed_that_is_wrong_keeps_the_sandbox_from_starting() {
    let error = Sandbox::builder().load_as("seed.ndjson", "\n{}").start().await.unwrap_err();
    assert_eq!(error.to_string(), "seed.ndjson");
    let source = error.source().unwrap().downcast_ref::<LoadError>().unwrap();
    assert_eq!(source.line(), Some(2));
}

#[tokio::test]
async fn identifiers_that_were_loaded_are_not_given_again() {
    let body: ContactInput = serde_json::from_str(&examples("createContact")[0].1).unwrap();
    let (one, other) = (Sandbox::start().await.unwrap(), Sandbox::start().await.unwrap());
    let id = client(&one).create_contact(&body).await.unwrap().contact_id.clone();
    // Without the record of how many identifiers were made.
    let contacts: String = one.dump().lines().filter(|line| line.contains("\"contact\"")).collect();
    other.load(&contacts).unwrap();
    assert_ne!(client(&other).create_contact(&body).await.unwrap().contact_id, id);
    assert_eq!(other.dump().lines().filter(|line| line.contains("\"kind\":\"contact\"")).count(), 2);
}

#[tokio::test]
async fn a_place_that_another_contact_has_is_not_taken_from_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let placed = EXTERNAL.replace("{\"kind\"", "{\"sequence\":7,\"kind\"");
    sandbox.load(&[placed.clone(), placed.replace("external-1", "external-2")].join("\n")).unwrap();
    let dump = sandbox.dump();
    assert!(dump.contains("\"sequence\":7") && dump.contains("\"sequence\":8"), "{dump}");
    // What is loaded again keeps its place.
    sandbox.load(EXTERNAL).unwrap();
    assert_eq!(sandbox.dump(), dump);
}

#[tokio::test]
async fn the_control_plane_dumps_replaces_adds_and_resets() {
    let sandbox = Sandbox::builder().documented().start().await.unwrap();
    let before = sandbox.dump();
    let ask = async |method: &str, path: &str, body: &str| {
        let (address, method, path, body) = (sandbox.address(), method.to_owned(), path.to_owned(), body.to_owned());
        tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            let length = body.len();
            let request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            (head.split(' ').nth(1).unwrap().to_owned(), body.to_owned())
        })
        .await
        .unwrap()
    };
    let state = "/_sandbox/state";
    assert_eq!(ask("GET", state, "").await, ("200".to_owned(), before.clone()));
    let (status, _) = ask("POST", state, EXTERNAL).await;
    assert!(status.starts_with('2'), "{status}");
    assert_eq!(sandbox.dump().lines().count(), before.lines().count() + 1);
    let (status, _) = ask("PUT", state, &[EXTERNAL, GRANT].join("\n")).await;
    assert!(status.starts_with('2'), "{status}");
    assert_eq!(sandbox.dump().lines().count(), 3, "how many identifiers were made, a contact and a grant");
    let (status, why) = ask("PUT", state, "{}").await;
    assert_eq!(status, "400");
    assert!(why.contains("line 1"), "{why}");
    assert_eq!(sandbox.dump().lines().count(), 3);
    let (status, _) = ask("POST", "/_sandbox/reset", "").await;
    assert!(status.starts_with('2'), "{status}");
    assert_eq!(sandbox.dump(), before);
}
