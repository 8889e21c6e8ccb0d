//! Other words for the same, and how sure they are.

use contacts_openapi::list;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::Compatible;
use super::super::{Class, Side};
use super::classes as class;
use super::found::Found;
use super::keywords::missing;
use super::node::{Node, Part, subject};
use super::pairs::Pair;

/// The keywords that are for readers of the document alone.
pub(super) const WORDS: &[(&str, &Class)] = &[
    ("description", class::DESCRIPTION_CHANGED),
    ("summary", class::DESCRIPTION_CHANGED),
    ("title", class::DESCRIPTION_CHANGED),
    ("example", class::EXAMPLE_CHANGED),
    ("examples", class::EXAMPLE_CHANGED),
    ("x-examples", class::EXAMPLE_CHANGED),
    ("externalDocs", class::LINK_CHANGED),
    ("x-source", class::SOURCE_CHANGED),
    ("x-source-index", class::SOURCE_CHANGED),
    ("x-enumDescriptions", class::VALUE_MEANING_CHANGED),
    ("tags", class::TAGS_CHANGED),
];

/// Whether a keyword is for readers of the document alone.
pub(crate) fn is_word(keyword: &str) -> bool {
    WORDS.iter().any(|(known, _)| *known == keyword)
}

/// The keywords of a schema that are compared elsewhere.
const KNOWN: &[&str] = &[
    "type",
    "nullable",
    "enum",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "properties",
    "required",
    "items",
    "format",
    "additionalProperties",
    "default",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "readOnly",
    "writeOnly",
    "deprecated",
    "discriminator",
    "x-rule",
    "x-null",
    "x-shown-only-by",
    "x-dated-changes",
    "x-extensible-enum",
    "x-assumption",
    "tags",
];

pub(super) fn compare(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    for (keyword, class) in WORDS {
        keyword_of(keyword, class, base, head, pair);
    }
    let mut others: Vec<&str> = Vec::new();
    for part in base.parts.iter().chain(&head.parts) {
        for name in part.value.as_object().into_iter().flat_map(|members| members.keys()).map(String::as_str) {
            let is_known = KNOWN.contains(&name) || is_word(name);
            if !is_known && !others.contains(&name) {
                others.push(name);
            }
        }
    }
    for name in others {
        keyword_of(name, class::REMARK_CHANGED, base, head, pair);
    }
    assumptions(base, head, pair);
}

/// One change for all that the parts say differently under a keyword.
fn keyword_of(keyword: &str, class: &'static Class, base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let new = missing(head, base, keyword).into_iter().next_back();
    let place = match new {
        Some((at, _)) => Some((at, Side::Head)),
        None => missing(base, head, keyword).into_iter().next_back().map(|(at, _)| (at, Side::Base)),
    };
    if let Some((at, side)) = place {
        let verb = match side {
            Side::Base => "is gone",
            Side::Head if base.all(keyword).next().is_none() => "is new",
            Side::Head => "is another",
        };
        pair.found.push(worded(class, side, at, keyword, verb));
    }
}

/// Other words under a keyword.
pub(super) fn worded(class: &'static Class, side: Side, at: PointerBuf, keyword: &str, verb: &str) -> Found {
    let owner = at.parent().map_or_else(PointerBuf::new, ToOwned::to_owned);
    let message = format!("{}: `{keyword}` {verb}", subject(&owner));
    Found::new(class, side, at, message).detail([keyword])
}

