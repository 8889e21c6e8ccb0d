//! `contacts sandbox`: how it starts, what it says, and how it ends.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;

use run::sandbox::Running;
use run::{Folder, Outcome, contacts};

const MEMBER: &str = "{\"kind\":\"member\",\"value\":{\"userId\":\"user-1\"}}\n";

/// Ends a sandbox by a signal, and gives what it printed since it began.
#[cfg(unix)]
fn end(mut sandbox: Running, signal: &str) -> (Option<i32>, String) {
    let pid = sandbox.child.id().to_string();
    assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    let mut text = String::new();
    sandbox.stdout.read_to_string(&mut text).unwrap();
    (sandbox.child.wait().unwrap().code(), text)
}

#[cfg(unix)]
#[test]
fn it_ends_without_an_error_when_it_is_interrupted_even_with_a_connection_open() {
    let folder = Folder::new(&[]);
    for signal in ["-INT", "-TERM"] {
        let sandbox = Running::start(folder.path(), &["--data", "contacts.db"]);
        let mut connection = sandbox.connect();
        assert_eq!(connection.call("GET", "/contacts", "").unwrap().0, 200);
        assert_eq!(end(sandbox, signal), (Some(0), String::new()));
    }
    // Nothing is left beside the file.
    let mut files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["contacts.db", "small.yaml"]);
}

#[cfg(unix)]
#[test]
fn it_says_where_it_is_and_how_to_call_it() {
    let folder = Folder::new(&[]);
    let mut command = contacts(folder.path());
    command.args(["sandbox", "--port", "0", "--env", ".env", "--data", "contacts.db"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    // The last line that is printed.
    while !text.ends_with("LINE_WORKS_ACCESS_TOKEN=sandbox\n") {
        assert_ne!(std::io::BufRead::read_line(&mut stdout, &mut text).unwrap(), 0, "{text}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let env = fs::read_to_string(folder.path().join(".env")).unwrap();
    let port = env.lines().next().unwrap().split([':', '/']).nth(4).unwrap();
    let hide = |text: &str| text.replace(port, "PORT");
    assert_eq!(hide(&env), "LINE_WORKS_BASE_URL=http://127.0.0.1:PORT/v1.0\nLINE_WORKS_ACCESS_TOKEN=sandbox\n");
    expect_test::expect_file!["golden/sandbox.txt"].assert_eq(&hide(&text));
}

#[test]
fn what_is_loaded_is_there() {
    let folder = Folder::new(&[("one.ndjson", MEMBER)]);
    let sandbox = Running::start(folder.path(), &["--load", "one.ndjson"]);
    // Only that member exists now.
    let status = |user: &str| sandbox.connect().call("GET", &format!("/users/{user}/contacts"), "").unwrap().0;
    assert_eq!((status("user-1"), status("user-2")), (200, 404));
}

#[test]
fn what_keeps_it_from_starting_is_said_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = Folder::new(&[
        ("bad.ndjson", "\n{\"kind\":\"contactTag\",\"value\":{\"contactTagId\":\"Yamada\"}}\n"),
        ("notes.txt", &"these are notes and no database at all ".repeat(50)),
    ]);
    let cases: &[(&[&str], &str)] = &[
        (&["--port", &port], "say another port with `--port`"),
        (&["--load", "bad.ndjson"], "error: bad.ndjson: line 2, column 30: /value: "),
        (&["--load", "absent.ndjson"], "absent.ndjson cannot be read"),
        (&["--data", "notes.txt"], "notes.txt is no data file of a sandbox"),
        (&["--data", "absent/contacts.db"], "its folder must be there"),
        (&["--quota", "Platinum"], "there is no plan `Platinum`; there are Free"),
        (&["--clock", "yesterday"], "write it like 2026-07-31T09:00:00+09:00"),
        (&["--env", "absent/.env"], "absent/.env cannot be written"),
    ];
    for (arguments, message) in cases {
        let mut command = contacts(folder.path());
        command.args(["sandbox"]);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        Outcome::of(command.args(*arguments)).exits_with(2).says(message).never_says("Yamada");
    }
}

#[test]
fn the_time_and_the_day_are_what_was_said() {
    let folder = Folder::new(&[]);
    let body = r#"{"permission":{"accessibleRange":"ALL"},"contactName":{"lastName":"A"},"emails":[{"email":"a@example.com","primary":true}],"messengers":[{"type":"TWITTER","id":"a","primary":true}]}"#;
    let arguments = ["--clock", "2020-02-03T04:05:06Z", "--calendar", "2030-01-01"];
    let sandbox = Running::start(folder.path(), &[&arguments[..], &["--withdrawn", "accept"]].concat());
    let (status, answer) = sandbox.connect().call("POST", "/contacts", body).unwrap();
    assert_eq!(status, 201, "{answer}");
    assert!(answer.contains("\"createdTime\":\"2020-02-03T13:05:06+09:00\""), "{answer}");
    let sandbox = Running::start(folder.path(), &arguments);
    assert_eq!(sandbox.connect().call("POST", "/contacts", body).unwrap().0, 400);
}
