//! Whether two payloads say the same.
//!
//! In answers and in the bodies of POST and PUT an absent member, `null` and an empty list are one: the
//! documentation turns a member that a PUT leaves out into its default or null.
//!
//! In PATCH bodies they are three different things, but only for the members of what PATCH merges: the body,
//! the objects in it, and maps such as the custom properties. What PATCH replaces whole, an item of a list or
//! the value of a custom property, is as in a PUT: inside it, absent, `null` and an empty list are one again.
//! Which objects are merged is read off the schema of the body.
//!
//! Everything else must be equal as a JSON value, unlisted properties included.

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::Document;
use serde_json::Value;

/// Which payloads say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Absent, null and empty list are one.
    Whole,
    /// Absent, null and empty list are three for the members of the objects at these pointers.
    Patch(BTreeSet<String>),
}

impl Meaning {
    /// The meaning of a PATCH body with this schema.
    pub fn of_patch(document: &Document, schema: &Value) -> Self {
        Meaning::Patch(merged(document, schema).into_keys().collect())
    }

    fn tells_apart(&self, object: &str) -> bool {
        matches!(self, Meaning::Patch(merged) if merged.contains(object))
    }
}

/// The pointers of the objects in a PATCH body that are merged, the body among them, and their schemas.
pub fn merged<'a>(document: &'a Document, body: &'a Value) -> BTreeMap<String, &'a Value> {
    let mut found = BTreeMap::new();
    collect(document, body, "", &mut found);
    found
}

fn collect<'a>(document: &'a Document, schema: &'a Value, here: &str, found: &mut BTreeMap<String, &'a Value>) {
    let properties = document.properties(schema);
    let is_map =
        document.parts(schema).iter().any(|part| part.get("additionalProperties").is_some_and(Value::is_object));
    if !is_map && properties.is_empty() {
        return;
    }
    found.insert(here.to_owned(), schema);
    for (name, property) in properties {
        collect(document, property, &member(here, name), found);
    }
}

fn member(object: &str, name: &str) -> String {
    format!("{object}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The pointers at which two payloads do not say the same.
pub fn differences(meaning: &Meaning, expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare(meaning, true, Some(expected), Some(found), "", &mut differences);
    differences
}

/// `is_one`: whether absent, null and an empty list are one here.
fn compare(
    meaning: &Meaning,
    is_one: bool,
    expected: Option<&Value>,
    found: Option<&Value>,
    here: &str,
    differences: &mut Vec<String>,
) {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let is_one = !meaning.tells_apart(here);
            let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
            for name in names {
                compare(meaning, is_one, expected.get(name), found.get(name), &member(here, name), differences);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(meaning, true, Some(expected), Some(found), &format!("{here}/{index}"), differences);
            }
        }
        _ if expected == found => {}
        _ if is_one && is_nothing(expected) && is_nothing(found) => {}
        _ => differences.push(here.to_owned()),
    }
}

/// What a member at a pointer into a payload of this schema is when nobody has given it, if the document says so.
pub fn default_of<'a>(document: &'a Document, schema: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut schema = schema;
    for token in pointer.split('/').skip(1) {
        let (name, parts) = (token.replace("~1", "/").replace("~0", "~"), document.parts(schema));
        let keyword = |keyword| parts.iter().rev().find_map(|part| part.get(keyword));
        let member =
            document.properties(schema).into_iter().find(|(known, _)| *known == name).map(|(_, member)| member);
        schema = member.or_else(|| keyword("items")).or_else(|| keyword("additionalProperties"))?;
    }
    document.parts(schema).into_iter().rev().find_map(|part| part.get("default"))
}

fn is_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use contacts_openapi::Document;
    use serde_json::{Value, json};

    use super::{Meaning, default_of, differences};

    const TEXT: &str = "
Patch:
  allOf:
    - properties:
        emails: {type: array, items: {$ref: '#/Item'}}
        name: {allOf: [{$ref: '#/Name'}]}
    - properties:
        values: {$ref: '#/Values'}
