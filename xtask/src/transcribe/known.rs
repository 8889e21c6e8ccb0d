//! What the document states of what a page has rows of, each keyword with its place.

use contacts_openapi::{Assumption, Document, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

/// How many schemas one may be composed of, and references lead to each other.
const MAX_PARTS: usize = 500;

/// A member of an object, or a parameter.
#[derive(Clone, Debug)]
pub(super) struct Member<'d> {
    pub(super) name: &'d str,
    /// Where it stands.
    pub(super) at: PointerBuf,
    /// Where its schema stands.
    pub(super) schema: PointerBuf,
    /// Where it is said to be required.
    pub(super) required: Option<PointerBuf>,
}

/// What a schema is composed of, with the place of each part; itself comes last, as in [`Document::parts`].
pub(super) fn parts<'d>(document: &'d Document, at: &Pointer) -> Vec<(PointerBuf, &'d Value)> {
    let mut parts = Vec::new();
    let mut waiting = vec![(at.to_owned(), false)];
    let mut within: Vec<PointerBuf> = Vec::new();
    while let Some((at, is_done)) = waiting.pop() {
        let at = document.definition(&at);
        let Some(value) = document.pointer(at.as_str()) else { continue };
        if is_done {
            within.pop();
            parts.push((at, value));
            continue;
        }
        if within.contains(&at) || parts.len() + waiting.len() > MAX_PARTS {
            continue;
        }
        within.push(at.clone());
        waiting.push((at.clone(), true));
        let all_of = at.with_trailing_token("allOf");
        let count = list(value, "allOf").count();
        waiting.extend((0..count).rev().map(|index| (all_of.with_trailing_token(index), false)));
    }
    parts
}

/// A keyword of a schema: where it stands, and its value.
pub(super) fn keyword<'d>(document: &'d Document, at: &Pointer, keyword: &str) -> Option<(PointerBuf, &'d Value)> {
    let of_parts = parts(document, at).into_iter().rev();
    of_parts.into_iter().find_map(|(at, part)| Some((at.with_trailing_token(keyword), part.get(keyword)?)))
}

/// The members of an object, in the document's order.
pub(super) fn members<'d>(document: &'d Document, at: &Pointer) -> Vec<Member<'d>> {
    let mut members: Vec<Member<'d>> = Vec::new();
    let parts = parts(document, at);
    for (at, part) in &parts {
        let of_part = part.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, _) in of_part {
            let at = at.with_trailing_token("properties").with_trailing_token(name.as_str());
            match members.iter_mut().find(|known| known.name == name) {
                Some(known) => (known.schema, known.at) = (at.clone(), at),
                None => members.push(Member { name, schema: at.clone(), at, required: None }),
            }
        }
    }
    for (at, part) in &parts {
        for (index, name) in list(part, "required").enumerate() {
            if let Some(member) = members.iter_mut().find(|member| Some(member.name) == name.as_str()) {
                member.required = Some(at.with_trailing_token("required").with_trailing_token(index));
            }
        }
    }
    members
}

/// The shapes that the values of a map take; none if a schema is no map.
pub(super) fn shapes(document: &Document, at: &Pointer) -> Vec<PointerBuf> {
    let Some((values, schema)) = keyword(document, at, "additionalProperties") else { return Vec::new() };
    if !schema.is_object() || !members(document, at).is_empty() {
        return Vec::new();
    }
    let values = document.definition(&values);
    for choice in ["anyOf", "oneOf"] {
        let count = document.pointer(values.as_str()).map_or(0, |value| list(value, choice).count());
        if count > 0 {
            let at = values.with_trailing_token(choice);
            return (0..count).map(|index| at.with_trailing_token(index)).collect();
        }
    }
    vec![values]
}

/// The values that a text is one of: an enum's, or those known of an open one.
pub(super) fn values(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

/// A value as a page prints it.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether what the document says of a keyword is marked as assumed: there, or by the parameter that it is of.
pub(super) fn is_assumed(document: &Document, member: Option<&Member<'_>>, at: &Pointer) -> bool {
    let keyword = at.last().map(|token| token.decoded().into_owned()).unwrap_or_default();
    let of_member = member.and_then(|member| Assumption::of(document.pointer(member.at.as_str())?));
    document.assumption(at).is_some() || of_member.is_some_and(|assumption| assumption.covers(&keyword))
}
