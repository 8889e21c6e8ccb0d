//! Keywords of ours that name something of the document, or say what all operations have.

use std::collections::BTreeSet;

use contacts_openapi::validate::nearest;
use contacts_openapi::{Document, Location, Operation, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, having};
use crate::lint::{Lint, table};

table! {
    Error "unknown-name": "a keyword that names an operation or a parameter that is not there";
    Error "no-paging": "a list that takes the parameters of a page, and that the client makes no stream of";
    Error "common-statuses": "an operation without a status that every operation is said to have";
    Error "rate-limit-headers": "an answer without the headers that every answer is said to have";
    Error "error-codes": "an error code that stands under no status, or in no list of codes";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    names(lint);
    paging(lint);
    statuses(lint);
    headers(lint);
    codes(lint);
}

/// What `x-window`, `x-paging`, `x-shown-only-by` and `x-pagination` name.
fn names(lint: &mut Lint<'_>) {
    let document = lint.document;
    for operation in lint.operations.clone() {
        let window = operation.value.pointer("/x-window/parameters").and_then(Value::as_object);
        let named = window.into_iter().flatten().map(|(member, name)| (vec!["x-window", "parameters", member], name));
        let paging = operation.value.pointer("/x-paging/count").map(|name| (vec!["x-paging", "count"], name));
        for (tokens, name) in named.chain(paging).collect::<Vec<_>>() {
            let here = tokens.iter().fold(operation.pointer.clone(), |at, token| at.with_trailing_token(*token));
            let known: Vec<&str> = operation.parameters_in(Location::Query).map(|it| it.name).collect();
            unknown(lint, here, name, &known, &format!("a query parameter of `{}`", operation.id));
        }
    }
    let ids: Vec<&str> = lint.operations.iter().map(|operation| operation.id).collect();
    for (at, holder, _) in having(document, "x-shown-only-by") {
        for (index, id) in list(holder, "x-shown-only-by").enumerate() {
            let at = at.with_trailing_token("x-shown-only-by").with_trailing_token(index);
            unknown(lint, at, id, &ids, "an operation");
        }
    }
    let parameters = lint.operations.iter().flat_map(|operation| operation.parameters_in(Location::Query));
    let parameters: Vec<&str> = parameters.map(|parameter| parameter.name).collect();
    for member in ["cursorParameter", "countParameter"] {
        if let Some(name) = document.pointer("/x-pagination").and_then(|it| it.get(member)) {
            unknown(lint, at(Pointer::root(), ["x-pagination", member]), name, &parameters, "a query parameter");
        }
    }
}

/// Operations that take what `x-pagination` says that lists are paged by, and do not say how their pages follow.
fn paging(lint: &mut Lint<'_>) {
    let Some(pagination) = lint.document.pointer("/x-pagination") else { return };
    let member = |member: &str| pagination.get(member).and_then(Value::as_str);
    let (Some(cursor), Some(count)) = (member("cursorParameter"), member("countParameter")) else { return };
    let other = lint.operations.iter().find(|operation| operation.value.get("x-paging").is_some()).map(|it| it.id);
    let help = match other {
        Some(other) => format!("say in `x-paging` what leads to the next page, as `{other}` does"),
        None => "say in `x-paging` what leads to the next page: `cursor`, `nextCursor` and `items`".to_owned(),
    };
    for operation in lint.operations.clone() {
        let takes = |name: &str| operation.parameters_in(Location::Query).any(|parameter| parameter.name == name);
        if operation.value.get("x-paging").is_none() && takes(cursor) && takes(count) {
            let message = format!("`{}` takes `{cursor}` and `{count}`, and has no `x-paging`", operation.id);
            lint.report("no-paging", operation.pointer, message, &*help);
        }
    }
}

fn unknown(lint: &mut Lint<'_>, at: PointerBuf, name: &Value, known: &[&str], what: &str) {
    if known.iter().any(|known| name == known) {
        return;
    }
    let help = match name.as_str().and_then(|name| nearest(known.iter().copied(), name)) {
        Some(near) => format!("write `{near}` if that is meant"),
        None => "name one that there is".to_owned(),
    };
    lint.report("unknown-name", at, format!("{name} is not the name of {what}"), help);
}

