//! Payloads made up from the document's schemas, as far from tidy as a service may send them.

use contacts_openapi::Document;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Values of a component schema, with unlisted enum values and properties, texts of any length, and null for
/// what is optional.
pub(crate) fn of(document: &Document, schema: &str) -> BoxedStrategy<Value> {
    values(document, &json!({"$ref": format!("#/components/schemas/{schema}")}))
}

fn values(document: &Document, schema: &Value) -> BoxedStrategy<Value> {
    let schema = document.follow(schema);
    let is_union = schema.get("properties").is_none() && schema.get("anyOf").is_some();
    if let Some(arms) = schema.get("anyOf").and_then(Value::as_array).filter(|_| is_union) {
        let arms: Vec<_> = arms.iter().map(|arm| values(document, arm)).collect();
        return prop_oneof![8 => proptest::strategy::Union::new(arms), 1 => anything()].boxed();
    }
    if let Some([single]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
        && !is_object(document, single)
    {
        return values(document, single);
    }
    if is_object(document, schema) {
        return object(document, schema);
    }
    let integer = |name: &str| schema.get(name).and_then(Value::as_i64);
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("integer") if schema.get("format").and_then(Value::as_str) == Some("int64") => {
            (integer("minimum").unwrap_or(i64::MIN)..=i64::MAX).prop_map(Value::from).boxed()
        }
        Some("integer") => any::<i32>().prop_map(Value::from).boxed(),
        Some("array") => {
            let item = schema.get("items").cloned().unwrap_or_default();
            vec(values(document, &item), 0..4).prop_map(Value::from).boxed()
        }
        Some("object") => {
            let member = schema.get("additionalProperties").cloned().unwrap_or_default();
            btree_map(text(), values(document, &member), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect()))
                .boxed()
        }
        _ => match schema.get("enum").and_then(Value::as_array) {
            Some(listed) => {
                prop_oneof![6 => proptest::sample::select(listed.clone()), 1 => text().prop_map(Value::from)].boxed()
            }
            None => text().prop_map(Value::from).boxed(),
        },
    }
}

fn is_object(document: &Document, schema: &Value) -> bool {
    !document.properties(schema).is_empty()
}

fn object(document: &Document, schema: &Value) -> BoxedStrategy<Value> {
    let required = document.required(schema);
    let members: Vec<BoxedStrategy<Option<(String, Value)>>> = document
        .properties(schema)
        .into_iter()
        .map(|(name, property)| {
            let is_required = required.contains(name);
            let value = values(document, property);
            let name = name.to_owned();
            let named = move |value: Value| (name.clone(), value);
            if is_required {
                value.prop_map(named).prop_map(Some).boxed()
            } else {
                let value = prop_oneof![6 => value, 1 => Just(Value::Null)];
                option::weighted(0.7, value.prop_map(named)).boxed()
            }
        })
        .collect();
    let unlisted = btree_map("x-[a-z]{1,8}", anything(), 0..2);
    (members, unlisted)
        .prop_map(|(members, unlisted)| {
            let members: Map<String, Value> = members.into_iter().flatten().chain(unlisted).collect();
            Value::Object(members)
        })
        .boxed()
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9 _-]{0,12}", "\\PC{0,12}", Just("\u{0}\u{1f}\u{7f}\u{2028}".to_owned())]
}

/// Any JSON at all, a few levels deep. Numbers are such as every JSON library reads back as they were.
fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        text().prop_map(Value::from)
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(text(), inner, 0..3).prop_map(|members| Value::Object(members.into_iter().collect()))
        ]
    })
    .boxed()
}
