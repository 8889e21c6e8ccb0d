//! Documents and payloads, made of choices: whoever makes the choices decides what comes of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// Makes choices.
pub(crate) trait Source {
    /// A number below another, which is not zero; zero once there is nothing left to choose by.
    fn below(&mut self, end: usize) -> usize;

    /// One of several.
    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// Happens once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}

impl Source for &[u8] {
    fn below(&mut self, end: usize) -> usize {
        match self.split_first() {
            Some((first, rest)) => {
                *self = rest;
                usize::from(*first) % end
            }
            None => 0,
        }
    }
}

/// The components of every generated document. One leads outright to later ones only, as a circle without a
/// member or an item in it is no schema; within members and items it leads to any.
pub(crate) const COMPONENTS: [&str; 4] = ["A", "B", "C", "D"];

const KINDS: [&str; 6] = ["object", "array", "string", "integer", "number", "boolean"];
const NAMES: [&str; 8] = ["a", "b", "c", "d", "\u{e9}", "x/~y", "q\"\\", "$ref"];
const PATTERNS: [&str; 7] = ["^a", "b$", r"^\d+$", r"^[^\s]*$", "^(a|bc)*$", "\u{1f600}", r"^\w{2,3}$"];
const TEXTS: [&str; 14] = [
    "",
    "a",
    "ab",
    "abc",
    "abcbc",
    "12",
    "\u{661}",
    "\u{e9}",
    "\u{1f600}",
    "\u{1f600}\u{1f600}a",
    "q\"\\\n",
    "2021-06-03T10:00:00+09:00",
    "2021-02-30T10:00:00Z",
    "2021-06-03T10:00:00",
];
/// Only halves and quarters are multiples here: the oracle divides in binary.
const MULTIPLES: [f64; 6] = [1.0, 2.0, 3.0, 0.5, 0.25, 1.5];
const NUMBERS: [&str; 24] = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "5",
    "7",
    "0.5",
    "1.5",
    "-2.25",
    "1.0",
    "0.0",
    "-0.0",
    "1e0",
    "2E+0",
    "10e-1",
    "3.00",
    "0e9",
    "1e3",
    "2147483647",
    "2147483648",
    "-2147483649",
    "1E-2",
    "100",
];

/// The document, with nothing but its components.
pub(crate) fn document(source: &mut impl Source) -> Value {
    let components: Map<String, Value> =
        (0..COMPONENTS.len()).map(|index| (COMPONENTS[index].to_owned(), schema(source, 3, index, false))).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Generated", "version": "0"},
        "paths": {},
        "components": {"schemas": components},
    })
}

/// A schema within a component; `is_within` a member or an item.
fn schema(source: &mut impl Source, depth: usize, component: usize, is_within: bool) -> Value {
    let first = if is_within { 0 } else { component + 1 };
    if first < COMPONENTS.len() && source.below(5) == 1 {
        let to = first + source.below(COMPONENTS.len() - first);
        return json!({"$ref": format!("#/components/schemas/{}", COMPONENTS[to]), "maxLength": 0});
    }
    let mut schema = Map::new();
    // Mostly what has to do with one kind; now and then anything beside anything.
    let kind = KINDS[source.below(KINDS.len())];
    if !source.once_in(4) {
        schema.insert("type".to_owned(), kind.into());
        if source.once_in(3) {
            schema.insert("nullable".to_owned(), true.into());
        }
    }
    for _ in 0..source.below(4) {
        let about = if source.once_in(5) { *source.pick(&KINDS) } else { kind };
        keyword(source, &mut schema, about, depth, component);
    }
    let compositions = if depth == 0 { 0 } else { source.below(6).saturating_sub(3) };
    for _ in 0..compositions {
        composition(source, &mut schema, depth - 1, component, is_within);
    }
    if source.once_in(9) {
        let values = (0..=source.below(3)).map(|_| value(source, 1)).collect::<Vec<_>>();
        schema.insert("enum".to_owned(), values.into());
    }
    Value::Object(schema)
}

