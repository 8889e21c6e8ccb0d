//! Bytes that are no JSON.

use std::fmt::Write as _;

use contacts_openapi::Severity;
use contacts_openapi::validate::{Target, Validator};
use expect_test::expect_file;

use crate::{components, example, found, rules, schema_of};

#[test]
fn a_payload_that_ends_early_has_one_syntax_error_and_no_panic() {
    let targets = [
        (Target::Request("createContact".to_owned()), "createContact.request.jp.json"),
        (Target::Schema("ContactPatch".to_owned()), "ContactPatch.customProperties.response.en.json"),
        (Target::Schema("CustomPropertyValue".to_owned()), "createContact.minimal.request.en.json"),
        (Target::Schema("ContactTag".to_owned()), "getContactTag.response.kr.json"),
    ];
    for (target, file) in targets {
        let schema = Validator::contacts().schema(&target).unwrap();
        let payload = example(file);
        let whole = payload.trim_ascii_end();
        for end in 0..whole.len() {
            let findings = found(&schema, &whole[..end]);
            let is_cut = std::str::from_utf8(&whole[..end]).is_err();
            let rule = if is_cut { "not-utf-8" } else { "json-syntax" };
            let last = findings.last().unwrap();
            assert_eq!((&*last.rule, last.severity), (rule, Severity::Error), "{target}: {end}: {findings:#?}");
            assert_eq!(rules(&findings).iter().filter(|it| **it == rule).count(), 1, "{target}: {end}");
        }
        assert!(!rules(&found(&schema, whole)).contains(&"json-syntax"), "{target}");
    }
}

#[test]
fn what_is_no_json_says_where_it_stops_being_some() {
    let rows: &[&[u8]] = &[
        b"",
        b" \n ",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"{}\x00",
        b"nul",
        b"nulll",
        b"NaN",
        b"+1",
        b"01",
        b"-",
        b"1.",
        b".5",
        b"1e",
        b"'a'",
        b"{a: 1}",
        b"{\"a\" 1}",
        b"{\"a\": 1,}",
        b"{\"a\": 1 \"b\": 2}",
        b"[1,]",
        b"[1 2]",
        b"[,1]",
        b"]",
        b"// a\n1",
        b"\"\x01\"",
        b"\"\n\"",
        b"\"\\x\"",
        b"\"\\u12g4\"",
        b"\"\\ud800\"",
        b"\"\\udc00\"",
        b"\"\\ud800\\u0041\"",
        b"\"\\ud800\\ud800\"",
        b"{\"\\ud800\": 1}",
        b"\xff",
        b"\"\xc3\"",
        b"[1,\n  \"\xe3\x81\x82\xff\"]",
        b"\xff\xfe{\0}\0",
    ];
    let validator = components("    T: {}");
    let schema = schema_of(&validator, "T");
    let mut all = String::new();
    for row in rows {
        let findings = found(&schema, row);
        let [finding] = &findings[..] else { panic!("{}: {findings:#?}", row.escape_ascii()) };
        assert_eq!(finding.severity, Severity::Error);
        writeln!(all, "{}: {}: {}", row.escape_ascii(), finding.place, finding.message).unwrap();
    }
    expect_file!["golden/syntax.txt"].assert_eq(&all);
    let fitting: [&[u8]; 4] = [b" \t\r\n1 ", b"\"\\ud83d\\uDE00\"", b"-0.0e-0", b"\"\x7f\""];
    for payload in fitting {
        assert_eq!(found(&schema, payload), [], "{}", payload.escape_ascii());
    }
}
