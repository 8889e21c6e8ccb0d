//! Where a node leads: the members of an object, the items of a list, whatever else an object holds.

use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::Found;
use super::keywords;
use super::node::{Node, subject};
use super::pairs::{Edge, Pair, Pairs};
use super::words::is_word;

pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    members(pairs, base, head, pair);
    if let (Some(old), Some(new)) = (base.child(pairs.base, "items"), head.child(pairs.head, "items")) {
        pair.found.extend(keywords::null(pairs, &old, &new, false));
        pairs.link(pair, old, new);
    } else {
        untyped_items(base, head, pair);
    }
    additional(pairs, base, head, pair);
}

/// Who meets a member: no writer one that is for answers alone, no reader one that is for requests alone.
#[derive(Clone, Copy)]
struct Met {
    in_requests: bool,
    in_responses: bool,
}

impl Met {
    fn of(node: &Node<'_>) -> Self {
        Self { in_requests: node.flag("readOnly").is_none(), in_responses: node.flag("writeOnly").is_none() }
    }

    fn both(self, other: Self) -> Self {
        let in_requests = self.in_requests && other.in_requests;
        Self { in_requests, in_responses: self.in_responses && other.in_responses }
    }

    /// What a difference does to those who meet the member.
    fn limit(self, found: Found) -> Found {
        let request = found.request.filter(|_| self.in_requests);
        let response = found.response.filter(|_| self.in_responses);
        Found { request, response, ..found }
    }
}

fn members<'a>(pairs: &mut Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    let (old, new) = (base.property_names(), head.property_names());
    let mut gone: Vec<&str> = old.iter().copied().filter(|name| head.property_at(name).is_none()).collect();
    for name in &new {
        let node = head.property(pairs.head, name);
        if base.property_at(name).is_some() {
            let known = base.property(pairs.base, name);
            common(pairs, (base, name, known), (head, name, node), pair);
            continue;
        }
        let Some(at) = head.property_at(name) else { continue };
        let former = gone.iter().position(|gone| is_renamed(pairs, (base, gone), (head, name)));
        if let Some(former) = former.map(|index| gone.remove(index)) {
            let message = format!("{} was called `{former}`", subject(&at));
            let found = Found::new(class::MEMBER_RENAMED, Side::Head, at, message)
                .detail([former, name])
                .request(Breaking, format!("what a request carries as `{former}` is not looked at"))
                .response(Breaking, format!("readers of `{former}` find nothing"))
                .fix(format!("keep `{former}` beside `{name}` and mark it `deprecated: true` for a release"));
            let known = base.property(pairs.base, former);
            pair.found.push(Met::of(&node).both(Met::of(&known)).limit(found));
            common(pairs, (base, former, known), (head, name, node), pair);
            continue;
        }
        let met = Met::of(&node);
        let is_required = head.required_at(name).is_some();
        let message = format!("{} is new", subject(&at));
        pair.found.push(met.limit(if is_required && met.in_requests {
            Found::new(class::REQUIRED_MEMBER_ADDED, Side::Head, at, format!("{message} and required"))
                .detail([*name])
                .request(Breaking, "a request without it is refused")
                .response(Compatible, "answers have one more member, which readers may ignore")
                .fix(format!("leave `{name}` out of `required`, and give it a default"))
        } else {
            Found::new(class::MEMBER_ADDED, Side::Head, at, message)
                .detail([*name])
                .request(Compatible, "one more member may be sent")
                .response(Compatible, "answers have one more member, which readers may ignore")
        }));
    }
    for name in gone {
        let Some(at) = base.property_at(name) else { continue };
        let met = Met::of(&base.property(pairs.base, name));
        let message = format!("{} is gone", subject(&at));
        let found = Found::new(class::MEMBER_REMOVED, Side::Base, at, message)
            .detail([name])
            .request(Breaking, "what a request carries in it is not looked at")
            .response(Breaking, "readers find nothing where they look for it")
            .fix(format!("keep `{name}` and mark it `deprecated: true` for a release"));
        pair.found.push(met.limit(found));
    }
    // Names that are only asked for, as rules do.
    let asked = |node: &Node<'a>| {
        let lists = node.all("required").filter_map(|(_, it)| it.as_array()).flatten();
        lists.filter_map(Value::as_str).collect::<Vec<_>>()
    };
    let mut names = asked(head);
    names.extend(asked(base));
    names.retain(|name| !old.contains(name) && !new.contains(name));
    names.sort_unstable();
    names.dedup();
    let anybody = Met { in_requests: true, in_responses: true };
    for name in names {
        pair.found.extend(required((base, name), (head, name), anybody));
    }
}

