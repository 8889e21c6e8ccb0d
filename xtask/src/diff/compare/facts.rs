//! Facts for which OpenAPI has no keyword: limits, paging, transfers, constraints in prose.

use std::collections::BTreeSet;

use contacts_openapi::list;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::{Class, Side};
use super::classes as class;
use super::found::{Found, shown};
use super::node::Part;
use super::reach::{Collection, OperationId};
use super::words::worded;

/// What a fact that is another does to those who rely on it.
#[derive(Clone, Copy)]
struct Fact {
    keyword: &'static str,
    /// A number that is lower, and one that is higher; none where numbers are no limits.
    limits: Option<[&'static Class; 2]>,
    changed: &'static Class,
    /// Whether it is about what is sent, and about what is answered.
    in_requests: bool,
    in_responses: bool,
}

const fn fact(keyword: &'static str, changed: &'static Class, in_requests: bool, in_responses: bool) -> Fact {
    Fact { keyword, limits: None, changed, in_requests, in_responses }
}

const fn limit(keyword: &'static str, limits: [&'static Class; 2], changed: &'static Class) -> Fact {
    Fact { keyword, limits: Some(limits), changed, in_requests: true, in_responses: false }
}

/// Those of an operation.
const OF_OPERATION: &[Fact] = &[
    fact("x-paging", class::PAGING_CHANGED, true, true),
    limit("x-window", [class::WINDOW_NARROWED, class::WINDOW_WIDENED], class::WINDOW_CHANGED),
    limit("x-result-cap", [class::RESULT_CAP_LOWERED, class::RESULT_CAP_RAISED], class::WINDOW_CHANGED),
    fact("x-upload", class::UPLOAD_CHANGED, true, false),
    fact("x-download", class::DOWNLOAD_CHANGED, false, true),
];

/// Those of the whole API.
const OF_API: &[Fact] = &[
    limit("x-limits", [class::LIMIT_LOWERED, class::LIMIT_RAISED], class::LIMIT_CHANGED),
    limit("x-rate-limits", [class::RATE_LIMIT_LOWERED, class::RATE_LIMIT_RAISED], class::RATE_LIMIT_CHANGED),
    fact("x-transport", class::TRANSPORT_CHANGED, true, true),
    fact("x-date-time", class::TRANSPORT_CHANGED, true, true),
    fact("x-pagination", class::TRANSPORT_CHANGED, true, true),
];

/// Numbers that limits are counted over, so that a larger one lets less through.
const SPANS: &[&str] = &["windowSeconds"];

/// What is compared here of the root of a document.
pub(super) fn keywords_of_api() -> impl Iterator<Item = &'static str> {
    OF_API.iter().map(|fact| fact.keyword)
}

pub(super) fn of_operation(reach: &mut Collection, id: OperationId, base: &Part<'_>, head: &Part<'_>) {
    for fact in OF_OPERATION {
        for found in fact.compare(base, head) {
            reach.add(id, None, found);
        }
    }
    for found in constraints(base, head) {
        reach.add(id, None, found);
    }
}

pub(super) fn of_api(reach: &mut Collection, base: &Part<'_>, head: &Part<'_>) {
    for fact in OF_API {
        for found in fact.compare(base, head) {
            reach.add_to_all(found);
        }
    }
}

/// What a security scheme says of tokens beside its flows.
pub(super) fn of_tokens(reach: &mut Collection, base: &Part<'_>, head: &Part<'_>) {
    for found in fact("x-token", class::TOKEN_CHANGED, true, false).compare(base, head) {
        reach.add_to_all(found);
    }
}

/// A value that is another, is new or is gone.
struct Leaf<'a> {
    at: PointerBuf,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
}

/// The innermost values that are different. Lists are compared as a whole.
fn leaves<'a>(at: &PointerBuf, old: Option<&'a Value>, new: Option<&'a Value>, found: &mut Vec<Leaf<'a>>) {
    match (old, new) {
        (Some(Value::Object(known)), Some(Value::Object(now))) => {
            let gone = known.keys().filter(|name| !now.contains_key(*name));
            for name in now.keys().chain(gone) {
                leaves(&at.with_trailing_token(name.as_str()), known.get(name), now.get(name), found);
            }
        }
        _ if old == new => {}
        _ => found.push(Leaf { at: at.clone(), old, new }),
    }
}

