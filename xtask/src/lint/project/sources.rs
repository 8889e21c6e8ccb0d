//! Where statements come from: a page of the documentation, or an assumption that says so.

use std::collections::BTreeSet;

use contacts_openapi::validate::nearest;
use contacts_openapi::{Assumption, Document, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, having, said};
use crate::lint::{Lint, table};
use crate::provenance::statements;

table! {
    Error "no-source": "a statement with no page and no assumption behind it";
    Error "empty-source": "a list of pages without a page";
    Error "unseen-source": "a page in a language in which nobody has seen it";
    Warning "unused-source": "a page that is listed and that nothing comes from";
    Error "external-docs": "an operation that does not lead to the page it comes from";
}

/// The sections of `components` whose members state something about the API.
const STATING: [&str; 6] = ["schemas", "parameters", "headers", "responses", "requestBodies", "securitySchemes"];

/// The list of pages.
const INDEX: &str = "x-source-index";

pub(super) fn check(lint: &mut Lint<'_>) {
    unsourced(lint);
    pages(lint);
    links(lint);
}

/// Operations, components and the facts at the root.
fn unsourced(lint: &mut Lint<'_>) {
    let document = lint.document;
    let help = "name the pages in `x-source`; what no page states says so in an `x-assumption`";
    let mut bare: Vec<(PointerBuf, String, Lack)> = Vec::new();
    let mut look = |at: PointerBuf, value: &Value, what: String| {
        if let Some(lack) = lack(document, &at, value) {
            bare.push((at, what, lack));
        }
    };
    for operation in &lint.operations {
        look(operation.pointer.clone(), operation.value, format!("{} {}", operation.method, operation.path));
    }
    for section in STATING {
        let members = document.pointer("/components").and_then(|it| it.get(section)).and_then(Value::as_object);
        for (name, value) in members.into_iter().flatten().filter(|(_, value)| value.get("$ref").is_none()) {
            look(at(Pointer::root(), ["components", section, name]), value, format!("`{name}`"));
        }
    }
    for (name, value) in document.root().as_object().into_iter().flatten() {
        if !name.starts_with("x-") || name == INDEX {
            continue;
        }
        let here = at(Pointer::root(), [name]);
        // Facts may come from one page together, or each from its own.
        let is_sourced = |(fact, value): (&String, &Value)| lack(document, &at(&here, [fact]), value).is_none();
        if !value.as_object().is_some_and(|facts| facts.iter().all(is_sourced)) {
            look(here, value, format!("`{name}`"));
        }
    }
    for (at, what, lack) in bare {
        let message = match lack {
            Lack::Both => format!("{what} names no page and is no assumption"),
            Lack::Page => format!("{what} names no page, and its assumption covers no keyword"),
            Lack::PageOf(keywords) => {
                let keywords: Vec<String> = keywords.iter().map(|keyword| format!("`{keyword}`")).collect();
                format!("{what} names no page, and its assumption does not cover {}", keywords.join(", "))
            }
        };
        lint.report("no-source", at, message, help);
    }
}

/// What is missing behind a statement.
enum Lack {
    Both,
    /// There is an assumption about words alone.
    Page,
    /// There is an assumption about other keywords than these.
    PageOf(Vec<String>),
}

/// An assumption stands for a page only in what it covers.
fn lack(document: &Document, at: &Pointer, value: &Value) -> Option<Lack> {
    if value.get("x-source").is_some() {
        return None;
    }
    let Some(assumption) = Assumption::of(value) else { return Some(Lack::Both) };
    if assumption.is_whole() {
        return None;
    }
    if assumption.keywords().next().is_none() {
        return Some(Lack::Page);
    }
    let bare = statements(document).into_iter().filter(|it| it.pages.is_empty() && it.assumption.is_none());
    let keywords: BTreeSet<String> = bare.filter(|it| it.pointer.starts_with(at)).map(|it| it.keyword).collect();
    (!keywords.is_empty()).then(|| Lack::PageOf(keywords.into_iter().collect()))
}

