//! The payloads of a page beside the files of `openapi/examples`.
//!
//! Where they differ is told by pointers, and never by values.

use std::fs;
use std::path::PathBuf;

use contacts_openapi::{Direction, Operation, Subject};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::{Comparison, Difference};
use crate::exit::Failure;
use crate::staged;
use crate::transcribe::glued::Glued;

/// How many places a finding names.
const MAX_PLACES: usize = 5;

/// A payload that is in no file.
#[derive(Debug)]
pub(crate) struct Unwritten {
    pub(crate) path: PathBuf,
    text: String,
}

impl Unwritten {
    /// Writes the file as a whole, or not at all; one that exists stays as it is.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        staged::write_new(&self.path, &self.text)
    }
}

impl Comparison<'_, '_> {
    /// A payload of the page of an operation.
    pub(super) fn example(&mut self, operation: &Operation<'_>, direction: Direction, line: usize, glued: &Glued) {
        self.found.examples += 1;
        let holder = match direction {
            Direction::Request => operation.pointer.with_trailing_token("requestBody"),
            Direction::Response => {
                let status = operation.success().map_or("default", |answer| answer.status);
                operation.pointer.with_trailing_token("responses").with_trailing_token(status)
            }
        };
        let holder = self.document.definition(&holder);
        let Some(payload) = self.payload(&holder, line, glued) else { return };
        let is_it = |subject: &Subject| *subject == Subject::Operation(operation.id.to_owned());
        let of_operation = self.known(|example| is_it(&example.subject) && example.direction == direction);
        if of_operation.iter().any(|(_, _, known)| is_part(known, &payload, glued.is_elided)) {
            return;
        }
        if let Some((file, at, known)) = nearest(&of_operation, &payload) {
            let places = differences(known, &payload);
            let message =
                format!("the page's example is another than that of {file}: they differ at {}", list(&places));
            let help = "take the page's, no value changed";
            let at = at.clone();
            self.tell(Difference { rule: "example", at: &at, line, printed: None, message, help: help.into() });
            return;
        }
        if glued.is_elided {
            let message = "the page elides this example, and no file has what is left of it".to_owned();
            let help = "nothing can be copied; compose one in its style";
            self.tell(Difference {
                rule: "example-elided",
                at: &holder,
                line,
                printed: None,
                message,
                help: help.into(),
            });
            return;
        }
        let name = format!("{}.{direction}.{}.json", operation.id, self.page.language);
        let path = self.folder.join(&name);
        let is_there = path.exists();
        let message = if is_there {
            format!("nothing refers to {name}, which should be the page's example")
        } else {
            format!("the page's example is in no file; it would be {name}")
        };
        let help = if is_there {
            "refer to it by `externalValue`"
        } else {
            "`--write-examples` writes it; refer to it by `externalValue`"
        };
        let text = serde_json::to_string_pretty(&payload).unwrap_or_default() + "\n";
        let at = holder.with_trailing_token("content");
        self.tell(Difference { rule: "example-file", at: &at, line, printed: Some(&name), message, help: help.into() });
        if !is_there {
            self.found.unwritten.push(Unwritten { path, text });
        }
    }

    /// A payload of an overview, which may be of any operation.
    pub(super) fn loose_example(&mut self, line: usize, glued: &Glued) {
        self.found.examples += 1;
        let at = PointerBuf::from_tokens(["paths"]);
        let Some(payload) = self.payload(&at, line, glued) else { return };
        let files = self.known(|_| true);
        if files.iter().any(|(_, _, known)| is_part(known, &payload, glued.is_elided)) {
            return;
        }
        let (rule, message, help) = if glued.is_elided {
            (
                "example-elided",
                "the page elides this example, and no file has what is left of it".to_owned(),
                "nothing can be copied",
            )
        } else {
            let near = nearest(&files, &payload).map(|(file, _, known)| (file, differences(known, &payload)));
            let near = near.map_or_else(String::new, |(file, places)| {
                format!("; nearest is {file}, which differs at {}", list(&places))
            });
            let help = "copy it to `<operationId>.overview.<request|response>.<language>.json` and refer to it";
            ("example", format!("no file has this example{near}"), help)
        };
        self.tell(Difference { rule, at: &at, line, printed: None, message, help: help.into() });
    }

