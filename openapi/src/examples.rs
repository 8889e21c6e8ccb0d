//! The example payloads that the document refers to, in the order in which it does.
//!
//! A file's name says what it is: `<subject>[.<variant>].<request|response>.<en|jp|kr|composed>.json`,
//! where the subject is an operation or, for a fragment that several share, a schema.

use std::collections::BTreeMap;
use std::fmt;

use jsonptr::PointerBuf;
use serde_json::Value;

use crate::document::Document;

/// Which way a payload travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// From the client to the service.
    Request,
    /// From the service to the client.
    Response,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Direction::Request => "request",
            Direction::Response => "response",
        })
    }
}

/// The language of the page that an example was copied from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    En,
    /// Japanese.
    Jp,
    /// Korean.
    Kr,
    /// No page shows one: it was composed by this project.
    Composed,
}

impl Language {
    /// Every language, in the order in which tables list them.
    pub const ALL: [Language; 4] = [Language::En, Language::Jp, Language::Kr, Language::Composed];
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Language::En => "en",
            Language::Jp => "jp",
            Language::Kr => "kr",
            Language::Composed => "composed",
        })
    }
}

/// What an example is an example of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A body of the operation with this id.
    Operation(String),
    /// A fragment that fits the component schema of this name.
    Schema(String),
}

/// An example payload.
#[derive(Clone, Debug)]
pub struct Example {
    /// The file's name within `openapi/examples`.
    pub file: String,
    /// What it is an example of.
    pub subject: Subject,
    /// Which of several examples of the subject, such as `minimal`.
    pub variant: Option<String>,
    /// Which way it travels.
    pub direction: Direction,
    /// Where it was copied from.
    pub language: Language,
    /// Where the document refers to it.
    pub pointer: PointerBuf,
}

/// The examples that a document refers to, or the references that are no example's name.
///
/// # Errors
///
/// Returns the pointers of references whose file name does not follow the pattern.
pub fn examples(document: &Document) -> Result<Vec<Example>, Vec<PointerBuf>> {
    let mut found = BTreeMap::new();
    let mut strays = Vec::new();
    document.walk(&mut |pointer, value| {
        let Some(reference) = value.as_str() else { return };
        let is_reference = pointer.last().is_some_and(|token| token.decoded() == "externalValue")
            || pointer.parent().and_then(jsonptr::Pointer::last).is_some_and(|token| token.decoded() == "x-examples");
        if !is_reference {
            return;
        }
        match Example::parse(document, reference, pointer.to_owned()) {
            Some(example) => drop(found.entry(example.file.clone()).or_insert(example)),
            None => strays.push(pointer.to_owned()),
        }
    });
    if strays.is_empty() { Ok(found.into_values().collect()) } else { Err(strays) }
}

impl Example {
    fn parse(document: &Document, reference: &str, pointer: PointerBuf) -> Option<Self> {
        let file = reference.strip_prefix("./examples/")?;
        let mut parts: Vec<&str> = file.strip_suffix(".json")?.split('.').collect();
        let language = match parts.pop()? {
            "en" => Language::En,
            "jp" => Language::Jp,
            "kr" => Language::Kr,
            "composed" => Language::Composed,
            _ => return None,
        };
        let direction = match parts.pop()? {
            "request" => Direction::Request,
            "response" => Direction::Response,
            _ => return None,
        };
        let (subject, variant) = match parts[..] {
            [subject] => (subject, None),
            [subject, variant] => (subject, Some(variant.to_owned())),
            _ => return None,
        };
        let is_schema = document.pointer("/components/schemas").and_then(Value::as_object)?.contains_key(subject);
        let subject = if is_schema { Subject::Schema } else { Subject::Operation }(subject.to_owned());
        Some(Self { file: file.to_owned(), subject, variant, direction, language, pointer })
    }
}
