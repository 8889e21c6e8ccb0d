//! Rules that a schema says with its keywords: what is beside an `x-rule`, and every `not`.

use contacts_openapi::list;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::Found;
use super::node::{Node, Part, subject};
use super::pairs::{Pair, Pairs};
use super::words::worded;

/// The keywords that a rule is said with.
const SAID_WITH: [&str; 3] = ["not", "anyOf", "oneOf"];

/// A rule: the part that says it, and its id where it has one.
struct Rule<'a> {
    part: Part<'a>,
    id: Option<&'a str>,
}

impl Rule<'_> {
    fn name(&self) -> String {
        self.id.map_or_else(|| "an exclusion".to_owned(), |id| format!("the rule `{id}`"))
    }

    /// Where it is said: at its id, or at the keyword.
    fn at(&self) -> jsonptr::PointerBuf {
        self.part.at.with_trailing_token(if self.id.is_some() { "x-rule" } else { "not" })
    }
}

fn rules<'a>(node: &Node<'a>) -> Vec<Rule<'a>> {
    let rules = node.parts.iter().filter_map(|part| {
        let id = part.value.pointer("/x-rule/id").and_then(Value::as_str);
        (id.is_some() || part.value.get("not").is_some()).then(|| Rule { part: part.clone(), id })
    });
    rules.collect()
}

pub(super) fn compare<'a>(pairs: &Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    let mut old = rules(base);
    let mut left = Vec::new();
    for rule in rules(head) {
        let index = match rule.id {
            Some(_) => old.iter().position(|known| known.id == rule.id),
            None => old.iter().position(|known| known.id.is_none() && !differ(pairs, known, &rule)),
        };
        match index.map(|index| old.remove(index)) {
            Some(known) => said(pairs, &known, &rule, pair),
            None => left.push(rule),
        }
    }
    for rule in left {
        // An id that was given or taken away leaves the rule what it was.
        let same = old.iter().position(|known| !differ(pairs, known, &rule));
        let other = same.or_else(|| old.iter().position(|known| known.id.is_none() && rule.id.is_none()));
        if let Some(known) = other.map(|index| old.remove(index)) {
            said(pairs, &known, &rule, pair);
        } else {
            let message = format!("{}: {} is new", subject(&rule.part.at), rule.name());
            pair.found.push(
                Found::new(class::RULE_ADDED, Side::Head, rule.at(), message)
                    .detail(rule.id)
                    .request(Breaking, "a request that breaks it is refused")
                    .response(Compatible, "answers are read whether they break it or not")
                    .fix("mark it with `x-assumption` for a release, so that what breaks it is warned of first"),
            );
        }
    }
    for rule in old {
        let message = format!("{}: {} is gone", subject(&rule.part.at), rule.name());
        pair.found.push(
            Found::new(class::RULE_REMOVED, Side::Base, rule.at(), message)
                .detail(rule.id)
                .request(Compatible, "what was taken is still taken")
                .response(Compatible, "answers are read whether they keep it or not"),
        );
    }
}

/// Whether two rules exclude different values.
fn differ<'a>(pairs: &Pairs<'a>, old: &Rule<'a>, new: &Rule<'a>) -> bool {
    SAID_WITH.iter().any(|keyword| differ_in(pairs, old, new, keyword))
}

fn differ_in<'a>(pairs: &Pairs<'a>, old: &Rule<'a>, new: &Rule<'a>, keyword: &str) -> bool {
    match (old.part.keyword(keyword), new.part.keyword(keyword)) {
        (None, None) => false,
        (Some(old), Some(new)) if keyword == "not" => {
            pairs.differ(Node::of(pairs.base, old.0, old.1), Node::of(pairs.head, new.0, new.1))
        }
        (Some(_), Some(_)) => {
            let (old, new) = (arms(old, keyword), arms(new, keyword));
            old.len() != new.len() || !are_kept(pairs, old, new)
        }
        _ => true,
    }
}

type Arm<'a> = (jsonptr::PointerBuf, &'a Value);

fn arms<'a>(rule: &Rule<'a>, keyword: &str) -> Vec<Arm<'a>> {
    let at = rule.part.at.with_trailing_token(keyword);
    let arms = list(rule.part.value, keyword).enumerate();
    arms.map(|(index, arm)| (at.with_trailing_token(index), arm)).collect()
}

/// Whether every one of the old arms is there still.
fn are_kept<'a>(pairs: &Pairs<'a>, old: Vec<Arm<'a>>, mut new: Vec<Arm<'a>>) -> bool {
    old.into_iter().all(|(at, arm)| {
        let base = Node::of(pairs.base, at, arm);
        let same = new.iter().position(|(at, arm)| !pairs.differ(base.clone(), Node::of(pairs.head, at.clone(), arm)));
        same.map(|index| new.remove(index)).is_some()
    })
}

/// Whether a rule takes all that it took: it may be kept in one more way, and says nothing else that is another.
fn is_looser<'a>(pairs: &Pairs<'a>, old: &Rule<'a>, new: &Rule<'a>) -> bool {
    const WAYS: &str = "anyOf";
    let mut others = SAID_WITH.iter().filter(|keyword| **keyword != WAYS);
    let was = arms(old, WAYS);
    !was.is_empty()
        && others.all(|keyword| !differ_in(pairs, old, new, keyword))
        && are_kept(pairs, was, arms(new, WAYS))
}

/// What two rules of one name say.
fn said<'a>(pairs: &Pairs<'a>, old: &Rule<'a>, new: &Rule<'a>, pair: &mut Pair) {
    let at = new.at();
    if let Some(keyword) = SAID_WITH.iter().find(|keyword| differ_in(pairs, old, new, keyword)) {
        let at = new.part.keyword(keyword).map_or(at, |(at, _)| at);
        let message = format!("{}: {} is another", subject(&new.part.at), new.name());
        let found = Found::new(class::RULE_CHANGED, Side::Head, at, message).detail(new.id);
        pair.found.push(if is_looser(pairs, old, new) {
            found
                .request(Compatible, "what kept the old one keeps it too: there is one more way to keep it")
                .response(Compatible, "answers are read whether they break it or not")
        } else {
            found
                .request(Breaking, "a request that kept the old one may be refused")
                .response(Compatible, "answers are read whether they break it or not")
                .fix("keep the old rule, and add the new one under an id of its own, assumed for a release")
        });
    } else if old.part.value.get("x-rule") != new.part.value.get("x-rule") {
        let side = if new.id.is_some() { Side::Head } else { Side::Base };
        let at = if new.id.is_some() { at } else { old.at() };
        pair.found.push(worded(class::RULE_WORDED, side, at, "x-rule", "is another"));
    }
}
