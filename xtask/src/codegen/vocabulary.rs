//! Types the generator has no good form for: open enums, typed ids, unions told apart by keys.
//!
//! They are written as calls of the client's own macros, so that what they do is written once, by hand.

use std::fmt::Write as _;

use contacts_openapi::list;
use serde_json::Value;

use super::docs;
use super::model::{Kind, Model, SCHEMAS, Schema};
use super::names;

/// `enums.rs`: every enum of the document, each with room for values it does not list.
pub(crate) fn enums(model: &Model<'_>) -> String {
    let mut text = "use crate::open_enum::open_enum;\n".to_owned();
    for schema in of_kind(model, |kind| kind == Kind::Enum) {
        let meanings = schema.value.get("x-enumDescriptions");
        text.push_str("\nopen_enum! {\n");
        text.push_str(&docs::comment(&docs::of_schema(model, schema.value, schema.name), "    "));
        let _ = writeln!(text, "    pub enum {} {{", schema.name);
        for value in values(schema.value) {
            let meaning = meanings.and_then(|it| it.get(value)).and_then(Value::as_str);
            let meaning = meaning.map_or_else(|| format!("`{value}`"), |meaning| format!("`{value}`: {meaning}"));
            text.push_str(&docs::comment(&format!("{}.", meaning.trim_end_matches('.')), "        "));
            let _ = writeln!(text, "        {} = {value:?},", names::variant(value));
        }
        text.push_str("    }\n}\n");
    }
    text
}

/// The values of an enum, or the known ones of an open set.
pub(crate) fn values(schema: &Value) -> impl Iterator<Item = &str> {
    let member = if schema.get("enum").is_some() { "enum" } else { "x-extensible-enum" };
    list(schema, member).filter_map(Value::as_str)
}

/// `ids.rs`: every scalar that has a name of its own.
pub(crate) fn ids(model: &Model<'_>) -> String {
    let mut text = "use crate::id::{integer_id, string_id};\n".to_owned();
    for schema in of_kind(model, |kind| matches!(kind, Kind::Id { .. })) {
        let name = if schema.kind == (Kind::Id { integer: true }) { "integer_id" } else { "string_id" };
        let _ = write!(text, "\n{name}! {{\n");
        text.push_str(&docs::comment(&docs::of_schema(model, schema.value, schema.name), "    "));
        let inner = match (name, schema.value.get("format").and_then(Value::as_str)) {
            ("integer_id", Some("int32")) => "(i32)",
            ("integer_id", _) => "(i64)",
            _ => "",
        };
        let _ = writeln!(text, "    pub struct {}{inner};\n}}", schema.name);
    }
    text
}

/// `unions.rs`: values of several forms, and maps from free names to values.
pub(crate) fn unions(model: &Model<'_>) -> String {
    let mut text = "use super::types::*;\nuse crate::key_union::key_union;\n".to_owned();
    for schema in of_kind(model, |kind| kind == Kind::Union) {
        text.push_str("\nkey_union! {\n");
        text.push_str(&docs::comment(&docs::of_schema(model, schema.value, schema.name), "    "));
        let _ = writeln!(text, "    pub enum {} {{", schema.name);
        for Arm { name, variant, schema: target, list } in arms(model, schema.value) {
            let properties = model.document.properties(target);
            let keys: Vec<String> = properties.iter().map(|(key, _)| format!("{key:?}")).collect();
            let shape = if list { "list" } else { "object" };
            let ty = if list { format!("Vec<{name}>") } else { name.to_owned() };
            let doc = docs::description(target).unwrap_or_else(|| format!("[`{name}`]."));
            text.push_str(&docs::comment(&doc, "        "));
            let _ = writeln!(text, "        {variant}({ty}) = {shape} [{}],", keys.join(", "));
        }
        text.push_str("    }\n}\n");
    }
    for schema in of_kind(model, |kind| kind == Kind::Map) {
        let of = schema.value.get("additionalProperties").and_then(Model::reference);
        let of = of.map_or("serde_json::Value", |of| model.rust_name(of));
        text.push('\n');
        text.push_str(&docs::comment(&docs::of_schema(model, schema.value, schema.name), ""));
        let _ = writeln!(text, "pub type {} = std::collections::BTreeMap<String, {of}>;", schema.name);
    }
    text
}

/// Macros that call another with every type and every call, for tests that hold each of them to something.
pub(crate) fn registry(model: &Model<'_>) -> String {
    let named = model.schemas.iter().filter(|schema| !matches!(schema.kind, Kind::Part | Kind::Rules { .. }));
    let types: Vec<&str> = named.map(|schema| schema.name).collect();
    let calls =
        model.operations.iter().map(|operation| format!("{} = {:?}", names::function(operation.id), operation.id));
    let calls: Vec<String> = calls.collect();
    format!(
        "\
/// Calls a macro with the name of every type that stands for a schema.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_schema {{
    ($call:ident) => {{
        $call! {{
            {}
        }}
    }};
}}

/// Calls a macro with the name and the id of every call.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_operation {{
    ($call:ident) => {{
        $call! {{
            {},
        }}
    }};
}}
",
        types.join("\n            "),
        calls.join(",\n            ")
    )
}

/// An arm of a union: an object, or a list of objects.
pub(crate) struct Arm<'a> {
    /// The object's type.
    pub(crate) name: &'a str,
    /// Its name among the arms.
    pub(crate) variant: String,
    pub(crate) schema: &'a Value,
    pub(crate) list: bool,
}

/// The arms of a union that refer to named schemas; others are for the check to refuse.
pub(crate) fn arms<'a>(model: &Model<'a>, union: &'a Value) -> Vec<Arm<'a>> {
    let arms = ["anyOf", "oneOf"].into_iter().flat_map(|member| list(union, member)).filter_map(|arm| {
        let list = arm.get("type").and_then(Value::as_str) == Some("array");
        let name = model.rust_name(Model::reference(if list { arm.get("items")? } else { arm })?);
        let schema = model.document.resolve(&format!("{SCHEMAS}{name}"))?;
        Some(Arm { name, variant: name.to_owned(), schema, list })
    });
    let mut arms: Vec<Arm<'a>> = arms.collect();
    let prefix = common_prefix(&arms.iter().map(|arm| arm.name).collect::<Vec<_>>()).len();
    for index in 0..arms.len() {
        let name = arms[index].name;
        let is_both = arms.iter().any(|other| other.name == name && !other.list);
        // A value, or a list of the same.
        let suffix = if arms[index].list && is_both { "List" } else { "" };
        arms[index].variant = format!("{}{suffix}", &name[prefix..]);
    }
    arms
}

/// What the names of a union's arms have in common, up to a word's end.
fn common_prefix<'a>(names: &[&'a str]) -> &'a str {
    let Some(first) = names.first() else { return "" };
    let boundaries = first.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(index, _)| &first[..index]);
    boundaries
        .rev()
        .find(|prefix| names.iter().all(|name| name.starts_with(prefix) && name.len() > prefix.len()))
        .unwrap_or("")
}

fn of_kind<'m, 'a>(model: &'m Model<'a>, is: impl Fn(Kind<'a>) -> bool) -> impl Iterator<Item = &'m Schema<'a>> {
    model.schemas.iter().filter(move |schema| is(schema.kind))
}
