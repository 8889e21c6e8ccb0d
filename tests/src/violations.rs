//! Requests that break one statement of the document each, and such that go as far as it allows; derived from the
//! document and its examples, so that a new keyword is met by the next run.
//!
//! A documented body is completed by what it leaves out. Each value in it is then replaced by others that a keyword of
//! its schema suggests, one character more than `maxLength` among them, and the engine judges what came of it: a payload
//! with one finding breaks the statement that the finding names, and a payload with none stands on the right side of the
//! bound. Where a rule looks at several members, two of them are replaced. So nothing here knows which statement a
//! replacement is to break, and what no replacement breaks alone comes out by its name: `deviations.violations.json` has
//! the reasons.

mod change;
mod grow;
pub mod held;

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::validate::statements::{followed, is_statement, schema_of};
use contacts_openapi::validate::{Options, Schema, Target, Validator};
use contacts_openapi::{Direction, Finding, Operation, Parameter, Severity, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use crate::corpus::{self, Payload};

pub use change::Change;

/// A value that breaks one statement.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The whole body, or the value of the parameter.
    pub value: Value,
    /// Where it is broken, as a description begins: `/emails/0/email`, or `/query/count`.
    pub pointer: String,
    /// Whether a page says so; otherwise only the document does, by an assumption.
    pub is_certain: bool,
}

/// What was derived for one body or parameter.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// What was changed: a whole body, or the value of the parameter.
    pub base: Value,
    /// By the statement that each breaks, and breaks alone.
    pub broken: BTreeMap<PointerBuf, Broken>,
    /// What goes as far as a keyword allows: each value of an enum, null, the longest text.
    pub edges: Vec<Change>,
}

/// Derives from the longest example of a body.
///
/// # Errors
///
/// When there is no example, or none that can be made to fit.
pub fn of_body(payloads: &[Payload], operation: &Operation<'_>, direction: Direction) -> Result<Derived, String> {
    let validator = Validator::contacts();
    let target = match direction {
        Direction::Request => Target::Request(operation.id.to_owned()),
        Direction::Response => {
            let success = operation.success().and_then(|it| it.status.parse().ok()).unwrap_or_default();
            Target::Response(operation.id.to_owned(), success)
        }
    };
    let schema = validator.schema(&target).map_err(|error| error.to_string())?;
    let bodies = contacts_openapi::validate::statements::bodies(validator.document(), operation);
    let success = operation.success().map(|it| it.status);
    let status = if direction == Direction::Request { None } else { success };
    let at = bodies.into_iter().find(|body| body.status.as_deref() == status).ok_or("it has no body")?.schema;
    let base = grow::base(payloads, operation, direction, &at, &schema)?;
    let judge = |value: &Value| schema.findings(value.to_string().as_bytes(), &Options::default());
    Ok(derive(&base, &at, direction, "", &judge, &schema))
}

/// Derives from the documented value of a parameter.
///
/// # Errors
///
/// When its schema is not sound.
pub fn of_parameter(operation: &Operation<'_>, parameter: &Parameter<'_>) -> Result<Derived, String> {
    let validator = Validator::contacts();
    let held = validator.parameters(operation.id).map_err(|error| error.to_string())?;
    let at = schema_of(validator.document(), parameter);
    let schema = validator.schema_of(&at, Some(Direction::Request)).map_err(|error| error.to_string())?;
    let base = parameter.value.get("example").cloned().unwrap_or_default();
    let pointer = PointerBuf::from_tokens([parameter.location.as_str(), parameter.name]);
    let judge = |value: &Value| {
        let text = spelled(value);
        let mut findings = held.findings([(parameter.location, parameter.name, text.as_str())], &Options::default());
        findings.retain(|finding| finding.pointer.as_ref() == Some(&pointer));
        findings
    };
    Ok(derive(&base, &at, Direction::Request, pointer.as_str(), &judge, &schema))
}

