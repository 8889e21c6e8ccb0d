//! What `cargo xtask coverage` says of recordings.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use workspace::{Outcome, SMALL, Workspace, edit, edited, xtask};

/// A few exchanges about tags; the line of a process that ran beside stands in a file of its own.
const RECORDINGS: [(&str, &str); 2] = [
    (
        "1.ndjson",
        r#"{"operation":"listTags","method":"GET","target":"/tags?count=100","answer":{"status":200,"headers":{"content-type":"application/json"},"body":"{\"tags\":[{\"tagId\":\"t1\",\"name\":\"a\",\"color\":\"RED\",\"marks\":[{\"text\":\"x\"}]}],\"nextCursor\":null}"}}
{"operation":"listTags","method":"GET","target":"/tags?count=101","answer":{"status":400,"headers":{"content-type":"application/json"},"body":"{\"code\":\"BAD\"}"}}
{"operation":"listTags","method":"GET","target":"/tags","scopes":["contact"],"answer":{"status":200,"body":"{}"}}

{"operation":"createTag","method":"POST","target":"/tags","headers":{"content-type":"application/json"},"body":"{\"color\":\"DARK_RED\"}","answer":{"status":400,"headers":{"content-type":"application/json"},"body":"{\"code\":5}"}}
"#,
    ),
    (
        "2.ndjson",
        r#"{"operation":"createTag","method":"POST","target":"/tags","headers":{"content-type":"application/json"},"body":"{\"name\":\"much more than thirty characters\"}","scopes":[],"answer":{"status":403,"body":"{}"}}
{"method":"GET","target":"/tags/t%201","answer":{"status":404,"body":"no JSON"}}
"#,
    ),
];

/// A workspace with recordings in a folder.
fn recorded<'a>(yaml: &str, recordings: impl IntoIterator<Item = (&'a str, &'a str)>) -> Workspace {
    let workspace = Workspace::new(yaml);
    let folder = workspace.root().join("recorded");
    fs::create_dir(&folder).unwrap();
    for (name, text) in recordings {
        fs::write(folder.join(name), text).unwrap();
    }
    workspace
}

fn coverage(workspace: &Workspace, arguments: &[&str]) -> Outcome {
    let root = workspace.root();
    let all = ["coverage", "--from", "recorded", "--workspace", "."].iter().chain(arguments);
    xtask(all, root)
}

#[test]
fn what_was_met_is_told_in_each_form_with_every_gap() {
    let workspace = recorded(SMALL, RECORDINGS);
    for (format, golden) in [("text", "coverage.txt"), ("json", "coverage.json"), ("markdown", "coverage.md")] {
        let told = coverage(&workspace, &["--format", format]).succeeds().stdout;
        expect_file![format!("golden/{golden}")].assert_eq(&told);
    }
}

