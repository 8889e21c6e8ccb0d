//! Whether what a schema says can be meant: keywords that do nothing, bounds that nothing is between, parts that
//! contradict each other.

use std::collections::BTreeSet;

use contacts_openapi::validate::nearest;
use contacts_openapi::{Document, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::formats;
use super::objects::Kind;
use super::shape::{Node, Outline};
use crate::lint::Lint;

/// The keywords that speak of values of some types only.
const KEYWORDS: [(&[&str], &[&str]); 4] = [
    (&["string"], &["maxLength", "minLength", "pattern"]),
    (&["integer", "number"], &["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"]),
    (&["array"], &["items", "maxItems", "minItems", "uniqueItems"]),
    (
        &["object"],
        &["properties", "additionalProperties", "required", "maxProperties", "minProperties", "discriminator"],
    ),
];

/// Keywords that are the least and the most of the same.
const BOUNDS: [[&str; 2]; 4] =
    [["minimum", "maximum"], ["minLength", "maxLength"], ["minItems", "maxItems"], ["minProperties", "maxProperties"]];

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for schema in outline.of(Kind::Schema) {
        if schema.text("type") == Some("array") && schema.value.get("items").is_none() {
            let message = "a list without `items`".to_owned();
            lint.report("array-items", schema.at.clone(), message, "say what it holds: `items: {type: ...}`");
        }
        if schema.is("nullable") && schema.value.get("type").is_none() {
            let message = "`nullable` does nothing without `type`".to_owned();
            lint.report("nullable-type", schema.member("nullable"), message, "add the `type` of the other values");
        }
        if list(schema.value, "required").next().is_none() && schema.value.get("required").is_some_and(Value::is_array)
        {
            let message = "a `required` that names nothing".to_owned();
            lint.report("idle-keyword", schema.member("required"), message, "name what is required, or drop it");
        }
        keywords(lint, schema);
        formats::check(lint, schema);
        bounds(lint, schema);
        discriminator(lint, schema);
        if schema.value.get("allOf").is_some() {
            parts(lint, schema);
        }
    }
    for schema in outline.of(Kind::Schema) {
        for keyword in ["enum", "required", "allOf", "anyOf", "oneOf"] {
            twice(lint, schema, keyword);
        }
    }
    for operation in outline.of(Kind::Operation) {
        twice(lint, operation, "tags");
    }
}

fn keywords(lint: &mut Lint<'_>, schema: &Node<'_>) {
    let Some(ty) = schema.text("type") else { return };
    let other = |types: &[&str]| !types.contains(&ty);
    for (types, keywords) in KEYWORDS.iter().filter(|(types, _)| other(types)) {
        for keyword in keywords.iter().filter(|keyword| schema.value.get(**keyword).is_some()) {
            let message = format!("`{keyword}` does nothing to a value of type {ty}");
            let help = format!("drop it, or write `type: {}`", types[0]);
            lint.report("idle-keyword", schema.member(keyword), message, help);
        }
    }
}

fn number(value: &Value, member: &str) -> Option<f64> {
    value.get(member).and_then(Value::as_f64)
}

fn bounds(lint: &mut Lint<'_>, schema: &Node<'_>) {
    let value = schema.value;
    for [least, most] in BOUNDS {
        let (Some(low), Some(high)) = (number(value, least), number(value, most)) else { continue };
        let is_exclusive = least == "minimum" && (schema.is("exclusiveMinimum") || schema.is("exclusiveMaximum"));
        if low > high || is_exclusive && low >= high {
            let message = format!("nothing is between {least} {} and {most} {}", value[least], value[most]);
            lint.report("contradictory-bounds", schema.member(least), message, "exchange the two, or drop one");
        }
    }
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if schema.is(flag) && value.get(bound).is_none() {
            let message = format!("`{flag}` does nothing without `{bound}`");
            lint.report("idle-keyword", schema.member(flag), message, format!("add `{bound}`, or drop it"));
        }
    }
    if number(value, "multipleOf").is_some_and(|it| it <= 0.0) {
        let message = format!("nothing is a multiple of {}", value["multipleOf"]);
        lint.report("contradictory-bounds", schema.member("multipleOf"), message, "write a number above 0");
    }
    let required = list(value, "required").count() as u64;
    if value.get("maxProperties").and_then(Value::as_u64).is_some_and(|most| most < required) {
        let message = format!("{required} members are required, and maxProperties is {}", value["maxProperties"]);
        lint.report("contradictory-bounds", schema.member("maxProperties"), message, "require fewer, or allow more");
    }
}

