//! What was read can be written back: it loses what the document calls read-only, and nothing else.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]
#![cfg(feature = "check")]

mod support;

use contacts_client::types::*;
use contacts_openapi::{Direction, Document, Subject, examples, operations};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::example;

/// Every object of a schema that a documented answer carries, with the name of the example's file: the answer itself,
/// or the items of a list of them.
fn answers(document: &Document, schema: &str) -> Vec<(String, Value)> {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let (alone, listed) = (reference(schema), reference(&format!("{schema}List")));
    let operations = operations(document);
    let mut answers = Vec::new();
    for found in examples(document).unwrap() {
        let Subject::Operation(id) = &found.subject else { continue };
        let operation = operations.iter().find(|operation| operation.id == id).unwrap();
        let answered = operation.success().and_then(|success| success.schema);
        let payload = || example(found.file.trim_end_matches(".json"));
        if found.direction == Direction::Request {
            continue;
        }
        if answered == Some(&alone) {
            answers.push((found.file.clone(), payload()));
        } else if answered == Some(&listed) {
            let items = operation.value["x-paging"]["items"].as_str().unwrap();
            let items = payload()[items].as_array().unwrap().clone();
            answers.extend(items.into_iter().map(|item| (found.file.clone(), item)));
        }
    }
    answers
}

/// A value without members that are empty: absent, null and an empty list are one in a whole body.
fn pruned(value: &Value) -> Value {
    let is_something = |member: &Value| !member.is_null() && *member != json!([]);
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, member)| is_something(member))
            .map(|(name, member)| (name.clone(), pruned(member)))
            .collect(),
        Value::Array(items) => items.iter().map(pruned).collect(),
        other => other.clone(),
    }
}

/// Holds every documented answer of a schema, with a member that the document does not list, to what becomes of it.
fn loses_what_is_read_only<Answer: DeserializeOwned, Body: From<Answer> + Serialize>(schema: &str) {
    let document = Document::contacts();
    let properties = document.properties(document.pointer(&format!("/components/schemas/{schema}")).unwrap());
    let read_only = properties.iter().filter(|(_, property)| property.get("readOnly") == Some(&json!(true)));
    let read_only: Vec<&str> = read_only.map(|(name, _)| *name).collect();
    assert_ne!(read_only, [""; 0]);
    let answers = answers(&document, schema);
    assert!(answers.len() > 3, "{schema} has {} examples", answers.len());
    for (file, mut answer) in answers {
        answer["zodiac"] = json!({"sign": ["ram", null]});
        let read: Answer = serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{file}: {error}"));
        let written = serde_json::to_value(Body::from(read)).unwrap();
        assert_eq!(written["zodiac"], answer["zodiac"], "{file}");
        let mut expected = pruned(&answer);
        expected.as_object_mut().unwrap().retain(|name, _| !read_only.contains(&name.as_str()));
        assert_eq!(pruned(&written), expected, "{file}");
    }
}

#[test]
fn every_documented_contact_becomes_a_body_without_what_is_read_only() {
    loses_what_is_read_only::<Contact, ContactInput>("Contact");
}

#[test]
fn every_documented_tag_becomes_a_body_without_what_is_read_only() {
    loses_what_is_read_only::<ContactTag, ContactTagInput>("ContactTag");
}
