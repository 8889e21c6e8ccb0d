//! Holding what is sent against the document, before it is sent.
//!
//! The types carry the shape, the document carries the rules: how long a text may be, how many items a list
//! may have, that a contact needs an e-mail address or a telephone number. Every call holds its parameters
//! and its body against them. A request that breaks one is not sent, and its [`Error`] lists everything that is
//! wrong with it; that costs no round trip, and tells more than a 400.
//!
//! ```
//! use contacts_client::types::ListContactsParams;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! # let client = contacts_client::Client::builder().base_url("http://localhost:9").token("any").build()?;
//! let error = client.list_contacts(&ListContactsParams::default().set_count(100_000)).await.unwrap_err();
//! assert!(error.is_invalid());
//! assert_eq!(
//!     error.to_string(),
//!     "listContacts: not sent: the request has 1 error: the query parameter `count` is more than 500",
//! );
//! # Ok::<(), contacts_client::Error>(())
//! # }).unwrap();
//! ```
//!
//! Only what is documented refuses a call. Of what is merely suspect, or assumed, there are findings too, but
//! as [warnings](Severity::Warning), which stop nothing: a property that no page lists, a read-only member.
//!
//! What the document does not list is kept on reading, and an enum value of that kind is an error on writing.
//! To write back what the service itself has said before the document knows of it, build the client with
//! [`check_requests(false)`](crate::ClientBuilder::check_requests).
//!
//! # Without sending
//!
//! [`body`] and [`query`] say what a call would say, without one:
//!
//! ```
//! use contacts_client::types::{AccessibleRange, ContactInput, ContactName, Permission};
//! use contacts_client::{Operation, check};
//!
//! let name = ContactName::default().set_last_name("ワークス");
//! let contact = ContactInput::new(Permission::new(AccessibleRange::All), name).set_memo("a".repeat(4001));
//! let error = check::body(&Operation::CREATE_CONTACT, &contact).unwrap_err();
//! let memo = error.findings().iter().find(|finding| finding.rule == "max-length").expect("it is too long");
//! assert_eq!(memo.pointer.as_ref().expect("it has a place").as_str(), "/memo");
//! assert_eq!(memo.message, "has 4001 characters, the most is 4000");
//! ```
//!
//! # In tests
//!
//! [`assert_valid!`] does the same for the payloads of a service's own tests, those of answers included:
//!
//! ```
//! use contacts_client::check::assert_valid;
//! use contacts_client::types::ContactTagInput;
//!
//! assert_valid!(createContactTag request, ContactTagInput::new("Partner"));
//! assert_valid!(getContactTag response 200, json: br#"{"contactTagId": "a", "contactTagName": "Partner"}"#);
//! ```

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use contacts_openapi::validate::{Options, Target, TargetError, Validator};
use contacts_openapi::{Document, Location};
use serde::Serialize;
use serde_json::Value;

// The two crates are released together: what these types are is part of what this crate is.
pub use contacts_openapi::{Finding, Place, Severity, Source, assert_valid};

use crate::error::Error;
use crate::operation::Operation;
use crate::path;

/// How many errors the text of an [`Error`] names; the others are counted.
const MAX_NAMED: usize = 3;

/// Holds a body against what the document says of the bodies of an operation, and returns the warnings.
///
/// ```
/// use contacts_client::types::ContactTagInput;
/// use contacts_client::{Operation, check};
///
/// let warnings = check::body(&Operation::CREATE_CONTACT_TAG, &ContactTagInput::new("Partner"))?;
/// assert!(warnings.is_empty());
/// # Ok::<(), contacts_client::Error>(())
/// ```
///
/// # Errors
///
/// The one that a call with this body ends with; its [findings](Error::findings) have the warnings too. Also
/// when the operation takes no body, or the body cannot be written as JSON.
pub fn body(operation: &'static Operation, body: &impl Serialize) -> Result<Vec<Finding>, Error> {
    let bytes = serde_json::to_vec(body).map_err(|_| refused(operation, "the body cannot be written as JSON"))?;
    let findings = of_body(operation, &bytes).map_err(|error| refused(operation, error.to_string()))?;
    judged(operation, Findings { all: findings, of_parameters: 0 })
}

/// Holds the query parameters of an operation against the document, and returns the warnings.
///
/// ```
/// use contacts_client::types::ListContactsParams;
/// use contacts_client::{Operation, check};
///
/// let params = ListContactsParams::default().set_count(501);
/// let error = check::query(&Operation::LIST_CONTACTS, &params).unwrap_err();
/// assert_eq!(error.findings()[0].message, "the query parameter `count` is more than 500");
/// ```
///
/// # Errors
///
/// The one that a call with these parameters ends with, if its path is right; its
/// [findings](Error::findings) have the warnings too. Also when these are no parameters.
pub fn query(operation: &'static Operation, params: &impl Serialize) -> Result<Vec<Finding>, Error> {
    let Ok(Value::Object(members)) = serde_json::to_value(params) else {
        return Err(refused(operation, "the parameters are not an object"));
    };
    let texts = members.iter().filter_map(|(name, value)| match value {
        Value::Null => None,
        Value::String(text) => Some((name, text.clone())),
        other => Some((name, other.to_string())),
    });
    let texts: Vec<_> = texts.collect();
    let values = texts.iter().map(|(name, text)| (Location::Query, name.as_str(), text.as_str()));
    let findings = of_parameters(operation, values).map_err(|error| refused(operation, error.to_string()))?;
    // That those of the path are missing is not what was asked.
    let is_of_query = |finding: &Finding| {
        let first = finding.pointer.as_ref().and_then(|pointer| pointer.first());
        first.is_some_and(|token| token.encoded() == Location::Query.as_str())
    };
    let findings: Vec<Finding> = findings.into_iter().filter(is_of_query).collect();
    judged(operation, Findings { of_parameters: findings.len(), all: findings })
}

