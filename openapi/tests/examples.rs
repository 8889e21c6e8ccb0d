//! Every documented example fits what the document says of it, in the direction in which it travels.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Direction, EXAMPLES, Example, Severity, Subject, examples, operations};
use expect_test::expect;

fn target(validator: &Validator, example: &Example) -> Target {
    let id = match &example.subject {
        Subject::Schema(name) => return Target::Schema(name.clone()),
        Subject::Operation(id) => id,
    };
    match example.direction {
        Direction::Request => Target::Request(id.clone()),
        Direction::Response => {
            let operations = operations(validator.document());
            let operation = operations.iter().find(|operation| operation.id == *id).unwrap();
            Target::Response(id.clone(), operation.success().unwrap().status.parse().unwrap())
        }
    }
}

#[test]
fn every_example_is_without_an_error_and_warns_of_read_only_members_alone() {
    let validator = Validator::contacts();
    let mut warnings = String::new();
    for example in examples(validator.document()).unwrap() {
        let payload = std::fs::read(format!("{EXAMPLES}/{}", example.file)).unwrap();
        let schema = validator.schema(&target(validator, &example)).unwrap();
        let findings = schema.findings(&payload, &Options::default());
        for finding in findings {
            assert_eq!(finding.severity, Severity::Warning, "{}: {finding}", example.file);
            let pointer = finding.pointer.unwrap();
            writeln!(warnings, "{}:{}: {} {pointer}", example.file, finding.place, finding.rule).unwrap();
        }
    }
    expect![[r"
        createContact.request.jp.json:11:3: read-only /createdTime
        createContact.request.jp.json:12:3: read-only /modifiedTime
    "]]
    .assert_eq(&warnings);
}
