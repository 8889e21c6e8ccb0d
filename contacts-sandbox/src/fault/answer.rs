//! Faults of what is answered: a status in the place of an answer, and bodies that no longer fit the document.

use bytes::Bytes;
use contacts_openapi::{Document, list};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::{Ending, Fault, Plan};
use crate::operation::Operation;
use crate::request::Answer;
use crate::service::Service;

/// A value that no list of values has.
const UNLISTED: &str = "SANDBOX_UNLISTED";

/// A member that no schema has.
const EXTRA: &str = "sandboxExtra";

impl Plan {
    /// What goes wrong.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.0
    }

    /// Whether a token that is good is to be refused.
    pub(crate) fn expires_token(&self) -> bool {
        self.obstacle() == Some(&Fault::ExpireToken)
    }

    /// What keeps the operation from being carried out.
    fn obstacle(&self) -> Option<&Fault> {
        self.0.iter().find(|it| matches!(it, Fault::Status { .. } | Fault::Reset | Fault::ExpireToken))
    }

    /// What is answered without carrying out the operation: a status, or nothing; none if nothing keeps it from being
    /// carried out.
    pub(crate) fn instead(&self, service: &Service, operation: &Operation) -> Option<http::Response<Bytes>> {
        let fault = self.obstacle()?;
        let mut response = http::Response::new(Bytes::new());
        match fault {
            Fault::Status { status, retry_after } => {
                let status = StatusCode::from_u16(*status).ok()?;
                *response.status_mut() = status;
                if let Some(code) = code(service.validator.document(), operation, status) {
                    let error =
                        serde_json::json!({"code": code, "description": format!("a fault was asked for: {fault}")});
                    *response.body_mut() = error.to_string().into();
                    response.headers_mut().insert(CONTENT_TYPE, service.content_type.clone());
                }
                if let Some(seconds) = retry_after {
                    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
                }
            }
            Fault::Reset => {
                response.extensions_mut().insert(Ending::Reset);
            }
            _ => return None,
        }
        Some(response)
    }

    /// Spoils the answer of an operation that was carried out.
    pub(crate) fn spoil(&self, service: &Service, operation: &Operation, query: Option<&str>, answer: &mut Answer) {
        let document = service.validator.document();
        for fault in &self.0 {
            let Some(body) = &mut answer.body else { return };
            match fault {
                Fault::RepeatCursor => change(body, |value| repeat_cursor(operation, query, value)),
                Fault::UnknownEnum => {
                    if let Some(schema) = documented(document, operation, answer.status.as_str())
                        .and_then(|response| response.pointer("/content/application~1json/schema"))
                    {
                        change(body, |value| unlist(document, schema, value));
                    }
                }
                Fault::ExtraProperty => change(body, add_properties),
                _ => {}
            }
        }
        if let Some(body) = &mut answer.body
            && self.0.contains(&Fault::Malformed)
        {
            body.truncate(body.len().saturating_sub(1));
        }
    }
}

/// What the document says of the answers of an operation under a status, or under `default`.
fn documented<'d>(document: &'d Document, operation: &Operation, status: &str) -> Option<&'d Value> {
    let method = operation.method.as_str().to_ascii_lowercase();
    let at = PointerBuf::from_tokens(["paths", &operation.path, &method, "responses", status]);
    Some(document.follow(document.pointer(at.as_str())?))
}

/// The first code that the document lists for a status of an operation; those that are made of a resource's name are
/// no codes. What it says of any other answer is about a resource that is gone.
fn code<'d>(document: &'d Document, operation: &Operation, status: StatusCode) -> Option<&'d str> {
    let spelled = if status == StatusCode::GONE { "default" } else { status.as_str() };
    let response = documented(document, operation, spelled)?;
    list(response, "x-error-codes").filter_map(Value::as_str).find(|code| !code.contains('{'))
}

fn change(body: &mut Bytes, with: impl FnOnce(&mut Value)) {
    // What is no JSON, such as a photo, stays as it is.
    if let Ok(mut value) = serde_json::from_slice(body) {
        with(&mut value);
        *body = value.to_string().into();
    }
}

/// Sends the cursor that was sent, where the document says that the next one stands.
fn repeat_cursor(operation: &Operation, query: Option<&str>, value: &mut Value) {
    let (Some(paging), Some(cursor)) = (&operation.paging, operation.cursor(query)) else { return };
    let (within, name) = &paging.next;
    if let Some(root) = value.as_object_mut() {
        let within = root.entry(within.as_str()).or_insert_with(|| Value::Object(serde_json::Map::new()));
        if !within.is_object() {
            *within = Value::Object(serde_json::Map::new());
        }
        within[name.as_str()] = cursor.into();
    }
}

/// Gives every value that stands where the document lists values one that it does not list.
fn unlist(document: &Document, schema: &Value, value: &mut Value) {
    let parts = document.parts(schema);
    match value {
        Value::String(text) if parts.iter().any(|part| part.get("enum").is_some()) => UNLISTED.clone_into(text),
        Value::Array(items) => {
            for schema in parts.iter().filter_map(|part| part.get("items")) {
                for item in items.iter_mut() {
                    unlist(document, schema, item);
                }
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let known = parts.iter().filter_map(|part| part.get("properties")?.get(name));
                let other =
                    parts.iter().filter_map(|part| part.get("additionalProperties").filter(|it| it.is_object()));
                let schemas: Vec<&Value> = known.collect();
                let schemas = if schemas.is_empty() { other.collect() } else { schemas };
                for schema in schemas {
                    unlist(document, schema, member);
                }
            }
        }
        _ => {}
    }
}

/// Adds a member to an object and to those in its lists.
fn add_properties(value: &mut Value) {
    let Some(members) = value.as_object_mut() else { return };
    let in_lists = members.values_mut().filter_map(Value::as_array_mut).flatten();
    for object in in_lists.filter_map(Value::as_object_mut) {
        object.insert(EXTRA.to_owned(), extra());
    }
    members.insert(EXTRA.to_owned(), extra());
}

fn extra() -> Value {
    serde_json::json!({"a": [1, "two", null]})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_neither_the_value_nor_the_member() {
        let text = Document::contacts().root().to_string();
        assert!(!text.contains(UNLISTED));
        assert!(!text.contains(EXTRA));
    }

    #[test]
    fn values_of_lists_in_compositions_lists_and_maps_are_found() {
        let document = Document::contacts();
        let schema = document.pointer("/components/schemas/Contact").expect("it is there");
        let text = std::fs::read_to_string(format!("{}/getContact.response.composed.json", contacts_openapi::EXAMPLES));
        let before: Value = serde_json::from_str(&text.expect("it is there")).expect("it is JSON");
        let mut after = before.clone();
        unlist(&document, schema, &mut after);
        for pointer in ["/permission/accessibleRange", "/permission/accessibleMembers/0/type", "/telephones/0/type"] {
            assert!(before.pointer(pointer).is_some(), "{pointer}");
            assert_eq!(after.pointer(pointer), Some(&UNLISTED.into()), "{pointer}");
        }
        assert_eq!(before.get("contactId"), after.get("contactId"));
    }
}
