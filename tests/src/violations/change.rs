//! What a value can be replaced by, as the keywords of its schemas suggest.

use std::collections::BTreeMap;

use contacts_openapi::validate::Validator;
use contacts_openapi::validate::statements::is_ignored;
use contacts_openapi::{Direction, list};
use jsonptr::PointerBuf;
use serde_json::{Map, Value, json};

use super::home;

/// A place in a payload, and what is to stand there; nothing, if it is to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The place.
    pub pointer: String,
    /// What is to stand there.
    pub value: Option<Value>,
    /// Whether the value is one that a keyword names as just allowed.
    pub is_edge: bool,
}

impl Change {
    /// The payload with the change.
    pub fn of(&self, payload: &Value) -> Value {
        let mut changed = payload.clone();
        match &self.value {
            Some(value) => {
                if let Some(place) = changed.pointer_mut(&self.pointer) {
                    *place = value.clone();
                } else if let Some((parent, name)) = self.pointer.rsplit_once('/')
                    && let Some(members) = changed.pointer_mut(parent).and_then(Value::as_object_mut)
                {
                    members.insert(name.to_owned(), value.clone());
                }
            }
            None => {
                if let Some((parent, name)) = self.pointer.rsplit_once('/')
                    && let Some(members) = changed.pointer_mut(parent).and_then(Value::as_object_mut)
                {
                    members.shift_remove(name);
                }
            }
        }
        changed
    }
}

/// The schemas that a value is subject to: each behind its reference, with its parts and what it chooses from.
pub(super) fn schemas(at: &PointerBuf, found: &mut Vec<(PointerBuf, &'static Value)>) {
    let document = Validator::contacts().document();
    let Some(at) = home(at) else { return };
    let Some(schema) = document.pointer(at.as_str()) else { return };
    if found.iter().any(|(known, _)| *known == at) {
        return;
    }
    found.push((at.clone(), schema));
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for index in 0..list(schema, keyword).count() {
            schemas(&at.with_trailing_token(keyword).with_trailing_token(index), found);
        }
    }
}