/// Values of a list that stand there before.
fn twice(lint: &mut Lint<'_>, node: &Node<'_>, member: &str) {
    let mut seen = BTreeSet::new();
    for (index, value) in list(node.value, member).enumerate() {
        if !seen.insert(value.to_string()) {
            let message = match value {
                Value::Object(_) => format!("the same schema is in `{member}` twice"),
                value => format!("{value} is in `{member}` twice"),
            };
            lint.report("listed-twice", node.member(member).with_trailing_token(index), message, "drop one of the two");
        }
    }
}

fn discriminator(lint: &mut Lint<'_>, schema: &Node<'_>) {
    let document = lint.document;
    let Some(discriminator) = schema.value.get("discriminator") else { return };
    let at = schema.member("discriminator");
    if let Some(name) = discriminator.get("propertyName").and_then(Value::as_str) {
        let at = at.with_trailing_token("propertyName");
        let variants: Vec<&Value> = list(schema.value, "oneOf").chain(list(schema.value, "anyOf")).collect();
        let bearers = if variants.is_empty() { vec![schema.value] } else { variants };
        for bearer in bearers {
            let who = bearer.get("$ref").and_then(Value::as_str).unwrap_or("the schema");
            if !document.properties(bearer).iter().any(|(property, _)| *property == name) {
                let message = format!("`{name}` tells the variants apart, and {who} has no such property");
                lint.report("discriminator", at.clone(), message, "define the property in each variant");
            } else if !document.required(bearer).contains(name) {
                let message = format!("`{name}` tells the variants apart, and {who} does not require it");
                lint.report("discriminator", at.clone(), message, format!("add `{name}` to its `required`"));
            }
        }
    }
    for (name, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
        let Some(target) = target.as_str() else { continue };
        let is_there = document.resolve(target).is_some() || document.components().any(|(known, _)| known == target);
        if !is_there {
            let plain = target.rsplit('/').next().unwrap_or_default();
            let help = match nearest(document.components().map(|(name, _)| name), plain) {
                Some(near) => format!("there is `#/components/schemas/{near}`"),
                None => "write a reference to a schema".to_owned(),
            };
            let at = at.with_trailing_token("mapping").with_trailing_token(name.as_str());
            lint.report("discriminator", at, format!("`{target}` leads to no schema"), help);
        }
    }
}

/// Whether anything satisfies all parts of a composition.
fn parts(lint: &mut Lint<'_>, schema: &Node<'_>) {
    let document = lint.document;
    let parts = document.parts(schema.value);
    let at = || schema.member("allOf");
    let mut report = |at: PointerBuf, message: String, help: &str| {
        lint.report("unsatisfiable", at, message, help);
    };
    let types: Vec<&str> = parts.iter().filter_map(|part| part.get("type")?.as_str()).collect();
    let agree =
        |one: &str, other: &str| one == other || matches!((one, other), ("integer", "number") | ("number", "integer"));
    if let Some((one, other)) = types.first().and_then(|one| Some((one, types.iter().find(|it| !agree(one, it))?))) {
        report(at(), format!("no value is of type {one} and of type {other}"), "give all parts the same type");
    }
    for [least, most] in BOUNDS {
        let low = parts.iter().filter_map(|part| number(part, least)).reduce(f64::max);
        let high = parts.iter().filter_map(|part| number(part, most)).reduce(f64::min);
        let is_own = |part: &&Value| number(part, least) == low && number(part, most) == high;
        if let (Some(low), Some(high)) = (low, high)
            && low > high
            && !parts.iter().any(is_own)
        {
            let message = format!("of the parts one says {least} {low}, another {most} {high}");
            report(at(), message, "let one of the two give way");
        }
    }
    let mut enums = parts.iter().filter_map(|part| part.get("enum")?.as_array());
    if let Some(first) = enums.next() {
        let rest: Vec<_> = enums.collect();
        if !rest.is_empty() && !first.iter().any(|value| rest.iter().all(|values| values.contains(value))) {
            report(at(), "no value is in the `enum` of each part".to_owned(), "let one of the enums give way");
        }
    }
    closed(document, &parts, &mut |name| {
        let message = format!("one part requires `{name}`, another allows no such property");
        report(at(), message, "define the property where `additionalProperties: false` is, or drop that");
    });
}

/// Names that one part requires and another, which is closed, does not have.
fn closed<'a>(document: &'a Document, parts: &[&'a Value], found: &mut dyn FnMut(&str)) {
    let required: BTreeSet<&str> =
        parts.iter().flat_map(|part| list(part, "required")).filter_map(Value::as_str).collect();
    for part in parts.iter().filter(|part| part.get("additionalProperties") == Some(&Value::Bool(false))) {
        let own = document.follow(part).get("properties").and_then(Value::as_object);
        for name in required.iter().filter(|name| !own.is_some_and(|own| own.contains_key(**name))) {
            found(name);
        }
    }
}
