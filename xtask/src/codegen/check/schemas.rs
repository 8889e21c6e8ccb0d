//! What a schema must be like to become a type.

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::{Document, Location, Method, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::{Check, pointer};
use crate::codegen::model::{Kind, Model, SCHEMAS, Schema};
use crate::codegen::{names, vocabulary};

impl<'a> Check<'a> {
    pub(super) fn schemas(&mut self, model: &Model<'a>) {
        self.schema_names(model);
        self.patches(model);
        for schema in &model.schemas {
            let at = pointer(["components", "schemas", schema.name]);
            match schema.kind {
                Kind::Enum => self.enum_values(schema.value, &at),
                Kind::Union => self.union(model, schema.value, &at),
                Kind::Object { .. } => {
                    self.is_object(schema, &at);
                    self.object(schema.value, &at);
                }
                Kind::Part => self.object(schema.value, &at),
                Kind::Id { .. } | Kind::Map | Kind::Rules { .. } => {}
            }
        }
    }

    fn schema_names(&mut self, model: &Model<'a>) {
        let queries = model.operations.iter().filter(|it| it.parameters_in(Location::Query).next().is_some());
        let params: Vec<String> = queries.map(|it| names::params(it.id)).collect();
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, _) in self.document.components() {
            let at = pointer(["components", "schemas", name]);
            let type_name = names::type_name(name);
            if let Some(other) = seen.insert(type_name.clone(), name) {
                let message = format!("the schemas `{name}` and `{other}` become the same type");
                self.report("colliding-names", at, message, "rename one of them");
            } else if names::TAKEN.contains(&name) || params.iter().any(|taken| taken == name) {
                let message = format!("`{name}` is the name of another type of the client");
                self.report("schema-name", at, message, "call it otherwise");
            } else if type_name != name || !names::is_name(name) {
                let is_better = names::is_name(&type_name);
                let help =
                    if is_better { format!("call it `{type_name}`") } else { "begin it with a letter".to_owned() };
                self.report("schema-name", at, format!("`{name}` is no name for a Rust type"), help);
            }
        }
    }

    fn is_object(&mut self, schema: &Schema<'a>, at: &PointerBuf) {
        let name = schema.name;
        let ty = schema.value.get("type");
        if ty.is_some_and(|ty| ty != "object") || self.document.properties(schema.value).is_empty() {
            let found = ty.map_or("nothing that tells its type".to_owned(), |ty| format!("type {ty}"));
            let message = format!("`{name}` has {found}");
            let help = "a named schema is an object, a union, an enum, a string or an integer; write others in place";
            self.report("schema-type", at.clone(), message, help);
        }
    }

    fn enum_values(&mut self, schema: &'a Value, at: &PointerBuf) {
        let member = if schema.get("enum").is_some() { "enum" } else { "x-extensible-enum" };
        let at = at.with_trailing_token(member);
        let mut seen = BTreeMap::from([("Unknown".to_owned(), "the variant for unlisted values".to_owned())]);
        for value in list(schema, member).filter(|value| !value.is_null()) {
            let Some(value) = value.as_str() else {
                self.report("enum-value", at.clone(), format!("the value {value} is no text"), "quote it");
                continue;
            };
            let variant = names::variant(value);
            if !names::is_name(&variant) {
                let message = format!("the value {value:?} makes no name for a Rust variant");
                let help = "only values that begin with a letter can be named";
                self.report("enum-value", at.clone(), message, help);
            } else if let Some(other) = seen.insert(variant, format!("{value:?}")) {
                let message = format!("the value {value:?} and {other} become the same variant");
                self.report("colliding-names", at.clone(), message, "leave one of them out");
            }
        }
        if vocabulary::values(schema).next().is_none() {
            self.report("enum-value", at, "the enum has no values".to_owned(), "list at least one");
        }
    }

    /// An arm is told from another of the same form by keys that the other does not have.
    fn union(&mut self, model: &Model<'a>, schema: &'a Value, at: &PointerBuf) {
        let member = if schema.get("anyOf").is_some() { "anyOf" } else { "oneOf" };
        let arms = vocabulary::arms(model, schema);
        let is_object = |name: &str| model.schema(name).is_some_and(|it| matches!(it.kind, Kind::Object { .. }));
        if arms.len() != list(schema, member).count() || !arms.iter().all(|arm| is_object(arm.name)) {
            let message = "an arm of this union is neither a named object nor a list of one".to_owned();
            self.report("union", at.clone(), message, "give each arm a name under components/schemas");
            return;
        }
        let mut variants = BTreeMap::from([("Raw".to_owned(), "the variant for other forms".to_owned())]);
        for (index, arm) in arms.iter().enumerate() {
            let at = at.with_trailing_token(member).with_trailing_token(index);
            let keys = self.keys(arm.schema);
            let before = self.findings.len();
            for other in arms[..index].iter().filter(|other| other.list == arm.list) {
                let others = self.keys(other.schema);
                if keys.is_subset(&others) || others.is_subset(&keys) {
                    let message = format!("`{}` and `{}` cannot be told apart by their keys", arm.name, other.name);
                    self.report("union", at.clone(), message, "each needs a property that the other does not have");
                }
            }
            if self.findings.len() == before
                && let Some(other) = variants.insert(arm.variant.clone(), format!("`{}`", arm.name))
            {
                let message = format!("`{}` and {other} become the same variant", arm.name);
                self.report("colliding-names", at, message, "rename one of them");
            }
        }
    }

    fn keys(&self, schema: &'a Value) -> BTreeSet<&'a str> {
        self.document.properties(schema).into_iter().map(|(name, _)| name).collect()
    }

    /// A member of a PATCH body is left alone, cleared or set, and so is a member of an object in it. An object
    /// that other bodies hold as well has no room for the difference. A list is sent as a whole, and what is in
    /// it may be shared.
    fn patches(&mut self, model: &Model<'a>) {
        let kind = |name: &str| model.schema(model.rust_name(name)).map(|schema| schema.kind);
        let is_shared = |name: &str| kind(name) == Some(Kind::Object { patch: false });
        let help = "give PATCH a schema of its own, composed of the shared one: `allOf: [{$ref: ...}]`";
        let mut bodies = Vec::new();
        for operation in model.operations.iter().filter(|operation| operation.method == Method::Patch) {
            let Some(body) = operation.request.and_then(Model::reference) else { continue };
            if is_shared(body) {
                let message =
                    format!("other operations use `{body}` too, so that `{}` could clear nothing", operation.id);
                self.report("shared-patch", operation.pointer.with_trailing_token("requestBody"), message, help);
            } else {
                bodies.push(body);
            }
        }
        let mut index = 0;
        while let Some(body) = bodies.get(index).copied().and_then(|name| model.schema(name)) {
            index += 1;
            let at = pointer(["components", "schemas", body.name]);
            for (name, property) in self.document.properties(body.value) {
                let Some(target) = Model::reference(property) else { continue };
                if is_shared(target) {
                    let here = property_pointer(self.document, body.value, &at, name);
                    let message = format!("`{name}` of `{}` is of `{target}`, which is not for PATCH alone", body.name);
                    self.report("shared-patch", here, message, help);
                } else if kind(target) == Some(Kind::Object { patch: true }) && !bodies.contains(&target) {
                    bodies.push(target);
                }
            }
        }
    }

    fn object(&mut self, schema: &'a Value, at: &PointerBuf) {
        let (properties, required) = (self.document.properties(schema), self.document.required(schema));
        let mut seen = BTreeMap::from([("extra".to_owned(), "the field for unlisted properties".to_owned())]);
        for (name, property) in &properties {
            let here = property_pointer(self.document, schema, at, name);
            let field = names::field(name);
            if !names::is_name(&field) {
                let message = format!("the property `{name}` makes no name for a field");
                self.report("property-name", here.clone(), message, "leave it to the unlisted properties");
            } else if let Some(other) = seen.insert(field, format!("`{name}`")) {
                let message = format!("the property `{name}` and {other} become the same field");
                let help = "rename one of them, or leave one to the unlisted properties";
                self.report("colliding-names", here.clone(), message, help);
            }
            if let Some(target) = Model::reference(property)
                && required.contains(name)
                && self.document.resolve(&format!("{SCHEMAS}{target}")).and_then(|it| it.get("nullable")).is_some()
            {
                let message = format!("`{name}` is required, and a reference to a nullable schema");
                let help = "a required property is a value: drop one of the two";
                self.report("nullable-reference", here.clone(), message, help);
            }
            self.member(property, &here, name);
        }
        for name in required {
            if !properties.iter().any(|(property, _)| *property == name) {
                let message = format!("`{name}` is required but is no property");
                let here = at.with_trailing_token("required");
                self.report("required", here, message, "define it, or drop it from the list");
            }
        }
    }

    /// The schema of a property, of a parameter or of an item: a named one, or one that needs no name.
    pub(super) fn member(&mut self, schema: &Value, at: &PointerBuf, name: &str) {
        const KNOWN: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];
        if Model::reference(schema).is_some() {
            return;
        }
        if let Some(reference) = schema.get("$ref") {
            let message = format!("{reference} is no schema with a name");
            let help = format!("refer to one under `{SCHEMAS}`");
            self.report("reference", at.with_trailing_token("$ref"), message, help);
        } else if schema.get("enum").is_some() {
            let message = format!("the enum of `{name}` has no name");
            let help = "move it under components/schemas, so that its type has a name";
            self.report("inline-enum", at.clone(), message, help);
        } else if schema.get("properties").is_some() || schema.get("allOf").is_some() {
            let message = format!("`{name}` holds an object without a name");
            self.report("inline-object", at.clone(), message, "move it under components/schemas and refer to it");
        } else if let Some(ty) = schema.get("type").filter(|ty| !KNOWN.iter().any(|known| ty == known)) {
            let help = format!("write one of {}; `nullable: true` allows null", KNOWN.join(", "));
            self.report("schema-type", at.with_trailing_token("type"), format!("`{name}` has the type {ty}"), help);
        } else if let Some(items) = schema.get("items") {
            self.member(items, &at.with_trailing_token("items"), name);
        }
    }
}

/// Where a property of a schema or of one of its parts is written.
fn property_pointer(document: &Document, schema: &Value, at: &PointerBuf, name: &str) -> PointerBuf {
    find_property(document, schema, at, name).unwrap_or_else(|| at.clone())
}

fn find_property(document: &Document, schema: &Value, at: &PointerBuf, name: &str) -> Option<PointerBuf> {
    if schema.get("properties").and_then(|it| it.get(name)).is_some() {
        return Some(at.with_trailing_token("properties").with_trailing_token(name));
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return find_property(document, document.resolve(target)?, &Document::target(target)?, name);
    }
    // Of parts that share a property, the last one counts.
    let parts: Vec<_> = list(schema, "allOf").enumerate().collect();
    parts.into_iter().rev().find_map(|(index, part)| {
        let here = at.with_trailing_token("allOf").with_trailing_token(index);
        find_property(document, part, &here, name)
    })
}
