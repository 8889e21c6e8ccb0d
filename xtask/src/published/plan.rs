//! What a release does, and what keeps it from being one.
//!
//! A release is a tag, `v` and the version of the crates, over one version of the document. The two numbers go their own
//! ways: the document's says what became of the service as we know it, the crates' what became of our code, which a change
//! of the document is part of. So the crates are raised by no less than the document's changes ask for.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use contacts_openapi::validate::Validator;
use contacts_openapi::{CONTACTS_PATH, Finding, Severity};
use semver::Version;

use super::changelog::Changelog;
use super::check::{Checked, check, told};
use super::crates::Crates;
use super::sums::Sums;
use super::{FOLDER, at_version, finding, git};
use crate::diff::Impact;
use crate::diff::accepted::{self, Accepted};
use crate::diff::account::Account;
use crate::diff::version::{fits, next};
use crate::exit::Failure;
use crate::lint;
use crate::report::relative;
use crate::staged::Staged;
use crate::workspace::Workspace;

/// What a release does.
pub(crate) struct Plan {
    /// The version of the crates, and of the tag.
    pub(crate) crates: Version,
    /// The version of the document.
    pub(crate) document: Version,
    /// What is known of the two, a line each.
    pub(crate) lines: Vec<String>,
    /// What is to be written, by what a person would call it, with a word on it.
    pub(crate) files: Vec<Written>,
}

/// A file of a release.
pub(crate) struct Written {
    path: PathBuf,
    text: String,
    pub(crate) name: String,
    pub(crate) note: String,
}

/// What may come of a wish for a release.
pub(crate) enum Outlook {
    /// Nothing has changed since the last one, which is named.
    Nothing(String),
    /// There is something to release, and what is missing.
    Planned { plan: Plan, missing: Vec<Finding> },
    /// It cannot even be said what would be released.
    Unclear { missing: Vec<Finding> },
}

impl Plan {
    /// What a release on a day would do, with a version of the crates or the least that fits.
    pub(crate) fn of(workspace: &Workspace, date: NaiveDate, wished: Option<&Version>) -> Result<Outlook, Failure> {
        let mut checked = check(workspace)?;
        let mut missing = std::mem::take(&mut checked.findings);
        let changelog = Changelog::read(workspace)?;
        let (document, crates) = match (checked.version.clone(), Crates::read(workspace)?) {
            (Some(document), Ok(crates)) => (document, crates),
            (_, crates) => {
                missing.extend(crates.err());
                return Ok(Outlook::Unclear { missing });
            }
        };
        let is_released = changelog.last.as_ref().is_some_and(|last| *last >= crates.version);
        if !checked.is_changed && !changelog.has_entries && is_released && missing.is_empty() && wished.is_none() {
            let last = format!("v{}, with version {document} of the document", crates.version);
            return Ok(Outlook::Nothing(last));
        }
        if !checked.is_changed {
            missing.extend(changelog.lacks_entry("there is to be a release"));
        }
        let date = date.to_string();
        missing.extend(lacks_lint(&checked, &date));
        missing.extend(checked.account.iter().flat_map(lacks_entries));
        let to = raised(&changelog, &crates, checked.impact(), wished, &mut missing);
        missing.extend(changelog.announces_another(&to));
        missing.extend(lacks_git(workspace, &to));
        let plan = Self {
            lines: vec![lines_of_crates(&changelog, &to), lines_of_document(&checked, &document)],
            files: written(workspace, &checked, &changelog, &crates, (&to, &document, &date))?,
            crates: to,
            document,
        };
        Ok(Outlook::Planned { plan, missing })
    }

    /// Does it: every file is written beside its place first, and moved there when all are.
    pub(crate) fn carry_out(&self) -> Result<(), Failure> {
        let mut staged = Staged::default();
        for file in &self.files {
            staged.add(&file.path, &file.text)?;
        }
        staged.commit()
    }
}

/// The version of the crates: as wished, as prepared in the manifests, or the least that fits.
fn raised(
    changelog: &Changelog,
    manifests: &Crates,
    impact: Impact,
    wished: Option<&Version>,
    missing: &mut Vec<Finding>,
) -> Version {
    let Some(before) = &changelog.last else { return wished.unwrap_or(&manifests.version).clone() };
    let prepared = Some(&manifests.version).filter(|version| *version > before);
    let least = next(before, Some(impact));
    let Some(to) = wished.or(prepared) else { return least };
    if fits(before, to, Some(impact)).is_err() {
        let message = format!(
            "from {before} to {to} is too small a step for crates whose document has a change that {}",
            told(impact)
        );
        let help = format!("release them as {least} or beyond, with `--crates {least}`");
        missing.push(finding("crates-version", Path::new("Cargo.toml"), 1, message, help));
    }
    to.clone()
}

fn lines_of_crates(changelog: &Changelog, to: &Version) -> String {
    match &changelog.last {
        Some(last) => format!("crates    {last} -> {to}"),
        None => format!("crates    {to}, the first release"),
    }
}

