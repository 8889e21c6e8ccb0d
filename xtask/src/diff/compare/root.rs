//! What a document says of the API as a whole.

use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Side;
use super::found::{Found, shown};
use super::node::Part;
use super::pairs::Pairs;
use super::reach::Collection;
use super::{classes as class, facts, security, words};

/// The members of a document that are compared elsewhere; servers and security with each operation.
const KNOWN: &[&str] = &["openapi", "info", "servers", "security", "paths", "components", "tags"];

pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, reach: &mut Collection) {
    let part = |value: &'a Value| Part { at: PointerBuf::new(), value };
    let (base, head) = (part(pairs.base.root()), part(pairs.head.root()));
    let mut known: Vec<&str> = KNOWN.to_vec();
    known.extend(facts::keywords_of_api());
    for found in words::of_objects(&base, &head, &known) {
        reach.add_apart(found);
    }
    facts::of_api(reach, &base, &head);
    security::schemes(pairs, reach);
    for (at, class) in [
        ("/openapi", class::VERSION_CHANGED),
        ("/info/version", class::VERSION_CHANGED),
        ("/tags", class::TAGS_CHANGED),
    ] {
        let (old, new) = (base.value.pointer(at), head.value.pointer(at));
        if old != new {
            let side = if new.is_some() { Side::Head } else { Side::Base };
            let message = if at == "/tags" {
                "the list of tags is another".to_owned()
            } else {
                format!("`{}` was {} and is {}", &at[1..], shown(old), shown(new))
            };
            reach.add_apart(Found::new(class, side, PointerBuf::parse(at).unwrap_or_default(), message));
        }
    }
    let info = |part: &Part<'a>| part.keyword("info").map(|(at, value)| Part { at, value });
    if let (Some(old), Some(new)) = (info(&base), info(&head)) {
        for found in words::of_objects(&old, &new, &["version"]) {
            reach.add_apart(Found { class: class::INFO_CHANGED, ..found });
        }
    }
}
