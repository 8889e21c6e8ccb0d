//! The one error of the crate: what failed, in which operation, and what the service said.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

#[cfg(feature = "check")]
use crate::check::{Finding, Findings};
use crate::mask;
use crate::operation::Operation;
use crate::types::ErrorCode;

/// Why a call did not succeed, or a client could not be built.
///
/// Neither its `Display` nor its `Debug` shows a token, a body or a contact's data; what the service said
/// in words is reached through [`description`](Self::description).
///
/// ```
/// fn explain(error: &contacts_client::Error) -> &'static str {
///     if error.is_not_found() {
///         "it is gone"
///     } else if error.is_rate_limited() {
///         "later"
///     } else {
///         "it failed"
///     }
/// }
/// ```
///
/// Documentation: <https://developers.worksmobile.com/en/docs/error-codes>
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    source: Option<reqwest::Error>,
}

/// What went wrong.
enum Kind {
    /// The client cannot be built like this.
    Configuration(String),
    /// The request was not sent.
    Refused(Refusal),
    /// No answer came.
    Transport,
    /// The service answered with a status that is no success.
    Status { answer: Answer, code: Option<ErrorCode>, description: Option<String>, excerpt: Option<String> },
    /// The service carried out the request, but its answer cannot be read; `reason` does not show it.
    Unreadable { answer: Answer, reason: String },
}

/// Why a request was not sent.
enum Refusal {
    /// It would not have done what was asked.
    Unsendable(String),
    /// It does not fit the document.
    #[cfg(feature = "check")]
    Invalid(Findings),
}

/// What is kept of every answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
}