#[test]
fn what_the_tests_give_a_reason_for_is_not_measurable_and_no_gap() {
    let yaml = SMALL.replacen(
        "      operationId: createTag\n",
        "      operationId: createTag\n      x-constraints: [{id: few, statement: There are few.}, {id: odd, statement: They are odd.}]\n",
        1,
    );
    let workspace = recorded(&yaml, RECORDINGS);
    let told = coverage(&workspace, &[]).succeeds().stdout;
    assert!(
        told.contains("  createTag few: never violated") && told.contains("  createTag odd: never violated"),
        "{told}"
    );
    fs::create_dir_all(workspace.root().join("tests")).unwrap();
    let file = workspace.root().join("tests/deviations.violations.json");
    let entries = [("createTag", "few", "Nobody can tell."), ("listTags", "odd", "It is of another operation.")];
    let entries = entries.map(|(file, pointer, reason)| {
        format!(r#"{{"file": "{file}", "pointer": "{pointer}", "reason": "{reason}"}}"#)
    });
    fs::write(&file, format!("[{}]", entries.join(","))).unwrap();
    let told = coverage(&workspace, &[]).succeeds().stdout;
    let text = "not measurable of the constraints in prose:\n  createTag few: Nobody can tell.\n";
    assert!(told.contains(text) && told.contains("  createTag odd: never violated"), "{told}");
    let table = coverage(&workspace, &["--format", "markdown"]).succeeds().stdout;
    assert!(table.contains("| constraints in prose | 2 | - | 0 | 1 | 1 |"), "{table}");
    fs::write(&file, "[{}]").unwrap();
    coverage(&workspace, &[]).exits_with(2).says("deviations.violations.json: missing field `file`");
}

#[test]
fn the_order_of_recordings_makes_no_difference() {
    let lines: Vec<&str> = RECORDINGS.iter().flat_map(|(_, text)| text.lines()).collect();
    let backwards: Vec<&str> = lines.iter().rev().copied().collect();
    let (once, again) = (lines.join("\n"), [backwards.join("\n"), lines.join("\n")].join("\n"));
    let told = |text: &str| coverage(&recorded(SMALL, [("all.ndjson", text)]), &[]).succeeds().stdout;
    assert_eq!(told(&once), told(&again));
}

#[test]
fn a_line_that_is_no_exchange_is_told_with_its_place() {
    let whole = RECORDINGS[1].1.lines().next().unwrap();
    let rows = [
        (format!("{whole}\n{}", &whole[..40]), "recorded/a.ndjson:2: the line is cut off"),
        ("{\"log\": {}}\n".to_owned(), "recorded/a.ndjson:1: this is no exchange: unknown field `log`"),
        ("nonsense\n".to_owned(), "recorded/a.ndjson:1: this is no exchange: expected ident"),
        (whole.replace("createTag", "inventTag"), "recorded/a.ndjson:1: the document has no operation `inventTag`"),
        (
            whole.replace("\"operation\":\"createTag\",", "").replace("/tags", "/marks"),
            "recorded/a.ndjson:1: no operation has its method and its target",
        ),
        (String::new(), "recorded: there is no exchange in it"),
    ];
    for (text, told) in rows {
        let workspace = recorded(SMALL, [("a.ndjson", text.as_str()), ("a.txt", "not read")]);
        coverage(&workspace, &[]).exits_with(2).says(told);
    }
    let workspace = Workspace::new(SMALL);
    coverage(&workspace, &[]).exits_with(2).says("recorded: ");
}

#[test]
fn the_table_of_the_readme_is_written_and_checked() {
    let workspace = recorded(SMALL, RECORDINGS);
    let readme = workspace.root().join("README.md");
    fs::write(&readme, "# Tags\n").unwrap();
    coverage(&workspace, &["--write"]).exits_with(2).says("README.md has no place for `coverage`");
    let marks = "<!-- coverage: written by `cargo xtask coverage --write` -->\n<!-- end of coverage -->\n";
    fs::write(&readme, format!("# Tags\n{marks}")).unwrap();
    let stale = coverage(&workspace, &["--check"]).exits_with(4).says("run `cargo xtask coverage --write`");
    assert!(stale.stdout.contains("+| operations | 7 | 3 | - | 0 | 4 |"), "{}", stale.stdout);
    coverage(&workspace, &["--write"]).exits_with(0).says("README.md is up to date now");
    coverage(&workspace, &["--check"]).succeeds();
    coverage(&workspace, &["--write"]).succeeds();
}

#[test]
fn a_document_that_leads_nowhere_or_in_circles_is_told_or_measured() {
    let nowhere =
        edit("TagInput:", "- $ref: '#/components/schemas/TagProperties'", "- $ref: '#/components/schemas/Lost'");
    let circle = edit("    Mark:\n", "- $ref: '#/components/schemas/MarkText'", "- $ref: '#/components/schemas/Mark'");
    let nested = edit("    MarkText:", "text: {type: string}", "text: {$ref: '#/components/schemas/Mark'}");
    let odd = edit("    MarkText:", "properties:", "required: 3\n      allOf: 5\n      properties:");
    for (change, code) in [(nowhere, 2), (circle, 2), (nested, 0), (odd, 2)] {
        let (yaml, _) = edited(SMALL, &[change]);
        coverage(&recorded(&yaml, RECORDINGS), &[]).exits_with(code);
    }
}

#[test]
fn the_help_teaches_by_examples() {
    let help = xtask(["coverage", "--help"], Path::new(".")).succeeds().stdout;
    expect_file!["golden/help_coverage.txt"].assert_eq(&help);
}
