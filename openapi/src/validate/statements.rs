//! What a document says of payloads, statement by statement: for whoever asks which of them something has met.
//!
//! A statement is a keyword of a schema that a value can keep or break, at its place in the document and in one
//! direction; each name in a `required` is one. [`JUDGED`] lists the keywords. Of the others, `properties`, `items`,
//! `allOf` and a schema in `additionalProperties` only lead on; `readOnly`, `writeOnly`, `deprecated` and dated changes
//! are remarks, not rules; a `format` without a meaning of its own, such as `uri`, and all else are words. What stands
//! under `not` is no statement by itself: the `not` is.

use std::collections::BTreeSet;

use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use crate::composition::list;
use crate::document::Document;
use crate::examples::Direction;
use crate::operations::{Operation, Parameter};

/// The keywords that a value can keep or break.
pub const JUDGED: [&str; 19] = [
    "type",
    "enum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "additionalProperties",
    "required",
    "anyOf",
    "oneOf",
    "not",
];

/// The formats that are more than words.
const FORMATS: [&str; 6] = ["date-time", "date", "int32", "int64", "float", "double"];

/// Something that the document says of values that travel one way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Where it stands: at a keyword, or at a name in a `required`.
    pub pointer: PointerBuf,
    /// Which way the values travel that it is about.
    pub direction: Direction,
    /// Whether there is a value that breaks it: any text is a text, and a list of no items is never too short.
    pub can_break: bool,
}

/// A value that the document describes: the body of a request or of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Which way it travels.
    pub direction: Direction,
    /// The status as the document spells it; none for a request.
    pub status: Option<String>,
    /// Where its schema stands.
    pub schema: PointerBuf,
}

/// The JSON bodies of an operation: that of its request, then those of its answers.
pub fn bodies(document: &Document, operation: &Operation<'_>) -> Vec<Body> {
    let schema = |at: PointerBuf| {
        let at = document.followed(at)?;
        let tokens = ["content", "application/json", "schema"];
        let at = tokens.into_iter().fold(at, |at, token| at.with_trailing_token(token));
        document.pointer(at.as_str()).is_some().then_some(at)
    };
    let request = schema(operation.pointer.with_trailing_token("requestBody"));
    let request = request.map(|schema| Body { direction: Direction::Request, status: None, schema });
    let answers = operation.responses.iter().filter_map(|response| {
        let at = operation.pointer.with_trailing_token("responses").with_trailing_token(response.status);
        Some(Body { direction: Direction::Response, status: Some(response.status.to_owned()), schema: schema(at)? })
    });
    request.into_iter().chain(answers).collect()
}

/// Where the schema of a parameter stands.
pub fn schema_of(document: &Document, parameter: &Parameter<'_>) -> PointerBuf {
    let at = document.followed(parameter.pointer.clone()).unwrap_or_else(|| parameter.pointer.clone());
    at.with_trailing_token("schema")
}

/// Every statement that a value can meet which is subject to the schema at a place: in the order of the pointers, each
/// once. `is_text` says that the value is spelled out in an address or a header, where everything is a text.
pub fn statements(document: &Document, at: &Pointer, direction: Direction, is_text: bool) -> Vec<Statement> {
    let mut seen = BTreeSet::new();
    let mut found = BTreeSet::new();
    let mut rest = vec![at.to_owned()];
    while let Some(at) = rest.pop() {
        let Some(at) = document.followed(at) else { continue };
        let Some(schema) = document.pointer(at.as_str()).filter(|it| it.is_object()) else { continue };
        if !seen.insert(at.clone()) {
            continue;
        }
        for keyword in judged(schema) {
            let here = at.with_trailing_token(keyword);
            if keyword == "required" {
                let names = list(schema, keyword).enumerate().filter(|(_, name)| name.is_string());
                let each = names.map(|(index, _)| here.with_trailing_token(index));
                found.extend(each.map(|pointer| Statement { pointer, direction, can_break: true }));
            } else {
                let can_break = can_break(schema, keyword, is_text);
                found.insert(Statement { pointer: here, direction, can_break });
            }
        }
        rest.extend(
            below(schema, direction, document)
                .into_iter()
                .map(|tokens| tokens.into_iter().fold(at.clone(), |at, token| at.with_trailing_token(token))),
        );
    }
    found.into_iter().collect()
}

