//! What a resource looks like in answers: the members that the document's schema has, in its order, with defaults,
//! nulls and empty lists where nothing was given.
//!
//! A shape makes the stored form of a resource out of what a request gives and, for PATCH, of what was stored before,
//! in one pass and without a tree in between. What no page decides is decided here, for all resources alike:
//!
//! - A member that was not given is answered as its default, as null where null is allowed, as an empty list or object
//!   where it is one, and otherwise left out. So are the documented examples.
//! - PATCH merges objects member by member, at every depth; lists, and the values of a map, it replaces whole. Null
//!   takes a member back to what it is when it was never given.
//! - Members that the schema does not have are not kept.

mod writer;

use std::sync::Arc;

use contacts_openapi::validate::json::Read;
use contacts_openapi::{Document, list};
use serde_json::Value as Schema;
use serde_json_borrow::Value;

use writer::Writer;
pub(crate) use writer::{Written, member};

/// The extension that names the operations whose answers show a member; in those of others it is null.
const SHOWN_ONLY_BY: &str = "x-shown-only-by";

/// What values of one schema look like.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Anything; it is kept as it was given.
    Any,
    /// An object of known members.
    Object(Arc<[Property]>),
    /// A list of such values.
    List(Arc<Shape>),
    /// An object of any members with such values.
    Map(Arc<Shape>),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: Box<str>,
    /// The name as it is written: `"name":`.
    written: Box<str>,
    shape: Shape,
    /// What is written when nothing was given; nothing, if it is left out then.
    absent: Option<Box<str>>,
    /// Whether only the service sets it.
    is_read_only: bool,
    /// Whether it is shown by the operation that reads one resource, and is null in the answers of others.
    is_shown_alone: bool,
    replaced: Option<Replaced>,
}

/// A value that another took the place of in answers.
#[derive(Clone, Debug)]
struct Replaced {
    /// What is given, and was answered before the day.
    from: Box<str>,
    /// What is kept, and answered from the day on.
    to: Box<str>,
    /// As `YYYY-MM-DD`.
    day: Box<str>,
}

impl Shape {
    /// The shape of a component schema.
    pub(crate) fn of(document: &Document, schema: &str) -> Shape {
        let schemas = document.pointer("/components/schemas").and_then(|schemas| schemas.get(schema));
        schemas.map_or(Shape::Any, |schema| shape(document, schema))
    }

    /// The members of an object; none of anything else.
    pub(crate) fn properties(&self) -> &[Property] {
        match self {
            Shape::Object(properties) => properties,
            _ => &[],
        }
    }

    /// Writes a resource: `set` are members with their JSON, which only the service sets; the rest is taken from the
    /// JSON that was given and, where that says nothing, from what was stored before.
    pub(crate) fn write(&self, set: &[(&str, &str)], given: &str, stored: Option<&Value<'_>>) -> Read<Written> {
        self.written(stored, Writer::new(given, set, None))
    }

    /// Writes a stored resource as it is answered on a day, as `YYYY-MM-DD`: values whose replacement is still to come
    /// are turned back.
    pub(crate) fn write_on(&self, day: &str, stored: &str) -> Read<Written> {
        self.written(None, Writer::new(stored, &[], Some(day)))
    }

    fn written(&self, stored: Option<&Value<'_>>, mut writer: Writer<'_>) -> Read<Written> {
        writer.value(self, None, stored)?;
        writer.reader.end()?;
        Ok(writer.written)
    }

    /// Whether a resource is answered on a day as it is stored: no replacement is still to come.
    pub(crate) fn is_current(&self, day: &str) -> bool {
        match self {
            Shape::Any => true,
            Shape::Object(properties) => properties
                .iter()
                .all(|it| it.replaced.as_ref().is_none_or(|it| &*it.day <= day) && it.shape.is_current(day)),
            Shape::List(items) | Shape::Map(items) => items.is_current(day),
        }
    }
}

impl Replaced {
    /// What is written in the place of a value: what is kept, or, for an answer of a day, what was answered then.
    fn instead_of(&self, value: &str, day: Option<&str>) -> Option<&str> {
        match day {
            None if *value == *self.from => Some(&self.to),
            Some(day) if *value == *self.to && &*self.day > day => Some(&self.from),
            _ => None,
        }
    }
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    Schema::from(text).to_string()
}

