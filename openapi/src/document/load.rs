//! From a file or a text to a document.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::yaml::{self, Refusal, Yaml};
use super::{Document, LoadError};
use crate::finding::{Finding, Place, Severity};

impl Document {
    /// Reads a document from a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not UTF-8, or is not sound YAML.
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, LoadError> {
        let path = path.into();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(source) => return Err(LoadError::Io { path, source }),
        };
        match yaml::text(bytes) {
            Ok(text) => Self::parse(path, text),
            Err(refusal) => Err(malformed("not-utf-8", path, refusal)),
        }
    }

    /// Reads a document from text; `path` is the name that findings print.
    ///
    /// ```
    /// use contacts_openapi::Document;
    ///
    /// let document = Document::parse("api.yaml", "info:\n  title: Contacts\n")?;
    /// let title = document.pointer("/info/title").expect("it is there");
    /// assert_eq!(title, "Contacts");
    /// assert_eq!(document.place(jsonptr::Pointer::from_static("/info/title")).to_string(), "api.yaml:2:3");
    /// # Ok::<(), contacts_openapi::LoadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not sound YAML: a syntax error, a key given twice, more or less than one
    /// document, a key that is not text, or nesting beyond reason.
    pub fn parse(path: impl Into<PathBuf>, text: impl Into<String>) -> Result<Self, LoadError> {
        let (path, text) = (path.into(), text.into());
        match Yaml::parse(&text) {
            Ok(Yaml { root, places }) => {
                Ok(Self { path, text: Cow::Owned(text), root, places: Cow::Owned(places), pointers: OnceLock::new() })
            }
            Err(refusal) => Err(malformed("yaml-syntax", path, refusal)),
        }
    }
}

fn malformed(rule: &'static str, file: PathBuf, refusal: Refusal) -> LoadError {
    let Refusal { place: (line, column), message, help } = refusal;
    LoadError::Malformed(Box::new(Finding {
        rule: rule.into(),
        severity: Severity::Error,
        message,
        place: Place { file, line: line as usize, column: column as usize },
        pointer: None,
        span: None,
        help: Some(help.to_owned()),
        source: None,
    }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_prints_as_place_rule_message_and_help() {
        let error = Document::parse("api.yaml", "a: 1\na: 2\n").unwrap_err();
        let expected = "api.yaml:2:1: error[yaml-syntax]: this is not YAML: duplicated key in mapping\n  \
                        help: the key stands in this mapping before: remove one of the two";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn what_cannot_be_read_says_which_file() {
        let error = Document::read("absent/api.yaml").unwrap_err();
        assert_eq!(error.to_string(), "cannot read absent/api.yaml");
        assert!(std::error::Error::source(&error).is_some());
    }
}
