//! Payloads that are documented but for a few changes.

use serde_json::Value;

use crate::generate::Source;

/// Every value within a payload that is no scalar, itself included.
pub(crate) fn parts(payload: &Value) -> Vec<&Value> {
    let mut parts = vec![payload];
    match payload {
        Value::Object(members) => parts.extend(members.values().flat_map(parts_within)),
        Value::Array(items) => parts.extend(items.iter().flat_map(parts_within)),
        _ => {}
    }
    parts
}

fn parts_within(value: &Value) -> Vec<&Value> {
    if value.is_object() || value.is_array() { parts(value) } else { Vec::new() }
}

/// One of several payloads, changed at up to three places.
pub(crate) fn mutated(source: &mut impl Source, parts: &[&Value]) -> String {
    let mut payload = one_of(source, parts).clone();
    for _ in 0..=source.below(3) {
        change_within(source, &mut payload, parts);
    }
    payload.to_string()
}

/// Changes a value, or something within it: the deeper that stands, the more often it is passed by.
fn change_within(source: &mut impl Source, value: &mut Value, parts: &[&Value]) {
    let is_passed_by = source.below(4) > 0;
    match value {
        Value::Object(members) if is_passed_by && !members.is_empty() => {
            let index = source.below(members.len());
            members.values_mut().nth(index).into_iter().for_each(|it| change_within(source, it, parts));
        }
        Value::Array(items) if is_passed_by && !items.is_empty() => {
            let index = source.below(items.len());
            change_within(source, &mut items[index], parts);
        }
        _ => change(source, value, parts),
    }
}

/// There may be more of them than one byte counts.
fn one_of<'v>(source: &mut impl Source, parts: &[&'v Value]) -> &'v Value {
    let index = source.below(256) * 256 + source.below(256);
    parts[index % parts.len()]
}

fn change(source: &mut impl Source, value: &mut Value, parts: &[&Value]) {
    let length = *source.pick(&[0, 1, 20, 30, 31, 100, 101, 121, 257, 301, 4001]);
    match (source.below(8), &mut *value) {
        (0, Value::Object(members)) => {
            let index = source.below(members.len().max(1));
            let name = members.keys().nth(index).cloned();
            name.and_then(|name| members.shift_remove(&name));
        }
        (1, Value::Object(members)) => {
            if let Some((name, member)) = one_of(source, parts).as_object().and_then(|it| it.iter().next_back()) {
                members.insert(name.clone(), member.clone());
            }
        }
        (2, Value::Object(members)) => drop(members.insert("unheardOf".to_owned(), Value::Null)),
        (0, Value::Array(items)) => drop(items.pop()),
        (1, Value::Array(items)) => items.extend(items.first().cloned()),
        (2, Value::Array(items)) => {
            let item = items.first().cloned().unwrap_or_default();
            items.resize(length.min(501), item);
        }
        (0..=3, Value::String(text)) => *text = "\u{e9}".repeat(length),
        (4, _) => *value = one_of(source, parts).clone(),
        (5, _) => *value = Value::Null,
        (6, _) => *value = Value::from(i64::try_from(length).unwrap_or_default() - 1),
        _ => {
            let texts = [
                "MEMBER",
                "ALL",
                "TWITTER",
                "CUSTOM",
                "2021-13-01",
                "2021-06-03T10:00:00Z",
                "2021-06-03T24:00:00Z",
                "2021-06-03 10:00:00Z",
                "x@y",
                "090\u{3000}1234",
                "_a1",
            ];
            *value = (*source.pick(&texts)).into();
        }
    }
}
