//! What there is to say of an input, as data. How it is shown is the business of [`output`](crate::Output).

use std::fmt;
use std::sync::Arc;

use contacts_openapi::Finding;

use crate::excerpt::Excerpt;

/// A finding with what is shown beside it.
#[derive(Debug)]
pub struct Report {
    /// The finding; its place is one of the input.
    pub finding: Finding,
    /// What the payload was held against; nothing for one that could not even be read, or that is no payload.
    pub aim: Option<Arc<Aim>>,
    /// What of the input it is about.
    pub payload: Payload,
    /// The text around the place.
    pub excerpt: Option<Excerpt>,
}

impl Report {
    /// A finding about a text that is one whole, such as a YAML document, with the line that it is about.
    pub fn of_text(finding: Finding, text: &str) -> Self {
        let excerpt = Excerpt::at(text, &finding.place);
        Self { finding, aim: None, payload: Payload::Whole, excerpt }
    }
}

/// Which payload of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
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
pub struct Aim {
    /// What, in words: `createTag request`.
    pub target: String,
    /// Whether nobody said so, and the payload's shape did.
    pub is_guess: bool,
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)?;
        f.write_str(if self.is_guess { " (guessed)" } else { "" })
    }
}

/// An input, or a part of it, that could not be looked at.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The input.
    pub input: Arc<str>,
    /// The line, where that is known.
    pub line: Option<usize>,
    /// What is wrong, a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
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
