//! Whether each operation says what a reader and a tool look for in it.

use contacts_openapi::list;
use http::StatusCode;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::objects::Kind;
use super::shape::{Node, Outline};
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for operation in outline.of(Kind::Operation) {
        let call = call(operation);
        if operation.text("summary").is_none_or(|summary| summary.trim().is_empty()) {
            let help = "add a `summary` of a few words; it is the title in every list of operations";
            lint.report("operation-summary", operation.at.clone(), format!("{call} has no summary"), help);
        }
        let is_safe = |it: char| it.is_ascii_alphanumeric() || "-._~".contains(it);
        if let Some(id) = operation.text("operationId").filter(|id| !id.chars().all(is_safe)) {
            let message = format!("`{id}` cannot stand in an address as it is");
            let help = "use letters from A to Z, digits, `-`, `.`, `_` and `~`";
            lint.report("operation-id-characters", operation.member("operationId"), message, help);
        }
        answers(lint, operation, &call);
        body(lint, operation, &call);
        let is_callback = operation.at.tokens().filter(|token| token.decoded() == "callbacks").count() > 0;
        if is_callback && operation.value.get("callbacks").is_some() {
            let message = "a callback has callbacks of its own".to_owned();
            let help = "no tool follows them: describe them beside the operation";
            lint.report("nested-callback", operation.member("callbacks"), message, help);
        }
    }
    for parameter in outline.of(Kind::Parameter) {
        ignored(lint, parameter);
        style(lint, parameter);
        value(lint, parameter, "parameter");
    }
    for header in outline.of(Kind::Header) {
        value(lint, header, "header");
    }
    for response in outline.of(Kind::Response) {
        let headers = response.value.get("headers").and_then(Value::as_object);
        for name in headers.into_iter().flat_map(|headers| headers.keys()) {
            if name.eq_ignore_ascii_case("content-type") {
                let at = response.member("headers").with_trailing_token(name.as_str());
                let message = format!("the header `{name}` of a response is ignored");
                lint.report("ignored-header", at, message, "the keys of `content` say it; drop the header");
            }
        }
    }
}

/// The method and the path of an operation.
fn call(operation: &Node<'_>) -> String {
    let last = |at: &Pointer| at.last().map(|token| token.decoded().into_owned()).unwrap_or_default();
    let method = last(&operation.at).to_uppercase();
    format!("{method} {}", operation.at.parent().map(last).unwrap_or_default())
}

fn answers(lint: &mut Lint<'_>, operation: &Node<'_>, call: &str) {
    let Some(responses) = operation.value.get("responses").and_then(Value::as_object) else { return };
    if !responses.is_empty() && !responses.keys().any(|status| status.starts_with('4') || status == "default") {
        let message = format!("{call} documents no answer to a request that is refused");
        let help = "add the 4xx answers, or `default`";
        lint.report("error-response", operation.member("responses"), message, help);
    }
    if responses.is_empty() {
        let message = format!("{call} documents no answer at all");
        lint.report("no-response", operation.member("responses"), message, "add at least the answer to success");
    }
    for status in responses.keys() {
        let Some(code) = status.parse().ok().and_then(|code| StatusCode::from_u16(code).ok()) else { continue };
        // What is no status at all is told by `status-code`.
        if code.canonical_reason().is_none() && (100..600).contains(&code.as_u16()) {
            let at = operation.member("responses").with_trailing_token(status.as_str());
            let message = format!("{status} is a status that HTTP has no meaning for");
            lint.report("unregistered-status", at, message, "look for a slip in the number");
        }
    }
    for status in ["204", "304"] {
        let content = responses.get(status).map(|it| lint.document.follow(it)).and_then(|it| it.get("content"));
        if content.is_some() {
            let at = operation.member("responses").with_trailing_token(status);
            let message = format!("{status} has no body, and `content` describes one");
            lint.report("ignored-body", at, message, "drop the content, or write the status that has a body");
        }
    }
}