/// Holds a request, whose path is that of its operation, against the document.
pub(crate) fn request(operation: &'static Operation, base: &str, request: &reqwest::Request) -> Result<(), Error> {
    let findings = of_request(operation, base, request).map_err(|error| refused(operation, error.to_string()))?;
    judged(operation, findings).map(drop)
}

fn refused(operation: &'static Operation, message: impl Into<String>) -> Error {
    Error::refused(message).with_operation(operation)
}

fn of_request(operation: &Operation, base: &str, request: &reqwest::Request) -> Result<Findings, TargetError> {
    let in_path: Vec<_> = path::parameters(operation, base, request.url()).collect();
    let in_query: Vec<_> = request.url().query_pairs().collect();
    let values = in_path.iter().map(|(name, value)| (Location::Path, *name, &**value));
    let values = values.chain(in_query.iter().map(|(name, value)| (Location::Query, &**name, &**value)));
    let mut all = of_parameters(operation, values)?;
    let of_parameters = all.len();
    // Of a body that is a stream nothing is known before it is sent; no operation has one.
    if let Some(bytes) = request.body().and_then(reqwest::Body::as_bytes) {
        all.append(&mut of_body(operation, bytes)?);
    }
    Ok(Findings { all, of_parameters })
}

fn of_parameters<'v>(
    operation: &Operation,
    values: impl IntoIterator<Item = (Location, &'v str, &'v str)>,
) -> Result<Vec<Finding>, TargetError> {
    Ok(Validator::contacts().parameters(operation.id)?.findings(values, &Options::default()))
}

fn of_body(operation: &Operation, bytes: &[u8]) -> Result<Vec<Finding>, TargetError> {
    let schema = Validator::contacts().schema(&Target::Request(operation.id.to_owned()))?;
    // What is in memory already can be read whatever its size.
    let options = Options::default().max_bytes(usize::MAX);
    // Most bodies have nothing wrong with them, and to see that takes less than to say what it would be.
    Ok(if schema.is_clean(bytes, &options) { Vec::new() } else { schema.findings(bytes, &options) })
}

fn judged(operation: &'static Operation, findings: Findings) -> Result<Vec<Finding>, Error> {
    if findings.has_errors() {
        return Err(Error::invalid(findings).with_operation(operation));
    }
    Ok(findings.all)
}

/// What there is to say about a request.
#[derive(Clone)]
pub(crate) struct Findings {
    pub(crate) all: Vec<Finding>,
    /// How many of them, from the first, are about parameters; the others are about the body.
    of_parameters: usize,
}

impl Findings {
    fn has_errors(&self) -> bool {
        self.all.iter().any(|finding| finding.severity == Severity::Error)
    }
}

impl fmt::Display for Findings {
    /// The errors in one line, without any value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = || self.all.iter().enumerate().filter(|(_, finding)| finding.severity == Severity::Error);
        let subject = if errors().any(|(index, _)| index < self.of_parameters) { "the request" } else { "the body" };
        let count = errors().count();
        write!(f, "{subject} has {count} error{}", if count == 1 { "" } else { "s" })?;
        for (named, (index, finding)) in errors().take(MAX_NAMED).enumerate() {
            f.write_str(if named == 0 { ": " } else { "; " })?;
            // The message about a parameter names it, and the root needs no name.
            let pointer = finding.pointer.as_ref().filter(|it| index >= self.of_parameters && !it.is_root());
            if let Some(pointer) = pointer {
                f.write_str("at ")?;
                for token in pointer.tokens() {
                    let token = token.decoded();
                    let is_index = token.bytes().all(|byte| byte.is_ascii_digit());
                    write!(f, "/{}", if is_index || NAMES.contains(&*token) { &token } else { "***" })?;
                }
                f.write_str(": ")?;
            }
            write!(f, "{}", OneLine(&finding.message))?;
        }
        match count.saturating_sub(MAX_NAMED) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

/// The names of all properties that the document lists: what is no such name in a place is a key of the caller's,
/// who may not want to see it in a log.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    fn collect(value: &Value, names: &mut HashSet<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            names.extend(properties.keys().cloned());
        }
        match value {
            Value::Object(members) => members.values().for_each(|member| collect(member, names)),
            Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
            _ => {}
        }
    }
    let mut names = HashSet::new();
    collect(Document::contacts().pointer("/components/schemas").unwrap_or(&Value::Null), &mut names);
    names
});

/// A text whose control characters are spelled out: the name of a member may contain any.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        self.0
            .chars()
            .try_for_each(|it| if it.is_control() { write!(f, "{}", it.escape_default()) } else { f.write_char(it) })
    }
}
