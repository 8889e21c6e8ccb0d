//! What the generator cannot take, or would take without a word: all that `cargo xtask generate` ends with, and what
//! of a sound document the client has no notion of.

use std::collections::BTreeMap;

use contacts_openapi::Operation;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{at, properties};
use crate::codegen;
use crate::lint::{Lint, table};

table! {
    Error "openapi-version": "another version of OpenAPI than 3.0.3";
    Error "dangling-reference": "a reference that leads nowhere";
    Error "reference": "a reference to a schema that is no component";
    Error "endless-composition": "a schema that is composed of itself";
    Error "unknown-source": "a page that the document has no address for";
    Error "no-operations": "a document without operations";
    Error "path": "a path, or a member of one, that goes unnoticed";
    Error "operation-id": "an operation without a name that a call can have";
    Error "colliding-names": "two names that become one in Rust";
    Error "schema-name": "a schema whose name no type of the client can have";
    Error "property-name": "a property whose name makes no field";
    Error "enum-value": "an enum value that makes no variant, or an enum without values";
    Error "path-parameter": "a placeholder of a path and a parameter that do not match";
    Error "parameter": "a parameter without a name, a place or a schema";
    Error "parameter-kind": "a parameter that the generator has no form for";
    Error "parameter-style": "a parameter that is written in another way than the generator does";
    Error "security": "a requirement that is not one scope of one scheme";
    Error "success": "an operation whose success is not one type";
    Error "media-type": "a body that is not JSON with a schema";
    Error "optional-body": "a body that a request may leave out";
    Error "inline-body": "a body whose schema has no name";
    Error "inline-object": "an object within another without a name";
    Error "inline-enum": "an enum without a name";
    Error "schema-type": "a schema of a type that a schema cannot have in its place";
    Error "union": "arms of a union that cannot be told apart, or have no name";
    Error "shared-patch": "a PATCH body of a schema that others use";
    Error "nullable-reference": "a required property that refers to a nullable schema";
    Error "required": "a required property that is not there";
    Error "unknown-keyword": "a keyword that schemas do not have";
    Error "keyword-value": "a keyword with a value of another kind than it takes";
    Error "fact": "something that the client needs to know, and the document does not say";
    Error "paging": "a list that the client cannot walk";
    Error "server": "a base address that the client cannot use, or does not know of";
    Error "error-body": "errors of two forms, of which the client reads one";
    Warning "not-generated": "something that the client has no notion of";
    Warning "untyped-member": "a property that becomes a JSON value without a type";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    lint.findings.extend(codegen::check::check(lint.document));
    servers(lint);
    errors(lint);
    unnoticed(lint);
    untyped(lint);
}

/// The client has one base address: that of the first server, as it stands there.
fn servers(lint: &mut Lint<'_>) {
    let document = lint.document;
    let at_url = at(Pointer::root(), ["servers", "0", "url"]);
    let url = document.pointer(at_url.as_str()).and_then(Value::as_str);
    let (message, help) = match url {
        Some(url) if url.contains('{') => {
            (format!("the address {url} has a variable"), "write it out: the client puts nothing in its place")
        }
        Some(url) if !url.starts_with("https://") => {
            (format!("the address {url} does not begin with https://"), "tokens go there: write the whole address")
        }
        // That there is none is told as what it is to any reader.
        _ => return own_servers(lint),
    };
    lint.report("server", at_url, message, help);
    own_servers(lint);
}

/// Servers of a path or an operation.
fn own_servers(lint: &mut Lint<'_>) {
    let paths = lint.document.pointer("/paths").and_then(Value::as_object).into_iter().flatten();
    let of_paths = paths.filter(|(_, item)| item.get("servers").is_some());
    let mut found: Vec<PointerBuf> = of_paths.map(|(path, _)| at(Pointer::root(), ["paths", path])).collect();
    let operations = lint.operations.iter().filter(|operation| operation.value.get("servers").is_some());
    found.extend(operations.map(|operation| operation.pointer.clone()));
    for here in found {
        let message = "a server of its own, to which the client would not go".to_owned();
        let help = "the client has one address for all operations; one elsewhere is described by an extension";
        lint.report("server", at(&here, ["servers"]), message, help);
    }
}

/// All errors are read as one type.
fn errors(lint: &mut Lint<'_>) {
    let mut first: Option<&Value> = None;
    for Operation { id, pointer, responses, .. } in lint.operations.clone() {
        for response in responses.iter().filter(|response| !response.is_success()) {
            let Some(schema) = response.schema else { continue };
            if first.is_some_and(|first| first != schema) {
                let here = at(&pointer, ["responses", response.status]);
                let message = format!("{} of `{id}` is of another schema than errors before it", response.status);
                let help = "the client reads every error as one type: give all the same schema";
                lint.report("error-body", lint.document.definition(&here), message, help);
            }
            first = first.or(Some(schema));
        }
    }
}

/// What OpenAPI can say of an operation and no part of the client ever reads.
fn unnoticed(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut found: BTreeMap<PointerBuf, &str> = BTreeMap::new();
    for operation in &lint.operations {
        if operation.value.get("callbacks").is_some() {
            found.insert(at(&operation.pointer, ["callbacks"]), "callbacks");
        }
        for response in operation.responses.iter().filter(|response| response.value.get("links").is_some()) {
            let here = document.definition(&at(&operation.pointer, ["responses", response.status]));
            found.insert(at(&here, ["links"]), "links");
        }
    }
    for (name, _) in document.components().filter(|(_, schema)| schema.get("discriminator").is_some()) {
        found.insert(at(Pointer::root(), ["components", "schemas", name, "discriminator"]), "a discriminator");
    }
    for (at, what) in found {
        let help = "say it in the description, where users of the client read it too";
        lint.report("not-generated", at, format!("the client has no notion of {what}"), help);
    }
}

/// Properties of which the generator makes any JSON value, or a map of such, although the document says more.
fn untyped(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut found: BTreeMap<PointerBuf, (&str, &str)> = BTreeMap::new();
    for (name, _) in document.components() {
        for property in properties(document, &at(Pointer::root(), ["components", "schemas", name])) {
            let schema = property.value.get("items").unwrap_or(property.value);
            let is_map = schema.get("additionalProperties").is_some_and(Value::is_object);
            if schema.get("anyOf").or_else(|| schema.get("oneOf")).is_some() {
                found.insert(property.at, (property.name, "union"));
            } else if is_map && schema.get("properties").is_none() {
                found.insert(property.at, (property.name, "map"));
            }
        }
    }
    for (at, (name, what)) in found {
        let message = format!("`{name}` holds a {what} without a name, and becomes a JSON value");
        lint.report("untyped-member", at, message, "move it under components/schemas and refer to it");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint;

    /// The sources of everything that reports to the generator's check.
    const SOURCES: [&str; 5] = [
        include_str!("../../codegen/check.rs"),
        include_str!("../../codegen/check/keywords.rs"),
        include_str!("../../codegen/check/operations.rs"),
        include_str!("../../codegen/check/schemas.rs"),
        include_str!("../../codegen/check/sources.rs"),
    ];

    #[test]
    fn what_generate_finds_can_be_explained() {
        let mut count = 0;
        for call in SOURCES.into_iter().flat_map(|source| source.split(".report(").skip(1)) {
            let id = call.trim_start().strip_prefix('"').and_then(|call| call.split('"').next());
            let id = id.unwrap_or("a rule that is no literal");
            assert!(lint::rule(id).is_some(), "no table has `{id}`");
            count += 1;
        }
        assert!(count > 30, "only {count} reports were found");
    }
}
