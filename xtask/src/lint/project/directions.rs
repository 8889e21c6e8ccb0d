//! Members that travel one way only, and bodies that ask for them on the other.

use std::collections::BTreeSet;

use contacts_openapi::{Document, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, properties};
use crate::lint::{Lint, table};

table! {
    Error "one-way-required": "a body that requires what may not travel in it";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let document = lint.document;
    // Bodies share most of what is in them, and each schema is looked at once in each direction.
    let (mut sent, mut answered) = (BTreeSet::new(), BTreeSet::new());
    for operation in lint.operations.clone() {
        let body = |place: &PointerBuf| at(&document.definition(place), ["content", "application/json", "schema"]);
        let request = body(&at(&operation.pointer, ["requestBody"]));
        required(lint, &mut sent, request, "readOnly", "is read-only, and required in a request");
        for response in &operation.responses {
            let answer = body(&at(&operation.pointer, ["responses", response.status]));
            required(lint, &mut answered, answer, "writeOnly", "is write-only, and required in an answer");
        }
    }
}

fn is(schema: &Value, flag: &str) -> bool {
    schema.get(flag) == Some(&Value::Bool(true))
}

/// Required properties of a body, and of all that is in it, which have a flag.
fn required(lint: &mut Lint<'_>, seen: &mut BTreeSet<PointerBuf>, body: PointerBuf, flag: &str, what: &str) {
    let document = lint.document;
    let mut waiting = vec![body];
    while let Some(place) = waiting.pop() {
        let here = document.definition(&place);
        let Some(schema) = document.pointer(here.as_str()).filter(|_| seen.insert(here.clone())) else { continue };
        let required = document.required(schema);
        for property in properties(document, &here) {
            if required.contains(property.name) && document.parts(property.value).into_iter().any(|part| is(part, flag))
            {
                let help = "require it of the other direction alone: give requests and answers schemas of their own";
                lint.report("one-way-required", property.at.clone(), format!("`{}` {what}", property.name), help);
            }
            waiting.push(property.at);
        }
        waiting.extend(within(document, &here));
    }
}

/// The schemas of items and of free members, of which a value may hold any number.
fn within(document: &Document, at: &Pointer) -> Vec<PointerBuf> {
    let Some(schema) = document.pointer(at.as_str()) else { return Vec::new() };
    let single = ["items", "additionalProperties"].into_iter().filter(|keyword| schema.get(keyword).is_some());
    let mut found: Vec<PointerBuf> = single.map(|keyword| at.with_trailing_token(keyword)).collect();
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let places =
            (0..list(schema, keyword).count()).map(|it| at.with_trailing_token(keyword).with_trailing_token(it));
        found.extend(places);
    }
    found
}
