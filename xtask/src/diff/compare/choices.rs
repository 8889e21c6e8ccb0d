//! `oneOf` and `anyOf`: the forms that a value may have.

use std::collections::BTreeSet;

use contacts_openapi::list;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::{Found, names, shown};
use super::node::{Node, Part, subject};
use super::pairs::{Pair, Pairs};

/// A choice as one part states it.
struct Choice<'a> {
    part: Part<'a>,
    keyword: &'static str,
    arms: Vec<Arm<'a>>,
}

/// A form to choose.
struct Arm<'a> {
    value: &'a Value,
    /// The component that it refers to, or none.
    reference: Option<&'a str>,
    node: Node<'a>,
    shape: String,
    /// The names of its members, or of those of its items.
    keys: BTreeSet<String>,
}

impl<'a> Arm<'a> {
    fn new(node: Node<'a>, value: &'a Value) -> Self {
        let shape = shown(node.last("type").map(|(_, it)| it));
        let names = node.property_names().into_iter().map(str::to_owned);
        let items = node.all("items").filter_map(|(_, items)| items.get("$ref")?.as_str());
        let items = items.filter_map(|it| it.rsplit('/').next()).map(str::to_owned);
        let keys = names.chain(items).collect();
        Self { value, reference: value.get("$ref").and_then(Value::as_str), shape, keys, node }
    }

    fn name(&self) -> String {
        match self.reference.and_then(|it| it.rsplit('/').next()) {
            Some(name) => format!("`{name}`"),
            None if self.keys.is_empty() => format!("`{}`", self.shape),
            None => format!("`{}` of {}", self.shape, names(&self.keys)),
        }
    }

    /// What the arm is told by, for a fingerprint that no other arm's place changes.
    fn detail(&self) -> String {
        let keys = || format!("{}:{}", self.shape, self.keys.iter().cloned().collect::<Vec<_>>().join(","));
        self.reference.and_then(|it| it.rsplit('/').next()).map_or_else(keys, str::to_owned)
    }
}

fn choices<'a>(pairs: &Pairs<'a>, side: Side, node: &Node<'a>) -> Vec<Choice<'a>> {
    let document = pairs.document(side);
    // What stands beside a rule is the rule.
    let parts = node.parts.iter().filter(|part| part.value.pointer("/x-rule/id").is_none());
    let stated = parts.flat_map(|part| ["oneOf", "anyOf"].map(|keyword| (part, keyword)));
    let choices = stated.filter_map(|(part, keyword)| {
        part.value.get(keyword).filter(|it| it.as_array().is_some_and(|arms| !arms.is_empty()))?;
        let arms = list(part.value, keyword).enumerate().map(|(index, value)| {
            let at = part.at.with_trailing_token(keyword).with_trailing_token(index);
            Arm::new(Node::of(document, at, value), value)
        });
        let arms: Vec<Arm<'a>> = arms.collect();
        let is_choice = !matches!(&arms[..], [only] if node.has_only(std::slice::from_ref(&only.node)));
        is_choice.then(|| Choice { part: part.clone(), keyword, arms })
    });
    choices.collect()
}

pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, base: &Node<'a>, head: &Node<'a>, pair: &mut Pair) {
    let mut old = choices(pairs, Side::Base, base);
    for choice in choices(pairs, Side::Head, head) {
        let alike =
            |known: &Choice<'_>| known.arms.iter().filter(|arm| choice.arms.iter().any(|it| fit(arm, it) > 1)).count();
        let best = (0..old.len()).max_by_key(|index| (alike(&old[*index]), usize::MAX - index));
        if let Some(known) = best.map(|index| old.remove(index)) {
            arms(pairs, &known, &choice, pair);
        } else {
            let at = choice.part.at.with_trailing_token(choice.keyword);
            let message = format!("{}: must have one of {} forms", subject(&at), choice.arms.len());
            pair.found.push(
                Found::new(class::CHOICE_ADDED, Side::Head, at, message)
                    .request(Breaking, "a request with any other form is refused")
                    .response(Compatible, "answers stay within what was allowed before"),
            );
        }
    }
    for choice in old {
        let at = choice.part.at.with_trailing_token(choice.keyword);
        let message = format!("{}: need not have one of {} forms any more", subject(&at), choice.arms.len());
        pair.found.push(
            Found::new(class::CHOICE_REMOVED, Side::Base, at, message)
                .request(Compatible, "what was taken is still taken")
                .response(Breaking, "answers may have what is none of the forms that readers look for")
                .fix("keep the forms, and add one for what else there is"),
        );
    }
}

