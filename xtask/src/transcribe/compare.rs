//! A page beside the document: what is missing, different or new.

mod examples;
mod rest;
mod table;

use std::borrow::Cow;
use std::path::Path;

use contacts_openapi::{
    Direction, Document, Example, Finding, Operation, Place, Severity, Source, examples, operations,
};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use self::examples::Unwritten;
use super::decided::{Subject, decided};
use super::page::{Page, Part, Table};
use crate::provenance::conflicts::Conflict;

/// How many characters a message has.
const MAX_MESSAGE: usize = 400;

/// What a page and the document do not have in common.
#[derive(Debug, Default)]
pub(crate) struct Differences<'c> {
    /// What nobody has decided.
    pub(crate) news: Vec<Finding>,
    /// What a conflict's entry decides.
    pub(crate) decided: Vec<(Finding, &'c Conflict)>,
    /// How many statements the document makes beyond the page, marked as assumed.
    pub(crate) assumed: usize,
    pub(crate) tables: usize,
    pub(crate) rows: usize,
    pub(crate) examples: usize,
    /// The payloads that are in no file.
    pub(crate) unwritten: Vec<Unwritten>,
}

/// Something that a page and the document do not have in common, before it is known whether that was decided.
struct Difference<'a> {
    rule: &'a str,
    at: &'a Pointer,
    line: usize,
    printed: Option<&'a str>,
    message: String,
    help: Cow<'static, str>,
}

/// A comparison that is going on.
pub(super) struct Comparison<'a, 'c> {
    document: &'a Document,
    page: &'a Page,
    id: Option<String>,
    conflicts: &'c [Conflict],
    /// The folder that examples are in.
    folder: &'a Path,
    files: Vec<Example>,
    found: Differences<'c>,
}

/// Compares a page with the document; its examples are files in `folder`.
pub(crate) fn compare<'c>(
    document: &Document,
    page: &Page,
    conflicts: &'c [Conflict],
    folder: &Path,
) -> Differences<'c> {
    let mut comparison = Comparison {
        document,
        page,
        id: page.id().or_else(|| recognized(document, page)),
        conflicts,
        folder,
        files: examples(document).unwrap_or_default(),
        found: Differences::default(),
    };
    comparison.page();
    let mut found = comparison.found;
    found.news.sort_by(|a, b| place(a).cmp(&place(b)));
    found
}

/// The page that its operation names as the one that describes it, in the language of the text.
fn recognized(document: &Document, page: &Page) -> Option<String> {
    let (method, path) = page.operation.as_ref()?;
    let operations = operations(document);
    let address = operations.iter().find(|it| it.method == *method && it.path == path)?.page()?;
    let index = document.root().get("x-source-index")?.as_object()?;
    let is_it = |url: &str| {
        url.split_once("{lang}")
            .is_some_and(|(before, behind)| address.starts_with(before) && address.ends_with(behind))
    };
    let (slug, _) = index.iter().find(|(_, entry)| entry.get("url").and_then(Value::as_str).is_some_and(is_it))?;
    let id = format!("{slug}/{}", page.language);
    document.address(&id).map(|_| id)
}

/// Findings stand in the order of the page.
fn place(finding: &Finding) -> (Option<&Place>, &Place) {
    (finding.source.as_ref().map(|source| &source.place), &finding.place)
}

/// A message of a length that somebody reads, whatever the page prints.
fn readable(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(MAX_MESSAGE) {
        message.truncate(end);
        message.push_str("...");
    }
    message
}

/// What of a page belongs to which way of an operation.
#[derive(Default)]
struct Sides<'p> {
    request: Vec<(usize, &'p Table)>,
    response: Vec<(usize, &'p Table)>,
}

impl<'a> Comparison<'a, '_> {
    fn page(&mut self) {
        self.source();
        let operations = operations(self.document);
        match &self.page.operation {
            None => self.overview(&operations),
            Some((method, path)) => match operations.iter().find(|it| it.method == *method && it.path == path) {
                Some(operation) => self.operation(operation),
                None => self.unknown_operation(&operations, 1, *method, path),
            },
        }
        self.notices();
        self.cut();
    }

    /// Whoever reads the findings should know of a page that ends early.
    fn cut(&mut self) {
        let is_told = self.found.news.iter().any(|finding| finding.rule == "page-cut");
        if self.page.is_cut && !is_told {
            let line = self.page.lines.max(1);
            let message = if self.page.ends_with_table {
                "the page ends behind a table, where an example or the label of an answer, such as `OK`, was expected"
            } else {
                "the page ends within its last part; what follows was not compared"
            };
            let message = message.to_owned();
            let help = "save the page once more, whole";
            let at = PointerBuf::from_tokens(["paths"]);
            self.tell(Difference { rule: "page-cut", at: &at, line, printed: None, message, help: help.into() });
        }
    }

    fn operation(&mut self, operation: &Operation<'a>) {
        self.is_named_by(operation);
        self.scopes(operation);
        self.parameters(operation);
        self.headers(operation);
        self.statuses(operation);
        self.bodies(operation);
        let label = self.success_label();
        for (index, (line, part)) in self.page.parts.iter().enumerate() {
            let Part::Example(glued) = part else { continue };
            let is_request = operation.request.is_some() && label.is_none_or(|label| index < label);
            let direction = if is_request { Direction::Request } else { Direction::Response };
            self.example(operation, direction, *line, glued);
        }
    }

    /// Which part is the label of a success.
    fn success_label(&self) -> Option<usize> {
        let is_success = |part: &Part| matches!(part, Part::Label(status) if !(status.is_client_error() || status.is_server_error()));
        self.page.parts.iter().position(|(_, part)| is_success(part))
    }

    /// Tells a difference once, and whether it was decided.
    fn tell(&mut self, difference: Difference<'_>) {
        let Difference { rule, at, line, printed, message, help } = difference;
        let page = self.id.as_deref();
        let known = decided(self.conflicts, &Subject { rule, at, printed, page });
        let mut finding = self.document.error("transcribe", at.to_owned(), readable(message), help);
        finding.rule = Cow::Owned(rule.to_owned());
        if ["name-lost", "dated-notice", "page-cut", "unknown-page"].contains(&rule) {
            finding.severity = Severity::Warning;
        }
        finding.source = Some(Source {
            place: Place { file: self.page.path.clone(), line, column: 1 },
            pointer: PointerBuf::new(),
            page: page.and_then(|page| self.document.address(page)),
        });
        // Where a page ends is no place of the document.
        if rule == "page-cut" && *at == *Pointer::from_static("/paths") {
            finding.place = Place { file: self.page.path.clone(), line, column: 1 };
            finding.pointer = None;
        }
        let is_same = |other: &Finding| other.pointer == finding.pointer && other.message == finding.message;
        match known {
            Some(conflict) if !self.found.decided.iter().any(|(other, _)| is_same(other)) => {
                self.found.decided.push((finding, conflict));
            }
            None if !self.found.news.iter().any(is_same) => self.found.news.push(finding),
            _ => {}
        }
    }
}
