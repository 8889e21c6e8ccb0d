//! Components that no operation leads to: nothing that stands there travels.

use std::collections::BTreeSet;

use contacts_openapi::Document;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Side;
use super::classes as class;
use super::found::Found;
use super::reach::Collection;

/// The kinds of components that operations refer to.
const KINDS: [&str; 6] = ["schemas", "parameters", "responses", "requestBodies", "headers", "examples"];

pub(super) fn compare(base: &Document, head: &Document, reach: &mut Collection) {
    let (old, new) = (reached(base), reached(head));
    for kind in KINDS {
        let names = |document: &Document| -> Vec<String> {
            let members = document.root().get("components").and_then(|it| it.get(kind)).and_then(Value::as_object);
            members.into_iter().flat_map(|it| it.keys().cloned()).collect()
        };
        let mut all = names(head);
        let known: BTreeSet<String> = all.iter().cloned().collect();
        all.extend(names(base).into_iter().filter(|name| !known.contains(name)));
        for name in all {
            let at = PointerBuf::from_tokens(["components", kind, name.as_str()]);
            let is_reached = old.contains(at.as_str()) || new.contains(at.as_str());
            let (was, is) = (base.pointer(at.as_str()), head.pointer(at.as_str()));
            if is_reached || was == is {
                continue;
            }
            let (side, verb) = match (was, is) {
                (None, _) => (Side::Head, "is new"),
                (_, None) => (Side::Base, "is gone"),
                _ => (Side::Head, "is another"),
            };
            let message = format!("`{name}` of {kind}, which no operation leads to, {verb}");
            reach.add_apart(Found::new(class::UNREACHED_CHANGED, side, at, message));
        }
    }
}

/// The components that references lead to from the paths of a document, one after the other.
fn reached(document: &Document) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Value> = document.pointer("/paths").into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(target) = members.get("$ref").and_then(Value::as_str).and_then(Document::target) {
                    // What lies within a component is reached with it.
                    let component: PointerBuf = PointerBuf::from_tokens(target.tokens().take(3));
                    if let Some(found) = document.pointer(component.as_str())
                        && reached.insert(component.to_string())
                    {
                        open.push(found);
                    }
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    reached
}
