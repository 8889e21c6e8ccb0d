//! What is told of a document's provenance, as data for each of the forms that it is told in.

use std::collections::BTreeMap;

use contacts_openapi::{Assumption, Document};
use jsonptr::PointerBuf;
use serde::Serialize;
use serde_json::Value;

use super::conflicts::Conflict;
use super::statements::Statement;

/// What of it is wanted.
#[allow(clippy::struct_excessive_bools, reason = "each is a part")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) counts: bool,
    pub(crate) statements: bool,
    pub(crate) unsourced: bool,
    pub(crate) assumptions: bool,
    pub(crate) conflicts: bool,
    pub(crate) dated: bool,
}

/// What is told; a part that was not asked for is not there.
#[derive(Debug, Serialize)]
pub(crate) struct Report<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) counts: Option<Counts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) statements: Option<&'a [Statement<'a>]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unsourced: Option<Vec<&'a Statement<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assumptions: Option<Vec<Assumed<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conflicts: Option<&'a [Conflict]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dated: Option<Vec<Dated<'a>>>,
}

/// How many statements there are, and whence.
#[derive(Debug, Serialize)]
pub(crate) struct Counts<'a> {
    pub(crate) statements: usize,
    /// Read from a page.
    pub(crate) sourced: usize,
    /// Marked as assumed, wherever the object around was read.
    pub(crate) assumed: usize,
    pub(crate) neither: usize,
    /// A statement counts for each of its pages.
    pub(crate) by_language: BTreeMap<&'a str, usize>,
    pub(crate) by_page: BTreeMap<&'a str, usize>,
}

/// Something that no page states.
#[derive(Debug, Serialize)]
pub(crate) struct Assumed<'a> {
    pub(crate) pointer: PointerBuf,
    pub(crate) place: String,
    /// What it is about, in words.
    pub(crate) covers: String,
    pub(crate) reason: &'a str,
}

/// A change that pages announce.
#[derive(Debug, Serialize)]
pub(crate) struct Dated<'a> {
    pub(crate) pointer: PointerBuf,
    pub(crate) id: &'a str,
    pub(crate) date: &'a str,
    /// As the pages put the date.
    pub(crate) about: &'a str,
    pub(crate) state: State,
    pub(crate) statement: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) decision: Option<&'a Value>,
}

/// How far a dated change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// Its date is to come.
    Planned,
    /// Its date has passed, and nobody has said what became of it.
    Due,
    /// Somebody has.
    Decided,
    /// Somebody has, and the day has passed on which it was to be looked at again.
    Review,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        document: &'a Document,
        statements: &'a [Statement<'a>],
        conflicts: &'a [Conflict],
        today: &str,
        parts: Parts,
    ) -> Self {
        let unsourced = || statements.iter().filter(|it| it.pages.is_empty() && it.assumption.is_none()).collect();
        Self {
            counts: parts.counts.then(|| counts(statements)),
            statements: parts.statements.then_some(statements),
            unsourced: parts.unsourced.then(unsourced),
            assumptions: parts.assumptions.then(|| assumptions(document)),
            conflicts: parts.conflicts.then_some(conflicts),
            dated: parts.dated.then(|| dated(document, today)),
        }
    }
}

fn counts<'a>(statements: &[Statement<'a>]) -> Counts<'a> {
    let mut counts = Counts {
        statements: statements.len(),
        sourced: 0,
        assumed: 0,
        neither: 0,
        by_language: BTreeMap::new(),
        by_page: BTreeMap::new(),
    };
    for statement in statements {
        match (&statement.assumption, statement.pages.is_empty()) {
            (Some(_), _) => counts.assumed += 1,
            (None, false) => counts.sourced += 1,
            (None, true) => counts.neither += 1,
        }
        let mut languages: Vec<&str> = Vec::new();
        for page in &statement.pages {
            *counts.by_page.entry(page).or_default() += 1;
            let language = page.split_once('/').map_or("", |(_, language)| language);
            if !languages.contains(&language) {
                languages.push(language);
                *counts.by_language.entry(language).or_default() += 1;
            }
        }
    }
    counts
}

fn assumptions(document: &Document) -> Vec<Assumed<'_>> {
    let mut found = Vec::new();
    document.walk(&mut |at, value| {
        let mut add = |covers: String, reason| {
            found.push(Assumed { pointer: at.to_owned(), place: document.place(at).to_string(), covers, reason });
        };
        if let Some(assumption) = Assumption::of(value) {
            let keywords: Vec<&str> = assumption.keywords().collect();
            let covers = match &keywords[..] {
                _ if assumption.is_whole() => "all of it".to_owned(),
                [] => "words only".to_owned(),
                keywords => keywords.join(", "),
            };
            add(covers, assumption.reason);
        }
        for (status, reason) in value.get("x-assumed-responses").and_then(Value::as_object).into_iter().flatten() {
            add(format!("answer {status}"), reason.as_str().unwrap_or_default());
        }
    });
    found
}

fn dated<'a>(document: &'a Document, today: &str) -> Vec<Dated<'a>> {
    let mut found = Vec::new();
    document.walk(&mut |at, value| {
        if at.last().is_none_or(|token| token.decoded() != "x-dated-changes") {
            return;
        }
        for (index, change) in value.as_array().into_iter().flatten().enumerate() {
            let text = |member: &str| change.get(member).and_then(Value::as_str).unwrap_or_default();
            let decision = change.get("decision");
            // Days are compared as text, for which their form is made.
            let review = decision.and_then(|decision| decision.get("review")).and_then(Value::as_str);
            let state = match decision {
                Some(_) if review.is_some_and(|day| day <= today) => State::Review,
                Some(_) => State::Decided,
                None if text("date") <= today => State::Due,
                None => State::Planned,
            };
            found.push(Dated {
                pointer: at.with_trailing_token(index),
                id: text("id"),
                date: text("date"),
                about: text("about"),
                state,
                statement: text("statement"),
                decision,
            });
        }
    });
    found
}
