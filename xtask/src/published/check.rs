//! Whether the document may stand beside those that were released: what CI asks of each commit.

use std::fs;

use contacts_openapi::{Document, Finding, LoadError};
use semver::Version;

use super::changelog::Changelog;
use super::sums::Sums;
use super::{FOLDER, Published, at_version, files, finding, git, read, version};
use crate::cmd::generate;
use crate::diff::Impact;
use crate::diff::accepted::{self, Accepted};
use crate::diff::account::Account;
use crate::diff::version::{fits, next};
use crate::exit::Failure;
use crate::revision::Revision;
use crate::tree::io_failure;
use crate::workspace::Workspace;

/// The document beside those that were released.
pub(crate) struct Checked {
    pub(crate) document: Document,
    /// The version that it says it is, if it says one.
    pub(super) version: Option<Version>,
    /// The version of the last released one.
    pub(super) last: Option<Version>,
    /// Whether it has changed since, as far as that can be said; before the first release it is all new.
    pub(super) is_changed: bool,
    /// What has changed since.
    pub(super) account: Option<Account>,
    /// Everything that is wrong.
    pub(crate) findings: Vec<Finding>,
}

impl Checked {
    /// What the changes do to those whom they touch most.
    pub(super) fn impact(&self) -> Impact {
        self.account.as_ref().and_then(Account::impact).unwrap_or(Impact::Words)
    }

    /// How the document stands, where nothing is wrong, for a person.
    pub(crate) fn summary(&self) -> String {
        match (&self.version, &self.last) {
            (Some(version), Some(last)) if self.is_changed => format!("{version} may follow {last}"),
            (Some(version), Some(_)) => format!("{version} is as it was released"),
            (Some(version), None) => format!("{version} may be the first release"),
            (None, _) => String::new(),
        }
    }
}

/// Looks for everything that keeps the document from being released, whether it is to be or not.
pub(crate) fn check(workspace: &Workspace) -> Result<Checked, Failure> {
    let document = workspace.document()?;
    let sums = Sums::read(workspace)?;
    let mut findings = sums.check(workspace)?;
    let rewritten = rewritten(workspace, &findings)?;
    let mut last: Option<Published> = None;
    for path in files(workspace)? {
        match read(&path) {
            Ok(Ok(published)) if last.as_ref().is_none_or(|last| published.version > last.version) => {
                last = Some(published);
            }
            Ok(Ok(_)) => {}
            Ok(Err((_, finding))) => findings.push(finding),
            // Whoever broke it has edited it, and is told both.
            Err(Failure::Load(LoadError::Malformed(finding))) => findings.push(*finding),
            Err(failure) => return Err(failure),
        }
    }
    // What is no more as it was released says nothing of what has changed since.
    let is_sound = sums.vouch_for(last.as_ref()) && rewritten.is_empty();
    findings.extend(rewritten);
    // Comments and layout are nobody's business but ours.
    let is_changed = is_sound && last.as_ref().is_none_or(|last| last.document.root() != document.root());
    let version = last.as_ref().map(|last| last.version.clone());
    let head = Revision::of(document);
    let account = match last {
        Some(last) if is_changed => {
            let accepted = Accepted::read(workspace.path(accepted::PATH))?;
            Some(Account::new(&Revision::of(last.document), &head, &accepted)?)
        }
        _ => None,
    };
    let document = head.document;
    let mut checked = Checked { document, version: None, last: version, is_changed, account, findings };
    checked.judge_version();
    if checked.is_changed {
        let what = match &checked.last {
            Some(last) => format!("the document has changed since {last}"),
            None => "the document was never released".to_owned(),
        };
        checked.findings.extend(Changelog::read(workspace)?.lacks_entry(&what));
    }
    checked.judge_client(workspace)?;
    Ok(checked)
}

/// Released documents that were edited together with their sums, as far back as the history of this clone goes.
fn rewritten(workspace: &Workspace, told: &[Finding]) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for path in files(workspace)?.into_iter().filter(|path| told.iter().all(|it| it.place.file != *path)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let place = format!("{FOLDER}/{name}");
        let Some(added) = git(workspace, &["log", "--diff-filter=A", "--format=%h", "-1", "--", &place]) else { break };
        let added = added.trim();
        let Some(text) = git(workspace, &["show", &format!("{added}:./{place}")]).filter(|_| !added.is_empty()) else {
            continue;
        };
        if text.as_bytes() != fs::read(&path).map_err(io_failure(&path))? {
            let message = format!("`{name}` is not as it was released, and its sum was changed with it");
            let help = format!("restore both from that commit; `git log --diff-filter=A -- {place}` names it");
            findings.push(finding("published-edited", &path, 1, message, help));
        }
    }
    Ok(findings)
}

impl Checked {
    /// Whether the version is one, and fits what has changed.
    fn judge_version(&mut self) {
        let version = match version(&self.document) {
            Ok(version) => version,
            Err(finding) => return self.findings.push(finding),
        };
        if let Some(last) = &self.last
            && self.is_changed
        {
            let impact = self.impact();
            let (least, told) = (next(last, Some(impact)), told(impact));
            let broken = if version == *last {
                let message = format!("the document is not the one that was released as {version}");
                Some(("version-not-raised", message))
            } else if version < *last {
                Some(("version-behind", format!("version {version} comes before {last}, which was released")))
            } else if fits(last, &version, Some(impact)).is_err() {
                let message = format!("from {last} to {version} is too small a step for a change that {told}");
                Some(("version-too-small", message))
            } else {
                None
            };
            if let Some((rule, message)) = broken {
                let help = format!(
                    "raise `info.version` to {least} or beyond, because the change {told}; `cargo xtask diff` shows it"
                );
                self.findings.push(self.document.error(rule, at_version(), message, help));
            }
        }
        self.version = Some(version);
    }

    /// Whether the client is what the document makes of it.
    fn judge_client(&mut self, workspace: &Workspace) -> Result<(), Failure> {
        let finding = match generate::tree(workspace).and_then(|tree| tree.check()) {
            Ok(()) => return Ok(()),
            Err(Failure::Stale { files, command, .. }) => {
                let noun = if files == 1 { "file of the client is" } else { "files of the client are" };
                let message = format!("{files} generated {noun} not what the document makes of it");
                super::finding(
                    "generated-stale",
                    &workspace.path(generate::FOLDER),
                    1,
                    message,
                    format!("run `{command}`"),
                )
            }
            Err(Failure::Findings { findings, .. }) => {
                self.findings.extend(findings);
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        self.findings.push(finding);
        Ok(())
    }
}

/// What an impact is called in a sentence about "a change that".
pub(super) fn told(impact: Impact) -> &'static str {
    match impact {
        Impact::Words => "touches words only",
        Impact::Compatible => "adds what nobody needs to heed",
        Impact::Breaking => "breaks somebody",
    }
}
