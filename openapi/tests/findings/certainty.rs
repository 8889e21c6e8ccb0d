//! Whether what is found is an error: the direction, and what the document only assumes.

use std::fmt::Write as _;

use contacts_openapi::Document;
use contacts_openapi::validate::{Target, Validator};
use expect_test::expect_file;

use crate::{brief, found, table};

/// Two operations with one body, of which some members travel in one direction only.
const DIRECTIONS: &str = "
openapi: 3.0.3
paths:
  /it:
    put:
      operationId: putIt
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/It'}}}}
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/It'}}}}
components:
  schemas:
    It:
      type: object
      required: [id, secret, name]
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        name: {type: string}
        old: {type: string, deprecated: true}
        link: {allOf: [{$ref: '#/components/schemas/Id'}]}
        by:
          anyOf:
            - {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}
            - {type: string}
        beside:
          type: object
          properties: {x: {type: integer}}
          anyOf:
            - {required: [id], properties: {id: {type: string, readOnly: true}}}
    Id: {type: string, readOnly: true}
";

#[test]
fn a_member_of_one_direction_is_neither_asked_for_nor_held_to_anything_in_the_other() {
    let validator = Validator::new(Document::parse("api.yaml", DIRECTIONS).unwrap());
    let targets = [
        Target::Request("putIt".to_owned()),
        Target::Response("putIt".to_owned(), 200),
        Target::Schema("It".to_owned()),
    ];
    let payloads = [
        r#"{"name": "n"}"#,
        r#"{"name": "n", "id": "i", "secret": "s"}"#,
        r#"{"name": "n", "id": 1, "secret": 1}"#,
        r#"{"name": "n", "id": "i", "secret": "s", "old": "o", "link": "l"}"#,
        r#"{"name": "n", "id": "i", "secret": "s", "by": {}}"#,
        r#"{"name": "n", "id": "i", "secret": "s", "by": {"id": "x"}}"#,
        r#"{"name": "n", "id": "i", "secret": "s", "beside": {}}"#,
        r#"{"name": "n", "id": "i", "secret": "s", "beside": {"x": 1, "id": 2}}"#,
    ];
    let mut all = String::new();
    for target in targets {
        let schema = validator.schema(&target).unwrap();
        for payload in payloads {
            write!(all, "{target}: {payload}\n{}", brief(&found(&schema, payload))).unwrap();
        }
    }
    expect_file!["golden/directions.txt"].assert_eq(&all);
}

#[test]
fn an_assumption_is_never_an_error() {
    table(
        &[
            ("T: {x-assumption: Why., type: string, maxLength: 1}", r#""ab""#),
            ("T: {x-assumption: {covers: [maxLength], reason: Why.}, type: string, maxLength: 1}", r#""ab""#),
            ("T: {x-assumption: {covers: [maxLength], reason: Why.}, type: string, maxLength: 1}", "1"),
            ("T: {x-assumption: {covers: [], reason: Why.}, type: string, maxLength: 1}", r#""ab""#),
            ("T: {x-assumption: Why., properties: {a: {type: string}}, required: [b]}", r#"{"a": 1}"#),
            ("T: {required: [a], properties: {a: {x-assumption: Why., type: string}}}", "{}"),
            ("T: {required: [a], properties: {a: {x-assumption: {covers: [required], reason: Why.}}}}", "{}"),
            ("T: {required: [a, b], x-assumption: {covers: [required], reason: Why.}}", "{}"),
            ("T: {items: {x-assumption: Why., allOf: [{type: string}]}}", "[1]"),
            ("T: {x-assumption: Why., anyOf: [{type: string}, {type: boolean}]}", "1"),
            ("T: {anyOf: [{type: string}, {type: integer, x-assumption: Why.}]}", "null"),
            ("T: {anyOf: [{type: string}, {type: integer, minimum: 3}]}", "1"),
            ("T: {anyOf: [{type: string}, {type: integer, allOf: [{minimum: 3, x-assumption: Why.}]}]}", "1"),
            ("T: {oneOf: [{type: string}, {type: integer, allOf: [{minimum: 3, x-assumption: Why.}]}]}", "1"),
            ("T: {not: {type: string}, x-assumption: {covers: [not], reason: Why.}}", r#""a""#),
            ("T: {additionalProperties: false, x-assumption: Why.}", r#"{"a": 1}"#),
            ("T: {properties: {a: {enum: [1], x-assumption: Why.}}}", r#"{"a": 2}"#),
            // What a reference leads to stands elsewhere, and is not covered.
            ("T: {x-assumption: Why., items: {$ref: '#/components/schemas/U'}}\n    U: {type: string}", "[1]"),
        ],
        &expect_file!["golden/assumptions.txt"],
    );
}
