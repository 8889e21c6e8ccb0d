//! Two surfaces of a crate, and what lies between them.

use std::collections::{HashMap, HashSet};

use super::surface::{Entry, Kind};
use super::{Impact, RustChange};

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    Removed,
    Added,
    Changed,
}

impl What {
    /// The word for it, as fingerprints know it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            What::Removed => "removed",
            What::Added => "added",
            What::Changed => "changed",
        }
    }
}

/// What is different, in the order of `head`; what is gone stands last.
pub(super) fn compare(base: &[Entry], head: &[Entry]) -> Vec<RustChange> {
    let (before, after) = (Surface::new(base), Surface::new(head));
    let new = head.iter().filter_map(|entry| match before.get(&entry.path) {
        Some(old) => changed(old, entry, &before, &after),
        None => added(entry, &before, &after),
    });
    let gone = base.iter().filter(|entry| after.get(&entry.path).is_none());
    new.chain(gone.filter_map(|entry| removed(entry, &before, &after))).collect()
}

/// A surface, by paths.
struct Surface<'a> {
    by_path: HashMap<&'a str, &'a Entry>,
    /// Which types can be made with `new` or out of a default.
    growing: HashSet<&'a str>,
    /// The name on the wire of each field.
    wire: HashMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Surface<'a> {
    fn new(entries: &'a [Entry]) -> Self {
        let by_path = entries.iter().map(|entry| (entry.path.as_str(), entry)).collect();
        let growing = entries.iter().filter_map(|entry| {
            let is_way = entry.path.ends_with("::new") || entry.path.ends_with(": Default");
            entry.parent.as_deref().filter(|_| is_way)
        });
        let wire = entries.iter().filter_map(|entry| {
            let parent = entry.parent.as_deref()?;
            Some(((parent, last(&entry.path)), entry.wire.as_deref()?))
        });
        Self { by_path, growing: growing.collect(), wire: wire.collect() }
    }

    fn get(&self, path: &str) -> Option<&'a Entry> {
        self.by_path.get(path).copied()
    }

    /// Whether a type stands on this side, and is the same thing on the other.
    fn same_type(&self, other: &Self, path: &str) -> bool {
        match (self.get(path), other.get(path)) {
            (Some(one), Some(two)) => one.declaration == two.declaration,
            // A type that is written by hand is on both sides, or on neither.
            (None, None) => true,
            _ => false,
        }
    }
}

fn added(entry: &Entry, before: &Surface<'_>, after: &Surface<'_>) -> Option<RustChange> {
    // What comes with its type needs no line of its own.
    if entry.parent.as_deref().is_some_and(|parent| !after.same_type(before, parent)) {
        return None;
    }
    let parent = entry.parent.as_deref().unwrap_or_default();
    let of = after.get(parent);
    let is_open = of.is_some_and(|of| of.is_non_exhaustive);
    let (impact, note) = match entry.kind {
        _ if is_open => (Impact::Compatible, None),
        Kind::Field if after.growing.contains(parent) => {
            (Impact::Compatible, Some("breaks only literals without the `..` that the client's documentation asks for"))
        }
        Kind::Field => (Impact::Breaking, Some("a literal of the struct no longer compiles")),
        Kind::Variant => (Impact::Breaking, Some("a `match` without `_` no longer compiles")),
        Kind::Type | Kind::Function | Kind::Constant | Kind::Implementation | Kind::Fact => (Impact::Compatible, None),
    };
    Some(change(entry, What::Added, None, Some(shown(entry)), impact, note, after))
}

fn removed(entry: &Entry, before: &Surface<'_>, after: &Surface<'_>) -> Option<RustChange> {
    if entry.parent.as_deref().is_some_and(|parent| !before.same_type(after, parent)) {
        return None;
    }
    let impact = if entry.kind == Kind::Fact { Impact::Compatible } else { Impact::Breaking };
    Some(change(entry, What::Removed, Some(shown(entry)), None, impact, None, before))
}

fn changed(old: &Entry, new: &Entry, before: &Surface<'_>, after: &Surface<'_>) -> Option<RustChange> {
    if new.parent.as_deref().is_some_and(|parent| !after.same_type(before, parent)) {
        return None;
    }
    let (impact, note) = difference(old, new)?;
    // Where the declarations are one, their values are the difference.
    let (one, two) = if old.declaration == new.declaration && old.value != new.value {
        let with = |entry: &Entry| match &entry.value {
            Some(value) => format!("{} = {value}", entry.declaration),
            None => entry.declaration.clone(),
        };
        (with(old), with(new))
    } else {
        (old.declaration.clone(), new.declaration.clone())
    };
    let mut change = change(new, What::Changed, Some(one), Some(two), impact, note, after);
    for argument in old.arguments.iter().filter(|it| !new.arguments.contains(it)) {
        add_member(&mut change, old, &argument.0, before);
    }
    Some(change)
}

