//! What the endpoints answer: tokens and errors in the words of RFC 6749, none of which may be stored on the way.
//!
//! A description names fields and never repeats what was in them.

use axum::response::{IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use http::{HeaderValue, Method, StatusCode};
use serde_json::{Value, json};

/// Why an endpoint does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Denial {
    status: StatusCode,
    pub(super) error: &'static str,
    pub(super) description: String,
    /// The only method there is, if the request had another one.
    allow: Option<Method>,
}

impl Denial {
    fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self { status, error, description: description.into(), allow: None }
    }

    /// A parameter is absent, given twice, or not of its form.
    pub(super) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// The client did not prove that it is itself.
    pub(super) fn invalid_client() -> Self {
        let why = "client_id and client_secret, in the form, are absent or not those of the sandbox's app";
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", why)
    }

    /// What was to be turned into a token is not good.
    pub(super) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", description)
    }

    /// A scope is not known, or more than was granted.
    pub(super) fn invalid_scope(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_scope", description)
    }

    /// There is no such grant type.
    pub(super) fn unsupported_grant_type(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", description)
    }

    /// There is no such response type, or the sandbox does not carry it out.
    pub(super) fn unsupported_response_type(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unsupported_response_type", description)
    }

    /// There is no such type of token to revoke.
    pub(super) fn unsupported_token_type(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unsupported_token_type", description)
    }

    /// Nobody agreed.
    pub(super) fn access_denied(description: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "access_denied", description)
    }

    /// What was done could not be written to the data file.
    pub(super) fn unwritten() -> Self {
        let why = "the sandbox cannot write its data file; its standard error says why";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", why)
    }

    /// The endpoint has another method.
    pub(super) fn method(allowed: &Method) -> Self {
        let description = format!("this endpoint answers {allowed} only");
        let denial = Self::new(StatusCode::METHOD_NOT_ALLOWED, "invalid_request", description);
        Self { allow: Some(allowed.clone()), ..denial }
    }
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        let mut response = answer(self.status, &body);
        if let Some(allow) = self.allow.and_then(|it| HeaderValue::from_str(it.as_str()).ok()) {
            response.headers_mut().insert(ALLOW, allow);
        }
        response
    }
}

/// An answer in JSON that nobody stores.
pub(super) fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = (status, body.to_string()).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    unstored(response)
}

/// An answer, marked so that nobody stores it.
pub(super) fn unstored(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