fn lines_of_document(standing: &Checked, version: &Version) -> String {
    let Some(before) = &standing.last else { return format!("document  {version}, the first release") };
    if !standing.is_changed {
        return format!("document  {version}, as it was released");
    }
    // That the version is another is no news.
    let wire = standing.account.iter().flat_map(|account| &account.wire).filter(|it| it.it.pointer != at_version());
    let count = |impact| wire.clone().filter(|change| change.impact == impact).count();
    let counts = [
        (count(Impact::Breaking), "breaking"),
        (count(Impact::Compatible), "compatible"),
        (count(Impact::Words), "of words"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let counts = if counts.is_empty() { "words only".to_owned() } else { counts.join(", ") };
    let least = next(before, Some(standing.impact()));
    format!("document  {before} -> {version}: {counts}; that asks for {least} or beyond")
}

/// What is to be written: only what is not so already.
fn written(
    workspace: &Workspace,
    checked: &Checked,
    changelog: &Changelog,
    crates: &Crates,
    (to, document, date): (&Version, &Version, &str),
) -> Result<Vec<Written>, Failure> {
    let mut files = Vec::new();
    let mut add = |path: PathBuf, text: String, note: String| {
        let name = relative(&path, &workspace.path(""));
        files.push(Written { path, text, name, note });
    };
    // A version that was released is not written again: that it is to be raised is what is missing.
    if checked.is_changed && checked.last.as_ref().is_none_or(|last| last != document) {
        let name = format!("{document}.yaml");
        let path = workspace.path(FOLDER).join(&name);
        let text = checked.document.text();
        let sums = Sums::read(workspace)?;
        add(path, text.to_owned(), format!("new: {CONTACTS_PATH} as it is"));
        add(sums.path.clone(), sums.with(&name, text), "one line more".to_owned());
        let path = workspace.path(accepted::PATH);
        let accepted = Accepted::read(path.clone())?;
        let note = match accepted.len() {
            0 => None,
            1 => Some("without its one entry, which is released".to_owned()),
            count => Some(format!("without its {count} entries, which are released")),
        };
        if let Some(note) = note {
            add(path, accepted.emptied(), note);
        }
    }
    let heading = format!("[Unreleased] becomes [{to}] - {date}");
    add(changelog.path.clone(), changelog.released(to, document, date), heading);
    for (path, text) in crates.raised(to) {
        add(path, text, format!("version {} -> {to}", crates.version));
    }
    Ok(files)
}

/// The document has what a linter calls an error.
fn lacks_lint(checked: &Checked, date: &str) -> Option<Finding> {
    let findings = lint::lint(&Validator::new(checked.document.clone()), date);
    let count = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let noun = if count == 1 { "error" } else { "errors" };
    let message = format!("the document has {count} {noun}");
    let help = "`cargo xtask lint` says what and where".to_owned();
    (count > 0).then(|| finding("lint", checked.document.path(), 1, message, help))
}

/// What breaks somebody, and nobody has said that it is to be so.
fn lacks_entries(account: &Account) -> Vec<Finding> {
    let missing = account.unaccepted().into_iter().map(|change| {
        let message = account.message(change).unwrap_or_default();
        let help = format!("take it back, or say why: `cargo xtask diff --accept {change} --reason <text>`");
        let of_wire = account.wire.iter().position(|it| it.fingerprint == change);
        let mut missing = finding("breaking-change", Path::new(""), 1, message, help);
        if let Some(place) = of_wire.and_then(|at| account.places.get(at)) {
            missing.place = place.clone();
        }
        missing
    });
    missing.collect()
}

/// The repository is not in the state that a release is made in.
fn lacks_git(workspace: &Workspace, version: &Version) -> Vec<Finding> {
    let root = Path::new("");
    let Some(status) = git(workspace, &["status", "--porcelain"]) else {
        let message = "the workspace is no git repository, or git cannot be run".to_owned();
        let help = "a release is a commit with a tag: make one where git keeps the history".to_owned();
        return vec![finding("work-tree", root, 1, message, help)];
    };
    let mut missing = Vec::new();
    if let Some(first) = status.lines().next() {
        let count = status.lines().count();
        let first = first.get(3..).unwrap_or_default();
        let message = match count {
            1 => format!("`{first}` has changes that are in no commit"),
            _ => format!("{count} files have changes that are in no commit, such as `{first}`"),
        };
        let help = "commit them, or put them away: a release says what is committed".to_owned();
        missing.push(finding("work-tree", root, 1, message, help));
    }
    let tag = format!("v{version}");
    if git(workspace, &["tag", "--list", &tag]).is_some_and(|tags| !tags.trim().is_empty()) {
        let message = format!("there is a tag `{tag}` already");
        let help = "raise the version of the crates with `--crates`; a tag that was pushed is not moved".to_owned();
        missing.push(finding("tag", root, 1, message, help));
    }
    missing
}