/// What the difference of two items of one path means, if there is one.
fn difference(old: &Entry, new: &Entry) -> Option<(Impact, Option<&'static str>)> {
    if old.kind == Kind::Fact {
        let note = "what the client does by itself is different";
        let is_same = (&old.declaration, &old.value) == (&new.declaration, &new.value);
        return (!is_same).then_some((Impact::Compatible, Some(note)));
    }
    if old.declaration != new.declaration {
        let names = |entry: &Entry| entry.arguments.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let types = |entry: &Entry| {
            let mut text = entry.declaration.clone();
            for (name, ty) in &entry.arguments {
                text = text.replacen(&format!("{name}: {ty}"), ty, 1);
            }
            text
        };
        if old.kind != Kind::Function || types(old) != types(new) {
            return Some((Impact::Breaking, None));
        }
        // Arguments go by their places: another name is nothing to a caller, the same names in another order are a trap.
        let (mut one, mut two) = (names(old), names(new));
        one.sort();
        two.sort();
        return if one == two {
            Some((Impact::Breaking, Some("calls still compile, with the arguments exchanged")))
        } else {
            Some((Impact::Compatible, Some("only the names of arguments are different")))
        };
    }
    if old.is_non_exhaustive != new.is_non_exhaustive {
        return Some(if new.is_non_exhaustive {
            (Impact::Breaking, Some("it is `#[non_exhaustive]` now"))
        } else {
            (Impact::Compatible, Some("it is no longer `#[non_exhaustive]`"))
        });
    }
    if old.is_deprecated != new.is_deprecated {
        let note = if new.is_deprecated { "it is deprecated now" } else { "it is no longer deprecated" };
        return Some((Impact::Compatible, Some(note)));
    }
    // What compiled still does; the wire has a line of its own.
    (old.value != new.value).then_some((Impact::Compatible, None))
}

fn change(
    entry: &Entry,
    what: What,
    before: Option<String>,
    after: Option<String>,
    impact: Impact,
    note: Option<&str>,
    surface: &Surface<'_>,
) -> RustChange {
    let owner = match entry.parent.as_deref() {
        // What these have belongs to a call each.
        Some("contacts_client::Client" | "contacts_client::Operation" | "contacts_client::httpmock::MockServerExt")
        | None => last(&entry.path),
        Some(parent) => last(parent),
    };
    let mut change = RustChange {
        path: entry.path.clone(),
        what,
        before,
        after,
        impact,
        note: note.map(str::to_owned),
        owner: owner.to_owned(),
        members: Vec::new(),
    };
    match entry.kind {
        Kind::Field | Kind::Variant => change.members.extend(entry.wire.clone()),
        Kind::Function => {
            let name = last(&entry.path);
            let of = name.strip_prefix("set_").or_else(|| name.strip_prefix("clear_"));
            if let Some(field) = of {
                add_member(&mut change, entry, field, surface);
                add_member(&mut change, entry, &format!("{field}_"), surface);
            } else if what == What::Changed {
                // Of its arguments those that are new are what it is about.
                for (name, ty) in &entry.arguments {
                    if !change.before.as_deref().unwrap_or_default().contains(&format!("{name}: {ty}")) {
                        add_member(&mut change, entry, name, surface);
                    }
                }
            }
        }
        _ => {}
    }
    change
}

/// Adds the member of the wire that a field of an entry's type stands for.
fn add_member(change: &mut RustChange, entry: &Entry, field: &str, surface: &Surface<'_>) {
    let parent = entry.parent.as_deref().unwrap_or_default();
    if let Some(wire) = surface.wire.get(&(parent, field)) {
        change.members.push((*wire).to_owned());
    }
}

/// An item as a line shows it.
fn shown(entry: &Entry) -> String {
    match &entry.value {
        Some(value) if entry.kind != Kind::Variant || entry.wire.is_some() => {
            format!("{} = {value}", entry.declaration)
        }
        _ => entry.declaration.clone(),
    }
}

/// The last name of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
