//! Payloads that are documented but for one change, each change at each place.
#![allow(dead_code, reason = "no test file needs all of it")]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Every value within a value, itself included, each once.
pub(crate) fn parts<'v>(values: impl IntoIterator<Item = &'v Value>) -> Vec<&'v Value> {
    let mut open: Vec<&Value> = values.into_iter().collect();
    let mut known = BTreeSet::new();
    let mut parts = Vec::new();
    while let Some(value) = open.pop() {
        if known.insert(value.to_string()) {
            parts.push(value);
        }
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    parts
}

/// Every number that a bound of the document is, for lengths and counts.
pub(crate) fn bounds(document: &Value) -> BTreeSet<usize> {
    let mut bounds = BTreeSet::new();
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        for (name, member) in value.as_object().into_iter().flatten() {
            if ["minLength", "maxLength", "minItems", "maxItems"].contains(&name.as_str()) {
                bounds.extend(member.as_u64().and_then(|bound| usize::try_from(bound).ok()));
            }
            open.push(member);
        }
        open.extend(value.as_array().into_iter().flatten());
    }
    bounds
}

/// Every value that is another by one change, at most so many levels within.
pub(crate) fn mutations(value: &Value, bounds: &BTreeSet<usize>, levels: usize) -> Vec<Value> {
    let mut mutations = of_itself(value, bounds);
    match value {
        _ if levels == 0 => {}
        Value::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                without.shift_remove(name);
                mutations.push(Value::Object(without));
                for changed in self::mutations(member, bounds, levels - 1) {
                    let mut members: Map<String, Value> = members.clone();
                    members.insert(name.clone(), changed);
                    mutations.push(Value::Object(members));
                }
            }
        }
        Value::Array(items) => {
            // The first stands for all: they are of one schema.
            for changed in items.first().map(|item| self::mutations(item, bounds, levels - 1)).unwrap_or_default() {
                let mut items = items.clone();
                items[0] = changed;
                mutations.push(Value::Array(items));
            }
        }
        _ => {}
    }
    mutations
}

/// What becomes of a value by one change of its own.
fn of_itself(value: &Value, bounds: &BTreeSet<usize>) -> Vec<Value> {
    let mut changed = vec![json!(null), json!(true), json!(7), json!("x"), json!([]), json!({})];
    match value {
        Value::String(_) => {
            let texts = [
                "",
                "UNHEARD_OF",
                "2021-13-01",
                "2021-02-30",
                "2021-06-03",
                "2021-06-03T10:00:00Z",
                "2021-06-03T24:00:00Z",
                "2021-06-03 10:00:00Z",
                "_a1",
                "090-1234",
                "090\u{3000}1234",
            ];
            changed.extend(texts.map(Value::from));
            // A letter of four bytes, which is two units of UTF-16 and one code point.
            changed.extend(bounds.iter().flat_map(|bound| [*bound, bound + 1]).map(|it| "\u{20bb7}".repeat(it).into()));
        }
        Value::Number(_) => {
            changed.extend([json!(0), json!(-1), json!(1.5), json!(i64::from(i32::MAX) + 1), json!(10_000_000)]);
        }
        Value::Array(items) => {
            let first = items.first().cloned().unwrap_or_default();
            changed.push(items.iter().chain(items).cloned().collect());
            changed.push(items.iter().skip(1).cloned().collect());
            // A list of 500 contacts takes its time, and says no more than one of 500 words.
            let is_small = first.to_string().len() < 200;
            let counts = bounds.iter().filter(|bound| **bound <= 600 && is_small);
            changed.extend(counts.flat_map(|bound| [*bound, bound + 1]).map(|count| vec![first.clone(); count].into()));
        }
        Value::Object(members) => {
            for member in [json!(null), json!({"a": 1})] {
                let mut members = members.clone();
                members.insert("unheardOf".to_owned(), member);
                changed.push(Value::Object(members));
            }
        }
        _ => {}
    }
    changed
}
