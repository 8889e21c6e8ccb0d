//! A sandbox that is killed in the middle of its work has lost nothing that it said was done.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

use run::Folder;
use run::sandbox::{Connection, Running};

const ROUNDS: usize = 16;
const CONNECTIONS: usize = 8;

/// A contact whose texts all say which one it is, so that half of one would be seen.
fn body(name: &str) -> String {
    format!(
        r#"{{"permission":{{"accessibleRange":"ALL"}},"contactName":{{"lastName":"{name}","firstName":"{name}"}},"emails":[{{"email":"{name}@example.com","primary":true}}],"memo":"{}"}}"#,
        name.repeat(20)
    )
}

fn member<'a>(json: &'a serde_json::Value, names: &[&str]) -> &'a str {
    names.iter().fold(json, |json, name| &json[name]).as_str().unwrap_or_default()
}

/// Every contact, by id.
fn all(connection: &mut Connection) -> HashMap<String, serde_json::Value> {
    let (mut found, mut cursor) = (HashMap::new(), String::new());
    loop {
        let (status, page) = connection.call("GET", &format!("/contacts?count=500{cursor}"), "").unwrap();
        assert_eq!(status, 200, "{page}");
        let page: serde_json::Value = serde_json::from_str(&page).unwrap();
        for contact in page["contacts"].as_array().unwrap() {
            found.insert(member(contact, &["contactId"]).to_owned(), contact.clone());
        }
        match page["responseMetaData"]["nextCursor"].as_str() {
            Some(next) if !next.is_empty() => {
                cursor = format!("&cursor={}", next.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"));
            }
            _ => return found,
        }
    }
}

#[test]
fn nothing_that_was_acknowledged_is_lost_when_the_sandbox_is_killed() {
    let folder = Folder::new(&[]);
    let start = || Running::start(folder.path(), &["--data", "contacts.db"]);
    // What was answered, by id: the whole answer, byte for byte.
    let mut acknowledged: HashMap<String, String> = HashMap::new();
    let (mut under_way, mut kept, mut compared) = (0, 0, 0);
    for round in 0..ROUNDS {
        let mut sandbox = start();
        let (told, answers) = mpsc::channel();
        let writers: Vec<_> = (0..CONNECTIONS)
            .map(|writer| {
                let (mut connection, told) = (sandbox.connect(), told.clone());
                thread::spawn(move || {
                    for turn in 0.. {
                        let sent = body(&format!("r{round}w{writer}t{turn}"));
                        let Some((status, answer)) = connection.call("POST", "/contacts", &sent) else { return };
                        assert_eq!(status, 201, "{answer}");
                        told.send(answer).unwrap();
                    }
                })
            })
            .collect();
        drop(told);
        // Another moment each time, from the first answer on.
        let mut answers = answers.into_iter();
        let mut got: Vec<String> = answers.by_ref().take(1 + round * round).collect();
        sandbox.child.kill().unwrap();
        sandbox.child.wait().unwrap();
        // What was on its way when it was killed was said as well.
        got.extend(answers);
        for writer in writers {
            writer.join().unwrap();
        }
        for answer in got {
            let json: serde_json::Value = serde_json::from_str(&answer).unwrap();
            assert!(acknowledged.insert(member(&json, &["contactId"]).to_owned(), answer).is_none());
        }

        let sandbox = start();
        let mut connection = sandbox.connect();
        let found = all(&mut connection);
        for (id, answer) in &acknowledged {
            let (status, read) = connection.call("GET", &format!("/contacts/{id}"), "").unwrap();
            assert_eq!((status, &read), (200, answer), "round {round}: {id}");
            compared += 1;
        }
        // Each connection was in the middle of one, at most.
        kept = 0;
        for contact in found.iter().filter(|(id, _)| !acknowledged.contains_key(*id)).map(|(_, contact)| contact) {
            let name = member(contact, &["contactName", "lastName"]);
            assert_eq!(member(contact, &["contactName", "firstName"]), name);
            assert_eq!(contact["emails"][0]["email"].as_str().unwrap(), format!("{name}@example.com"));
            kept += 1;
        }
        under_way += CONNECTIONS;
        assert!(kept <= under_way, "round {round}: {kept}");
    }
    println!(
        "{ROUNDS} kills, {CONNECTIONS} connections: {} writes acknowledged, none lost; at most {under_way} under way when it was killed, of which {kept} are there, whole; {compared} comparisons",
        acknowledged.len()
    );
}
