//! Where things are written, for rules that look at more than one place at once.

use contacts_openapi::{Document, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

/// What stands under these is named by the document, and is no keyword.
const NAMED: [&str; 14] = [
    "properties",
    "responses",
    "schemas",
    "parameters",
    "headers",
    "examples",
    "requestBodies",
    "securitySchemes",
    "links",
    "callbacks",
    "content",
    "scopes",
    "x-enumDescriptions",
    "x-source-index",
];

/// A place one step further.
pub(super) fn at<const N: usize>(base: &Pointer, tokens: [&str; N]) -> PointerBuf {
    tokens.into_iter().fold(base.to_owned(), |at, token| at.with_trailing_token(token))
}

/// Whether a place is within example data, where no keyword means anything.
pub(super) fn is_data(at: &Pointer) -> bool {
    let mut is_named = false;
    for token in at.tokens() {
        let token = token.decoded();
        match &*token {
            "example" | "value" | "default" | "enum" if !is_named => return true,
            // The keyword of a schema is a list, and that of a body holds objects with a `value` each.
            _ => is_named = !is_named && NAMED.contains(&&*token),
        }
    }
    false
}

/// Whether the last token of a place is a name that the document gave.
pub(super) fn is_name(at: &Pointer) -> bool {
    let mut is_named = false;
    let mut last = false;
    for token in at.tokens() {
        last = is_named;
        is_named = !is_named && NAMED.contains(&&*token.decoded());
    }
    last
}

/// Every value that has a keyword and is no data, with its place and what the keyword says.
pub(super) fn having<'a>(document: &'a Document, keyword: &str) -> Vec<(PointerBuf, &'a Value, &'a Value)> {
    let mut found = Vec::new();
    document.walk(&mut |at, value| {
        if let Some(said) = value.get(keyword)
            && !is_data(at)
            && !NAMED.iter().any(|named| at.last().is_some_and(|last| last.decoded() == *named) && !is_name(at))
        {
            found.push((at.to_owned(), value, said));
        }
    });
    found
}

/// A property of an object, and where it is written.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) at: PointerBuf,
    pub(super) value: &'a Value,
}

/// The properties of an object and of everything that it is composed of.
pub(super) fn properties<'a>(document: &'a Document, at: &Pointer) -> Vec<Property<'a>> {
    let mut found = Vec::new();
    collect(document, at, &mut Vec::new(), &mut found);
    found
}

fn collect<'a>(document: &'a Document, at: &Pointer, seen: &mut Vec<PointerBuf>, found: &mut Vec<Property<'a>>) {
    let at = document.definition(at);
    if seen.contains(&at) {
        return;
    }
    let Some(schema) = document.pointer(at.as_str()) else { return };
    seen.push(at.clone());
    for (index, _) in list(schema, "allOf").enumerate() {
        collect(document, &at.with_trailing_token("allOf").with_trailing_token(index), seen, found);
    }
    for (name, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found.push(Property { name, at: self::at(&at, ["properties", name]), value });
    }
}

/// A text that says something.
pub(super) fn said<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    value.get(member).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn data_is_what_stands_under_a_keyword_and_not_under_a_name() {
        let rows = [
            ("/components/schemas/A/example/x-source", true),
            ("/components/schemas/A/enum/0", true),
            ("/paths/~1a/get/responses/200/content/application~1json/examples/a/value/b", true),
            ("/paths/~1a/get/responses/200/content/application~1json/examples/a/externalValue", false),
            ("/paths/~1a/get/responses/default/$ref", false),
            ("/components/schemas/A/properties/default/x-source", false),
            ("/components/schemas/A/properties/properties/properties/enum", false),
        ];
        for (pointer, expected) in rows {
            assert_eq!(is_data(Pointer::parse(pointer).unwrap()), expected, "{pointer}");
        }
    }

    #[test]
    fn a_name_is_what_stands_directly_under_a_keyword_that_holds_names() {
        let rows = [
            ("/components/schemas/A", true),
            ("/components/schemas", false),
            ("/components/schemas/A/properties/x-a", true),
            ("/components/schemas/A/x-a", false),
            ("/components/schemas/properties/x-a", false),
            ("/x-a", false),
        ];
        for (pointer, expected) in rows {
            assert_eq!(is_name(Pointer::parse(pointer).unwrap()), expected, "{pointer}");
        }
    }
}
