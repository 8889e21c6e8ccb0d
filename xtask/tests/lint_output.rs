//! How `cargo xtask lint` shows what it finds, whatever the rules are.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use expect_test::{expect, expect_file};
use serde_json::Value;
use workspace::{Outcome, Workspace, command, xtask};

/// Two errors and a warning of rules that are not likely to go.
const BROKEN: &str = "\
openapi: 3.0.3
info: {title: Tags, version: 1.0.0}
paths:
  /tags:
    get:
      operationId: listTags
      responses:
        '200':
          description: The tags.
          content:
            application/json: {schema: {$ref: '#/components/schemas/TagLits'}}
components:
  schemas:
    TagList:
      type: object
      properties:
        一覧: {type: array, items: {$ref: 'tag.yaml'}}
x-source-index:
  tag-list: {url: 'https://example.com/{lang}/docs/tag-list', languages: [en]}
";

const RULES: [&str; 4] = ["--rule", "dangling-reference", "--rule", "unused-source"];

/// Runs `cargo xtask lint` on a document, as somebody does who stands in its workspace.
fn lint(yaml: &str, options: &[&str]) -> Outcome {
    let workspace = Workspace::new(yaml);
    let root = workspace.root().to_str().unwrap();
    let always = ["lint", "--date", "2026-11-21", "--workspace", root];
    xtask(always.iter().chain(options), workspace.root())
}

fn broken(options: &[&str]) -> Outcome {
    lint(BROKEN, &[&RULES[..], options].concat()).exits_with(1)
}

#[test]
fn text_shows_the_line_with_a_mark_under_the_key() {
    let outcome = broken(&[]);
    assert_eq!(outcome.stderr, "");
    expect_file!["golden/lint_output/text.txt"].assert_eq(&outcome.stdout);
}

#[test]
fn every_other_form_is_the_output_and_the_line_for_people_is_beside_it() {
    for format in ["json", "sarif", "junit", "github"] {
        let outcome = broken(&["--format", format]);
        // The pages are golden elsewhere: what matters is that they are there.
        let shown = if format == "sarif" { without_pages(&outcome.stdout) } else { outcome.stdout };
        expect_file![format!("golden/lint_output/{format}.txt")].assert_eq(&shown);
        expect!["2 errors, 1 warning in openapi/contacts.yaml; see `cargo xtask lint --explain dangling-reference`\n"]
            .assert_eq(&outcome.stderr);
    }
}

/// A SARIF text with neither the pages of the rules nor the version of the program.
fn without_pages(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["version"] = "VERSION".into();
    for rule in driver["rules"].as_array_mut().unwrap() {
        let page = rule["help"]["text"].as_str().unwrap();
        assert!(page.starts_with("# ") && rule["help"]["markdown"] == page, "{page}");
        rule["help"] = "PAGE".into();
    }
    serde_json::to_string_pretty(&log).unwrap() + "\n"
}

