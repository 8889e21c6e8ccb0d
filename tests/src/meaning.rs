//! Whether two payloads say the same.
//!
//! In answers and in the bodies of POST and PUT an absent member, `null` and an empty list are one: the
//! documentation turns a member that a PUT leaves out into its default or null. In PATCH bodies they are
//! three different things. Everything else must be equal as a JSON value, unlisted properties included.

use std::collections::BTreeSet;

use serde_json::Value;

/// Which payloads say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Absent, null and empty list are one.
    Whole,
    /// Absent, null and empty list are three.
    Patch,
}

/// The pointers at which two payloads do not say the same.
pub fn differences(meaning: Meaning, expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare(meaning, Some(expected), Some(found), &mut String::new(), &mut differences);
    differences
}

fn compare(
    meaning: Meaning,
    expected: Option<&Value>,
    found: Option<&Value>,
    here: &mut String,
    differences: &mut Vec<String>,
) {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
            for name in names {
                let length = here.len();
                here.push('/');
                here.push_str(&name.replace('~', "~0").replace('/', "~1"));
                compare(meaning, expected.get(name), found.get(name), here, differences);
                here.truncate(length);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                let length = here.len();
                here.push('/');
                here.push_str(&index.to_string());
                compare(meaning, Some(expected), Some(found), here, differences);
                here.truncate(length);
            }
        }
        _ if expected == found => {}
        _ if meaning == Meaning::Whole && is_nothing(expected) && is_nothing(found) => {}
        _ => differences.push(here.clone()),
    }
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
    use serde_json::json;

    use super::{Meaning, differences};

    #[test]
    fn absent_null_and_empty_are_one_in_whole_payloads_and_three_in_patches() {
        let forms = [json!({}), json!({"emails": null}), json!({"emails": []})];
        for (i, a) in forms.iter().enumerate() {
            for (j, b) in forms.iter().enumerate() {
                assert!(differences(Meaning::Whole, a, b).is_empty(), "{a} {b}");
                assert_eq!(differences(Meaning::Patch, a, b).is_empty(), i == j, "{a} {b}");
            }
        }
    }

    #[test]
    fn everything_else_must_be_equal() {
        let cases = [
            (json!({"memo": ""}), json!({}), "/memo"),
            (json!({"extra": {}}), json!({}), "/extra"),
            (json!({"a": false}), json!({}), "/a"),
            (json!({"a": [1, 2]}), json!({"a": [2, 1]}), "/a/0"),
            (json!({"a": [1]}), json!({"a": [1, null]}), "/a"),
            (json!({"a/b": {"c~d": 1}}), json!({"a/b": {"c~d": 2}}), "/a~1b/c~0d"),
        ];
        for (a, b, pointer) in cases {
            assert_eq!(differences(Meaning::Whole, &a, &b).first().map(String::as_str), Some(pointer), "{a} {b}");
        }
    }
}
