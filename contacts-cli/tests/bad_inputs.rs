//! Inputs that cannot be what they should be: each is told of, and the others are still validated.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use std::fs::File;

use expect_test::expect_file;
use run::Folder;

#[test]
fn each_is_told_of_and_the_others_are_validated() {
    let folder = Folder::new(&[
        ("Tag.1-empty.json", ""),
        ("Tag.2-truncated.json", "{\"tagId\": \"t\", \"na"),
        ("Tag.4-empty.ndjson", "\n\n"),
        ("Tag.6-twice.json", "{\"tagId\": \"t\", \"name\": \"a\", \"name\": \"b\"}"),
        ("Tag.7-two.json", "{\"tagId\": \"t\", \"name\": \"a\"}\n{}"),
        ("Tag.9-last.json", "{\"tagId\": \"t\", \"name\": 1}"),
    ]);
    folder.write("Tag.3-latin.json", b"{\"tagId\": \"t\", \"name\": \"\xe9\"}");
    folder.write("Tag.5-deep.json", "[".repeat(100_000));
    folder.write(
        "Tag.8-deep.ndjson",
        format!("{}\n{{\"tagId\": \"t\", \"name\": \"a\"}}\n", "{\"memo\":".repeat(100_000)),
    );
    let outcome = folder.validate(["--no-excerpt", "absent.json", "."]).exits_with(2);
    expect_file!["golden/bad_inputs.txt"].assert_eq(&outcome.whole());
}

#[test]
fn a_folder_with_nothing_to_validate_is_told_of() {
    let folder = Folder::new(&[("Tag.json/file.txt", ""), ("Tag.1.json", "{\"tagId\": \"t\", \"name\": \"a\"}")]);
    let outcome = folder.validate(["Tag.json", "Tag.1.json"]).exits_with(2);
    outcome.says("error: Tag.json: the folder has no").says("1 payload in 2 inputs: 0 errors");
}

#[test]
fn a_payload_that_is_too_large_is_told_of_and_not_looked_at() {
    let folder = Folder::new(&[("Tag.json", "{\"tagId\": \"t\", \"name\": \"a\"}")]);
    let fits = folder.validate(["--max-bytes", "27", "Tag.json"]).exits_with(0);
    assert_eq!(fits.stdout, "1 payload in 1 input: 0 errors, 0 warnings\n");
    let outcome = folder.validate(["--max-bytes", "26", "Tag.json"]).exits_with(1);
    expect_file!["golden/too_large.txt"].assert_eq(&outcome.whole());
    folder.write("guessed.json", "{\"tagId\": \"t\", \"name\": \"a\"}");
    folder.validate(["--max-bytes", "26", "guessed.json"]).exits_with(1).says("error[too-large]");
}

#[test]
fn a_sparse_file_of_four_gigabytes_is_told_of_at_once() {
    let folder = Folder::new(&[("Tag.json", "{}")]);
    for name in ["Tag.1.json", "guessed.json"] {
        File::create(folder.path().join(name)).unwrap().set_len(4 << 30).unwrap();
        let outcome = folder.validate([name, "Tag.json"]).exits_with(1);
        outcome.says("error[too-large]").says(&format!("{name}:1:1")).says("Tag.json:1:1");
    }
}

#[test]
fn a_line_that_is_too_long_is_passed_over_with_its_number() {
    let good = "{\"tagId\": \"t\", \"name\": \"a\"}\n";
    // Within a block, over several blocks, and at the end of the file.
    let long = |bytes: usize| format!("{{\"tagId\": \"{}\"}}", "a".repeat(bytes));
    let text = format!("{good}{}\n{good}{}\r\n{good}{good}{}", long(2_000), long(3_000_000), long(1_000_000));
    let folder = Folder::new(&[("Tag.ndjson", &text), ("guessed.ndjson", &format!("{}\n{good}", long(600_000)))]);
    for jobs in ["1", "3"] {
        let outcome = folder.validate(["--max-bytes", "1000", "--jobs", jobs, "Tag.ndjson"]).exits_with(1);
        for line in [2, 4, 7] {
            assert!(outcome.stdout.contains(&format!(" Tag.ndjson:{line}:1\n")), "{}", outcome.stdout);
        }
        outcome.says("\n7 payloads in 1 input: 3 errors, 0 warnings\n");
    }
    // The largest line that is allowed is longer than a block.
    let outcome = folder.validate(["--max-bytes", "1000014", "--format", "json", "Tag.ndjson"]).exits_with(1);
    outcome.says("\"line\":4,\"column\":1").says("too-large").says("\"line\":7,\"column\":1").says("`name`");
    let outcome = folder.validate(["--max-bytes", "1000", "guessed.ndjson"]).exits_with(1);
    outcome.says("guessed.ndjson:1:1").says("guessed.ndjson is held against createTag response 201");
}

#[test]
fn a_line_of_many_megabytes_is_shown_by_its_place_alone() {
    let folder = Folder::new(&[]);
    let text =
        format!("{{\"memo\": \"{}\", \"tagId\": 1, \"name\": \"{}\"}}", "あ".repeat(2_000_000), "b".repeat(5_000_000));
    folder.write("Tag.ndjson", text);
    let outcome = folder.validate(["Tag.ndjson"]).exits_with(1);
    assert!(outcome.stdout.len() < 1000, "{}", outcome.stdout.len());
    outcome.says("Tag.ndjson:1:2000023\n").says("ああ\", \"tagId\": 1, \"name\": \"bbb");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_of() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new(&[("Tag.json", "{\"tagId\": \"t\", \"name\": \"a\"}")]);
    let path = folder.write("Tag.1.json", "{}");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever is allowed everything is not refused.
    if File::open(&path).is_err() {
        let outcome = folder.validate(["Tag.1.json", "Tag.json"]).exits_with(2);
        outcome.says("error: Tag.1.json: it may not be read: permission denied").says("1 payload in 2 inputs");
    }
}
