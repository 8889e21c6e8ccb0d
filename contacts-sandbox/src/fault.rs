//! Faults: what goes wrong between a service and its callers, on request or by schedule, so that a client can be seen to
//! bear it.
//!
//! [`Fault`] says what there is, and how it is spelt; a [`FaultRule`] says which requests it hits. What no page decides,
//! and how it is here: a status that the document does not list has no body, as that of a gateway that knows nothing of
//! the API; a request that meets a status in the place of its answer is not counted in its window.

mod answer;
mod schedule;
mod spelling;
mod wire;

use std::fmt;
use std::time::Duration;

pub(crate) use schedule::{Faults, Plan};
pub(crate) use spelling::duration;
pub(crate) use wire::Ending;

/// Something that goes wrong between the service and its caller.
///
/// A request asks for it in the header `x-sandbox-fault`; [`Builder::fault`](crate::Builder::fault),
/// [`Sandbox::fault`](crate::Sandbox::fault) and the control plane set rules that hit requests by operation, by number
/// or by chance. Its text is how it is spelt everywhere:
///
/// | Spelling | What happens |
/// |---|---|
/// | `status=503; retry-after=2` | the status at once, with the first code that the document lists for it |
/// | `latency=250ms` | the answer comes so much later |
/// | `reset` | the connection is reset before any byte of an answer |
/// | `hang-up` | the connection ends without an answer |
/// | `truncate=100` | the connection ends after so many bytes of the body; without a number, after half |
/// | `slow=64; tick=10ms` | so many bytes of the body a tick, which is 100 ms where it is left out |
/// | `repeat-cursor` | the cursor of the next page is the one that was sent |
/// | `expire-token` | 401 `invalid_token`, although the token is good |
/// | `unknown-enum` | every member with listed values has one that is not listed |
/// | `extra-property` | the answer, and each item of its lists, has a member that no schema knows |
/// | `malformed` | the JSON lacks its last byte |
///
/// Faults of one request combine; the header takes several, with commas between them: `latency=250ms, status=503`. Of
/// those that take the place of the answer the first wins, and so does the first that spoils the connection.
///
/// `status`, `expire-token` and `reset` keep the operation from being carried out. With every other fault it *is*
/// carried out, and only its answer is late, spoiled or lost: that is what tests whether a client repeats what it must
/// not. No answer with a fault is held against the document.
///
/// ```
/// use contacts_sandbox::Fault;
///
/// let fault: Fault = "status=503; retry-after=2".parse()?;
/// assert_eq!(fault, Fault::Status { status: 503, retry_after: Some(2) });
/// assert_eq!(fault.to_string(), "status=503; retry-after=2");
/// # Ok::<(), contacts_sandbox::FaultError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A status in the place of the answer; the operation is not carried out.
    Status {
        /// From 200 to 599.
        status: u16,
        /// The value of `Retry-After`, in seconds; no such header if there is none.
        retry_after: Option<u32>,
    },
    /// The answer comes so much later, by the machine's time.
    Latency(Duration),
    /// The connection is reset (RST) before any byte of an answer; the operation is not carried out.
    Reset,
    /// The connection ends (FIN) without an answer.
    HangUp,
    /// The connection ends after so many bytes of the body, at most all but one, although `Content-Length` tells of all
    /// of them; without a number, after half. An answer without a body loses the end of its head.
    Truncate(Option<usize>),
    /// The body comes in pieces.
    Slow {
        /// How many bytes a piece has; at least one.
        bytes: usize,
        /// How long the next one takes, by the machine's time.
        tick: Duration,
    },
    /// The cursor of the next page is the one that was sent. Hits only requests that send one.
    RepeatCursor,
    /// 401 `invalid_token`, although the token is good; the operation is not carried out.
    ExpireToken,
    /// Every member whose schema lists its values has a value that is not listed.
    UnknownEnum,
    /// The answer, and each object in its lists, has a member that no schema knows.
    ExtraProperty,
    /// The JSON lacks its last byte, and `Content-Length` knows.
    Malformed,
}

/// Which requests a fault hits. By default every one.
///
/// ```
/// use contacts_sandbox::{Fault, FaultRule};
///
/// let fault = Fault::Status { status: 503, retry_after: None };
/// let rule = FaultRule::new(fault).operation("listContacts").every(3).times(2);
/// assert_eq!(rule.to_string(), "listContacts: status=503 every 3 times 2");
/// assert_eq!("listContacts: status=503 every 3 times 2".parse::<FaultRule>()?, rule);
/// # Ok::<(), contacts_sandbox::FaultError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct FaultRule {
    fault: Fault,
    operation: Option<String>,
    when: When,
    times: Option<u64>,
}

/// Which of the calls that a rule is about are hit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Always,
    /// The call of a number, from 1.
    At(u64),
    Every(u64),
    /// By chance, from 0 to 1.
    Rate(f64),
}

impl FaultRule {
    /// A fault that hits every request of every operation.
    pub fn new(fault: Fault) -> Self {
        Self { fault, operation: None, when: When::Always, times: None }
    }

    /// Only requests of the operation of an id, such as `listContacts`.
    pub fn operation(mut self, id: impl Into<String>) -> Self {
        self.operation = Some(id.into());
        self
    }

    /// Only the call of a number, counted from 1 since the rule was set. Spelt `at 3`.
    pub fn at(mut self, call: u64) -> Self {
        self.when = When::At(call.max(1));
        self
    }

    /// Every so-manieth call. Spelt `every 3`.
    pub fn every(mut self, calls: u64) -> Self {
        self.when = When::Every(calls.max(1));
        self
    }

    /// Calls by chance, so many of one: 0.1 is every tenth in the long run. Which, follows from the sandbox's seed, the
    /// place of the rule among others, and the number of the call. Spelt `rate 0.1`.
    pub fn rate(mut self, share: f64) -> Self {
        self.when = When::Rate(if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) });
        self
    }

    /// At most so often. Spelt `times 2`.
    pub fn times(mut self, hits: u64) -> Self {
        self.times = Some(hits);
        self
    }

    /// What goes wrong.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

/// Why a fault cannot be: it is not spelt as one, or names an operation that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError(String);

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultError {}
