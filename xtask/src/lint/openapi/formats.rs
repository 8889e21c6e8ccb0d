//! Formats: whether anybody knows them, and whether texts are in those that the engine of this workspace takes for
//! words, as the specification lets it. Other linters hold examples to them, and so do the people who read both.

use std::net::{Ipv4Addr, Ipv6Addr};

use contacts_openapi::Document;
use contacts_openapi::validate::nearest;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::shape::Node;
use crate::lint::Lint;

/// The formats that are known, with the types whose values they speak of: those of `OpenAPI`, those of JSON Schema, and
/// what is common in the registry of both.
const KNOWN: [(&[&str], &[&str]); 4] = [
    (&["integer", "number"], &["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]),
    (&["number"], &["float", "double"]),
    (&["string", "number"], &["decimal"]),
    (
        &["string"],
        &[
            "base64url",
            "binary",
            "byte",
            "date",
            "date-time",
            "duration",
            "email",
            "hostname",
            "html",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri",
            "iri-reference",
            "json-pointer",
            "password",
            "regex",
            "relative-json-pointer",
            "time",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
        ],
    ),
];

/// Whether the format of a schema is one, and speaks of values of its type.
pub(super) fn check(lint: &mut Lint<'_>, schema: &Node<'_>) {
    let Some(format) = schema.text("format") else { return };
    let at = schema.member("format");
    let Some((types, _)) = KNOWN.iter().find(|(_, formats)| formats.contains(&format)) else {
        let help = match nearest(KNOWN.iter().flat_map(|(_, formats)| formats.iter().copied()), format) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "say what it is in the description, or by a `pattern`".to_owned(),
        };
        return lint.report("unknown-format", at, format!("`{format}` is no format that readers know"), help);
    };
    if let Some(ty) = schema.text("type").filter(|ty| !types.contains(ty)) {
        let message = format!("the format {format} does nothing to a value of type {ty}");
        lint.report("idle-keyword", at, message, format!("drop it, or write `type: {}`", types[0]));
    }
}

/// A text that is not in the format of its schema: where it stands in the value, what is wrong, and how it is written.
pub(super) type Misfit = (PointerBuf, &'static str, &'static str);

/// The texts of a value that are not in the formats of their schemas. What a schema chooses among is not looked at.
pub(super) fn misfits(document: &Document, schema: &Value, value: &Value) -> Vec<Misfit> {
    let mut found = Vec::new();
    hold(document, schema, value, &mut PointerBuf::new(), &mut found);
    found
}

fn hold(document: &Document, schema: &Value, value: &Value, at: &mut PointerBuf, found: &mut Vec<Misfit>) {
    match value {
        Value::String(text) => {
            let parts = document.parts(schema).into_iter();
            let mut formats = parts.filter_map(|part| part.get("format").and_then(Value::as_str));
            let misfit = formats.find_map(|format| misfit(format, text));
            found.extend(misfit.map(|(message, help)| (at.clone(), message, help)));
        }
        Value::Array(items) => {
            for schema in document.parts(schema).into_iter().filter_map(|part| part.get("items")) {
                for (index, item) in items.iter().enumerate() {
                    at.push_back(index);
                    hold(document, schema, item, at, found);
                    at.pop_back();
                }
            }
        }
        Value::Object(members) => {
            for (name, schema) in document.properties(schema) {
                let Some(member) = members.get(name) else { continue };
                at.push_back(name);
                hold(document, schema, member, at, found);
                at.pop_back();
            }
        }
        _ => {}
    }
}

/// Why a text is not in a format, and how one is written that is.
fn misfit(format: &str, text: &str) -> Option<(&'static str, &'static str)> {
    let (is_fit, message, help) = match format {
        "uuid" => (is_uuid(text), "is no UUID", "write it as in 3d2f5a1c-8b7e-4c6d-9a0b-1e2f3a4b5c6d"),
        "ipv4" => (text.parse::<Ipv4Addr>().is_ok(), "is no IPv4 address", "write it as in 192.0.2.1"),
        "ipv6" => (text.parse::<Ipv6Addr>().is_ok(), "is no IPv6 address", "write it as in 2001:db8::1"),
        "uri" => {
            (is_uri(text), "is no URI", "write it with its scheme, and percent-encoded, as in https://example.com/a")
        }
        "email" => (is_email(text), "is no e-mail address", "write it as in name@example.com"),
        "hostname" => (is_hostname(text), "is no name of a host", "write it as in www.example.com"),
        "byte" => (is_base64(text), "is no base64", "encode it, as in `aGVsbG8=`, or drop `format: byte`"),
        _ => return None,
    };
    (!is_fit).then_some((message, help))
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// A scheme and something behind it, in the letters of RFC 3986.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_escaped = |part: &str| part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
        && !rest.trim_start_matches('/').is_empty()
        && rest.bytes().all(|it| it.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&it))
        && rest.split('%').skip(1).all(is_escaped)
}

