//! The document and its examples, read once.

use std::fs;
use std::path::Path;

use contacts_openapi::{Direction, Document, EXAMPLES, Example, Operation, Subject, examples};
use serde_json::Value;

/// An example with its payload.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Where it comes from.
    pub example: Example,
    /// What it says.
    pub value: Value,
}

/// Reads every example that the document refers to.
///
/// # Errors
///
/// When a reference names no example, a file is missing or is no JSON, or a file is referred to by nothing.
pub fn payloads(document: &Document) -> Result<Vec<Payload>, String> {
    let examples = examples(document).map_err(|findings| {
        let texts: Vec<String> = findings.iter().map(ToString::to_string).collect();
        texts.join("\n")
    })?;
    let mut payloads = Vec::new();
    for example in examples {
        let path = Path::new(EXAMPLES).join(&example.file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", example.file))?;
        let value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", example.file))?;
        payloads.push(Payload { example, value });
    }
    for entry in fs::read_dir(EXAMPLES).map_err(|error| error.to_string())? {
        let name = entry.map_err(|error| error.to_string())?.file_name().to_string_lossy().into_owned();
        if !payloads.iter().any(|payload| payload.example.file == name) {
            return Err(format!("the document does not refer to examples/{name}"));
        }
    }
    Ok(payloads)
}

/// The payloads of one operation that travel one way.
pub fn of<'a>(
    payloads: &'a [Payload],
    operation: &Operation<'_>,
    direction: Direction,
) -> impl Iterator<Item = &'a Payload> {
    let subject = Subject::Operation(operation.id.to_owned());
    payloads.iter().filter(move |payload| payload.example.subject == subject && payload.example.direction == direction)
}
