//! Holding the parameters of a request against an operation.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonptr::PointerBuf;
use serde_json::Value;

use super::json::Reader;
use super::near::nearest;
use super::options::Options;
use super::program::Kinds;
use super::validator::{Schema, finding};
use crate::document::Document;
use crate::finding::{Finding, Severity, Source};
use crate::operations::Location;
use crate::provenance;

/// What the parameters of requests of one operation are held against. `Send`, `Sync` and cheap to clone.
///
/// ```
/// use contacts_openapi::Location;
/// use contacts_openapi::validate::{Options, Validator};
///
/// let parameters = Validator::contacts().parameters("listContacts")?;
/// let findings = parameters.findings([(Location::Query, "count", "100000")], &Options::default());
/// assert_eq!(findings[0].message, "the query parameter `count` is more than 500");
/// # Ok::<(), contacts_openapi::validate::TargetError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Parameters {
    pub(super) document: Arc<Document>,
    pub(super) operation: PointerBuf,
    pub(super) known: Arc<[Parameter]>,
}

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) is_required: bool,
    pub(super) at: PointerBuf,
    pub(super) assumption: Assumption,
    pub(super) schema: Schema,
}

/// Which keywords of a parameter's schema no page states.
#[derive(Debug)]
pub(super) enum Assumption {
    All,
    Some(Vec<String>),
}

impl Assumption {
    pub(super) fn of(parameter: &Value) -> Self {
        match provenance::Assumption::of(parameter) {
            Some(assumption) if assumption.is_whole() => Assumption::All,
            assumption => {
                let keywords = assumption.iter().flat_map(provenance::Assumption::keywords);
                Assumption::Some(keywords.map(str::to_owned).collect())
            }
        }
    }

    fn covers(&self, keyword: &str) -> bool {
        match self {
            Assumption::All => true,
            Assumption::Some(keywords) => keywords.iter().any(|known| known == keyword),
        }
    }
}

impl Parameters {
    /// Everything that is wrong with the parameters of a request: where each goes, its name, and its value with
    /// nothing encoded. A pointer is made of the first two: `/query/count`. Headers and cookies that the
    /// operation does not have are nobody's business.
    pub fn findings<'v>(
        &self,
        values: impl IntoIterator<Item = (Location, &'v str, &'v str)>,
        options: &Options,
    ) -> Vec<Finding> {
        let mut given: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let mut findings = Vec::new();
        for (location, name, value) in values {
            let is_name = |known: &str| match location {
                Location::Header => known.eq_ignore_ascii_case(name),
                _ => known == name,
            };
            let is_it = |known: &Parameter| known.location == location && is_name(&known.name);
            match self.known.iter().position(is_it) {
                Some(index) => given.entry(index).or_default().push(value),
                None if location == Location::Query => findings.push(self.unknown(location, name)),
                None => {}
            }
        }
        for (index, parameter) in self.known.iter().enumerate() {
            match given.get(&index) {
                Some(values) => findings.extend(self.of_parameter(parameter, values, options)),
                None if parameter.is_required => {
                    let message = format!("the {} parameter `{}` is missing", parameter.location, parameter.name);
                    findings.push(self.finding(
                        "required",
                        message,
                        parameter.location,
                        &parameter.name,
                        &parameter.at,
                    ));
                }
                None => {}
            }
        }
        findings
    }

    fn of_parameter(&self, parameter: &Parameter, values: &[&str], options: &Options) -> Vec<Finding> {
        let Parameter { name, location, at, schema, .. } = parameter;
        let kinds = schema.program.node(schema.program.root).kinds;
        let is_list = kinds.intersects(Kinds::ARRAY) && kinds != Kinds::ALL;
        if values.len() > 1 && !is_list {
            let message = format!("the {location} parameter `{name}` is given {} times", values.len());
            return vec![self.finding("duplicate-parameter", message, *location, name, at)];
        }
        let payload = if is_list {
            let items = schema.program.node(schema.program.root).array.items;
            let values = values.iter().map(|value| json(value, schema.program.node(items).kinds));
            format!("[{}]", values.collect::<Vec<_>>().join(","))
        } else {
            json(values[0], kinds)
        };
        let mut findings = schema.findings(payload.as_bytes(), options);
        for finding in &mut findings {
            finding.message =
                format!("the {location} parameter `{name}` {}", predicate(&finding.rule, &finding.message));
            finding.pointer = Some(pointer(*location, name));
            finding.span = None;
            (finding.place.line, finding.place.column) = (1, 1);
            let keyword = finding.source.as_ref().and_then(|source| source.pointer.last());
            if keyword.is_some_and(|keyword| parameter.assumption.covers(&keyword.decoded())) {
                finding.severity = Severity::Warning;
            }
        }
        findings
    }

    fn unknown(&self, location: Location, name: &str) -> Finding {
        let message = format!("there is no {location} parameter `{name}` in the documentation");
        let mut finding = self.finding("unknown-parameter", message, location, name, &self.operation);
        finding.severity = Severity::Warning;
        let names = self.known.iter().filter(|known| known.location == location);
        let near = nearest(names.map(|known| &*known.name), name);
        finding.help = near.map(|near| format!("did you mean `{near}`?"));
        finding
    }

    fn finding(&self, rule: &'static str, message: String, location: Location, name: &str, at: &PointerBuf) -> Finding {
        Finding {
            pointer: Some(pointer(location, name)),
            source: Some(Source { place: self.document.place(at), pointer: at.clone(), page: self.document.page(at) }),
            ..finding(rule, message, 1, 1)
        }
    }
}

fn pointer(location: Location, name: &str) -> PointerBuf {
    PointerBuf::from_tokens([location.as_str(), name])
}

/// What a finding says of a value, behind the name of what it says it of.
fn predicate(rule: &str, message: &str) -> String {
    // "expected an integer, found a string" is the one that stands by itself.
    if rule == "type" { format!("is of the wrong kind: {message}") } else { message.to_owned() }
}

/// The value of a parameter as JSON: a number or a boolean where one is asked for and it is one.
fn json(value: &str, kinds: Kinds) -> String {
    let is_word = kinds.intersects(Kinds::BOOLEAN) && matches!(value, "true" | "false");
    let is_number = || {
        let mut reader = Reader::new(value);
        kinds.intersects(Kinds::NUMBER)
            && value.starts_with(|it: char| it == '-' || it.is_ascii_digit())
            && reader.token().is_ok()
            && reader.at == value.len()
    };
    let is_text = kinds.intersects(Kinds::STRING);
    if !is_text && (is_word || is_number()) { value.to_owned() } else { Value::from(value).to_string() }
}
