//! How large, long or many: keywords of which the tightest that any part states counts.

use std::cmp::Ordering;

use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::{Class, Side};
use super::classes as class;
use super::found::Found;
use super::keywords::missing;
use super::node::{Node, subject};
use super::pairs::Pair;

pub(super) fn compare(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    for bound in BOUNDS {
        bound.compare(base, head, pair);
    }
    unique(base, head, pair);
    multiples(base, head, pair);
}

/// A keyword that bounds a number, a length or a count.
struct Bound {
    keyword: &'static str,
    is_upper: bool,
    /// The flag beside it that excludes the bound itself.
    exclusive: Option<&'static str>,
    tightened: &'static Class,
    loosened: &'static Class,
    /// What a value beyond it is.
    beyond: &'static str,
}

const fn bound(
    keyword: &'static str,
    is_upper: bool,
    classes: [&'static Class; 2],
    exclusive: Option<&'static str>,
    beyond: &'static str,
) -> Bound {
    let [tightened, loosened] = classes;
    Bound { keyword, is_upper, exclusive, tightened, loosened, beyond }
}

const LENGTH: [&Class; 2] = [class::LENGTH_TIGHTENED, class::LENGTH_LOOSENED];
const RANGE: [&Class; 2] = [class::RANGE_TIGHTENED, class::RANGE_LOOSENED];
const COUNT: [&Class; 2] = [class::ITEM_COUNT_TIGHTENED, class::ITEM_COUNT_LOOSENED];
const MEMBERS: [&Class; 2] = [class::MEMBER_COUNT_TIGHTENED, class::MEMBER_COUNT_LOOSENED];

const BOUNDS: &[Bound] = &[
    bound("minLength", false, LENGTH, None, "a shorter text"),
    bound("maxLength", true, LENGTH, None, "a longer text"),
    bound("minimum", false, RANGE, Some("exclusiveMinimum"), "a smaller number"),
    bound("maximum", true, RANGE, Some("exclusiveMaximum"), "a larger number"),
    bound("minItems", false, COUNT, None, "a shorter list"),
    bound("maxItems", true, COUNT, None, "a longer list"),
    bound("minProperties", false, MEMBERS, None, "an object with fewer members"),
    bound("maxProperties", true, MEMBERS, None, "an object with more members"),
];

/// A bound as one part states it.
struct Stated<'a> {
    at: PointerBuf,
    value: &'a Value,
    is_exclusive: bool,
    /// The whole number next to it that passes, where only whole ones do.
    whole: Option<i128>,
}

impl Stated<'_> {
    fn shown(&self) -> String {
        let exclusive = if self.is_exclusive { " (exclusive)" } else { "" };
        format!("{}{exclusive}", self.value)
    }
}

