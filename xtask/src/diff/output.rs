//! The forms in which an account is shown, and the phrases that all of them share.

mod changelog;
mod json;
mod markdown;
mod text;

use contacts_findings::many;
use contacts_openapi::Direction;

use super::account::{Account, Marked};
use super::rust_api::RustChange;
use super::{Change, Effect, Impact, Reach, Side};

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people
    Text,
    /// For programs: one document, described in xtask/src/diff/output/json.rs
    Json,
    /// For a comment on a pull request
    Markdown,
    /// An entry for CHANGELOG.md
    Changelog,
}

/// An account in a form; with `all`, what changed in words alone and what was accepted too.
pub(crate) fn show(account: &Account, form: Form, all: bool) -> String {
    match form {
        Form::Text => text::text(account, all),
        Form::Json => json::json(account),
        Form::Markdown => markdown::markdown(account, all),
        Form::Changelog => changelog::changelog(account),
    }
}

/// What it comes to, in a line: `breaking: 2 changes break writers; next version 0.4.0`.
fn headline(account: &Account) -> String {
    let impact = account.impact();
    let count = |least: Impact| {
        let rust = account.rust.iter().flatten().filter(|it| it.impact >= least && it.causes.is_empty()).count();
        let wire = account.wire.iter().filter(|it| it.impact >= least).count();
        many((wire + rust + account.examples.len()) as u64, "change", "changes")
    };
    let what = match impact {
        None => "nothing changed".to_owned(),
        Some(_) if account.is_breaking() => {
            let broken = [account.broken_on_the_wire(false), account.broken_elsewhere(false)].concat();
            format!("breaking: {}", broken.join(", "))
        }
        Some(Impact::Breaking) => format!("nothing breaks but what was accepted: {}", count(Impact::Compatible)),
        Some(Impact::Compatible) => format!("compatible: {}", count(Impact::Compatible)),
        Some(Impact::Words) => format!("only words: {}", count(Impact::Words)),
    };
    match (&account.next, impact) {
        (Some(next), Some(_)) => format!("{what}; next version {next}"),
        _ => what,
    }
}

/// Whether `info.version` does, and why not.
fn advice(account: &Account) -> String {
    let Some(misfit) = &account.misfit else {
        return format!("info.version is {}, which fits", account.head.version);
    };
    if account.next.is_none() || !misfit.contains("the next is") {
        return misfit.clone();
    }
    let of_wire = account.broken_on_the_wire(true);
    let because = match account.impact() {
        // What breaks elsewhere mostly follows from the wire.
        Some(Impact::Breaking) if of_wire.is_empty() => join(&account.broken_elsewhere(true)),
        Some(Impact::Breaking) => join(&of_wire),
        Some(Impact::Compatible) => "there is something new, and nothing breaks".to_owned(),
        Some(Impact::Words) => "words changed".to_owned(),
        None => return misfit.clone(),
    };
    let also = if account.accepted() == 0 { "" } else { ", accepted or not" };
    format!("{misfit}, because {because}{also}")
}

/// What is to be said loudly when there is no view of the Rust API.
fn without_rust(account: &Account) -> Option<String> {
    let ungenerated = account.rust.as_ref().err()?;
    let sides = ungenerated.iter().map(|it| {
        let name = if it.side == Side::Base { &account.base.name } else { &account.head.name };
        format!(
            "no client can be generated from {name}: {}, the first of them {}",
            many(it.findings as u64, "finding", "findings"),
            it.first
        )
    });
    let sides: Vec<String> = sides.collect();
    Some(format!("the Rust API is not compared, and the verdict is that of the wire alone: {}", sides.join("; ")))
}

/// `a, b and c`.
fn join(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Those on either side of the wire.
fn who(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "writers",
        Direction::Response => "readers",
    }
}

/// What a change does to those on one side: `breaks: a request without it is refused`.
fn effect(effect: &Effect) -> String {
    let what = match effect.impact {
        Impact::Breaking => "breaks",
        Impact::Compatible => "fine",
        Impact::Words => "the same",
    };
    format!("{what}: {}", effect.why)
}

/// The operations that a change reaches, without more of them than anybody reads.
fn operations(reach: &[Reach], all: bool) -> Option<String> {
    const SHOWN: usize = 4;
    let mut ids: Vec<String> = Vec::new();
    for Reach { operation, .. } in reach {
        if !ids.contains(operation) {
            ids.push(operation.clone());
        }
    }
    if ids.len() > SHOWN + 1 && !all {
        let more = ids.len() - SHOWN;
        ids.truncate(SHOWN);
        ids.push(format!("{more} more"));
    }
    (!ids.is_empty()).then(|| join(&ids))
}

/// A path of the client as people call it.
fn short(path: &str) -> &str {
    path.strip_prefix("contacts_client::").unwrap_or(path)
}

/// What an item of the Rust API is part of, as people call it.
fn parent(path: &str) -> &str {
    let path = short(path);
    match path.split_once(": ") {
        // A trait that a type implements.
        Some((of, _)) => of,
        None => path.rsplit_once("::").map_or("contacts_client", |(parent, _)| parent),
    }
}

/// What something comes from, or what it is called where that is not evident.
fn origin<T>(change: &Marked<T>, numbers: &[Option<usize>]) -> String {
    let known = change.causes.iter().filter_map(|&cause| *numbers.get(cause)?);
    let known: Vec<String> = known.map(|number| number.to_string()).collect();
    match (&change.accepted, known.is_empty()) {
        (None, true) => change.fingerprint.clone(),
        (None, false) => format!("from {}", join(&known)),
        (Some(_), false) => format!("from {}, accepted", join(&known)),
        (Some(reason), true) => format!("{}, accepted: {reason}", change.fingerprint),
    }
}

/// Whether a change of the Rust API follows from one of a call, and so says nothing new: those of the typed mocks.
fn is_mock(change: &Marked<RustChange>) -> bool {
    !change.causes.is_empty() && short(&change.it.path).starts_with("httpmock::")
}

/// The changes of an impact that are to be listed, with their places among all.
fn listed<T>(changes: &[Marked<T>], impact: Impact, all: bool) -> Vec<(usize, &Marked<T>)> {
    let is_listed = |change: &Marked<T>| change.impact == impact && (all || change.accepted.is_none());
    changes.iter().enumerate().filter(|(_, change)| is_listed(change)).collect()
}

/// The number by which other parts of the output call each change of the wire that is listed, from 1.
fn numbers(account: &Account, all: bool) -> Vec<Option<usize>> {
    let mut next = 0;
    let number = |change: &Marked<Change>| {
        let is_listed = all || (change.accepted.is_none() && change.impact != Impact::Words);
        is_listed.then(|| {
            next += 1;
            next
        })
    };
    account.wire.iter().map(number).collect()
}
