//! The oracle: another validator, of which nothing is ours but the translation.
//!
//! The `jsonschema` crate knows nothing of OpenAPI 3.0, so that it gets the component schemas as JSON Schema
//! draft 4, which they are but for `nullable` and the formats of numbers.

use std::fmt;

use contacts_openapi::Document;
use jsonschema::{Draft, Validator};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, json};

/// The component schemas of a document.
pub(crate) struct Oracle {
    components: Value,
}

impl Oracle {
    /// Translates the component schemas of a document.
    pub(crate) fn new(document: &Document) -> Self {
        Self { components: document.components().map(|(name, schema)| (name.to_owned(), draft4(schema))).collect() }
    }

    /// One component schema.
    ///
    /// # Errors
    ///
    /// When it is not sound.
    pub(crate) fn schema(&self, name: &str) -> Result<Validator, String> {
        let root = json!({
            "$ref": format!("#/components/schemas/{name}"),
            "components": {"schemas": self.components},
        });
        let options = jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(true);
        options.build(&root).map_err(|error| error.to_string())
    }
}

/// Keywords that stand for a schema, for a list of them, and for one by each name.
const SCHEMAS: [&str; 3] = ["items", "not", "additionalProperties"];
const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// A schema of OpenAPI 3.0 as one of draft 4: `nullable` widens the `type` beside it, the format of a number is
/// the range that it stands for, the other formats but one are annotations, and a keyword that stands beside
/// `$ref` is gone, as it never counted.
fn draft4(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    if let Some(reference) = members.get("$ref").filter(|reference| reference.is_string()) {
        return json!({ "$ref": reference });
    }
    let mut translated = Map::new();
    for (keyword, value) in members {
        let value = match (keyword.as_str(), value) {
            ("format", Value::String(format)) if format != "date-time" => continue,
            ("type", kind) if members.get("nullable") == Some(&Value::Bool(true)) => json!([kind, "null"]),
            ("properties", Value::Object(properties)) => {
                properties.iter().map(|(name, schema)| (name.clone(), draft4(schema))).collect()
            }
            (keyword, Value::Array(schemas)) if LISTS.contains(&keyword) => schemas.iter().map(draft4).collect(),
            (keyword, schema) if SCHEMAS.contains(&keyword) => draft4(schema),
            _ => value.clone(),
        };
        translated.insert(keyword.clone(), value);
    }
    let range = match members.get("format").and_then(Value::as_str) {
        Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        Some("int64") => Some((i64::MIN, i64::MAX)),
        _ => None,
    };
    if let Some((least, most)) = range {
        let range = json!({"minimum": least, "maximum": most});
        if let Value::Array(parts) = translated.entry("allOf").or_insert_with(|| json!([])) {
            parts.push(range);
        }
    }
    Value::Object(translated)
}

/// Why the oracle has no say about a payload that it can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// RFC 8259 leaves open what a name means that stands in an object twice; the engine calls it an error, and
    /// the oracle never sees the first of the two.
    DuplicateName,
    /// The oracle rounds numbers: one that has more digits than an `f64` keeps, or that is outside the range in
    /// which it divides exactly. It also reads `-0` and whole numbers beyond 64 bits as fractions, which the
    /// specification does not: an integer is what has neither a fraction nor an exponent.
    RoundedNumber,
}

/// What of a payload the oracle can judge; `None` if it cannot read it.
pub(crate) fn read(payload: &[u8]) -> Option<Result<Value, Silence>> {
    let value: Value = serde_json::from_slice(payload).ok()?;
    if !payload_numbers(payload).into_iter().all(is_exact) {
        return Some(Err(Silence::RoundedNumber));
    }
    if serde_json::from_slice::<Distinct>(payload).is_err() {
        return Some(Err(Silence::DuplicateName));
    }
    Some(Ok(value))
}

/// The numbers of a payload that is JSON, as they are written.
fn payload_numbers(payload: &[u8]) -> Vec<&str> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(byte) = payload.get(at) {
        let is_number = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        match byte {
            b'"' => {
                at += 1;
                while payload.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if payload[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let length = payload[at..].iter().take_while(|byte| is_number(byte)).count();
                numbers.extend(std::str::from_utf8(&payload[at..at + length]));
                at += length;
            }
            _ => at += 1,
        }
    }
    numbers
}

/// Whether the oracle does not round a number.
fn is_exact(number: &str) -> bool {
    const DIGITS: usize = 15;
    const SMALLEST: f64 = 1e-9;
    const LARGEST: f64 = 9e15;
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        let digits = number.trim_start_matches('-');
        return number != "-0" && digits.len() <= DIGITS;
    }
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let value = number.parse::<f64>().unwrap_or(f64::INFINITY).abs();
    let is_zero = digits.chars().all(|digit| digit == '0');
    let is_fraction = number.contains(['.', 'e', 'E']);
    is_fraction && digits.trim_start_matches('0').len() <= DIGITS && (is_zero || (SMALLEST..LARGEST).contains(&value))
}

/// A value in which no object has a name twice.
struct Distinct;

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Distinct.deserialize(deserializer)
    }
}

impl<'de> DeserializeSeed<'de> for Distinct {
    type Value = Self;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Distinct {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element_seed(Distinct)?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self, A::Error> {
        let mut names = std::collections::HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            members.next_value_seed(Distinct)?;
            if !names.insert(name) {
                return Err(A::Error::custom("a name stands in an object twice"));
            }
        }
        Ok(self)
    }
}
