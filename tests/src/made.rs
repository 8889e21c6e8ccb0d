//! Answers that no example shows and the sandbox never gives, made of the document: the client has to read them all the
//! same.
//!
//! These are the codes of errors that the document lists, and the nulls of a list beside its items: what is in an item
//! can be loaded into the sandbox, which [`crate::violations`] does.

use std::collections::BTreeSet;

use contacts_openapi::{Direction, Language, Operation, Response, Subject, list};
use jsonptr::PointerBuf;
use serde_json::{Value, json};

use crate::corpus::{self, Payload};
use crate::exchange::{Exchange, UNLISTED};
use crate::violations::of_body;

/// An answer that was made up.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    operation: &'a Operation<'a>,
    response: &'a Response<'a>,
    label: String,
    payload: Payload,
}

/// Every code that the document lists for a status and no example has, at the first operation that answers it; and every
/// list with a null in the place of what may be one.
///
/// # Errors
///
/// When nothing can be derived for a list.
pub fn answers<'a>(operations: &'a [Operation<'a>], payloads: &[Payload]) -> Result<Vec<Made<'a>>, String> {
    let mut made = Vec::new();
    let shown = payloads.iter().filter_map(|payload| payload.value.get("code")?.as_str());
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    let shown: BTreeSet<&str> = shown.collect();
    for operation in operations {
        for response in operation.responses.iter().filter(|response| !response.is_success()) {
            let codes = list(response.value, "x-error-codes").filter_map(Value::as_str);
            // A name in braces stands for many codes.
            for code in codes.filter(|code| !shown.contains(code) && !code.contains('{')) {
                if known.insert((response.status, code)) {
                    let value = json!({"code": code, "description": code});
                    made.push(Made::new(operation, response, code.to_owned(), value));
                }
            }
        }
        let items = operation.value.pointer("/x-paging/items").and_then(Value::as_str);
        if let (Some(items), Some(response)) = (items, operation.success()) {
            let derived = of_body(payloads, operation, Direction::Response)?;
            let within = format!("/{items}");
            let nulls = derived.edges.iter().filter(|edge| edge.value == Some(Value::Null));
            for edge in nulls.filter(|edge| !edge.pointer.starts_with(&within)) {
                let label = format!("{} = null", edge.pointer);
                made.push(Made::new(operation, response, label, edge.of(&derived.base)));
            }
        }
    }
    Ok(made)
}

impl<'a> Made<'a> {
    fn new(operation: &'a Operation<'a>, response: &'a Response<'a>, label: String, value: Value) -> Self {
        let example = contacts_openapi::Example {
            file: format!("{} {} {label}", operation.id, response.status),
            subject: Subject::Operation(operation.id.to_owned()),
            variant: None,
            direction: Direction::Response,
            language: Language::Composed,
            pointer: PointerBuf::default(),
        };
        Self { operation, response, label, payload: Payload { example, value } }
    }

    /// The exchange that it is the answer of.
    pub fn exchange(&'a self, payloads: &'a [Payload]) -> Exchange<'a> {
        Exchange {
            operation: self.operation,
            label: self.label.clone(),
            request: corpus::of(payloads, self.operation, Direction::Request).next(),
            status: self.response.status.parse().unwrap_or(UNLISTED),
            documented: self.response.status,
            response: Some(&self.payload),
            with_parameters: false,
        }
    }
}
