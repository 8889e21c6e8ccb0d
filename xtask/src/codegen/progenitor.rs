//! Step three: progenitor, with its panics turned into findings that name the operation at fault.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use contacts_openapi::{Document, Finding};
use jsonptr::PointerBuf;
use progenitor::{GenerationSettings, Generator, TypeImpl};
use quote::quote;
use serde_json::{Value, json};

use super::model::{Kind, Model};
use super::render;
use super::view::DATE_TIME;

/// What the generator makes of the view.
pub(crate) struct Output {
    /// The module of types.
    pub(crate) types: syn::File,
    /// The client and its calls.
    pub(crate) wire: syn::File,
    /// The typed helpers for mock servers.
    pub(crate) mock: syn::File,
}

/// Runs the generator over the view.
///
/// # Errors
///
/// When it refuses the view or panics; each operation or schema that it cannot take by itself is a finding.
pub(crate) fn run(document: &Document, model: &Model<'_>, view: &Value) -> Result<Output, Vec<Finding>> {
    let message = match attempt(model, view) {
        Ok(output) => return Ok(output),
        Err(message) => message,
    };
    let finding = |pointer: PointerBuf, message: String| {
        let message = format!("progenitor cannot take this: {message}");
        let help = "write it in a form that other parts of the document use, or teach the codegen view about it";
        document.error("generator-refuses", pointer, message, help)
    };
    let mut findings = Vec::new();
    for schema in &model.schemas {
        let Some(shape) = view.pointer(&format!("/components/schemas/{}", schema.name)) else { continue };
        // References are cut, so that each schema answers for itself.
        let mut alone = view.clone();
        alone["paths"] = json!({});
        alone["components"]["schemas"] = json!({ schema.name: without_references(shape) });
        if let Err(message) = attempt(model, &alone) {
            let pointer = PointerBuf::from_tokens(["components", "schemas", schema.name]);
            findings.push(finding(pointer, message));
        }
    }
    for operation in &model.operations {
        let mut alone = view.clone();
        let method = operation.method.as_str().to_lowercase();
        alone["paths"] = json!({ operation.path: { &method: view["paths"][operation.path][&method] } });
        if findings.is_empty()
            && let Err(message) = attempt(model, &alone)
        {
            findings.push(finding(operation.pointer.clone(), message));
        }
    }
    if findings.is_empty() {
        findings.push(finding(PointerBuf::new(), message));
    }
    Err(findings)
}

fn without_references(shape: &Value) -> Value {
    match shape {
        Value::Object(members) if members.contains_key("$ref") => json!({"type": "string"}),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), without_references(member))).collect()
        }
        Value::Array(items) => items.iter().map(without_references).collect(),
        other => other.clone(),
    }
}

fn attempt(model: &Model<'_>, view: &Value) -> Result<Output, String> {
    let spec: openapiv3::OpenAPI =
        serde_path_to_error::deserialize(view).map_err(|error| format!("{} at {}", error.inner(), error.path()))?;
    match quietly(|| generate(model, &spec)) {
        Ok(result) => result,
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it panics");
            Err(text.lines().next().unwrap_or_default().to_owned())
        }
    }
}

thread_local! {
    /// Whether a panic of this thread is about to become a finding.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Catches panics of the generator, which are told as findings and not as they happen.
///
/// The hook is the process's, and other threads may panic meanwhile, so that it is set once and asks whose
/// panic it is.
fn quietly<T>(run: impl FnOnce() -> T) -> std::thread::Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
    QUIET.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result
}

fn generate(model: &Model<'_>, spec: &openapiv3::OpenAPI) -> Result<Output, String> {
    let settings = settings(model);
    let client = Generator::new(&settings).generate_tokens(spec).map_err(|error| error.to_string())?;
    let mock = Generator::new(&settings).httpmock(spec, "crate").map_err(|error| error.to_string())?;
    let mut wire: syn::File = syn::parse2(client).map_err(|error| error.to_string())?;
    let types = wire.items.iter().position(|item| matches!(item, syn::Item::Mod(module) if module.ident == "types"));
    let Some(syn::Item::Mod(types)) = types.map(|index| wire.items.remove(index)) else {
        return Err("there is no module `types` in its output".to_owned());
    };
    let items = types.content.map(|(_, items)| items).unwrap_or_default();
    Ok(Output { types: render::file(items), wire, mock: syn::parse2(mock).map_err(|error| error.to_string())? })
}

/// Positional calls, because the public interface is ours, and types of ours wherever those of the
/// generator would refuse or lose what a service sends.
fn settings(model: &Model<'_>) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings.with_inner_type(quote!(crate::client::State)).with_hooks(progenitor::HooksMode::Expected);
    let ours = model.schemas.iter().filter(|schema| !matches!(schema.kind, Kind::Object { .. }));
    for name in ours.map(|schema| schema.name).chain([DATE_TIME]) {
        let path = format!("crate::types::{name}");
        settings.with_replacement(name, path, [TypeImpl::Display].into_iter());
    }
    settings
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_later_ones_are_loud_again() {
        assert!(quietly(|| panic!("the generator panics")).is_err());
        assert!(!QUIET.get());
        assert_eq!(quietly(|| 3).ok(), Some(3));
    }
}