/// Numbers that say how long something is good for, so that a larger one lets more through.
const LIFETIMES: &str = "lifetimes";

/// Limits that each are for some callers: one that is new or gone is no limit that is lower or higher.
const PLANS: &str = "plans";

/// Whether a text is a form to fill in, which travels as it stands: it has a place for a value, or gives one.
fn is_template(value: &Value) -> bool {
    let words = |text: &str| text.split(' ').any(|word| word.starts_with('{') && word.ends_with('}'));
    let gives = |text: &str| text.split(' ').any(|word| word.split_once('=').is_some_and(|(name, _)| is_name(name)));
    value.as_str().is_some_and(|text| words(text) || gives(text))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
}

/// Whether a value is there to be read by people: it has a space in it, or stands where pages are named.
fn is_prose(leaf: &Leaf<'_>) -> bool {
    let is_about_statement = leaf.at.tokens().any(|token| token.encoded().starts_with("x-"))
        && leaf
            .at
            .last()
            .is_some_and(|last| matches!(last.decoded().as_ref(), "x-source" | "reason" | "covers" | "x-assumption"));
    let has_space = |value: Option<&Value>| value.is_none_or(|it| it.as_str().is_some_and(|text| text.contains(' ')));
    let is_form = [leaf.old, leaf.new].into_iter().flatten().any(is_template);
    is_about_statement || (!is_form && has_space(leaf.old) && has_space(leaf.new))
}

impl Fact {
    fn compare(self, base: &Part<'_>, head: &Part<'_>) -> Vec<Found> {
        let at = head.at.with_trailing_token(self.keyword);
        let (old, new) = (base.value.get(self.keyword), head.value.get(self.keyword));
        // What is new breaks nobody who knew nothing of it, unless it is a limit.
        let is_new = old.is_none() && self.limits.is_none();
        let mut all = Vec::new();
        leaves(&at, old, new, &mut all);
        all.into_iter().map(|leaf| self.of_leaf(&leaf, base, is_new)).collect()
    }

    fn of_leaf(self, leaf: &Leaf<'_>, base: &Part<'_>, is_new: bool) -> Found {
        let (mut side, mut at) = (Side::Head, leaf.at.clone());
        if leaf.new.is_none() {
            side = Side::Base;
            let rest = leaf.at.tokens().skip(leaf.at.tokens().count() - depth_below(&leaf.at, self.keyword));
            at = rest.fold(base.at.with_trailing_token(self.keyword), |at, token| at.with_trailing_token(token));
        }
        let name = leaf.at.last().map(|token| token.decoded().into_owned()).unwrap_or_default();
        if is_prose(leaf) && leaf.old.or(leaf.new).is_some_and(|it| !it.is_object()) {
            let verb = match (leaf.old, leaf.new) {
                (None, _) => "is new",
                (_, None) => "is gone",
                _ => "is another",
            };
            return worded(class::REMARK_CHANGED, side, at, &name, verb);
        }
        let what = if name == self.keyword { format!("`{name}`") } else { format!("`{}`: `{name}`", self.keyword) };
        let message = match (leaf.old, leaf.new) {
            (None, new) => format!("{what} {} is new", shown(new)),
            (old, None) => format!("{what} {} is gone", shown(old)),
            (old, new) => format!("{what} was {} and is {}", shown(old), shown(new)),
        };
        let detail = [shown(leaf.old), shown(leaf.new)];
        let is_span = SPANS.contains(&name.as_str()) && leaf.old.is_some() && leaf.new.is_some();
        let tighter = is_tighter(leaf.old, leaf.new).map(|is_tighter| is_tighter != is_span);
        let within = |name: &str| leaf.at.parent().and_then(|it| Some(it.last()?.decoded() == name)) == Some(true);
        let is_plan = within(PLANS) && (leaf.old.is_none() || leaf.new.is_none());
        let is_number = [leaf.old, leaf.new].iter().all(|it| it.is_some_and(Value::is_number));
        let (class, impact, why) = match (self.limits, tighter) {
            _ if is_plan && leaf.old.is_none() => (self.changed, Compatible, "nobody relied on what was not stated"),
            _ if is_plan => (self.changed, Breaking, "who relies on the old one fails"),
            (None, Some(false)) if is_number && within(LIFETIMES) => {
                (self.changed, Compatible, "what lives longer serves those who counted on less")
            }
            (Some([lowered, _]), Some(true)) => (lowered, Breaking, "what was within the limit is refused"),
            (Some([_, raised]), Some(false)) => (raised, Compatible, "what was within the limit still is"),
            _ if is_new => (self.changed, Compatible, "nobody relied on what was not stated"),
            _ => (self.changed, Breaking, "who relies on the old one fails"),
        };
        let mut found = Found::new(class, side, at, message).detail(detail);
        if self.in_requests {
            found = found.request(impact, why);
        }
        // Where a limit is told, such as in a header, is the reader's affair as well.
        if self.in_responses || (self.limits.is_some() && class.id == self.changed.id) {
            found = found.response(impact, why);
        }
        if impact == Breaking { found.fix("keep the old one for a release, if the service does") } else { found }
    }
}

