//! How a run ends: exit codes, limits, and being cut short.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

use run::{Folder, Outcome, contacts};

const GOOD: &str = "{\"name\": \"a\"}";
const WARNED: &str = "{\"name\": \"a\", \"createdTime\": \"2026-01-01\"}";
const BAD: &str = "{\"name\": 1}";

#[test]
fn the_exit_code_says_the_worst_that_was_met() {
    let folder = Folder::new(&[
        ("createTag.1.request.json", GOOD),
        ("createTag.2.request.json", WARNED),
        ("createTag.3.request.json", BAD),
    ]);
    let [good, warned, bad] = [1, 2, 3].map(|index| format!("createTag.{index}.request.json"));
    let rows = [
        (vec![&*good], 0),
        (vec![&good, &warned], 0),
        (vec!["--strict", &good], 0),
        (vec!["--strict", &good, &warned], 1),
        (vec![&bad, &good], 1),
        (vec![&good, "absent.json"], 2),
        (vec!["absent.json", &bad, &good], 2),
        (vec!["--max-findings", "0", &bad], 1),
    ];
    for (arguments, code) in rows {
        folder.validate(&arguments).exits_with(code);
    }
    folder.validate(["--strict", &warned]).says("error[read-only]").says("1 error, 0 warnings");
}

#[test]
fn findings_beyond_the_limit_are_counted_and_not_shown() {
    let folder = Folder::new(&[]);
    folder.write("createTag.request.ndjson", format!("{BAD}\n").repeat(2000));
    let rows = [
        ("text", None, "error[type]", 100),
        ("text", Some("3"), "error[type]", 3),
        ("text", Some("0"), "error[type]", 0),
        ("github", None, "::error ", 100),
        ("junit", None, "<failure ", 1000),
        ("json", None, "\"rule\":\"type\"", 2000),
        ("json", Some("1"), "\"rule\":\"type\"", 1),
        ("sarif", None, "\"ruleId\":\"type\"", 2000),
    ];
    for (format, limit, mark, shown) in rows {
        let mut arguments = vec!["--format", format, "createTag.request.ndjson"];
        arguments.extend(limit.iter().flat_map(|limit| ["--max-findings", limit]));
        let outcome =
            folder.validate(&arguments).exits_with(1).says("2000 payloads in 1 input: 2000 errors, 0 warnings");
        assert_eq!(outcome.stdout.matches(mark).count(), shown, "{arguments:?}");
        let hidden = 2000 - shown;
        let counted = outcome.whole().contains(&format!("; {hidden} findings are not shown"));
        assert_eq!(counted, hidden > 0, "{arguments:?}");
    }
}

#[test]
fn the_day_decides_about_what_the_document_withdraws() {
    let contact = "{\"contactName\": {\"lastName\": \"a\"}, \"permission\": {\"accessibleRange\": \"ALL\"}, \
                   \"emails\": [{\"email\": \"a@example.com\", \"primary\": true}], \
                   \"messengers\": [{\"type\": \"TWITTER\", \"id\": \"a\", \"primary\": true}]}";
    let folder = Folder::new(&[("createContact.request.json", contact)]);
    let run = |day: &str| {
        Outcome::of(contacts(folder.path()).args(["validate", "--date", day, "createContact.request.json"]))
            .exits_with(0)
    };
    run("2026-01-01").never_says("deprecated-value");
    run("2030-01-01").says("warning[deprecated-value]").says("/type\n");
}

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let folder = Folder::new(&[]);
    for format in ["text", "json", "sarif", "github"] {
        let mut command = folder.command(["--max-findings", "1000000", "--format", format, "--kind", "ndjson", "-"]);
        command.args(["--operation", "createTag", "--request"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{BAD}").unwrap();
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        assert_ne!(line, "");
        drop(lines);
        // It goes on until it notices that nobody reads, however much more there would be.
        while input.write_all(format!("{BAD}\n").repeat(1000).as_bytes()).is_ok() {}
        let outcome = Outcome::from(child.wait_with_output().unwrap()).exits_with(1);
        assert_eq!(outcome.stderr, "", "{format}");
    }
}

#[test]
fn lines_are_validated_as_they_come() {
    let folder = Folder::new(&[]);
    let mut command =
        folder.command(["--kind", "ndjson", "--operation", "createTag", "--request", "--format", "github", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut input = child.stdin.take().unwrap();
    for number in 1..=3 {
        writeln!(input, "{BAD}").unwrap();
        // This would wait for ever if a line waited for the next.
        let line = lines.next().unwrap().unwrap();
        assert!(line.contains(&format!("file=<stdin>,line={number},col=10")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_with_what_was_found_so_far() {
    let folder = Folder::new(&[]);
    for format in ["text", "json", "sarif"] {
        let mut command =
            folder.command(["--kind", "ndjson", "--operation", "createTag", "--request", "--format", format]);
        command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        writeln!(input, "{BAD}").unwrap();
        // The first finding is out, so the program is past its start and waits for more input.
        let mut text = vec![0];
        stdout.read_exact(&mut text).unwrap();
        let interrupted = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(interrupted.success());
        stdout.read_to_end(&mut text).unwrap();
        let outcome = Outcome::from(child.wait_with_output().unwrap()).exits_with(130);
        let stdout = String::from_utf8(text).unwrap();
        let said = format!("{stdout}{}", outcome.stderr);
        assert!(said.contains("interrupted; so far 1 payload in 1 input: 1 error, 0 warnings\n"), "{said}");
        if format != "text" {
            serde_json::from_str::<serde_json::Value>(&stdout).unwrap();
        }
        drop(input);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = Folder::new(&[("createTag.request.json", BAD)]);
    let mut command = folder.command(["createTag.request.json"]);
    command.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    Outcome::of(&mut command).exits_with(2).says("error: the output cannot be written: ");
}
