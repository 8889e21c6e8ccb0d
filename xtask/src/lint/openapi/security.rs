//! Whether operations say who may call them, by schemes and scopes that there are.

use contacts_openapi::validate::nearest;
use serde_json::Value;

use super::objects::Kind;
use super::shape::{Node, Outline};
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for requirement in outline.of(Kind::Requirement) {
        requirement_of(lint, requirement);
    }
    if lint.document.pointer("/security").is_some() {
        return;
    }
    for operation in outline.of(Kind::Operation).filter(|operation| operation.value.get("security").is_none()) {
        let message = "neither the operation nor the document says who may call it".to_owned();
        let help = "add `security`; `security: []` says that anybody may";
        lint.report("security-missing", operation.at.clone(), message, help);
    }
}

fn requirement_of(lint: &mut Lint<'_>, requirement: &Node<'_>) {
    let document = lint.document;
    let schemes = document.pointer("/components/securitySchemes").and_then(Value::as_object);
    for (name, scopes) in requirement.value.as_object().into_iter().flatten() {
        let at = requirement.member(name);
        let Some(scheme) = schemes.and_then(|schemes| schemes.get(name)).map(|scheme| document.follow(scheme)) else {
            let names = schemes.into_iter().flat_map(|schemes| schemes.keys()).map(String::as_str);
            let help = match nearest(names, name) {
                Some(near) => format!("write `{near}` if that is meant, or define it"),
                None => "define it under `#/components/securitySchemes/`".to_owned(),
            };
            lint.report("security-undefined", at, format!("there is no security scheme `{name}`"), help);
            continue;
        };
        let flows = scheme.get("flows").and_then(Value::as_object).into_iter().flatten();
        let known: Vec<&str> = flows
            .filter_map(|(_, flow)| flow.get("scopes")?.as_object())
            .flat_map(|scopes| scopes.keys())
            .map(String::as_str)
            .collect();
        let ty = scheme.get("type").and_then(Value::as_str).unwrap_or_default();
        for (index, scope) in scopes.as_array().into_iter().flatten().enumerate() {
            let Some(scope) = scope.as_str() else { continue };
            let at = at.with_trailing_token(index);
            match ty {
                "oauth2" if !known.contains(&scope) => {
                    let help = match nearest(known.iter().copied(), scope) {
                        Some(near) => format!("write `{near}` if that is meant, or define it in a flow"),
                        None => "define it in a flow of the scheme".to_owned(),
                    };
                    lint.report("security-undefined", at, format!("no flow of `{name}` has the scope `{scope}`"), help);
                }
                "apiKey" | "http" => {
                    let message = format!("`{name}` is of type {ty}, which has no scopes");
                    lint.report("security-undefined", at, message, format!("write `{name}: []`"));
                }
                _ => {}
            }
        }
    }
}
