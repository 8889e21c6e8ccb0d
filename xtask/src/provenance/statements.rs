//! The statements of a document: what of it says something of the API, and where each was taken from.

use contacts_openapi::{Document, operations};
use jsonptr::{PointerBuf, Token};
use serde::Serialize;
use serde_json::Value;

/// Something that the document says of the API.
#[derive(Debug, Serialize)]
pub(crate) struct Statement<'d> {
    pub(crate) pointer: PointerBuf,
    pub(crate) keyword: String,
    /// Its value, in short.
    pub(crate) value: String,
    /// The pages that it was read from, as `x-source` names them.
    pub(crate) pages: Vec<&'d str>,
    /// The address of the first.
    pub(crate) address: Option<String>,
    /// Where it is marked as assumed.
    pub(crate) assumption: Option<PointerBuf>,
}

/// What describes, or is about this transcription and not about the API.
const WORDS: [&str; 15] = [
    "description",
    "example",
    "examples",
    "externalDocs",
    "name",
    "operationId",
    "source",
    "summary",
    "tags",
    "title",
    "x-assumed-responses",
    "x-assumption",
    "x-enumDescriptions",
    "x-examples",
    "x-source",
];

/// Every statement of a document, in its order.
pub(crate) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut found = Statements { document, statements: Vec::new() };
    found.document();
    found.statements
}

struct Statements<'d> {
    document: &'d Document,
    statements: Vec<Statement<'d>>,
}

impl<'d> Statements<'d> {
    fn document(&mut self) {
        let root = PointerBuf::new();
        for (key, at, value) in members(&root, self.document.root()) {
            match key {
                "paths" => {
                    for (_, at, item) in members(&at, value) {
                        self.path(&at, item);
                    }
                }
                "components" => self.components(&at, value),
                "servers" => self.facts(&at, value),
                // It counts only for operations that say nothing of it.
                "security" if operations(self.document).iter().any(|it| it.value.get(key).is_none()) => {
                    self.facts(&at, value);
                }
                "x-source-index" => {}
                _ if key.starts_with("x-") => self.facts(&at, value),
                _ => {}
            }
        }
    }

    fn components(&mut self, at: &PointerBuf, components: &'d Value) {
        for (kind, at, those) in members(at, components) {
            for (_, at, value) in members(&at, those) {
                match kind {
                    "schemas" => self.schema(&at, value),
                    "parameters" | "headers" => self.parameter(&at, value),
                    "responses" | "requestBodies" => self.body(&at, value),
                    _ => self.facts(&at, value),
                }
            }
        }
    }

    fn path(&mut self, at: &PointerBuf, item: &'d Value) {
        for (key, at, value) in members(at, item) {
            if key == "parameters" {
                self.parameters(&at, value);
            } else if value.get("responses").is_some() {
                self.operation(&at, key, value);
            }
        }
    }

    fn operation(&mut self, at: &PointerBuf, method: &str, operation: &'d Value) {
        self.add(at.clone(), method, &Value::Null);
        for (key, at, value) in members(at, operation) {
            match key {
                "parameters" => self.parameters(&at, value),
                "requestBody" => self.body(&at, value),
                "responses" => {
                    for (status, at, response) in members(&at, value) {
                        self.add(at.clone(), status, response.get("$ref").unwrap_or(&Value::Null));
                        self.body(&at, response);
                    }
                }
                "x-constraints" => self.entries(&at, value),
                _ if WORDS.contains(&key) => {}
                _ => self.facts(&at, value),
            }
        }
    }

    fn parameters(&mut self, at: &PointerBuf, parameters: &'d Value) {
        for (_, at, parameter) in items(at, parameters) {
            self.parameter(&at, parameter);
        }
    }

    /// A parameter, or a header.
    fn parameter(&mut self, at: &PointerBuf, parameter: &'d Value) {
        for (key, at, value) in members(at, parameter) {
            match key {
                "schema" => self.schema(&at, value),
                _ if WORDS.contains(&key) => {}
                _ => self.facts(&at, value),
            }
        }
    }

