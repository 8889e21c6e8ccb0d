//! From a document and exchanges to items.

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::validate::statements::{Body, bodies, schema_of, statements};
use contacts_openapi::validate::{Options, Target, TargetError, Validator};
use contacts_openapi::{Direction, Document, Example, Location, Operation, Response, Subject, list, operations};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::reach::{Broken, Tally, Walk};
use super::reasons::Reasons;
use super::recording::Exchange;
use super::wire::{parameters, typed};
use super::{Item, Kind};
use crate::exit::Failure;

/// Everything that was seen of the document.
#[derive(Default)]
struct Seen {
    /// By kind and name.
    kept: BTreeSet<(Kind, String)>,
    broken: BTreeSet<(Kind, String)>,
    /// The parameters that were left out.
    left_out: BTreeSet<String>,
    tally: Tally,
}

/// What exchanges show of a document and its examples.
pub(crate) fn measure(
    validator: &Validator,
    examples: &[(Example, Value)],
    exchanges: &[Exchange],
    reasons: &Reasons,
) -> Result<Vec<Item>, Failure> {
    let document = validator.document();
    let operations = operations(document);
    let mut seen = Seen::default();
    for exchange in exchanges {
        // The reader has refused what is of no operation.
        let Some(operation) = operations.iter().find(|it| it.id == exchange.operation) else { continue };
        see(validator, operation, examples, exchange, &mut seen).map_err(|error| Failure::Usage {
            message: error.to_string(),
            help: "mend the document; `cargo xtask lint` says where".to_owned(),
        })?;
    }
    let mut items = Vec::new();
    for operation in &operations {
        of_operation(document, operation, &seen, &mut items);
    }
    for (example, _) in examples {
        items.push(plain(document, Kind::Example, None, example.file.clone(), &example.pointer, &seen));
    }
    of_schemas(document, &operations, &seen, &mut items);
    for item in &mut items {
        tell_gaps(item);
        reasons.excuse(item);
    }
    items.sort_by_key(|item| item.kind);
    Ok(items)
}

/// Notes what an exchange shows.
fn see(
    validator: &Validator,
    operation: &Operation<'_>,
    examples: &[(Example, Value)],
    exchange: &Exchange,
    seen: &mut Seen,
) -> Result<(), TargetError> {
    let document = validator.document();
    let (id, status) = (operation.id, exchange.answer.status);
    seen.kept.insert((Kind::Operation, id.to_owned()));
    see_parameters(validator, operation, exchange, seen)?;
    let known = bodies(document, operation);
    if let (Some(media), Some(_)) = (media_type(&exchange.headers), &exchange.body) {
        seen.kept.insert((Kind::MediaType, format!("{id} request {media}")));
    }
    let request = Target::Request(id.to_owned());
    see_body(validator, &known, &request, None, exchange.body.as_deref(), &mut seen.tally)?;
    let Some(response) = documented(operation, status) else { return Ok(()) };
    let spelled = response.status;
    seen.kept.insert((Kind::Status, format!("{id} {spelled}")));
    for name in exchange.answer.headers.keys() {
        seen.kept.insert((Kind::Header, format!("{id} {spelled} {name}")));
    }
    if let Some(media) = media_type(&exchange.answer.headers) {
        seen.kept.insert((Kind::MediaType, format!("{id} {spelled} {media}")));
    }
    let answer = Target::Response(id.to_owned(), status);
    see_body(validator, &known, &answer, Some(spelled), exchange.answer.body.as_deref(), &mut seen.tally)?;
    see_examples(id, examples, exchange, seen);
    see_rules(operation, exchange, seen);
    Ok(())
}

