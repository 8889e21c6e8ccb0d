//! How failures look on a terminal.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstream::{eprintln, print};
use contacts_openapi::{Finding, LoadError, Severity};

use crate::exit::Failure;

/// Shows why a verb did not succeed. Diffs go to standard output, everything else to standard error.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Load(LoadError::Malformed(finding)) => {
            let text = std::fs::read(&finding.place.file).unwrap_or_default();
            show(finding, &String::from_utf8_lossy(&text));
        }
        Failure::Load(error) => {
            let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            eprintln!("error: {error}{source}\n  = help: name the workspace's folder with `--workspace`");
        }
        Failure::Findings { document, findings } => {
            for finding in findings {
                show(finding, document.text());
            }
            let count = findings.len();
            let noun = if count == 1 { "finding" } else { "findings" };
            eprintln!("{count} {noun} in {}; nothing was written", document.path().display());
        }
        Failure::Generator(message) => eprintln!("error: {message}\nnothing was written"),
        Failure::Stale { diff, files } => {
            print!("{diff}");
            let noun = if *files == 1 { "file is" } else { "files are" };
            eprintln!("{files} generated {noun} stale; run `cargo xtask generate`");
        }
        Failure::Io { path, source } => eprintln!("error: {}: {source}", path.display()),
        Failure::Child => {}
    }
}

fn show(finding: &Finding, text: &str) {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    // Only the line in question is handed over: a renderer has no need of the whole document.
    let line = text.split('\n').nth(finding.place.line - 1).unwrap_or_default().trim_end_matches('\r');
    let start = line.char_indices().nth(finding.place.column - 1).map_or(line.len(), |(index, _)| index);
    let end = line[start..].find([':', ' ']).map_or(line.len(), |length| start + length.max(1));
    let path = finding.place.file.display().to_string();
    let snippet = Snippet::source(line)
        .line_start(finding.place.line)
        .path(&path)
        .annotation(AnnotationKind::Primary.span(start..end.max(start)));
    let mut group = level.primary_title(&finding.message).id(&*finding.rule).element(snippet);
    let pointer = finding.pointer.as_ref().map(|pointer| format!("at {pointer}"));
    if let Some(pointer) = &pointer {
        group = group.element(Level::NOTE.message(pointer));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    let report = [group];
    eprintln!("{}\n", Renderer::styled().render(&report));
}

/// A path as a person at the workspace's root would type it.
pub(crate) fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
