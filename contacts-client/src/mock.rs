//! What the generated mock helpers are made of.

use std::fmt::Display;

use httpmock::{Method, Then, When};
use regex::Regex;

use crate::operation::placeholder;
use crate::types::ApiError;
use crate::{BASE_URL, Operation, path};

/// Expects a request of an operation, with or without the path of the documented base address before its own.
pub(crate) fn request(when: When, method: Method, operation: &Operation) -> When {
    let when = when.method(method).path_matches(pattern(operation, &any));
    // `/contacts/custom-properties` is no contact.
    let others: Vec<Regex> = operation.more_literal().map(|other| pattern(other, &any)).collect();
    when.is_true(move |request| !others.iter().any(|other| other.is_match(request.uri().path())))
}

/// Expects a value of a path parameter, as it is sent.
pub(crate) fn parameter(when: When, operation: &Operation, name: &str, value: impl Display) -> When {
    let value = regex::escape(&path::encode(value));
    when.path_matches(pattern(operation, &|it| if it == name { value.clone() } else { any(it) }))
}

/// Answers with a redirect.
pub(crate) fn redirect(then: Then, status: u16, location: &str) -> Then {
    then.status(status).header("location", location)
}

/// Answers with an error body.
pub(crate) fn error(then: Then, status: u16, error: &ApiError) -> Then {
    then.status(status).header("content-type", "application/json").json_body_obj(error)
}

/// Any value of a parameter.
fn any(_parameter: &str) -> String {
    "[^/]+".to_owned()
}

/// The pattern of an operation's path, with something for each parameter.
#[expect(clippy::expect_used, reason = "made of escaped text, and every one is compiled in a test")]
fn pattern(operation: &Operation, parameter: &dyn Fn(&str) -> String) -> Regex {
    let base = reqwest::Url::parse(BASE_URL).map(|url| regex::escape(url.path())).unwrap_or_default();
    let segment = |segment: &str| placeholder(segment).map_or_else(|| regex::escape(segment), parameter);
    let segments: Vec<String> = operation.path.split('/').map(segment).collect();
    Regex::new(&format!("^(?:{base})?{}$", segments.join("/"))).expect("it is a pattern")
}
