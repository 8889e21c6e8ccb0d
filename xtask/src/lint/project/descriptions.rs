//! What is said of things in words: readers of the document, and of the client's documentation, have nothing else.

use std::collections::BTreeMap;

use contacts_openapi::{Document, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, said};
use crate::lint::{Lint, table};

table! {
    Error "no-description": "something that is documented without a word";
    Warning "hollow-description": "a description that says nothing, or what another says";
    Error "enum-descriptions": "values of an enum and their descriptions that do not match";
}

/// Texts that stand for one that is still to be written.
const FILLERS: [&str; 7] = ["todo", "tbd", "fixme", "description", "desc", "none", "n/a"];

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut things = Things { document: lint.document, found: Vec::new() };
    things.all();
    for operation in lint.operations.clone() {
        things.operation(&operation.pointer, operation.value);
    }
    let mut seen: BTreeMap<(PointerBuf, &str), String> = BTreeMap::new();
    for Thing { at, what, value, is_told_elsewhere } in things.found {
        let Some(description) = said(value, "description") else {
            if is_told_elsewhere {
                continue;
            }
            let message = format!("{what} has no description");
            lint.report("no-description", at, message, "say what it is, in words of one's own");
            continue;
        };
        let here = at.with_trailing_token("description");
        let (message, help) = if FILLERS.contains(&plain(description).as_str()) {
            (format!("the description of {what} says nothing"), "say what the name does not")
        } else if said(value, "summary") == Some(description) {
            (format!("the description of {what} repeats its summary"), "say what the summary has no room for")
        } else if let Some(other) = seen.insert((holder(&at), description), what.clone()) {
            (format!("{what} and {other} have the same description"), "say what tells one from the other")
        } else {
            continue;
        };
        lint.report("hollow-description", here, message, help);
    }
    enums(lint);
}

/// A text by its letters and digits alone.
fn plain(text: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || *c == '/';
    text.chars().filter(is_kept).flat_map(char::to_lowercase).collect()
}

/// What holds a thing beside others of its kind; components share nothing by standing side by side.
fn holder(at: &Pointer) -> PointerBuf {
    let parent = at.parent().map(Pointer::to_owned).unwrap_or_default();
    if parent.last().is_some_and(|last| last.decoded() == "properties") { parent } else { at.to_owned() }
}

/// Something that is to be described.
struct Thing<'a> {
    at: PointerBuf,
    what: String,
    value: &'a Value,
    /// Whether another rule, of what any document must be like, looks whether it is described.
    is_told_elsewhere: bool,
}

struct Things<'a> {
    document: &'a Document,
    found: Vec<Thing<'a>>,
}

impl<'a> Things<'a> {
    fn add(&mut self, at: PointerBuf, what: String, value: &'a Value) {
        self.found.push(Thing { at, what, value, is_told_elsewhere: false });
    }

    fn add_told_elsewhere(&mut self, at: PointerBuf, what: String, value: &'a Value) {
        self.found.push(Thing { at, what, value, is_told_elsewhere: true });
    }

    /// What the document holds beside its operations.
    fn all(&mut self) {
        let document = self.document;
        if let Some(info) = document.pointer("/info") {
            self.add_told_elsewhere(at(Pointer::root(), ["info"]), "the document".to_owned(), info);
        }
        for (index, tag) in list(document.root(), "tags").enumerate() {
            let name = tag.get("name").and_then(Value::as_str);
            let what = format!("the tag `{}`", name.unwrap_or_default());
            self.add_told_elsewhere(at(Pointer::root(), ["tags", &index.to_string()]), what, tag);
        }
        let sections = ["schemas", "parameters", "headers", "responses", "requestBodies", "securitySchemes"];
        for section in sections {
            let members = document.pointer("/components").and_then(|it| it.get(section)).and_then(Value::as_object);
            for (name, value) in members.into_iter().flatten() {
                if value.get("$ref").is_some() {
                    continue;
                }
                let at = at(Pointer::root(), ["components", section, name]);
                match section {
                    "parameters" => self.add_told_elsewhere(at.clone(), format!("`{name}`"), value),
                    _ => self.add(at.clone(), format!("`{name}`"), value),
                }
                if section == "schemas" {
                    self.properties(&at, value, name);
                }
            }
        }
    }