/// Adds a keyword that has to do with a kind.
fn keyword(source: &mut impl Source, schema: &mut Map<String, Value>, kind: &str, depth: usize, component: usize) {
    let count = source.below(4);
    let (name, value): (&str, Value) = match (kind, source.below(6)) {
        ("object", 0 | 1) if depth > 0 => {
            let mut properties = Map::new();
            for _ in 0..=source.below(3) {
                let name = (*source.pick(&NAMES)).to_owned();
                properties.insert(name, self::schema(source, depth - 1, component, true));
            }
            ("properties", properties.into())
        }
        ("object", 2) => {
            let names: BTreeSet<&str> = (0..=source.below(2)).map(|_| *source.pick(&NAMES)).collect();
            ("required", names.into_iter().collect())
        }
        ("object", 3) if depth > 0 => {
            let additional = self::schema(source, depth - 1, component, true);
            ("additionalProperties", if source.once_in(2) { additional } else { Value::Bool(source.once_in(3)) })
        }
        ("object", 4) => ("minProperties", count.into()),
        ("object", _) => ("maxProperties", count.into()),
        ("array", 0..=2) if depth > 0 => ("items", self::schema(source, depth - 1, component, true)),
        ("array", 3) => ("uniqueItems", Value::Bool(!source.once_in(4))),
        ("array", 4) => ("minItems", count.into()),
        ("array", _) => ("maxItems", count.into()),
        ("string", 0) => ("minLength", count.into()),
        ("string", 1 | 2) => ("maxLength", count.into()),
        ("string", 3 | 4) => ("pattern", (*source.pick(&PATTERNS)).into()),
        ("string", _) => ("format", "date-time".into()),
        (_, 0) => {
            schema.insert("exclusiveMinimum".to_owned(), source.once_in(2).into());
            ("minimum", number(source))
        }
        (_, 1) => {
            schema.insert("exclusiveMaximum".to_owned(), source.once_in(2).into());
            ("maximum", number(source))
        }
        (_, 2) => ("multipleOf", (*source.pick(&MULTIPLES)).into()),
        (_, 3) => ("format", (*source.pick(&["int32", "int64"])).into()),
        // Nothing of this stands beside `type` for this purpose; it must do no harm.
        _ => ("x-nothing", json!({"type": "string"})),
    };
    schema.insert(name.to_owned(), value);
}

fn number(source: &mut impl Source) -> Value {
    (*source.pick(&[0.0, 1.0, 2.0, -1.0, 1.5, 0.5, 7.0])).into()
}

fn composition(source: &mut impl Source, within: &mut Map<String, Value>, depth: usize, component: usize, is_in: bool) {
    let one = |source: &mut _| schema(source, depth, component, is_in);
    let keyword = *source.pick(&["anyOf", "allOf", "oneOf", "not"]);
    let value = if keyword == "not" {
        one(source)
    } else {
        (0..=source.below(3)).map(|_| one(source)).collect::<Vec<_>>().into()
    };
    within.insert(keyword.to_owned(), value);
}

/// A value of the document, in which a number is spelled as it will be.
fn value(source: &mut impl Source, depth: usize) -> Value {
    match source.below(if depth == 0 { 5 } else { 7 }) {
        0 | 1 => (*source.pick(&TEXTS)).into(),
        2 => number(source),
        3 => source.once_in(2).into(),
        4 => Value::Null,
        5 => (0..source.below(3)).map(|_| value(source, depth - 1)).collect(),
        _ => (0..source.below(3)).map(|_| ((*source.pick(&NAMES)).to_owned(), value(source, depth - 1))).collect(),
    }
}

/// The text of a payload, biased to what a schema of the document says.
pub(crate) fn payload(source: &mut impl Source, document: &Value, schema: &Value) -> String {
    let mut writer = Writer { source, document, text: String::new() };
    writer.biased(schema, 6);
    writer.text
}

struct Writer<'a, S> {
    source: &'a mut S,
    document: &'a Value,
    text: String,
}

