//! What is too deep, too large or too much.

use std::fmt::Write as _;

use contacts_openapi::validate::{Options, Validator};
use contacts_openapi::{Finding, Severity};
use expect_test::{expect, expect_file};

use crate::{components, create_contact, documented, findings, found, rules, schema_of, whole};

#[test]
fn what_is_nested_too_deep_is_an_error_and_no_deeper() {
    let schemas = "    Any: {}\n    T: {properties: {a: {$ref: '#/components/schemas/T'}}, items: {type: array}}\n    \
                   Or: {anyOf: [{items: {$ref: '#/components/schemas/Or'}}, {type: string}]}\n    \
                   Not: {not: {enum: [1]}}\n    Unique: {uniqueItems: true, items: {$ref: '#/components/schemas/Unique'}}\n    \
                   By: {discriminator: {propertyName: k}, oneOf: [{$ref: '#/components/schemas/Any'}]}";
    let validator = components(schemas);
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for name in ["Any", "T", "Or", "Not", "Unique"] {
        let schema = schema_of(&validator, name);
        for (depth, most) in [(128, 128), (10, 10), (1, 1), (0, 0)] {
            let options = Options::default().max_depth(most);
            let fits = findings(&schema, nested(depth).as_bytes(), &options);
            assert!(!rules(&fits).contains(&"too-deep"), "{name}: {depth} of {most}");
            let deeper = findings(&schema, nested(depth + 1).as_bytes(), &options);
            let deep: Vec<_> = deeper.iter().filter(|it| it.rule == "too-deep").collect();
            let [deep] = &deep[..] else { panic!("{name}: {depth} of {most}: {deeper:#?}") };
            assert_eq!((deep.severity, deep.place.column), (Severity::Error, depth + 1), "{name}");
        }
    }
    // What is never closed, and what a discriminator looks for far behind.
    for payload in ["[".repeat(1 << 20), "{\"a\":".repeat(1 << 20), format!("{{\"x\":{}", "[".repeat(1 << 20))] {
        for name in ["Any", "T", "Or", "Not", "Unique", "By"] {
            let findings = found(&schema_of(&validator, name), &payload);
            assert_eq!(rules(&findings).iter().filter(|rule| **rule == "too-deep").count(), 1, "{name}");
        }
    }
    // A scalar has no depth.
    assert_eq!(findings(&schema_of(&validator, "Any"), b"0", &Options::default().max_depth(0)), []);
}

#[test]
fn what_is_too_large_is_not_read() {
    let schema = create_contact();
    let payload = "{".repeat(101);
    let large = findings(&schema, payload.as_bytes(), &Options::default().max_bytes(100));
    let [large] = &large[..] else { panic!("{large:#?}") };
    expect![[r"
        error[too-large] 1:1 nowhere
          has 101 bytes, the most that is read is 100
    "]]
    .assert_eq(&whole(Validator::contacts().document(), large));
    let fits = findings(&schema, documented().as_bytes(), &Options::default().max_bytes(documented().len()));
    assert_eq!(fits, []);
}

#[test]
fn the_findings_beyond_the_most_are_counted() {
    let validator = components(
        "    T: {items: {type: string, x-assumption: {covers: [type], reason: Why.}}}\n    \
                                U: {items: {type: string}}",
    );
    let mut all = String::new();
    for (name, most) in [("T", 10), ("T", 3), ("T", 2), ("U", 2), ("U", 0)] {
        let findings = findings(&schema_of(&validator, name), b"[1, 2, 3]", &Options::default().max_findings(most));
        writeln!(all, "{name}, at most {most}").unwrap();
        let brief = |it: &Finding| format!("  {}[{}] {}\n", it.severity, it.rule, it.message);
        all.extend(findings.iter().map(brief));
    }
    expect_file!["golden/too_many.txt"].assert_eq(&all);
}
