//! A documented payload, completed by what it leaves out.

use std::collections::BTreeSet;

use contacts_openapi::validate::statements::is_ignored;
use contacts_openapi::validate::{Options, Schema, Validator};
use contacts_openapi::{Direction, Operation};
use jsonptr::PointerBuf;
use serde_json::{Map, Value, json};

use super::{example, home};
use crate::corpus::Payload;

/// How deep a value that is made up may nest.
const DEPTH: usize = 8;

/// The longest example of a body less what only the service sets, with every property that it can have.
pub(super) fn base(
    payloads: &[Payload],
    operation: &Operation<'_>,
    direction: Direction,
    at: &PointerBuf,
    schema: &Schema,
) -> Result<Value, String> {
    let example = example(payloads, operation, direction).ok_or("no example shows it")?;
    let mut value = example.clone();
    let findings = |value: &Value| schema.findings(value.to_string().as_bytes(), &Options::default());
    for finding in findings(&value) {
        let at = finding.pointer.map(|pointer| pointer.to_string()).unwrap_or_default();
        if let Some((parent, name)) = at.rsplit_once('/')
            && let Some(members) = value.pointer_mut(parent).and_then(Value::as_object_mut)
        {
            members.shift_remove(name);
        }
    }
    if let Some(finding) = findings(&value).first() {
        return Err(format!("the example of {} does not fit: {finding}", operation.id));
    }
    let grower = Grower { payloads, direction };
    // What is added may have room for more.
    let mut filled = BTreeSet::new();
    while let Some(pointer) = objects(&value).into_iter().find(|pointer| filled.insert(pointer.clone())) {
        grower.fill(&mut value, &pointer, at, schema);
    }
    Ok(value)
}

/// The pointers of the objects in a value, the outer ones first.
fn objects(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = vec![(String::new(), value)];
    while let Some((here, value)) = rest.pop() {
        match value {
            Value::Object(members) => {
                found.push(here.clone());
                rest.extend(members.iter().map(|(name, member)| (format!("{here}/{name}"), member)));
            }
            Value::Array(items) => {
                rest.extend(items.iter().enumerate().map(|(index, item)| (format!("{here}/{index}"), item)));
            }
            _ => {}
        }
    }
    found
}

struct Grower<'p> {
    payloads: &'p [Payload],
    direction: Direction,
}

