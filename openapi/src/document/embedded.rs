//! `contacts.yaml` as `build.rs` has read it, in a form that a program that starts has in no time.
//!
//! To read the YAML takes ten times as long as this, and JSON half as long again. Here all texts stand in one
//! piece and what they make up in another, with the length of each beforehand; places need no work at all. What
//! remains is the memory that a [`Value`] of this size takes.

use std::slice;

use serde_json::{Map, Value};

/// The embedded document.
pub(super) static CONTACTS: Embedded = include!(concat!(env!("OUT_DIR"), "/contacts.rs"));

/// A document, laid out for reading it from its beginning to its end.
pub(super) struct Embedded {
    /// The names of members, the texts and the numbers, one after the other.
    texts: &'static str,
    /// The values, parents before children; before each member of an object, its name as a text.
    nodes: &'static [Node],
    /// The line and column of each value.
    pub(super) places: &'static [(u32, u32)],
}

/// A value, less what stands elsewhere.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "the document need not hold every kind of value")]
enum Node {
    Null,
    Boolean(bool),
    /// The length of its decimal form.
    Number(u32),
    /// Its length in bytes.
    Text(u32),
    /// The number of its items.
    List(u32),
    /// The number of its members.
    Object(u32),
}

impl Embedded {
    /// The whole document.
    pub(super) fn root(&self) -> Value {
        Reader { texts: self.texts, nodes: self.nodes.iter() }.value()
    }
}

/// What is still to be read.
struct Reader {
    texts: &'static str,
    nodes: slice::Iter<'static, Node>,
}

impl Reader {
    fn value(&mut self) -> Value {
        match self.nodes.next().copied().unwrap_or(Node::Null) {
            Node::Null => Value::Null,
            Node::Boolean(value) => Value::Bool(value),
            Node::Number(length) => number(self.text(length)),
            Node::Text(length) => Value::String(self.text(length).to_owned()),
            Node::List(count) => Value::Array((0..count).map(|_| self.value()).collect()),
            Node::Object(count) => {
                let mut members = Map::with_capacity(count as usize);
                for _ in 0..count {
                    let name = self.name().to_owned();
                    members.insert(name, self.value());
                }
                Value::Object(members)
            }
        }
    }

    fn name(&mut self) -> &'static str {
        match self.nodes.next() {
            Some(Node::Text(length)) => self.text(*length),
            _ => "",
        }
    }

    fn text(&mut self, length: u32) -> &'static str {
        let (text, rest) = self.texts.split_at_checked(length as usize).unwrap_or_default();
        self.texts = rest;
        text
    }
}

/// A number of the document: YAML has whole ones of 64 bits, and others.
fn number(text: &str) -> Value {
    match text.parse::<i64>() {
        Ok(whole) => Value::from(whole),
        Err(_) => text.parse::<f64>().map_or(Value::Null, Value::from),
    }
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::document::Document;

    /// What stands in a document, down to the order of members, which `==` of values does not look at.
    fn all(document: &Document) -> Vec<(String, String)> {
        let mut all = Vec::new();
        document.walk(&mut |pointer, value| {
            let value = if value.is_array() || value.is_object() { String::new() } else { value.to_string() };
            all.push((format!("{pointer} {}", document.place(pointer)), value));
        });
        all
    }

    #[test]
    fn the_embedded_document_is_what_its_text_says() {
        let read = Document::parse(crate::CONTACTS_PATH, crate::CONTACTS_YAML).unwrap();
        let embedded = Document::contacts();
        assert_eq!((embedded.path(), embedded.text()), (read.path(), read.text()));
        assert_eq!(embedded.root(), read.root());
        assert_eq!(all(&embedded), all(&read));
        assert_eq!(embedded.root().to_string(), read.root().to_string());
    }

    #[test]
    fn numbers_keep_their_kind_and_their_last_digit() {
        for number in [0.into(), i64::MIN.into(), i64::MAX.into(), 1.0.into(), (-0.0).into(), 0.1.into(), 5e-324.into()]
        {
            let number: serde_json::Value = number;
            assert_eq!(super::number(&number.to_string()), number);
        }
    }
}
