//! What a run tells of its inputs, as data. How it is shown is the business of `output`.

use std::fmt;
use std::sync::Arc;

use contacts_openapi::validate::Target;
use contacts_openapi::{Finding, Severity};

use crate::excerpt::Excerpt;

/// A finding about a payload, with its place in a file.
#[derive(Debug)]
pub(crate) struct Report {
    /// The finding; its place is one of the input.
    pub(crate) finding: Finding,
    /// What the payload was held against, unless it could not even be read.
    pub(crate) aim: Option<Arc<Aim>>,
    pub(crate) payload: Payload,
    /// The text around the place.
    pub(crate) excerpt: Option<Excerpt>,
}

/// Which payload of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// The input is one.
    Whole,
    /// The one on this line.
    Line(usize),
    /// The one that stands in a recording at this JSON Pointer.
    Recorded(Arc<str>),
}

impl Payload {
    /// Where the payload stands in a recording.
    pub(crate) fn within(&self) -> Option<&str> {
        match self {
            Payload::Recorded(pointer) => Some(pointer),
            Payload::Whole | Payload::Line(_) => None,
        }
    }
}

/// What payloads are held against, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Aim {
    pub(crate) target: Target,
    pub(crate) is_guess: bool,
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)?;
        f.write_str(if self.is_guess { " (guessed)" } else { "" })
    }
}

/// An input, or a part of it, that could not be validated.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// The input, and the line where that is known.
    pub(crate) input: Arc<str>,
    pub(crate) line: Option<usize>,
    /// What is wrong, a sentence without a full stop.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.input)?;
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

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