/// Every page that is named, against the list of pages.
fn pages(lint: &mut Lint<'_>) {
    let document = lint.document;
    let (mut named, mut empty) = (Vec::new(), Vec::new());
    for (at, _, sources) in having(document, "x-source") {
        collect(&at.with_trailing_token("x-source"), sources, &mut named, &mut empty);
    }
    for keyword in ["x-constraints", "x-dated-changes"] {
        for (at, holder, _) in having(document, keyword) {
            for (index, entry) in list(holder, keyword).enumerate() {
                let at = at.with_trailing_token(keyword).with_trailing_token(index).with_trailing_token("source");
                entry.get("source").into_iter().for_each(|sources| collect(&at, sources, &mut named, &mut empty));
            }
        }
    }
    for at in empty {
        let help = "name the page, or mark the statement with an `x-assumption` and drop the list";
        lint.report("empty-source", at, "the list of pages is empty".to_owned(), help);
    }
    let mut used = BTreeSet::new();
    for (at, source) in named {
        let (slug, language) = source.split_once('/').unwrap_or((source, ""));
        used.insert(slug);
        let Some(entry) = document.pointer("/x-source-index").and_then(|index| index.get(slug)) else {
            // Those of `x-source` are told by what the generator asks for.
            if at.tokens().any(|token| token.decoded() == "source") {
                unknown(lint, at, source);
            }
            continue;
        };
        if entry.get("seen").is_none_or(|seen| seen.get(language).is_none()) {
            let message = format!("`{source}` is named, and no copy of `{slug}` in `{language}` is listed as seen");
            let help = format!("name a language that was read, or add `{language}` and how much of it to `seen`");
            lint.report("unseen-source", at, message, help);
        }
    }
    let index = document.pointer("/x-source-index").and_then(Value::as_object);
    for slug in index.into_iter().flatten().map(|(slug, _)| slug).filter(|slug| !used.contains(slug.as_str())) {
        let at = at(Pointer::root(), [INDEX, slug]);
        let help = "name it where it was read from, or drop it";
        lint.report("unused-source", at, format!("nothing comes from `{slug}`"), help);
    }
}

fn collect<'a>(
    at: &PointerBuf,
    sources: &'a Value,
    named: &mut Vec<(PointerBuf, &'a str)>,
    empty: &mut Vec<PointerBuf>,
) {
    let Some(sources) = sources.as_array() else { return };
    if sources.is_empty() {
        empty.push(at.clone());
    }
    let texts = sources.iter().enumerate().filter_map(|(index, source)| Some((index, source.as_str()?)));
    named.extend(texts.map(|(index, source)| (at.with_trailing_token(index), source)));
}

fn unknown(lint: &mut Lint<'_>, at: PointerBuf, source: &str) {
    let index = lint.document.pointer("/x-source-index").and_then(Value::as_object);
    let slugs = index.into_iter().flatten().map(|(slug, _)| slug.as_str());
    let help = match nearest(slugs, source.split('/').next().unwrap_or_default()) {
        Some(near) => format!("there is `{near}`; otherwise add the page to `x-source-index`"),
        None => "write `<slug>/<language>`, and give the slug a `url` in `x-source-index`".to_owned(),
    };
    let message = format!("\"{source}\" names no page that the document has an address for");
    lint.report("unknown-source", at, message, help);
}

/// The link of an operation, against the page that it comes from first.
fn links(lint: &mut Lint<'_>) {
    let document = lint.document;
    for operation in lint.operations.clone() {
        let Some(page) = document.page(&operation.pointer) else { continue };
        let found = operation.value.get("externalDocs").and_then(|docs| said(docs, "url"));
        if found == Some(page.as_str()) {
            continue;
        }
        let message = match found {
            Some(found) => format!("`{}` leads to {found}, and its first source is another page", operation.id),
            None => format!("`{}` leads to no page", operation.id),
        };
        let at = at(&operation.pointer, ["externalDocs", "url"]);
        lint.report("external-docs", at, message, format!("write `url: {page}`, or put its source first"));
    }
}

/// The pages that the nearest list around a place names.
pub(super) fn around<'a>(document: &'a Document, at: &Pointer) -> Vec<&'a str> {
    let mut nearest = Some(at);
    while let Some(here) = nearest {
        if let Some(value) = document.pointer(here.as_str()).filter(|value| value.get("x-source").is_some()) {
            return list(value, "x-source").filter_map(Value::as_str).collect();
        }
        nearest = here.parent();
    }
    Vec::new()
}
