//! A YAML document as a JSON value in which every member knows the line it came from.

mod embedded;
#[cfg(feature = "yaml")]
mod error;
#[cfg(feature = "yaml")]
mod load;
#[cfg(feature = "yaml")]
mod yaml;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::slice::Iter;
use std::sync::OnceLock;

use jsonptr::{Pointer, PointerBuf, Token};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::finding::{Finding, Place, Severity};

#[cfg(feature = "yaml")]
pub use error::LoadError;

/// How many references are followed in a row.
pub(crate) const MAX_REFERENCES: usize = 100;

/// An `OpenAPI` document with the place of each of its values.
///
/// ```
/// let document = contacts_openapi::Document::contacts();
/// let version = jsonptr::Pointer::from_static("/openapi");
/// assert_eq!(document.pointer(version.as_str()).expect("it is there"), "3.0.3");
/// assert!(document.place(version).to_string().starts_with("openapi/contacts.yaml:"));
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    path: PathBuf,
    text: Cow<'static, str>,
    root: Value,
    /// Line and column of each value in the order of [`Document::walk`]: of its key, or, for an item of a list, of
    /// itself.
    places: Cow<'static, [(u32, u32)]>,
    /// The pointer of each value in the same order, made by the first walk.
    pointers: OnceLock<Vec<PointerBuf>>,
}

impl Document {
    /// The embedded `contacts.yaml`, which was read when this crate was built.
    pub fn contacts() -> Self {
        Self {
            path: crate::CONTACTS_PATH.into(),
            text: Cow::Borrowed(crate::CONTACTS_YAML),
            root: embedded::CONTACTS.root(),
            places: Cow::Borrowed(embedded::CONTACTS.places),
            pointers: OnceLock::new(),
        }
    }

    /// The path the document was read from, as the caller named it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text the document was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole document.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The value that a JSON Pointer names.
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        self.value(Pointer::parse(pointer).ok()?)
    }

    /// The value that a `$ref` of this document names, such as `#/components/schemas/Contact`.
    pub fn resolve(&self, reference: &str) -> Option<&Value> {
        self.value(&Self::target(reference)?)
    }

    fn value(&self, at: &Pointer) -> Option<&Value> {
        at.resolve(&self.root).ok()
    }

    /// Where a `$ref` to the same document leads, whether or not there is something.
    ///
    /// A reference is a URI: `#/paths/~1contacts~1%7BcontactId%7D` leads to `/paths/~1contacts~1{contactId}`.
    pub fn target(reference: &str) -> Option<PointerBuf> {
        let fragment = percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?;
        PointerBuf::parse(fragment).ok()
    }

    /// Follows `$ref`s from a value to the one that stands behind them; a reference that leads
    /// nowhere, or in a circle, is returned as it is.
    pub fn follow<'a>(&'a self, mut value: &'a Value) -> &'a Value {
        for _ in 0..MAX_REFERENCES {
            match value.get("$ref").and_then(Value::as_str).and_then(|reference| self.resolve(reference)) {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    /// Where the value at a place is written: behind its references, as [`Document::follow`] goes.
    pub fn definition(&self, at: &Pointer) -> PointerBuf {
        let mut at = at.to_owned();
        for _ in 0..MAX_REFERENCES {
            let reference = self.value(&at).and_then(|value| value.get("$ref")).and_then(Value::as_str);
            match reference.and_then(Self::target).filter(|target| self.value(target).is_some()) {
                Some(target) => at = target,
                None => break,
            }
        }
        at
    }

    /// Where the value stands that stands, or is referred to, at a place.
    #[cfg(feature = "validate")]
    pub(crate) fn followed(&self, mut at: PointerBuf) -> Option<PointerBuf> {
        for _ in 0..MAX_REFERENCES {
            match self.pointer(at.as_str())?.get("$ref").and_then(Value::as_str) {
                Some(reference) => at = Self::target(reference)?,
                None => return Some(at),
            }
        }
        None
    }

    /// Where a value stands in the text; for one that does not exist, where its nearest ancestor does.
    pub fn place(&self, pointer: &Pointer) -> Place {
        // Counting what stands before a value is work for each question, and saves it when a document is loaded.
        let (mut value, mut index) = (&self.root, 0);
        for token in pointer.tokens() {
            let Some((child, before)) = child(value, &token) else { break };
            (value, index) = (child, index + 1 + before);
        }
        let (line, column) = self.places.get(index).copied().unwrap_or((1, 1));
        Place { file: self.path.clone(), line: line as usize, column: column as usize }
    }

    /// An error about a value of this document.
    pub fn error(&self, rule: &'static str, at: PointerBuf, message: String, help: impl Into<String>) -> Finding {
        Finding {
            rule: rule.into(),
            severity: Severity::Error,
            message,
            place: self.place(&at),
            pointer: Some(at),
            span: None,
            help: Some(help.into()),
            source: None,
        }
    }

    /// Every value of the document with its pointer, parents before children.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&Pointer, &'a Value)) {
        let pointers = self.pointers.get_or_init(|| {
            let mut pointers = Vec::with_capacity(self.places.len());
            point(&self.root, PointerBuf::new(), &mut pointers);
            pointers
        });
        walk(&self.root, &mut pointers.iter(), visit);
    }
}

/// The pointers of a value and of all that it holds.
fn point(value: &Value, here: PointerBuf, pointers: &mut Vec<PointerBuf>) {
    let index = pointers.len();
    pointers.push(here);
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                point(member, pointers[index].with_trailing_token(name), pointers);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                point(item, pointers[index].with_trailing_token(position), pointers);
            }
        }
        _ => {}
    }
}

