//! What the document says, for a service that must say the same: each room looks up its own facts at the start, so
//! that nothing of the API is written twice and a document that lacks something is noticed before a port is opened.

use std::fmt;

use contacts_openapi::Document;
use serde_json::Value;

/// A statement that the sandbox needs and the document does not make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pointer: String,
    kind: &'static str,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document has no {} at {}", self.kind, self.pointer)
    }
}

/// Statements of the document by their JSON Pointers.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'d>(pub(crate) &'d Document);

impl<'d> Facts<'d> {
    /// A text.
    pub(crate) fn text(self, pointer: &str) -> Result<&'d str, Missing> {
        self.value(pointer, "text", Value::as_str)
    }

    /// A whole number that is not negative.
    pub(crate) fn count(self, pointer: &str) -> Result<u64, Missing> {
        self.value(pointer, "whole number", Value::as_u64)
    }

    /// A list of texts.
    pub(crate) fn texts(self, pointer: &str) -> Result<Vec<&'d str>, Missing> {
        self.value(pointer, "list of texts", |value| value.as_array()?.iter().map(Value::as_str).collect())
    }

    /// The members of an object.
    pub(crate) fn members(self, pointer: &str) -> Result<impl Iterator<Item = (&'d str, &'d Value)>, Missing> {
        let members = self.value(pointer, "object", Value::as_object)?;
        Ok(members.iter().map(|(name, value)| (name.as_str(), value)))
    }

    fn value<T>(
        self,
        pointer: &str,
        kind: &'static str,
        read: impl FnOnce(&'d Value) -> Option<T>,
    ) -> Result<T, Missing> {
        let value = self.0.pointer(pointer).and_then(read);
        value.ok_or_else(|| Missing { pointer: pointer.to_owned(), kind })
    }
}

/// The path of an address, such as `/v1.0` of the server's.
pub(crate) fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').map_or("", |at| rest[at..].trim_end_matches('/'))
}
