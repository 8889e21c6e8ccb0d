//! What each change is called, what it follows from, and whether it was accepted.

use std::cmp::Reverse;

use contacts_openapi::Document;
use serde_json::Value;

use crate::diff::accepted::{Accepted, Entry};
use crate::diff::compare::is_word;
use crate::diff::examples::ExampleChange;
use crate::diff::fingerprint::fingerprint;
use crate::diff::rust_api::{self, RustChange};
use crate::diff::{Change, Impact, Side, labels};

/// Something that changed, with its fingerprint and whether it was accepted.
pub(crate) struct Marked<T> {
    pub(crate) it: T,
    /// The worst that it does; of a change of the wire, with what follows from it.
    pub(crate) impact: Impact,
    pub(crate) fingerprint: String,
    /// Why it was accepted, if it was: by its own entry, or by that of what it comes from.
    pub(crate) accepted: Option<String>,
    /// The changes of the wire that it comes from, by their places among them.
    pub(crate) causes: Vec<usize>,
}

/// The changes of the Rust API, or why there are none to look at.
type RustApi<E> = Result<Vec<Marked<RustChange>>, E>;

/// The changes of the wire, the worst first, and those of the Rust API by what they follow from.
pub(super) fn mark<E>(
    wire: Vec<Change>,
    rust: Result<Vec<RustChange>, E>,
    accepted: &Accepted,
    documents: [&Document; 2],
) -> (Vec<Marked<Change>>, RustApi<E>) {
    let rust = rust.map(|changes| {
        let causes = rust_api::causes(&changes, &wire, documents);
        changes.into_iter().zip(causes).collect::<Vec<_>>()
    });
    let mut impacts: Vec<Impact> = wire.iter().map(Change::impact).collect();
    rust.iter().flatten().for_each(|(change, causes)| raise(&mut impacts, causes, change.impact));
    let mut order: Vec<(usize, (Impact, Change))> = impacts.into_iter().zip(wire).enumerate().collect();
    order.sort_by_key(|(_, (impact, _))| Reverse(*impact));
    // What follows from a change finds it where it is now.
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, (old, _))| places[*old] = new);
    let wire: Vec<Marked<Change>> =
        order.into_iter().map(|(_, (impact, it))| wire_change(it, impact, accepted, documents)).collect();
    let rust = rust.map(|changes| {
        let marked = changes.into_iter().map(|(change, causes)| {
            let mut causes: Vec<usize> = causes.into_iter().map(|cause| places[cause]).collect();
            causes.sort_unstable();
            rust_change(change, causes, &wire, accepted)
        });
        let mut marked: Vec<Marked<RustChange>> = marked.collect();
        marked.sort_by_key(|change| change.causes.first().copied().unwrap_or(usize::MAX));
        marked
    });
    (wire, rust)
}

/// A change of the wire is as bad as the worst that follows from it: another `operationId` is nothing to the wire, and
/// breaks every caller of the client.
fn raise(impacts: &mut [Impact], causes: &[usize], impact: Impact) {
    // One that is bad enough already explains it.
    if causes.iter().all(|&cause| impacts[cause] < impact) {
        for &cause in causes {
            impacts[cause] = impact;
        }
    }
}

fn wire_change(it: Change, impact: Impact, accepted: &Accepted, [base, head]: [&Document; 2]) -> Marked<Change> {
    let place = labels::place(if it.side == Side::Base { base } else { head }, &it.pointer);
    let detail: Vec<String> = it.detail.iter().cloned().chain(content(&it, head)).collect();
    let fingerprint = fingerprint(it.class.id, &place, &detail);
    let accepted = accepted.of(&fingerprint).map(reason);
    Marked { it, impact, fingerprint, accepted, causes: Vec::new() }
}

/// What stands there now, of a change that brings more than its detail says: who accepts a parameter that must be sent
/// has not accepted one of another type in its place.
fn content(it: &Change, head: &Document) -> Option<String> {
    let brings = ["-added", "-changed", "-typed"].iter().any(|end| it.class.id.ends_with(end));
    // A rule is the choice that stands beside its name, and the name tells nothing of that.
    let is_rule = it.class.id.starts_with("rule-");
    let at = if is_rule { it.pointer.parent()? } else { &it.pointer };
    let value = head.pointer(at.as_str()).filter(|_| brings && it.side == Side::Head)?;
    // Of a list that has one more, the detail says which.
    let is_whole = value.is_object() || value.is_array() && it.detail.is_empty();
    let mut content = if is_rule {
        ["anyOf", "oneOf", "not"].iter().filter_map(|keyword| Some(wordless(value.get(keyword)?, false))).collect()
    } else {
        is_whole.then(|| wordless(value, false))?
    };
    content.sort_all_objects();
    Some(content.to_string())
}

/// A value without what is for readers alone; under names of properties nothing is a keyword.
fn wordless(value: &Value, is_named: bool) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| is_named || !is_word(name));
            kept.map(|(name, member)| (name.clone(), wordless(member, !is_named && name == "properties"))).collect()
        }
        Value::Array(items) => items.iter().map(|item| wordless(item, false)).collect(),
        other => other.clone(),
    }
}

fn rust_change(it: RustChange, causes: Vec<usize>, wire: &[Marked<Change>], accepted: &Accepted) -> Marked<RustChange> {
    let fingerprint = fingerprint("rust-api", &it.path, &[it.what.as_str().to_owned()]);
    let accepted = accepted.of(&fingerprint).map(reason).or_else(|| of_causes(&causes, wire));
    Marked { impact: it.impact, it, fingerprint, accepted, causes }
}

/// An example of which the documents say different things.
pub(super) fn example(it: ExampleChange, wire: &[Marked<Change>], accepted: &Accepted) -> Marked<ExampleChange> {
    let words = [it.before.as_str().to_owned(), it.after.as_str().to_owned()];
    let fingerprint = fingerprint("example", &it.file, &words);
    let said = it.after.said().or(it.before.said());
    let causes: Vec<usize> = said.and_then(|said| said.statement.as_deref()).map_or_else(Vec::new, |statement| {
        let is_near = |change: &Change| statement.starts_with(&change.pointer) || change.pointer.starts_with(statement);
        let telling =
            wire.iter().enumerate().filter(|(_, change)| change.impact != Impact::Words && is_near(&change.it));
        telling.map(|(index, _)| index).collect()
    });
    let accepted = accepted.of(&fingerprint).map(reason).or_else(|| of_causes(&causes, wire));
    Marked { impact: it.impact(), it, fingerprint, accepted, causes }
}

/// What follows from accepted changes alone is accepted with them.
fn of_causes(causes: &[usize], wire: &[Marked<Change>]) -> Option<String> {
    let breaking = causes.iter().filter(|&&index| wire[index].impact == Impact::Breaking);
    let mut reasons = breaking.map(|&index| wire[index].accepted.clone()).collect::<Option<Vec<_>>>()?;
    (!reasons.is_empty()).then(|| reasons.swap_remove(0))
}

fn reason(entry: &Entry) -> String {
    format!("{} ({})", entry.reason, entry.on)
}
