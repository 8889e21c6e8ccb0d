//! The control plane: what a test, or a person, does to the sandbox rather than to the service that it plays. JSON over
//! HTTP, kept apart from the API's paths under `/_sandbox/`.
//!
//! | Request | What it does |
//! |---|---|
//! | `GET /_sandbox/status` | tells what runs, what it holds and how its quotas stand |
//! | `POST /_sandbox/reset` | back to how it started |
//! | `GET`, `PUT`, `POST /_sandbox/state` | dumps the state, puts another in its place, or adds to it: NDJSON |
//! | `GET`, `DELETE /_sandbox/requests` | reads the journal (`?operation=`, `?since=NUMBER`, `?limit=`), or forgets it |
//! | `GET`, `PUT /_sandbox/clock` | `{"advance": "90s"}`, `{"stand": "2026-01-01T00:00:00Z"}`, `{"run": "…"}`, or `{"run": null}` for the machine's time |
//! | `GET`, `POST`, `DELETE /_sandbox/faults` | reads the rules of faults, sets one (`{"rule": "listContacts: status=503 every 3"}`), or takes all back |
//! | `POST`, `DELETE /_sandbox/tokens` | makes a token (`{"userId": "…", "scopes": ["contact"]}`), or lets all expire |
//!
//! An error is `{"error": "..."}`. Who may ask, [`guard`] decides: no token is needed, so a page of another site must
//! not get in by the browser of whoever runs the sandbox.

mod clock;
mod faults;
pub(crate) mod guard;
mod requests;
mod state;
mod status;
mod tokens;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::service::Service;

/// What every path of the control plane begins with.
pub(crate) const PREFIX: &str = "/_sandbox/";

/// Every path of the control plane that no other route has.
pub(crate) const PATHS: &str = "/_sandbox/{*path}";

/// How many bytes a body may have: a state of some hundred thousand contacts.
const MAX_BYTES: usize = 512 << 20;

/// Carries out a request of the control plane.
type Handler = fn(&Service, &Asked<'_>) -> Result<Told, Problem>;

/// What can be asked for: method, path behind the prefix, and what does it.
const ROUTES: [(Method, &str, Handler); 14] = [
    (Method::GET, "status", status::read),
    (Method::POST, "reset", state::reset),
    (Method::GET, "state", state::dump),
    (Method::PUT, "state", state::replace),
    (Method::POST, "state", state::add),
    (Method::GET, "requests", requests::read),
    (Method::DELETE, "requests", requests::clear),
    (Method::GET, "clock", clock::read),
    (Method::PUT, "clock", clock::turn),
    (Method::GET, "faults", faults::read),
    (Method::POST, "faults", faults::add),
    (Method::DELETE, "faults", faults::clear),
    (Method::POST, "tokens", tokens::make),
    (Method::DELETE, "tokens", tokens::expire),
];

/// A request.
struct Asked<'a> {
    query: &'a str,
    body: &'a Bytes,
}

/// What is answered.
enum Told {
    /// JSON.
    Json(StatusCode, Value),
    /// NDJSON.
    Lines(String),
    /// Nothing but that it is done.
    Done,
}

/// Why something is not done.
#[derive(Debug)]
struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// 400.
    fn bad(message: impl std::fmt::Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message.to_string())
    }
}

impl From<Value> for Told {
    fn from(value: Value) -> Self {
        Told::Json(StatusCode::OK, value)
    }
}

impl Asked<'_> {
    /// The body as what it must be; a member that there is not is told which there are.
    fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(self.body).map_err(|error| Problem::bad(format!("the body: {error}")))
    }

    /// The parameters of the query, of which only some are known.
    fn query(&self, known: &[&str]) -> Result<Vec<(String, String)>, Problem> {
        let given = crate::request::query(self.query).map_err(|refusal| Problem::bad(refusal.description))?;
        if let Some((name, _)) = given.iter().find(|(name, _)| !known.contains(&&**name)) {
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(Problem::bad(format!("there is no query parameter `{name}`; there are: {known}")));
        }
        Ok(given.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }
}

/// The way of a request of the control plane.
pub(crate) async fn serve(State(service): State<Arc<Service>>, request: http::Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let told = match guard::admit(service.address.get(), &parts.headers) {
        Ok(()) => match to_bytes(body, MAX_BYTES).await {
            Ok(body) => carry_out(&service, &parts, &body),
            Err(_) => Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large, or broke off")),
        },
        Err(problem) => Err(problem),
    };
    let is_unknown_method = matches!(&told, Err(problem) if problem.status == StatusCode::METHOD_NOT_ALLOWED);
    let mut response = told.unwrap_or_else(Told::from).response();
    if is_unknown_method && let Ok(methods) = HeaderValue::from_str(&methods(name(parts.uri.path()))) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

fn carry_out(service: &Service, parts: &http::request::Parts, body: &Bytes) -> Result<Told, Problem> {
    let name = name(parts.uri.path());
    let route = ROUTES.iter().find(|(method, path, _)| *path == name && *method == parts.method);
    let Some((_, _, handler)) = route else {
        let methods = methods(name);
        if methods.is_empty() {
            let mut paths: Vec<String> = ROUTES.iter().map(|(_, path, _)| format!("{PREFIX}{path}")).collect();
            paths.dedup();
            let message = format!("there is no such path; there are {}", paths.join(", "));
            return Err(Problem::new(StatusCode::NOT_FOUND, message));
        }
        let message = format!("{PREFIX}{name} has no such method; it has {methods}");
        return Err(Problem::new(StatusCode::METHOD_NOT_ALLOWED, message));
    };
    handler(service, &Asked { query: parts.uri.query().unwrap_or_default(), body })
}

/// What a path has behind the prefix.
fn name(path: &str) -> &str {
    path.strip_prefix(PREFIX).unwrap_or_default()
}

/// The methods of a path.
fn methods(name: &str) -> String {
    let methods = ROUTES.iter().filter(|(_, path, _)| *path == name).map(|(method, _, _)| method.as_str());
    methods.collect::<Vec<_>>().join(", ")
}

impl From<Problem> for Told {
    fn from(problem: Problem) -> Self {
        Told::Json(problem.status, serde_json::json!({"error": problem.message}))
    }
}

impl Told {
    fn response(self) -> Response {
        let (status, media_type, body) = match self {
            Told::Json(status, value) => (status, "application/json", value.to_string()),
            Told::Lines(lines) => (StatusCode::OK, "application/x-ndjson", lines),
            Told::Done => (StatusCode::NO_CONTENT, "", String::new()),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        if !media_type.is_empty() {
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        // What is true now is not true for long.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, path_of};

    #[test]
    fn no_path_of_the_api_begins_as_those_of_the_control_plane_do() {
        let document = contacts_openapi::Document::contacts();
        let base = path_of(Facts(&document).text("/servers/0/url").expect("it is there")).to_owned();
        for operation in contacts_openapi::operations(&document) {
            assert!(!format!("{base}{}", operation.path).starts_with(PREFIX), "{}", operation.id);
            assert!(!operation.path.starts_with(PREFIX), "{}", operation.id);
        }
    }
}
