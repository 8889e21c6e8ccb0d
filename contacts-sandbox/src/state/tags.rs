//! The tags: by id, for the many contacts that refer to them, and by name, for lists.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use bytes::Bytes;

/// A tag.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    /// The creator of a user tag; none for a company tag.
    pub(crate) user_id: Option<Arc<str>>,
    /// As answers carry it.
    pub(crate) json: Bytes,
}

/// Where a tag stands in a list: by its name; of those with one name, the company's comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) name: Arc<str>,
    pub(crate) user_id: Option<Arc<str>>,
    pub(crate) id: Arc<str>,
}

/// The tags by id, and their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    by_id: HashMap<Arc<str>, Tag>,
    by_name: BTreeSet<Place>,
}

impl Tags {
    pub(crate) fn get(&self, id: &str) -> Option<&Tag> {
        self.by_id.get(id)
    }

    /// The tag of a name among the company's, or among those of one user.
    pub(crate) fn named(&self, name: &str, user_id: Option<&str>) -> Option<&Tag> {
        let first = Place { name: name.into(), user_id: user_id.map(Into::into), id: "".into() };
        let place = self.by_name.range(first..).next()?;
        let is_it = &*place.name == name && place.user_id.as_deref() == user_id;
        is_it.then(|| self.by_id.get(&place.id)).flatten()
    }

    /// Adds a tag, or puts it in the place of the one with its id.
    pub(crate) fn insert(&mut self, tag: Tag) {
        self.remove(&tag.id);
        self.by_name.insert(tag.place());
        self.by_id.insert(Arc::clone(&tag.id), tag);
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<Tag> {
        let tag = self.by_id.remove(id)?;
        self.by_name.remove(&tag.place());
        Some(tag)
    }

    /// Every tag, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.by_name.iter().filter_map(|place| self.by_id.get(&place.id))
    }

    /// The tags by name, from behind a place on, whether or not a tag still stands there.
    pub(crate) fn sorted(&self, is_descending: bool, after: Option<Place>) -> Box<dyn Iterator<Item = &Tag> + '_> {
        let after = after.map_or(Bound::Unbounded, Bound::Excluded);
        let tag = |place: &Place| self.by_id.get(&place.id);
        if is_descending {
            Box::new(self.by_name.range((Bound::Unbounded, after)).rev().filter_map(tag))
        } else {
            Box::new(self.by_name.range((after, Bound::Unbounded)).filter_map(tag))
        }
    }
}

impl Tag {
    /// Where it stands in a list.
    pub(crate) fn place(&self) -> Place {
        Place { name: Arc::clone(&self.name), user_id: self.user_id.clone(), id: Arc::clone(&self.id) }
    }
}
