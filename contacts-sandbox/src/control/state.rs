//! The state as NDJSON, and back to how it started.

use http::StatusCode;

use super::{Asked, Problem, Told};
use crate::service::Service;
use crate::snapshot::{self, LoadError};

/// GET /_sandbox/state
pub(super) fn dump(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    Ok(Told::Lines(snapshot::dump(service)))
}

/// PUT /_sandbox/state
pub(super) fn replace(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    snapshot::replace(service, text(asked)?)?;
    Ok(Told::Done)
}

/// POST /_sandbox/state
pub(super) fn add(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    snapshot::load(service, text(asked)?)?;
    Ok(Told::Done)
}

/// POST /_sandbox/reset
pub(super) fn reset(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    snapshot::reset(service)?;
    Ok(Told::Done)
}

fn text<'a>(asked: &Asked<'a>) -> Result<&'a str, Problem> {
    std::str::from_utf8(asked.body).map_err(|_| Problem::bad("the body is not UTF-8 text"))
}

impl From<LoadError> for Problem {
    fn from(error: LoadError) -> Self {
        let status = if error.line().is_some() { StatusCode::BAD_REQUEST } else { StatusCode::SERVICE_UNAVAILABLE };
        Self::new(status, error.to_string())
    }
}
