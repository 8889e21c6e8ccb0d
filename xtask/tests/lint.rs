//! Every rule is held to its page: the document that the page says fails has a finding of it, the one that passes
//! has none.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use workspace::{Outcome, SMALL, Workspace, xtask};

/// The day on which dated changes are judged here.
const DAY: &str = "2026-11-21";

/// A rule's page, taken apart.
struct Page {
    id: String,
    text: String,
}

/// A document of a page, and the files beside it.
struct Case<'p> {
    document: &'p str,
    files: Vec<(&'p str, &'p str)>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn pages() -> Vec<Page> {
    let list = xtask(["lint", "--list"], &root()).succeeds().stdout;
    let ids = list.lines().filter_map(|line| line.split_whitespace().next());
    let pages = ids.map(|id| {
        let path = root().join(format!("xtask/src/lint/rules/{id}.md"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{id} has no page"));
        Page { id: id.to_owned(), text }
    });
    pages.collect()
}

impl Page {
    /// What stands under a heading of the second level.
    fn section(&self, heading: &str) -> &str {
        let start = self.text.find(&format!("\n## {heading}\n"));
        let rest = &self.text[start.unwrap_or_else(|| panic!("the page of {} has no `{heading}`", self.id)) + 1..];
        rest.find("\n## ").map_or(rest, |end| &rest[..end])
    }

    fn case(&self, heading: &str) -> Case<'_> {
        let mut document = None;
        let mut files = Vec::new();
        for block in self.section(heading).split("\n```").skip(1).step_by(2) {
            let (info, text) = block.split_once('\n').unwrap();
            match info.split_once(' ') {
                Some((_, name)) => files.push((name, text)),
                None => assert_eq!(document.replace(text), None, "{} shows two documents in `{heading}`", self.id),
            }
        }
        let document = document.unwrap_or_else(|| panic!("{} shows no document in `{heading}`", self.id));
        Case { document, files }
    }

    /// What the program says of a document, looking for this rule alone.
    fn lint(&self, heading: &str) -> Outcome {
        let Case { document, files } = self.case(heading);
        let workspace = Workspace::new(document);
        for (name, text) in files {
            let path = workspace.root().join("openapi").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = workspace.root();
        let outcome = xtask(["lint", "--rule", &self.id, "--date", DAY, "--workspace", root.to_str().unwrap()], root);
        assert!(matches!(outcome.code, Some(0 | 1)), "{}: {outcome:?}", self.id);
        assert!(!outcome.stderr.contains("panicked"), "{}: {}", self.id, outcome.stderr);
        outcome
    }
}

#[test]
fn every_rule_finds_what_its_page_says_it_finds() {
    for page in pages() {
        let Outcome { stdout, stderr, .. } = page.lint("Fails");
        let said = stdout + &stderr;
        assert!(said.contains(&format!("[{}]", page.id)), "{} passes what its page says fails:\n{said}", page.id);
        expect_file![root().join(format!("xtask/tests/golden/lint/{}.txt", page.id))].assert_eq(&said);
    }
}

#[test]
fn no_rule_finds_anything_in_what_its_page_says_passes() {
    for page in pages() {
        let Outcome { stdout, stderr, .. } = page.lint("Passes");
        let said = stdout + &stderr;
        assert!(!said.contains(&format!("[{}]", page.id)), "{} fails what its page says passes:\n{said}", page.id);
    }
}

#[test]
fn a_page_says_what_breaks_the_rule_and_how_to_mend_it() {
    for page in pages() {
        let title = page.text.lines().next().unwrap_or_default();
        assert!(title.starts_with("# "), "the page of {} has no title", page.id);
        assert!(!page.section("Mend it").trim_start_matches("## Mend it").trim().is_empty(), "{}", page.id);
        assert!(page.text.ends_with("```\n"), "the page of {} ends with something else than a document", page.id);
    }
}

#[test]
fn every_golden_and_every_page_belongs_to_a_rule() {
    let known: Vec<String> = pages().into_iter().map(|page| page.id).collect();
    for folder in ["xtask/src/lint/rules", "xtask/tests/golden/lint"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(name.starts_with('.') || known.iter().any(|id| id == name), "{folder}: {name} is no rule");
        }
    }
    let mut sorted = known.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), known.len(), "a rule is in the tables twice");
}

#[test]
fn the_real_document_has_no_findings() {
    let Outcome { code, stdout, stderr } =
        xtask(["lint", "--date", DAY, "--workspace", root().to_str().unwrap()], &root());
    let said = stdout + &stderr;
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("error[") && !said.contains("warning["), "{said}");
}

#[test]
fn a_small_document_is_judged_to_its_end() {
    let workspace = Workspace::new(SMALL);
    let root = workspace.root();
    let outcome = xtask(["lint", "--date", DAY, "--workspace", root.to_str().unwrap()], root);
    assert!(matches!(outcome.code, Some(0 | 1)), "{outcome:?}");
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
}