impl Error {
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration(message.into()), None)
    }

    pub(crate) fn build(error: reqwest::Error) -> Self {
        Self::configuration("the HTTP client cannot be set up").with_source(error)
    }

    pub(crate) fn refused(operation: &'static Operation, message: impl Into<String>) -> Self {
        Self::new(Kind::Refused(Refusal::Unsendable(message.into())), Some(operation))
    }

    #[cfg(feature = "check")]
    pub(crate) fn invalid(operation: &'static Operation, findings: Findings) -> Self {
        Self::new(Kind::Refused(Refusal::Invalid(findings)), Some(operation))
    }

    pub(crate) fn transport(operation: &'static Operation) -> Self {
        Self::new(Kind::Transport, Some(operation))
    }

    /// An answer whose status is no success, with as much of its body as was read.
    pub(crate) fn status_of(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        body: &[u8],
    ) -> Self {
        let parsed: Value = serde_json::from_slice(body).unwrap_or_default();
        // Each by itself: what is wrong with the one is no reason to lose the other.
        let text = |member: &str| parsed.get(member).and_then(Value::as_str);
        let kind = Kind::Status {
            answer: Answer { status, headers },
            code: text("code").map(ErrorCode::from),
            description: text("description").map(str::to_owned),
            excerpt: (!body.is_empty()).then(|| mask::excerpt(body)),
        };
        Self::new(kind, Some(operation))
    }

    pub(crate) fn unreadable(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        reason: impl Into<String>,
    ) -> Self {
        let answer = Answer { status, headers };
        Self::new(Kind::Unreadable { answer, reason: reason.into() }, Some(operation))
    }

    /// Keeps the cause without its address, which holds ids and, for the filters of a list, contact data.
    pub(crate) fn with_source(mut self, source: reqwest::Error) -> Self {
        self.0.source = Some(source.without_url());
        self
    }

    fn new(kind: Kind, operation: Option<&'static Operation>) -> Self {
        Self(Box::new(Inner { kind, operation, source: None }))
    }

    fn answer(&self) -> Option<&Answer> {
        match &self.0.kind {
            Kind::Status { answer, .. } | Kind::Unreadable { answer, .. } => Some(answer),
            Kind::Configuration(_) | Kind::Refused(_) | Kind::Transport => None,
        }
    }

    /// The operation that was called; none if no client could be built.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|answer| answer.status)
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(|answer| &answer.headers)
    }

    /// The service's error code, if it gave one.
    pub fn code(&self) -> Option<&ErrorCode> {
        match &self.0.kind {
            Kind::Status { code, .. } => code.as_ref(),
            _ => None,
        }
    }

    /// The service's own words. They may repeat what was sent, so think before you log them.
    pub fn description(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Status { description, .. } => description.as_deref(),
            _ => None,
        }
    }

    /// The beginning of the body of an error answer with its values masked: at most 512 characters.
    pub fn body_excerpt(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Status { excerpt, .. } => excerpt.as_deref(),
            _ => None,
        }
    }

    /// Everything that is wrong with a request that [is invalid](Self::is_invalid), warnings included: first
    /// what is about its parameters, then what is about its body. They name members, and show no value.
    #[cfg(feature = "check")]
    pub fn findings(&self) -> &[Finding] {
        match &self.0.kind {
            Kind::Refused(Refusal::Invalid(findings)) => &findings.all,
            _ => &[],
        }
    }

    /// Whether the client could not be built.
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(_))
    }

    /// Whether the client did not send the request: it would not have done what was asked, or does not fit the
    /// document.
    pub fn is_refused(&self) -> bool {
        matches!(self.0.kind, Kind::Refused(_))
    }

    /// Whether the client did not send the request, because its parameters or its body break a rule of the
    /// document: the [`findings`](Self::findings) say which. Such an error [is refused](Self::is_refused) too.
    #[cfg(feature = "check")]
    pub fn is_invalid(&self) -> bool {
        matches!(self.0.kind, Kind::Refused(Refusal::Invalid(_)))
    }

    /// Whether no answer came: no connection, a time-out, or a connection that broke.
    pub fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Transport)
    }

    /// Whether the request, or the reading of its answer, took too long.
    pub fn is_timeout(&self) -> bool {
        self.0.source.as_ref().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether the service carried out the request, but its answer cannot be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.0.kind, Kind::Unreadable { .. })
    }

    /// Whether the credentials are missing or wrong: 401.
    pub fn is_unauthorized(&self) -> bool {
        self.is_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the token or its user may not do this: 403.
    pub fn is_forbidden(&self) -> bool {
        self.is_status(StatusCode::FORBIDDEN)
    }

    /// Whether there is no such resource: 404, or 410 for one that was deleted.
    pub fn is_not_found(&self) -> bool {
        self.is_status(StatusCode::NOT_FOUND) || self.is_status(StatusCode::GONE)
    }

    /// Whether the resource is in the way of another: 409.
    pub fn is_conflict(&self) -> bool {
        self.is_status(StatusCode::CONFLICT)
    }

    /// Whether there were too many requests: 429.
    pub fn is_rate_limited(&self) -> bool {
        self.is_status(StatusCode::TOO_MANY_REQUESTS)
    }

    fn is_status(&self, status: StatusCode) -> bool {
        matches!(&self.0.kind, Kind::Status { answer, .. } if answer.status == status)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, operation, source } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "{}: ", operation.id)?;
        }
        match kind {
            Kind::Configuration(message) => f.write_str(message),
            Kind::Refused(Refusal::Unsendable(message)) => write!(f, "not sent: {message}"),
            #[cfg(feature = "check")]
            Kind::Refused(Refusal::Invalid(findings)) => write!(f, "not sent: {findings}"),
            Kind::Transport => match source {
                Some(error) if error.is_timeout() => f.write_str("no answer in time"),
                Some(error) if error.is_connect() => f.write_str("no connection to the service"),
                _ => f.write_str("no answer"),
            },
            Kind::Status { answer, code, .. } => {
                write!(f, "answered {}", answer.status)?;
                match code.as_ref().map(ErrorCode::as_str).filter(|code| is_code(code)) {
                    Some(code) => write!(f, " ({code})"),
                    None => Ok(()),
                }
            }
            Kind::Unreadable { answer, reason } => {
                write!(f, "answered {} with a body that cannot be read: {reason}", answer.status)
            }
        }
    }
}

/// Whether a text has the look of an error code, and of nothing that could be data.
fn is_code(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")?;
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}
