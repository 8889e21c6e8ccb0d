//! The rules of faults, and how often each has hit.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Asked, Problem, Told};
use crate::fault::FaultRule;
use crate::service::Service;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    rule: String,
}

/// GET /_sandbox/faults
pub(super) fn read(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    Ok(json!({"faults": shown(service)}).into())
}

/// POST /_sandbox/faults
pub(super) fn add(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    let Rule { rule } = asked.json()?;
    let rule: FaultRule = rule.parse().map_err(|error| Problem::bad(format!("/rule: {error}")))?;
    let added = service.faults.add(service.validator, rule);
    added.map_err(|error| Problem::bad(format!("/rule: {error}")))?;
    Ok(Told::Json(StatusCode::CREATED, json!({"faults": shown(service)})))
}

/// DELETE /_sandbox/faults
pub(super) fn clear(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    service.faults.clear();
    Ok(Told::Done)
}

/// The rules as answers show them.
pub(super) fn shown(service: &Service) -> Value {
    let rules = service.faults.scheduled().into_iter();
    rules.map(|it| json!({"rule": it.rule.to_string(), "calls": it.calls, "hits": it.hits})).collect()
}