/// Requests of methods whose bodies mean nothing.
fn body(lint: &mut Lint<'_>, operation: &Node<'_>, call: &str) {
    let is_bodiless = ["GET ", "HEAD ", "DELETE ", "TRACE "].iter().any(|method| call.starts_with(method));
    if is_bodiless && operation.value.get("requestBody").is_some() {
        let message = format!("the body of {call} is ignored");
        let help = "send what it says in the query, or use POST";
        lint.report("ignored-body", operation.member("requestBody"), message, help);
    }
}

/// Headers that other parts of a document describe.
fn ignored(lint: &mut Lint<'_>, parameter: &Node<'_>) {
    let known = [("accept", "the `content` of the answers"), ("content-type", "the `content` of the body")];
    let known = known.iter().chain(&[("authorization", "`security`")]);
    let (Some(name), Some("header")) = (parameter.text("name"), parameter.text("in")) else { return };
    if let Some((_, instead)) = known.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) {
        let message = format!("the header parameter `{name}` is ignored");
        lint.report("ignored-header", parameter.at.clone(), message, format!("drop it: {instead} says it"));
    }
}

/// A style must be one of those of the place that the parameter is in.
fn style(lint: &mut Lint<'_>, parameter: &Node<'_>) {
    let styles: &[&str] = match parameter.text("in") {
        Some("path") => &["matrix", "label", "simple"],
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        Some("cookie") => &["form"],
        _ => return,
    };
    if let Some(style) = parameter.text("style").filter(|style| !styles.contains(style)) {
        let message = format!("there is no style {style} in a {}", parameter.text("in").unwrap_or_default());
        let help = format!("possible are {}", styles.join(", "));
        lint.report("field-value", parameter.member("style"), message, help);
    }
}

/// A parameter, and a header as well, says what it holds: by a schema, or by one media type.
fn value(lint: &mut Lint<'_>, node: &Node<'_>, what: &str) {
    let content = node.value.get("content").and_then(Value::as_object);
    if content.is_some_and(|content| content.len() != 1) {
        let message = format!("the `content` of a {what} has one media type");
        lint.report("field-value", node.member("content"), message, "keep the one that is sent");
    }
    if node.value.get("schema").is_none() && content.is_none() {
        let message = format!("a {what} without `schema` or `content`");
        lint.report("missing-field", node.at.clone(), message, "add `schema`");
    }
}

/// Tags of operations, and those that the document describes.
pub(super) fn tags(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let defined: Vec<(&str, PointerBuf)> =
        outline.of(Kind::Tag).filter_map(|tag| Some((tag.text("name")?, tag.member("name")))).collect();
    for (index, (name, at)) in defined.iter().enumerate() {
        if defined[..index].iter().any(|(other, _)| other == name) {
            let message = format!("the tag `{name}` is described twice");
            lint.report("tag-twice", at.clone(), message, "keep one of the two");
        }
    }
    let mut used: Vec<&str> = Vec::new();
    for operation in outline.of(Kind::Operation) {
        let tags = list(operation.value, "tags").enumerate().filter_map(|(index, tag)| Some((index, tag.as_str()?)));
        for (index, tag) in tags {
            used.push(tag);
            if !defined.iter().any(|(name, _)| *name == tag) {
                let near = contacts_openapi::validate::nearest(defined.iter().map(|(name, _)| *name), tag);
                let help = match near {
                    Some(near) => format!("write `{near}` if that is meant, or describe `{tag}` under `tags`"),
                    None => format!("describe `{tag}` under `tags`"),
                };
                let at = operation.member("tags").with_trailing_token(index);
                lint.report("tag-undefined", at, format!("nothing describes the tag `{tag}`"), help);
            }
        }
        if list(operation.value, "tags").next().is_none() {
            let message = format!("{} has no tag", call(operation));
            lint.report("untagged", operation.at.clone(), message, "add one of the document's `tags`");
        }
    }
    for (name, at) in defined.into_iter().filter(|(name, _)| !used.contains(name)) {
        let message = format!("no operation has the tag `{name}`");
        lint.report("tag-unused", at, message, "give it to one, or drop its description");
    }
}
