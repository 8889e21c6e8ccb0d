//! An account as an entry for `CHANGELOG.md`, in the form of [Keep a Changelog](https://keepachangelog.com): a draft in
//! the words of users, for a person to read over. What changed in words alone is no user's concern.

use std::fmt::Write as _;

use super::{join, operations, short};
use crate::diff::account::{Account, Marked};
use crate::diff::examples::Verdict;
use crate::diff::rust_api::{RustChange, What};
use crate::diff::{Change, Impact};

/// The headings, in the order in which they stand.
const HEADINGS: [&str; 5] = ["Breaking", "Changed", "Added", "Removed", "Fixed"];

pub(super) fn changelog(account: &Account) -> String {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for (at, change) in account.wire.iter().enumerate().filter(|(_, change)| change.impact != Impact::Words) {
        entries.push((heading(change), entry(account, at, &change.it)));
    }
    for change in account.rust.iter().flatten().filter(|change| change.causes.is_empty()) {
        let path = short(&change.it.path);
        let heading = match (change.impact, change.it.what) {
            (Impact::Breaking, _) => "Breaking",
            (_, What::Added) => "Added",
            (_, What::Removed) => "Removed",
            (_, What::Changed) => "Changed",
        };
        let what = change.it.what.as_str();
        let note = change.it.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        entries.push((heading, format!("`{path}` is {what}{note}.")));
    }
    for change in
        account.examples.iter().filter(|change| change.impact == Impact::Compatible && change.causes.is_empty())
    {
        let is_now = match change.it.after {
            Verdict::Clean => "is without findings",
            Verdict::Warning(_) | Verdict::Error(_) => "is no error any more, but doubtful",
        };
        entries.push(("Fixed", format!("The documentation's example `{}` {is_now}.", change.it.file)));
    }
    // Which version it is to become is not said: the file's versions are those of the crates.
    let mut text = "## [Unreleased]\n".to_owned();
    for heading in HEADINGS {
        let entries: Vec<&String> = entries.iter().filter(|(of, _)| *of == heading).map(|(_, entry)| entry).collect();
        if !entries.is_empty() {
            let _ = write!(text, "\n### {heading}\n\n");
        }
        for entry in entries {
            let options = textwrap::Options::new(120).initial_indent("- ").subsequent_indent("  ").break_words(false);
            text.push_str(&textwrap::fill(entry, options.word_splitter(textwrap::WordSplitter::NoHyphenation)));
            text.push('\n');
        }
    }
    text
}

/// Under which heading a change stands: the class says by its name what it does.
fn heading(change: &Marked<Change>) -> &'static str {
    let is = |word: &str| change.it.class.id.split('-').any(|part| part == word);
    if change.impact == Impact::Breaking {
        "Breaking"
    } else if is("added") || is("new") {
        "Added"
    } else if is("removed") {
        "Removed"
    } else {
        "Changed"
    }
}

/// What a user is to know of a change: what it is, which calls it is about, what to do, and what of the client it breaks.
fn entry(account: &Account, at: usize, change: &Change) -> String {
    let mut text = sentence(&change.message);
    let is_named = change.reach.iter().any(|reach| change.message.contains(&format!("`{}`", reach.operation)));
    if let Some(operations) = operations(&change.reach, false).filter(|_| !is_named) {
        let _ = write!(text, " In {operations}.");
    }
    let broken = account.rust.iter().flatten().filter(|it| it.impact == Impact::Breaking && it.causes.contains(&at));
    let broken: Vec<&RustChange> =
        broken.map(|it| &it.it).filter(|it| !short(&it.path).starts_with("httpmock::")).collect();
    for (what, verb) in [(What::Removed, "gone"), (What::Changed, "different"), (What::Added, "new")] {
        let mut names: Vec<String> =
            broken.iter().filter(|it| it.what == what).map(|it| format!("`{}`", short(&it.path))).collect();
        if names.len() > 6 {
            let more = names.len() - 5;
            names.truncate(5);
            names.push(format!("{more} more"));
        }
        if !names.is_empty() {
            let is = if names.len() == 1 { "is" } else { "are" };
            let _ = write!(text, " {} {is} {verb}.", join(&names));
        }
    }
    text
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let message: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str().trim_end_matches('.'))
}