/// A value and all that it holds, with what is left of the pointers.
fn walk<'a>(value: &'a Value, pointers: &mut Iter<'_, PointerBuf>, visit: &mut dyn FnMut(&Pointer, &'a Value)) {
    let Some(here) = pointers.next() else { return };
    visit(here, value);
    match value {
        Value::Object(members) => members.values().for_each(|member| walk(member, pointers, visit)),
        Value::Array(items) => items.iter().for_each(|item| walk(item, pointers, visit)),
        _ => {}
    }
}

/// What a value holds under a name or an index, and how many values stand before it there.
fn child<'a>(value: &'a Value, token: &Token<'_>) -> Option<(&'a Value, usize)> {
    match value {
        Value::Object(members) => {
            let name = token.decoded();
            let before = members.iter().take_while(|(other, _)| **other != name).map(|(_, member)| member);
            Some((members.get(&*name)?, count(before)))
        }
        Value::Array(items) => {
            let index = token.to_index().ok()?.for_len(items.len()).ok()?;
            Some((items.get(index)?, count(items.iter().take(index))))
        }
        _ => None,
    }
}

/// How many values these are, with all that they hold.
fn count<'a>(values: impl IntoIterator<Item = &'a Value>) -> usize {
    let held = |value: &Value| match value {
        Value::Object(members) => count(members.values()),
        Value::Array(items) => count(items),
        _ => 0,
    };
    values.into_iter().map(|value| 1 + held(value)).sum()
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Document {
        Document::parse("api.yaml", text).unwrap()
    }

    #[test]
    fn a_place_is_that_of_the_key_the_item_or_the_nearest_ancestor() {
        let document = parse("a:\n  - b: 1\n    c/d: 2\n  - {連絡: 先, e: 3}\n");
        let rows = [
            ("", (1, 1)),
            ("/a", (1, 1)),
            ("/a/0", (2, 5)),
            ("/a/0/b", (2, 5)),
            ("/a/0/c~1d", (3, 5)),
            ("/a/1/e", (4, 13)),
            ("/a/1/absent/deeper", (4, 5)),
            ("/a/00", (1, 1)),
            ("/a/-", (1, 1)),
            ("/a/0/b/deeper", (2, 5)),
            ("/absent", (1, 1)),
        ];
        for (pointer, (line, column)) in rows {
            let place = document.place(Pointer::parse(pointer).unwrap());
            assert_eq!((place.line, place.column), (line, column), "{pointer}");
        }
    }

    #[test]
    fn references_are_followed_to_their_end_and_circles_are_left_alone() {
        let document =
            parse("a: {$ref: '#/b'}\nb: {$ref: '#/c~1d'}\nc/d: 3\ne: {$ref: '#/e'}\nf: {$ref: '#/absent'}\n");
        let follow = |pointer| document.follow(document.pointer(pointer).unwrap());
        assert_eq!(follow("/a"), &json!(3));
        assert_eq!(follow("/c~1d"), &json!(3));
        assert_eq!(follow("/e"), &json!({"$ref": "#/e"}));
        assert_eq!(follow("/f"), &json!({"$ref": "#/absent"}));
        assert_eq!(document.resolve("b"), None);
        assert_eq!(document.resolve("other.yaml#/b"), None);
    }

    #[test]
    fn a_reference_is_a_uri_and_may_escape_what_a_uri_has_no_place_for() {
        let document = parse("/a/{b}: 1\n連絡: 2\n");
        let rows = [
            ("#/~1a~1{b}", Some(json!(1))),
            ("#/~1a~1%7Bb%7D", Some(json!(1))),
            ("#/%E9%80%A3%E7%B5%A1", Some(json!(2))),
            ("#/%E9", None),
            ("#%2F~1a~1{b}", Some(json!(1))),
        ];
        for (reference, expected) in rows {
            assert_eq!(document.resolve(reference), expected.as_ref(), "{reference}");
        }
    }

    #[test]
    fn a_walk_meets_every_value_parents_first() {
        let mut met = Vec::new();
        parse("a: [1, {b: 2}]\nc: 3\n").walk(&mut |pointer, _| met.push(pointer.to_string()));
        assert_eq!(met, ["", "/a", "/a/0", "/a/1", "/a/1/b", "/c"]);
    }
}
