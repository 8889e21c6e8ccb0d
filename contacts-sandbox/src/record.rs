//! What the sandbox holds, one resource a line: the form in which state is loaded, dumped and kept in a file.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    /// How many identifiers were made, so that a sandbox that goes on does not make one twice.
    Sandbox,
    /// A member of the domain: `userId`, and the other names it goes by.
    Member,
    /// The definition of a custom property, as answers carry it.
    CustomProperty,
    /// A tag, as answers carry it.
    ContactTag,
    /// A contact, as the operation that reads one answers it.
    Contact,
    /// The photo of a contact.
    Photo,
    /// What was granted: a refresh token, by its digest.
    Grant,
}

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Record<'a> {
    pub(crate) kind: Kind,
    /// The place of a contact in the order of creation; the next one, where it is left out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) sequence: Option<u64>,
    /// Whether a contact lies in the trash.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(crate) trashed: bool,
    #[serde(borrow)]
    pub(crate) value: &'a RawValue,
}

/// A record that came, changed or went.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    /// Its line; none if it went.
    pub(crate) line: Option<Vec<u8>>,
}

impl Record<'_> {
    /// The line, without its end.
    pub(crate) fn line(&self) -> Vec<u8> {
        // Writing into memory does not fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
