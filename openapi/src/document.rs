//! A YAML document as a JSON value in which every member knows the line it came from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use jsonptr::{Pointer, PointerBuf};
use saphyr::{LoadableYamlNode, MarkedYaml, Marker, Scalar, YamlData};
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
                Err(LoadError::Malformed(Box::new(Finding {
                    rule: "not-utf-8",
                    severity: Severity::Error,
                    message: "the file is not UTF-8 text".to_owned(),
                    place: Place { file: path, line, column },
                    pointer: None,
                    help: "save the file as UTF-8".to_owned(),
                })))
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
            LoadError::Malformed(Box::new(Finding {
                rule: "yaml-syntax",
                severity: Severity::Error,
                message,
                place: Place { file: path.clone(), line, column },
                pointer: None,
                help: help.to_owned(),
            }))
        };
        let nodes = MarkedYaml::load_from_str(&text).map_err(|error| {
            let message = format!("this is not YAML: {}", error.info());
            malformed(Some(*error.marker()), message, "mend the syntax here or just above; indentation is two spaces")
        })?;
        let [node] = nodes.as_slice() else {
            let message = format!("expected one YAML document, found {}", nodes.len());
            return Err(malformed(None, message, "the file holds one OpenAPI document and no `---`"));
        };
        let mut places = HashMap::new();
        let mut here = PointerBuf::new();
        places.insert(here.clone(), (1, 1));
        let root = to_json(node, &mut here, &mut places)
            .map_err(|Unsupported { marker, what, help }| malformed(Some(marker), what, help))?;
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
        self.root.pointer(reference.strip_prefix('#')?)
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
    marker: Marker,
    what: String,
    help: &'static str,
}

fn to_json(
    node: &MarkedYaml<'_>,
    here: &mut PointerBuf,
    places: &mut HashMap<PointerBuf, (usize, usize)>,
) -> Result<Value, Unsupported> {
    let unsupported = |what: String, help| Unsupported { marker: node.span.start, what, help };
    if here.count() > MAX_DEPTH {
        return Err(unsupported(
            format!("nested more than {MAX_DEPTH} levels deep"),
            "give inner schemas a name under components/schemas",
        ));
    }
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
                        marker: key.span.start,
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
            Err(unsupported("a tag or an alias that JSON has no place for".to_owned(), "write the value out"))
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