/// A member that both have.
fn common<'a>(
    pairs: &mut Pairs<'a>,
    (base, former, old): (&Node<'a>, &str, Node<'a>),
    (head, name, new): (&Node<'a>, &str, Node<'a>),
    pair: &mut Pair,
) {
    let (was, is) = (Met::of(&old), Met::of(&new));
    let met = was.both(is);
    let at = |node: &Node<'_>, flag: &str| node.flag(flag).unwrap_or_else(|| node.at());
    if was.in_requests != is.in_requests {
        let found = if is.in_requests {
            let at = at(&old, "readOnly");
            let found =
                Found::new(class::READ_ONLY_REMOVED, Side::Base, at.clone(), format!("{} may be sent", subject(&at)));
            if head.required_at(name).is_some() {
                found
                    .request(Breaking, "a request without it is refused")
                    .fix(format!("leave `{name}` out of `required` in requests"))
            } else {
                found.request(Compatible, "one more member may be sent")
            }
        } else {
            let at = at(&new, "readOnly");
            Found::new(class::READ_ONLY_ADDED, Side::Head, at.clone(), format!("{} is for answers only", subject(&at)))
                .request(Breaking, "what a request carries in it is not looked at")
                .fix("keep taking it in requests for a release, and mark it `deprecated: true` there")
        };
        pair.found.push(found);
    }
    if was.in_responses != is.in_responses {
        let found = if is.in_responses {
            let at = at(&old, "writeOnly");
            Found::new(class::WRITE_ONLY_REMOVED, Side::Base, at.clone(), format!("{} is answered", subject(&at)))
                .response(Compatible, "answers have one more member, which readers may ignore")
        } else {
            let at = at(&new, "writeOnly");
            Found::new(
                class::WRITE_ONLY_ADDED,
                Side::Head,
                at.clone(),
                format!("{} is for requests only", subject(&at)),
            )
            .response(Breaking, "readers find nothing where they look for it")
            .fix("keep answering it for a release, and mark it `deprecated: true`")
        };
        pair.found.push(found);
    }
    pair.found.extend(required((base, former), (head, name), met));
    let may_be_absent = base.required_at(former).is_none();
    pair.found.extend(keywords::null(pairs, &old, &new, may_be_absent).map(|found| met.limit(found)));
    if let Some(to) = pairs.pair(old, new) {
        pair.edges.push(Edge { to, in_requests: met.in_requests, in_responses: met.in_responses });
    }
}

fn required(base: (&Node<'_>, &str), head: (&Node<'_>, &str), met: Met) -> Option<Found> {
    let name = head.1;
    match (base.0.required_at(base.1), head.0.required_at(name)) {
        (None, Some(at)) => {
            let message = format!("{}: `{name}` is required", subject(&at));
            let found = Found::new(class::MEMBER_REQUIRED, Side::Head, at, message).detail([name]);
            let found = found.request(Breaking, "a request without it is refused");
            let found = found.response(Compatible, "answers always have it now");
            Some(met.limit(found.fix(format!("leave `{name}` optional, with a default for requests without it"))))
        }
        (Some(at), None) => {
            let message = format!("{}: `{name}` is not required any more", subject(&at));
            let found = Found::new(class::MEMBER_OPTIONAL, Side::Base, at, message).detail([name]);
            let found = found.request(Compatible, "a request without it is taken");
            let found = found.response(Breaking, "answers may lack what readers rely on");
            Some(
                met.limit(
                    found.fix(format!("keep `{name}` required in answers, and make it optional in requests alone")),
                ),
            )
        }
        _ => None,
    }
}