impl Grower<'_> {
    /// Adds to the object at a place what its schemas know, as long as the whole fits.
    fn fill(&self, value: &mut Value, pointer: &str, at: &PointerBuf, schema: &Schema) {
        for schema_at in schemas_at(value, pointer, at) {
            for (name, property) in self.properties(&schema_at) {
                let is_there = value.pointer(pointer).and_then(|it| it.get(&name)).is_some_and(|it| !it.is_null());
                if is_there {
                    continue;
                }
                let candidates = self.documented(&name).into_iter().chain(self.sample(&property, 0));
                for candidate in candidates {
                    let mut grown = value.clone();
                    if let Some(members) = grown.pointer_mut(pointer).and_then(Value::as_object_mut) {
                        members.insert(name.clone(), candidate);
                    }
                    if schema.is_clean(grown.to_string().as_bytes(), &Options::default()) {
                        *value = grown;
                        break;
                    }
                }
            }
        }
    }

    /// The properties of one schema, with where they stand.
    fn properties(&self, at: &PointerBuf) -> Vec<(String, PointerBuf)> {
        let document = Validator::contacts().document();
        let properties = document.pointer(at.as_str()).and_then(|schema| schema.get("properties")?.as_object());
        let properties = properties.into_iter().flatten();
        let given = properties.filter(|(_, property)| !is_ignored(document, property, self.direction));
        let at = at.with_trailing_token("properties");
        given.map(|(name, _)| (name.clone(), at.with_trailing_token(name.as_str()))).collect()
    }

    /// What the examples have under a name, the longest first.
    fn documented(&self, name: &str) -> Vec<Value> {
        let mut found = Vec::new();
        for payload in self.payloads {
            let mut rest = vec![&payload.value];
            while let Some(value) = rest.pop() {
                match value {
                    Value::Object(members) => {
                        found.extend(members.get(name).filter(|it| !it.is_null()).cloned());
                        rest.extend(members.values());
                    }
                    Value::Array(items) => rest.extend(items),
                    _ => {}
                }
            }
        }
        found.sort_by_key(|value| std::cmp::Reverse(value.to_string()));
        found.sort_by_key(|value| std::cmp::Reverse(value.to_string().len()));
        found.dedup();
        found
    }

    /// A value that fits a schema, made up.
    fn sample(&self, at: &PointerBuf, depth: usize) -> Option<Value> {
        let schema = Validator::contacts().schema_of(at, Some(self.direction)).ok()?;
        let fits = |value: &Value| schema.is_clean(value.to_string().as_bytes(), &Options::default());
        let document = Validator::contacts().document();
        let mut candidates = Vec::new();
        for part in parts(at) {
            let schema = document.pointer(part.as_str())?;
            candidates.extend(contacts_openapi::list(schema, "enum").next().cloned());
            if schema.get("items").is_some() && depth < DEPTH {
                let item = self.sample(&part.with_trailing_token("items"), depth + 1);
                candidates.extend(item.map(|item| json!([item])));
            }
            let properties = self.properties(&part);
            if !properties.is_empty() && depth < DEPTH {
                let members = properties.into_iter();
                let members = members.filter_map(|(name, at)| Some((name, self.sample(&at, depth + 1)?)));
                candidates.push(Value::Object(members.collect::<Map<_, _>>()));
            }
        }
        candidates.extend([json!("x"), json!("0"), json!("2021-01-09"), json!("2021-06-03T10:00:00+09:00")]);
        candidates.extend([json!(1), json!(true), json!([]), json!({})]);
        candidates.into_iter().find(fits)
    }
}

/// The schemas that the value at a place is subject to, from that of the whole on.
fn schemas_at(value: &Value, pointer: &str, at: &PointerBuf) -> Vec<PointerBuf> {
    let mut known = vec![at.clone()];
    let mut here = value;
    for token in pointer.split('/').skip(1) {
        let is_item = here.is_array();
        here = match here {
            Value::Array(items) => token.parse::<usize>().ok().and_then(|index| items.get(index)),
            other => other.get(token),
        }
        .unwrap_or(&Value::Null);
        known = known.iter().flat_map(parts).filter_map(|at| child(&at, token, is_item)).collect();
    }
    known.iter().flat_map(parts).collect()
}

/// A schema behind its reference, with all that it is composed of and chooses from.
fn parts(at: &PointerBuf) -> Vec<PointerBuf> {
    let document = Validator::contacts().document();
    let Some(at) = home(at) else { return Vec::new() };
    let schema = document.pointer(at.as_str()).unwrap_or(&Value::Null);
    let mut found = vec![at.clone()];
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let count = contacts_openapi::list(schema, keyword).count();
        let each = (0..count).map(|index| at.with_trailing_token(keyword).with_trailing_token(index));
        found.extend(each.flat_map(|part| parts(&part)));
    }
    found
}

/// Where the schema of a member or an item stands.
fn child(at: &PointerBuf, token: &str, is_item: bool) -> Option<PointerBuf> {
    let schema = Validator::contacts().document().pointer(at.as_str())?;
    if is_item {
        return schema.get("items").map(|_| at.with_trailing_token("items"));
    }
    match schema.get("properties").and_then(|properties| properties.get(token)) {
        Some(_) => Some(at.with_trailing_token("properties").with_trailing_token(token)),
        None => schema
            .get("additionalProperties")
            .filter(|it| it.is_object())
            .map(|_| at.with_trailing_token("additionalProperties")),
    }
}