impl<S: Source> Writer<'_, S> {
    fn biased(&mut self, schema: &Value, depth: usize) {
        let mut schema = schema;
        while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            schema = self.document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        }
        if depth == 0 || self.source.once_in(8) {
            return self.any(depth.min(2));
        }
        let parts = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
        let parts: Vec<&Value> = parts.flatten().chain(schema.get("not")).collect();
        if !parts.is_empty() && self.source.below(3) > 0 {
            let part = *self.source.pick(&parts);
            // A part alone, or with what stands beside it.
            if self.source.once_in(2) {
                return self.biased(part, depth - 1);
            }
            let merged = merged(schema, part);
            return self.biased(&merged, depth - 1);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && !values.is_empty()
            && self.source.below(4) > 0
        {
            let value = self.source.pick(values).clone();
            return self.written(&value);
        }
        let speaks = |keywords: &[&str]| keywords.iter().any(|keyword| schema.get(keyword).is_some());
        match schema.get("type").and_then(Value::as_str) {
            _ if schema.get("nullable").is_some() && self.source.once_in(4) => self.text.push_str("null"),
            Some("object") => self.object(schema, depth),
            Some("array") => self.array(schema, depth),
            Some("string") => self.any_text(),
            Some("integer" | "number") => self.number(),
            Some("boolean") => self.text.push_str("true"),
            _ if speaks(&["properties", "required", "additionalProperties"]) => self.object(schema, depth),
            _ if speaks(&["items", "uniqueItems", "minItems"]) => self.array(schema, depth),
            _ => self.any(depth.min(2)),
        }
    }

    fn object(&mut self, schema: &Value, depth: usize) {
        let mut names: Vec<&str> = Vec::new();
        let properties = schema.get("properties").and_then(Value::as_object);
        for name in properties.into_iter().flat_map(Map::keys) {
            if self.source.below(4) > 0 {
                names.push(name);
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if self.source.below(5) > 0 {
                names.push(name);
            }
        }
        for _ in 0..self.source.below(6).saturating_sub(3) {
            let name: &str = self.source.pick::<&str>(&NAMES);
            names.push(name);
        }
        let start = if names.is_empty() { 0 } else { self.source.below(names.len()) };
        names.rotate_left(start);
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        self.text.push('{');
        for (index, name) in names.into_iter().enumerate() {
            self.separator(index);
            self.string(name);
            self.space();
            self.text.push(':');
            self.space();
            let additional = || schema.get("additionalProperties").filter(|it| it.is_object());
            match properties.and_then(|properties| properties.get(name)).or_else(additional) {
                Some(schema) => self.biased(schema, depth - 1),
                None => self.any(1),
            }
        }
        self.text.push('}');
    }

    fn array(&mut self, schema: &Value, depth: usize) {
        self.text.push('[');
        for index in 0..self.source.below(5) {
            self.separator(index);
            match schema.get("items") {
                Some(items) => self.biased(items, depth - 1),
                None => self.any(1),
            }
        }
        self.text.push(']');
    }

    fn any(&mut self, depth: usize) {
        let value = value(self.source, depth);
        if value.is_number() { self.number() } else { self.written(&value) }
    }

    fn number(&mut self) {
        let number = *self.source.pick(&NUMBERS);
        self.text.push_str(number);
    }

    fn any_text(&mut self) {
        let text = *self.source.pick(&TEXTS);
        self.string(text);
    }

    fn written(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.separator(index);
                    self.written(item);
                }
                self.text.push(']');
            }
            Value::Object(members) => {
                self.text.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    self.separator(index);
                    self.string(name);
                    self.text.push(':');
                    self.written(member);
                }
                self.text.push('}');
            }
            scalar => self.text.push_str(&scalar.to_string()),
        }
    }

    fn separator(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
        self.space();
    }

    fn space(&mut self) {
        if self.source.once_in(8) {
            let space = *self.source.pick(&[" ", "\n", "\r\n\t "]);
            self.text.push_str(space);
        }
    }

    /// A text, now and then with more escapes than it needs.
    fn string(&mut self, text: &str) {
        if !self.source.once_in(6) {
            self.text.push_str(&Value::from(text).to_string());
            return;
        }
        self.text.push('"');
        for unit in text.encode_utf16() {
            // A text never becomes an error, whatever is done with it.
            let _ = write!(self.text, "\\u{unit:04X}");
        }
        self.text.push('"');
    }
}

/// The keywords of two schemas; those of the second count where both have one.
fn merged(one: &Value, other: &Value) -> Value {
    let mut merged = one.as_object().cloned().unwrap_or_default();
    for keyword in ["allOf", "anyOf", "oneOf", "not"] {
        merged.shift_remove(keyword);
    }
    for (keyword, value) in other.as_object().into_iter().flatten() {
        match (merged.get_mut(keyword), value) {
            (Some(Value::Object(known)), Value::Object(value)) => known.extend(value.clone()),
            _ => drop(merged.insert(keyword.clone(), value.clone())),
        }
    }
    Value::Object(merged)
}
