//! The one error of the crate: what failed, in which operation, and what the service said.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

#[cfg(feature = "check")]
use crate::check::{Finding, Findings};
use crate::mask;
use crate::operation::Operation;
use crate::response::request_id;
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

#[derive(Clone)]
struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    tries: Tries,
    retry_after: Option<Duration>,
}

/// What was done before a call gave up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tries {
    /// How often the request was sent.
    pub(crate) attempts: u32,
    /// How long was waited between attempts.
    pub(crate) waited: Duration,
    /// Whether the service may have carried out one of them.
    pub(crate) unsure: bool,
}

/// What went wrong.
#[derive(Clone)]
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
    /// There is no token to send a request with; `code` is that of OAuth.
    Authentication { answer: Option<Answer>, code: Option<String>, reason: String },
    /// The call would have to wait longer than it may.
    Late(&'static str),
    /// A list does not end as it should.
    Paging(Paging),
    /// A file of the caller's cannot be read or written.
    File(&'static str),
}

/// What is wrong with a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paging {
    /// A page leads back to one that was read already.
    RepeatedCursor,
    /// As many items as one query can reach, so that there may be more.
    ResultCap(usize),
}

/// Why a request was not sent.
#[derive(Clone)]
enum Refusal {
    /// It would not have done what was asked.
    Unsendable(String),
    /// It does not fit the document.
    #[cfg(feature = "check")]
    Invalid(Findings),
}

/// What is kept of every answer.
#[derive(Clone)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
}