/// The keywords of a schema that a value can keep or break, in the order of [`JUDGED`].
pub fn judged(schema: &Value) -> impl Iterator<Item = &'static str> {
    let says_something = |keyword: &str| match (keyword, schema.get(keyword)) {
        (_, None) => false,
        ("format", Some(format)) => format.as_str().is_some_and(|format| FORMATS.contains(&format)),
        ("additionalProperties", Some(value)) => value == &Value::Bool(false),
        ("uniqueItems", Some(value)) => value == &Value::Bool(true),
        (_, Some(_)) => true,
    };
    JUDGED.into_iter().filter(move |keyword| says_something(keyword))
}

/// Whether a place is that of a statement, by its keyword: what findings name beside these are remarks.
pub fn is_statement(at: &Pointer) -> bool {
    keyword_of(at).is_some_and(|keyword| JUDGED.contains(&keyword.as_str()))
}

/// The keyword of a statement: of a name that is required, that of the list.
pub fn keyword_of(at: &Pointer) -> Option<String> {
    let last = at.last()?.decoded().into_owned();
    let around = at.parent().and_then(|list| Some(list.last()?.decoded().into_owned()));
    let is_index = last.bytes().all(|byte| byte.is_ascii_digit());
    Some(around.filter(|around| is_index && around == "required").unwrap_or(last))
}

fn can_break(schema: &Value, keyword: &str, is_text: bool) -> bool {
    match keyword {
        "minItems" | "minLength" | "minProperties" => schema.get(keyword).and_then(Value::as_u64) != Some(0),
        "type" => !is_text || schema.get("type").and_then(Value::as_str) != Some("string"),
        _ => true,
    }
}

/// The schemas that a schema leads to, by the tokens of the way.
fn below(schema: &Value, direction: Direction, document: &Document) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for keyword in ["allOf", "anyOf", "oneOf"] {
        found.extend((0..list(schema, keyword).count()).map(|index| vec![keyword.to_owned(), index.to_string()]));
    }
    for keyword in ["items", "additionalProperties"] {
        if schema.get(keyword).is_some_and(Value::is_object) {
            found.push(vec![keyword.to_owned()]);
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let properties = properties.filter(|(_, property)| !is_ignored(document, property, direction));
    found.extend(properties.map(|(name, _)| vec!["properties".to_owned(), name.clone()]));
    found
}

/// Whether a property is of no account in a direction: read-only in a request, write-only in an answer.
pub fn is_ignored(document: &Document, property: &Value, direction: Direction) -> bool {
    let keyword = match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    };
    document.parts(property).iter().any(|part| part.get(keyword).and_then(Value::as_bool) == Some(true))
}

/// Where the schema stands that stands, or is referred to, at a place; none if a reference leads nowhere.
pub fn followed(document: &Document, at: PointerBuf) -> Option<PointerBuf> {
    document.followed(at)
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = "
components:
  schemas:
    It:
      type: object
      required: [a, 3]
      additionalProperties: false
      properties:
        a: {allOf: [{$ref: '#/components/schemas/Text'}], format: uri, minLength: 0}
        list: {type: array, uniqueItems: false, maxItems: 3, items: {$ref: '#/components/schemas/It'}}
        known: {readOnly: true, enum: [x]}
      not: {required: [b]}
    Text: {type: string, maxLength: 3}
    Lost: {$ref: '#/components/schemas/Nowhere'}
";

    fn told(name: &str, direction: Direction, is_text: bool) -> Vec<String> {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        let at = PointerBuf::from_tokens(["components", "schemas", name]);
        let told = |it: Statement| {
            let mark = if it.can_break { "" } else { " (always kept)" };
            it.pointer.as_str().replace("/components/schemas/", "") + mark
        };
        statements(&document, &at, direction, is_text).into_iter().map(told).collect()
    }

    #[test]
    fn each_keyword_that_can_be_kept_or_broken_is_told_once() {
        let expected = [
            "It/additionalProperties",
            "It/not",
            "It/properties/a/minLength (always kept)",
            "It/properties/list/maxItems",
            "It/properties/list/type",
            "It/required/0",
            "It/type",
            "Text/maxLength",
            "Text/type",
        ];
        assert_eq!(told("It", Direction::Request, false), expected);
        let of_answers = told("It", Direction::Response, false);
        assert!(of_answers.contains(&"It/properties/known/enum".to_owned()), "{of_answers:?}");
    }

    #[test]
    fn any_text_is_a_text_and_what_leads_nowhere_says_nothing() {
        assert_eq!(told("Text", Direction::Request, true), ["Text/maxLength", "Text/type (always kept)"]);
        assert!(told("Lost", Direction::Request, false).is_empty());
    }
}
