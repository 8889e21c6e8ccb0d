//! Saved pages of an API that is none, beside a document of it.
//!
//! `pages/document.yaml` is the document, and `pages/note-create.en.txt` the page that agrees with it but for what
//! `pages/conflicts.yaml` decides. The others differ, in each way that is looked for, or are no pages.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use workspace::{Outcome, Workspace, xtask};

const DOCUMENT: &str = include_str!("pages/document.yaml");

/// A workspace with the document, its conflicts and its examples.
fn notes() -> Workspace {
    let workspace = Workspace::new(DOCUMENT);
    let openapi = workspace.root().join("openapi");
    fs::create_dir(openapi.join("provenance")).unwrap();
    fs::create_dir(openapi.join("examples")).unwrap();
    fs::copy(page("conflicts.yaml"), openapi.join("provenance/conflicts.yaml")).unwrap();
    for name in ["createNote.request.en.json", "createNote.response.en.json"] {
        fs::copy(page(name), openapi.join("examples").join(name)).unwrap();
    }
    workspace
}

fn page(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name)
}

/// Reads a page, which is copied to the workspace, so that its name is all that is shown of its path.
fn transcribe(workspace: &Workspace, name: &str, arguments: &[&str]) -> Outcome {
    if page(name).exists() {
        fs::copy(page(name), workspace.root().join(name)).unwrap();
    }
    xtask(["transcribe", "--workspace", ".", name].iter().chain(arguments), workspace.root())
}

#[test]
fn a_page_that_agrees_has_nothing_new_and_what_was_decided_is_shown_on_request() {
    let workspace = notes();
    let outcome = transcribe(&workspace, "note-create.en.txt", &[]).succeeds();
    expect_file!["golden/transcribe_agrees.txt"].assert_eq(&outcome.stdout);
    let outcome = transcribe(&workspace, "note-create.en.txt", &["--all"]).exits_with(0);
    expect_file!["golden/transcribe_all.txt"].assert_eq(&(outcome.stdout + &outcome.stderr));
}

#[test]
fn a_decision_about_a_rule_that_nothing_is_told_by_is_a_finding() {
    let workspace = notes();
    let path = workspace.root().join("openapi/provenance/conflicts.yaml");
    let text = fs::read_to_string(&path).unwrap() + "      - rule: max-lenght\n";
    fs::write(&path, text).unwrap();
    let outcome = transcribe(&workspace, "note-create.en.txt", &[]).exits_with(1);
    outcome
        .says("error[conflict-rule]: no comparison with a page has the rule `max-lenght`")
        .says("there is `max-length`");
}

#[test]
fn differences_are_told_with_both_places() {
    for name in ["note-create.jp.txt", "note-list.kr.txt", "notes.en.txt"] {
        let outcome = transcribe(&notes(), name, &[]).exits_with(1);
        let golden = format!("golden/transcribe_{}", name.replace('.', "_").replace("_txt", ".txt"));
        expect_file![golden].assert_eq(&(outcome.stdout + &outcome.stderr));
    }
}

#[test]
fn a_page_that_is_cut_is_compared_as_far_as_it_goes() {
    let all = ["cut-row.txt", "cut-table.txt", "cut-tables.txt", "cut-example.txt", "lost-table.txt"].map(|name| {
        let outcome = transcribe(&notes(), name, &["--page", "note-create/en"]).exits_with(1);
        format!("=== {name}\n{}{}", outcome.stdout, outcome.stderr)
    });
    let all = all.concat();
    expect_file!["golden/transcribe_cut.txt"].assert_eq(&all);
}

#[test]
fn an_operation_that_the_document_lacks_is_told_with_the_nearest() {
    let outcome = transcribe(&notes(), "unknown.txt", &[]).exits_with(1);
    expect_file!["golden/transcribe_unknown.txt"].assert_eq(&(outcome.stdout + &outcome.stderr));
}

#[test]
fn what_is_no_page_is_told_with_the_line_and_what_was_expected() {
    let rows = [
        ("empty.txt", "empty.txt:1: expected the text of a page, and there is none"),
        ("page.html.txt", "page.html.txt:2: expected the text of a page, not HTML"),
        ("no-operation.txt", "no-operation.txt:1: expected a method and a path such as `GET/contacts`"),
        ("no-head.txt", "no-head.txt:3: expected the head of a table"),
        ("broken-table.txt", "broken-table.txt:7: expected the `|` that ends the row of line 5"),
        ("broken-row.txt", "broken-row.txt:4: expected a row with a name, a type"),
    ];
    for (name, message) in rows {
        let outcome = transcribe(&notes(), name, &[]).exits_with(2).says(message).says("= help: ");
        assert_eq!(outcome.stdout, "", "{name}");
    }
    let workspace = notes();
    fs::write(workspace.root().join("latin.txt"), b"POST/notes\nnote\n\xe9\n").unwrap();
    transcribe(&workspace, "latin.txt", &[]).exits_with(2).says("latin.txt:3: expected UTF-8");
    transcribe(&workspace, "absent.txt", &[]).exits_with(2).says("absent.txt: ");
}