#[test]
fn a_document_without_findings_is_said_to_have_none_in_every_form() {
    let fine = BROKEN.replace("TagLits", "TagList");
    for format in ["text", "json", "sarif", "junit", "github"] {
        let outcome = lint(&fine, &["--rule", "reference", "--format", format]).exits_with(0);
        let line = if format == "text" { &outcome.stdout } else { &outcome.stderr };
        assert_eq!(line, "openapi/contacts.yaml: no findings by 1 rule\n", "{format}");
        match format {
            "json" => {
                let shown: Value = serde_json::from_str(&outcome.stdout).unwrap();
                assert_eq!(
                    shown["summary"],
                    serde_json::json!({"rules": 1, "errors": 0, "warnings": 0, "reported": 0})
                );
            }
            "sarif" => {
                let shown: Value = serde_json::from_str(&outcome.stdout).unwrap();
                assert_eq!(shown["runs"][0]["results"], serde_json::json!([]));
            }
            "junit" => assert!(outcome.stdout.contains(r#"<testcase name="reference" "#), "{}", outcome.stdout),
            "github" => assert_eq!(outcome.stdout, ""),
            _ => {}
        }
    }
}

#[test]
fn warnings_alone_are_no_failure_unless_somebody_says_so() {
    let unused = ["--rule", "unused-source"];
    let outcome = lint(BROKEN, &unused).exits_with(0);
    assert!(
        outcome
            .stdout
            .ends_with("1 warning in openapi/contacts.yaml; see `cargo xtask lint --explain unused-source`\n")
    );
    let strict = lint(BROKEN, &[&unused[..], &["--strict"]].concat()).exits_with(1);
    assert!(strict.stdout.starts_with("error[unused-source]: "), "{}", strict.stdout);
}

#[test]
fn findings_beyond_the_limit_are_counted_and_not_shown() {
    let outcome = broken(&["--max-findings", "1"]);
    assert_eq!(outcome.stdout.matches("error[").count(), 1);
    assert!(outcome.stdout.ends_with("; 2 findings are not shown (see --max-findings)\n"), "{}", outcome.stdout);
    // The warning stands first in the text, and counts least.
    let later =
        lint(&format!("x-a: 1 \n{BROKEN}"), &[&RULES[..], &["--rule", "whitespace", "--max-findings", "2"]].concat());
    assert_eq!(later.stdout.matches("error[").count(), 2, "{}", later.stdout);
    let none = broken(&["--max-findings", "0", "--format", "json"]);
    let shown: Value = serde_json::from_str(&none.stdout).unwrap();
    assert_eq!((&shown["findings"], &shown["summary"]["errors"]), (&serde_json::json!([]), &2.into()));
}

#[test]
fn what_is_no_yaml_is_a_finding_in_every_form() {
    let text = "openapi: 3.0.3\ninfo: {}\ninfo: {}\n";
    expect_file!["golden/lint_output/malformed.txt"].assert_eq(&lint(text, &[]).exits_with(1).stdout);
    let github = lint(text, &["--format", "github"]).exits_with(1);
    assert!(github.stdout.starts_with("::error file=openapi/contacts.yaml,line=3,col=1,title=yaml-syntax::"));
    let junit = lint(text, &["--format", "junit"]).exits_with(1);
    assert!(junit.stdout.contains(r#"tests="1" skipped="0" failures="1""#), "{}", junit.stdout);
}

#[test]
fn another_document_is_named_as_it_was_given() {
    let workspace = Workspace::new("");
    std::fs::write(workspace.root().join("draft.yaml"), BROKEN).unwrap();
    let shown = xtask([&["lint", "draft.yaml"][..], &RULES].concat(), workspace.root()).exits_with(1).stdout;
    assert!(shown.contains("--> draft.yaml:11:") && shown.contains("2 errors, 1 warning in draft.yaml;"), "{shown}");
    xtask(["lint", "absent.yaml"], workspace.root()).exits_with(2).says("cannot read absent.yaml");
}

#[test]
fn names_and_days_that_are_none_are_answered_with_what_to_write() {
    for option in ["--explain", "--rule"] {
        lint("", &[option, "dangling-refrence"])
            .exits_with(2)
            .says("error: there is no rule `dangling-refrence`\n")
            .says("help: did you mean `dangling-reference`? `cargo xtask lint --list` lists the rules\n");
    }
    lint("", &["--explain", "zzz"]).exits_with(2).says("help: `cargo xtask lint --list` lists the rules\n");
    for verb in ["lint", "provenance", "release"] {
        xtask([verb, "--date", "31.7.2026"], ".".as_ref()).exits_with(2).says("no day: write it like 2026-07-31");
    }
}

#[test]
fn the_list_is_one_rule_a_line_where_no_terminal_is_and_each_has_a_page() {
    let list = lint("", &["--list"]).succeeds().stdout;
    let mut column = None;
    for line in list.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(matches!(words[1], "error" | "warning") && words.len() > 2, "{line}");
        let here = line.find(&format!("  {}", words[1]));
        assert!(here.is_some() && *column.get_or_insert(here) == here, "{line:?} is not in its column");
    }
    let page = lint("", &["--explain", "dangling-reference"]).succeeds().stdout;
    assert!(page.starts_with("# "), "{page}");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let workspace = Workspace::new(BROKEN);
    let run = |variable: Option<(&str, &str)>| {
        let mut command = command(workspace.root());
        command.arg("lint").args(RULES).arg("--workspace").arg(workspace.root()).envs(variable);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!run(None).contains('\u{1b}'));
    let coloured = run(Some(("CLICOLOR_FORCE", "1")));
    assert!(coloured.contains("\u{1b}[") && !coloured.contains(":::"), "{coloured}");
}

#[test]
fn what_reading_and_generating_find_can_be_explained_as_well() {
    for id in ["not-utf-8", "yaml-syntax", "generator-refuses"] {
        let page = lint("", &["--explain", id]).succeeds().stdout;
        assert!(page.starts_with("# ") && page.contains("\n## Mend it\n"), "{id}:\n{page}");
        // They are no rules that a document could be held to.
        lint("", &["--rule", id]).exits_with(2);
    }
    let said = lint("a: 1\na: 2\n", &[]).exits_with(1).stdout;
    assert!(said.contains("; see `cargo xtask lint --explain yaml-syntax`\n"), "{said}");
}