impl Error {
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration(message.into()))
    }

    pub(crate) fn build(error: reqwest::Error) -> Self {
        Self::configuration("the HTTP client cannot be set up").with_source(error)
    }

    /// The request is not one that can be sent, or is to be.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Refused(Refusal::Unsendable(message.into())))
    }

    #[cfg(feature = "check")]
    pub(crate) fn invalid(findings: Findings) -> Self {
        Self::new(Kind::Refused(Refusal::Invalid(findings)))
    }

    pub(crate) fn transport() -> Self {
        Self::new(Kind::Transport)
    }

    /// An answer whose status is no success, with as much of its body as was read.
    pub(crate) fn status_of(status: StatusCode, headers: HeaderMap, body: &[u8]) -> Self {
        let parsed: Value = serde_json::from_slice(body).unwrap_or_default();
        // Each by itself: what is wrong with the one is no reason to lose the other.
        let text = |member: &str| parsed.get(member).and_then(Value::as_str);
        let kind = Kind::Status {
            answer: Answer { status, headers },
            code: text("code").map(ErrorCode::from),
            description: text("description").map(str::to_owned),
            excerpt: (!body.is_empty()).then(|| mask::excerpt(body)),
        };
        Self::new(kind)
    }

    pub(crate) fn unreadable(status: StatusCode, headers: HeaderMap, reason: impl Into<String>) -> Self {
        let answer = Answer { status, headers };
        Self::new(Kind::Unreadable { answer, reason: reason.into() })
    }

    /// Keeps the cause without its address, which holds ids and, for the filters of a list, contact data.
    pub(crate) fn with_source(self, source: reqwest::Error) -> Self {
        self.with_cause(source.without_url())
    }

    /// There is no token to send a request with. The reason shows nothing that is secret.
    pub(crate) fn authentication(reason: impl Into<String>) -> Self {
        Self::new(Kind::Authentication { answer: None, code: None, reason: reason.into() })
    }

    /// The same, after an answer of a token endpoint; `code` is OAuth's, such as `invalid_grant`.
    pub(crate) fn authentication_answer(
        status: StatusCode,
        headers: HeaderMap,
        code: Option<String>,
        reason: impl Into<String>,
    ) -> Self {
        let answer = Some(Answer { status, headers });
        Self::new(Kind::Authentication { answer, code, reason: reason.into() })
    }

    /// A [token source](crate::auth::TokenSource) of your own has no token. The text of the cause is shown, so
    /// it must not be secret.
    pub fn no_token(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::authentication("the token source has none").with_cause(cause)
    }

    pub(crate) fn late(why: &'static str) -> Self {
        Self::new(Kind::Late(why))
    }

    pub(crate) fn paging(operation: &'static Operation, paging: Paging) -> Self {
        Self::new(Kind::Paging(paging)).with_operation(operation)
    }

    /// A file of the caller's cannot be read or written. What is said of it names neither it nor its place.
    pub(crate) fn file(what: &'static str) -> Self {
        Self::new(Kind::File(what))
    }

    pub(crate) fn with_operation(mut self, operation: impl Into<Option<&'static Operation>>) -> Self {
        self.0.operation = self.0.operation.or(operation.into());
        self
    }

    pub(crate) fn with_tries(mut self, tries: Tries) -> Self {
        self.0.tries = tries;
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn with_cause(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(cause.into()));
        self
    }

    /// The same error once more, for the next of those who waited for the same thing.
    pub(crate) fn again(&self) -> Self {
        Self(self.0.clone())
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner { kind, operation: None, source: None, tries: Tries::default(), retry_after: None }))
    }

    /// What the HTTP client said, if it is the cause.
    fn http(&self) -> Option<&reqwest::Error> {
        self.0.source.as_deref()?.downcast_ref()
    }

    /// What kind of failure it is, in a word, or the status of the answer.
    pub(crate) fn class(&self) -> Cow<'static, str> {
        match &self.0.kind {
            Kind::Configuration(_) => "configuration".into(),
            Kind::Refused(_) => "refused".into(),
            Kind::Transport | Kind::Late(_) if self.is_timeout() => "timeout".into(),
            Kind::Transport if self.http().is_some_and(reqwest::Error::is_connect) => "connection".into(),
            Kind::Transport | Kind::Late(_) => "transport".into(),
            Kind::Status { answer, .. } => answer.status.as_u16().to_string().into(),
            Kind::Unreadable { .. } => "unreadable".into(),
            Kind::Authentication { .. } => "authentication".into(),
            Kind::Paging(_) => "paging".into(),
            Kind::File(_) => "file".into(),
        }
    }

    fn answer(&self) -> Option<&Answer> {
        match &self.0.kind {
            Kind::Status { answer, .. } | Kind::Unreadable { answer, .. } => Some(answer),
            Kind::Authentication { answer, .. } => answer.as_ref(),
            Kind::Configuration(_)
            | Kind::Refused(_)
            | Kind::Transport
            | Kind::Late(_)
            | Kind::Paging(_)
            | Kind::File(_) => None,
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

    /// By which id the service knows the request, if an answer says so in a header that is customary. None is
    /// documented.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// How often the request was sent before the call gave up; 0 if it was not.
    pub fn attempts(&self) -> u32 {
        self.0.tries.attempts
    }

    /// How long was waited between the attempts, all waits taken together.
    pub fn waited(&self) -> Duration {
        self.0.tries.waited
    }

    /// How long the service wants to be left alone, if it said so: after a 429, or a 503.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
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
        matches!(self.0.kind, Kind::Late(_)) || self.http().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether there is no token to send a request with: the token endpoint refused, or could not be reached.
    pub fn is_authentication(&self) -> bool {
        matches!(self.0.kind, Kind::Authentication { .. })
    }

    /// The code by which the token endpoint refused, such as `invalid_grant`.
    pub fn oauth_code(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Authentication { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// Whether a page of a list led back to one that was read already.
    pub fn is_repeated_cursor(&self) -> bool {
        matches!(self.0.kind, Kind::Paging(Paging::RepeatedCursor))
    }

    /// Whether a list ended where one query can reach no further, so that there may be more.
    pub fn is_result_cap(&self) -> bool {
        matches!(self.0.kind, Kind::Paging(Paging::ResultCap(_)))
    }

    /// Whether a file of yours, or what a photo comes from or goes to, could not be read or written, or is not what it
    /// was announced to be.
    pub fn is_file(&self) -> bool {
        matches!(self.0.kind, Kind::File(_))
    }

    /// Whether the service carried out the request, but its answer cannot be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.0.kind, Kind::Unreadable { .. })
    }

    /// Whether the request may have been carried out, and nobody knows: it was sent, in the last attempt or in one
    /// before, and no answer came, or one that tells of a fault of the server, or none that can be read. Before you
    /// send such a POST or PATCH once more, look what came of it.
    pub fn may_have_been_carried_out(&self) -> bool {
        self.0.tries.unsure
            || match &self.0.kind {
                Kind::Transport => !self.http().is_some_and(reqwest::Error::is_connect),
                Kind::Status { answer, .. } => answer.status.is_server_error(),
                Kind::Unreadable { .. } => true,
                _ => false,
            }
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
        let Inner { kind, operation, tries, .. } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "{}: ", operation.id)?;
        }
        match kind {
            Kind::Configuration(message) => f.write_str(message),
            Kind::Refused(Refusal::Unsendable(message)) => write!(f, "not sent: {message}"),
            #[cfg(feature = "check")]
            Kind::Refused(Refusal::Invalid(findings)) => write!(f, "not sent: {findings}"),
            Kind::Transport => match self.http() {
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
            Kind::Authentication { code, reason, .. } => {
                write!(f, "no token: {reason}")?;
                match code.as_deref().filter(|code| OAUTH_CODES.contains(code)) {
                    Some(code) => write!(f, " ({code})"),
                    None => Ok(()),
                }
            }
            Kind::Late(why) | Kind::File(why) => f.write_str(why),
            Kind::Paging(Paging::RepeatedCursor) => f.write_str("a page leads back to one that was read already"),
            Kind::Paging(Paging::ResultCap(cap)) => {
                write!(f, "the list ended at {cap}, the most that one query reaches: narrow what is asked for")
            }
        }?;
        if tries.attempts > 1 {
            write!(f, ", after {} attempts", tries.attempts)?;
            if tries.waited >= Duration::from_millis(1) {
                write!(f, " and {:.1?} of waiting", tries.waited)?;
            }
        }
        match self.0.retry_after {
            Some(wait) => write!(f, "; to be asked again in {} s", wait.as_secs_f64().ceil()),
            None => Ok(()),
        }
    }
}

/// The codes of RFC 6749, 6750 and 7009: what else stands in that place is not shown.
const OAUTH_CODES: [&str; 13] = [
    "access_denied",
    "insufficient_scope",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "invalid_token",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
    "unsupported_token_type",
];

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
        self.0.source.as_deref().map(|source| source as _)
    }
}
