//! Holding a payload against a schema of the document.
//!
//! The `jsonschema` crate knows nothing of OpenAPI 3.0, so that it gets the component schemas as JSON Schema
//! draft 4, which they are but for `nullable`.

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use crate::document::Document;

/// Something in a payload that its schema does not allow. It names no value of the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where in the payload, as a JSON Pointer.
    pub pointer: String,
    /// The keyword of the schema that was violated.
    pub keyword: String,
}

/// The component schemas of a document, ready to hold payloads against.
#[derive(Debug)]
pub struct Schemas {
    components: Value,
}

impl Schemas {
    /// Prepares the component schemas of a document.
    pub fn new(document: &Document) -> Self {
        Self { components: document.pointer("/components/schemas").map(draft4).unwrap_or_default() }
    }

    /// The validator of one component schema; none if there is no such schema, or if it is not sound.
    pub fn validator(&self, schema: &str) -> Option<Schema> {
        self.components.get(schema)?;
        let root = json!({
            "$ref": format!("#/components/schemas/{schema}"),
            "components": {"schemas": self.components},
        });
        let validator = jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(true).build(&root);
        validator.ok().map(Schema)
    }
}

/// One component schema, ready to hold payloads against.
#[derive(Debug)]
pub struct Schema(Validator);

impl Schema {
    /// Everything in a payload that the schema does not allow.
    pub fn violations(&self, payload: &Value) -> Vec<Violation> {
        let violation = |error: jsonschema::ValidationError<'_>| Violation {
            pointer: error.instance_path().to_string(),
            keyword: error.kind().keyword().to_owned(),
        };
        self.0.iter_errors(payload).map(violation).collect()
    }
}

/// A schema of OpenAPI 3.0 as JSON Schema draft 4: `nullable` widens the `type` beside it, and a keyword
/// that stands beside `$ref` is gone, as it never counted.
fn draft4(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").filter(|reference| reference.is_string()) {
                return json!({ "$ref": reference });
            }
            let mut converted: Map<String, Value> =
                members.iter().map(|(name, member)| (name.clone(), draft4(member))).collect();
            if members.get("nullable").and_then(Value::as_bool) == Some(true)
                && let Some(kind) = members.get("type")
            {
                converted.insert("type".to_owned(), json!([kind, "null"]));
            }
            Value::Object(converted)
        }
        Value::Array(items) => items.iter().map(draft4).collect(),
        other => other.clone(),
    }
}
