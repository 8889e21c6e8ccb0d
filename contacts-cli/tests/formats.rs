//! How the same findings look in each form.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use expect_test::expect_file;
use run::{Folder, Outcome, contacts};

const LONG: &str = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"";

/// One of everything that there is to show.
fn folder() -> Folder {
    let lines = format!(
        "{{\"name\": \"short\"}}\n\n{{\"memo\": {LONG}, \"ひらがな\": \"カタカナ\", \"name\": {LONG}}}\r\n{{\"name\": 5\n"
    );
    Folder::new(&[
        (
            "createTag.request.json",
            "{\n  \"name\": \"東京営業部の連絡先一覧\",\n  \"createdTime\": \"2026-01-01\"\n}\n",
        ),
        ("createTag.request.ndjson", &lines),
        ("guess, 100%.json", "{\"tagId\": \"t\", \"name\": \"n\", \"nmae\": 1}"),
        (
            "recording.har",
            r#"{"log": {"entries": [
  {"request": {"method": "POST", "url": "https://example.com/v1.0/tags",
               "postData": {"mimeType": "application/json", "text": "{\"name\":\n null}"}},
   "response": {"status": 201, "content": {"mimeType": "application/json", "text": "{\"tagId\": \"t\", \"name\": \"n\"}"}}},
  {"request": {"method": "GET", "url": "https://example.com/favicon.ico"}, "response": {"status": 404}}
]}}"#,
        ),
        ("fine.json", "{\"tags\": []}"),
    ])
}

const INPUTS: [&str; 6] = [
    "createTag.request.json",
    "createTag.request.ndjson",
    "guess, 100%.json",
    "absent.json",
    "recording.har",
    "fine.json",
];

fn show(options: &[&str]) -> Outcome {
    folder().validate(options.iter().chain(&INPUTS)).exits_with(2)
}

#[test]
fn text_shows_the_line_with_a_mark_under_the_value() {
    expect_file!["golden/text.txt"].assert_eq(&show(&[]).whole());
}

#[test]
fn text_without_excerpts_shows_no_value_of_a_payload() {
    let outcome = show(&["--no-excerpt"]);
    expect_file!["golden/text_no_excerpt.txt"].assert_eq(&outcome.whole());
}

#[test]
fn every_other_form_is_as_it_is_documented() {
    for (format, golden) in [
        ("json", "golden/findings.json.txt"),
        ("sarif", "golden/findings.sarif.txt"),
        ("junit", "golden/findings.junit.txt"),
        ("github", "golden/findings.github.txt"),
    ] {
        let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
        let shown = show(&["--format", format]).whole().replace(&version, "\"version\":\"VERSION\"");
        expect_file![golden].assert_eq(&shown);
    }
}

#[test]
fn no_form_but_text_has_anything_of_a_payload_but_names() {
    for options in [
        &["--no-excerpt"][..],
        &["--format", "json"],
        &["--format", "sarif"],
        &["--format", "junit"],
        &["--format", "github"],
    ] {
        show(options).says("ひらがな").never_says("カタカナ").never_says("東京").never_says("aaaa");
    }
}

#[test]
fn forms_that_programs_read_are_sound_with_and_without_findings() {
    let folder = Folder::new(&[
        ("a.json", "{\"tags\": []}"),
        ("createTag.request.json", "{\"name\": null, \"\u{1b}[31m]]>&\\\"\": 1}"),
    ]);
    for input in ["a.json", "createTag.request.json"] {
        for format in ["json", "sarif"] {
            let outcome = folder.validate(["--format", format, input]);
            let document: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
            assert!(document.is_object());
        }
        let outcome = folder.validate(["--format", "junit", input]);
        let report = quick_junit::Report::deserialize_from_str(&outcome.stdout).unwrap();
        assert_eq!(report.tests, 1);
    }
}

#[test]
fn nothing_of_a_payload_reaches_the_terminal_as_a_command() {
    let folder = Folder::new(&[("createTag.request.json", "{\"name\": \"a\", \"\\u001b[31mred\": \"\u{1b}[31m\"}")]);
    for format in ["text", "github"] {
        folder.validate(["--format", format, "createTag.request.json"]).never_says("\u{1b}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = folder();
    let run = |variable: Option<(&str, &str)>| {
        let mut command = folder.command(["createTag.request.json"]);
        if let Some((name, value)) = variable {
            command.env(name, value);
        }
        Outcome::of(&mut command).exits_with(1).stdout
    };
    assert!(!run(None).contains('\u{1b}'));
    assert!(!run(Some(("NO_COLOR", "1"))).contains('\u{1b}'));
    let coloured = run(Some(("CLICOLOR_FORCE", "1")));
    assert!(coloured.contains("\u{1b}["));
    assert!(!coloured.contains(":::"), "{coloured}");
}

#[test]
fn help_teaches_by_examples_and_lists_the_exit_codes() {
    let folder = Folder::new(&[]);
    for (arguments, golden) in [
        (&["--help"][..], "golden/help.txt"),
        (&["validate", "--help"], "golden/help_validate.txt"),
        (&["sandbox", "--help"], "golden/help_sandbox.txt"),
    ] {
        // All but one of them tell of the sandbox.
        if !cfg!(feature = "sandbox") && arguments[0] != "validate" {
            continue;
        }
        let outcome = Outcome::of(contacts(folder.path()).args(arguments)).exits_with(0);
        expect_file![golden].assert_eq(&outcome.stdout);
    }
}
