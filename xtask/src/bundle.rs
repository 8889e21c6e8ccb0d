//! The schemas of the document as JSON Schema 2020-12, which more tools read than that of OpenAPI 3.0.
//!
//! A *bundle* is one file about one schema in one direction, with all that it leads to in its `$defs`. It says of a payload
//! what the engine says of it: a payload is valid by the bundle exactly if the engine finds no error in it. So what the
//! document only assumes is not in it, nor what is worth a warning. The tests hold both to the same payloads, and list
//! where a JSON Schema cannot follow.
//!
//! Formats count in that: a validator is to be told to assert them, which 2020-12 leaves to its caller.

mod facts;
mod keywords;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::validate::statements::followed;
use contacts_openapi::validate::{Target, TargetError, Validator};
use contacts_openapi::{Direction, Document, Finding, operations};
use jsonptr::PointerBuf;
use serde_json::{Map, Value, json};

use crate::exit::Failure;

/// The dialect of every bundle.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// How the name of every bundle's file ends.
pub(crate) const SUFFIX: &str = ".schema.json";

/// A file to be written.
pub(crate) struct Bundle {
    /// What it is about: a component schema, or an operation of which it is a body.
    pub(crate) subject: String,
    pub(crate) direction: Direction,
    pub(crate) schema: Value,
}

impl Bundle {
    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        format!("{}.{}{SUFFIX}", self.subject, self.direction)
    }

    /// The text of its file.
    pub(crate) fn text(&self) -> String {
        // What was made of a document has no key that is no text.
        let text = serde_json::to_string_pretty(&self.schema).unwrap_or_default();
        format!("{text}\n")
    }
}

/// Something that bundles are made of: its name, and where its schema stands for each direction.
struct Subject {
    name: String,
    places: Vec<(Direction, PointerBuf)>,
}

/// The bundles of all schemas and bodies, by the document's order.
pub(crate) fn bundles(document: Document) -> Result<Vec<Bundle>, Failure> {
    // The engine says which schemas are sound; nothing here has to.
    let validator = Validator::new(document);
    let findings = unsound(&validator);
    let document = validator.document();
    if !findings.is_empty() {
        let document = Document::parse(document.path(), document.text()).map_err(Failure::Load)?;
        return Err(Failure::Findings { document: Box::new(document), findings });
    }
    let mut bundles = Vec::new();
    for Subject { name, places } in subjects(document) {
        for (direction, place) in places {
            let schema = bundle(document, &name, direction, place);
            bundles.push(Bundle { subject: name.clone(), direction, schema });
        }
    }
    Ok(bundles)
}

/// What keeps schemas from being exported.
fn unsound(validator: &Validator) -> Vec<Finding> {
    let document = validator.document();
    let mut findings: Vec<Finding> = Vec::new();
    let mut add = |finding: Finding| {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    };
    for (name, _) in document.components() {
        if name.is_empty() || name.starts_with('.') || !name.chars().all(is_of_name) {
            let at = PointerBuf::from_tokens(["components", "schemas", name]);
            let message = format!("`{name}` cannot be the name of a file");
            let help = "name a component with letters of ASCII, digits, `.`, `_` and `-`";
            add(document.error("component-name", at, message, help));
        }
        if let Err(TargetError::Unsound { finding, .. }) = validator.schema(&Target::Schema(name.to_owned())) {
            add(*finding);
        }
    }
    for operation in operations(document) {
        let statuses = operation.responses.iter().filter_map(|response| response.status.parse().ok());
        let responses = statuses.map(|status| Target::Response(operation.id.to_owned(), status));
        for target in responses.chain([Target::Request(operation.id.to_owned())]) {
            if let Err(TargetError::Unsound { finding, .. }) = validator.schema(&target) {
                add(*finding);
            }
        }
    }
    findings
}

fn is_of_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '.' | '_' | '-')
}