fn shape(document: &Document, schema: &Schema) -> Shape {
    let parts = document.parts(schema);
    let has = |keyword: &str| parts.iter().rev().find_map(|part| part.get(keyword));
    if let Some(items) = has("items") {
        return Shape::List(Arc::new(shape(document, items)));
    }
    let properties = document.properties(schema);
    if properties.is_empty() {
        return has("additionalProperties").map_or(Shape::Any, |values| Shape::Map(Arc::new(shape(document, values))));
    }
    Shape::Object(properties.into_iter().map(|(name, schema)| property(document, name, schema)).collect())
}

fn property(document: &Document, name: &str, schema: &Schema) -> Property {
    let parts = document.parts(schema);
    let has = |keyword: &str| parts.iter().rev().find_map(|part| part.get(keyword));
    let shape = shape(document, schema);
    let absent = match (has("default"), &shape) {
        (Some(default), _) => Some(default.to_string()),
        (None, _) if has("nullable") == Some(&Schema::Bool(true)) => Some("null".to_owned()),
        (None, Shape::List(_)) => Some("[]".to_owned()),
        (None, Shape::Map(_)) => Some("{}".to_owned()),
        _ => None,
    };
    let mut dated = parts.iter().flat_map(|part| list(part, "x-dated-changes"));
    let replaced = dated.find_map(|change| {
        let text = |member| change.get(member)?.as_str();
        let is_of_answers = text("applies") == Some("response");
        let (from, to, day) = (text("value")?.into(), text("replacement")?.into(), text("date")?.into());
        is_of_answers.then_some(Replaced { from, to, day })
    });
    Property {
        name: name.into(),
        written: format!("{}:", quoted(name)).into(),
        shape,
        absent: absent.map(Into::into),
        is_read_only: has("readOnly") == Some(&Schema::Bool(true)),
        is_shown_alone: has(SHOWN_ONLY_BY).is_some(),
        replaced,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(given: &Schema, stored: Option<&Schema>) -> (Schema, Written) {
        let stored = stored.map(ToString::to_string);
        let stored: Option<Value<'_>> = stored.as_ref().map(|text| serde_json::from_str(text).expect("it is JSON"));
        let shape = Shape::of(&Document::contacts(), "Contact");
        let written = shape.write(&[], &given.to_string(), stored.as_ref()).expect("it is JSON");
        (serde_json::from_str(&written.json).expect("it is JSON"), written)
    }

    #[test]
    fn custom_properties_are_changed_key_by_key() {
        let stored =
            json!({"customProperties": {"a": {"content": "1"}, "b": [{"content": "2"}], "c": {"content": "3"}}});
        let given = json!({"customProperties": {"b": null, "c": {"text": "4", "link": "5"}, "d": [], "e": null}});
        let expected = json!({"a": {"content": "1"}, "c": {"text": "4", "link": "5"}, "d": []});
        assert_eq!(written(&given, Some(&stored)).0["customProperties"], expected);
        for given in [json!({}), json!({"customProperties": {}})] {
            assert_eq!(written(&given, Some(&stored)).0["customProperties"], stored["customProperties"]);
        }
        assert_eq!(written(&json!({"customProperties": null}), Some(&stored)).0["customProperties"], json!({}));
        assert_eq!(written(&given, None).0["customProperties"], json!({"c": {"text": "4", "link": "5"}, "d": []}));
    }

    #[test]
    fn what_is_hidden_is_where_it_is_said_to_be() {
        let given =
            json!({"memo": "\u{592a}", "contactName": {"suffix": "b", "prefix": "\u{592a}\"", "nickName": "c"}});
        let (_, Written { json, hidden, .. }) = written(&given, None);
        let texts: Vec<&str> = hidden.iter().map(|range| &json[range.start as usize..range.end as usize]).collect();
        assert_eq!(texts, ["\"b\"", "\"\u{592a}\\\"\""]);
    }

    #[test]
    fn what_is_shown_by_some_operations_only_is_shown_by_the_one_that_reads_a_contact() {
        let document = Document::contacts();
        let mut found = 0;
        document.walk(&mut |_, value| {
            if let Some(operations) = value.get(SHOWN_ONLY_BY) {
                assert_eq!(operations, &json!(["getContact"]));
                found += 1;
            }
        });
        assert!(found > 0);
    }

    #[test]
    fn a_value_that_another_took_the_place_of_is_known_however_it_is_written() {
        let shape = Shape::of(&Document::contacts(), "Contact");
        for text in ["TWITTER", "\\u0054WITTER"] {
            let given = format!("{{\"messengers\":[{{\"type\":\"{text}\"}}]}}");
            let json = shape.write(&[], &given, None).expect("it is JSON").json;
            let json: Schema = serde_json::from_str(&json).expect("it is JSON");
            assert_eq!(json["messengers"][0]["type"], "X", "{text}");
        }
    }
}
