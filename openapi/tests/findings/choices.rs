//! Schemas to choose from.

use std::fmt::Write as _;

use contacts_openapi::Finding;
use contacts_openapi::validate::Target;
use expect_test::expect_file;

use crate::{components, found, rules, schema_of, whole};

#[test]
fn a_choice_that_nothing_fits_is_explained_by_the_nearest_shape() {
    let shapes = "T: {anyOf: [{type: object, required: [text], properties: {text: {type: string, maxLength: 2}}}, \
                  {type: array, items: {type: integer}}, {type: string, maxLength: 2}]}";
    let mut all = String::new();
    let validator = components(&format!("    {shapes}"));
    let schema = schema_of(&validator, "T");
    for payload in
        [r#"{"text": "abc"}"#, r#"{"text": 1}"#, "{}", "[1, \"a\"]", r#""abc""#, "null", r#"{"text": "ab", "test": 1}"#]
    {
        writeln!(all, "{payload}").unwrap();
        for finding in &found(&schema, payload) {
            all.push_str(&whole(validator.document(), finding));
        }
    }
    expect_file!["golden/nearest.txt"].assert_eq(&all);
}

#[test]
fn a_discriminator_decides_by_the_name_of_a_schema_or_by_its_mapping() {
    let schemas = "    Plain: {discriminator: {propertyName: kind}, oneOf: \
                   [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\n    \
                   Mapped: {discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/Cat', d: Dog}}, \
                   oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\n    \
                   Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}\n    \
                   Dog: {type: object, required: [kind], properties: {kind: {type: string}, tail: {type: boolean}}}";
    let validator = components(schemas);
    let payloads = [
        r#"{"kind": "Cat", "lives": 9}"#,
        r#"{"lives": "nine", "kind": "Cat"}"#,
        r#"{"kind": "Dog", "lives": "nine"}"#,
        r#"{"kind": "c", "lives": 9}"#,
        r#"{"kind": "d", "tail": 1}"#,
        r#"{"k\u0069nd": "\u0043at", "lives": "nine"}"#,
        r#"{"kind": "Cow"}"#,
        r#"{"kind": 1}"#,
        "{}",
        "1",
    ];
    let mut all = String::new();
    for name in ["Plain", "Mapped"] {
        let schema = schema_of(&validator, name);
        for payload in payloads {
            writeln!(all, "{name}: {payload}").unwrap();
            let brief = |it: &Finding| format!("  {}[{}] {} {:?}\n", it.severity, it.rule, it.message, it.help);
            all.extend(found(&schema, payload).iter().map(brief));
        }
    }
    expect_file!["golden/discriminators.txt"].assert_eq(&all);
    let stray = "    T: {discriminator: {propertyName: kind, mapping: {e: Eel}}, oneOf: [{$ref: '#/components/schemas/U'}]}\n    U: {}";
    let error = components(stray).schema(&Target::Schema("T".to_owned())).unwrap_err();
    assert!(error.to_string().contains("none of the schemas to choose from"), "{error}");
}

/// How many levels a payload has.
const DEPTH: usize = 100;

/// Without a memory of what was looked at, each of these takes a time that doubles with each level.
#[test]
fn choices_within_choices_end() {
    let schemas = "    Any: {anyOf: [{properties: {a: {$ref: '#/components/schemas/Any'}}, required: [b]}, \
                   {properties: {a: {$ref: '#/components/schemas/Any'}}, required: [c]}, {type: string}]}\n    \
                   One: {oneOf: [{items: {$ref: '#/components/schemas/One'}, minItems: 2}, \
                   {items: {$ref: '#/components/schemas/One'}, maxItems: 1}, {type: array, maxItems: 0}]}\n    \
                   Not: {not: {not: {properties: {a: {$ref: '#/components/schemas/Not'}}, required: [a]}}}\n    \
                   All: {allOf: [{anyOf: [{properties: {a: {$ref: '#/components/schemas/All'}}}, {type: string}]}, \
                   {anyOf: [{properties: {a: {$ref: '#/components/schemas/All'}}}, {type: string}]}], required: [a]}\n    \
                   Deep: {properties: {a: {$ref: '#/components/schemas/Deep'}}, \
                   anyOf: [{$ref: '#/components/schemas/Twin'}, {$ref: '#/components/schemas/Other'}]}\n    \
                   Twin: {required: [z], properties: {a: {$ref: '#/components/schemas/Twin'}}}\n    \
                   Other: {required: [y], properties: {a: {$ref: '#/components/schemas/Deep'}}}\n    \
                   Unique: {uniqueItems: true, items: {$ref: '#/components/schemas/Unique'}}";
    let validator = components(schemas);
    let payloads = [
        format!("{}1{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("{}1{}", "{\"b\":1,\"a\":".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("{}1{}", "{\"a\":".repeat(DEPTH), ",\"c\":1}".repeat(DEPTH)),
        format!("{}1{}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("{}1{}", "[[],".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("{}1{}", "[".repeat(DEPTH), ",[]]".repeat(DEPTH)),
        format!("[{}0]", "[[[1]]],".repeat(2000)),
    ];
    for name in ["Any", "One", "Not", "All", "Deep", "Twin", "Other", "Unique"] {
        let schema = schema_of(&validator, name);
        for payload in &payloads {
            found(&schema, payload);
        }
    }
}

#[test]
fn a_circle_that_only_a_payload_closes_ends_there() {
    let schemas = "    Pet: {discriminator: {propertyName: kind}, required: [kind], properties: {kind: {type: string}}, \
                   oneOf: [{$ref: '#/components/schemas/Cat'}]}\n    \
                   Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}\n    \
                   A: {discriminator: {propertyName: k}, oneOf: [{$ref: '#/components/schemas/B'}]}\n    \
                   B: {discriminator: {propertyName: l}, oneOf: [{$ref: '#/components/schemas/A'}]}\n    \
                   C: {discriminator: {propertyName: k}, \
                   anyOf: [{$ref: '#/components/schemas/D'}, {$ref: '#/components/schemas/E'}]}\n    \
                   D: {anyOf: [{$ref: '#/components/schemas/C'}]}\n    E: {not: {$ref: '#/components/schemas/C'}}";
    let validator = components(schemas);
    let fits = |name, payload: &str| rules(&found(&schema_of(&validator, name), payload)).is_empty();
    assert!(fits("Pet", r#"{"kind": "Cat", "lives": 9}"#));
    assert!(!fits("Pet", r#"{"kind": "Cat", "lives": "nine"}"#));
    assert!(!fits("Pet", r#"{"kind": "Dog"}"#));
    // Nobody can say what these mean; it is enough that they end.
    for payload in [r#"{"k": "B", "l": "A"}"#, r#"{"k": "D"}"#, r#"{"k": "E"}"#, r#"{"l": "A", "k": "A"}"#, "{}"] {
        for name in ["A", "B", "C", "D", "E"] {
            if let Ok(schema) = validator.schema(&Target::Schema(name.to_owned())) {
                found(&schema, payload);
            }
        }
    }
}
