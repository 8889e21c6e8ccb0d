//! What a schema says of a value by itself: its type, its bounds, its patterns and the like.

use std::collections::BTreeSet;

use contacts_openapi::{Document, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::{Found, names, shown};
use super::node::{Node, subject};
use super::pairs::{Pair, Pairs};

pub(super) fn compare<'a>(pairs: &Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    types(pairs, base, head, pair);
    patterns(base, head, pair);
    format(base, head, pair);
    default(base, head, pair);
    deprecated(base, head, pair);
    undecided_null(base, head, pair);
    shown_only_by(base, head, pair);
}

const ALL_TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// The types that a value may have; null is told by [`takes_null`].
fn kinds<'a>(document: &'a Document, node: &Node<'a>, depth: usize, left: &mut usize) -> BTreeSet<&'a str> {
    let mut kinds = own_kinds(node);
    for forms in forms(document, node, depth, left) {
        let of_forms: BTreeSet<&str> =
            forms.iter().flat_map(|form| self::kinds(document, form, depth + 1, left)).collect();
        kinds.retain(|kind| of_forms.contains(kind));
    }
    kinds
}

/// The types that a value may have by what is said beside its forms.
fn own_kinds<'a>(node: &Node<'a>) -> BTreeSet<&'a str> {
    let mut kinds: BTreeSet<&str> = ALL_TYPES.into();
    for ty in node.all("type").filter_map(|(_, value)| value.as_str()) {
        // An integer is a number, which is why the one is left where the other is meant too.
        kinds.retain(|kind| *kind == ty || (ty == "number" && *kind == "integer"));
    }
    kinds
}

/// Whether a value is neither a list nor an object.
pub(super) fn is_scalar<'a>(document: &'a Document, node: &Node<'a>) -> bool {
    let kinds = kinds(document, node, 0, &mut MAX_LOOKED_AT.clone());
    !kinds.contains("array") && !kinds.contains("object")
}

/// The forms of a node, as long as there are not too many within one another.
fn forms<'a>(document: &'a Document, node: &Node<'a>, depth: usize, left: &mut usize) -> Vec<Vec<Node<'a>>> {
    if depth >= MAX_FORMS || *left == 0 {
        return Vec::new();
    }
    let forms = node.forms(document);
    *left = left.saturating_sub(forms.iter().map(Vec::len).sum());
    forms
}

/// How deep forms may lie within forms.
const MAX_FORMS: usize = 4;

/// How many forms are looked at in all; forms that have themselves for forms multiply.
const MAX_LOOKED_AT: usize = 300;

fn types<'a>(pairs: &Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    let (old, new) = (
        kinds(pairs.base, base, 0, &mut MAX_LOOKED_AT.clone()),
        kinds(pairs.head, head, 0, &mut MAX_LOOKED_AT.clone()),
    );
    // What the forms alone make another is told of the forms.
    if old == new || own_kinds(base) == own_kinds(head) {
        return;
    }
    let (at, side) = place(base, head, "type");
    let written = |node: &Node<'_>| node.last("type").and_then(|(_, value)| value.as_str()).unwrap_or("any").to_owned();
    let (from, to) = (written(base), written(head));
    let message = format!("{}: type was `{from}` and is `{to}`", subject(&at));
    let found = |class| Found::new(class, side, at.clone(), message.clone()).detail([from.clone(), to.clone()]);
    pair.found.push(if new.is_subset(&old) {
        found(class::TYPE_NARROWED)
            .request(Breaking, format!("a request with anything but `{to}` is refused"))
            .response(Compatible, "answers have one of the types that were to be read before")
            .fix("take the old type in requests as well")
    } else if old.is_subset(&new) {
        found(class::TYPE_WIDENED)
            .request(Compatible, format!("what was `{from}` is still taken"))
            .response(Breaking, format!("answers may have what cannot be read as `{from}`"))
            .fix("keep the type, and put other values into a new member")
    } else {
        found(class::TYPE_CHANGED)
            .request(Breaking, format!("a request with `{from}` is refused"))
            .response(Breaking, format!("answers have what cannot be read as `{from}`"))
            .fix("keep the member, and add one of the new type beside it")
    });
}

/// Whether null passes: every part with a type must say so beside it, every list of values must have it, and one of the
/// forms must take it where there are some.
fn takes_null<'a>(document: &'a Document, node: &Node<'a>, depth: usize, left: &mut usize) -> bool {
    let by_parts = node.parts.iter().all(|part| {
        let is_typed = part.value.get("type").is_some();
        let is_listed = part.value.get("enum").and_then(Value::as_array).is_none_or(|it| it.contains(&Value::Null));
        (!is_typed || part.value.get("nullable") == Some(&Value::Bool(true))) && is_listed
    });
    by_parts
        && forms(document, node, depth, left)
            .iter()
            .all(|forms| forms.iter().any(|it| takes_null(document, it, depth + 1, left)))
}