    /// What a payload says, if it can be read.
    fn payload(&mut self, at: &PointerBuf, line: usize, glued: &Glued) -> Option<Value> {
        match serde_json::from_str(&glued.json) {
            Ok(payload) if !glued.is_cut => return Some(payload),
            Ok(_) => {}
            Err(_) if glued.is_cut => {}
            Err(error) => {
                let message = format!("the example cannot be read as JSON: {error}");
                let help = "see whether the page is saved as it is shown";
                self.tell(Difference { rule: "example", at, line, printed: None, message, help: help.into() });
                return None;
            }
        }
        let message = "the page ends within this example; it was not compared".to_owned();
        let help = "save the page once more, whole";
        self.tell(Difference { rule: "page-cut", at, line, printed: None, message, help: help.into() });
        None
    }

    /// The examples in the page's language that the document refers to, with their contents.
    fn known(&self, is_wanted: impl Fn(&contacts_openapi::Example) -> bool) -> Vec<(String, PointerBuf, Value)> {
        let of_language = self.files.iter().filter(|it| it.language == self.page.language && is_wanted(it));
        let read = of_language.filter_map(|it| {
            let text = fs::read(self.folder.join(&it.file)).ok()?;
            Some((it.file.clone(), it.pointer.clone(), serde_json::from_slice(&text).ok()?))
        });
        read.collect()
    }
}

/// Whether a file is what a page shows; of an elided payload either may have more.
fn is_part(known: &Value, payload: &Value, is_elided: bool) -> bool {
    known == payload || (is_elided && (holds(known, payload) || holds(payload, known)))
}

/// Whether a value has all members of another.
fn holds(whole: &Value, part: &Value) -> bool {
    let (Some(whole), Some(part)) = (whole.as_object(), part.as_object()) else { return false };
    part.iter().all(|(name, value)| whole.get(name) == Some(value))
}

/// The file that differs least.
fn nearest<'a>(files: &'a [(String, PointerBuf, Value)], payload: &Value) -> Option<&'a (String, PointerBuf, Value)> {
    files.iter().min_by_key(|(_, _, known)| count(known, payload))
}

fn count(a: &Value, b: &Value) -> usize {
    let mut places = Vec::new();
    differ(a, b, &mut PointerBuf::new(), &mut places);
    places.len()
}

fn differences(a: &Value, b: &Value) -> Vec<PointerBuf> {
    let mut places = Vec::new();
    differ(a, b, &mut PointerBuf::new(), &mut places);
    places
}

/// Where two values differ. Their depth is that which JSON was read with.
fn differ(a: &Value, b: &Value, here: &mut PointerBuf, places: &mut Vec<PointerBuf>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            for name in names {
                here.push_back(name.as_str());
                match (a.get(name), b.get(name)) {
                    (Some(a), Some(b)) => differ(a, b, here, places),
                    _ => places.push(here.clone()),
                }
                here.pop_back();
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for index in 0..a.len().max(b.len()) {
                here.push_back(index);
                match (a.get(index), b.get(index)) {
                    (Some(a), Some(b)) => differ(a, b, here, places),
                    _ => places.push(here.clone()),
                }
                here.pop_back();
            }
        }
        _ if a != b => places.push(here.clone()),
        _ => {}
    }
}

fn list(places: &[PointerBuf]) -> String {
    let shown: Vec<&str> =
        places.iter().take(MAX_PLACES).map(|at| if at.is_root() { "the root" } else { at.as_str() }).collect();
    let more = places.len().saturating_sub(MAX_PLACES);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    shown.join(", ") + &more
}
