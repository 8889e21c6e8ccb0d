//! Nothing is changed without being told: every value of a document, gone or another, is a change of some class.

use std::collections::BTreeSet;

use contacts_openapi::Document;
use jsonptr::PointerBuf;
use serde_json::{Value, json};

use super::super::compare;
use super::{RELEASED, SMALL, parse};

/// Another value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => json!(number.as_f64().unwrap_or_default() + 1.0),
        Value::String(text) => json!(format!("{text}x")),
        Value::Array(items) => json!(items.iter().cloned().chain([json!("odd")]).collect::<Vec<_>>()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.insert("x-odd".to_owned(), json!(1));
            Value::Object(members)
        }
    }
}

fn without(root: &Value, pointer: &PointerBuf) -> Value {
    let mut root = root.clone();
    let name = pointer.last().unwrap().decoded().into_owned();
    match root.pointer_mut(pointer.parent().unwrap().as_str()).unwrap() {
        Value::Object(members) => drop(members.shift_remove(&name)),
        Value::Array(items) => drop(items.remove(name.parse().unwrap())),
        _ => {}
    }
    root
}

/// What a value is in a document, whatever it is called and wherever it stands in a list.
fn shape(pointer: &PointerBuf) -> String {
    const NAMED: [&str; 6] = ["properties", "schemas", "paths", "x-source-index", "plans", "x-enumDescriptions"];
    let tokens: Vec<String> = pointer.tokens().map(|token| token.decoded().into_owned()).collect();
    let shown = tokens.iter().enumerate().map(|(index, token)| {
        let is_named = index > 0 && NAMED.contains(&tokens[index - 1].as_str());
        if is_named || token.parse::<usize>().is_ok() { "*" } else { token.as_str() }
    });
    let shown: Vec<&str> = shown.collect();
    // How deep a schema lies matters to nothing that it says.
    shown[shown.len().saturating_sub(1)..].join("/")
}

fn unseen(document: &Document, mut is_tried: impl FnMut(&PointerBuf) -> bool) -> String {
    let mut values = Vec::new();
    document.walk(&mut |pointer, value| values.push((pointer.to_buf(), value.clone())));
    let mut unseen = Vec::new();
    for (pointer, value) in values.into_iter().filter(|(pointer, _)| !pointer.is_root()) {
        if !is_tried(&pointer) {
            continue;
        }
        let mut changed = document.root().clone();
        *changed.pointer_mut(pointer.as_str()).unwrap() = other(&value);
        for (what, root) in [("gone", without(document.root(), &pointer)), ("changed", changed)] {
            let edited = parse(&root.to_string());
            // What is gone one way is new the other way.
            let ways = [("", document, &edited), (" back", &edited, document)];
            for (way, base, head) in ways.into_iter().take(if what == "gone" { 2 } else { 1 }) {
                if compare(base, head).is_empty() {
                    unseen.push(format!("{pointer} {what}{way}"));
                }
            }
        }
    }
    unseen.join("\n")
}

#[test]
fn every_value_of_a_small_document_is_seen() {
    assert_eq!(unseen(&parse(SMALL), |_| true), "");
}

#[test]
fn kinds_of_values_of_the_real_document_are_seen() {
    // A document of this size takes its time: a tenth of the kinds is tried, the same at every run.
    let mut known = BTreeSet::new();
    let is_tried = |pointer: &PointerBuf| known.insert(shape(pointer)) && known.len() % 10 == 0;
    assert_eq!(unseen(&parse(RELEASED), is_tried), "");
}

/// The classes of the changes that replacing a text in the real document comes to, and the worst of them.
fn told(from: &str, to: &str) -> Vec<(&'static str, &'static str)> {
    assert!(RELEASED.contains(from), "{from}");
    let head = parse(&RELEASED.replacen(from, to, 1));
    let changes = compare(&parse(RELEASED), &head);
    changes.iter().map(|change| (change.class.id, super::impact(change.impact()))).collect()
}

#[test]
fn what_no_operation_feels_is_told_by_its_class() {
    let rows = [
        (
            "          statement: TWITTER is",
            "          decision: {on: '2026-11-21', says: Both are read.}\n          statement: TWITTER is",
            ("dated-change-worded", "words"),
        ),
        (
            "    description: Production.",
            "    x-source: [api-call/en]\n    description: Production.",
            ("source-changed", "words"),
        ),
        ("description: Production.", "description: The one.", ("description-changed", "words")),
        // The same number of calls in more time is less.
        ("windowSeconds: 60", "windowSeconds: 120", ("rate-limit-lowered", "BREAKING")),
        ("windowSeconds: 60", "windowSeconds: 30", ("rate-limit-raised", "compatible")),
        // What travels as it stands is no remark, though it has a space in it; a sentence is one.
        ("format: Bearer {token}", "format: Basic {token}", ("token-changed", "BREAKING")),
        ("          Authorization: Bearer {token}\n", "", ("upload-changed", "BREAKING")),
        ("multipart/form-data; boundary=...", "multipart/mixed; boundary=...", ("upload-changed", "BREAKING")),
        ("the size of the request body", "the size of the body", ("remark-changed", "words")),
        // What lives longer is good for as long as before.
        ("refreshTokenDays: 90", "refreshTokenDays: 365", ("token-changed", "compatible")),
        ("refreshTokenDays: 90", "refreshTokenDays: 30", ("token-changed", "BREAKING")),
        // A plan that is gone is no limit less, and one that is new no limit more.
        ("    Lite: 240\n", "", ("rate-limit-changed", "BREAKING")),
        ("    Lite: 240\n", "    Lite: 240\n    Large: 480\n", ("rate-limit-changed", "compatible")),
        // A form of another type is a form, and no type.
        (
            "        - $ref: '#/components/schemas/CustomPropertyLinkSingle'\n",
            "        - $ref: '#/components/schemas/CustomPropertyLinkSingle'\n        - type: string\n",
            ("arm-added", "compatible"),
        ),
        // A rule that may be kept in one way more, and in one less.
        (
            "            - required: [telephones]\n",
            "            - required: [telephones]\n            - required: [websites]\n",
            ("rule-changed", "compatible"),
        ),
        ("            - required: [telephones]\n", "", ("rule-changed", "BREAKING")),
    ];
    for (from, to, expected) in rows {
        assert_eq!(told(from, to), [expected], "{to}");
    }
}