    /// What is sent or answered; whoever calls tells a reference.
    fn body(&mut self, at: &PointerBuf, body: &'d Value) {
        for (key, at, value) in members(at, body) {
            match key {
                "headers" => {
                    for (_, at, header) in members(&at, value) {
                        self.parameter(&at, header);
                    }
                }
                "content" => {
                    for (media, at, value) in members(&at, value) {
                        self.add(at.clone(), media, &Value::Null);
                        if let Some(schema) = value.get("schema") {
                            self.schema(&at.with_trailing_token("schema"), schema);
                        }
                    }
                }
                "$ref" => {}
                _ if WORDS.contains(&key) => {}
                _ => self.facts(&at, value),
            }
        }
    }

    fn schema(&mut self, at: &PointerBuf, schema: &'d Value) {
        for (key, at, value) in members(at, schema) {
            match key {
                "properties" => {
                    for (_, at, property) in members(&at, value) {
                        self.schema(&at, property);
                    }
                }
                "items" | "not" => self.schema(&at, value),
                "additionalProperties" if value.is_object() => self.schema(&at, value),
                "allOf" | "anyOf" | "oneOf" => {
                    for (_, at, part) in items(&at, value) {
                        self.schema(&at, part);
                    }
                }
                "required" => {
                    for (_, at, name) in items(&at, value) {
                        self.add(at, key, name);
                    }
                }
                "x-rule" => self.add(at, key, value.get("id").unwrap_or(value)),
                "x-dated-changes" => self.entries(&at, value),
                _ if WORDS.contains(&key) => {}
                _ => self.add(at, key, value),
            }
        }
    }

    /// Entries of one of our lists, each a statement.
    fn entries(&mut self, at: &PointerBuf, entries: &'d Value) {
        let keyword = at.last().map(|token| token.decoded().into_owned()).unwrap_or_default();
        for (_, at, entry) in items(at, entries) {
            self.add(at, &keyword, entry.get("id").unwrap_or(entry));
        }
    }

    /// Values within values, each a statement.
    fn facts(&mut self, at: &PointerBuf, value: &'d Value) {
        match value {
            Value::Object(_) => {
                for (key, at, value) in members(at, value) {
                    if !WORDS.contains(&key) {
                        self.facts(&at, value);
                    }
                }
            }
            Value::Array(list) if list.iter().any(Value::is_object) => {
                for (_, at, value) in items(at, value) {
                    self.facts(&at, value);
                }
            }
            _ => {
                let keyword = at.last().map(|token| token.decoded().into_owned()).unwrap_or_default();
                self.add(at.clone(), &keyword, value);
            }
        }
    }

    fn add(&mut self, pointer: PointerBuf, keyword: &str, value: &Value) {
        let pages = self.document.sources(&pointer);
        self.statements.push(Statement {
            keyword: keyword.to_owned(),
            value: short(value),
            address: pages.first().and_then(|page| self.document.address(page)),
            pages,
            assumption: self.document.assumption(&pointer).map(|(at, _)| at),
            pointer,
        });
    }
}

fn members<'d>(at: &PointerBuf, value: &'d Value) -> impl Iterator<Item = (&'d str, PointerBuf, &'d Value)> + use<'d> {
    let at = at.clone();
    let members = value.as_object().into_iter().flatten();
    members.map(move |(key, value)| (key.as_str(), at.with_trailing_token(key.as_str()), value))
}

fn items<'d>(at: &PointerBuf, value: &'d Value) -> impl Iterator<Item = (usize, PointerBuf, &'d Value)> + use<'d> {
    let at = at.clone();
    let items = value.as_array().into_iter().flatten().enumerate();
    items.map(move |(index, value)| (index, at.with_trailing_token(Token::from(index)), value))
}

/// A value in as few characters as tell it from others.
fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(short).collect::<Vec<_>>().join(", "),
        _ => value.to_string(),
    };
    let text = text.strip_prefix("#/components/").unwrap_or(&text);
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text.to_owned(),
    }
}