Item: {properties: {type: {type: string}}}
Name: {allOf: [{properties: {last: {type: string}}}]}
Values: {additionalProperties: {anyOf: [{$ref: '#/Item'}, {type: array, items: {$ref: '#/Item'}}]}}
";

    #[test]
    fn a_default_is_that_of_the_member_wherever_the_member_is() -> Result<(), String> {
        let text = "
List: {properties: {items: {type: array, items: {$ref: '#/Item'}}}}
Item: {allOf: [{properties: {a/b: {allOf: [{$ref: '#/Flag'}], default: true}, c: {type: string}}}]}
Flag: {type: boolean, default: false}
";
        let document = Document::parse("api.yaml", text).map_err(|error| error.to_string())?;
        let schema = json!({"$ref": "#/List"});
        let rows = [
            ("/items/0/a~1b", Some(json!(true))),
            ("/items/0/c", None),
            ("/items/0/d", None),
            ("/items", None),
            ("", None),
        ];
        for (pointer, expected) in rows {
            assert_eq!(default_of(&document, &schema, pointer), expected.as_ref(), "{pointer}");
        }
        Ok(())
    }

    fn patch() -> Result<Meaning, String> {
        let document = Document::parse("api.yaml", TEXT).map_err(|error| error.to_string())?;
        Ok(Meaning::of_patch(&document, &json!({"$ref": "#/Patch"})))
    }

    /// Which pairs of forms that a member may be absent, null and empty in are told apart.
    fn told_apart(meaning: &Meaning, around: impl Fn(Value) -> Value) -> [bool; 3] {
        let [absent, null, empty] = [json!({}), json!({"a": null}), json!({"a": []})].map(around);
        [(&absent, &null), (&null, &empty), (&empty, &absent)].map(|(a, b)| {
            let found = differences(meaning, a, b);
            assert_eq!(found, differences(meaning, b, a));
            assert!(differences(meaning, a, a).is_empty());
            !found.is_empty()
        })
    }

    #[test]
    fn absent_null_and_empty_are_one_in_a_whole_payload() {
        for around in [|it| it, |it| json!({"name": it}), |it| json!({"emails": [it]})] {
            assert_eq!(told_apart(&Meaning::Whole, around), [false; 3]);
        }
    }

    #[test]
    fn absent_null_and_empty_are_three_in_what_a_patch_merges() -> Result<(), String> {
        for around in [|it| it, |it| json!({"name": it}), |it| json!({"values": it})] {
            assert_eq!(told_apart(&patch()?, around), [true; 3], "{}", around(Value::Null));
        }
        Ok(())
    }

    #[test]
    fn absent_null_and_empty_are_one_in_what_a_patch_replaces_whole() -> Result<(), String> {
        for around in [
            |it| json!({"emails": [it]}),
            |it| json!({"values": {"name": it}}),
            |it| json!({"values": {"name": [it]}}),
            |it| json!({"emails": [{"name": it}]}),
        ] {
            assert_eq!(told_apart(&patch()?, around), [false; 3], "{}", around(Value::Null));
        }
        Ok(())
    }

    #[test]
    fn everything_else_must_be_equal() -> Result<(), String> {
        let cases = [
            (json!({"memo": ""}), json!({}), "/memo"),
            (json!({"extra": {}}), json!({}), "/extra"),
            (json!({"a": false}), json!({}), "/a"),
            (json!({"a": [1, 2]}), json!({"a": [1, 3]}), "/a/1"),
            (json!({"a": [1]}), json!({"a": [1, null]}), "/a"),
            (json!({"a/b": {"c~d": 1}}), json!({"a/b": {"c~d": 2}}), "/a~1b/c~0d"),
        ];
        for (a, b, pointer) in cases {
            for meaning in [Meaning::Whole, patch()?] {
                assert_eq!(differences(&meaning, &a, &b), [pointer], "{a} {b}");
            }
        }
        Ok(())
    }
}
