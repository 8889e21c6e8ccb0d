//! The example payloads that the document refers to, in the order in which it does.
//!
//! A file's name says what it is: `<subject>[.<variant>].<request|response>.<en|jp|kr|composed>.json`,
//! where the subject is an operation or, for a fragment that several share, a schema.

use std::collections::BTreeMap;
use std::fmt;

use jsonptr::PointerBuf;
use serde_json::Value;

use crate::document::Document;
use crate::finding::Finding;

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
/// Each reference whose file name does not follow the pattern is a finding.
pub fn examples(document: &Document) -> Result<Vec<Example>, Vec<Finding>> {
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
            None => strays.push(document.error(
                "example-name",
                pointer.to_owned(),
                format!("`{reference}` is no name of an example"),
                "call it `./examples/<subject>[.<variant>].<request|response>.<en|jp|kr|composed>.json`",
            )),
        }
    });
    if strays.is_empty() { Ok(found.into_values().collect()) } else { Err(strays) }
}

/// The files of `openapi/examples`, by their names.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The text of an example, by its file's name, as this was built with it.
///
/// ```
/// let text = contacts_openapi::example("createContact.minimal.request.en.json").expect("it is there");
/// assert!(text.starts_with('{'));
/// ```
pub fn example(file: &str) -> Option<&'static str> {
    let at = FILES.binary_search_by_key(&file, |(name, _)| name).ok()?;
    Some(FILES[at].1)
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

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn refer_to(file: &str) -> Result<Vec<Example>, Vec<Finding>> {
        let text = format!("a: {{externalValue: '{file}'}}\ncomponents: {{schemas: {{ApiError: {{}}}}}}\n");
        examples(&Document::parse("api.yaml", text).unwrap())
    }

    #[test]
    fn a_file_name_says_subject_variant_direction_and_language() {
        let rows = [
            ("getContact.response.jp.json", "getContact", None, Direction::Response, Language::Jp),
            (
                "createContact.minimal.request.en.json",
                "createContact",
                Some("minimal"),
                Direction::Request,
                Language::En,
            ),
            ("getContact.response.composed.json", "getContact", None, Direction::Response, Language::Composed),
            ("getContact.request.kr.json", "getContact", None, Direction::Request, Language::Kr),
        ];
        for (file, subject, variant, direction, language) in rows {
            let found = refer_to(&format!("./examples/{file}")).unwrap();
            let [example] = &found[..] else { panic!("{file} gives {found:?}") };
            assert_eq!(example.file, file);
            assert_eq!(example.subject, Subject::Operation(subject.to_owned()));
            assert_eq!(
                (example.variant.as_deref(), example.direction, example.language),
                (variant, direction, language)
            );
            assert_eq!(example.pointer.to_string(), "/a/externalValue");
        }
    }

    #[test]
    fn the_subject_is_a_schema_where_there_is_one_of_that_name() {
        let found = refer_to("./examples/ApiError.common.response.en.json").unwrap();
        assert_eq!(found[0].subject, Subject::Schema("ApiError".to_owned()));
    }

    #[test]
    fn a_reference_that_is_no_example_s_name_is_told_by_its_place() {
        let rows = [
            "getContact.response.jp.json",
            "../examples/getContact.response.jp.json",
            "./examples/getContact.response.jp.yaml",
            "./examples/getContact.response.fr.json",
            "./examples/getContact.answer.jp.json",
            "./examples/response.jp.json",
            "./examples/a.b.c.response.jp.json",
            "./examples/.json",
            "",
        ];
        for file in rows {
            let strays = refer_to(file).unwrap_err();
            let [stray] = &strays[..] else { panic!("{file} gives {strays:?}") };
            let place = (&*stray.rule, stray.place.line, stray.place.column);
            assert_eq!(place, ("example-name", 1, 5), "{file}");
            assert_eq!(stray.pointer.as_ref().map(ToString::to_string).as_deref(), Some("/a/externalValue"), "{file}");
        }
    }

    #[test]
    fn an_example_that_two_places_refer_to_is_one() {
        let text = "a: {externalValue: ./examples/a.request.en.json}\nb: {x-examples: [./examples/a.request.en.json]}\n\
                    c: {value: ./examples/c}\ncomponents: {schemas: {}}\n";
        let found = examples(&Document::parse("api.yaml", text).unwrap()).unwrap();
        assert_eq!(found.iter().map(|it| it.pointer.to_string()).collect::<Vec<_>>(), ["/a/externalValue"]);
    }

    #[test]
    fn every_example_of_the_real_document_is_a_file_and_every_file_an_example() {
        let found = examples(&Document::contacts()).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let files = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> = files.collect();
        files.sort();
        assert_eq!(found.into_iter().map(|example| example.file).collect::<Vec<_>>(), files);
        for file in &files {
            assert_eq!(example(file).unwrap(), std::fs::read_to_string(format!("{folder}/{file}")).unwrap());
        }
        assert_eq!(example("createContact.json"), None);
    }

    #[test]
    fn directions_and_languages_print_as_in_file_names() {
        assert_eq!(Language::ALL.map(|it| it.to_string()), ["en", "jp", "kr", "composed"]);
        assert_eq!(format!("{:>9}{:<9}|", Direction::Request, Direction::Response), "  requestresponse |");
    }
}
