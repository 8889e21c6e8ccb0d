//! What is written differently and was not told: other words beside a server, another order, another spelling of the same.
//!
//! Where the texts of two documents differ, something is said, so that "nothing changed" means nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use contacts_openapi::Document;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::labels::labels;
use super::super::{Change, Class, Side};
use super::classes as class;
use super::found::Found;
use super::node::subject;
use super::words::{WORDS, worded};

/// How many of these are told one by one; a document that was written anew has nothing but others.
const MAX_TOLD: usize = 1000;

/// A value that is another, with its place in either document.
struct Leaf {
    places: [PointerBuf; 2],
    is_old: bool,
    is_new: bool,
    /// Whether it is the order of a list that is another.
    is_order: bool,
}

/// What the changes that are told say nothing of.
pub(super) fn compare(base: &Document, head: &Document, told: &[Change]) -> Vec<Found> {
    let mut leaves = Vec::new();
    collect([PointerBuf::new(), PointerBuf::new()], base.root(), head.root(), &mut leaves);
    let told = Told::of(told);
    let rest = leaves.iter().filter(|leaf| !told.covers(leaf)).map(|leaf| (leaf, found(leaf)));
    // What moved to a place that is told of, or has another name there, is gone from where it was.
    let rest = rest.filter(|(leaf, found)| found.class.id != class::SPELLING_CHANGED.id || !told.is_near(leaf));
    rest.map(|(_, found)| found).take(MAX_TOLD).collect()
}

/// A value, and what it is called where it stands.
type Named<'a> = (String, &'a Value);

/// The innermost values that are different; items of lists are known by what they are called.
fn collect(places: [PointerBuf; 2], old: &Value, new: &Value, leaves: &mut Vec<Leaf>) {
    let (known, now): (Vec<Named<'_>>, Vec<Named<'_>>) = match (old, new) {
        _ if old == new => return,
        (Value::Object(old), Value::Object(new)) => {
            let members = |it: &serde_json::Map<String, Value>| it.keys().cloned().collect::<Vec<_>>();
            (members(old).into_iter().zip(old.values()).collect(), members(new).into_iter().zip(new.values()).collect())
        }
        (Value::Array(old), Value::Array(new)) if old.iter().chain(new).all(Value::is_object) => {
            let list = places[1].last().map(|token| token.decoded().into_owned()).unwrap_or_default();
            (labels(&list, old).into_iter().zip(old).collect(), labels(&list, new).into_iter().zip(new).collect())
        }
        _ => return leaves.push(Leaf { places, is_old: true, is_new: true, is_order: false }),
    };
    let is_list = new.is_array();
    let inner = |place: &PointerBuf, name: &str, index: usize| {
        if is_list { place.with_trailing_token(index) } else { place.with_trailing_token(name) }
    };
    let by_name: HashMap<&str, usize> = known.iter().enumerate().map(|(index, it)| (it.0.as_str(), index)).collect();
    let mut met = HashSet::new();
    let mut order = Vec::new();
    for (index, (name, value)) in now.iter().enumerate() {
        let at = inner(&places[1], name, index);
        match by_name.get(name.as_str()) {
            Some(&former) => {
                met.insert(former);
                order.push(former);
                collect([inner(&places[0], name, former), at], known[former].1, value, leaves);
            }
            None => leaves.push(Leaf { places: [at.clone(), at], is_old: false, is_new: true, is_order: false }),
        }
    }
    for (index, (name, _)) in known.iter().enumerate().filter(|(index, _)| !met.contains(index)) {
        let at = inner(&places[0], name, index);
        leaves.push(Leaf { places: [at.clone(), at], is_old: true, is_new: false, is_order: false });
    }
    if is_list && !order.is_sorted() {
        leaves.push(Leaf { places, is_old: true, is_new: true, is_order: true });
    }
}

/// The places that are told of.
struct Told {
    places: BTreeSet<String>,
    /// Those of which what lies beneath is told of too: a new name is none of what it names.
    whole: HashSet<String>,
    /// Components that have another name, as references have them.
    renamed: HashSet<String>,
}

impl Told {
    fn of(changes: &[Change]) -> Self {
        let mut told = Self { places: BTreeSet::new(), whole: HashSet::new(), renamed: HashSet::new() };
        for change in changes {
            let place = change.pointer.to_string();
            if change.class.id == class::SCHEMA_RENAMED.id {
                let names = change.detail.iter().map(|name| PointerBuf::from_tokens(["components", "schemas", name]));
                told.renamed.extend(names.map(|at| at.to_string()));
            }
            let is_name = ["-renamed", "-moved"].iter().any(|end| change.class.id.ends_with(end));
            if !is_name {
                told.whole.insert(place.clone());
            }
            told.places.insert(place);
        }
        told
    }

    fn is_told_below(&self, place: &str) -> bool {
        let below = format!("{place}/");
        self.places.range(below.clone()..).next().is_some_and(|it| it.starts_with(&below))
    }

    /// Whether something is told of what stands beside a value.
    fn is_near(&self, leaf: &Leaf) -> bool {
        let parents = leaf.places.iter().filter_map(|place| place.parent());
        !leaf.is_order && parents.filter(|it| !it.is_root()).any(|it| self.is_told_below(it.as_str()))
    }

    fn covers(&self, leaf: &Leaf) -> bool {
        leaf.places.iter().any(|place| {
            let text = place.as_str();
            if self.places.contains(text) || self.renamed.contains(text) {
                return true;
            }
            if leaf.is_order {
                return false;
            }
            let parent = place.parent();
            self.is_told_below(text)
                || parent.is_some_and(|it| self.places.contains(it.as_str()))
                || std::iter::successors(parent, |it| it.parent()).any(|it| self.whole.contains(it.as_str()))
        })
    }
}

fn found(leaf: &Leaf) -> Found {
    let (side, at) = if leaf.is_new { (Side::Head, &leaf.places[1]) } else { (Side::Base, &leaf.places[0]) };
    let verb = match (leaf.is_old, leaf.is_new) {
        (false, _) => "is new",
        (_, false) => "is gone",
        _ => "is another",
    };
    let tokens: Vec<String> = at.tokens().map(|token| token.decoded().into_owned()).collect();
    // The innermost keyword that says what the value is there for.
    for token in tokens.iter().rev().filter(|_| !leaf.is_order) {
        let class: Option<&'static Class> = WORDS.iter().find(|(word, _)| word == token).map(|(_, class)| *class);
        let class = class.or((token.starts_with("x-")).then_some(class::REMARK_CHANGED));
        if let Some(class) = class {
            return worded(class, side, at.clone(), token, verb);
        }
    }
    let name = tokens.last().map_or("", String::as_str);
    let what = match (leaf.is_order, leaf.is_old && leaf.is_new) {
        (true, _) => format!("`{name}` is in another order"),
        (_, true) => format!("`{name}` is written in another way"),
        _ => format!("`{name}` {verb}, which by itself changes nothing"),
    };
    let owner = at.parent().map_or_else(PointerBuf::new, ToOwned::to_owned);
    Found::new(class::SPELLING_CHANGED, side, at.clone(), format!("{}: {what}", subject(&owner)))
}