/// How well two arms fit each other; none at all is 0.
fn fit(old: &Arm<'_>, new: &Arm<'_>) -> usize {
    if old.reference.is_some() && old.reference == new.reference {
        return 1000;
    }
    if old.value == new.value {
        return 900;
    }
    if old.shape != new.shape {
        return 0;
    }
    let shared = old.keys.intersection(&new.keys).count();
    match (shared, old.keys == new.keys) {
        (_, true) => 500 + shared,
        (0, false) => 0,
        _ => 1 + shared,
    }
}

fn arms<'a>(pairs: &mut Pairs<'a>, old: &Choice<'a>, new: &Choice<'a>, pair: &mut Pair) {
    let at = new.part.at.with_trailing_token(new.keyword);
    if old.keyword != new.keyword && new.arms.len() > 1 {
        let message = format!("{}: was `{}` and is `{}`", subject(&at), old.keyword, new.keyword);
        let found = |class| Found::new(class, Side::Head, at.clone(), message.clone());
        pair.found.push(if new.keyword == "oneOf" {
            found(class::CHOICE_TIGHTENED)
                .request(Breaking, "a request that fits two forms is refused")
                .response(Compatible, "answers stay within what was allowed before")
                .fix("keep `anyOf`")
        } else {
            found(class::CHOICE_LOOSENED)
                .request(Compatible, "what was taken is still taken")
                .response(Compatible, "an answer that fits two forms is kept as it came")
        });
    }
    discriminator(&old.part, &new.part, pair);
    let mut fits: Vec<(usize, usize, usize)> = Vec::new();
    for (from, arm) in old.arms.iter().enumerate() {
        fits.extend(new.arms.iter().enumerate().map(|(to, other)| (fit(arm, other), from, to)).filter(|it| it.0 > 0));
    }
    // The best first; of equals, those that stand first.
    fits.sort_by_key(|(fit, from, to)| (usize::MAX - fit, *from, *to));
    let (mut paired, mut taken) = (vec![None; old.arms.len()], vec![false; new.arms.len()]);
    for (_, from, to) in fits {
        if paired[from].is_none() && !taken[to] {
            (paired[from], taken[to]) = (Some(to), true);
        }
    }
    for (arm, _) in new.arms.iter().zip(&taken).filter(|(_, is_taken)| !**is_taken) {
        let message = format!("{}: the form {} is new", subject(&at), arm.name());
        pair.found.push(
            Found::new(class::ARM_ADDED, Side::Head, at.clone(), message)
                .detail([arm.detail()])
                .request(Compatible, "one more form may be sent")
                .response(Compatible, "answers may have it; a form that no reader knows is kept as it came"),
        );
    }
    for (from, arm) in old.arms.iter().enumerate() {
        if let Some(to) = paired[from] {
            pair.found.extend(super::keywords::null(pairs, &arm.node, &new.arms[to].node, false));
            pairs.link(pair, arm.node.clone(), new.arms[to].node.clone());
        } else {
            let at = old.part.at.with_trailing_token(old.keyword);
            let message = format!("{}: the form {} is gone", subject(&at), arm.name());
            pair.found.push(
                Found::new(class::ARM_REMOVED, Side::Base, at, message)
                    .detail([arm.detail()])
                    .request(Breaking, "a request with it is refused")
                    .response(Compatible, "answers do not have it any more")
                    .fix("keep the form, and mark it `deprecated: true` for a release"),
            );
        }
    }
}

fn discriminator(old: &Part<'_>, new: &Part<'_>, pair: &mut Pair) {
    let (known, now) = (old.keyword("discriminator"), new.keyword("discriminator"));
    if known.as_ref().map(|it| it.1) == now.as_ref().map(|it| it.1) {
        return;
    }
    let says = |it: &Option<(PointerBuf, &Value)>| shown(it.as_ref().and_then(|(_, it)| it.get("propertyName")));
    let (from, to) = (says(&known), says(&now));
    let (at, side) = match (&now, &known) {
        (Some((at, _)), _) => (at.clone(), Side::Head),
        (None, Some((at, _))) => (at.clone(), Side::Base),
        (None, None) => return,
    };
    let message = format!("{}: forms were told apart by `{from}` and are by `{to}`", subject(&at));
    pair.found.push(
        Found::new(class::DISCRIMINATOR_CHANGED, side, at, message)
            .detail([from, to])
            .request(Breaking, "a request that names its form the old way is refused")
            .response(Breaking, "readers look for the form where it is not said any more")
            .fix("keep the old member, and send both"),
    );
}