fn is_email(text: &str) -> bool {
    let Some((who, host)) = text.rsplit_once('@') else { return false };
    let is_quoted = who.len() > 2 && who.starts_with('"') && who.ends_with('"');
    let is_word = |word: &str| {
        !word.is_empty()
            && !word.contains(|it: char| it.is_whitespace() || it.is_control() || "()<>[]:;,@\\\"".contains(it))
    };
    let is_literal = host.starts_with('[') && host.ends_with(']');
    (is_quoted || who.split('.').all(is_word)) && (is_literal || is_hostname(host))
}

fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let text = text.strip_suffix('.').unwrap_or(text);
    text.len() <= 253 && text.split('.').all(is_label)
}

fn is_base64(text: &str) -> bool {
    let letters = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    text.len().is_multiple_of(4) && letters.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/".contains(&it))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_held_to_the_formats_that_the_engine_takes_for_words() {
        let rows: [(&str, &[&str], &[&str]); 7] = [
            (
                "uuid",
                &["3d2f5a1c-8b7e-4c6d-9a0b-1e2f3a4b5c6d", "00000000-0000-0000-0000-000000000000"],
                &["", "3d2f5a1c8b7e4c6d9a0b1e2f3a4b5c6d", "3d2f5a1c-8b7e-4c6d-9a0b-1e2f3a4b5c6g", "not-a-uuid"],
            ),
            ("ipv4", &["192.0.2.1"], &["192.0.2", "192.0.2.256", "::1", ""]),
            ("ipv6", &["::1", "2001:db8::1", "::ffff:192.0.2.1"], &["192.0.2.1", "2001:db8:::1", ""]),
            (
                "uri",
                &["https://example.com/a?b=%20#c", "urn:isbn:0451450523", "mailto:name@example.com"],
                &["", "example.com/a", "/a", "https://", "https://example.com/a b", "1a:b", "a:%2", "https://例え.jp"],
            ),
            (
                "email",
                &["name@example.com", "a.b+c@example.co.jp", "\"a b\"@example.com", "root@localhost", "a@[192.0.2.1]"],
                &["", "name", "@example.com", "name@", "a b@example.com", "a..b@example.com", "a@b@example.com"],
            ),
            (
                "hostname",
                &["example.com", "localhost", "a-b.example."],
                &["", "-a.example", "a_b.example", "a..b", "a/b"],
            ),
            ("byte", &["", "aGVsbG8=", "YQ==", "abcd"], &["a", "hello", "a===", "ab c", "=abc"]),
        ];
        for (format, fitting, misfitting) in rows {
            for (text, is_fit) in fitting.iter().map(|it| (it, true)).chain(misfitting.iter().map(|it| (it, false))) {
                assert_eq!(misfit(format, text).is_none(), is_fit, "{format}: {text:?}");
            }
        }
        assert_eq!(misfit("date", "never"), None);
    }

    #[test]
    fn texts_within_a_value_are_found_behind_references_and_compositions() {
        let text = "
value: {a: b, c: [d, 192.0.2.1], e: {f: g}, h: i, j: null, k: l}
Schema:
  allOf:
    - {properties: {a: {$ref: '#/Id'}, c: {items: {format: ipv4}}, j: {format: email}}}
    - {properties: {e: {properties: {f: {allOf: [{$ref: '#/Id'}]}}}, k: {oneOf: [{format: uri}]}}}
Id: {type: string, format: uuid}
";
        let document = Document::parse("api.yaml", text).unwrap();
        let at = |pointer: &str| document.pointer(pointer).unwrap();
        let found = misfits(&document, at("/Schema"), at("/value"));
        let found: Vec<_> = found.iter().map(|(at, ..)| at.as_str()).collect();
        assert_eq!(found, ["/a", "/c/0", "/e/f"]);
    }
}