impl Bound {
    /// The tightest that any part states.
    fn effective<'a>(&self, node: &Node<'a>) -> Option<Stated<'a>> {
        let of_integers = is_integer(node);
        let stated = node.parts.iter().filter_map(|part| {
            let (at, value) = part.keyword(self.keyword)?;
            let is_exclusive = self.exclusive.is_some_and(|flag| part.value.get(flag) == Some(&Value::Bool(true)));
            let step = if self.is_upper { -1 } else { 1 };
            let whole = whole(value).filter(|_| of_integers).map(|it| it + i128::from(is_exclusive) * step);
            value.is_number().then_some(Stated { at, value, is_exclusive, whole })
        });
        // Of equals the first counts.
        stated.reduce(|known, next| if self.tightness(&next, &known).is_gt() { next } else { known })
    }

    /// Whether it bounds nothing: there is always as much as nothing.
    fn is_empty(&self, stated: &Stated<'_>) -> bool {
        !self.is_upper && self.exclusive.is_none() && stated.value.as_u64() == Some(0)
    }

    fn tightness(&self, one: &Stated<'_>, other: &Stated<'_>) -> Ordering {
        let (order, is_exclusive) = match (one.whole, other.whole) {
            (Some(one), Some(other)) => (one.cmp(&other), Ordering::Equal),
            _ => (numbers(one.value, other.value), one.is_exclusive.cmp(&other.is_exclusive)),
        };
        let order = if self.is_upper { order.reverse() } else { order };
        order.then(is_exclusive)
    }

    fn compare(&self, base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
        let (old, new) = (self.effective(base), self.effective(head));
        let is_tighter = match (&old, &new) {
            (None, None) => return,
            (None, Some(it)) | (Some(it), None) if self.is_empty(it) => return,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(old), Some(new)) => match self.tightness(new, old) {
                Ordering::Equal => return,
                order => order.is_gt(),
            },
        };
        let keyword = self.keyword;
        let [from, to] = [&old, &new].map(|stated| stated.as_ref().map_or("none".to_owned(), Stated::shown));
        let (at, side) = match (new, old) {
            (Some(new), _) => (new.at, Side::Head),
            (None, Some(old)) => (old.at, Side::Base),
            (None, None) => return,
        };
        let message = format!("{}: `{keyword}` was {from} and is {to}", subject(&at));
        let found = |class| Found::new(class, side, at.clone(), message.clone()).detail([from.clone(), to.clone()]);
        let beyond = self.beyond;
        pair.found.push(if is_tighter {
            found(self.tightened)
                .request(Breaking, format!("a request with {beyond} is refused"))
                .response(Compatible, "answers stay within what was allowed before")
                .fix(
                    format!("keep `{keyword}: {from}` in requests, if the service still takes it")
                        .replace(&format!("keep `{keyword}: none`"), &format!("leave `{keyword}` out")),
                )
        } else {
            found(self.loosened)
                .request(Compatible, "what was taken is still taken")
                .response(Compatible, format!("answers may have {beyond}, which the types can hold"))
        });
    }
}

/// Whether a value that is a number is a whole one.
fn is_integer(node: &Node<'_>) -> bool {
    node.all("type").any(|(_, value)| value == "integer")
}

fn whole(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

/// Compares numbers; whole ones without rounding.
fn numbers(one: &Value, other: &Value) -> Ordering {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.as_f64().unwrap_or_default().total_cmp(&other.as_f64().unwrap_or_default()),
    }
}

fn unique(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    match (base.flag("uniqueItems"), head.flag("uniqueItems")) {
        (None, Some(at)) => {
            let message = format!("{}: items must be unique", subject(&at));
            pair.found.push(
                Found::new(class::ITEM_COUNT_TIGHTENED, Side::Head, at, message)
                    .request(Breaking, "a request with an item twice is refused")
                    .response(Compatible, "answers stay within what was allowed before"),
            );
        }
        (Some(at), None) => {
            let message = format!("{}: an item may stand twice", subject(&at));
            pair.found.push(
                Found::new(class::ITEM_COUNT_LOOSENED, Side::Base, at, message)
                    .request(Compatible, "what was taken is still taken")
                    .response(Compatible, "answers may have an item twice, which the types can hold"),
            );
        }
        _ => {}
    }
}

fn multiples(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    // Every whole number is a multiple of one.
    let says_nothing = |node: &Node<'_>, value: &Value| is_integer(node) && value.as_f64() == Some(1.0);
    for (at, value) in missing(head, base, "multipleOf").into_iter().filter(|(_, it)| !says_nothing(head, it)) {
        let message = format!("{}: must be a multiple of {value}", subject(&at));
        pair.found.push(
            Found::new(class::RANGE_TIGHTENED, Side::Head, at, message)
                .detail([value.to_string()])
                .request(Breaking, "a request with another number is refused")
                .response(Compatible, "answers stay within what was allowed before"),
        );
    }
    for (at, value) in missing(base, head, "multipleOf").into_iter().filter(|(_, it)| !says_nothing(base, it)) {
        let message = format!("{}: need not be a multiple of {value} any more", subject(&at));
        pair.found.push(
            Found::new(class::RANGE_LOOSENED, Side::Base, at, message)
                .detail([value.to_string()])
                .request(Compatible, "what was taken is still taken")
                .response(Compatible, "answers may have other numbers, which the types can hold"),
        );
    }
}
