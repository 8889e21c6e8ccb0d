//! What a test asks of the journal: requests, and what became of them.

use std::ops::Deref;
use std::time::SystemTime;

use bytes::Bytes;
use contacts_openapi::Finding;
use http::Method;

use crate::fault::{Fault, Plan};

/// Something that was found about a request and was no reason to refuse it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    rule: String,
    pointer: String,
}

impl Remark {
    pub(crate) fn of(finding: &Finding) -> Self {
        let pointer = finding.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { rule: finding.rule.clone().into_owned(), pointer }
    }

    /// How many bytes it has: a pointer holds names that a caller made up.
    pub(super) fn size(&self) -> usize {
        self.rule.len() + self.pointer.len()
    }

    /// The rule, such as `unknown-property`.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// Where, such as `/emails/0/label` in the body or `/query/count` elsewhere.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

/// Who called.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CalledBy {
    /// A service account, which has an administrator's rights.
    ServiceAccount,
    /// The member of a user id.
    Member(String),
}

/// A request of the API, and what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub(super) number: u64,
    pub(super) at: SystemTime,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) operation: Option<String>,
    pub(super) caller: Option<CalledBy>,
    pub(super) status: Option<u16>,
    pub(super) faults: Plan,
    pub(super) remarks: Vec<Remark>,
    pub(super) body: Bytes,
    pub(super) body_len: usize,
}

impl Exchange {
    /// The number of the request, from 1: what the answer tells in the header for ids of requests, `x-request-id`.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// When it came, by the sandbox's clock.
    pub fn at(&self) -> SystemTime {
        self.at
    }

    /// The method, such as `POST`.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path as it came, such as `/v1.0/contacts`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query as it came, without its question mark; none if there was none.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The value of a header that is kept: `Content-Type`, `Accept`, `User-Agent` and
    /// those that begin with `x-`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The headers that are kept.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The id of the operation, such as `createContact`; none if no operation has the method and the path.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// Who called; none if no token told.
    pub fn caller(&self) -> Option<&CalledBy> {
        self.caller.as_ref()
    }

    /// The status of the answer; none if a fault kept it from being sent.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The faults that hit it.
    pub fn faults(&self) -> &[Fault] {
        self.faults.faults()
    }

    /// What was found about it and was no reason to refuse it.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The body: at most its first 64 KiB.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// How many bytes the body had.
    pub fn body_len(&self) -> usize {
        self.body_len
    }

    /// The body as JSON; none if it is none.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Requests of the API, the oldest first; a list of [`Exchange`]s that can be narrowed down.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), contacts_sandbox::StartError> {
/// use contacts_sandbox::Sandbox;
///
/// let sandbox = Sandbox::start().await?;
/// // ... what is to be tested calls the sandbox ...
/// let created = sandbox.requests().of("createContact");
/// assert!(created.iter().all(|request| request.status() == Some(201)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Requests(pub(super) Vec<Exchange>);

impl Requests {
    /// Those of the operation of an id.
    #[must_use]
    pub fn of(mut self, operation: &str) -> Self {
        self.0.retain(|exchange| exchange.operation() == Some(operation));
        self
    }

    /// Those behind the one of a number.
    #[must_use]
    pub fn since(mut self, number: u64) -> Self {
        self.0.retain(|exchange| exchange.number > number);
        self
    }

    /// The newest, at most so many.
    #[must_use]
    pub fn newest(mut self, at_most: usize) -> Self {
        self.0.drain(..self.0.len().saturating_sub(at_most));
        self
    }
}

impl Deref for Requests {
    type Target = [Exchange];

    fn deref(&self) -> &[Exchange] {
        &self.0
    }
}

impl IntoIterator for Requests {
    type Item = Exchange;
    type IntoIter = std::vec::IntoIter<Exchange>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
