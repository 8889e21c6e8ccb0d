//! Why a request is not carried out, as the service says it: a status, a code and a description.

use contacts_openapi::validate::json::Fault;
use contacts_openapi::{Finding, Severity};
use http::StatusCode;

/// Why a request is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    /// One of the codes that the document lists for the status.
    pub(crate) code: &'static str,
    /// What is wrong, with the pointer to it: `/emails/0/email: ...` in the body, `/query/count: ...` elsewhere.
    pub(crate) description: String,
}

/// How many findings a description spells out.
const TOLD: usize = 5;

impl Refusal {
    fn new(status: StatusCode, code: &'static str, description: impl Into<String>) -> Self {
        Self { status, code, description: description.into() }
    }

    /// 400: the request is malformed as a whole.
    pub(crate) fn bad_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", description)
    }

    /// 400: form or content of a parameter or a member is wrong.
    pub(crate) fn invalid(pointer: &str, message: impl AsRef<str>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_PARAMETER", format!("{pointer}: {}", message.as_ref()))
    }

    /// 400: a needed parameter or member is absent.
    pub(crate) fn missing(pointer: &str, message: impl AsRef<str>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "MISSING_PARAMETER", format!("{pointer}: {}", message.as_ref()))
    }

    /// 400: what the request was found to break, the errors among it first.
    pub(crate) fn findings(mut told: Vec<&Finding>) -> Self {
        told.sort_by_key(|finding| std::cmp::Reverse(finding.severity == Severity::Error));
        let code = told.first().map_or("BAD_REQUEST", |finding| code_of(&finding.rule));
        let mut description: Vec<String> = told.iter().take(TOLD).map(|finding| sentence(finding)).collect();
        if told.len() > TOLD {
            description.push(format!("and {} more", told.len() - TOLD));
        }
        Self::new(StatusCode::BAD_REQUEST, code, description.join("; "))
    }

    /// 401: the credentials are missing or wrong.
    pub(crate) fn unauthorized(description: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", description)
    }

    /// 403: no right to the resource, or the token lacks the scope.
    pub(crate) fn forbidden(description: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", description)
    }

    /// 403: the resource has as many as it may have.
    pub(crate) fn limit_exceeded(description: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "LIMIT_EXCEEDED", description)
    }

    /// 404: there is no such resource.
    pub(crate) fn not_found(description: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", description)
    }

    /// 409: the resource to be created, or its name, exists.
    pub(crate) fn already_exist(pointer: &str, message: impl AsRef<str>) -> Self {
        Self::new(StatusCode::CONFLICT, "ALREADY_EXIST", format!("{pointer}: {}", message.as_ref()))
    }

    /// 429.
    pub(crate) fn too_many_requests() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", "API rate limit exceeded")
    }

    /// Any other status, with a code that says nothing more than the status.
    pub(crate) fn other(status: StatusCode, description: impl Into<String>) -> Self {
        let code = match status.as_u16() {
            500 => "INTERNAL_SERVER_ERROR",
            503 => "SERVICE_UNAVAILABLE",
            _ => "BAD_REQUEST",
        };
        Self::new(status, code, description)
    }
}

/// A body that fits the document can be read; where it cannot, that is said all the same.
impl From<Box<Fault>> for Refusal {
    fn from(fault: Box<Fault>) -> Self {
        Self::bad_request(format!("the body cannot be read: {} at byte {}", fault.what, fault.at))
    }
}

/// Pointer, message and remedy of a finding; where something is missing, the pointer to what lacks it.
fn sentence(finding: &Finding) -> String {
    let pointer = finding.pointer.as_ref().map_or("", |pointer| pointer.as_str());
    // The whole of a body has an empty pointer, which would look like a slip.
    let pointer = if pointer.is_empty() { "the body" } else { pointer };
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    format!("{pointer}: {}{help}", finding.message)
}

/// The code for a rule that was broken.
fn code_of(rule: &str) -> &'static str {
    match rule {
        "required" => "MISSING_PARAMETER",
        "minimum" | "maximum" => "OUT_OF_RANGE",
        "json-syntax" | "not-utf-8" | "too-deep" | "too-large" | "duplicate-key" => "BAD_REQUEST",
        _ if rule.starts_with("max-") => "LIMIT_EXCEEDED",
        _ => "INVALID_PARAMETER",
    }
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, list, operations};
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_code_is_documented_for_its_status() {
        let document = Document::contacts();
        let documented = |status: StatusCode, code: &str| {
            let operations = operations(&document);
            let responses = operations.iter().flat_map(|operation| &operation.responses);
            responses.filter(|response| response.status == status.as_str()).any(|response| {
                list(response.value, "x-error-codes").filter_map(Value::as_str).any(|known| known == code)
            })
        };
        let mut refusals = vec![
            Refusal::bad_request(""),
            Refusal::invalid("", ""),
            Refusal::missing("", ""),
            Refusal::unauthorized(""),
            Refusal::forbidden(""),
            Refusal::limit_exceeded(""),
            Refusal::not_found(""),
            Refusal::already_exist("", ""),
            Refusal::too_many_requests(),
            Refusal::other(StatusCode::INTERNAL_SERVER_ERROR, ""),
            Refusal::other(StatusCode::SERVICE_UNAVAILABLE, ""),
        ];
        for rule in ["required", "minimum", "json-syntax", "max-length", "pattern"] {
            refusals.push(Refusal { code: code_of(rule), ..Refusal::bad_request("") });
        }
        for Refusal { status, code, .. } in refusals {
            assert!(documented(status, code), "{status} {code}");
        }
    }
}
