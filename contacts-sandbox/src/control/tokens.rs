//! Tokens without the ways of OAuth, for tests that are about something else.

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Asked, Problem, Told};
use crate::oauth::Caller;
use crate::service::Service;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    /// The member; a service account, if there is none.
    #[serde(default)]
    user_id: Option<String>,
    /// Every scope, if none is named.
    #[serde(default)]
    scopes: Option<Vec<String>>,
}

/// POST /_sandbox/tokens
pub(super) fn make(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    let Wanted { user_id, scopes } = asked.json()?;
    let mut known: Vec<&str> = service.operations.iter().flat_map(|it| &it.scopes).map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    if let Some(other) = scopes.iter().flatten().find(|scope| !known.contains(&&***scope)) {
        return Err(Problem::bad(format!("/scopes: there is no scope `{other}`; there are {}", known.join(", "))));
    }
    let scopes = scopes.unwrap_or_else(|| known.iter().map(|scope| (*scope).to_owned()).collect());
    let token = service.oauth.mint(Caller { user_id, scopes }, service.clock.millis());
    Ok(Told::Json(StatusCode::CREATED, json!({"token": token})))
}

/// DELETE /_sandbox/tokens
pub(super) fn expire(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    service.oauth.expire_all(service.clock.seconds());
    Ok(Told::Done)
}
