//! How failures look on a terminal.

mod findings;

use std::io::{self, Write as _};
use std::path::Path;

use anstream::{eprintln, print};
use contacts_findings::{Report, tell_finding};
use contacts_openapi::{Document, Finding, LoadError};

use crate::exit::Failure;

pub(crate) use findings::{Found, Shown};

/// Shows findings of a document beside what a verb shows, and counts them.
pub(crate) fn findings(document: &Document, findings: &[Finding]) {
    eprintln!("{}", told(document, findings));
}

/// Shows findings of a document; comes back with their number.
fn told(document: &Document, findings: &[Finding]) -> String {
    for finding in findings {
        tell_finding(&Report::of_text(finding.clone(), document.text()));
    }
    let count = findings.len();
    let noun = if count == 1 { "finding" } else { "findings" };
    format!("{count} {noun} in {}", document.path().display())
}

/// Shows why a verb did not succeed. Diffs go to standard output, everything else to standard error.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Load(LoadError::Malformed(finding)) => {
            let text = std::fs::read(&finding.place.file).unwrap_or_default();
            tell_finding(&Report::of_text((**finding).clone(), &String::from_utf8_lossy(&text)));
        }
        Failure::Load(error) => {
            let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            eprintln!("error: {error}{source}\n  = help: name the workspace's folder with `--workspace`");
        }
        Failure::Findings { document, findings } => {
            eprintln!("{}; nothing was written", told(document, findings));
        }
        Failure::Generator(message) => eprintln!("error: {message}\nnothing was written"),
        Failure::Stale { diff, files, command } => {
            print!("{diff}");
            let noun = if *files == 1 { "file is" } else { "files are" };
            eprintln!("{files} generated {noun} stale; run `{command}`");
        }
        Failure::Usage { message, help } => eprintln!("error: {message}\n  = help: {help}"),
        Failure::Io { path, source } => eprintln!("error: {}: {source}", path.display()),
        Failure::Child => {}
    }
}

/// Writes a text and a line's end to standard output.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    written(writeln!(anstream::stdout(), "{text}"))
}

/// What became of something that was written to standard output. Whoever reads it may have enough of it, as `head` has.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Io { path: "standard output".into(), source })
        }
        _ => Ok(()),
    }
}

/// A path as a person at the workspace's root would type it.
pub(crate) fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