/// The statuses that `x-transport` says stand on every operation.
fn statuses(lint: &mut Lint<'_>) {
    let Some(common) = lint.document.pointer("/x-transport/commonStatuses") else { return };
    let common: Vec<&str> = list(common, "values").filter_map(Value::as_str).collect();
    for operation in lint.operations.clone() {
        let is_there = |status: &str| operation.responses.iter().any(|response| response.status == status);
        let missing: Vec<&str> = common.iter().copied().filter(|status| !is_there(status)).collect();
        if !missing.is_empty() {
            let message = format!("`{}` does not document {}", operation.id, missing.join(", "));
            let help = "they stand on the common error page, and `x-transport` says that every operation has them";
            lint.report("common-statuses", at(&operation.pointer, ["responses"]), message, help);
        }
    }
}

/// The headers that `x-rate-limits` says stand on every answer to a call that was counted.
fn headers(lint: &mut Lint<'_>) {
    let document = lint.document;
    let Some(limits) = document.pointer("/x-rate-limits") else { return };
    let names = limits.get("headers").and_then(Value::as_object).into_iter().flat_map(|headers| headers.values());
    let names: Vec<&str> = names.filter_map(Value::as_str).collect();
    let exempt: Vec<&str> = list(limits, "headersAbsentOn").filter_map(Value::as_str).collect();
    let exceeded = limits.pointer("/exceeded/status").and_then(Value::as_str);
    for Operation { id, pointer, responses, .. } in lint.operations.clone() {
        let counted = responses.iter().filter(|it| it.is_success() || Some(it.status) == exceeded);
        for response in counted.filter(|response| !exempt.contains(&response.status)) {
            let has = |name: &str| {
                let headers = response.value.get("headers").and_then(Value::as_object).into_iter().flatten();
                headers.into_iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
            };
            let missing: Vec<&str> = names.iter().copied().filter(|name| !has(name)).collect();
            if !missing.is_empty() {
                let at = document.definition(&at(&pointer, ["responses", response.status]));
                let message = format!("{} of `{id}` lacks {}", response.status, missing.join(", "));
                let help = "refer to them under `headers`; a status that has none is named in `headersAbsentOn`";
                lint.report("rate-limit-headers", at, message, help);
            }
        }
    }
}

/// The codes of each status, against the list of the codes that there are.
fn codes(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut listed: Vec<(PointerBuf, &str)> = Vec::new();
    // Where the codes that there are stand, by the bodies that carry them.
    let mut lists: BTreeSet<PointerBuf> = BTreeSet::new();
    for (at, response, codes) in having(document, "x-error-codes") {
        for (index, code) in codes.as_array().into_iter().flatten().enumerate() {
            let at = at.with_trailing_token("x-error-codes").with_trailing_token(index);
            code.as_str().into_iter().for_each(|code| listed.push((at.clone(), code)));
        }
        lists.extend(code_lists(document, response));
    }
    if lists.is_empty() {
        return;
    }
    let known = |at: &PointerBuf| document.pointer(at.as_str()).map(|it| list(it, "x-extensible-enum"));
    let codes: Vec<&str> = lists.iter().filter_map(known).flatten().filter_map(Value::as_str).collect();
    // A code with a placeholder stands for a family that is in no list.
    for (at, code) in listed.iter().filter(|(_, code)| !code.contains('{') && !codes.contains(code)) {
        let help = match nearest(codes.iter().copied(), code) {
            Some(near) => format!("write `{near}` if that is meant, or add it to the list of codes"),
            None => "add it to the list of codes".to_owned(),
        };
        lint.report("error-codes", at.clone(), format!("`{code}` is in no list of codes"), help);
    }
    for at in lists {
        let values = document.pointer(at.as_str()).into_iter().flat_map(|it| list(it, "x-extensible-enum"));
        for (index, code) in values.enumerate() {
            if !listed.iter().any(|(_, known)| code == known) {
                let at = at.with_trailing_token("x-extensible-enum").with_trailing_token(index);
                let help = "name it in the `x-error-codes` of the answer that carries it";
                lint.report(
                    "error-codes",
                    at,
                    format!("`{}` stands under no status", code.as_str().unwrap_or_default()),
                    help,
                );
            }
        }
    }
}

/// The open enums among the members of an answer's body.
fn code_lists(document: &Document, response: &Value) -> Vec<PointerBuf> {
    let reference = response.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str);
    let Some(body) = reference.and_then(Document::target) else { return Vec::new() };
    let members = super::places::properties(document, &body).into_iter().map(|property| {
        let single = at(&property.at, ["allOf", "0"]);
        let is_composed = document.pointer(single.as_str()).is_some();
        document.definition(if is_composed { &single } else { &property.at })
    });
    let is_open =
        |at: &PointerBuf| document.pointer(at.as_str()).is_some_and(|it| it.get("x-extensible-enum").is_some());
    members.filter(is_open).collect()
}
