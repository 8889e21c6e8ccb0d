//! What happens in a run, as it goes from where it happens to the writer.

use std::sync::Arc;

use contacts_findings::{Aim, Report, Unread};
use contacts_openapi::Severity;

/// What a recording held.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Exchanges {
    pub(crate) total: u64,
    /// Those whose method and path are no operation's.
    pub(crate) unmatched: u64,
    /// Bodies of the others that are not JSON, or that the document says nothing about.
    pub(crate) unchecked: u64,
}

/// One thing that happened, in the order of the inputs.
#[derive(Debug)]
pub(crate) enum Event {
    /// An input begins; what follows is about it.
    Open(Arc<str>),
    /// Nothing said what the input is, and its shape did.
    Guess(Arc<str>, Arc<Aim>),
    Finding(Box<Report>),
    Unread(Unread),
    Exchanges(Exchanges),
}

/// A few events, and what was counted since the last ones.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) events: Vec<Event>,
    pub(crate) payloads: u64,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    pub(crate) bytes: u64,
    /// Whether the block that it is about ends with it.
    pub(crate) is_last: bool,
}

impl Part {
    /// A part that says one thing.
    pub(crate) fn of(event: Event) -> Self {
        Self { events: vec![event], ..Self::default() }
    }

    pub(crate) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}