/// How many tokens stand behind a keyword in a place.
fn depth_below(at: &PointerBuf, keyword: &str) -> usize {
    let tokens: Vec<_> = at.tokens().collect();
    tokens.iter().rev().position(|token| token.decoded() == keyword).unwrap_or_default()
}

/// Whether a limit is lower than it was, or a list of what is taken shorter; none where that cannot be told.
fn is_tighter(old: Option<&Value>, new: Option<&Value>) -> Option<bool> {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => Some(new.as_f64()? < old.as_f64()?),
        (None, Some(Value::Number(_))) => Some(true),
        (Some(Value::Number(_)), None) => Some(false),
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            if old.iter().all(|it| new.contains(it)) {
                Some(false)
            } else {
                new.iter().all(|it| old.contains(it)).then_some(true)
            }
        }
        _ => None,
    }
}

/// Rules that a schema cannot say, told apart by their ids. Nothing checks them before a request is sent, so that a new
/// one makes known what the service did before.
fn constraints(base: &Part<'_>, head: &Part<'_>) -> Vec<Found> {
    const KEYWORD: &str = "x-constraints";
    let stated = |part: &Part<'_>| -> Vec<(String, Value)> {
        let all = list(part.value, KEYWORD).enumerate();
        all.map(|(index, it)| {
            let id = it.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
            (id, it.clone())
        })
        .collect()
    };
    let (old, new) = (stated(base), stated(head));
    let mut found = Vec::new();
    for (id, it) in &new {
        let at = head.at.with_trailing_token(KEYWORD);
        match old.iter().find(|(known, _)| known == id) {
            None => found.push(
                Found::new(class::CONSTRAINT_ADDED, Side::Head, at, format!("the constraint `{id}` is stated"))
                    .detail([id])
                    .request(
                        Compatible,
                        "nothing checks it before a request is sent; what breaks it is for the service to refuse",
                    ),
            ),
            Some((_, known)) if known != it => found.push(
                Found::new(
                    class::CONSTRAINT_REWORDED,
                    Side::Head,
                    at,
                    format!("the constraint `{id}` is stated in other words"),
                )
                .detail([id]),
            ),
            Some(_) => {}
        }
    }
    let ids: BTreeSet<&String> = new.iter().map(|(id, _)| id).collect();
    for (id, _) in old.iter().filter(|(id, _)| !ids.contains(id)) {
        let at = base.at.with_trailing_token(KEYWORD);
        found.push(
            Found::new(
                class::CONSTRAINT_REMOVED,
                Side::Base,
                at,
                format!("the constraint `{id}` is not stated any more"),
            )
            .detail([id])
            .request(Compatible, "what was taken is still taken"),
        );
    }
    found
}