/// Every component schema, and the bodies of each operation: of its request, and of its first success.
fn subjects(document: &Document) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for (name, _) in document.components() {
        let place = PointerBuf::from_tokens(["components", "schemas", name]);
        let places = vec![(Direction::Request, place.clone()), (Direction::Response, place)];
        subjects.push(Subject { name: name.to_owned(), places });
    }
    for operation in operations(document) {
        let is_free = subjects.iter().all(|subject| subject.name != operation.id);
        if !is_free || operation.id.is_empty() || !operation.id.chars().all(is_of_name) {
            continue;
        }
        let mut places = Vec::new();
        let at = &operation.pointer;
        places.extend(body(document, at.with_trailing_token("requestBody")).map(|it| (Direction::Request, it)));
        let success = operation.responses.iter().find(|response| response.status.starts_with('2'));
        let success = success.map(|response| at.with_trailing_token("responses").with_trailing_token(response.status));
        places.extend(success.and_then(|at| body(document, at)).map(|it| (Direction::Response, it)));
        if !places.is_empty() {
            subjects.push(Subject { name: operation.id.to_owned(), places });
        }
    }
    subjects
}

/// Where the schema of a JSON body stands, which stands, or is referred to, at a place.
fn body(document: &Document, at: PointerBuf) -> Option<PointerBuf> {
    let mut at = followed(document, at)?;
    for token in ["content", "application/json", "schema"] {
        at.push_back(token);
    }
    document.pointer(at.as_str()).map(|_| at)
}

/// Which of the two questions a schema answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    /// Whether a payload breaks what a page states: what is assumed holds nobody.
    Documented,
    /// Whether it breaks anything: what stands under `not` excludes only what fits in every respect.
    Whole,
}

/// A bundle while it is made.
struct Bundler<'d> {
    document: &'d Document,
    direction: Direction,
    /// No page says what null means in this body, so that null is an error nowhere within it.
    is_null_open: bool,
    /// The name of each definition that was asked for.
    names: BTreeMap<(PointerBuf, Reading), String>,
    taken: BTreeSet<String>,
    /// Those that are still to be made.
    open: Vec<(PointerBuf, Reading)>,
}

fn bundle(document: &Document, name: &str, direction: Direction, place: PointerBuf) -> Value {
    let parts = facts::parts(document, &place, &Value::Null, false);
    let mut bundler = Bundler {
        document,
        direction,
        is_null_open: parts.iter().any(|part| part.value.get("x-null").is_some()),
        names: BTreeMap::new(),
        taken: BTreeSet::new(),
        open: Vec::new(),
    };
    let root = bundler.define(place, Reading::Documented, Some(name));
    let mut definitions = BTreeMap::new();
    while let Some((at, reading)) = bundler.open.pop() {
        let schema = bundler.definition(&at, reading);
        definitions.insert(bundler.names[&(at, reading)].clone(), schema);
    }
    let definitions: Map<String, Value> = definitions.into_iter().collect();
    let version = document.pointer("/info/version").and_then(Value::as_str).unwrap_or_default();
    let view = match direction {
        Direction::Request => "a request carries it: what is read-only is not looked at",
        Direction::Response => "an answer carries it: what is write-only is not looked at",
    };
    json!({
        "$schema": DIALECT,
        "$id": format!("urn:contacts-openapi:{}:{name}:{direction}", version.replace(|char| !is_of_name(char), "-")),
        "$comment": format!(
            "Written by `cargo xtask schema` from version {version} of the document: {name} as {view}. Formats are to be \
             asserted."
        ),
        "$ref": reference(&root),
        "$defs": definitions,
    })
}

fn reference(name: &str) -> String {
    format!("#/$defs/{name}")
}

impl Bundler<'_> {
    /// The name of the definition of a schema at a place, which will be made.
    fn define(&mut self, at: PointerBuf, reading: Reading, name: Option<&str>) -> String {
        let key = (at, reading);
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let component = key.0.as_str().strip_prefix("/components/schemas/").filter(|name| !name.contains('/'));
        let plain: String = match name.or(component) {
            Some(name) => name.to_owned(),
            None => key.0.as_str().trim_start_matches('/').replace(|char| !is_of_name(char), "."),
        };
        let plain = if reading == Reading::Whole { format!("{plain}.whole") } else { plain };
        let mut name = plain.clone();
        let mut number = 1;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("{plain}.{number}");
        }
        self.open.push(key.clone());
        self.names.insert(key, name.clone());
        name
    }
}
