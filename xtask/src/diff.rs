//! What changed between two documents, and what it does to those on either side of the wire.
//!
//! A change has a class, a row of a table with a page in `classes/<id>.md`, which says what such a change does to requests
//! and to answers; `cargo xtask diff --explain` prints it.

pub(crate) mod accepted;
pub(crate) mod account;
mod compare;
mod examples;
mod fingerprint;
mod labels;
pub(crate) mod output;
mod rust_api;
pub(crate) mod version;

use contacts_openapi::{Direction, Document};
use jsonptr::PointerBuf;

pub(crate) use compare::{CLASSES, compare};

/// A kind of change.
#[derive(Debug)]
pub(crate) struct Class {
    /// Its stable name, such as `member-removed`.
    pub(crate) id: &'static str,
    /// What such a change is: a fragment for a list.
    pub(crate) summary: &'static str,
    /// The page of `classes`.
    pub(crate) page: &'static str,
}

/// Which of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Side {
    Base,
    Head,
}

/// What a change means for somebody, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Impact {
    /// Other words for the same.
    Words,
    /// Something new that nobody needs to heed.
    Compatible,
    /// What worked does not.
    Breaking,
}

/// What a change does to what travels one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) direction: Direction,
    pub(crate) impact: Impact,
    /// Why, in a fragment: "a request without it is refused".
    pub(crate) why: String,
}

/// An operation that a change matters to, and in what of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Reach {
    pub(crate) operation: String,
    pub(crate) direction: Direction,
}

/// One thing that is different.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) class: &'static Class,
    /// The document that `pointer` is of: the new one, unless what changed is not there any more.
    pub(crate) side: Side,
    /// Where.
    pub(crate) pointer: PointerBuf,
    /// What tells the change from others of its class at its place, whatever words are found for it: `["X"]` for a value
    /// that an enum lost, `["4000", "2000"]` for a bound that moved.
    pub(crate) detail: Vec<String>,
    /// What changed, a sentence without a full stop, lower case.
    pub(crate) message: String,
    /// What it does, for each direction that it is reached from; none where it touches neither.
    pub(crate) effects: Vec<Effect>,
    /// The operations that reach it, in the order of the document.
    pub(crate) reach: Vec<Reach>,
    /// How to have it without breaking anybody, or what those who are broken do.
    pub(crate) fix: Option<String>,
}

impl Change {
    /// The worst that it does to anybody.
    pub(crate) fn impact(&self) -> Impact {
        self.effects.iter().map(|effect| effect.impact).max().unwrap_or(Impact::Words)
    }
}

/// The class of a name.
pub(crate) fn class(id: &str) -> Option<&'static Class> {
    CLASSES.iter().find(|class| class.id == id)
}
