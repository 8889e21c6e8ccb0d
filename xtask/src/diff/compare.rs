//! From two documents to what is different.
//!
//! Operations are paired first, then what belongs to each, then schemas. Schemas are compared by what they mean and not by
//! how they are spelled: a [`node::Node`] is all that one value is subject to, wherever it is written. A pair of nodes is
//! compared once; what is found in it matters to every operation from which a walk along the pairs leads there.

mod bounds;
mod choices;
mod classes;
mod enums;
mod facts;
mod found;
mod keywords;
mod members;
mod node;
mod operations;
mod pairs;
mod parameters;
mod reach;
mod responses;
mod rest;
mod root;
mod rules;
mod security;
#[cfg(test)]
mod tests;
mod unreached;
mod words;

use reach::Sorted as _;
pub(super) use words::is_word;

use super::{Change, Class, Document};

/// Every class of change.
pub(crate) const CLASSES: &[Class] = classes::ALL;

/// Everything that is different, in the order of the new document's text; what is gone stands last.
pub(crate) fn compare(base: &Document, head: &Document) -> Vec<Change> {
    let mut changes = meanings(base, head);
    let rest = rest::compare(base, head, &changes);
    if rest.is_empty() {
        return changes;
    }
    changes.extend(rest.into_iter().map(|found| reach::change(found, &std::collections::BTreeSet::new(), &[])));
    changes.sorted(base, head)
}

/// What means something else, and the words beside it; two spellings of the same are the same.
fn meanings(base: &Document, head: &Document) -> Vec<Change> {
    let mut pairs = pairs::Pairs::new(base, head);
    let mut reach = reach::Collection::default();
    operations::compare(&mut pairs, &mut reach);
    root::compare(&mut pairs, &mut reach);
    pairs.run();
    unreached::compare(base, head, &mut reach);
    reach.changes(pairs)
}
