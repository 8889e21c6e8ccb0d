//! Which change of the wire a change of the Rust API comes from, where that is evident.

use std::collections::BTreeSet;

use contacts_openapi::{Document, Operation, operations};
use heck::ToShoutySnakeCase as _;
use serde_json::Value;

use super::RustChange;
use crate::codegen::names;
use crate::diff::Change;

/// How deep compositions of schemas are followed.
const MAX_DEPTH: usize = 32;

/// What classes are about that no type of the client shows: rules stay in the document, and words are words.
const UNSEEN: [&str; 23] = [
    "assumption-",
    "constraint-",
    "dated-change-",
    "default-",
    "deprecated",
    "description-",
    "example-",
    "format-remark",
    "info-",
    "item-count-",
    "length-",
    "link-",
    "member-count-",
    "pattern-",
    "range-",
    "rule-",
    "shown-by-",
    "source-",
    "spelling-",
    "tags-",
    "undeprecated",
    "value-meaning-",
    "version-",
];

/// For each change of the Rust API the changes of the wire that it comes from, by their places in `wire`.
pub(crate) fn causes(rust: &[RustChange], wire: &[Change], documents: [&Document; 2]) -> Vec<Vec<usize>> {
    let operations = documents.map(operations);
    rust.iter()
        .map(|change| {
            let mut places = BTreeSet::new();
            for (document, operations) in documents.into_iter().zip(&operations) {
                add_places(document, operations, &change.owner, &mut places);
            }
            let is_within = |pointer: &str, place: &str| {
                pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let is_seen = |index: &usize| !UNSEEN.iter().any(|stem| wire[*index].class.id.starts_with(stem));
            let there: Vec<usize> = (0..wire.len())
                .filter(is_seen)
                .filter(|&index| places.iter().any(|place| is_within(wire[index].pointer.as_str(), place)))
                .collect();
            let facts = if change.path.contains("::facts::") { of_fact(&change.owner, wire) } else { Vec::new() };
            let about = |&index: &usize| change.members.iter().any(|member| is_about(&wire[index], member));
            let named: Vec<usize> = there.iter().copied().filter(about).collect();
            match (change.members.is_empty(), named.is_empty()) {
                _ if !facts.is_empty() => facts,
                (false, false) => named,
                // What is about a member, and of the only change there, is of that.
                (false, true) if there.len() == 1 => there,
                (false, true) => Vec::new(),
                (true, _) => there,
            }
        })
        .collect()
}

/// The changes that a constant is of: `RATE_LIMIT_WINDOW` is of one below `/x-rate-limits`, or of the class
/// `rate-limit-raised`, by the words that both have.
fn of_fact(constant: &str, wire: &[Change]) -> Vec<usize> {
    let words: Vec<String> = constant.split('_').map(str::to_lowercase).collect();
    let shared = |change: &Change| {
        let extension = change.pointer.first().map(|token| token.decoded().into_owned()).unwrap_or_default();
        let class = change.class.id.rsplit_once('-').map_or("", |(stem, _)| stem);
        let counts = [extension.strip_prefix("x-").unwrap_or_default(), class].map(|stem| {
            let of_stem = stem.split('-').map(|word| word.strip_suffix('s').unwrap_or(word));
            let (all, known) = of_stem.fold((0, 0), |(all, known), word| {
                (all + 1, known + usize::from(words.iter().any(|it| it.strip_suffix('s').unwrap_or(it) == word)))
            });
            if all == known { all } else { 0 }
        });
        counts.into_iter().max().unwrap_or_default()
    };
    let most = wire.iter().map(shared).max().unwrap_or_default();
    (0..wire.len()).filter(|&index| most > 0 && shared(&wire[index]) == most).collect()
}

/// Whether a change names a member, by its place or by what it is about.
fn is_about(change: &Change, member: &str) -> bool {
    change.detail.iter().any(|text| text == member) || change.pointer.tokens().any(|token| token.decoded() == member)
}

/// The places in a document that a type, a call or a constant of the client is made of.
fn add_places(document: &Document, operations: &[Operation<'_>], owner: &str, places: &mut BTreeSet<String>) {
    if document.resolve(&format!("#/components/schemas/{owner}")).is_some() {
        add_schema(document, owner, places, 0);
    }
    for operation in operations.iter().filter(|operation| is_of(operation.id, owner)) {
        places.insert(operation.pointer.to_string());
        let parent = operation.pointer.parent().map(jsonptr::Pointer::as_str).unwrap_or_default();
        places.insert(format!("{parent}/parameters"));
        let mut shared = BTreeSet::new();
        add_references(operation.value, &mut shared);
        if let Some(item) = document.pointer(parent) {
            item.get("parameters").into_iter().for_each(|value| add_references(value, &mut shared));
        }
        // A schema's changes are told where its own type changes.
        let shared = shared.into_iter().filter(|reference| !reference.starts_with("#/components/schemas/"));
        places.extend(shared.filter_map(Document::target).map(|target| target.to_string()));
    }
}

/// Whether a name of the client belongs to an operation.
fn is_of(id: &str, owner: &str) -> bool {
    let (function, ty) = (names::function(id), names::type_name(id));
    let rest = |name: &str| owner.strip_prefix(name).map(str::to_owned);
    !id.is_empty()
        && (rest(&function).is_some_and(|rest| ["", "_paged"].contains(&rest.as_str()))
            || rest(&ty).is_some_and(|rest| ["Params", "When", "Then"].contains(&rest.as_str()))
            || id.to_shouty_snake_case() == owner)
}

/// A schema, and those that it is composed of.
fn add_schema(document: &Document, name: &str, places: &mut BTreeSet<String>, depth: usize) {
    let place = Document::target(&format!("#/components/schemas/{name}"));
    let Some(place) = place.filter(|_| depth < MAX_DEPTH) else { return };
    let Some(schema) = document.pointer(place.as_str()) else { return };
    if places.insert(place.to_string()) {
        add_parts(document, schema, places, depth + 1);
    }
}

fn add_parts(document: &Document, schema: &Value, places: &mut BTreeSet<String>, depth: usize) {
    if depth >= MAX_DEPTH {
        return;
    }
    if let Some(name) =
        schema.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix("#/components/schemas/"))
    {
        add_schema(document, name, places, depth);
    }
    for part in ["allOf", "anyOf", "oneOf"]
        .into_iter()
        .filter_map(|member| schema.get(member))
        .filter_map(Value::as_array)
        .flatten()
    {
        add_parts(document, part, places, depth + 1);
    }
}

/// Every `$ref` that is written within a value.
fn add_references<'a>(value: &'a Value, references: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| add_references(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| add_references(item, references)),
        _ => {}
    }
}
