//! A YAML document as a JSON value in which every member knows the line it came from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use jsonptr::{Pointer, PointerBuf};
use percent_encoding::percent_decode_str;
use saphyr::{MarkedYaml, Marker, Scalar, ScanError, YamlData, YamlLoader};
use saphyr_parser::{Event, Parser, SpannedEventReceiver as _};
use serde_json::{Map, Value};

use crate::finding::{Finding, Place, Severity};

/// How deep a document may nest before it is refused.
const MAX_DEPTH: usize = 100;

/// An `OpenAPI` document with the place of each of its values.
///
/// ```
/// use contacts_openapi::Document;
///
/// let document = Document::parse("api.yaml", "info:\n  title: Contacts\n").expect("this is YAML");
/// let title = document.pointer("/info/title").expect("it is there");
/// assert_eq!(title, "Contacts");
/// assert_eq!(document.place(jsonptr::Pointer::from_static("/info/title")).to_string(), "api.yaml:2:3");
/// ```
#[derive(Debug)]
pub struct Document {
    path: PathBuf,
    text: String,
    root: Value,
    /// Where each member begins: at its key, or, for an item of a list, at its value.
    places: HashMap<PointerBuf, (usize, usize)>,
}

impl Document {
    /// Reads the embedded `contacts.yaml`.
    ///
    /// # Errors
    ///
    /// When the file this crate was built with is not sound YAML.
    pub fn contacts() -> Result<Self, LoadError> {
        Self::parse(crate::CONTACTS_PATH, crate::CONTACTS_YAML)
    }

    /// Reads a document from a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not UTF-8, or is not sound YAML.
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, LoadError> {
        let path = path.into();
        let bytes = fs::read(&path).map_err(|source| LoadError::Io { path: path.clone(), source })?;
        match String::from_utf8(bytes) {
            Ok(text) => Self::parse(path, text),
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let valid = String::from_utf8_lossy(valid);
                let line = valid.matches('\n').count() + 1;
                let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                let place = Place { file: path, line, column };
                let message = "the file is not UTF-8 text".to_owned();
                Err(LoadError::malformed("not-utf-8", message, place, "save the file as UTF-8"))
            }
        }
    }

    /// Reads a document from text; `path` is the name that findings print.
    ///
    /// # Errors
    ///
    /// When the text is not sound YAML: a syntax error, a key given twice, more or less than one
    /// document, a key that is not text, or nesting beyond reason.
    pub fn parse(path: impl Into<PathBuf>, text: impl Into<String>) -> Result<Self, LoadError> {
        let (path, text) = (path.into(), text.into());
        let malformed = |marker: Option<Marker>, message: String, help: &str| {
            let (line, column) = marker.map_or((1, 1), |marker| (marker.line(), marker.col() + 1));
            LoadError::malformed("yaml-syntax", message, Place { file: path.clone(), line, column }, help)
        };
        let unsupported = |Unsupported { marker, what, help }: Unsupported| malformed(marker, what, help);
        let node = load(&text).map_err(unsupported)?;
        let mut places = HashMap::new();
        let mut here = PointerBuf::new();
        places.insert(here.clone(), (1, 1));
        let root = to_json(&node, &mut here, &mut places).map_err(unsupported)?;
        drop(node);
        Ok(Self { path, text, root, places })
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
        self.root.pointer(pointer)
    }

    /// The value that a `$ref` of this document names, such as `#/components/schemas/Contact`.
    pub fn resolve(&self, reference: &str) -> Option<&Value> {
        self.root.pointer(Self::target(reference)?.as_str())
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
        for _ in 0..MAX_DEPTH {
            match value.get("$ref").and_then(Value::as_str).and_then(|reference| self.resolve(reference)) {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    /// Where a value stands in the text; for one that does not exist, where its nearest ancestor does.
    pub fn place(&self, pointer: &Pointer) -> Place {
        let mut nearest = Some(pointer);
        let (line, column) = loop {
            match nearest {
                Some(pointer) => match self.places.get(pointer) {
                    Some(place) => break *place,
                    None => nearest = pointer.parent(),
                },
                None => break (1, 1),
            }
        };
        Place { file: self.path.clone(), line, column }
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
        walk(&self.root, &mut PointerBuf::new(), visit);
    }
}

fn walk<'a>(value: &'a Value, here: &mut PointerBuf, visit: &mut dyn FnMut(&Pointer, &'a Value)) {
    visit(here, value);
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                here.push_back(name);
                walk(member, here, visit);
                here.pop_back();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                here.push_back(index);
                walk(item, here, visit);
                here.pop_back();
            }
        }
        _ => {}
    }
}

