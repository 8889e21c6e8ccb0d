//! From the document to Rust, in four steps:
//!
//! 1. [`check`]: what the generator would take silently, or panic on, is a finding with a place.
//! 2. [`view`]: the codegen view, the document reshaped in memory for the generator's sake.
//! 3. progenitor makes structs, calls and mocks of the view.
//! 4. [`types`], [`wire`] and [`mock`] pass over the syntax tree; [`vocabulary`], [`calls`], [`paging`] and [`facts`]
//!    write what the generator has no notion of: open enums, typed ids, the public interface, and what else the
//!    document says.
//!
//! The output is a function of the document's text and of the generator's version, and of nothing else.

mod calls;
pub(crate) mod check;
mod docs;
mod facts;
mod mock;
mod model;
pub(crate) mod names;
mod paging;
mod progenitor;
mod render;
mod types;
mod view;
mod vocabulary;
mod wire;

use std::collections::BTreeMap;

use contacts_openapi::Document;

use crate::exit::Failure;

/// Generates every file of `contacts-client/src/generated`, by name.
pub(crate) fn generate(document: Document) -> Result<BTreeMap<String, String>, Failure> {
    let findings = check::check(&document);
    if !findings.is_empty() {
        return Err(Failure::Findings { document: Box::new(document), findings });
    }
    let model = model::Model::new(&document);
    let view = view::view(&model);
    let output = match progenitor::run(&document, &model, &view) {
        Ok(output) => output,
        Err(findings) => return Err(Failure::Findings { document: Box::new(document), findings }),
    };
    write(&document, &model, output).map_err(|Surprise(message)| Failure::Generator(message))
}

fn write(
    document: &Document,
    model: &model::Model<'_>,
    output: progenitor::Output,
) -> Result<BTreeMap<String, String>, Surprise> {
    let progenitor::Output { types, wire, mock } = output;
    let wire = wire::pass(wire, model)?;
    let types = types::pass(types, model)?;
    let calls = calls::calls(model, &wire, &types)?;
    let (facts, faults) = facts::facts(model);
    if let Some(fault) = faults.first() {
        return Err(Surprise::new(format!("{} at {}", fault.message, fault.at)));
    }
    let header = render::Header::new(document)?;
    let files = [
        ("mod.rs", header.module(document, &vocabulary::registry(model))),
        ("types.rs", header.file(&types)),
        ("facts.rs", header.text(&facts)),
        ("enums.rs", header.text(&vocabulary::enums(model))),
        ("ids.rs", header.text(&vocabulary::ids(model))),
        ("unions.rs", header.text(&vocabulary::unions(model))),
        ("params.rs", header.file(&calls.params)),
        ("operations.rs", header.file(&calls.operations)),
        ("wire.rs", header.file(&wire)),
        ("httpmock.rs", header.file(&mock::pass(mock, model)?)),
    ];
    Ok(files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
}

/// The generator's output has a form that a pass does not know, so that the pass cannot vouch for it.
#[derive(Debug)]
pub(crate) struct Surprise(String);

impl Surprise {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        Self(format!("{message}; the generator's version has likely changed, and the pass over its output must follow"))
    }
}

impl From<syn::Error> for Surprise {
    fn from(error: syn::Error) -> Self {
        Self::new(format!("cannot read the generator's output: {error}"))
    }
}