/// Null is taken or no longer; whether that matters to readers depends on what an absent value means to them.
pub(super) fn null<'a>(pairs: &Pairs<'a>, base: &Node<'a>, head: &Node<'a>, may_be_absent: bool) -> Option<Found> {
    let (old, new) = (
        takes_null(pairs.base, base, 0, &mut MAX_LOOKED_AT.clone()),
        takes_null(pairs.head, head, 0, &mut MAX_LOOKED_AT.clone()),
    );
    // What is subject to nothing takes null with everything else, which is told by its type.
    if old == new || base.parts.is_empty() || head.parts.is_empty() {
        return None;
    }
    let (at, side) = place(base, head, "nullable");
    let name = subject(&at);
    Some(if new {
        let found = Found::new(class::NULL_ALLOWED, side, at, format!("{name} may be null"))
            .request(Compatible, "null is taken where it was refused");
        if may_be_absent {
            found.response(Compatible, "null is read as an absent member is")
        } else {
            found
                .response(Breaking, "answers may have null where there always was a value")
                .fix("leave the member out instead where there is no value, if it is not required")
        }
    } else {
        Found::new(class::NULL_FORBIDDEN, side, at, format!("{name} may not be null any more"))
            .request(Breaking, "a request with null is refused")
            .response(Compatible, "answers have no null any more")
            .fix("keep `nullable: true` for requests, and say what null means")
    })
}

/// Where a keyword stands now, or stood, or else the whole.
fn place(base: &Node<'_>, head: &Node<'_>, keyword: &str) -> (PointerBuf, Side) {
    match (head.last(keyword), base.last(keyword)) {
        (Some((at, _)), _) => (at, Side::Head),
        (None, Some((at, _))) => (at, Side::Base),
        (None, None) => (head.at(), Side::Head),
    }
}

