//! Names that stand in an object twice.

use expect_test::expect_file;

use crate::{components, create_contact, documented, found, schema_of, table};

#[test]
fn a_name_that_stands_twice_is_an_error_wherever_it_stands() {
    table(
        &[
            ("T: {properties: {a: {}}}", r#"{"a": 1, "a": 1}"#),
            ("T: {properties: {a: {}}}", r#"{"a": 1, "\u0061": 1, "a": 2}"#),
            ("T: {properties: {a: {}}}", r#"{"z": 1, "\u007a": 1}"#),
            ("T: {}", r#"{"": 1, "": 1}"#),
            ("T: {}", r#"[{"a": {"b": 1, "b": 1}}]"#),
            ("T: {additionalProperties: {type: integer}}", r#"{"a": "x", "a": 1}"#),
            ("T: {additionalProperties: false}", r#"{"a": 1, "a": 1}"#),
            ("T: {type: string}", r#"{"a": 1, "a": 1}"#),
            ("T: {properties: {a: {enum: [1]}}}", r#"{"a": {"b": 1, "b": 1}}"#),
            ("T: {anyOf: [{type: object}]}", r#"{"a": 1, "a": 1}"#),
            ("T: {anyOf: [{type: object, properties: {a: {type: integer}}}]}", r#"{"a": "x", "a": 1}"#),
            ("T: {anyOf: [{type: object, properties: {a: {type: integer}}}]}", r#"{"a": 1, "a": "x"}"#),
        ],
        &expect_file!["golden/names.txt"],
    );
    // Within a custom property, whatever becomes of its shape.
    let schema = create_contact();
    for property in [r#"{"content": "a", "content": "a"}"#, r#"{"content": 1, "conten\u0074": 1}"#] {
        let payload = documented().replacen(r#""string_single": {"#, &format!(r#""other": {property}, "s": {{"#), 1);
        let findings = found(&schema, payload);
        let pointers = findings.iter().filter(|it| it.rule == "duplicate-key").map(|it| it.pointer.clone().unwrap());
        assert_eq!(pointers.collect::<Vec<_>>(), ["/customProperties/other/content"], "{property}: {findings:#?}");
    }
}

#[test]
fn many_names_that_no_schema_knows_are_told_apart() {
    let validator = components("    T: {}");
    let schema = schema_of(&validator, "T");
    let members: Vec<String> = (0..5000).map(|index| format!("\"n{index}\": 0")).collect();
    assert_eq!(found(&schema, format!("{{{}}}", members.join(","))), []);
    for again in [0, 15, 16, 17, 4999] {
        let findings = found(&schema, format!("{{{}, \"n{again}\": 0}}", members.join(",")));
        let pointers: Vec<_> = findings.iter().map(|it| it.pointer.clone().unwrap().to_string()).collect();
        assert_eq!(pointers, [format!("/n{again}")]);
    }
}
