//! What the engine promises of its findings, whatever the payload and the document.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "findings/bounds.rs"]
mod bounds;
#[path = "findings/certainty.rs"]
mod certainty;
#[path = "findings/choices.rs"]
mod choices;
#[path = "findings/names.rs"]
mod names;
#[path = "findings/rules.rs"]
mod rules;
#[path = "findings/syntax.rs"]
mod syntax;
#[path = "findings/targets.rs"]
mod targets;

use std::fmt::Write as _;

use contacts_openapi::validate::{Options, Schema, Target, Validator};
use contacts_openapi::{Document, EXAMPLES, Finding};
use expect_test::ExpectFile;

fn create_contact() -> Schema {
    Validator::contacts().schema(&Target::Request("createContact".to_owned())).unwrap()
}

/// The documented request, without the members that only the service sets.
fn documented() -> String {
    let text = std::fs::read_to_string(format!("{EXAMPLES}/createContact.request.jp.json")).unwrap();
    text.lines().filter(|line| !line.contains("Time\":")).map(|line| format!("{line}\n")).collect()
}

fn example(file: &str) -> Vec<u8> {
    std::fs::read(format!("{EXAMPLES}/{file}")).unwrap()
}

/// A document with the given components, one a line.
fn components(schemas: &str) -> Validator {
    Validator::new(Document::parse("api.yaml", format!("components:\n  schemas:\n{schemas}\n")).unwrap())
}

fn schema_of(validator: &Validator, name: &str) -> Schema {
    validator.schema(&Target::Schema(name.to_owned())).unwrap()
}

/// Whatever is found about a payload, checked for what holds of any finding.
fn findings(schema: &Schema, payload: &[u8], options: &Options) -> Vec<Finding> {
    let findings = schema.findings(payload, options);
    assert_eq!(schema.is_clean(payload, options), findings.is_empty(), "{findings:#?}");
    for finding in &findings {
        let Some(span) = &finding.span else { continue };
        let before = String::from_utf8_lossy(&payload[..span.start]);
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!((before.matches('\n').count() + 1, column), (finding.place.line, finding.place.column));
        assert!(span.end <= payload.len(), "{finding:#?}");
        assert!(std::str::from_utf8(&payload[..span.end]).is_ok() || finding.rule == "not-utf-8", "{finding:#?}");
    }
    let places: Vec<_> = findings.iter().filter(|it| it.rule != "too-many-findings").map(|it| &it.place).collect();
    assert!(places.is_sorted(), "{findings:#?}");
    findings
}

fn found(schema: &Schema, payload: impl AsRef<[u8]>) -> Vec<Finding> {
    findings(schema, payload.as_ref(), &Options::default())
}

/// Rules and pointers, one finding a line.
fn brief(findings: &[Finding]) -> String {
    let line = |it: &Finding| {
        let pointer = it.pointer.as_ref().map_or("nowhere", |it| it.as_str());
        format!("  {} {}[{}] {pointer:?}\n", it.place, it.severity, it.rule)
    };
    findings.iter().map(line).collect()
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| &*finding.rule).collect()
}

/// Everything that a finding says. Where a statement stands is told by its pointer: lines move with each edit.
fn whole(document: &Document, finding: &Finding) -> String {
    let Finding { rule, severity, message, place, pointer, help, source, .. } = finding;
    let pointer = pointer.as_ref().map_or_else(|| "nowhere".to_owned(), |it| format!("{:?}", it.as_str()));
    let mut text = format!("{severity}[{rule}] {place} {pointer}\n  {message}\n");
    if let Some(help) = help {
        writeln!(text, "  help: {help}").unwrap();
    }
    if let Some(source) = source {
        assert_eq!(source.place, document.place(&source.pointer));
        writeln!(text, "  by {}", source.pointer).unwrap();
        source.page.iter().for_each(|page| writeln!(text, "  see {page}").unwrap());
    }
    text
}

/// Rows of a schema, a payload, and the findings in brief.
fn table(rows: &[(&str, &str)], expected: &ExpectFile) {
    let mut all = String::new();
    for (schema, payload) in rows {
        let validator = components(&format!("    {schema}"));
        writeln!(all, "{schema}: {payload}").unwrap();
        all.push_str(&brief(&found(&schema_of(&validator, "T"), payload)));
    }
    expected.assert_eq(&all);
}
