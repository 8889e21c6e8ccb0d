//! The parameters of a request, read back from its address and its headers.

use std::borrow::Cow;

use contacts_openapi::{Location, Operation};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::recording::Exchange;

/// Each parameter that was given: where, its name, and its value with nothing encoded.
pub(super) fn parameters<'e>(
    operation: &'e Operation<'_>,
    exchange: &'e Exchange,
) -> Vec<(Location, Cow<'e, str>, Cow<'e, str>)> {
    let (path, query) = exchange.target.split_once('?').unwrap_or((&exchange.target, ""));
    let template = operation.path.split('/').zip(path.split('/'));
    let of_path = template.filter_map(|(expected, found)| {
        let name = expected.strip_prefix('{')?.strip_suffix('}')?;
        Some((Location::Path, Cow::Borrowed(name), decoded(found)))
    });
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let of_query = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (Location::Query, form(name), form(value))
    });
    let headers = exchange.headers.iter();
    let of_headers =
        headers.map(|(name, value)| (Location::Header, Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())));
    of_path.chain(of_query).chain(of_headers).collect()
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// In a query a plus sign is a space.
fn form(text: &str) -> Cow<'_, str> {
    if text.contains('+') { Cow::Owned(decoded(&text.replace('+', " ")).into_owned()) } else { decoded(text) }
}

/// A value that is spelled out as text, as the JSON value of a type.
pub(super) fn typed(text: &str, ty: &str) -> Value {
    match (ty, serde_json::from_str(text)) {
        ("integer" | "number", Ok(value @ Value::Number(_))) | ("boolean", Ok(value @ Value::Bool(_))) => value,
        _ => Value::from(text),
    }
}
