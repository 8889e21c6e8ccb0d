//! The example programs, run as a person runs them: against a service on this machine, by the environment.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use support::{Answer, Server, TOKEN, example};
use tokio::process::Command;

/// The program that `cargo test` has built beside the tests.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let program = folder.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "run `cargo build -p contacts-client --examples` first: {}", program.display());
    program
}

struct Outcome {
    succeeded: bool,
    output: String,
    errors: String,
}

async fn run(name: &str, server: &Server, arguments: &[&Path]) -> Outcome {
    let output = Command::new(program(name))
        .args(arguments)
        .env_clear()
        .env("LINE_WORKS_BASE_URL", server.base_url())
        .env("LINE_WORKS_ACCESS_TOKEN", TOKEN)
        .output()
        .await
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { succeeded: output.status.success(), output: text(output.stdout), errors: text(output.stderr) }
}

/// A documented contact with this id, last changed at this moment.
fn contact(id: &str, modified: &str) -> Value {
    let mut contact = example("listContacts.response.jp")["contacts"][0].take();
    contact["contactId"] = id.into();
    contact["modifiedTime"] = modified.into();
    contact
}

#[tokio::test]
async fn a_database_is_brought_up_to_date_and_a_second_run_asks_for_what_came_later() {
    let second = Arc::new(AtomicBool::new(false));
    let is_second = second.clone();
    let server = Server::with(move |_| {
        let mut contacts = vec![contact("a", "2026-11-01T00:00:00+09:00"), contact("b", "2026-11-02T00:00:00+09:00")];
        let date = if is_second.load(Ordering::Relaxed) {
            contacts = vec![contact("b", "2026-11-04T00:00:00+09:00")];
            "date: Thu, 05 Nov 2026 00:00:00 GMT"
        } else {
            "date: Tue, 03 Nov 2026 00:00:00 GMT"
        };
        Answer::new(200, &[date], json!({"contacts": contacts}).to_string())
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("contacts.db");
    let missing = run("sync", &server, &[&database]).await;
    assert!(!missing.succeeded && missing.errors.contains("needs SINCE"), "{}", missing.errors);

    let first = run("sync", &server, &[&database, Path::new("2026-10-31T00:00:00+09:00")]).await;
    assert_eq!(first.output, "2 contacts were changed\n", "{}", first.errors);
    second.store(true, Ordering::Relaxed);
    let later = run("sync", &server, &[&database]).await;
    assert_eq!(later.output, "1 contacts were changed\n", "{}", later.errors);

    let database = rusqlite::Connection::open(database).unwrap();
    let mut rows = database.prepare("SELECT id, name, modified FROM contact ORDER BY id").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let rows: Vec<(String, String, String)> = rows.map(Result::unwrap).collect();
    let row = |id: &str, modified: &str| (id.to_owned(), "ワークス 太郎".to_owned(), modified.to_owned());
    assert_eq!(rows, [row("a", "2026-11-01T00:00:00+09:00"), row("b", "2026-11-04T00:00:00+09:00")]);
    let last = server.last_request();
    assert!(last.query().unwrap().contains("startDateTime=2026-11-02T23%3A59%3A"), "{}", last.head);
}

#[tokio::test]
async fn contacts_are_registered_once_each_however_often_the_program_is_interrupted() {
    let calls = Arc::new(AtomicUsize::new(0));
    let names = Arc::new(Mutex::new(Vec::new()));
    let (counted, noted) = (calls.clone(), names.clone());
    let server = Server::with(move |request| {
        let body = request.json();
        noted.lock().unwrap().push(body["contactName"]["lastName"].as_str().unwrap().to_owned());
        match counted.fetch_add(1, Ordering::Relaxed) {
            1 => Answer::status(403),
            3 => Answer::Reset(Vec::new()),
            number => Answer::json(201, &contact(&format!("new-{number}"), "2026-11-01T00:00:00+09:00")),
        }
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contacts.ndjson");
    let line = |name: &str| {
        let mut contact = example("createContact.minimal.request.en");
        contact["contactName"]["lastName"] = name.into();
        contact.to_string()
    };
    std::fs::write(&file, [line("a"), line(&"long".repeat(50)), "{".to_owned()].join("\n")).unwrap();
    let faulty = run("register", &server, &[&file]).await;
    assert!(!faulty.succeeded && faulty.errors.contains("nothing was sent: 2 lines are at fault"), "{}", faulty.errors);
    assert!(server.nothing_arrived().await);

    std::fs::write(&file, ["a", "b", "c", "d"].map(line).join("\n")).unwrap();
    let refused = run("register", &server, &[&file]).await;
    assert_eq!(refused.output, "4 of 4 are left to do, for 0 minutes\n");
    assert!(refused.errors.contains("line 2: createContact: answered 403 Forbidden"), "{}", refused.errors);
    let broken = run("register", &server, &[&file]).await;
    assert_eq!(broken.output, "3 of 4 are left to do, for 0 minutes\n");
    assert!(
        broken.errors.contains("line 3: createContact: no answer; look whether it was created"),
        "{}",
        broken.errors
    );
    let last = run("register", &server, &[&file]).await;
    assert_eq!(last.output, "1 of 4 are left to do, for 0 minutes\ndone\n", "{}", last.errors);
    let journal = std::fs::read_to_string(folder.path().join("contacts.ndjson.done")).unwrap();
    assert_eq!(journal, "1 new-0\n2 new-2\n3 unsure\n4 new-4\n");
    assert_eq!(*names.lock().unwrap(), ["a", "b", "b", "c", "d"]);
}

#[tokio::test]
async fn links_to_people_outside_are_counted_by_kind_over_all_pages() {
    let server = Server::with(|request| {
        let query = request.query().unwrap();
        assert!(query.contains("searchFilterType=LINKED_EXTERNAL_USER"), "{query}");
        let linked = |kind: &str, buddies: &[&str]| {
            let mut contact = contact(kind, "2026-11-01T00:00:00+09:00");
            contact["linkedExternalUser"] = json!({"id": kind, "type": kind, "buddyUserIds": buddies});
            contact
        };
        if query.contains("cursor=next") {
            return Answer::json(200, &json!({"contacts": [linked("LINE", &["one"]), linked("NEW", &[])]}));
        }
        let contacts = [linked("LINE", &["one", "two"]), linked("WORKS", &["two"])];
        Answer::json(200, &json!({"contacts": contacts, "responseMetaData": {"nextCursor": "next"}}))
    })
    .await;
    let outcome = run("external_links", &server, &[]).await;
    let expected =
        "LINE            2\nNEW             1\nWORKS           1\n2 members have added them, 4 links in all\n";
    assert_eq!(outcome.output, expected, "{}", outcome.errors);
}
