//! Payloads in the tests of a service.

use serde::Serialize;

use super::options::Options;
use super::target::Target;
use super::validator::Validator;
use crate::finding::Severity;

/// Asserts that a payload fits the documented API, for the tests of a service.
///
/// What is held against the document is anything that serde can write, or, behind `json:`, the bytes of a
/// payload. Of the findings, errors fail the assertion and warnings do not; none of them shows a value.
///
/// ```
/// use contacts_openapi::assert_valid;
/// use serde_json::json;
///
/// assert_valid!(createContactTag request, json!({"contactTagName": "Partner"}));
/// assert_valid!(getContactTag response 200, json!({"contactTagId": "ctag2a81", "contactTagName": "Partner"}));
/// assert_valid!(schema ContactTagInput, json: br#"{"contactTagName": "Partner"}"#);
/// ```
///
/// ```should_panic
/// # use contacts_openapi::assert_valid;
/// # use serde_json::json;
/// assert_valid!(createContactTag request, json!({"contactTagName": null}));
/// ```
#[macro_export]
macro_rules! assert_valid {
    (schema $name:ident, $($payload:tt)+) => {
        $crate::assert_valid!(@ $crate::validate::Target::Schema(stringify!($name).to_owned()), $($payload)+)
    };
    ($operation:ident request, $($payload:tt)+) => {
        $crate::assert_valid!(@ $crate::validate::Target::Request(stringify!($operation).to_owned()), $($payload)+)
    };
    ($operation:ident response $status:literal, $($payload:tt)+) => {
        $crate::assert_valid!(
            @ $crate::validate::Target::Response(stringify!($operation).to_owned(), $status), $($payload)+
        )
    };
    (@ $target:expr, json: $payload:expr $(,)?) => {
        $crate::validate::assert_bytes(&$target, ::core::convert::AsRef::<[u8]>::as_ref($payload))
    };
    (@ $target:expr, $payload:expr $(,)?) => {
        $crate::validate::assert_value(&$target, &$payload)
    };
}

/// What [`assert_valid!`](crate::assert_valid) does with a value.
#[doc(hidden)]
#[track_caller]
#[allow(clippy::panic, reason = "it is an assertion")]
pub fn assert_value(target: &Target, payload: &impl Serialize) {
    match serde_json::to_vec(payload) {
        Ok(bytes) => assert_bytes(target, &bytes),
        Err(error) => panic!("the payload for {target} cannot be written as JSON: {error}"),
    }
}

/// What [`assert_valid!`](crate::assert_valid) does with bytes.
#[doc(hidden)]
#[track_caller]
#[allow(clippy::panic, reason = "it is an assertion")]
pub fn assert_bytes(target: &Target, payload: &[u8]) {
    let schema = match Validator::contacts().schema(target) {
        Ok(schema) => schema,
        Err(error) => panic!("{error}"),
    };
    let findings = schema.findings(payload, &Options::default());
    let errors: Vec<String> =
        findings.iter().filter(|it| it.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "the payload does not fit {target}:\n{}", errors.join("\n"));
}