fn see_parameters(
    validator: &Validator,
    operation: &Operation<'_>,
    exchange: &Exchange,
    seen: &mut Seen,
) -> Result<(), TargetError> {
    let document = validator.document();
    let given = parameters(operation, exchange);
    let held = validator.parameters(operation.id)?;
    let values = given.iter().map(|(location, name, value)| (*location, &**name, &**value));
    let findings = held.findings(values, &Options::default());
    for parameter in &operation.parameters {
        let name = format!("{} {} {}", operation.id, parameter.location, parameter.name);
        let is_it = |known: &str| match parameter.location {
            Location::Header => known.eq_ignore_ascii_case(parameter.name),
            _ => known == parameter.name,
        };
        let values: Vec<&str> =
            given.iter().filter(|it| it.0 == parameter.location && is_it(&it.1)).map(|it| &*it.2).collect();
        let pointer = PointerBuf::from_tokens([parameter.location.as_str(), parameter.name]);
        let of_it: Vec<_> = findings.iter().filter(|finding| finding.pointer.as_ref() == Some(&pointer)).collect();
        if !of_it.is_empty() {
            seen.broken.insert((Kind::Parameter, name.clone()));
        }
        let Some(first) = values.first() else {
            seen.left_out.insert(name);
            continue;
        };
        if of_it.is_empty() {
            seen.kept.insert((Kind::Parameter, name));
        }
        let schema = schema_of(document, parameter);
        let types = |schema: &Value| {
            let parts = document.parts(schema).into_iter();
            parts.rev().find_map(|part| part.get("type")?.as_str()).unwrap_or_default().to_owned()
        };
        let value = if types(parameter.schema) == "array" {
            let items = parameter.schema.get("items").map(types).unwrap_or_default();
            values.iter().map(|value| typed(value, &items)).collect()
        } else {
            typed(first, &types(parameter.schema))
        };
        let mut walk = Walk { validator, direction: Direction::Request, tally: &mut seen.tally };
        walk.value(schema, &value, &Broken::of_parameter(of_it));
    }
    Ok(())
}

fn see_body(
    validator: &Validator,
    known: &[Body],
    target: &Target,
    status: Option<&str>,
    text: Option<&str>,
    tally: &mut Tally,
) -> Result<(), TargetError> {
    let (Some(text), Some(body)) = (text, known.iter().find(|body| body.status.as_deref() == status)) else {
        return Ok(());
    };
    if !tally.bodies.insert((target.clone(), text.to_owned())) {
        return Ok(());
    }
    // What is no JSON meets no statement.
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Ok(()) };
    let findings = validator.schema(target)?.findings(text.as_bytes(), &Options::default());
    let mut walk = Walk { validator, direction: body.direction, tally };
    walk.value(body.schema.clone(), &value, &Broken::of(&findings, ""));
    Ok(())
}

fn see_examples(id: &str, examples: &[(Example, Value)], exchange: &Exchange, seen: &mut Seen) {
    let json = |text: &Option<String>| text.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let (sent, answered) = (json(&exchange.body), json(&exchange.answer.body));
    for (example, value) in examples {
        let is_it = match (&example.subject, example.direction) {
            (Subject::Operation(known), _) if known != id => false,
            (Subject::Operation(_), Direction::Request) => sent.as_ref() == Some(value),
            (Subject::Operation(_), Direction::Response) => answered.as_ref() == Some(value),
            (Subject::Schema(_), _) => sent.as_ref() == Some(value) || answered.as_ref() == Some(value),
        };
        if is_it {
            seen.kept.insert((Kind::Example, example.file.clone()));
        }
    }
}

/// Scopes and constraints: what decides beside the form of a request.
fn see_rules(operation: &Operation<'_>, exchange: &Exchange, seen: &mut Seen) {
    let is_refused = exchange.answer.status >= 400;
    if let Some(scopes) = &exchange.scopes {
        let has = |scope: &&str| scopes.iter().any(|known| known == scope);
        let is_met = |it: &contacts_openapi::Requirement<'_>| it.scopes.iter().all(has);
        for requirement in &operation.security {
            let name = scope_name(operation, requirement);
            if !is_refused && is_met(requirement) && scopes.len() == requirement.scopes.len() {
                seen.kept.insert((Kind::Scope, name));
            } else if exchange.answer.status == 403 && !operation.security.iter().any(is_met) {
                seen.broken.insert((Kind::Scope, name));
            }
        }
    }
    let body = exchange.answer.body.as_deref().filter(|_| is_refused);
    let body = body.and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
    let description = body.get("description").and_then(Value::as_str).unwrap_or_default();
    for (_, constraint, statement) in constraints(operation) {
        if description.contains(statement) {
            seen.broken.insert((Kind::Constraint, format!("{} {constraint}", operation.id)));
        }
    }
}

