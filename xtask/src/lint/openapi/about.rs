//! What a document says of itself: whose it is, where it is served, and what its texts may hold.

use contacts_openapi::validate::nearest;
use serde_json::Value;

use super::objects::Kind;
use super::shape::{Node, Outline};
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for info in outline.of(Kind::Info) {
        let wanted = [
            ("/description", "description", "what the API is for"),
            ("/contact", "contact", "whom to ask"),
            ("/license", "license", "what readers may do with it"),
            ("/license/url", "license.url", "where the license can be read"),
        ];
        for (path, name, why) in wanted {
            let parent = path.rfind('/').map_or("", |at| &path[..at]);
            if info.value.pointer(parent).is_some() && info.value.pointer(path).is_none_or(is_empty) {
                let message = format!("the info does not say {why}");
                lint.report("info-incomplete", info.at.clone(), message, format!("add `{name}`"));
            }
        }
        if let Some(contact) =
            info.value.get("contact").filter(|it| it.get("url").is_none() && it.get("email").is_none())
            && !is_empty(contact)
        {
            let message = "the contact cannot be reached".to_owned();
            lint.report("info-incomplete", info.member("contact"), message, "add `url` or `email`");
        }
    }
    if lint.document.pointer("/servers").is_none_or(is_empty) {
        let message = "the document does not say where the API is served".to_owned();
        let help = "add `servers: [{url: https://...}]`; without it tools call the host of the document";
        lint.report("server-missing", jsonptr::PointerBuf::from_tokens(["servers"]), message, help);
    }
    for server in outline.of(Kind::Server) {
        address(lint, server);
        variables(lint, server);
    }
    for node in &outline.nodes {
        undescribed(lint, node);
        for member in ["title", "summary", "description"] {
            if let Some(text) = node.text(member) {
                markdown(lint, node, member, text);
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn address(lint: &mut Lint<'_>, server: &Node<'_>) {
    let Some(url) = server.text("url") else { return };
    let mut report = |message: String, help: &str| lint.report("server-url", server.member("url"), message, help);
    let host = url.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':', '?']).next().unwrap_or_default();
    let is_of = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|it| it.ends_with('.'));
    if url.trim().is_empty() {
        report("the address of the server is empty".to_owned(), "write `/` for the host of the document");
    } else if ["example.com", "example.org", "example.net", "localhost"].into_iter().any(is_of) {
        report(format!("nothing is served at `{url}`"), "write the address that clients call");
    }
    if url.len() > 1 && url.ends_with('/') {
        report(format!("`{url}` ends with a slash, and every path begins with one"), "drop it");
    }
    if url.contains(['?', '#']) {
        report(format!("`{url}` has more than an address in it"), "drop the query and what follows");
    }
}

/// The variables of a server's address.
fn variables(lint: &mut Lint<'_>, server: &Node<'_>) {
    let url = server.text("url").unwrap_or_default();
    let variables = server.value.get("variables").and_then(Value::as_object);
    let names: Vec<&str> = variables.into_iter().flat_map(|it| it.keys()).map(String::as_str).collect();
    let used: Vec<&str> =
        url.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    for name in used.iter().filter(|name| !names.contains(name)) {
        let help = match nearest(names.iter().copied(), name) {
            Some(near) => format!("write `{{{near}}}` if that is meant, or define it under `variables`"),
            None => format!("define `{name}` under `variables`"),
        };
        lint.report("server-variable", server.member("url"), format!("nothing defines `{{{name}}}`"), help);
    }
    for (name, variable) in variables.into_iter().flatten() {
        let at = server.member("variables").with_trailing_token(name.as_str());
        if !used.contains(&name.as_str()) {
            let message = format!("`{name}` is not in the server's address");
            lint.report("server-variable", at.clone(), message, "drop it, or write it into the address");
        }
        let Some(values) = variable.get("enum").and_then(Value::as_array) else { continue };
        let at = at.with_trailing_token("enum");
        if values.is_empty() {
            lint.report(
                "server-variable",
                at,
                format!("`{name}` can have no value"),
                "list the values, or drop the list",
            );
        } else if variable.get("default").is_some_and(|default| !values.contains(default)) {
            let message = format!("the default of `{name}` is none of its values");
            lint.report("server-variable", at, message, "add the default to the list");
        }
    }
}

/// What a reader has nothing but a description of. Schemas have names, and responses cannot be without.
fn undescribed(lint: &mut Lint<'_>, node: &Node<'_>) {
    let what = match node.kind {
        Kind::Tag | Kind::Parameter => format!("`{}`", node.text("name").unwrap_or_default()),
        Kind::Operation => "the operation".to_owned(),
        _ => return,
    };
    if node.text("description").is_none_or(|text| text.trim().is_empty()) {
        let message = format!("{what} has no description");
        lint.report("undescribed", node.at.clone(), message, "add a `description`: a sentence is enough");
    }
}

/// Descriptions are Markdown, which may hold HTML, which some viewers run.
fn markdown(lint: &mut Lint<'_>, node: &Node<'_>, member: &str, text: &str) {
    let lower = text.to_lowercase();
    let found = ["<script", "javascript:", "eval("].into_iter().find(|found| lower.contains(found));
    if let Some(found) = found {
        let message = format!("`{found}` in a text that viewers show as HTML");
        lint.report("unsafe-markdown", node.member(member), message, "say it in words");
    }
}
