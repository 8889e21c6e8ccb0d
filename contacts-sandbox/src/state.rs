//! What the sandbox holds, and what every change of it leaves behind.

pub(crate) mod contacts;
pub(crate) mod directory;
pub(crate) mod photos;
pub(crate) mod properties;
pub(crate) mod tags;

use contacts_openapi::Document;
use serde_json::value::RawValue;

use crate::identifiers::{Identifiers, Look};
use crate::record::{Change, Kind, Record};
use contacts::Contacts;
use directory::Directory;
use photos::Photos;
use properties::Properties;
use tags::Tags;

/// The resources of one domain.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) contacts: Contacts,
    pub(crate) tags: Tags,
    pub(crate) properties: Properties,
    pub(crate) photos: Photos,
    pub(crate) directory: Directory,
    identifiers: Identifiers,
    /// What changed since it was last taken; nothing, if nobody keeps it.
    changes: Option<Vec<Change>>,
}

impl State {
    /// Nothing at all. `is_kept` says whether changes are for somebody who keeps them.
    pub(crate) fn new(seed: u64, is_kept: bool) -> Self {
        Self {
            contacts: Contacts::default(),
            tags: Tags::default(),
            properties: Properties::default(),
            photos: Photos::default(),
            directory: Directory::default(),
            identifiers: Identifiers::new(seed),
            changes: is_kept.then(Vec::new),
        }
    }

    /// An identifier that was never given before.
    pub(crate) fn identify(&mut self, look: &Look) -> String {
        let mut identifier = self.identifiers.next(look);
        // What was loaded may have come from a sandbox of the same seed, without the record of how many it made.
        while self.is_taken(&identifier) {
            identifier = self.identifiers.next(look);
        }
        self.note_made();
        identifier
    }

    /// Goes on behind the identifiers that a sandbox made before.
    pub(crate) fn resume(&mut self, made: u64) {
        self.identifiers.resume(made);
        self.note_made();
    }

    /// The record of how many identifiers were made.
    pub(crate) fn made(&self) -> Vec<u8> {
        sandbox(self.identifiers.made())
    }

    /// From now on, changes are for somebody who keeps them.
    pub(crate) fn note_changes(&mut self) {
        self.changes.get_or_insert_default();
    }

    /// Notes what was noted elsewhere.
    pub(crate) fn note_all(&mut self, more: Vec<Change>) {
        if let Some(changes) = &mut self.changes {
            changes.extend(more);
        }
    }

    fn note_made(&mut self) {
        let made = self.identifiers.made();
        self.note(Kind::Sandbox, "", || Some(sandbox(made)));
    }

    fn is_taken(&self, id: &str) -> bool {
        self.contacts.get(id).is_some()
            || self.contacts.trashed(id).is_some()
            || self.tags.get(id).is_some()
            || self.properties.get(id).is_some()
    }

    /// Notes that a record changed, for whoever keeps them; none is one that went.
    pub(crate) fn note(&mut self, kind: Kind, id: &str, line: impl FnOnce() -> Option<Vec<u8>>) {
        if let Some(changes) = &mut self.changes {
            changes.push(Change { kind, id: id.to_owned(), line: line() });
        }
    }

    /// What changed since this was last asked.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        self.changes.as_mut().map(std::mem::take).unwrap_or_default()
    }
}

/// The record of how many identifiers were made.
fn sandbox(made: u64) -> Vec<u8> {
    line(Kind::Sandbox, format!("{{\"identifiers\":{made}}}"))
}

/// The line of a record whose JSON is at hand.
pub(crate) fn line(kind: Kind, json: String) -> Vec<u8> {
    RawValue::from_string(json)
        .map_or_else(|_| Vec::new(), |value| Record { kind, sequence: None, trashed: false, value: &value }.line())
}

/// What identifiers of each kind look like.
#[derive(Clone, Debug)]
pub(crate) struct Looks {
    pub(crate) contact: Look,
    pub(crate) tag: Look,
    pub(crate) property: Look,
}

impl Looks {
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            contact: Look::of(document, "ContactId"),
            tag: Look::of(document, "ContactTagId"),
            property: Look::of(document, "CustomPropertyId"),
        }
    }
}
