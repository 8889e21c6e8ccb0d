//! Pairs of nodes: what is different within each, and where each leads.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;

use contacts_openapi::Document;
use jsonptr::PointerBuf;

use super::super::Side;
use super::found::Found;
use super::node::Node;
use super::{bounds, choices, enums, keywords, members, rules, words};

/// How many pairs are looked at; no document that anybody means has as many.
const MAX_PAIRS: usize = 20_000;

/// How often a rule may be about a rule before it is compared by its text.
const MAX_LEVEL: usize = 4;

/// How many pairs are looked at to tell whether rules differ, in all; rules that choose among rules multiply.
const MAX_APART: usize = 100_000;

/// What is known of nodes that were compared apart.
struct Apart {
    differ: RefCell<HashMap<Key, bool>>,
    left: Cell<usize>,
}

/// The number of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PairId(pub(super) usize);

/// A way from a pair to another, and who takes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) to: PairId,
    pub(super) in_requests: bool,
    pub(super) in_responses: bool,
}

/// What is known of a pair.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub(super) found: Vec<Found>,
    pub(super) edges: Vec<Edge>,
}

type Key = (Vec<usize>, Vec<usize>);

/// All pairs that have been met.
pub(super) struct Pairs<'a> {
    pub(super) base: &'a Document,
    pub(super) head: &'a Document,
    pub(super) all: Vec<Pair>,
    /// Component schemas that stand at the same place under two names: old, new, and a pair that shows it.
    pub(super) renamed: BTreeMap<(String, String), PairId>,
    known: HashMap<Key, PairId>,
    queue: VecDeque<(PairId, Node<'a>, Node<'a>)>,
    level: usize,
    apart: Rc<Apart>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(base: &'a Document, head: &'a Document) -> Self {
        let (known, queue) = (HashMap::new(), VecDeque::new());
        let apart = Rc::new(Apart { differ: RefCell::default(), left: Cell::new(MAX_APART) });
        Self { base, head, all: Vec::new(), renamed: BTreeMap::new(), known, queue, level: 0, apart }
    }

    /// The document of a side.
    pub(super) fn document(&self, side: Side) -> &'a Document {
        match side {
            Side::Base => self.base,
            Side::Head => self.head,
        }
    }

    /// The pair of two nodes, to be compared later if it is new; none where there are too many.
    pub(super) fn pair(&mut self, base: Node<'a>, head: Node<'a>) -> Option<PairId> {
        // Where but one side has forms, one that leaves nothing to choose is no form.
        let (base, head) = match (base.forms(self.base).is_empty(), head.forms(self.head).is_empty()) {
            (true, false) => (base, head.without_lone_forms(self.head)),
            (false, true) => (base.without_lone_forms(self.base), head),
            _ => (base, head),
        };
        let key = (base.key(), head.key());
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        if self.all.len() >= MAX_PAIRS {
            return None;
        }
        if self.level > 0 {
            self.apart.left.set(self.apart.left.get().saturating_sub(1));
        }
        let id = PairId(self.all.len());
        self.known.insert(key, id);
        self.all.push(Pair::default());
        if let (Some(old), Some(new)) = (component(&base.at()), component(&head.at()))
            && old != new
        {
            self.renamed.entry((old, new)).or_insert(id);
        }
        self.queue.push_back((id, base, head));
        Some(id)
    }

    /// Compares all pairs that wait for it, and those that they lead to.
    pub(super) fn run(&mut self) {
        while let Some((id, base, head)) = self.queue.pop_front() {
            let mut pair = Pair::default();
            // What is written alike says the same, but for what lies behind its references.
            if !is_written_alike(&base, &head) {
                keywords::compare(self, &base, &head, &mut pair);
                bounds::compare(&base, &head, &mut pair);
                enums::compare(&base, &head, &mut pair);
                words::compare(&base, &head, &mut pair);
            }
            rules::compare(self, &base, &head, &mut pair);
            choices::compare(self, &base, &head, &mut pair);
            members::compare(self, &base, &head, &mut pair);
            self.all[id.0] = pair;
        }
    }

    /// Notes that a pair leads to another.
    pub(super) fn link(&mut self, pair: &mut Pair, base: Node<'a>, head: Node<'a>) {
        if let Some(to) = self.pair(base, head) {
            pair.edges.push(Edge { to, in_requests: true, in_responses: true });
        }
    }

    /// Whether two nodes differ in more than words.
    pub(super) fn differ(&self, base: Node<'a>, head: Node<'a>) -> bool {
        if self.level >= MAX_LEVEL || self.apart.left.get() == 0 {
            let values = |node: &Node<'a>| node.parts.iter().map(|part| part.value).collect::<Vec<_>>();
            return values(&base) != values(&head);
        }
        let key = (base.key(), head.key());
        // Nodes that are being compared do not differ unless something else in them does.
        let known = self.apart.differ.borrow().get(&key).copied();
        if let Some(known) = known {
            return known;
        }
        self.apart.differ.borrow_mut().insert(key.clone(), false);
        let mut apart =
            Pairs { level: self.level + 1, apart: Rc::clone(&self.apart), ..Pairs::new(self.base, self.head) };
        apart.pair(base, head);
        apart.run();
        let differ = apart.all.iter().flat_map(|pair| &pair.found).any(Found::is_felt);
        self.apart.differ.borrow_mut().insert(key, differ);
        differ
    }
}

fn is_written_alike(base: &Node<'_>, head: &Node<'_>) -> bool {
    let (old, new) = (base.parts.iter().map(|part| part.value), head.parts.iter().map(|part| part.value));
    old.eq(new)
}

/// The name of the component schema that stands at a place.
fn component(at: &PointerBuf) -> Option<String> {
    let name = at.as_str().strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| at.last().map(|token| token.decoded().into_owned())).flatten()
}
