//! How schemas are written here: ids by name, each thing once, and with room for what a service adds.

use std::collections::BTreeMap;

use contacts_openapi::list;
use jsonptr::{Pointer, PointerBuf};
use serde_json::{Map, Value};

use super::places::{at, having, is_name};
use crate::lint::{Lint, table};

table! {
    Warning "inline-id": "an id whose schema has no name";
    Warning "duplicate-schema": "two schemas that say the same";
    Error "closed-object": "an object that forbids members it does not know";
}

/// What may differ in two schemas that hold the same values.
const WORDS: [&str; 8] =
    ["title", "description", "example", "externalDocs", "x-source", "x-assumption", "x-enumDescriptions", "x-examples"];

pub(super) fn check(lint: &mut Lint<'_>) {
    ids(lint);
    duplicates(lint);
    for (at, _, value) in having(lint.document, "additionalProperties") {
        if value == &Value::Bool(false) {
            let help = "drop it: a member that the service adds tomorrow is no mistake of anybody";
            let at = at.with_trailing_token("additionalProperties");
            lint.report("closed-object", at, "members that are not listed are forbidden".to_owned(), help);
        }
    }
}

/// Properties and parameters called like an id, with a schema written in place.
fn ids(lint: &mut Lint<'_>) {
    let mut found: Vec<(PointerBuf, String)> = Vec::new();
    let is_plain = |schema: &Value| {
        let ty = schema.get("type").and_then(Value::as_str);
        matches!(ty, Some("string" | "integer")) && schema.get("$ref").is_none() && schema.get("allOf").is_none()
    };
    lint.document.walk(&mut |at, value| {
        let holder = at.parent().and_then(Pointer::last).map(|token| token.decoded().into_owned());
        if holder.as_deref() == Some("properties")
            && is_name(at)
            && let Some(name) = at.last().map(|token| token.decoded().into_owned())
            && (name.ends_with("Id") && is_plain(value)
                || name.ends_with("Ids") && value.get("items").is_some_and(is_plain))
        {
            found.push((at.to_owned(), name));
        }
    });
    for operation in &lint.operations {
        let parameters = operation.parameters.iter().filter(|it| it.name.ends_with("Id") && is_plain(it.schema));
        found.extend(parameters.map(|it| (it.pointer.clone(), it.name.to_owned())));
    }
    for (at, name) in found {
        let help = "give it a schema of its own, so that the client can tell it from other texts";
        lint.report("inline-id", at, format!("the id `{name}` is a plain text or number"), help);
    }
}

/// Component schemas that are the same but for their words.
fn duplicates(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, schema) in document.components() {
        // A type of its own is all that an id is there for, and a schema of words alone says nothing yet.
        let says_more = ["properties", "enum", "x-extensible-enum", "allOf", "anyOf", "oneOf", "items"];
        if !says_more.iter().any(|keyword| schema.get(keyword).is_some()) {
            continue;
        }
        if let Some(other) = seen.get(&bare(schema).to_string()) {
            let message = format!("`{name}` says what `{other}` says");
            let help = format!("refer to `{other}`, or compose what they share with `allOf` and say how they differ");
            lint.report("duplicate-schema", at(Pointer::root(), ["components", "schemas", name]), message, help);
        } else {
            seen.insert(bare(schema).to_string(), name);
        }
    }
}

/// A schema without its words, its members in one order.
fn bare(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut kept: Vec<(&String, Value)> = Vec::new();
    for (name, value) in members.iter().filter(|(name, _)| !WORDS.contains(&name.as_str())) {
        let value = match (name.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let mut properties: Vec<_> = properties.iter().map(|(name, it)| (name.clone(), bare(it))).collect();
                properties.sort_by(|a, b| a.0.cmp(&b.0));
                Value::Object(properties.into_iter().collect::<Map<_, _>>())
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(_)) => list(schema, name).map(bare).collect(),
            ("items" | "additionalProperties" | "not", inner) => bare(inner),
            (_, other) => other.clone(),
        };
        kept.push((name, value));
    }
    kept.sort_by(|a, b| a.0.cmp(b.0));
    Value::Object(kept.into_iter().map(|(name, value)| (name.clone(), value)).collect())
}