fn scope_name(operation: &Operation<'_>, requirement: &contacts_openapi::Requirement<'_>) -> String {
    format!("{} {}", operation.id, requirement.scopes.join("+"))
}

/// The place of each in their list, its id and what it says.
fn constraints<'a>(operation: &Operation<'a>) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    let text = |it: &'a Value, member: &str| it.get(member).and_then(Value::as_str).filter(|text| !text.is_empty());
    let all = list(operation.value, "x-constraints").enumerate();
    all.filter_map(move |(index, it)| Some((index, text(it, "id")?, text(it, "statement")?)))
}

/// The documented answer that a status is one of.
fn documented<'o, 'a>(operation: &'o Operation<'a>, status: u16) -> Option<&'o Response<'a>> {
    let spelled = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
    spelled.iter().find_map(|spelled| operation.responses.iter().find(|it| it.status == *spelled))
}

fn media_type(headers: &BTreeMap<String, String>) -> Option<String> {
    let value = headers.get("content-type")?;
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

/// The items of an operation.
fn of_operation(document: &Document, operation: &Operation<'_>, seen: &Seen, items: &mut Vec<Item>) {
    let (id, at) = (operation.id, &operation.pointer);
    let item = |kind: Kind, name: String, at: PointerBuf| plain(document, kind, Some(id), name, &at, seen);
    items.push(item(Kind::Operation, id.to_owned(), at.clone()));
    for (index, constraint, _) in constraints(operation) {
        let at = at.with_trailing_token("x-constraints").with_trailing_token(index);
        items.push(item(Kind::Constraint, format!("{id} {constraint}"), at));
    }
    for requirement in &operation.security {
        items.push(item(Kind::Scope, scope_name(operation, requirement), requirement.pointer.clone()));
    }
    let members = |value: &Value, member: &str| {
        let members = value.get(member).and_then(Value::as_object).into_iter().flatten();
        members.map(|(name, _)| name.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    if let Some(body) = operation.value.get("requestBody") {
        for media in members(document.follow(body), "content") {
            items.push(item(Kind::MediaType, format!("{id} request {media}"), at.with_trailing_token("requestBody")));
        }
    }
    for response in &operation.responses {
        let at = at.with_trailing_token("responses").with_trailing_token(response.status);
        let name = format!("{id} {}", response.status);
        for (kind, member) in [(Kind::MediaType, "content"), (Kind::Header, "headers")] {
            let names = members(response.value, member).into_iter();
            items.extend(names.map(|it| item(kind, format!("{name} {it}"), at.clone())));
        }
        items.push(item(Kind::Status, name, at));
    }
    for parameter in &operation.parameters {
        let name = format!("{id} {} {}", parameter.location, parameter.name);
        let was_left_out = parameter.required || seen.left_out.contains(&name);
        let mut item = item(Kind::Parameter, name, parameter.pointer.clone());
        if item.satisfied == Some(false) {
            item.gaps.push("never sent with a value that fits");
        }
        if !was_left_out {
            item.satisfied = Some(false);
            item.gaps.push("never left out");
        }
        // One that must be there can be broken by its absence, unless the path would be another one then.
        let can_be_missing = parameter.required && parameter.location != Location::Path;
        let schema = schema_of(document, parameter);
        let can_break = statements(document, &schema, Direction::Request, true).iter().any(|it| it.can_break);
        item.is_to_be_broken = can_be_missing || can_break;
        item.violated = item.violated.filter(|_| can_be_missing || can_break);
        items.push(item);
    }
}

/// An item that was seen, or not, under its name.
fn plain(document: &Document, kind: Kind, operation: Option<&str>, name: String, at: &PointerBuf, seen: &Seen) -> Item {
    let can_break = matches!(kind, Kind::Parameter | Kind::Scope | Kind::Constraint);
    let key = (kind, name);
    Item {
        kind,
        operation: operation.map(str::to_owned),
        place: document.place(at),
        pointer: at.to_string(),
        satisfied: (kind != Kind::Constraint).then(|| seen.kept.contains(&key)),
        violated: can_break.then(|| seen.broken.contains(&key)),
        is_to_be_broken: can_break,
        gaps: Vec::new(),
        not_measurable: None,
        name: key.1,
    }
}

/// The items that any operation can meet: keywords, values, nulls.
fn of_schemas(document: &Document, operations: &[Operation<'_>], seen: &Seen, items: &mut Vec<Item>) {
    let mut known: BTreeMap<(Direction, PointerBuf), bool> = BTreeMap::new();
    for operation in operations {
        let bodies = bodies(document, operation).into_iter().map(|it| (it.schema, it.direction, false));
        let parameters = operation.parameters.iter().map(|it| (schema_of(document, it), Direction::Request, true));
        for (at, direction, is_text) in bodies.chain(parameters) {
            for statement in statements(document, &at, direction, is_text) {
                *known.entry((direction, statement.pointer)).or_default() |= statement.can_break;
            }
        }
    }
    for ((direction, pointer), can_break) in known {
        let is_request = direction == Direction::Request;
        let item = |kind: Kind, name: String, at: &Pointer, satisfied: bool| Item {
            kind,
            name,
            operation: None,
            pointer: at.to_string(),
            place: document.place(at),
            satisfied: Some(satisfied),
            violated: None,
            is_to_be_broken: false,
            gaps: Vec::new(),
            not_measurable: None,
        };
        let met = seen.tally.statements.get(&(direction, pointer.to_string())).copied().unwrap_or_default();
        let kind = if is_request { Kind::RequestKeyword } else { Kind::AnswerKeyword };
        let mut keyword = item(kind, name_of(document, &pointer), &pointer, met.is_kept);
        keyword.violated = can_break.then_some(met.is_broken);
        keyword.is_to_be_broken = can_break && is_request;
        items.push(keyword);

        let Some(at) = pointer.parent() else { continue };
        let schema = document.pointer(at.as_str());
        let last = pointer.last().map(|it| it.decoded().into_owned()).unwrap_or_default();
        let enums = if last == "type" { "x-extensible-enum" } else { "enum" };
        if last == "enum" || last == "type" {
            let kind = if is_request { Kind::RequestValue } else { Kind::AnswerValue };
            let here = at.with_trailing_token(enums);
            for (index, value) in schema.into_iter().flat_map(|schema| list(schema, enums)).enumerate() {
                let key = ((direction, here.to_string()), index);
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let name = format!("{} `{value}`", name_of(document, at));
                let place = here.with_trailing_token(index);
                items.push(item(kind, name, &place, seen.tally.values.contains(&key)));
            }
        }
        if last == "type" && schema.and_then(|schema| schema.get("nullable")) == Some(&Value::Bool(true)) {
            let kind = if is_request { Kind::RequestNull } else { Kind::AnswerNull };
            let here = at.with_trailing_token("nullable");
            let is_seen = seen.tally.nulls.contains(&(direction, here.to_string()));
            items.push(item(kind, name_of(document, at), &here, is_seen));
        }
    }
}

/// A place of the document as a person reads it: that of a schema from its name on, and what is required by name.
fn name_of(document: &Document, at: &Pointer) -> String {
    let text = at.as_str();
    let text = text.strip_prefix("/components/schemas/").or_else(|| text.strip_prefix("/components/")).unwrap_or(text);
    match (text.rsplit_once("/required/"), document.pointer(at.as_str()).and_then(Value::as_str)) {
        (Some((schema, _)), Some(name)) => format!("{schema}/required `{name}`"),
        _ => text.to_owned(),
    }
}

/// Says what an item lacks; of a parameter, what it lacks to be satisfied was said.
fn tell_gaps(item: &mut Item) {
    if item.satisfied == Some(false) && item.kind != Kind::Parameter {
        item.gaps.push(match item.kind {
            Kind::Operation => "never called",
            Kind::Scope => "never sufficed alone",
            Kind::RequestKeyword | Kind::AnswerKeyword => "never satisfied",
            _ => "never seen",
        });
    }
    if item.violated == Some(false) && item.is_to_be_broken {
        item.gaps.push(if item.kind == Kind::Scope { "never lacking" } else { "never violated" });
    }
}