/// The schemas of each member of a value, or of its first item.
fn below(
    known: &[(PointerBuf, &'static Value)],
    value: &Value,
    direction: Direction,
) -> BTreeMap<String, Vec<(PointerBuf, &'static Value)>> {
    let document = Validator::contacts().document();
    let mut found: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (at, schema) in known {
        for (name, _) in value.as_object().into_iter().flatten() {
            let at = match schema.get("properties").and_then(|properties| properties.get(name)) {
                Some(property) if is_ignored(document, property, direction) => continue,
                Some(_) => at.with_trailing_token("properties").with_trailing_token(name.as_str()),
                None if schema.get("additionalProperties").is_some_and(Value::is_object) => {
                    at.with_trailing_token("additionalProperties")
                }
                None => continue,
            };
            schemas(&at, found.entry(name.clone()).or_default());
        }
        // What is said of one item is said of all.
        if schema.get("items").is_some() && value.as_array().is_some_and(|items| !items.is_empty()) {
            schemas(&at.with_trailing_token("items"), found.entry("0".to_owned()).or_default());
        }
    }
    found
}

/// The schemas that the value at a place of a payload is subject to.
pub(super) fn schemas_at(base: &Value, pointer: &str, at: &PointerBuf, direction: Direction) -> Vec<PointerBuf> {
    let mut known = Vec::new();
    schemas(at, &mut known);
    let mut here = base;
    for token in pointer.split('/').skip(1) {
        known = below(&known, here, direction).remove(token).unwrap_or_default();
        let name = jsonptr::Token::from_encoded(token).map(|it| it.decoded().into_owned()).unwrap_or_default();
        here = here.get(&name).or_else(|| here.get(name.parse::<usize>().ok()?)).unwrap_or(&Value::Null);
    }
    known.into_iter().map(|(at, _)| at).collect()
}

/// Everything that one value in a payload can be replaced by.
pub(super) fn changes(base: &Value, at: &PointerBuf, direction: Direction) -> Vec<Change> {
    let mut known = Vec::new();
    schemas(at, &mut known);
    let mut found = Vec::new();
    collect(base, "", &known, direction, &mut found);
    found
}

fn collect(
    value: &Value,
    pointer: &str,
    known: &[(PointerBuf, &'static Value)],
    direction: Direction,
    found: &mut Vec<Change>,
) {
    let mut add = |value: Option<Value>, is_edge: bool| {
        let change = Change { pointer: pointer.to_owned(), value, is_edge };
        if !found.contains(&change) {
            found.push(change);
        }
    };
    if !pointer.is_empty() {
        add(None, false);
    }
    for (_, schema) in known {
        suggested(schema, value, &mut add);
    }
    for (name, known) in below(known, value, direction) {
        let child = value.get(&name).or_else(|| value.get(name.parse::<usize>().ok()?));
        if let Some(child) = child {
            let name = jsonptr::Token::new(name.as_str()).encoded().to_owned();
            collect(child, &format!("{pointer}/{name}"), &known, direction, found);
        }
    }
}

/// What the keywords of one schema suggest in the place of a value.
fn suggested(schema: &Value, value: &Value, add: &mut dyn FnMut(Option<Value>, bool)) {
    let number = |keyword: &str| schema.get(keyword).and_then(Value::as_i64);
    let count = |keyword: &str| schema.get(keyword).and_then(|it| usize::try_from(it.as_u64()?).ok());
    if schema.get("type").is_some() {
        for other in [json!(5), json!("x"), json!(1.5), json!({}), json!([])] {
            add(Some(other), false);
        }
    }
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        add(Some(Value::Null), true);
    }
    if schema.get("type") == Some(&json!("boolean")) {
        add(Some(json!(true)), true);
        add(Some(json!(false)), true);
    }
    if schema.get("enum").is_some() {
        add(Some(json!("NO_SUCH_VALUE")), false);
        list(schema, "enum").for_each(|known| add(Some(known.clone()), true));
    }
    if let Some(text) = value.as_str() {
        if let Some(most) = count("maxLength") {
            add(Some(stretched(text, most).into()), true);
            add(Some(stretched(text, most + 1).into()), false);
        }
        if let Some(least) = count("minLength").filter(|least| *least > 0) {
            add(Some(text.chars().take(least).collect::<String>().into()), true);
            add(Some(text.chars().take(least - 1).collect::<String>().into()), false);
        }
        if schema.get("pattern").is_some() || schema.get("not").is_some() || schema.get("format").is_some() {
            for (index, character) in text.char_indices() {
                for other in ["9", "!"] {
                    let mut changed = text.to_owned();
                    changed.replace_range(index..index + character.len_utf8(), other);
                    add(Some(changed.into()), false);
                }
            }
        }
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("int32") => add(Some((i64::from(i32::MAX) + 1).into()), false),
        Some("int64") => add(Some((i64::MAX.cast_unsigned() + 1).into()), false),
        _ => {}
    }
    for (keyword, beyond) in [("minimum", -1), ("maximum", 1)] {
        if let Some(bound) = number(keyword) {
            add(Some(bound.into()), true);
            add(Some((bound + beyond).into()), false);
        }
    }
    if let Some(items) = value.as_array() {
        add(Some(json!([])), count("minItems") == Some(0));
        if let Some(most) = count("maxItems") {
            let is_unique = schema.get("uniqueItems").is_some();
            for items in many(items, most, is_unique) {
                add(Some(items), true);
            }
            for items in many(items, most + 1, is_unique) {
                add(Some(items), false);
            }
        }
        if let Some(least) = count("minItems").filter(|least| *least > 0) {
            for items in many(items, least, false) {
                add(Some(items), true);
            }
            add(Some(items.iter().take(least - 1).cloned().collect()), false);
        }
        if let Some(first) = items.first().filter(|_| schema.get("uniqueItems").is_some()) {
            add(Some(json!([first, first])), false);
        }
    }
    if let Some(members) = value.as_object() {
        if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
            add(Some(with(members, "noSuchMember")), false);
        }
        // A `not` mostly excludes members by their names.
        let mut excluded: Vec<&Value> = schema.get("not").into_iter().collect();
        while let Some(schema) = excluded.pop() {
            excluded.extend(list(schema, "anyOf"));
            list(schema, "required").filter_map(Value::as_str).for_each(|name| add(Some(with(members, name)), false));
        }
    }
}

fn with(members: &Map<String, Value>, name: &str) -> Value {
    let mut members = members.clone();
    members.insert(name.to_owned(), "x".into());
    Value::Object(members)
}

/// A text of a length: cut off, or with its last character again and again.
fn stretched(text: &str, length: usize) -> String {
    let last = text.chars().last().unwrap_or('a');
    // What has a certain end, such as an address, may go on with it all the same: no page says what an address is.
    text.chars().chain(std::iter::repeat(last)).take(length).collect()
}

/// So many items, the last again and again; if they must differ, by the end of a text in each of them, and that in each
/// way that there is.
fn many(items: &[Value], length: usize, are_distinct: bool) -> Vec<Value> {
    let Some(last) = items.last() else { return Vec::new() };
    let of = |other: &dyn Fn(usize) -> Value| {
        items.iter().take(length).cloned().chain((items.len()..length).map(other)).collect::<Value>()
    };
    if !are_distinct {
        return vec![of(&|_| last.clone())];
    }
    let texts = last.as_object().into_iter().flatten().filter(|(_, value)| value.is_string());
    let by_text = texts.map(|(name, text)| {
        of(&|index| {
            let mut item = last.clone();
            item[name] = format!("{}{index}", text.as_str().unwrap_or_default()).into();
            item
        })
    });
    by_text.collect()
}

/// Two changes at once, of members of one object, where a rule of the object looks at several.
pub(super) fn pairs<'c>(
    base: &Value,
    changes: &'c [Change],
    at: &PointerBuf,
    direction: Direction,
) -> Vec<(&'c Change, &'c Change)> {
    let mut objects = Vec::new();
    let mut known = Vec::new();
    schemas(at, &mut known);
    ruled(base, "", &known, direction, &mut objects);
    let mut found = Vec::new();
    for object in objects {
        let is_short = |change: &Change| match &change.value {
            None | Some(Value::Null) => true,
            Some(Value::Array(items)) => items.is_empty(),
            Some(Value::String(text)) => change.is_edge || text.is_empty(),
            Some(_) => false,
        };
        let is_member = |change: &&Change| {
            let name = change.pointer.strip_prefix(&*object).and_then(|rest| rest.strip_prefix('/'));
            name.is_some_and(|name| !name.contains('/')) && is_short(change)
        };
        let members: Vec<&Change> = changes.iter().filter(is_member).collect();
        for (index, one) in members.iter().enumerate() {
            found
                .extend(members[index + 1..].iter().filter(|it| it.pointer != one.pointer).map(|other| (*one, *other)));
        }
    }
    found
}

/// The objects that have a rule.
fn ruled(
    value: &Value,
    pointer: &str,
    known: &[(PointerBuf, &'static Value)],
    direction: Direction,
    found: &mut Vec<String>,
) {
    let has_rule = |schema: &Value| ["anyOf", "oneOf", "not"].iter().any(|keyword| schema.get(keyword).is_some());
    if value.is_object() && known.iter().any(|(_, schema)| has_rule(schema)) {
        found.push(pointer.to_owned());
    }
    for (name, known) in below(known, value, direction) {
        if let Some(child) = value.get(&name) {
            ruled(child, &format!("{pointer}/{name}"), &known, direction, found);
        }
    }
}
