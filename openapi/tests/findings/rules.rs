//! One payload for each rule, and everything that is said of it.

use std::fmt::Write as _;

use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{CONTACTS_YAML, Document, Severity};
use expect_test::expect_file;

use crate::{components, create_contact, documented, example, findings, found, rules, schema_of, table, whole};

/// One change of the documented request for each rule, and what is said of it.
#[test]
fn each_rule_says_what_is_wrong_where_and_by_what_statement() {
    let text = documented();
    let schema = create_contact();
    assert_eq!(found(&schema, &text), []);
    let long = format!("\"memo\": \"{}\"", "m".repeat(4001));
    let many = format!("\"messengers\": [{}", r#"{"id": "a", "primary": true},"#.repeat(99));
    let members = r#""accessibleRange": "MEMBER", "accessibleMembers": "#;
    let member = r#"{"id": "a", "type": "USER"}"#;
    let (both, none) = (format!("{members}[{member}, {member}]"), format!("{members}[]"));
    let rows: &[(&str, &str, &str)] = &[
        ("type", r#""memo": "memo""#, r#""memo": null"#),
        ("type", r#""isCoEditing": true"#, r#""isCoEditing": "true""#),
        ("type", r#""memo": "memo""#, r#""memo": 1.5"#),
        ("enum", r#""type": "CELLPHONE""#, r#""type": "CELLPHNE""#),
        ("enum", r#""dayType": "SOLAR""#, r#""dayType": "JULIAN""#),
        ("max-length", r#""memo": "memo""#, &long),
        ("max-items", r#""messengers": ["#, &many),
        ("unique-items", r#""accessibleRange": "ALL""#, &both),
        ("pattern", r#""telephone": "0000-0001""#, r#""telephone": "none""#),
        ("required", r#""email": "example1@example.com","#, ""),
        ("read-only", r#""memo": "memo""#, r#""contactId": 7, "memo": "memo""#),
        ("unknown-property", r#""memo": "memo""#, r#""meno": "memo""#),
        ("unknown-property", r#""nickName": "Works""#, r#""motto": "Works""#),
        ("duplicate-key", r#""memo": "memo""#, r#""memo": "memo", "memo": "memo""#),
        (
            "any-of",
            "\"string_single\": {\n      \"content\": \"ext_id\"",
            "\"string_single\": {\n      \"content\": [\"ext_id\"]",
        ),
        ("permission-member-needs-members", r#""accessibleRange": "ALL""#, r#""accessibleRange": "MEMBER""#),
        ("permission-member-needs-members", r#""accessibleRange": "ALL""#, &none),
        ("contact-name-first-or-last", "\"lastName\": \"ワークス\",\n    \"firstName\": \"太郎\",", ""),
        ("event-date-in-calendar", r#""date": "2021-01-09""#, r#""date": "2021-13-09""#),
        ("deprecated-value", r#""type": "LINE""#, r#""type": "TWITTER""#),
        ("json-syntax", r#""memo": "memo","#, r#""memo": "memo""#),
        ("json-syntax", r#""memo": "memo""#, r#""memo": "\ud83d""#),
    ];
    let options = Options::default().date("2026-11-21");
    let mut all = String::new();
    for (rule, from, to) in rows {
        assert!(text.contains(from), "the example has no {from}");
        let payload = text.replacen(from, to, 1);
        let findings = findings(&schema, payload.as_bytes(), &options);
        assert!(findings.iter().any(|finding| finding.rule == *rule), "{rule}: {findings:#?}");
        let shown = |text: &str| text.chars().take(60).collect::<String>();
        writeln!(all, "{} -> {}", shown(from), shown(to)).unwrap();
        for finding in &findings {
            all.push_str(&whole(Validator::contacts().document(), finding));
        }
    }
    expect_file!["golden/rules.txt"].assert_eq(&all);
}

#[test]
fn a_contact_that_cannot_be_reached_breaks_a_rule_or_an_assumption() {
    let schema = create_contact();
    let minimal = String::from_utf8(example("createContact.minimal.request.en.json")).unwrap();
    let telephones = minimal.find("\"telephones\"").unwrap();
    let with = |rest: &str| format!("{}{rest}}}", &minimal[..telephones]);
    let mut all = String::new();
    for rest in ["\"memo\": \"\"", "\"telephones\": []", "\"emails\": [], \"telephones\": []"] {
        writeln!(all, "{rest}").unwrap();
        let findings = found(&schema, with(rest));
        for finding in &findings {
            all.push_str(&whole(Validator::contacts().document(), finding));
        }
    }
    expect_file!["golden/unreachable_contacts.txt"].assert_eq(&all);
}

/// The rules that nothing in a contact can break.
#[test]
fn each_other_rule_says_so_too() {
    let rows = [
        ("T: {type: string, minLength: 2}", r#""a""#),
        ("T: {type: string, format: date-time}", r#""2021-06-03T10:00:00""#),
        ("T: {type: string, format: date}", r#""2021-02-30""#),
        ("T: {type: integer, format: int32}", "2147483648"),
        ("T: {type: integer, format: int64}", "-9223372036854775809"),
        ("T: {type: number, minimum: 1.5}", "1.4"),
        ("T: {type: number, minimum: 1.5, exclusiveMinimum: true}", "1.50"),
        ("T: {type: number, maximum: 3}", "3.1e0"),
        ("T: {type: number, maximum: 3, exclusiveMaximum: true}", "3.0"),
        ("T: {type: number, multipleOf: 0.01}", "0.005"),
        ("T: {type: integer}", "1.0"),
        ("T: {minItems: 1}", "[]"),
        ("T: {minProperties: 1}", "{}"),
        ("T: {maxProperties: 1}", r#"{"a": 1, "b": 2}"#),
        ("T: {properties: {color: {}}, additionalProperties: false}", r#"{"colour": 1}"#),
        ("T: {additionalProperties: false}", r#"{"a": 1}"#),
        ("T: {oneOf: [{type: string}, {maxLength: 3}]}", r#""abc""#),
        ("T: {oneOf: [{type: string, maxLength: 1}, {type: integer}]}", r#""abc""#),
        ("T: {not: {type: string}}", r#""abc""#),
        ("T: {enum: [1, null, [2]]}", "[2.5]"),
    ];
    let mut all = String::new();
    for (schema, payload) in rows {
        let validator = components(&format!("    {schema}"));
        let findings = found(&schema_of(&validator, "T"), payload);
        writeln!(all, "{schema}: {payload}").unwrap();
        for finding in &findings {
            all.push_str(&whole(validator.document(), finding));
        }
    }
    expect_file!["golden/other_rules.txt"].assert_eq(&all);
}

#[test]
fn one_statement_of_the_document_decides_about_a_payload() {
    let text = String::from_utf8(example("updateContact.request.en.json")).unwrap();
    let mut payload: serde_json::Value = serde_json::from_str(&text).unwrap();
    payload["memo"] = "m".repeat(3500).into();
    let target = Target::Schema("ContactInput".to_owned());
    assert_eq!(found(&Validator::contacts().schema(&target).unwrap(), payload.to_string()), []);
    let memo = CONTACTS_YAML.find("        memo:\n").unwrap();
    let (before, after) = CONTACTS_YAML.split_at(memo);
    let shorter = format!("{before}{}", after.replacen("maxLength: 4000", "maxLength: 3000", 1));
    let validator = Validator::new(Document::parse("contacts.yaml", shorter).unwrap());
    let findings = found(&validator.schema(&target).unwrap(), payload.to_string());
    assert_eq!(rules(&findings), ["max-length"]);
    assert_eq!(findings[0].pointer.as_ref().unwrap().as_str(), "/memo");
}

#[test]
fn the_format_of_an_integer_is_a_range_beside_the_one_that_is_given() {
    table(
        &[
            ("T: {type: integer, format: int32}", "2147483647"),
            ("T: {type: integer, format: int32}", "2147483648"),
            ("T: {type: integer, format: int32}", "-2147483649"),
            ("T: {type: integer, format: int64}", "-9223372036854775808"),
            ("T: {type: integer, format: int64}", "9223372036854775807"),
            ("T: {type: integer, format: int64}", "9223372036854775808"),
            ("T: {type: integer, format: int32, minimum: 1, maximum: 100}", "101"),
            ("T: {type: integer, format: int32, minimum: 1, maximum: 100}", "0"),
            ("T: {type: integer, format: int32, minimum: 1}", "4294967296"),
            ("T: {type: integer}", "123456789012345678901234567890"),
            ("T: {type: integer}", "-0"),
            ("T: {type: integer, format: int32, nullable: true}", "null"),
        ],
        &expect_file!["golden/integers.txt"],
    );
}

#[test]
fn a_value_is_warned_of_from_its_date_on_and_in_requests_alone() {
    let request = documented().replacen("\"LINE\"", "\"TWITTER\"", 1);
    let response = String::from_utf8(example("createContact.response.jp.json")).unwrap();
    let response = response.replacen("\"LINE\"", "\"TWITTER\"", 1);
    let of = |target| Validator::contacts().schema(&target).unwrap();
    let of_request = of(Target::Request("createContact".to_owned()));
    let of_response = of(Target::Response("createContact".to_owned(), 201));
    let of_schema = of(Target::Schema("ContactCreate".to_owned()));
    let rows = [
        (&of_request, &request, None, 0),
        (&of_request, &request, Some("2026-11-14"), 0),
        (&of_request, &request, Some("2026-11-15"), 1),
        (&of_request, &request, Some("2027-01-01"), 1),
        (&of_response, &response, Some("2027-01-01"), 0),
        (&of_schema, &request, Some("2027-01-01"), 0),
    ];
    for (schema, payload, date, expected) in rows {
        let options = date.map_or_else(Options::default, |date| Options::default().date(date));
        let findings = findings(schema, payload.as_bytes(), &options);
        assert_eq!(rules(&findings), vec!["deprecated-value"; expected], "{date:?}");
        assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
    }
}

/// No page says what null does in a PATCH, so that one of a member is doubtful there, and wrong elsewhere.
#[test]
fn null_is_doubtful_in_a_patch() {
    let rows = [
        ("patchContact", r#"{"memo": null}"#, Some(Severity::Warning)),
        ("patchContact", r#"{"permission": {"isCoEditing": null}}"#, Some(Severity::Warning)),
        ("patchContact", r#"{"customProperties": {"a": null}}"#, Some(Severity::Warning)),
        ("patchContact", r#"{"memo": 1}"#, Some(Severity::Error)),
        ("patchContact", "null", Some(Severity::Error)),
        ("patchContactTag", r#"{"contactTagName": null}"#, Some(Severity::Warning)),
        ("updateContactTag", r#"{"contactTagName": null}"#, Some(Severity::Error)),
    ];
    for (operation, payload, expected) in rows {
        let schema = Validator::contacts().schema(&Target::Request(operation.to_owned())).unwrap();
        let findings = schema.findings(payload.as_bytes(), &Options::default());
        assert_eq!(findings.iter().map(|it| it.severity).max(), expected, "{operation}: {payload}: {findings:#?}");
    }
}