/// The words of two objects that are no schemas, such as operations.
pub(super) fn of_objects(base: &Part<'_>, head: &Part<'_>, known: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    if base.value == head.value {
        return found;
    }
    let names =
        |part: &Part<'_>| part.value.as_object().into_iter().flat_map(|it| it.keys().cloned()).collect::<Vec<_>>();
    let mut all = names(head);
    all.extend(names(base).into_iter().filter(|name| head.value.get(name).is_none()));
    for name in all {
        let (old, new) = (base.keyword(&name), head.keyword(&name));
        if known.contains(&name.as_str()) || old.as_ref().map(|it| it.1) == new.as_ref().map(|it| it.1) {
            continue;
        }
        let class = WORDS.iter().find(|(word, _)| *word == name).map_or(class::REMARK_CHANGED, |(_, class)| class);
        match (new, old) {
            (Some((at, _)), _) => found.push(worded(
                class,
                Side::Head,
                at,
                &name,
                if base.value.get(&name).is_none() { "is new" } else { "is another" },
            )),
            (None, Some((at, _))) => found.push(worded(class, Side::Base, at, &name, "is gone")),
            (None, None) => {}
        }
    }
    found
}

/// What an assumption covers: everything, or these keywords, in the order of the alphabet.
fn covered(assumption: &Value) -> Vec<String> {
    if assumption.is_string() {
        return vec!["*".to_owned()];
    }
    let mut covers: Vec<String> = list(assumption, "covers").filter_map(Value::as_str).map(str::to_owned).collect();
    covers.sort();
    covers.dedup();
    covers
}

/// What is assumed, keyword by keyword, of two nodes.
fn assumptions(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let stated = |node: &Node<'_>| node.all("x-assumption").map(|(at, it)| (at, it.clone())).collect::<Vec<_>>();
    pair.found.extend(assumed(&stated(base), &stated(head)));
}

/// What is assumed now and was not, and the other way round.
///
/// Nobody is held to what is assumed: what breaks it is warned of. A page that settles it changes what is known of the
/// service and not the service, which is why neither breaks anybody.
pub(super) fn assumed(base: &[(PointerBuf, Value)], head: &[(PointerBuf, Value)]) -> Vec<Found> {
    let mut old: Vec<(&PointerBuf, Vec<String>, &Value)> = base.iter().map(|(at, it)| (at, covered(it), it)).collect();
    let mut found = Vec::new();
    let mut new = Vec::new();
    for (at, it) in head {
        let covers = covered(it);
        // The same words for the same keywords first, so that what is left has changed.
        match old.iter().position(|(_, known, value)| *known == covers && *value == it) {
            Some(index) => drop(old.remove(index)),
            None => new.push((at, covers, it)),
        }
    }
    for (at, covers, _) in new {
        let what = if covers.is_empty() { String::new() } else { format!(" ({})", covers.join(", ")) };
        let index =
            old.iter().position(|(known, ..)| *known == at).or_else(|| old.iter().position(|(_, it, _)| *it == covers));
        let (class, verb, detail) = match index.map(|index| old.remove(index)) {
            Some((_, known, _)) if known == covers => {
                found.push(worded(class::REMARK_CHANGED, Side::Head, at.clone(), "x-assumption", "is another"));
                continue;
            }
            Some((_, known, _)) => {
                (class::ASSUMPTION_CHANGED, "something else is assumed", [known.join(","), covers.join(",")])
            }
            None => (class::ASSUMPTION_ADDED, "something is assumed", [String::new(), covers.join(",")]),
        };
        let message = format!("{}: {verb}{what}", subject(at));
        let change = Found::new(class, Side::Head, at.clone(), message).detail(detail);
        found.push(if covers.is_empty() && class.id == class::ASSUMPTION_ADDED.id {
            change
        } else {
            change
                .request(Compatible, "what breaks what is assumed is warned of, and what breaks the rest refused")
                .response(Compatible, "what breaks what is assumed is warned of")
        });
    }
    for (at, covers, _) in old {
        let what = if covers.is_empty() { String::new() } else { format!(" ({})", covers.join(", ")) };
        let message = format!("{}: nothing is assumed any more{what}", subject(at));
        let change = Found::new(class::ASSUMPTION_REMOVED, Side::Base, at.clone(), message).detail([covers.join(",")]);
        found.push(if covers.is_empty() {
            change
        } else {
            change
                .request(Compatible, "what breaks it is refused before it is sent; the service is what it was")
                .response(Compatible, "what breaks it is a finding instead of a warning")
        });
    }
    found
}
