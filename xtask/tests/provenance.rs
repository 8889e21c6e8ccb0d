//! Where the statements of a small document come from, and the conflicts of the real one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::path::Path;

use contacts_openapi::Document;
use expect_test::expect_file;
use serde_json::Value;
use workspace::{CONTACTS, Outcome, Workspace, xtask};

const DOCUMENT: &str = include_str!("pages/document.yaml");
const CONFLICTS: &str = include_str!("pages/conflicts.yaml");
const MARKS: &str = "<!-- conflicts: written by `cargo xtask provenance --write` -->\n<!-- end of conflicts -->\n";

fn notes() -> Workspace {
    let workspace = Workspace::new(DOCUMENT);
    set_conflicts(&workspace, CONFLICTS);
    workspace
}

fn set_conflicts(workspace: &Workspace, yaml: &str) {
    let folder = workspace.root().join("openapi/provenance");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("conflicts.yaml"), yaml).unwrap();
}

fn provenance(workspace: &Workspace, arguments: &[&str]) -> Outcome {
    xtask(["provenance", "--workspace", "."].iter().chain(arguments), workspace.root())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn the_summary_counts_statements_and_lists_what_is_open() {
    let outcome = provenance(&notes(), &["--date", "2026-06-01"]).succeeds();
    expect_file!["golden/provenance.txt"].assert_eq(&outcome.stdout);
    let outcome = provenance(&notes(), &["--date", "2026-06-01", "--format", "markdown"]).succeeds();
    expect_file!["golden/provenance.md"].assert_eq(&outcome.stdout);
}

#[test]
fn every_statement_has_its_pages_or_its_assumption() {
    let outcome = provenance(&notes(), &["--all"]).succeeds();
    expect_file!["golden/provenance_all.txt"].assert_eq(&outcome.stdout);
}

#[test]
fn what_was_asked_for_is_all_that_is_told() {
    let workspace = notes();
    let json = |arguments: &[&str]| -> Value {
        let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json", "--date", "2026-06-01"]).collect();
        serde_json::from_str(&provenance(&workspace, &all).succeeds().stdout).unwrap()
    };
    let rows: [(&[&str], &[&str]); 8] = [
        (&["Author"], &["statements"]),
        (&["createNote"], &["statements"]),
        (&["/components/parameters/Count/schema"], &["statements"]),
        (&["--page", "note-list/kr"], &["statements"]),
        (&["--unsourced"], &["unsourced"]),
        (&["--conflicts", "--dated"], &["conflicts", "dated"]),
        (&["--assumptions"], &["assumptions"]),
        (&[], &["counts", "unsourced", "assumptions", "conflicts", "dated"]),
    ];
    for (arguments, parts) in rows {
        let told = json(arguments);
        assert_eq!(told.as_object().unwrap().keys().collect::<Vec<_>>(), parts, "{arguments:?}");
    }
    let count = json(&["/components/parameters/Count/schema"]);
    let count = count["statements"].as_array().unwrap();
    assert_eq!(count.len(), 5, "{count:?}");
    assert!(count.iter().all(|it| it["pages"] == serde_json::json!(["note-list/kr"])), "{count:?}");
}

#[test]
fn a_dated_change_is_planned_until_its_day_and_then_due_until_somebody_decides() {
    let decision = "{on: '2026-01-06', says: RICH stays., review: '2027-03-31'}";
    let yaml = DOCUMENT.replace(
        "          date: '2026-01-05'\n",
        &format!("          date: '2026-01-05'\n          decision: {decision}\n"),
    );
    let workspace = Workspace::new(yaml);
    let again = "decided, and to be looked at again by now";
    for (date, state, decided) in [("2027-03-30", "planned", "decided"), ("2027-03-31", "due", again)] {
        let outcome = provenance(&workspace, &["--dated", "--date", date]).succeeds();
        assert!(outcome.stdout.contains(&format!("2027-03-31 old-withdrawn: {state}")), "{}", outcome.stdout);
        assert!(outcome.stdout.contains(&format!("2026-01-05 rich-renamed: {decided}\n")), "{}", outcome.stdout);
        assert!(
            outcome.stdout.contains("  => RICH stays. To be looked at again on 2027-03-31.\n"),
            "{}",
            outcome.stdout
        );
    }
}

#[test]
fn a_conflict_that_names_what_is_not_there_is_a_finding() {
    let rows = [
        ("/components/schemas/FieldValue]", "/components/schemas/Field]", "conflict-place", "leads nowhere"),
        ("[note-create/en, note-create/jp]", "[note-create/en, note-create/kr]", "conflict-page", "is no page"),
        (
            "pages: [note-create/en]\n        printed",
            "pages: [memo/en]\n        printed",
            "conflict-page",
            "is no page",
        ),
        ("rule: pattern", "rule: patern", "conflict-rule", "there is `pattern`"),
        ("id: field-names", "id: email-name", "conflict-id", "there is a conflict `email-name` already"),
    ];
    for (from, to, rule, message) in rows {
        let workspace = notes();
        let yaml = CONFLICTS.replacen(from, to, 1);
        assert_ne!(yaml, CONFLICTS, "{from}");
        set_conflicts(&workspace, &yaml);
        let outcome = provenance(&workspace, &["--conflicts"]).exits_with(1);
        outcome.says(&format!("error[{rule}]")).says(message).says("openapi/provenance/conflicts.yaml:");
        provenance(&workspace, &["--write"]).exits_with(1).says(rule);
        provenance(&workspace, &["--check"]).exits_with(1).says(rule);
    }
    let rows = [
        ("decision: anchored\n", "verdict: anchored\n", "unknown field `verdict`"),
        ("    decision: anchored\n", "", "missing field `decision`"),
        ("decision: anchored\n", "decision: 3\n", "expected a string"),
        ("at: [/components/schemas/FieldValue]", "at: [components]", "json pointer failed to parse"),
        ("conflicts:\n", "entries:\n", "unknown field `entries`"),
    ];
    for (from, to, message) in rows {
        let workspace = notes();
        set_conflicts(&workspace, &CONFLICTS.replacen(from, to, 1));
        provenance(&workspace, &[]).exits_with(1).says("error[conflict-form]").says(message);
    }
    let workspace = notes();
    set_conflicts(&workspace, "conflicts: [\n");
    provenance(&workspace, &[]).exits_with(2).says("yaml-syntax");
}

#[test]
fn what_does_not_exist_cannot_be_asked_for() {
    for what in ["Auhtor", "/components/schemas/Auhtor", "/~2", "", "listnotes"] {
        provenance(&notes(), &[what]).exits_with(2).says("there is no operation, schema or place");
    }
    provenance(&notes(), &["--page", "note-create/kr"]).exits_with(2).says("x-source-index has no page");
}

#[test]
fn the_table_of_conflicts_is_written_into_the_readme_and_checked() {
    let workspace = notes();
    let readme = workspace.root().join("openapi/README.md");
    fs::write(&readme, format!("# A\n\n{MARKS}\nZ\n")).unwrap();
    let outcome = provenance(&workspace, &["--check"]).exits_with(4).says("run `cargo xtask provenance --write`");
    assert!(outcome.stdout.contains("+| the name of `email` |"), "{}", outcome.stdout);
    provenance(&workspace, &["--write"]).succeeds();
    provenance(&workspace, &["--check"]).succeeds();
    expect_file!["golden/provenance_section.md"].assert_eq(&fs::read_to_string(&readme).unwrap());
}

#[test]
fn a_document_of_any_form_is_told_of_without_a_panic() {
    let documents = [
        "openapi: 3.0.3\npaths: 3\ncomponents: [1]\nx-a: null\n",
        "paths: {/a: {get: {responses: [], parameters: {}, security: 3}, parameters: 1}, b: []}\n",
        "components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}], required: {a: 1}, properties: [1]}}}\n",
        "components: {schemas: {A: 3, B: {x-assumption: [], x-source: {}, x-dated-changes: [1, {id: []}]}}, parameters: [3]}\n",
        "x-source-index: [3]\nx-rate-limits: {a: [{b: [[1]]}]}\n",
    ];
    for yaml in documents {
        let workspace = Workspace::new(yaml);
        for arguments in [&[][..], &["--all"], &["--all", "--format", "json"], &["--format", "markdown"]] {
            provenance(&workspace, arguments).exits_with(0);
        }
        fs::write(workspace.root().join("p.txt"), "GET/a\nx\n| Property | Type | Description |\n| a | string | |\n")
            .unwrap();
        let outcome = xtask(["transcribe", "--workspace", ".", "p.txt"], workspace.root());
        assert!(outcome.code.is_some() && !outcome.stderr.contains("panicked"), "{yaml}: {}", outcome.stderr);
    }
}

#[test]
fn the_real_conflicts_have_the_form_of_their_schema_and_lead_into_the_document() {
    let schema = fs::read(root().join("openapi/provenance/schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let real = Document::read(root().join("openapi/provenance/conflicts.yaml")).unwrap();
    let small = Document::parse("conflicts.yaml", CONFLICTS).unwrap();
    for document in [&real, &small] {
        let errors: Vec<String> =
            validator.iter_errors(document.root()).map(|it| format!("{} at {}", it, it.instance_path())).collect();
        assert_eq!(errors, [""; 0]);
    }
    let workspace = Workspace::new(CONTACTS);
    set_conflicts(&workspace, real.text());
    fs::copy(root().join("openapi/README.md"), workspace.root().join("openapi/README.md")).unwrap();
    provenance(&workspace, &["--conflicts"]).succeeds();
    provenance(&workspace, &["--check"]).succeeds();
    let outcome = provenance(&workspace, &["--unsourced"]).succeeds();
    assert_eq!(outcome.stdout, "Stated by no page and not marked as assumed: 0\n");
}
