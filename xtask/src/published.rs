//! The documents that were released, which nobody changes any more.
//!
//! `openapi/published` holds each under its version. What has changed since is asked of the last one; a caller who is
//! about to update asks it of the one that he has. Paths of examples in such a document start from the folder of
//! `contacts.yaml`, not from its own, so whoever wants an example's text asks [`contacts_openapi::example`].

mod changelog;
mod check;
mod crates;
mod plan;
mod sums;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use contacts_openapi::{Document, Finding, Place, Severity};
use jsonptr::{Pointer, PointerBuf};
use semver::Version;

use crate::exit::Failure;
use crate::revision;
use crate::tree::io_failure;
use crate::workspace::Workspace;

pub(crate) use check::{Checked, check};
pub(crate) use plan::{Outlook, Plan};

/// The folder of the released documents, from the workspace's root.
pub(crate) const FOLDER: &str = "openapi/published";

/// Where a document says which version it is.
const VERSION: &str = "/info/version";

/// A document as it was released.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) version: Version,
    pub(crate) document: Document,
}

/// Every released document, the lowest version first.
pub(crate) fn all(workspace: &Workspace) -> Result<Vec<Published>, Failure> {
    let mut all = Vec::new();
    for path in files(workspace)? {
        all.push(read(&path)?.map_err(|(document, finding)| Failure::Findings {
            document: Box::new(document),
            findings: vec![finding],
        })?);
    }
    all.sort_by(|a, b| a.version.cmp(&b.version));
    Ok(all)
}

/// The released document of the highest version; none before the first release.
pub(crate) fn last(workspace: &Workspace) -> Result<Option<Published>, Failure> {
    Ok(all(workspace)?.pop())
}

/// The version that a document says it is, or what is wrong with it.
#[allow(clippy::result_large_err, reason = "it is asked for once a run")]
pub(crate) fn version(document: &Document) -> Result<Version, Finding> {
    let text = document.pointer(VERSION).and_then(|version| version.as_str());
    text.and_then(|text| Version::parse(text).ok()).ok_or_else(|| {
        let message = match text {
            Some(text) => format!("`{text}` is no version"),
            None => "the document does not say which version it is".to_owned(),
        };
        document.error("version-form", at_version(), message, "write three numbers, such as 1.4.0")
    })
}

fn at_version() -> PointerBuf {
    Pointer::from_static(VERSION).to_owned()
}

/// A released document, or what is wrong with its name.
fn read(path: &Path) -> Result<Result<Published, (Document, Finding)>, Failure> {
    let document = Document::read(path).map_err(Failure::Load)?;
    let version = match version(&document) {
        Ok(version) => version,
        Err(finding) => return Ok(Err((document, finding))),
    };
    if path.file_stem().is_some_and(|stem| stem.to_string_lossy() == version.to_string()) {
        return Ok(Ok(Published { version, document }));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("the document in `{name}` is version {version}");
    let help = format!("a released document is called by its version: call it `{version}.yaml` again");
    let finding = document.error("published-name", at_version(), message, help);
    Ok(Err((document, finding)))
}

/// The documents in the folder, as a person would type their paths, by their names.
fn files(workspace: &Workspace) -> Result<Vec<PathBuf>, Failure> {
    let folder = workspace.path(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Failure::Io { path: folder, source }),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(io_failure(&folder))?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// An error about a line of a file that is no document.
fn finding(rule: &'static str, file: &Path, line: usize, message: String, help: impl Into<String>) -> Finding {
    Finding {
        rule: rule.into(),
        severity: Severity::Error,
        message,
        place: Place { file: file.to_owned(), line, column: 1 },
        pointer: None,
        span: None,
        help: Some(help.into()),
        source: None,
    }
}

/// What git says in the workspace; nothing if it cannot.
fn git(workspace: &Workspace, arguments: &[&str]) -> Option<String> {
    let output = revision::command(workspace.root()).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
