//! What the client reads it can write back: for every type, and for read, change, write.

#[path = "support/strategy.rs"]
mod strategy;

use std::collections::BTreeSet;

use contacts_client::types::{Contact, ContactInput, ContactTag, ContactTagInput};
use contacts_conformance::calls;
use contacts_conformance::meaning::{Meaning, differences, merged};
use contacts_openapi::{Document, Method, Operation, operations};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// The same payloads at every run, so that a failure is there for whoever looks for it.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// The component schemas of what PATCH merges: its bodies, and the objects and maps in them.
fn patched<'a>(document: &'a Document, operations: &[Operation<'a>]) -> BTreeSet<&'a str> {
    let bodies = operations.iter().filter(|it| it.method == Method::Patch).filter_map(|it| it.request);
    bodies.flat_map(|body| merged(document, body).into_values()).filter_map(reference).collect()
}

fn reference(schema: &Value) -> Option<&str> {
    let reference = schema.get("$ref").or_else(|| schema.pointer("/allOf/0/$ref"))?;
    reference.as_str()?.rsplit('/').next()
}

#[test]
fn every_type_gives_back_what_it_read() -> Result<(), String> {
    let document = Document::contacts();
    let patched = patched(&document, &operations(&document));
    let mut held = BTreeSet::new();
    for (name, schema) in document.components() {
        if calls::round_trip(name, &Value::Null).is_none() {
            continue;
        }
        let is_patched = patched.contains(name);
        let meaning = if is_patched { Meaning::of_patch(&document, schema) } else { Meaning::Whole };
        let result = runner(64).run(&strategy::of(&document, name), |payload| {
            let encoded = calls::round_trip(name, &payload).transpose();
            let encoded = encoded.map_err(proptest::test_runner::TestCaseError::fail)?.unwrap_or_default();
            let pointers = differences(&meaning, &payload, &encoded);
            proptest::prop_assert!(pointers.is_empty(), "{} differs at {:?}", payload, pointers);
            Ok(())
        });
        result.map_err(|error| format!("{name}: {error}"))?;
        held.insert(name);
    }
    assert_eq!(held, BTreeSet::from_iter(calls::schemas()), "a type stands for no schema");
    assert!(patched.is_subset(&held), "no type stands for one of {patched:?}");
    assert!(!patched.is_empty());
    Ok(())
}

#[test]
fn an_answer_made_into_a_body_loses_only_what_is_read_only() -> Result<(), String> {
    let document = Document::contacts();
    let operations = operations(&document);
    let puts: Vec<&str> = operations.iter().filter(|it| it.method == Method::Put).map(|it| it.id).collect();
    assert_eq!(puts, ["updateContact", "updateContactTag"], "a PUT is not held to this");
    write_back::<Contact, ContactInput>(&document, "Contact")?;
    write_back::<ContactTag, ContactTagInput>(&document, "ContactTag")
}

fn write_back<Answer, Body>(document: &Document, name: &str) -> Result<(), String>
where
    Answer: serde::de::DeserializeOwned,
    Body: From<Answer> + serde::Serialize,
{
    let read_only = read_only(document, &document.root()["components"]["schemas"][name]);
    assert!(!read_only.is_empty(), "{name} has read-only properties");
    let strategy = strategy::of(document, name);
    let result = runner(256).run(&strategy, |payload| {
        let answer: Answer = serde_json::from_value(payload.clone())
            .map_err(|error| proptest::test_runner::TestCaseError::fail(error.to_string()))?;
        let body = serde_json::to_value(Body::from(answer))
            .map_err(|error| proptest::test_runner::TestCaseError::fail(error.to_string()))?;
        let mut expected = payload;
        if let Some(members) = expected.as_object_mut() {
            members.retain(|name, _| !read_only.contains(name));
        }
        let pointers = differences(&Meaning::Whole, &expected, &body);
        proptest::prop_assert!(pointers.is_empty(), "differs at {:?}", pointers);
        Ok(())
    });
    result.map_err(|error| format!("{name}: {error}"))
}

fn read_only(document: &Document, schema: &Value) -> Vec<String> {
    let properties = document.properties(schema).into_iter();
    let is_read_only = |property: &Value| property.get("readOnly").and_then(Value::as_bool) == Some(true);
    properties.filter(|(_, property)| is_read_only(property)).map(|(name, _)| name.to_owned()).collect()
}
