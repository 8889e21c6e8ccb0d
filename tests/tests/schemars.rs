//! The shapes that `schemars` derives from the Rust types are those of the document.

#![allow(clippy::wildcard_imports, reason = "every type of the API is used here")]

use std::collections::{BTreeMap, BTreeSet};

use contacts_client::types::*;
use contacts_conformance::calls;
use contacts_openapi::{Document, Location, operations};
use serde_json::{Value, json};

/// What a schema says of form, without its rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Boolean,
    Integer,
    Text,
    DateTime,
    Enum(BTreeSet<String>),
    List(Box<Shape>),
    Map(Box<Shape>),
    Object { members: BTreeMap<String, Shape>, required: BTreeSet<String> },
    Union(BTreeSet<Shape>),
    Unknown(String),
}

/// The schema that `schemars` derives for the type that stands for a component schema.
fn derived(name: &str) -> Option<Value> {
    macro_rules! types {
        ($($name:ident)*) => {
            match name {
                $(stringify!($name) => Some(schemars::schema_for!($name).to_value()),)*
                _ => None,
            }
        };
    }
    contacts_client::for_each_schema!(types)
}

/// The schema that `schemars` derives for what an operation can be asked for.
fn derived_query(operation: &str) -> Option<Value> {
    macro_rules! params {
        ($($id:literal: $params:ident,)*) => {
            match operation {
                $($id => Some(schemars::schema_for!($params).to_value()),)*
                _ => None,
            }
        };
    }
    params! {
        "listContacts": ListContactsParams,
        "listUserContacts": ListUserContactsParams,
        "listContactTags": ListContactTagsParams,
        "listUserContactTags": ListUserContactTagsParams,
        "listCustomProperties": ListCustomPropertiesParams,
        "getCustomProperty": GetCustomPropertyParams,
        "deleteCustomProperty": DeleteCustomPropertyParams,
    }
}

/// Reads a shape; `root` is what references lead into.
fn shape(root: &Value, schema: &Value) -> Shape {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return match root.pointer(reference.trim_start_matches('#')) {
            Some(target) => shape(root, target),
            None => Shape::Unknown(reference.to_owned()),
        };
    }
    let arms = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array);
    if let Some(arms) = arms.filter(|_| schema.get("properties").is_none() && schema.get("allOf").is_none()) {
        // An open union: one of the listed forms, or any other value.
        let is_any = |arm: &Value| arm.as_object().is_some_and(|it| it.keys().all(|keyword| keyword == "description"));
        let arms = arms.iter().filter(|arm| **arm != json!({"type": "null"}) && !is_any(arm));
        let shapes: BTreeSet<Shape> = arms.map(|arm| shape(root, arm)).collect();
        // An open enum: the listed values, or any other text.
        let listed = shapes.iter().find(|it| matches!(it, Shape::Enum(_)));
        return match (listed, shapes.len()) {
            (Some(listed), 2) if shapes.contains(&Shape::Text) => listed.clone(),
            (_, 1) => shapes.into_iter().next().unwrap_or(Shape::Unknown(String::new())),
            _ => Shape::Union(shapes),
        };
    }
    let (mut members, mut required) = (BTreeMap::new(), BTreeSet::new());
    collect(root, schema, &mut members, &mut required);
    if !members.is_empty() {
        return Shape::Object { members, required };
    }
    if let Some([single]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        return shape(root, single);
    }
    let of =
        |member: &str| Box::new(schema.get(member).map_or(Shape::Unknown(member.to_owned()), |it| shape(root, it)));
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        other => other.and_then(Value::as_str),
    };
    match kind {
        Some("boolean") => Shape::Boolean,
        Some("integer") => Shape::Integer,
        Some("array") => Shape::List(of("items")),
        Some("object") => Shape::Map(of("additionalProperties")),
        Some("string") => {
            match schema.get("enum").or_else(|| schema.get("x-extensible-enum")).and_then(Value::as_array) {
                Some(values) => Shape::Enum(values.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
                None if schema.get("format").and_then(Value::as_str) == Some("date-time") => Shape::DateTime,
                None => Shape::Text,
            }
        }
        _ => Shape::Unknown(schema.to_string()),
    }
}

fn collect(root: &Value, schema: &Value, members: &mut BTreeMap<String, Shape>, required: &mut BTreeSet<String>) {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|it| root.pointer(it.trim_start_matches('#')));
    let schema = target.unwrap_or(schema);
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        collect(root, part, members, required);
    }
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        members.insert(name.clone(), shape(root, property));
    }
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    required.extend(names.filter_map(Value::as_str).map(str::to_owned));
}

#[test]
fn every_type_has_the_shape_of_its_schema() {
    let document = Document::contacts();
    let mut held = BTreeSet::new();
    for (name, schema) in document.components() {
        let Some(derived) = derived(name) else { continue };
        assert_eq!(shape(&derived, &derived), shape(document.root(), schema), "{name}");
        held.insert(name);
    }
    assert_eq!(held, BTreeSet::from_iter(calls::schemas()), "a type stands for no schema");
}

#[test]
fn what_an_operation_can_be_asked_for_has_the_shape_of_its_query_parameters() {
    let document = Document::contacts();
    for operation in operations(&document) {
        let parameters: Vec<_> = operation.parameters_in(Location::Query).collect();
        let Some(derived) = derived_query(operation.id) else {
            assert!(parameters.is_empty(), "the parameters of {} are held to nothing", operation.id);
            continue;
        };
        let members = parameters.iter().map(|it| (it.name.to_owned(), shape(document.root(), it.schema))).collect();
        let required = parameters.iter().filter(|it| it.required).map(|it| it.name.to_owned()).collect();
        assert_eq!(shape(&derived, &derived), Shape::Object { members, required }, "{}", operation.id);
    }
}

#[test]
fn a_type_can_stand_in_the_document_of_another_service() {
    let schema = schemars::schema_for!(ContactInput).to_value();
    let validator = serde_json::from_value::<serde_json::Map<String, Value>>(schema);
    assert!(validator.is_ok_and(|schema| schema["$defs"]["MessengerType"]["anyOf"][0]["enum"][0] == "LINE"));
}
