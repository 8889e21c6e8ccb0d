//! What no page states, and whether it says so in a form that the engine and a reader understand.

use contacts_openapi::list;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, having};
use crate::lint::{Lint, table};

table! {
    Error "assumption": "an assumption that covers nothing there is, or gives no reason";
    Error "assumed-responses": "an assumed status that is not documented, or that gives no reason";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    for (at, holder, assumption) in having(lint.document, "x-assumption") {
        let here = at.with_trailing_token("x-assumption");
        let reason = assumption.as_str().or_else(|| assumption.get("reason").and_then(Value::as_str));
        if reason.is_some_and(|reason| reason.trim().is_empty()) {
            let help = "say what no page states, and why this was taken";
            lint.report("assumption", here, "the assumption gives no reason".to_owned(), help);
        } else if !is_of_a_schema(&at) {
            form(lint, &here, holder, assumption);
        }
    }
    statuses(lint);
}

/// Whether the generator's own check looks at what is assumed at a place.
fn is_of_a_schema(at: &Pointer) -> bool {
    let is_component = ["/components/schemas/", "/components/parameters/"].iter();
    is_component.clone().any(|section| at.as_str().starts_with(section))
        || at.as_str().starts_with("/paths/") && at.tokens().any(|token| token.decoded() == "parameters")
}

fn form(lint: &mut Lint<'_>, here: &PointerBuf, holder: &Value, assumption: &Value) {
    let is_listed = assumption.get("covers").is_some_and(Value::is_array);
    let is_explained = assumption.get("reason").is_some_and(Value::is_string);
    if !(assumption.is_string() || is_listed && is_explained) {
        let message = "`x-assumption` takes a text, or `covers` and a `reason`".to_owned();
        return lint.report("assumption", here.clone(), message, "`covers` is a list of keywords, `reason` a text");
    }
    for (index, keyword) in list(assumption, "covers").enumerate() {
        if holder.get(keyword.as_str().unwrap_or_default()).is_none() {
            let here = here.with_trailing_token("covers").with_trailing_token(index);
            let message = format!("{keyword} is no member of the object that is said to assume it");
            lint.report("assumption", here, message, "name members that stand there, or none");
        }
    }
}

fn statuses(lint: &mut Lint<'_>) {
    let keyword = "x-assumed-responses";
    for operation in lint.operations.clone() {
        let Some(assumed) = operation.value.get(keyword) else { continue };
        let here = at(&operation.pointer, [keyword]);
        let Some(assumed) = assumed.as_object() else {
            let message = format!("`{keyword}` is no object of statuses");
            lint.report("assumed-responses", here, message, "write `'404': why it was taken`");
            continue;
        };
        for (status, reason) in assumed {
            let here = here.with_trailing_token(status);
            let response = operation.value.get("responses").and_then(|it| it.get(status));
            let (message, help) = if response.is_none() {
                (format!("`{}` documents no {status}", operation.id), "name a status of the operation, or drop it")
            } else if response.is_some_and(|response| response.get("$ref").is_none()) {
                (
                    format!("{status} of `{}` is written in place", operation.id),
                    "write an `x-assumption` into the response itself",
                )
            } else if reason.as_str().is_none_or(|reason| reason.trim().is_empty()) {
                (format!("{status} of `{}` is assumed without a reason", operation.id), "say why it was taken")
            } else {
                continue;
            };
            lint.report("assumed-responses", here, message, help);
        }
    }
}