/// YAML that JSON, and therefore `OpenAPI`, has no place for.
struct Unsupported {
    marker: Option<Marker>,
    what: String,
    help: &'static str,
}

/// The one node of the one document of a text.
///
/// The library's own way from a text to nodes calls itself for each level, and copies what an alias stands
/// for; here a text that is too deep, or has an alias, is refused before it is built.
fn load(text: &str) -> Result<MarkedYaml<'_>, Unsupported> {
    let syntax = |error: &ScanError| {
        let is_twice = error.info().starts_with("duplicated key");
        Unsupported {
            marker: Some(*error.marker()),
            what: format!("this is not YAML: {}", error.info()),
            help: if is_twice {
                "the key stands in this mapping before: remove one of the two"
            } else {
                "mend the syntax here or just above; indentation is two spaces"
            },
        }
    };
    let not_one = |marker, found| Unsupported {
        marker,
        what: format!("expected one YAML document, found {found}"),
        help: "the file holds one OpenAPI document and no `---`",
    };
    let mut loader = YamlLoader::default();
    let (mut depth, mut documents) = (0_usize, 0);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        let unsupported = |what: String, help| Err(Unsupported { marker: Some(span.start), what, help });
        match event {
            Event::DocumentStart(_) if documents == 1 => return Err(not_one(Some(span.start), "a second")),
            Event::DocumentStart(_) => documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            Event::Alias(_) => return unsupported("an alias, which JSON has no place for".to_owned(), WRITE_OUT),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let what = format!("nested more than {MAX_DEPTH} levels deep");
            return unsupported(what, "give inner schemas a name under components/schemas");
        }
        loader.on_event(event, span);
        if let Some(error) = loader.error() {
            return Err(syntax(error));
        }
    }
    let node: Option<MarkedYaml<'_>> = loader.into_documents().pop();
    match node {
        Some(node) if matches!(node.data, YamlData::Mapping(_)) => Ok(node),
        Some(node) => Err(Unsupported {
            marker: Some(node.span.start),
            what: "expected a mapping, found something else".to_owned(),
            help: "an OpenAPI document begins with a line such as `openapi: 3.0.3`",
        }),
        None => Err(not_one(None, "none")),
    }
}

const WRITE_OUT: &str = "write the value out";

fn to_json(
    node: &MarkedYaml<'_>,
    here: &mut PointerBuf,
    places: &mut HashMap<PointerBuf, (usize, usize)>,
) -> Result<Value, Unsupported> {
    let unsupported = |what: String, help| Unsupported { marker: Some(node.span.start), what, help };
    match &node.data {
        YamlData::Value(scalar) => match scalar {
            Scalar::Null => Ok(Value::Null),
            Scalar::Boolean(value) => Ok(Value::Bool(*value)),
            Scalar::Integer(value) => Ok(Value::from(*value)),
            Scalar::FloatingPoint(value) => serde_json::Number::from_f64(value.0)
                .map(Value::Number)
                .ok_or_else(|| unsupported("not a JSON number".to_owned(), "quote it if it is text")),
            Scalar::String(value) => Ok(Value::String(value.to_string())),
        },
        YamlData::Sequence(items) => {
            let mut list = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                here.push_back(index);
                places.insert(here.clone(), (item.span.start.line(), item.span.start.col() + 1));
                list.push(to_json(item, here, places)?);
                here.pop_back();
            }
            Ok(Value::Array(list))
        }
        YamlData::Mapping(members) => {
            let mut object = Map::with_capacity(members.len());
            for (key, value) in members {
                let YamlData::Value(Scalar::String(name)) = &key.data else {
                    return Err(Unsupported {
                        marker: Some(key.span.start),
                        what: "a key that is not text".to_owned(),
                        help: "quote it: a status code is written '200'",
                    });
                };
                here.push_back(name.as_ref());
                places.insert(here.clone(), (key.span.start.line(), key.span.start.col() + 1));
                object.insert(name.to_string(), to_json(value, here, places)?);
                here.pop_back();
            }
            Ok(Value::Object(object))
        }
        YamlData::Tagged(..) | YamlData::Alias(_) | YamlData::BadValue | YamlData::Representation(..) => {
            Err(unsupported("a tag, which JSON has no place for".to_owned(), WRITE_OUT))
        }
    }
}

