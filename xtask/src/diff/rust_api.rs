//! A change as the Rust API of the regenerated client sees it: both clients are generated in memory, and what callers see
//! of them is compared by [Cargo's rules](https://doc.rust-lang.org/cargo/reference/semver.html), with one thing that
//! the client's documentation promises beside: its structs grow, and callers make them with `new` or end a literal with
//! `..Default::default()`, so that a new field is no breaking change.

mod cause;
mod compare;
mod surface;
mod tidy;

use contacts_openapi::Document;

pub(crate) use cause::causes;
pub(crate) use compare::What;

use super::{Impact, Side};
use crate::codegen;
use crate::exit::Failure;

/// Something that callers of the client see differently.
#[derive(Clone, Debug)]
pub(crate) struct RustChange {
    /// `contacts_client::types::ContactEmail::new`.
    pub(crate) path: String,
    pub(crate) what: What,
    /// It as Rust.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) impact: Impact,
    /// What it means for a caller, where the two forms do not say it.
    pub(crate) note: Option<String>,
    /// The type, call or constant that it is part of: `ContactEmail`, `list_contacts`.
    owner: String,
    /// The members of the wire that it is about, if it is about some and not about all.
    members: Vec<String>,
}

/// A document that no client can be generated from.
#[derive(Clone, Debug)]
pub(crate) struct Ungenerated {
    pub(crate) side: Side,
    /// How many findings there are.
    pub(crate) findings: usize,
    /// What the first one says, and where.
    pub(crate) first: String,
}

/// What callers see differently, in the order of the generated files; or what stands in the way of saying so.
pub(crate) fn compare(base: &Document, head: &Document) -> Result<Vec<RustChange>, Vec<Ungenerated>> {
    if base.root() == head.root() {
        return Ok(Vec::new());
    }
    let (base, head) = std::thread::scope(|scope| {
        let base = scope.spawn(|| codegen::generate(base.clone()));
        let head = codegen::generate(head.clone());
        (base.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), head)
    });
    match (base, head) {
        (Ok(base), Ok(head)) => {
            let surfaces = surface::surfaces(&base, &head);
            // Both were formatted a moment ago, and so are Rust.
            let (base, head) = surfaces.map_err(|error| {
                vec![Ungenerated {
                    side: Side::Head,
                    findings: 1,
                    first: format!("the client cannot be read: {error}"),
                }]
            })?;
            Ok(compare::compare(&base, &head))
        }
        (base, head) => {
            let sides = [(Side::Base, base.err()), (Side::Head, head.err())];
            Err(sides.into_iter().filter_map(|(side, failure)| Some(ungenerated(side, failure?))).collect())
        }
    }
}

fn ungenerated(side: Side, failure: Failure) -> Ungenerated {
    let (findings, first) = match failure {
        Failure::Findings { findings, .. } => {
            let first = findings.first();
            (findings.len(), first.map(|it| format!("{}: {}", it.place, it.message)).unwrap_or_default())
        }
        Failure::Generator(message) => (1, message),
        _ => (1, "the generator did not succeed".to_owned()),
    };
    Ungenerated { side, findings, first }
}
