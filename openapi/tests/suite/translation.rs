//! Schemas of draft 4 as schemas of OpenAPI 3.0 that take and refuse the same values.

use serde_json::{Map, Value, json};

/// The document in which a schema is the component `It`, and its definitions are the other components; or the
/// keyword that OpenAPI 3.0 has nothing for.
pub(crate) fn document(schema: &Value) -> Result<Value, String> {
    let mut schema = schema.clone();
    let definitions = schema.as_object_mut().and_then(|members| members.shift_remove("definitions"));
    let mut components = Map::new();
    components.insert("It".to_owned(), translate(&schema)?);
    for (name, definition) in definitions.iter().filter_map(Value::as_object).flatten() {
        components.insert(name.clone(), translate(definition)?);
    }
    Ok(json!({
        "openapi": "3.0.3",
        "info": {"title": "A case of the suite", "version": "0"},
        "paths": {},
        "components": {"schemas": components},
    }))
}

fn translate(schema: &Value) -> Result<Value, String> {
    let Some(members) = schema.as_object() else { return Err("schema that is no object".to_owned()) };
    let mut translated = Map::new();
    // What has no keyword but can be composed.
    let mut parts = Vec::new();
    for (keyword, value) in members {
        let value = match (keyword.as_str(), value) {
            ("id" | "definitions" | "patternProperties", _) => return Err(format!("`{keyword}`")),
            ("items", Value::Array(_)) => return Err("`items` with a list of schemas".to_owned()),
            // Beside `items` with one schema, or without `items`, draft 4 ignores it.
            ("additionalItems" | "$schema" | "$comment", _) => continue,
            ("$ref", Value::String(reference)) => refer(reference)?.into(),
            ("type", Value::Array(kinds)) => {
                parts.push(one_of_types(kinds));
                continue;
            }
            ("type", Value::String(kind)) if kind == "null" => {
                parts.push(null());
                continue;
            }
            ("dependencies", Value::Object(dependencies)) => {
                for (name, needed) in dependencies {
                    parts.push(dependency(name, needed)?);
                }
                continue;
            }
            ("not" | "items", value) | ("additionalProperties", value @ Value::Object(_)) => translate(value)?,
            ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                schemas.iter().map(translate).collect::<Result<_, _>>()?
            }
            ("properties", Value::Object(properties)) => {
                let properties = properties.iter().map(|(name, it)| Ok((name.clone(), translate(it)?)));
                Value::Object(properties.collect::<Result<_, String>>()?)
            }
            (_, value) => value.clone(),
        };
        translated.insert(keyword.clone(), value);
    }
    if !parts.is_empty() {
        let all = translated.entry("allOf").or_insert_with(|| json!([]));
        all.as_array_mut().ok_or("`allOf` that is no list")?.extend(parts);
    }
    Ok(Value::Object(translated))
}

/// A reference into the case's own schema, from where that stands now.
fn refer(reference: &str) -> Result<String, String> {
    let component = |path: &str| format!("#/components/schemas/{path}");
    match reference.strip_prefix('#') {
        Some("") => Ok(component("It")),
        Some(path) if path.starts_with("/definitions/") => Ok(component(&path["/definitions/".len()..])),
        Some(path) if path.starts_with('/') => Ok(component(&format!("It{path}"))),
        _ => Err(format!("reference such as `{reference}`")),
    }
}

/// A list of types is a choice between them, with null as a nullable one.
fn one_of_types(kinds: &[Value]) -> Value {
    let (nulls, others): (Vec<_>, Vec<_>) = kinds.iter().partition(|kind| *kind == "null");
    let choices = others.iter().map(|kind| json!({"type": kind, "nullable": !nulls.is_empty()}));
    json!({"anyOf": choices.collect::<Vec<_>>()})
}

/// There is no type of null alone: it is a nullable text of which null is the only value.
fn null() -> Value {
    json!({"type": "string", "nullable": true, "enum": [null]})
}

/// What a member brings with it: an object either lacks the member or has the rest. `required` says nothing of
/// what is no object, so that nothing is asked of it here either.
fn dependency(name: &str, needed: &Value) -> Result<Value, String> {
    let needed = if needed.is_array() { json!({"required": needed}) } else { translate(needed)? };
    Ok(json!({"anyOf": [{"not": {"type": "object", "required": [name]}}, needed]}))
}