/// Whether a member that is gone is there under another name: one that looks alike or says the same of itself, for the
/// same kind of value.
fn is_renamed<'a>(pairs: &Pairs<'a>, base: (&Node<'a>, &str), head: (&Node<'a>, &str)) -> bool {
    let (old, new) = (base.0.property(pairs.base, base.1), head.0.property(pairs.head, head.1));
    let is_worded_alike = || {
        let words = |node: &Node<'a>| node.last("description").and_then(|(_, words)| words.as_str());
        words(&old).is_some_and(|it| words(&new) == Some(it))
    };
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let is_named_alike = || strsim::jaro_winkler(&plain(base.1), &plain(head.1)) >= ALIKE;
    (is_worded_alike() || is_named_alike()) && !pairs.differ(old, new)
}

/// How much two names must be alike to be taken for one.
const ALIKE: f64 = 0.9;

/// Whether a schema has but words to say, and takes every value.
fn says_nothing(node: &Node<'_>) -> bool {
    let mut said = node.parts.iter().flat_map(|part| part.value.as_object().into_iter().flatten());
    said.all(|(name, _)| is_word(name))
}

fn untyped_items(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let typed = |node: &Node<'_>| node.all("items").find(|(_, it)| it.is_object()).map(|(at, _)| at);
    match (typed(base), typed(head)) {
        (None, Some(at)) => pair.found.push(
            Found::new(
                class::ADDITIONAL_TYPED,
                Side::Head,
                at.clone(),
                format!("{}: items have a schema now", subject(&at)),
            )
            .request(Breaking, "a request with items of another kind is refused")
            .response(Compatible, "answers stay within what was allowed before"),
        ),
        (Some(at), None) => pair.found.push(
            Found::new(
                class::ADDITIONAL_UNTYPED,
                Side::Base,
                at.clone(),
                format!("{}: items have no schema any more", subject(&at)),
            )
            .request(Compatible, "what was taken is still taken")
            .response(Breaking, "answers may have items of another kind"),
        ),
        _ => {}
    }
}

/// What an object may hold beside its properties.
fn additional<'a>(pairs: &mut Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    const KEYWORD: &str = "additionalProperties";
    let forbids = |node: &Node<'a>| node.all(KEYWORD).find(|(_, it)| **it == Value::Bool(false)).map(|(at, _)| at);
    match (forbids(base), forbids(head)) {
        (None, Some(at)) => {
            let message = format!("{}: no other members are allowed", subject(&at));
            return pair.found.push(
                Found::new(class::ADDITIONAL_FORBIDDEN, Side::Head, at, message)
                    .request(Breaking, "a request with another member is refused")
                    .response(Compatible, "answers have no other members")
                    .fix("remove `additionalProperties: false`; members that nobody knows are ignored"),
            );
        }
        (Some(at), None) => {
            let message = format!("{}: other members are allowed", subject(&at));
            return pair.found.push(
                Found::new(class::ADDITIONAL_ALLOWED, Side::Base, at, message)
                    .request(Compatible, "what was taken is still taken")
                    .response(Compatible, "answers may have other members, which are kept"),
            );
        }
        (Some(_), Some(_)) => return,
        (None, None) => {}
    }
    match (base.child(pairs.base, KEYWORD), head.child(pairs.head, KEYWORD)) {
        (None, Some(it)) | (Some(it), None) if says_nothing(&it) => {}
        (None, Some(node)) => {
            let at = head.all(KEYWORD).find(|(_, it)| it.is_object()).map_or_else(|| node.at(), |(at, _)| at);
            let message = format!("{}: other members have a schema now", subject(&at));
            pair.found.push(
                Found::new(class::ADDITIONAL_TYPED, Side::Head, at, message)
                    .request(Breaking, "a request with other members of another kind is refused")
                    .response(Compatible, "answers stay within what was allowed before"),
            );
        }
        (Some(node), None) => {
            let at = base.all(KEYWORD).find(|(_, it)| it.is_object()).map_or_else(|| node.at(), |(at, _)| at);
            let message = format!("{}: other members have no schema any more", subject(&at));
            pair.found.push(
                Found::new(class::ADDITIONAL_UNTYPED, Side::Base, at, message)
                    .request(Compatible, "what was taken is still taken")
                    .response(Breaking, "answers may have other members of another kind"),
            );
        }
        (Some(old), Some(new)) => {
            pair.found.extend(keywords::null(pairs, &old, &new, false));
            pairs.link(pair, old, new);
        }
        (None, None) => {}
    }
}
