//! How a verb ends: every reason for not succeeding, and the exit code that tells a script which.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use contacts_openapi::{Document, Finding, LoadError};

/// The exit codes, as `--help` prints them.
pub(crate) const HELP: &str = "\
Exit codes:
  0  done, nothing to report
  1  there are findings, a change that breaks somebody, or a check failed
  2  bad input or usage
  4  the generated code is stale";

/// Why a verb did not succeed.
pub(crate) enum Failure {
    /// The document could not be read at all.
    Load(LoadError),
    /// The document can be read but not used as it is.
    Findings { document: Box<Document>, findings: Vec<Finding> },
    /// The generator did something this program does not know how to handle.
    Generator(String),
    /// The tree differs from what a command would write; the text is a unified diff.
    Stale { diff: String, files: usize, command: &'static str },
    /// What was asked for does not exist, or makes no sense; and what to ask for instead.
    Usage { message: String, help: String },
    /// A file could not be read or written.
    Io { path: PathBuf, source: io::Error },
    /// Another program that this one runs did not succeed, and has said why.
    Child,
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Findings { .. } | Failure::Generator(_) | Failure::Child => 1,
            Failure::Load(_) | Failure::Usage { .. } | Failure::Io { .. } => 2,
            Failure::Stale { .. } => 4,
        })
    }
}