/// Why a document could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// The file could not be read.
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The text is not a sound YAML document.
    Malformed(Box<Finding>),
}

impl LoadError {
    fn malformed(rule: &'static str, message: String, place: Place, help: &str) -> Self {
        LoadError::Malformed(Box::new(Finding {
            rule: rule.into(),
            severity: Severity::Error,
            message,
            place,
            pointer: None,
            span: None,
            help: Some(help.to_owned()),
            source: None,
        }))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Io { path, .. } => write!(f, "cannot read {}", path.display()),
            LoadError::Malformed(finding) => finding.fmt(f),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LoadError::Io { source, .. } => Some(source),
            LoadError::Malformed(_) => None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Document {
        Document::parse("api.yaml", text).unwrap()
    }

    fn finding(text: &str) -> Finding {
        match Document::parse("api.yaml", text) {
            Err(LoadError::Malformed(finding)) => *finding,
            other => panic!("{text:?} gives {other:?}"),
        }
    }

    #[test]
    fn yaml_becomes_the_json_that_it_stands_for() {
        let rows = [
            ("a: 1", json!({"a": 1})),
            ("a: '1'", json!({"a": "1"})),
            ("a: -1.5e3", json!({"a": -1500.0})),
            ("a: [yes, no, on, off, true, False]", json!({"a": ["yes", "no", "on", "off", true, false]})),
            ("a: ~\nb:\nc: null", json!({"a": null, "b": null, "c": null})),
            ("a: 2021-08-10", json!({"a": "2021-08-10"})),
            ("'200': {}", json!({"200": {}})),
            ("a: |-\n  b\n  c\n", json!({"a": "b\nc"})),
            ("a: >-\n  b\n  c\n", json!({"a": "b c"})),
            ("---\na: 1\n...\n", json!({"a": 1})),
            ("{\"a\": [1, {\"b\": \"\\u0041\"}]}", json!({"a": [1, {"b": "A"}]})),
            ("<<: {a: 1}", json!({"<<": {"a": 1}})),
        ];
        for (text, expected) in rows {
            assert_eq!(parse(text).root(), &expected, "{text:?}");
        }
    }

    #[test]
    fn members_keep_the_order_of_the_text() {
        let document = parse("z: 1\na: 2\nm: 3\n");
        assert_eq!(document.root().as_object().unwrap().keys().collect::<Vec<_>>(), ["z", "a", "m"]);
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

    #[test]
    fn a_hundred_levels_are_read_and_no_more() {
        let lists = |levels: usize| format!("a: {}{}", "[".repeat(levels), "]".repeat(levels));
        parse(&lists(MAX_DEPTH - 1));
        for levels in [MAX_DEPTH, 200] {
            let finding = finding(&lists(levels));
            assert_eq!((finding.place.line, finding.place.column), (1, 3 + MAX_DEPTH));
            assert!(finding.message.starts_with("nested more than 100 levels deep"), "{finding}");
        }
        assert!(finding(&"- ".repeat(1_000_000)).message.starts_with("nested"));
    }

    #[test]
    fn a_finding_prints_as_place_rule_message_and_help() {
        let expected = "api.yaml:2:1: error[yaml-syntax]: this is not YAML: duplicated key in mapping\n  \
                        help: the key stands in this mapping before: remove one of the two";
        assert_eq!(finding("a: 1\na: 2\n").to_string(), expected);
    }

    #[test]
    fn what_cannot_be_read_says_which_file() {
        let error = Document::read("absent/api.yaml").unwrap_err();
        assert_eq!(error.to_string(), "cannot read absent/api.yaml");
        assert!(std::error::Error::source(&error).is_some());
    }
}
