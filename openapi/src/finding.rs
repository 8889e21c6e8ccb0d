//! A finding is data: what is wrong, where, and how to mend it. How it is shown is the caller's affair.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use jsonptr::PointerBuf;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; stops nothing.
    Warning,
    /// Must be mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A place in a text file. Lines and columns count from 1, columns in Unicode characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was named by whoever asked for it to be read; empty where there is none.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.as_os_str().is_empty() {
            write!(f, "{}:", self.file.display())?;
        }
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Something that is wrong with a text, a document or a payload: where, and what to do about it.
///
/// Of a payload it holds the names of members, and never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable name of the rule that was broken, such as `dangling-reference` or `max-length`.
    pub rule: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one sentence without a full stop, lower case.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// The same place as a JSON Pointer, where the text could be read that far.
    pub pointer: Option<PointerBuf>,
    /// The bytes of the text that it is about, where they are known.
    pub span: Option<Range<usize>>,
    /// What to do about it, where that is evident.
    pub help: Option<String>,
    /// What says so, where it is a statement of the document.
    pub source: Option<Source>,
}

/// A statement of the document that a payload does not live up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it stands in the document.
    pub place: Place,
    /// The same place as a JSON Pointer.
    pub pointer: PointerBuf,
    /// The address of the documentation's page that it was transcribed from.
    pub page: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, severity, message, place, pointer, span: _, help, source } = self;
        write!(f, "{place}: {severity}[{rule}]: {message}")?;
        if let Some(pointer) = pointer {
            // The whole of a payload has an empty pointer, which would look like a slip.
            let pointer = if pointer.is_root() { "the root" } else { pointer.as_str() };
            write!(f, "\n  at {pointer}")?;
        }
        if let Some(Source { place, page, .. }) = source {
            write!(f, "\n  by {place}")?;
            page.as_ref().map_or(Ok(()), |page| write!(f, ", {page}"))?;
        }
        help.as_ref().map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}
