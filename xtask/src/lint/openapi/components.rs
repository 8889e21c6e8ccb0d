//! Whether references lead to what they must, and whether anything leads to each component.

use std::collections::BTreeSet;

use contacts_openapi::Document;
use contacts_openapi::validate::nearest;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::objects::Kind;
use super::shape::Outline;
use crate::codegen::check::is_data;
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    kinds(lint, outline);
    circles(lint, outline);
    unused(lint, outline);
}

/// References that lead to something of another kind. Those that lead nowhere are `dangling-reference`.
fn kinds(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let document = lint.document;
    for reference in &outline.references {
        let Some(section) = reference.kind.section() else { continue };
        let Some(target) = Document::target(reference.target) else { continue };
        if document.pointer(target.as_str()).is_none() {
            continue;
        }
        let tokens: Vec<String> = target.tokens().map(|token| token.decoded().into_owned()).collect();
        let is_named = tokens.len() == 3 && tokens[0] == "components";
        // What stands elsewhere is told by what the outline makes of it.
        let is_right = if is_named {
            tokens[1] == section
        } else {
            let is_it = |kind: Kind| kind == reference.kind || kind.section() == Some(section);
            outline.nodes.iter().any(|node| node.at == target && is_it(node.kind))
                || outline.references.iter().any(|other| other.at == target && is_it(other.kind))
        };
        if !is_right {
            let names = document.pointer(&format!("/components/{section}")).and_then(Value::as_object);
            let names = names.into_iter().flat_map(|names| names.keys()).map(String::as_str);
            let help = match nearest(names, tokens.last().map_or("", String::as_str)) {
                Some(near) => format!("there is `#/components/{section}/{near}`"),
                None => format!("refer to one under `#/components/{section}/`"),
            };
            let message = format!("`{}` is not {}", reference.target, reference.kind.name());
            lint.report("reference-kind", reference.at.with_trailing_token("$ref"), message, help);
        }
    }
}

/// References that lead back to themselves. Schemas may, below a property; `endless-composition` tells the others.
fn circles(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let document = lint.document;
    for reference in outline.references.iter().filter(|reference| reference.kind != Kind::Schema) {
        if document.resolve(reference.target).is_some_and(|value| {
            document
                .follow(value)
                .get("$ref")
                .is_some_and(|it| it.as_str().is_some_and(|target| document.resolve(target).is_some()))
        }) {
            let message = format!("`{}` leads back to itself", reference.target);
            let help = "write out one of those that refer to each other";
            lint.report("reference-circle", reference.at.with_trailing_token("$ref"), message, help);
        }
    }
}

/// Components that nothing leads to, or only others to which nothing leads.
fn unused(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let document = lint.document;
    let Some(sections) = document.pointer("/components").and_then(Value::as_object) else { return };
    let mut leads = Leads { all: Vec::new() };
    document.walk(&mut |at, value| leads.meet(at, value));
    for requirement in outline.of(Kind::Requirement) {
        for name in requirement.value.as_object().into_iter().flat_map(|it| it.keys()) {
            leads.all.push((None, component("securitySchemes", name)));
        }
    }
    let mut used: BTreeSet<PointerBuf> = BTreeSet::new();
    let mut open: Vec<Option<PointerBuf>> = vec![None];
    while let Some(from) = open.pop() {
        for (_, to) in leads.all.iter().filter(|(it, _)| *it == from) {
            if used.insert(to.clone()) {
                open.push(Some(to.clone()));
            }
        }
    }
    for (section, components) in sections.iter().filter(|(name, _)| !name.starts_with("x-")) {
        for name in components.as_object().into_iter().flat_map(|it| it.keys()) {
            let at = component(section, name);
            if !used.contains(&at) {
                let message = format!("nothing leads to `{name}` of the {section}");
                lint.report("unused-component", at, message, "refer to it, or drop it");
            }
        }
    }
}

fn component(section: &str, name: &str) -> PointerBuf {
    PointerBuf::from_tokens(["components", section, name])
}

/// What leads from one component, or from elsewhere, to another.
struct Leads {
    all: Vec<(Option<PointerBuf>, PointerBuf)>,
}

impl Leads {
    fn meet(&mut self, at: &Pointer, value: &Value) {
        let Some(text) = value.as_str() else { return };
        let is_called = |at: Option<&Pointer>, name| at.and_then(Pointer::last).is_some_and(|it| it.decoded() == name);
        let is_reference = is_called(Some(at), "$ref");
        let is_mapping = is_called(at.parent(), "mapping");
        let target = match Document::target(text) {
            Some(target) if (is_reference || is_mapping) && !is_data(at) => target,
            None if is_mapping => component("schemas", text),
            _ => return,
        };
        let from = owner(at);
        if let Some(to) = owner(&target).filter(|to| from.as_ref() != Some(to)) {
            self.all.push((from, to));
        }
    }
}

/// The component that a place is within.
fn owner(at: &Pointer) -> Option<PointerBuf> {
    let mut tokens = at.tokens().map(|token| token.decoded().into_owned());
    let (first, section, name) = (tokens.next()?, tokens.next()?, tokens.next()?);
    (first == "components").then(|| component(&section, &name))
}