/// The statements of a keyword that the other node does not make.
pub(super) fn missing<'a>(node: &Node<'a>, other: &Node<'_>, keyword: &str) -> Vec<(PointerBuf, &'a Value)> {
    let mut missing: Vec<(PointerBuf, &'a Value)> = Vec::new();
    for (at, value) in node.all(keyword) {
        if !other.all(keyword).any(|(_, known)| known == value) && !missing.iter().any(|(_, known)| *known == value) {
            missing.push((at, value));
        }
    }
    missing
}

fn patterns(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let (mut old, mut new) = (missing(base, head, "pattern"), missing(head, base, "pattern"));
    for stated in [&mut old, &mut new] {
        // The empty pattern fits every text.
        stated.retain(|(_, pattern)| *pattern != "");
        stated.reverse();
    }
    loop {
        let (at, side, class, from, to) = match (old.pop(), new.pop()) {
            (Some((_, from)), Some((at, to))) => (at, Side::Head, class::PATTERN_CHANGED, Some(from), Some(to)),
            (None, Some((at, to))) => (at, Side::Head, class::PATTERN_ADDED, None, Some(to)),
            (Some((at, from)), None) => (at, Side::Base, class::PATTERN_REMOVED, Some(from), None),
            (None, None) => break,
        };
        let message = format!("{}: pattern was `{}` and is `{}`", subject(&at), shown(from), shown(to));
        let detail = [from, to].map(|it| it.map_or("none".to_owned(), Value::to_string));
        let found = Found::new(class, side, at, message).detail(detail);
        pair.found.push(if to.is_some() {
            found
                .request(Breaking, "a request with a text that the old pattern alone allows is refused")
                .response(Compatible, "texts are read whatever they look like")
                .fix("keep a pattern that also allows what the old one did")
        } else {
            found
                .request(Compatible, "what was taken is still taken")
                .response(Compatible, "texts are read whatever they look like")
        });
    }
}

/// Formats that say how a value is read; any other is a remark.
const READ: [&str; 6] = ["date-time", "date", "int32", "int64", "float", "double"];

fn format(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let effective = |node: &Node<'_>| node.last("format").and_then(|(_, it)| Some(it.as_str()?.to_owned()));
    let (old, new) = (effective(base), effective(head));
    if old == new {
        return;
    }
    let (at, side) = place(base, head, "format");
    let shown = |format: &Option<String>| format.clone().unwrap_or("none".to_owned());
    let message = format!("{}: format was `{}` and is `{}`", subject(&at), shown(&old), shown(&new));
    let is_read = |format: &Option<String>| format.as_deref().is_some_and(|it| READ.contains(&it));
    let found = |class| Found::new(class, side, at.clone(), message.clone()).detail([shown(&old), shown(&new)]);
    // A 32 bit number is a 64 bit one too.
    let widens = [("int32", "int64"), ("float", "double")].map(|(old, new)| (Some(old), Some(new)));
    let step = (old.as_deref(), new.as_deref());
    pair.found.push(match (is_read(&old), is_read(&new)) {
        (false, false) => found(class::FORMAT_REMARK),
        _ if widens.contains(&step) || !is_read(&new) => found(class::FORMAT_LOOSENED)
            .request(Compatible, "what was taken is still taken")
            .response(Breaking, "answers may have what cannot be read in the old format")
            .fix("keep the format in answers"),
        _ if widens.contains(&(step.1, step.0)) || !is_read(&old) => found(class::FORMAT_TIGHTENED)
            .request(Breaking, "a request in another form is refused")
            .response(Compatible, "answers stay within what was allowed before")
            .fix("keep taking the old form in requests"),
        _ => found(class::FORMAT_CHANGED)
            .request(Breaking, "a request in the old form is refused")
            .response(Breaking, "answers have what cannot be read in the old format")
            .fix("keep the member, and add one of the new format beside it"),
    });
}

fn default(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let (old, new) = (base.last("default"), head.last("default"));
    let (from, to) = (old.as_ref().map(|it| it.1), new.as_ref().map(|it| it.1));
    if from == to {
        return;
    }
    let (at, side) = place(base, head, "default");
    let message = format!("{}: default was `{}` and is `{}`", subject(&at), shown(from), shown(to));
    let detail = [shown(from), shown(to)];
    let found = |class| Found::new(class, side, at.clone(), message.clone()).detail(detail.clone());
    pair.found.push(match (from, to) {
        (None, _) => found(class::DEFAULT_ADDED)
            .request(Compatible, "what a request without it means is said now")
            .response(Compatible, "an answer without it is read as before"),
        (_, None) => found(class::DEFAULT_REMOVED)
            .request(Breaking, "what a request without it means is not known any more")
            .response(Compatible, "an answer without it is read as before")
            .fix("send the old default where it is meant"),
        _ => found(class::DEFAULT_CHANGED)
            .request(Breaking, "a request without it means something else now")
            .response(Compatible, "an answer without it is read as before")
            .fix("send the old default where it is meant"),
    });
}

fn deprecated(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    pair.found.extend(deprecation(base.flag("deprecated"), head.flag("deprecated"), subject));
}

/// A flag that was raised or lowered on whatever can be deprecated.
pub(super) fn deprecation(
    base: Option<PointerBuf>,
    head: Option<PointerBuf>,
    name: impl Fn(&PointerBuf) -> String,
) -> Option<Found> {
    match (base, head) {
        (None, Some(at)) => {
            let message = format!("{} is deprecated", name(&at));
            let found = Found::new(class::DEPRECATED, Side::Head, at, message);
            let found = found.request(Compatible, "it is taken for now; it is to be sent no more");
            Some(found.response(Compatible, "it is answered for now; it is to be relied on no more"))
        }
        (Some(at), None) => {
            let message = format!("{} is not deprecated any more", name(&at));
            let found = Found::new(class::UNDEPRECATED, Side::Base, at, message);
            let found = found.request(Compatible, "it may be sent without a warning");
            Some(found.response(Compatible, "it may be relied on"))
        }
        _ => None,
    }
}

fn undecided_null(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    match (base.last("x-null"), head.last("x-null")) {
        (None, Some((at, _))) => {
            let message = format!("{}: what null does is not stated", subject(&at));
            pair.found.push(
                Found::new(class::NULL_UNDECIDED, Side::Head, at, message)
                    .request(Compatible, "null where it is not allowed is warned of instead of refused"),
            );
        }
        (Some((at, _)), None) => {
            let message = format!("{}: what null does is decided", subject(&at));
            pair.found.push(
                Found::new(class::NULL_DECIDED, Side::Base, at, message)
                    .request(
                        Compatible,
                        "null where it is not allowed is refused before it is sent, where it was warned of",
                    )
                    .fix("mark the members that null clears with `nullable: true`"),
            );
        }
        _ => {}
    }
}

/// The operations whose answers show a value; everywhere else it is null.
fn shown_only_by(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let shown = |node: &Node<'_>| {
        let parts = node.parts.iter().filter(|part| part.value.get("x-shown-only-by").is_some());
        let lists = parts.map(|part| {
            let names = list(part.value, "x-shown-only-by").filter_map(Value::as_str);
            names.map(str::to_owned).collect::<BTreeSet<_>>()
        });
        lists.reduce(|known, next| &known & &next)
    };
    let (old, new) = (shown(base), shown(head));
    if old == new {
        return;
    }
    let (at, side) = place(base, head, "x-shown-only-by");
    let says = |shown: &Option<BTreeSet<String>>| shown.as_ref().map_or("all".to_owned(), names);
    let message = format!("{} was shown by {} and is by {}", subject(&at), says(&old), says(&new));
    let shows_more = match (&old, &new) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(old), Some(new)) => old.is_subset(new),
    };
    let detail = [says(&old), says(&new)];
    pair.found.push(if shows_more {
        Found::new(class::SHOWN_BY_MORE, side, at, message)
            .detail(detail)
            .response(Compatible, "answers have a value where they had null")
    } else {
        Found::new(class::SHOWN_BY_FEWER, side, at, message)
            .detail(detail)
            .response(Breaking, "answers of the other operations have null where they had a value")
            .fix("read the member by an operation that still shows it")
    });
}
