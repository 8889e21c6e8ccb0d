//! Whether a document is valid OpenAPI 3.0.3, consistent, fit for the generator, and what this project promises.
//!
//! A rule is a row of a table, a function that looks for what breaks it, and a page: `rules/<id>.md` says why it is and
//! how to mend what breaks it, with a document that fails and one that passes. `--explain` prints the page, and the
//! tests hold the rule to both documents.

mod accepted;
mod openapi;
mod others;
mod project;

use std::path::Path;

use contacts_openapi::validate::Validator;
use contacts_openapi::{Document, Finding, Operation, Severity, operations};
use jsonptr::PointerBuf;

/// Something that is looked for.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its stable name, such as `dangling-reference`.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    /// What a document that breaks it does: a fragment for a list.
    pub(crate) summary: &'static str,
    /// The page of `rules`.
    pub(crate) page: &'static str,
}

/// A table of rules: severity, id, summary.
macro_rules! table {
    ($($severity:ident $id:literal: $summary:literal;)*) => {
        pub(super) const RULES: &[$crate::lint::Rule] = &[$($crate::lint::Rule {
            id: $id,
            severity: contacts_openapi::Severity::$severity,
            summary: $summary,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/rules/", $id, ".md")),
        }),*];
    };
}
use table;

/// Every rule, by the tables' order.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    openapi::RULES.iter().chain(project::rules())
}

/// The rule of a name.
pub(crate) fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Everything that can be explained: the rules, and what else findings are called by.
pub(crate) fn explained() -> impl Iterator<Item = &'static Rule> {
    rules().chain(others::OTHERS)
}

/// What the rules look at, and what they find.
struct Lint<'a> {
    document: &'a Document,
    /// The engine, one for all rules: what one has compiled, the next finds.
    validator: &'a Validator,
    operations: Vec<Operation<'a>>,
    /// The folder that the document's relative references start from.
    folder: &'a Path,
    /// The day on which dated changes are judged, `YYYY-MM-DD`.
    today: &'a str,
    findings: Vec<Finding>,
}

impl Lint<'_> {
    /// A finding of a rule of the table, which says how much it matters.
    fn report(&mut self, id: &'static str, at: PointerBuf, message: String, help: impl Into<String>) {
        let mut finding = self.document.error(id, at, message, help);
        // A name that is in no table is told by a test; until then it is an error.
        finding.severity = rule(id).map_or(Severity::Error, |rule| rule.severity);
        self.findings.push(finding);
    }
}

/// Everything that is wrong with a validator's document on a day, in the order of its text.
pub(crate) fn lint(validator: &Validator, today: &str) -> Vec<Finding> {
    let document = validator.document();
    let folder = document.path().parent().unwrap_or(Path::new(""));
    let held_to = |check: fn(&mut Lint<'_>)| {
        let findings = Vec::new();
        let mut lint = Lint { document, validator, operations: operations(document), folder, today, findings };
        check(&mut lint);
        lint.findings
    };
    let (mut findings, of_project) = std::thread::scope(|scope| {
        let of_project = scope.spawn(|| held_to(project::check));
        (held_to(openapi::check), of_project.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    findings.retain(|finding| !of_project.iter().any(|other| openapi::is_said(finding, other)));
    findings.extend(of_project);
    let mut findings = accepted::without(document, findings);
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    findings.dedup();
    findings
}