    /// An operation, and what is written within it.
    fn operation(&mut self, pointer: &Pointer, value: &'a Value) {
        let id = said(value, "operationId");
        self.add_told_elsewhere(
            pointer.to_owned(),
            format!("`{}`", id.unwrap_or("an operation without a name")),
            value,
        );
        for (index, parameter) in list(value, "parameters").enumerate().filter(|(_, it)| it.get("$ref").is_none()) {
            let name = parameter.get("name").and_then(Value::as_str);
            let what = format!("the parameter `{}`", name.unwrap_or_default());
            self.add_told_elsewhere(at(pointer, ["parameters", &index.to_string()]), what, parameter);
        }
        if let Some(body) = value.get("requestBody").filter(|body| body.get("$ref").is_none()) {
            self.add(at(pointer, ["requestBody"]), "the body".to_owned(), body);
        }
        for (status, response) in value.get("responses").and_then(Value::as_object).into_iter().flatten() {
            if response.get("$ref").is_some() || status.starts_with("x-") {
                continue;
            }
            let here = at(pointer, ["responses", status]);
            self.add(here.clone(), format!("the answer {status}"), response);
            for (name, header) in response.get("headers").and_then(Value::as_object).into_iter().flatten() {
                if header.get("$ref").is_none() {
                    self.add(at(&here, ["headers", name]), format!("the header `{name}`"), header);
                }
            }
        }
    }

    /// The properties of an object and of the parts that are written within it. Branches of a choice are rules
    /// about properties that are described elsewhere.
    fn properties(&mut self, here: &Pointer, schema: &'a Value, object: &str) {
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let here = at(here, ["properties", name]);
            if !self.refers_to_something_described(property) {
                self.add(here.clone(), format!("`{name}` of `{object}`"), property);
            }
            self.properties(&here, property, name);
            if let Some(items) = property.get("items") {
                self.properties(&at(&here, ["items"]), items, name);
            }
        }
        for (index, part) in list(schema, "allOf").enumerate() {
            self.properties(&at(here, ["allOf", &index.to_string()]), part, object);
        }
    }

    /// Whether a property is nothing but a reference, and what it refers to has a description.
    fn refers_to_something_described(&self, property: &Value) -> bool {
        let single = list(property, "allOf").next().filter(|_| list(property, "allOf").count() == 1);
        let is_bare = property.get("description").is_none();
        let reference = property.get("$ref").or_else(|| single.and_then(|part| part.get("$ref")));
        let target = reference.and_then(Value::as_str).and_then(|reference| self.document.resolve(reference));
        is_bare && target.is_some_and(|target| said(self.document.follow(target), "description").is_some())
    }
}

/// The values of each enum, against what `x-enumDescriptions` says of them.
fn enums(lint: &mut Lint<'_>) {
    let document = lint.document;
    for (name, schema) in document.components() {
        let here = at(Pointer::root(), ["components", "schemas", name]);
        let values: Vec<&str> = ["enum", "x-extensible-enum"]
            .into_iter()
            .flat_map(|keyword| list(schema, keyword))
            .filter_map(Value::as_str)
            .collect();
        let described = schema.get("x-enumDescriptions");
        if values.is_empty() && described.is_none() {
            continue;
        }
        let Some(described) = described.and_then(Value::as_object) else {
            let message = format!("`{name}` does not say what its values mean");
            let help = "add `x-enumDescriptions: {VALUE: what it means}`";
            lint.report("enum-descriptions", here, message, help);
            continue;
        };
        let here = here.with_trailing_token("x-enumDescriptions");
        let is_said =
            |value: &str| described.get(value).is_some_and(|it| it.as_str().is_some_and(|it| !it.trim().is_empty()));
        for value in values.iter().filter(|value| !is_said(value)) {
            let message = format!("`{name}` does not say what `{value}` means");
            lint.report("enum-descriptions", here.clone(), message, "describe every value, in the enum's order");
        }
        for value in described.keys().filter(|value| !values.contains(&value.as_str())) {
            let message = format!("`{name}` describes `{value}`, which is none of its values");
            let at = here.with_trailing_token(value.as_str());
            lint.report("enum-descriptions", at, message, "add the value, or drop what is said of it");
        }
    }
}
