//! Holding a payload against a schema of the document.
//!
//! The `jsonschema` crate knows nothing of OpenAPI 3.0, so that it gets the component schemas as JSON Schema
//! draft 4, which they are but for `nullable` and the formats of integers.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

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
    /// Each schema is compiled when it is first asked for, and kept.
    compiled: HashMap<String, OnceLock<Result<Schema, SchemaError>>>,
}

impl Schemas {
    /// Prepares the component schemas of a document.
    pub fn new(document: &Document) -> Self {
        Self {
            components: document.components().map(|(name, schema)| (name.to_owned(), draft4(schema))).collect(),
            compiled: document.components().map(|(name, _)| (name.to_owned(), OnceLock::new())).collect(),
        }
    }

    /// One component schema, compiled at the first call.
    ///
    /// # Errors
    ///
    /// When there is no such schema, or when it is not sound.
    pub fn validator(&self, schema: &str) -> Result<&Schema, SchemaError> {
        let compiled = self.compiled.get(schema).ok_or_else(|| SchemaError::Absent(schema.to_owned()))?;
        compiled.get_or_init(|| self.compile(schema)).as_ref().map_err(Clone::clone)
    }

    fn compile(&self, schema: &str) -> Result<Schema, SchemaError> {
        let root = json!({
            "$ref": format!("#/components/schemas/{schema}"),
            "components": {"schemas": self.components},
        });
        let validator = jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(true).build(&root);
        let unsound = |error: jsonschema::ValidationError<'_>| SchemaError::Unsound {
            schema: schema.to_owned(),
            reason: error.to_string(),
        };
        validator.map(Schema).map_err(unsound)
    }
}

/// Why nothing can be held against a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaError {
    /// The document has no component schema of this name.
    Absent(String),
    /// The schema, or one that it leads to, is no schema.
    Unsound {
        /// The name of the component schema.
        schema: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SchemaError::Absent(schema) => write!(f, "there is no schema `{schema}`"),
            SchemaError::Unsound { schema, reason } => write!(f, "the schema `{schema}` is not sound: {reason}"),
        }
    }
}

impl std::error::Error for SchemaError {}

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

/// A schema of OpenAPI 3.0 as JSON Schema draft 4: `nullable` widens the `type` beside it, the format of an
/// integer is the range that it stands for, and a keyword that stands beside `$ref` is gone, as it never
/// counted.
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
            let range = match members.get("format").and_then(Value::as_str) {
                Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
                Some("int64") => Some((i64::MIN, i64::MAX)),
                _ => None,
            };
            if let Some((least, most)) = range {
                converted.entry("minimum").or_insert_with(|| least.into());
                converted.entry("maximum").or_insert_with(|| most.into());
            }
            Value::Object(converted)
        }
        Value::Array(items) => items.iter().map(draft4).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn schemas(text: &str) -> Schemas {
        Schemas::new(&Document::parse("api.yaml", text).unwrap())
    }

    fn example(file: &str) -> Value {
        let path = format!("{}/{file}", crate::EXAMPLES);
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn violations(schemas: &Schemas, schema: &str, payload: &Value) -> Vec<(String, String)> {
        let found = schemas.validator(schema).unwrap().violations(payload);
        found.into_iter().map(|it| (it.pointer, it.keyword)).collect()
    }

    #[test]
    fn one_constraint_of_the_document_decides_about_a_payload() {
        let mut payload = example("updateContact.request.en.json");
        payload["memo"] = "m".repeat(3500).into();
        let text = crate::CONTACTS_YAML;
        assert_eq!(violations(&schemas(text), "ContactInput", &payload), []);
        let memo = text.find("        memo:\n").unwrap();
        let shorter = format!("{}{}", &text[..memo], text[memo..].replacen("maxLength: 4000", "maxLength: 3000", 1));
        let expected = [("/memo".to_owned(), "maxLength".to_owned())];
        assert_eq!(violations(&schemas(&shorter), "ContactInput", &payload), expected);
    }

    #[test]
    fn the_format_of_an_integer_is_a_range_unless_one_is_given() {
        let schemas = schemas(
            "
components:
  schemas:
    Int32: {type: integer, format: int32}
    Int64: {type: integer, format: int64}
    Count: {type: integer, format: int32, minimum: 1, maximum: 100}
    Least: {type: integer, format: int32, minimum: 1}
    Any: {type: integer}
    Maybe: {type: integer, format: int32, nullable: true}
",
        );
        let rows = [
            ("Int32", json!(i32::MAX), None),
            ("Int32", json!(i64::from(i32::MAX) + 1), Some("maximum")),
            ("Int32", json!(i64::from(i32::MIN) - 1), Some("minimum")),
            ("Int64", json!(i64::MIN), None),
            ("Int64", json!(i64::MAX), None),
            ("Int64", json!(u64::try_from(i64::MAX).unwrap() + 1), Some("maximum")),
            ("Count", json!(101), Some("maximum")),
            ("Count", json!(0), Some("minimum")),
            ("Least", json!(0), Some("minimum")),
            ("Least", json!(u32::MAX), Some("maximum")),
            ("Any", json!(u64::MAX), None),
            ("Maybe", json!(null), None),
        ];
        for (schema, payload, expected) in rows {
            let found = violations(&schemas, schema, &payload);
            let expected: Vec<_> = expected.into_iter().map(|it| (String::new(), it.to_owned())).collect();
            assert_eq!(found, expected, "{schema}: {payload}");
        }
    }

    #[test]
    fn a_schema_that_is_absent_is_told_from_one_that_is_not_sound() {
        let schemas = schemas("components: {schemas: {Bad: {maxLength: many}}}\n");
        let error = schemas.validator("Absent").unwrap_err();
        assert_eq!(error.to_string(), "there is no schema `Absent`");
        let error = schemas.validator("Bad").unwrap_err();
        assert!(matches!(&error, SchemaError::Unsound { schema, .. } if schema == "Bad"), "{error:?}");
        assert!(error.to_string().starts_with("the schema `Bad` is not sound: "), "{error}");
    }

    #[test]
    fn a_schema_is_compiled_once() {
        let schemas = schemas("components: {schemas: {A: {type: string}}}\n");
        assert!(std::ptr::eq(schemas.validator("A").unwrap(), schemas.validator("A").unwrap()));
    }
}
