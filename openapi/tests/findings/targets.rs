//! What payloads are held against, and why nothing can be.

use contacts_openapi::validate::{Target, TargetError, Validator};
use expect_test::expect;

use crate::{components, found, rules, schema_of};

#[test]
fn a_schema_that_leads_back_to_itself_without_a_member_in_between_is_not_sound() {
    let rows = [
        "T: {$ref: '#/components/schemas/T'}",
        "T: {$ref: '#/components/schemas/U'}\n    U: {$ref: '#/components/schemas/T'}",
        "T: {anyOf: [{type: string}, {$ref: '#/components/schemas/T'}]}",
        "T: {oneOf: [{$ref: '#/components/schemas/U'}]}\n    U: {allOf: [{$ref: '#/components/schemas/T'}]}",
        "T: {not: {$ref: '#/components/schemas/T'}}",
    ];
    for row in rows {
        let error = components(&format!("    {row}")).schema(&Target::Schema("T".to_owned())).unwrap_err();
        assert!(matches!(error, TargetError::Unsound { .. }), "{row}: {error}");
    }
}

#[test]
fn a_target_that_is_absent_is_told_from_one_that_is_not_sound() {
    let validator = components("    Contact: {}\n    Bad: {maxLength: many}");
    let error = |target| validator.schema(&target).unwrap_err().to_string();
    expect!["there is no schema `Contcat`; did you mean `Contact`?"]
        .assert_eq(&error(Target::Schema("Contcat".to_owned())));
    expect!["the schema of schema Bad is not sound: api.yaml:4:11: expected a count"]
        .assert_eq(&error(Target::Schema("Bad".to_owned())));
    expect!["there is no operation `putIt`"].assert_eq(&error(Target::Request("putIt".to_owned())));
    let contacts = |target| Validator::contacts().schema(&target).unwrap_err().to_string();
    expect!["there is no operation `createContcat`; did you mean `createContact`?"]
        .assert_eq(&contacts(Target::Request("createContcat".to_owned())));
    expect!["no JSON body is documented for getContact request"]
        .assert_eq(&contacts(Target::Request("getContact".to_owned())));
    expect!["no JSON body is documented for deleteContact response 204"]
        .assert_eq(&contacts(Target::Response("deleteContact".to_owned(), 204)));
}

#[test]
fn a_schema_is_compiled_once_and_shared_between_threads() {
    let validator = components("    T: {type: string}");
    let schema = schema_of(&validator, "T");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(rules(&found(&schema.clone(), "1")), ["type"]));
        }
    });
}
