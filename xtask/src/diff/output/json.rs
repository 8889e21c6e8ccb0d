//! An account for programs: one document.
//!
//! ```json
//! {
//!   "version": 1,
//!   "base": {"name": "openapi/published/0.1.0.yaml", "version": "0.1.0"},
//!   "head": {"name": "openapi/contacts.yaml", "version": "0.1.0"},
//!   "impact": "breaking",
//!   "isBreaking": true,
//!   "headline": "breaking: 1 change breaks writers; next version 0.2.0",
//!   "next": "0.2.0",
//!   "misfit": "info.version is 0.1.0; the next is 0.2.0",
//!   "changes": [{
//!     "fingerprint": "3f2a9c01b7de", "class": "member-required", "impact": "breaking",
//!     "message": "...", "side": "head", "pointer": "/components/...",
//!     "place": {"file": "openapi/contacts.yaml", "line": 210, "column": 9},
//!     "effects": [{"direction": "request", "impact": "breaking", "why": "..."}],
//!     "operations": [{"id": "createTag", "direction": "request"}],
//!     "fix": "...", "accepted": null
//!   }],
//!   "rust": {
//!     "isCompared": true, "ungenerated": [],
//!     "changes": [{
//!       "fingerprint": "...", "path": "contacts_client::types::TagInput::new", "what": "changed", "impact": "breaking",
//!       "before": "pub fn new() -> Self", "after": "...", "note": null, "causes": ["3f2a9c01b7de"], "accepted": null
//!     }]
//!   },
//!   "examples": [{
//!     "fingerprint": "...", "file": "createTag.request.en.json", "direction": "request", "impact": "breaking",
//!     "before": {"verdict": "clean"}, "after": {"verdict": "error", "rule": "required", "pointer": ""},
//!     "causes": [], "accepted": null
//!   }],
//!   "unreadExamples": 0
//! }
//! ```
//!
//! `unreadExamples` counts the examples of which no file stands beside either document.
//! `impact` is `breaking`, `compatible`, `words` or null, and counts what was accepted, which `isBreaking` does not; that of
//! a change of the wire is the worst of its effects and of what follows from it in the Rust API.
//! `next` and `misfit` are null where the old document has no version, and where the new one fits. `version` is raised
//! when a member changes its meaning or goes.

use serde_json::{Value, json};

use super::headline;
use crate::diff::account::{Account, Marked, Named};
use crate::diff::examples::{ExampleChange, Verdict};
use crate::diff::rust_api::{RustChange, Ungenerated};
use crate::diff::{Change, Impact, Side};

pub(super) fn json(account: &Account) -> String {
    let named = |named: &Named| json!({"name": named.name, "version": named.version});
    let wire = account.wire.iter().zip(&account.places).map(|(change, place)| {
        let Change { class, side, pointer, message, effects, reach, fix, .. } = &change.it;
        let effects = effects.iter().map(|effect| {
            json!({"direction": effect.direction.to_string(), "impact": word(effect.impact), "why": effect.why})
        });
        let operations =
            reach.iter().map(|reach| json!({"id": reach.operation, "direction": reach.direction.to_string()}));
        json!({
            "fingerprint": change.fingerprint,
            "class": class.id,
            "impact": word(change.impact),
            "message": message,
            "side": side_word(*side),
            "pointer": pointer.to_string(),
            "place": {"file": place.file.display().to_string(), "line": place.line, "column": place.column},
            "effects": effects.collect::<Vec<_>>(),
            "operations": operations.collect::<Vec<_>>(),
            "fix": fix,
            "accepted": change.accepted,
        })
    });
    let rust = account.rust.iter().flatten().map(|change| {
        let RustChange { path, what, before, after, note, .. } = &change.it;
        json!({
            "fingerprint": change.fingerprint,
            "path": path,
            "what": what.as_str(),
            "impact": word(change.impact),
            "before": before,
            "after": after,
            "note": note,
            "causes": causes(account, change),
            "accepted": change.accepted,
        })
    });
    let ungenerated = account.rust.as_ref().err().into_iter().flatten().map(|it| {
        let Ungenerated { side, findings, first } = it;
        json!({"side": side_word(*side), "findings": findings, "first": first})
    });
    let examples = account.examples.iter().map(|change| {
        let ExampleChange { file, direction, before, after } = &change.it;
        json!({
            "fingerprint": change.fingerprint,
            "file": file,
            "direction": direction.to_string(),
            "impact": word(change.impact),
            "before": verdict(before),
            "after": verdict(after),
            "causes": causes(account, change),
            "accepted": change.accepted,
        })
    });
    let document = json!({
        "version": 1,
        "base": named(&account.base),
        "head": named(&account.head),
        "impact": account.impact().map(word),
        "isBreaking": account.is_breaking(),
        "headline": headline(account),
        "next": account.next.as_ref().map(ToString::to_string),
        "misfit": account.misfit,
        "changes": wire.collect::<Vec<_>>(),
        "rust": {
            "isCompared": account.rust.is_ok(),
            "ungenerated": ungenerated.collect::<Vec<_>>(),
            "changes": rust.collect::<Vec<_>>(),
        },
        "examples": examples.collect::<Vec<_>>(),
        "unreadExamples": account.unread_examples,
    });
    format!("{document:#}\n")
}

fn word(impact: Impact) -> &'static str {
    match impact {
        Impact::Words => "words",
        Impact::Compatible => "compatible",
        Impact::Breaking => "breaking",
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Base => "base",
        Side::Head => "head",
    }
}

fn causes<T>(account: &Account, change: &Marked<T>) -> Vec<String> {
    change.causes.iter().filter_map(|&cause| Some(account.wire.get(cause)?.fingerprint.clone())).collect()
}

fn verdict(verdict: &Verdict) -> Value {
    match verdict.said() {
        Some(said) => json!({"verdict": verdict.as_str(), "rule": said.rule, "pointer": said.pointer}),
        None => json!({"verdict": verdict.as_str()}),
    }
}