/// A value as an address spells it.
pub fn spelled(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn derive(
    base: &Value,
    at: &PointerBuf,
    direction: Direction,
    place: &str,
    judge: &dyn Fn(&Value) -> Vec<Finding>,
    schema: &Schema,
) -> Derived {
    let mut derived = Derived { base: base.clone(), ..Derived::default() };
    let mut known = BTreeMap::new();
    let changes = change::changes(base, at, direction);
    for change in &changes {
        let value = change.of(base);
        let findings = judge(&value);
        if findings.is_empty() && change.is_edge {
            derived.edges.push(change.clone());
        }
        derived.note(at, &value, &findings, direction, place, &mut known);
    }
    for (one, other) in change::pairs(base, &changes, at, direction) {
        let value = other.of(&one.of(base));
        let findings = judge(&value);
        derived.note(at, &value, &findings, direction, place, &mut known);
    }
    // A base that is wrong itself would make everything wrong.
    debug_assert!(!place.is_empty() || schema.is_clean(base.to_string().as_bytes(), &Options::default()), "{base}");
    derived
}

impl Derived {
    /// Keeps a value that breaks one statement, and those that a union breaks by. `known` has the schemas of the places
    /// that were asked for before.
    fn note(
        &mut self,
        root: &PointerBuf,
        value: &Value,
        findings: &[Finding],
        direction: Direction,
        place: &str,
        known: &mut BTreeMap<String, Vec<PointerBuf>>,
    ) {
        let [finding] = findings else { return };
        let Some(source) = &finding.source else { return };
        let within = finding.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
        let pointer = if place.is_empty() { within.clone() } else { place.to_owned() };
        let is_certain = finding.severity == Severity::Error;
        let broken = Broken { value: value.clone(), pointer, is_certain };
        let at = if place.is_empty() { within.as_str() } else { "" };
        let of = || change::schemas_at(&self.base, at, root, direction);
        let schemas = known.entry(at.to_owned()).or_insert_with(of);
        for statement in alike(&source.pointer, schemas) {
            self.keep(statement, broken.clone());
        }
        for statement in arms(&source.pointer, value.pointer(at), direction) {
            self.keep(statement, broken.clone());
        }
        self.keep(source.pointer.clone(), broken);
    }

    fn keep(&mut self, statement: PointerBuf, broken: Broken) {
        match self.broken.get(&statement) {
            Some(known) if known.is_certain || !broken.is_certain => {}
            _ => drop(self.broken.insert(statement, broken)),
        }
    }
}

/// The statements that say the same of the same value: the engine names one of them.
fn alike(source: &PointerBuf, schemas: &[PointerBuf]) -> Vec<PointerBuf> {
    let document = Validator::contacts().document();
    let Some((home, keyword)) = source.parent().zip(source.last()) else { return Vec::new() };
    let said = |at: &jsonptr::Pointer| {
        let schema = document.pointer(at.as_str())?;
        Some((schema.get(&*keyword.decoded())?, schema.get("nullable")))
    };
    let known = said(home);
    let same = schemas.iter().filter(|at| known.is_some() && said(at) == known);
    same.map(|at| at.with_trailing_token(keyword.clone())).collect()
}

/// The statements within a union by which a value does not fit it: of each arm, the one that it breaks, if that is one.
fn arms(union: &PointerBuf, after: Option<&Value>, direction: Direction) -> BTreeSet<PointerBuf> {
    let validator = Validator::contacts();
    let is_union = union.last().is_some_and(|last| matches!(&*last.decoded(), "anyOf" | "oneOf"));
    let schema = union.parent().and_then(|at| validator.document().pointer(at.as_str()));
    let mut found = BTreeSet::new();
    let (true, Some(schema), Some(after)) = (is_union, schema, after) else { return found };
    let keyword = union.last().map(|last| last.decoded().into_owned()).unwrap_or_default();
    for index in 0..list(schema, &keyword).count() {
        let arm = union.with_trailing_token(index);
        let Ok(schema) = validator.schema_of(&arm, Some(direction)) else { continue };
        // Of an arm by itself, the members that others know are unknown.
        let mut findings = schema.findings(after.to_string().as_bytes(), &Options::default());
        findings.retain(|finding| finding.source.as_ref().is_some_and(|source| is_statement(&source.pointer)));
        if let [finding] = &findings[..]
            && let Some(source) = &finding.source
        {
            found.insert(source.pointer.clone());
            let at = finding.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
            found.extend(arms(&source.pointer, after.pointer(&at), direction));
        }
    }
    found
}

/// Where a statement stands: the schema, behind its references.
fn home(at: &PointerBuf) -> Option<PointerBuf> {
    followed(Validator::contacts().document(), at.clone())
}

/// The longest example of a body.
fn example<'p>(payloads: &'p [Payload], operation: &Operation<'_>, direction: Direction) -> Option<&'p Value> {
    let of_it = corpus::of(payloads, operation, direction);
    of_it.max_by_key(|payload| payload.value.to_string().len()).map(|payload| &payload.value)
}
