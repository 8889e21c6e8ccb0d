//! A finding is data: what is wrong, where, and how to mend it. How it is shown is the caller's affair.

use std::fmt;
use std::path::PathBuf;

use jsonptr::PointerBuf;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The file, as it was named by whoever asked for it to be read.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// Something that is wrong with a document, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable name of the rule that was broken, such as `dangling-reference`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one sentence without a full stop, lower case.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// The same place as a JSON Pointer, where the text could be read that far.
    pub pointer: Option<PointerBuf>,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, severity, message, place, pointer, help } = self;
        write!(f, "{place}: {severity}[{rule}]: {message}")?;
        if let Some(pointer) = pointer {
            write!(f, "\n  at {pointer}")?;
        }
        write!(f, "\n  help: {help}")
    }
}
