//! Whether examples, defaults and the values of an enum fit the schemas that they stand beside.

use contacts_openapi::validate::{Options, Schema, Target, TargetError};
use contacts_openapi::{Direction, list};
use jsonptr::Pointer;
use serde_json::Value;

use super::formats;
use super::objects::Kind;
use super::shape::{Node, Outline};
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let mut values = Values { lint };
    values.components();
    for node in &outline.nodes {
        match node.kind {
            Kind::Schema => values.schema(node),
            Kind::Parameter | Kind::Header | Kind::MediaType => values.examples(node),
            _ => {}
        }
    }
}

struct Values<'l, 'a> {
    lint: &'l mut Lint<'a>,
}

impl Values<'_, '_> {
    /// What the engine has to say of the schemas themselves; it stops at the first fault of each.
    fn components(&mut self) {
        let names: Vec<String> = self.lint.document.components().map(|(name, _)| name.to_owned()).collect();
        for name in names {
            let Err(TargetError::Unsound { finding, .. }) = self.lint.validator.schema(&Target::Schema(name)) else {
                continue;
            };
            let at = finding.pointer.unwrap_or_default();
            // What has been said in other words is not said again.
            let is_said = self.lint.findings.iter().filter_map(|it| it.pointer.as_ref()).any(|it| it.starts_with(&at));
            if !is_said {
                let help = "no payload can be held against it until then";
                self.lint.report("unsound-schema", at, finding.message, help);
            }
        }
    }

    fn schema(&mut self, node: &Node<'_>) {
        let has = |keyword: &str| node.value.get(keyword).is_some();
        if !(has("default") || has("example") || has("enum")) {
            return;
        }
        let Some(schema) = self.compile(&node.at, None) else { return };
        for (keyword, rule) in [("default", "default-mismatch"), ("example", "example-mismatch")] {
            if let Some(value) = node.value.get(keyword) {
                self.hold(rule, &format!("the {keyword}"), &schema, &node.member(keyword), value);
                self.format(rule, &format!("the {keyword}"), node.value, &node.member(keyword), value);
            }
        }
        for (index, value) in list(node.value, "enum").enumerate() {
            let at = node.member("enum").with_trailing_token(index);
            self.hold("enum-mismatch", "the value", &schema, &at, value);
            self.format("enum-mismatch", "the value", node.value, &at, value);
        }
    }

    /// The examples beside a schema, or beside a reference to one.
    fn examples(&mut self, node: &Node<'_>) {
        let examples = node.value.get("examples").and_then(Value::as_object);
        let Some(written) = node.value.get("schema") else { return };
        if node.value.get("example").is_none() && examples.is_none() {
            return;
        }
        let direction = (node.kind == Kind::MediaType).then(|| direction(&node.at)).flatten();
        let Some(schema) = self.compile(&node.member("schema"), direction) else { return };
        if let Some(value) = node.value.get("example") {
            self.hold("example-mismatch", "the example", &schema, &node.member("example"), value);
            self.format("example-mismatch", "the example", written, &node.member("example"), value);
        }
        for (name, example) in examples.into_iter().flatten() {
            let reference = example.get("$ref").and_then(Value::as_str);
            let own = node.member("examples").with_trailing_token(name.as_str());
            let at = reference.and_then(contacts_openapi::Document::target).unwrap_or(own).with_trailing_token("value");
            if let Some(value) = self.lint.document.follow(example).get("value") {
                self.hold("example-mismatch", "the example", &schema, &at, value);
                self.format("example-mismatch", "the example", written, &at, value);
            }
        }
    }

    /// Holds texts to the formats that the engine takes for words.
    fn format(&mut self, rule: &'static str, what: &str, schema: &Value, at: &Pointer, value: &Value) {
        for (within, message, help) in formats::misfits(self.lint.document, schema, value) {
            let mut at = at.to_buf();
            at.append(&within);
            self.lint.report(rule, at, format!("{what} does not fit: {message}"), help);
        }
    }

    fn compile(&self, at: &Pointer, direction: Option<Direction>) -> Option<Schema> {
        self.lint.validator.schema_of(at, direction).ok()
    }

    fn hold(&mut self, rule: &'static str, what: &str, schema: &Schema, at: &Pointer, value: &Value) {
        for finding in schema.findings(value.to_string().as_bytes(), &Options::default().max_findings(20)) {
            let mut at = at.to_buf();
            at.append(finding.pointer.as_deref().unwrap_or_default());
            let help = finding.help.unwrap_or_else(|| format!("mend {what}, or the schema"));
            self.lint.report(rule, at, format!("{what} does not fit: {}", finding.message), help);
        }
    }
}

/// Which way a media type travels, by where it is written.
fn direction(at: &Pointer) -> Option<Direction> {
    at.tokens().find_map(|token| match &*token.decoded() {
        "requestBody" | "requestBodies" => Some(Direction::Request),
        "responses" => Some(Direction::Response),
        _ => None,
    })
}
