//! Changes that were looked at and accepted: `openapi/accepted-changes.yaml`.
//!
//! An accepted change stays quiet and stops nobody, but counts for the next version; a release takes it out of the file,
//! since it is no change any more. The file is a list, kept by people
//! and by `cargo xtask diff --accept`, which adds to its end and leaves the rest as it is:
//!
//! ```yaml
//! - change: 3f2a9c01b7de
//!   what: "`fax` is gone from Contact"
//!   reason: the service never sent it
//!   on: 2026-11-21
//! ```

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use contacts_openapi::{Document, Finding, LoadError};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::fingerprint::DIGITS;
use crate::exit::Failure;
use crate::staged;

/// The file, from the workspace's root.
pub(crate) const PATH: &str = "openapi/accepted-changes.yaml";

/// A name for the list, which YAML lets stand a line above it.
const LIST: &str = "accepted";

/// What is accepted.
pub(crate) struct Accepted {
    path: PathBuf,
    text: String,
    entries: Vec<Entry>,
    /// The column of the first entry's dash, from 0.
    indent: usize,
}

/// A change that is accepted.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its fingerprint.
    pub(crate) change: String,
    pub(crate) what: String,
    pub(crate) reason: String,
    /// The day, as it was written.
    pub(crate) on: String,
    line: usize,
}

impl Accepted {
    /// Reads the file, if there is one.
    pub(crate) fn read(path: PathBuf) -> Result<Self, Failure> {
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|error| Failure::Io {
                path: path.clone(),
                source: std::io::Error::new(std::io::ErrorKind::InvalidData, error),
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(Failure::Io { path, source }),
        };
        Self::parse(path, text)
    }

    fn parse(path: PathBuf, text: String) -> Result<Self, Failure> {
        let malformed = |mut finding: Finding| {
            finding.place.line = finding.place.line.saturating_sub(1).max(1);
            Failure::Load(LoadError::Malformed(Box::new(finding)))
        };
        let document = match Document::parse(&path, format!("{LIST}:\n{text}")) {
            Ok(document) => document,
            Err(LoadError::Malformed(finding)) => return Err(malformed(*finding)),
            Err(error) => return Err(Failure::Load(error)),
        };
        let list = PointerBuf::from_tokens([LIST]);
        let others = document.root().as_object().and_then(|members| members.keys().find(|name| *name != LIST));
        let items = match (document.pointer(list.as_str()), others) {
            (Some(Value::Array(items)), None) => items.as_slice(),
            (Some(Value::Null), None) => &[],
            (_, other) => {
                let at = other.map_or(list, |other| PointerBuf::from_tokens([other]));
                let message = "this is no list of accepted changes".to_owned();
                return Err(malformed(document.error("accepted-change", at, message, FORM)));
            }
        };
        let mut entries = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = list.with_trailing_token(index);
            let entry = entry(item, document.place(&at).line.saturating_sub(1)).map_err(|(member, message)| {
                let at = member.map_or(at.clone(), |member| at.with_trailing_token(member));
                malformed(document.error("accepted-change", at, message, FORM))
            })?;
            entries.push(entry);
        }
        let first = document.place(&list.with_trailing_token(0)).column;
        let indent = if entries.is_empty() { 0 } else { first.saturating_sub("- ".len() + 1) };
        Ok(Self { path, text, entries, indent })
    }

    /// The entry of a change.
    pub(crate) fn of(&self, fingerprint: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.change == fingerprint)
    }

    /// A warning for each entry that is about none of these changes, or repeats another.
    pub(crate) fn idle<'a>(&'a self, is_known: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = String> + 'a {
        self.entries.iter().enumerate().filter_map(move |(index, entry)| {
            let Entry { change, what, line, .. } = entry;
            let path = self.path.display();
            if self.entries[..index].iter().any(|before| before.change == *change) {
                Some(format!("{path}:{line}: {change} ({what}) stands here twice; remove one entry"))
            } else if is_known(change) {
                None
            } else {
                Some(format!(
                    "{path}:{line}: {change} ({what}) is no change between these two; remove what is released"
                ))
            }
        })
    }

    /// How many changes are accepted.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The file without its entries: what stands above the first.
    pub(crate) fn emptied(&self) -> String {
        let above = self.entries.first().map_or(usize::MAX, |entry| entry.line.saturating_sub(1));
        self.text.split_inclusive('\n').take(above).collect()
    }

    /// Adds an entry to the end of the file.
    pub(crate) fn add(&self, change: &str, what: &str, reason: &str, on: &str) -> Result<Self, Failure> {
        // A text of JSON is one of YAML, whatever is in it.
        let quoted = |text: &str| Value::from(text).to_string();
        let indent = " ".repeat(self.indent);
        let mut text = self.text.clone();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for (start, member, value) in [
            ("- ", "change", quoted(change)),
            ("  ", "what", quoted(what)),
            ("  ", "reason", quoted(reason)),
            ("  ", "on", on.to_owned()),
        ] {
            let _ = writeln!(text, "{indent}{start}{member}: {value}");
        }
        // What was written is what is read, or the file stays as it was.
        let is_sound = |new: &Self| {
            new.entries.len() == self.entries.len() + 1
                && new.entries.last().is_some_and(|entry| entry.change == change && entry.reason == reason.trim())
        };
        let new = Self::parse(self.path.clone(), text).ok().filter(is_sound).ok_or_else(|| Failure::Usage {
            message: format!("{} has a form that nothing can be added to", self.path.display()),
            help: FORM.to_owned(),
        })?;
        staged::write(&self.path, &new.text)?;
        Ok(new)
    }
}

/// What an entry looks like, for who wrote another.
const FORM: &str = "write each as `- change: <fingerprint>`, and below it `what`, `reason` and `on`; or let `cargo xtask \
                    diff --accept <fingerprint> --reason <text>` write it";

/// The entry that a value is, or the member at fault and what is wrong with it.
fn entry(value: &Value, line: usize) -> Result<Entry, (Option<&'static str>, String)> {
    let members = value.as_object().ok_or((None, "this is no accepted change".to_owned()))?;
    let known = ["change", "what", "reason", "on"];
    if let Some(stray) = members.keys().find(|name| !known.contains(&name.as_str())) {
        return Err((None, format!("an accepted change has no `{stray}`")));
    }
    let text = |member: &'static str| match members.get(member) {
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        // Twelve digits without a letter are a number to YAML.
        Some(Value::Number(number)) if member == "change" => Ok(format!("{number:0>DIGITS$}")),
        Some(_) => Err((Some(member), format!("the `{member}` of an accepted change is a text that is not empty"))),
        None => Err((None, format!("an accepted change without a `{member}`"))),
    };
    Ok(Entry { change: text("change")?, what: text("what")?, reason: text("reason")?, on: text("on")?, line })
}
