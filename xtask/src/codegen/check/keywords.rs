//! Whether schemas say what they mean to say: a keyword that is misspelled, or has a value of another kind,
//! is no keyword to anybody, and the constraint it stands for is gone without a word.

use contacts_openapi::list;
use contacts_openapi::validate::nearest;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::{Check, pointer};
use crate::codegen::model::Model;

/// What marks a schema or a parameter as assumed.
const ASSUMPTION: &str = "x-assumption";

/// What a keyword takes.
#[derive(Clone, Copy)]
enum Takes {
    Anything,
    Text,
    Flag,
    Number,
    Count,
    List,
    Object,
    Schema,
    SchemaOrFlag,
    Schemas,
    Named,
}

/// The keywords of a schema of OpenAPI 3.0.
const KEYWORDS: [(&str, Takes); 36] = [
    ("$ref", Takes::Text),
    ("title", Takes::Text),
    ("description", Takes::Text),
    ("type", Takes::Text),
    ("format", Takes::Text),
    ("pattern", Takes::Text),
    ("multipleOf", Takes::Number),
    ("maximum", Takes::Number),
    ("exclusiveMaximum", Takes::Flag),
    ("minimum", Takes::Number),
    ("exclusiveMinimum", Takes::Flag),
    ("maxLength", Takes::Count),
    ("minLength", Takes::Count),
    ("maxItems", Takes::Count),
    ("minItems", Takes::Count),
    ("uniqueItems", Takes::Flag),
    ("maxProperties", Takes::Count),
    ("minProperties", Takes::Count),
    ("required", Takes::List),
    ("enum", Takes::List),
    ("nullable", Takes::Flag),
    ("readOnly", Takes::Flag),
    ("writeOnly", Takes::Flag),
    ("deprecated", Takes::Flag),
    ("default", Takes::Anything),
    ("example", Takes::Anything),
    ("discriminator", Takes::Object),
    ("xml", Takes::Object),
    ("externalDocs", Takes::Object),
    ("properties", Takes::Named),
    ("items", Takes::Schema),
    ("not", Takes::Schema),
    ("additionalProperties", Takes::SchemaOrFlag),
    ("allOf", Takes::Schemas),
    ("anyOf", Takes::Schemas),
    ("oneOf", Takes::Schemas),
];

impl Takes {
    fn takes(self, value: &Value) -> bool {
        match self {
            Takes::Anything => true,
            Takes::Text => value.is_string(),
            Takes::Flag => value.is_boolean(),
            Takes::Number => value.is_number(),
            Takes::Count => value.is_u64(),
            Takes::List | Takes::Schemas => value.is_array(),
            Takes::Object | Takes::Schema | Takes::Named => value.is_object(),
            Takes::SchemaOrFlag => value.is_object() || value.is_boolean(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Takes::Anything => "anything",
            Takes::Text => "a text",
            Takes::Flag => "true or false",
            Takes::Number => "a number",
            Takes::Count => "a whole number from 0",
            Takes::List => "a list",
            Takes::Object => "an object",
            Takes::Schema => "a schema",
            Takes::SchemaOrFlag => "a schema, true or false",
            Takes::Schemas => "a list of schemas",
            Takes::Named => "an object of schemas",
        }
    }
}

impl<'a> Check<'a> {
    /// Holds every schema of the document to the keywords there are.
    pub(super) fn all_keywords(&mut self, model: &Model<'a>) {
        for (name, schema) in self.document.components() {
            self.keywords(schema, &pointer(["components", "schemas", name]));
        }
        for parameter in model.operations.iter().flat_map(|operation| &operation.parameters) {
            let at = self.definition(&parameter.pointer).with_trailing_token("schema");
            self.keywords(parameter.schema, &at);
            if let Some(assumption) = parameter.value.get(ASSUMPTION) {
                let at = self.definition(&parameter.pointer);
                self.assumption(assumption, self.document.follow(parameter.schema), &at);
            }
        }
    }

    /// The same for one schema and every schema in it.
    fn keywords(&mut self, schema: &Value, at: &PointerBuf) {
        for (name, value) in schema.as_object().into_iter().flatten() {
            let here = at.with_trailing_token(name.as_str());
            let known = KEYWORDS.iter().find(|(known, _)| known == name);
            match known {
                _ if name == ASSUMPTION => self.assumption(value, schema, at),
                _ if name.starts_with("x-") => {}
                None => {
                    let help = match nearest(KEYWORDS.iter().map(|(known, _)| *known), name) {
                        Some(near) => format!("write `{near}` if that is meant; keywords of ours begin with `x-`"),
                        None => "keywords of ours begin with `x-`".to_owned(),
                    };
                    self.report("unknown-keyword", here, format!("`{name}` is no keyword of a schema"), help);
                }
                Some((_, takes)) if !takes.takes(value) => {
                    let message = format!("`{name}` takes {}", takes.name());
                    self.report("keyword-value", here, message, "a value of another kind is ignored by most tools");
                }
                Some((_, takes)) => match (takes, value) {
                    (Takes::Schema | Takes::SchemaOrFlag, inner) => self.keywords(inner, &here),
                    (Takes::Schemas, Value::Array(items)) => {
                        for (index, item) in items.iter().enumerate() {
                            self.keywords(item, &here.with_trailing_token(index));
                        }
                    }
                    (Takes::Named, Value::Object(members)) => {
                        for (member, inner) in members {
                            self.keywords(inner, &here.with_trailing_token(member.as_str()));
                        }
                    }
                    _ => {}
                },
            }
        }
    }

    /// Whether what stands at a place as an assumption covers keywords that there are; one that covers others
    /// covers nothing, and the guess is taken for a fact.
    fn assumption(&mut self, assumption: &Value, schema: &Value, at: &PointerBuf) {
        let here = at.with_trailing_token(ASSUMPTION);
        let covers = match (assumption, assumption.get("covers"), assumption.get("reason")) {
            (Value::String(_), ..) => return,
            (_, Some(Value::Array(covers)), Some(Value::String(_))) => covers,
            _ => {
                let message = format!("`{ASSUMPTION}` takes a text, or `covers` and a `reason`");
                return self.report("assumption", here, message, "`covers` is a list of keywords, `reason` a text");
            }
        };
        for (index, keyword) in covers.iter().enumerate() {
            let name = keyword.as_str().unwrap_or_default();
            if schema.get(name).is_none() && !(name == "required" && self.is_required(at)) {
                let here = here.with_trailing_token("covers").with_trailing_token(index);
                let message = format!("{keyword} is no keyword of the schema that is said to assume it");
                self.report("assumption", here, message, "name keywords that stand there, or none");
            }
        }
    }

    /// Whether what stands at a place is a property that the object it is written in requires.
    fn is_required(&self, at: &PointerBuf) -> bool {
        let object = at.parent().and_then(|properties| properties.parent());
        let object = object.and_then(|object| self.document.pointer(object.as_str()));
        let name = at.last().map(|token| Value::from(token.decoded()));
        object.is_some_and(|object| list(object, "required").any(|it| Some(it) == name.as_ref()))
    }
}
