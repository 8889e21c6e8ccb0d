//! What is true of a value only by all schemas that it is subject to: what `allOf` and references compose.
//!
//! A member may be read-only by one part, and required by another.

use std::collections::BTreeSet;

use contacts_openapi::validate::statements::{JUDGED, followed};
use contacts_openapi::{Direction, Document, list};
use jsonptr::PointerBuf;
use serde_json::Value;

/// A schema that a value is subject to.
pub(super) struct Part<'d> {
    pub(super) at: PointerBuf,
    pub(super) value: &'d Value,
    /// Whether what stands there is assumed as a whole.
    pub(super) is_assumed: bool,
}

/// The schema at a place behind its references, and the parts that it is composed of, each once.
pub(super) fn parts<'d>(
    document: &'d Document,
    at: &PointerBuf,
    fallback: &'d Value,
    is_assumed: bool,
) -> Vec<Part<'d>> {
    let mut parts = Vec::new();
    let value = document.pointer(at.as_str()).unwrap_or(fallback);
    collect(document, at.clone(), value, is_assumed, &mut parts);
    parts
}

fn collect<'d>(document: &'d Document, at: PointerBuf, value: &'d Value, is_assumed: bool, parts: &mut Vec<Part<'d>>) {
    let is_reference = value.get("$ref").is_some_and(Value::is_string);
    let Some(at) = followed(document, at) else { return };
    let value = if is_reference { document.pointer(at.as_str()).unwrap_or(value) } else { value };
    let is_assumed = (is_assumed && !is_reference) || value.get("x-assumption").is_some_and(Value::is_string);
    if parts.iter().any(|part| part.at == at && part.is_assumed == is_assumed) {
        return;
    }
    parts.push(Part { at: at.clone(), value, is_assumed });
    for (index, part) in list(value, "allOf").enumerate() {
        let at = at.with_trailing_token("allOf").with_trailing_token(index);
        collect(document, at, part, is_assumed, parts);
    }
}

/// What is true of members by all parts together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Those that are of no account in this direction.
    pub(super) ignored: BTreeSet<String>,
    /// Those of which it is assumed that they are required, if they are.
    pub(super) assumed: BTreeSet<String>,
}

impl Facts {
    pub(super) fn of(document: &Document, parts: &[Part<'_>], direction: Direction) -> Self {
        let mut facts = Self::default();
        let flag = match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        for part in parts {
            for (name, property) in part.value.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let at = part.at.with_trailing_token("properties").with_trailing_token(name.as_str());
                let all = self::parts(document, &at, property, part.is_assumed);
                if all.iter().any(|part| part.value.get(flag) == Some(&Value::Bool(true))) {
                    facts.ignored.insert(name.clone());
                }
                if property.get("x-assumption").is_some_and(Value::is_string) || covers(property, "required") {
                    facts.assumed.insert(name.clone());
                }
            }
        }
        facts
    }

    /// What of it matters to schemas that speak of certain names only.
    pub(super) fn about(&self, names: &BTreeSet<String>) -> Self {
        let about = |set: &BTreeSet<String>| set.intersection(names).cloned().collect();
        Self { ignored: about(&self.ignored), assumed: about(&self.assumed) }
    }
}

/// The names of members that schemas and their choices speak of.
pub(super) fn spoken(document: &Document, parts: &[Part<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    speak(document, parts, &mut names, &mut BTreeSet::new());
    names
}

fn speak(document: &Document, parts: &[Part<'_>], names: &mut BTreeSet<String>, heard: &mut BTreeSet<PointerBuf>) {
    for part in parts {
        if !heard.insert(part.at.clone()) {
            continue;
        }
        names.extend(
            part.value.get("properties").and_then(Value::as_object).into_iter().flatten().map(|it| it.0.clone()),
        );
        names.extend(list(part.value, "required").filter_map(Value::as_str).map(str::to_owned));
        for (at, branch) in branches(part) {
            speak(document, &self::parts(document, &at, branch, false), names, heard);
        }
    }
}

/// What a schema lets a value be held against besides: the branches of its choices, and what it excludes.
fn branches<'d>(part: &Part<'d>) -> Vec<(PointerBuf, &'d Value)> {
    let mut branches = Vec::new();
    for keyword in ["anyOf", "oneOf"] {
        for (index, branch) in list(part.value, keyword).enumerate() {
            branches.push((part.at.with_trailing_token(keyword).with_trailing_token(index), branch));
        }
    }
    branches.extend(part.value.get("not").map(|excluded| (part.at.with_trailing_token("not"), excluded)));
    branches
}

/// Whether anything is assumed of what a value is held against by the schema at a place, at any depth.
pub(super) fn assumes(document: &Document, at: &PointerBuf, value: &Value, is_assumed: bool) -> bool {
    let mut open = vec![(at.clone(), value, is_assumed)];
    let mut seen = BTreeSet::new();
    while let Some((at, value, is_assumed)) = open.pop() {
        for part in parts(document, &at, value, is_assumed) {
            if !seen.insert((part.at.clone(), part.is_assumed)) {
                continue;
            }
            // Of `additionalProperties` only `false` says what is wrong; a schema there leads on.
            let is_said = |keyword: &str| match part.value.get(keyword) {
                Some(said) => keyword != "additionalProperties" || *said == Value::Bool(false),
                None => false,
            };
            if JUDGED
                .into_iter()
                .filter(|keyword| is_said(keyword))
                .any(|keyword| part.is_assumed || covers(part.value, keyword))
            {
                return true;
            }
            let below = |keyword: &str| part.at.with_trailing_token(keyword);
            for keyword in ["items", "additionalProperties"] {
                if let Some(schema) = part.value.get(keyword).filter(|schema| schema.is_object()) {
                    open.push((below(keyword), schema, part.is_assumed || covers(part.value, keyword)));
                }
            }
            for (name, schema) in part.value.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let is_required = list(part.value, "required").any(|it| it == name);
                if is_required
                    && (schema.get("x-assumption").is_some_and(Value::is_string) || covers(schema, "required"))
                {
                    return true;
                }
                open.push((below("properties").with_trailing_token(name.as_str()), schema, part.is_assumed));
            }
            open.extend(branches(&part).into_iter().map(|(at, schema)| (at, schema, part.is_assumed)));
        }
    }
    false
}

/// Whether an assumption beside a keyword names it.
pub(super) fn covers(schema: &Value, keyword: &str) -> bool {
    schema.get("x-assumption").is_some_and(|assumption| list(assumption, "covers").any(|it| it == keyword))
}
