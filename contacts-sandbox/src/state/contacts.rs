//! The contacts, in every order that a list can be asked for, so that a page costs the same whatever their number.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Bound, Range};
use std::sync::Arc;

use bytes::Bytes;

/// A contact in its stored form, with what lists and rights look at beside it.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) id: Arc<str>,
    /// Its place in the order of creation.
    pub(crate) sequence: u64,
    /// As the operation that reads one contact answers it.
    pub(crate) json: Bytes,
    /// Where values stand that other operations do not show.
    pub(crate) hidden: Box<[Range<u32>]>,
    /// In seconds of UNIX time.
    pub(crate) created: i64,
    pub(crate) modified: i64,
    /// What it is sorted by when a list is sorted by name.
    pub(crate) name: Arc<str>,
    pub(crate) access: Access,
    /// Whether it is an external message contact.
    pub(crate) is_external: bool,
}

/// Who can access a contact, and who may edit it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Access {
    pub(crate) master: Option<Box<str>>,
    /// Whether those who can access it may edit it.
    pub(crate) is_co_editing: bool,
    /// The members, organizations and groups that can access it; none if every member can.
    pub(crate) members: Option<Box<[Box<str>]>>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Created,
    Modified,
    Name,
}

/// A place in an order of contacts: behind it, or before it when going down, a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) moment: i64,
    pub(crate) name: Arc<str>,
    pub(crate) sequence: u64,
}

/// All contacts that are not in the trash, and those that are.
#[derive(Debug, Default)]
pub(crate) struct Contacts {
    by_sequence: BTreeMap<u64, Box<Contact>>,
    by_id: HashMap<Arc<str>, u64>,
    by_created: BTreeSet<(i64, u64)>,
    by_modified: BTreeSet<(i64, u64)>,
    by_name: BTreeSet<(Arc<str>, u64)>,
    trash: BTreeMap<Arc<str>, Contact>,
    next: u64,
}

impl Contacts {
    pub(crate) fn get(&self, id: &str) -> Option<&Contact> {
        Some(self.by_sequence.get(self.by_id.get(id)?)?.as_ref())
    }

    /// The contact that has a place in the order of creation.
    pub(crate) fn at(&self, sequence: u64) -> Option<&Contact> {
        self.by_sequence.get(&sequence).map(AsRef::as_ref)
    }

    /// The place that the next contact takes in the order of creation.
    pub(crate) fn next_sequence(&self) -> u64 {
        self.next
    }

    /// Adds a contact, or puts it in the place of the one with its id.
    pub(crate) fn insert(&mut self, contact: Contact) {
        self.take(&contact.id);
        let sequence = contact.sequence;
        self.next = self.next.max(sequence.saturating_add(1));
        self.by_id.insert(Arc::clone(&contact.id), sequence);
        self.by_created.insert((contact.created, sequence));
        self.by_modified.insert((contact.modified, sequence));
        self.by_name.insert((Arc::clone(&contact.name), sequence));
        self.by_sequence.insert(sequence, Box::new(contact));
    }

    /// Moves a contact to the trash; false if there is none.
    pub(crate) fn trash(&mut self, id: &str) -> Option<&Contact> {
        let contact = self.take(id)?;
        let id = Arc::clone(&contact.id);
        self.trash.insert(Arc::clone(&id), contact);
        self.trash.get(&id)
    }

    /// Adds a contact to the trash.
    pub(crate) fn insert_trashed(&mut self, contact: Contact) {
        self.next = self.next.max(contact.sequence.saturating_add(1));
        self.trash.insert(Arc::clone(&contact.id), contact);
    }

    /// Removes a contact for good, from the trash too.
    pub(crate) fn remove(&mut self, id: &str) -> Option<Contact> {
        self.take(id).or_else(|| self.trash.remove(id))
    }

    /// A contact in the trash.
    pub(crate) fn trashed(&self, id: &str) -> Option<&Contact> {
        self.trash.get(id)
    }

    /// Every contact in the order of creation, and then those in the trash, by id.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Contact, bool)> {
        self.by_sequence.values().map(|it| (it.as_ref(), false)).chain(self.trash.values().map(|it| (it, true)))
    }

    /// How many there are, the trash aside.
    pub(crate) fn len(&self) -> usize {
        self.by_sequence.len()
    }

    /// How many are in the trash.
    pub(crate) fn trash_len(&self) -> usize {
        self.trash.len()
    }

    fn take(&mut self, id: &str) -> Option<Contact> {
        let sequence = self.by_id.remove(id)?;
        let contact = self.by_sequence.remove(&sequence)?;
        self.by_created.remove(&(contact.created, sequence));
        self.by_modified.remove(&(contact.modified, sequence));
        self.by_name.remove(&(Arc::clone(&contact.name), sequence));
        Some(*contact)
    }

    /// The contacts in an order, those with their moment within a range where the order is one of moments, from behind
    /// a position on.
    pub(crate) fn sorted(
        &self,
        key: Key,
        is_descending: bool,
        moments: Range<i64>,
        after: Option<&Position>,
    ) -> Box<dyn Iterator<Item = &Contact> + '_> {
        let sequences: Box<dyn Iterator<Item = u64> + '_> = match key {
            Key::Created => by_moment(&self.by_created, is_descending, moments, after),
            Key::Modified => by_moment(&self.by_modified, is_descending, moments, after),
            Key::Name => {
                let at = after.map(|it| (Arc::clone(&it.name), it.sequence));
                let (low, high) = match (at, is_descending) {
                    (None, _) => (Bound::Unbounded, Bound::Unbounded),
                    (Some(at), false) => (Bound::Excluded(at), Bound::Unbounded),
                    (Some(at), true) => (Bound::Unbounded, Bound::Excluded(at)),
                };
                either(self.by_name.range((low, high)).map(|(_, sequence)| *sequence), is_descending)
            }
        };
        Box::new(sequences.filter_map(|sequence| Some(self.by_sequence.get(&sequence)?.as_ref())))
    }
}

impl Contact {
    /// Where it stands in an order.
    pub(crate) fn position(&self, key: Key) -> Position {
        Position {
            moment: if key == Key::Modified { self.modified } else { self.created },
            name: if key == Key::Name { Arc::clone(&self.name) } else { "".into() },
            sequence: self.sequence,
        }
    }
}

fn by_moment<'a>(
    set: &'a BTreeSet<(i64, u64)>,
    is_descending: bool,
    moments: Range<i64>,
    after: Option<&Position>,
) -> Box<dyn Iterator<Item = u64> + 'a> {
    let (first, last) = (Bound::Included((moments.start, 0)), Bound::Excluded((moments.end, 0)));
    let at = after.map(|it| (it.moment, it.sequence)).filter(|at| moments.contains(&at.0));
    let range = match (at, is_descending) {
        (None, _) => (first, last),
        (Some(at), false) => (Bound::Excluded(at), last),
        (Some(at), true) => (first, Bound::Excluded(at)),
    };
    if moments.is_empty() {
        return Box::new(std::iter::empty());
    }
    either(set.range(range).map(|(_, sequence)| *sequence), is_descending)
}

fn either<'a>(
    sequences: impl DoubleEndedIterator<Item = u64> + 'a,
    is_descending: bool,
) -> Box<dyn Iterator<Item = u64> + 'a> {
    if is_descending { Box::new(sequences.rev()) } else { Box::new(sequences) }
}