#[test]
fn nothing_is_too_large_or_too_deep() {
    let deep = "| x | object (X) | |\n| Property | Type | Description |\n".repeat(20_000);
    let pages = [
        format!("POST/notes\n{}", "x".repeat(5_000_000)),
        format!("POST/notes\n1{}", "{".repeat(1_000_000)),
        format!("POST/notes\n{}", "[".repeat(1_000_000)),
        format!("POST/notes\n1{{{}", "9".repeat(1_000_000)),
        format!("POST/notes\n| Property | Type | Description |\n| a | string | {} |\n", "default : ".repeat(100_000)),
        format!("POST/notes\n| Property | Type | Description |\n{}", "|".repeat(1_000_000)),
        format!("POST/notes\n| Property | Type | Description |\n{deep}"),
        format!("POST/notes\n| Property | Type | Description |\n{}", "| | string | |\n| string |\n".repeat(2_000)),
        "POST/notes\n|\n".to_owned(),
        "POST/notes\n| Property | Type |\n| a |\n".to_owned(),
        "POST\n".repeat(10),
    ];
    let workspace = notes();
    for (index, text) in pages.iter().enumerate() {
        fs::write(workspace.root().join("page.txt"), text).unwrap();
        let outcome = transcribe(&workspace, "page.txt", &[]);
        assert!(matches!(outcome.code, Some(0..=2)), "{index}: {:?}", outcome.code);
        assert!(!outcome.stderr.contains("panicked"), "{index}: {}", outcome.stderr);
    }
}

#[test]
fn an_example_in_no_file_is_written_once_and_never_over_another() {
    let workspace = notes();
    let examples = workspace.root().join("openapi/examples");
    fs::remove_file(examples.join("createNote.response.en.json")).unwrap();
    let outcome = transcribe(&workspace, "note-create.en.txt", &["--write-examples"]).exits_with(1);
    assert!(outcome.stdout.contains("createNote.response.en.json: written"), "{}", outcome.stdout);
    let written = fs::read_to_string(examples.join("createNote.response.en.json")).unwrap();
    assert_eq!(written, fs::read_to_string(page("createNote.response.en.json")).unwrap());
    transcribe(&workspace, "note-create.en.txt", &["--write-examples"]).succeeds();
    // A file that says something else, and that nothing refers to, stays.
    let yaml = DOCUMENT.replace("./examples/createNote.request.en.json", "./examples/createNote.other.request.jp.json");
    workspace.set_document(yaml);
    fs::write(examples.join("createNote.request.en.json"), "{}").unwrap();
    let outcome = transcribe(&workspace, "note-create.en.txt", &["--write-examples"]).exits_with(1);
    assert!((outcome.stdout + &outcome.stderr).contains("nothing refers to createNote.request.en.json"));
    assert_eq!(fs::read_to_string(examples.join("createNote.request.en.json")).unwrap(), "{}");
}

#[test]
fn which_page_it_is_comes_from_its_name_the_caller_or_its_script() {
    let workspace = notes();
    let text = fs::read_to_string(page("note-create.en.txt")).unwrap();
    fs::write(workspace.root().join("saved.txt"), &text).unwrap();
    // Without a name the decision about this page alone does not hold.
    let outcome = transcribe(&workspace, "saved.txt", &[]).exits_with(1);
    assert!((outcome.stdout + &outcome.stderr).contains("which is 200; the document has 201"));
    transcribe(&workspace, "saved.txt", &["--page", "note-create/en"]).succeeds();
    // The operation names its page, and the script tells the language.
    fs::copy(page("note-list.kr.txt"), workspace.root().join("list.txt")).unwrap();
    let outcome = transcribe(&workspace, "list.txt", &[]).exits_with(1);
    assert!((outcome.stdout + &outcome.stderr).contains("by: list.txt:4:1, https://example.com/kr/docs/note-list"));
    fs::write(workspace.root().join("note-new.en.txt"), &text).unwrap();
    let outcome = transcribe(&workspace, "note-new.en.txt", &[]).exits_with(1);
    assert!((outcome.stdout + &outcome.stderr).contains("the document's index has no page `note-new/en`"));
    for wrong in ["note-create", "note-create/fr"] {
        transcribe(&workspace, "saved.txt", &["--page", wrong]).exits_with(2).says("expected");
    }
}
