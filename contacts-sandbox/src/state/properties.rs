//! The definitions of custom properties. A domain has only a few, so that they are looked through one by one.

use bytes::Bytes;

/// A definition.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) id: String,
    pub(crate) property_name: String,
    pub(crate) display_name: String,
    /// Its place in the order; unset comes last.
    pub(crate) display_order: Option<i64>,
    /// `propertyType`, as the document spells it.
    pub(crate) property_type: String,
    pub(crate) is_multi_valued: bool,
    /// As answers carry it.
    pub(crate) json: Bytes,
}

/// The definitions of the domain, in the order of creation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties {
    definitions: Vec<Definition>,
}

impl Properties {
    /// The definition whose values stand under a name.
    pub(crate) fn named(&self, property_name: &str) -> Option<&Definition> {
        self.iter().find(|it| it.property_name == property_name)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Definition> {
        self.iter().find(|it| it.id == id)
    }

    pub(crate) fn len(&self) -> usize {
        self.definitions.len()
    }

    /// Adds a definition, or puts it in the place of the one with its id.
    pub(crate) fn insert(&mut self, definition: Definition) {
        match self.definitions.iter_mut().find(|it| it.id == definition.id) {
            Some(old) => *old = definition,
            None => self.definitions.push(definition),
        }
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<Definition> {
        let at = self.definitions.iter().position(|it| it.id == id)?;
        Some(self.definitions.remove(at))
    }

    /// Every definition, in the order of creation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.iter()
    }

    /// Every definition, as they are to be shown: those that have no place in the order come last, and of those with
    /// one place the older comes first.
    pub(crate) fn sorted(&self) -> Vec<&Definition> {
        let mut sorted: Vec<&Definition> = self.iter().collect();
        sorted.sort_by_key(|it| it.display_order.unwrap_or(i64::MAX));
        sorted
    }
}
