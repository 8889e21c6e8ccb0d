//! Files, folders, patterns and standard input, and in which order they are read.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use run::{Folder, Outcome, contacts};

/// The inputs of an outcome in the form `json`, in the order of their findings.
fn files(outcome: &Outcome) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_folder_is_read_to_its_depth_by_name_and_without_what_is_hidden() {
    let bad = "{\"name\": 1}";
    let folder = Folder::new(&[
        ("in/b/createTag.request.json", bad),
        ("in/a.createTag.txt", bad),
        ("in/.hidden/createTag.request.json", bad),
        ("in/.createTag.request.json", bad),
        ("in/Tag.jsonl", "{}"),
        ("in/a/Tag.NDJSON", "{}"),
        ("in/b/a/ApiError.json", "{}"),
    ]);
    let expected = ["in/Tag.jsonl", "in/a/Tag.NDJSON", "in/b/a/ApiError.json", "in/b/createTag.request.json"];
    for jobs in ["1", "2", "7"] {
        let outcome = folder.validate(["--format", "json", "--jobs", jobs, "in"]).exits_with(1);
        let mut files = files(&outcome);
        files.dedup();
        assert_eq!(files, expected);
    }
    for root in ["./in", "."] {
        let mut files = files(&folder.validate(["--format", "json", root]).exits_with(1));
        files.dedup();
        assert_eq!(files, expected, "{root}");
    }
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    folder.validate(["empty"]).exits_with(2).says("error: empty: the folder has no .json, .ndjson, .jsonl or .har");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_a_circle_of_links_is_told() {
    let folder = Folder::new(&[("in/Tag.json", "{\"tagId\": \"t\", \"name\": \"a\"}"), ("out/Tag.json", "{}")]);
    std::os::unix::fs::symlink("../out", folder.path().join("in/linked")).unwrap();
    let outcome = folder.validate(["--format", "json", "in"]).exits_with(1);
    assert_eq!(files(&outcome)[0], "in/linked/Tag.json");
    std::os::unix::fs::symlink(".", folder.path().join("in/self")).unwrap();
    folder.validate(["in"]).exits_with(2).says("error: in/self: the link leads back to a folder that it is in");
}

#[test]
fn patterns_are_expanded_where_the_shell_does_not() {
    let folder = Folder::new(&[("in/Tag.1.json", "{}"), ("in/a/Tag.2.json", "{}"), ("Tag.[3].json", "{}")]);
    let rows = [
        ("in/*.json", &["in/Tag.1.json"][..]),
        ("in/**/*.json", &["in/Tag.1.json", "in/a/Tag.2.json"]),
        ("in/**/Tag.[23].json", &["in/a/Tag.2.json"]),
        ("i?", &["in/Tag.1.json", "in/a/Tag.2.json"]),
        ("Tag.[3].json", &["Tag.[3].json"]),
    ];
    for (pattern, expected) in rows {
        let mut files = files(&folder.validate(["--format", "json", pattern]).exits_with(1));
        files.dedup();
        assert_eq!(files, expected, "{pattern}");
    }
    folder.validate(["*.nothing"]).exits_with(2).says("error: *.nothing: the pattern matches no file");
    folder.validate(["a[.json"]).exits_with(2).says("error: a[.json: this is no pattern");
}

#[test]
fn standard_input_is_one_payload_unless_its_kind_is_said() {
    let folder = Folder::new(&[]);
    let tag = ["--schema", "Tag", "-"];
    folder.pipe(b"{\n}", tag).exits_with(1).says("<stdin>:1:1");
    folder.pipe(b"{\"tagId\": \"t\", \"name\": \"a\"}", tag).exits_with(0);
    let lines = b"{\"tagId\": \"t\", \"name\": \"a\"}\n{}";
    folder.pipe(lines, ["--kind", "ndjson", "--schema", "Tag", "-"]).exits_with(1).says("<stdin>:2:1");
    folder.pipe(b"", tag).exits_with(1).says("<stdin>:1:1");
}

#[test]
fn a_name_that_does_not_say_how_to_read_a_file_needs_the_kind() {
    let folder = Folder::new(&[("Tag", "{}"), ("Tag.txt", "{}\n{}")]);
    folder.validate(["Tag"]).exits_with(2).says("error: Tag: its name does not say how to read it");
    folder.validate(["--kind", "json", "Tag"]).exits_with(1).says("Tag:1:1");
    folder.validate(["--kind", "ndjson", "Tag.txt"]).exits_with(1).says("Tag.txt:2:1");
}

#[test]
fn empty_lines_carriage_returns_and_a_byte_order_mark_are_no_fault() {
    let folder = Folder::new(&[
        ("Tag.ndjson", "\u{feff}{\"tagId\": \"t\", \"name\": \"a\"}\r\n\r\n   \n\n{\"tagId\": \"t\", \"name\": \"a\"}"),
        ("Tag.json", "\u{feff}{\"tagId\": \"t\",\r\n \"name\": \"a\"}\r\n"),
        ("only.ndjson", "\u{feff}"),
    ]);
    let outcome = folder.validate(["Tag.ndjson", "Tag.json"]).exits_with(0);
    assert_eq!(outcome.stdout, "3 payloads in 2 inputs: 0 errors, 0 warnings\n");
    // Neither of the letters that end a line is one of the payload's bytes.
    folder.validate(["--max-bytes", "27", "Tag.ndjson"]).exits_with(0);
    folder.validate(["--schema", "Tag", "only.ndjson"]).exits_with(2).says("only.ndjson: it holds no payload");
}

#[test]
fn lines_keep_their_numbers_across_blocks_whatever_the_number_of_threads() {
    let good = "{\"tagId\": \"t\", \"name\": \"a\"}\n";
    let mut text = String::new();
    let mut expected = Vec::new();
    for line in 1..=60_000 {
        if line % 7_000 == 0 {
            expected.push(line);
            text.push_str("{\"tagId\": \"t\", \"name\": 1}\n");
        } else {
            text.push_str(good);
        }
    }
    let folder = Folder::new(&[("Tag.ndjson", &text)]);
    for jobs in ["1", "2", "5"] {
        let outcome = folder.validate(["--format", "json", "--jobs", jobs, "Tag.ndjson"]).exits_with(1);
        let document: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let findings = document["findings"].as_array().unwrap();
        let lines: Vec<u64> = findings.iter().map(|finding| finding["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, expected);
        assert_eq!(document["summary"]["payloads"], 60_000);
    }
}

#[test]
fn every_documented_example_is_fine_but_for_what_only_the_service_sets() {
    let folder = Folder::new(&[]);
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/examples");
    let outcome = Outcome::of(contacts(folder.path()).args(["validate", "--date", "2026-01-01", examples]));
    let count = std::fs::read_dir(examples).unwrap().count();
    outcome.exits_with(0).says(&format!(" in {count} inputs: 0 errors, ")).never_says("by its shape");
}
