//! Which operations a difference matters to.

use std::collections::{BTreeSet, HashMap};

use contacts_openapi::{Direction, Document};

use super::super::{Change, Effect, Reach, Side};
use super::classes as class;
use super::found::Found;
use super::node::subject;
use super::pairs::{PairId, Pairs};

/// What was found outside of schemas, and where the walks to schemas begin.
#[derive(Default)]
pub(super) struct Collection {
    /// The operations, by the order in which changes name them.
    operations: Vec<String>,
    direct: Vec<(Found, BTreeSet<(usize, bool)>)>,
    roots: Vec<(usize, Direction, PairId)>,
}

/// An operation of the collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationId(usize);

impl Collection {
    pub(super) fn operation(&mut self, name: String) -> OperationId {
        self.operations.push(name);
        OperationId(self.operations.len() - 1)
    }

    /// A difference of an operation, in what it sends or answers; in both, where it has an effect there or none at all.
    pub(super) fn add(&mut self, operation: OperationId, direction: Option<Direction>, found: Found) {
        let reached = directions(&found, direction).into_iter().map(|is_response| (operation.0, is_response));
        self.direct.push((found, reached.collect()));
    }

    /// A difference that no operation is known for.
    pub(super) fn add_apart(&mut self, found: Found) {
        self.direct.push((found, BTreeSet::new()));
    }

    /// A difference of the whole API.
    pub(super) fn add_to_all(&mut self, found: Found) {
        let directions = directions(&found, None);
        let all = 0..self.operations.len();
        let reached = all.flat_map(|operation| directions.iter().map(move |direction| (operation, *direction)));
        let reached = if found.is_felt() { reached.collect() } else { BTreeSet::new() };
        self.direct.push((found, reached));
    }

    /// A schema of an operation.
    pub(super) fn root(&mut self, operation: OperationId, direction: Direction, pair: Option<PairId>) {
        self.roots.extend(pair.map(|pair| (operation.0, direction, pair)));
    }

    /// Everything that was found, with those whom it reaches, in the order of the documents.
    pub(super) fn changes(mut self, pairs: Pairs<'_>) -> Vec<Change> {
        let mut reached: Vec<BTreeSet<(usize, bool)>> = vec![BTreeSet::new(); pairs.all.len()];
        for (operation, direction, root) in std::mem::take(&mut self.roots) {
            let step = (operation, direction == Direction::Response);
            let mut open = vec![root];
            while let Some(PairId(id)) = open.pop() {
                if reached[id].insert(step) {
                    let edges = pairs.all[id].edges.iter();
                    let edges = edges.filter(|edge| if step.1 { edge.in_responses } else { edge.in_requests });
                    open.extend(edges.map(|edge| edge.to));
                }
            }
        }
        let Pairs { base, head, all, renamed, .. } = pairs;
        let names =
            |document: &Document| document.components().map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>();
        let (old_names, new_names) = (names(base), names(head));
        for ((old, new), pair) in renamed {
            if !new_names.contains(&old) && !old_names.contains(&new) {
                let at = jsonptr::PointerBuf::from_tokens(["components", "schemas", new.as_str()]);
                let message = format!("{} was called `{old}`", subject(&at));
                let found = Found::new(class::SCHEMA_RENAMED, Side::Head, at, message).detail([old, new]);
                self.direct.push((found, reached[pair.0].clone()));
            }
        }
        let of_pairs = all
            .into_iter()
            .zip(reached)
            .flat_map(|(pair, reached)| pair.found.into_iter().map(move |found| (found, reached.clone())));
        merge(self.direct.into_iter().chain(of_pairs))
            .into_iter()
            .map(|(found, reached)| self::change(found, &reached, &self.operations))
            .collect::<Vec<_>>()
            .sorted(base, head)
    }
}

/// The directions that a difference matters in: false stands for requests, true for answers.
fn directions(found: &Found, only: Option<Direction>) -> BTreeSet<bool> {
    match only {
        Some(direction) => [direction == Direction::Response].into(),
        None if found.is_felt() => {
            let felt = [found.request.as_ref().map(|_| false), found.response.as_ref().map(|_| true)];
            felt.into_iter().flatten().collect()
        }
        None => [false, true].into(),
    }
}

type Reached = (Found, BTreeSet<(usize, bool)>);

/// Makes one of differences that are the same: a part that several schemas share is met with each of them.
fn merge(all: impl Iterator<Item = Reached>) -> Vec<Reached> {
    let mut merged: Vec<Reached> = Vec::new();
    let mut known = HashMap::new();
    for (found, reached) in all {
        // What a direction has no effect in does not reach it, unless there is nothing but words.
        let is_met = |is_response: bool| match (is_response, found.is_felt()) {
            (_, false) => true,
            (false, true) => found.request.is_some(),
            (true, true) => found.response.is_some(),
        };
        let reached: BTreeSet<_> = reached.into_iter().filter(|(_, is_response)| is_met(*is_response)).collect();
        let key = (found.class.id, found.side, found.pointer.clone(), found.detail.clone());
        let index = *known.entry(key).or_insert(merged.len());
        let has = |is_response| reached.iter().any(|(_, it)| *it == is_response);
        let (in_requests, in_responses) = (has(false), has(true));
        let Some((first, all)) = merged.get_mut(index) else {
            let is_apart = reached.is_empty();
            let request = found.request.clone().filter(|_| in_requests || is_apart);
            let response = found.response.clone().filter(|_| in_responses || is_apart);
            // Effects count only where somebody is reached.
            let (request, response) = if is_apart { (None, None) } else { (request, response) };
            merged.push((Found { request, response, ..found }, reached));
            continue;
        };
        // The worst of what they do counts.
        for (mine, theirs, is_met) in
            [(&mut first.request, found.request, in_requests), (&mut first.response, found.response, in_responses)]
        {
            let is_worse = theirs.as_ref().map(|it| it.0) > mine.as_ref().map(|it| it.0);
            if is_met && is_worse {
                *mine = theirs;
            }
        }
        all.extend(reached);
    }
    merged
}

pub(super) fn change(found: Found, reached: &BTreeSet<(usize, bool)>, operations: &[String]) -> Change {
    let Found { class, side, pointer, detail, message, request, response, fix } = found;
    let effects = [(Direction::Request, request), (Direction::Response, response)];
    let effects = effects
        .into_iter()
        .filter_map(|(direction, verdict)| verdict.map(|(impact, why)| Effect { direction, impact, why }));
    let reach = reached.iter().map(|(operation, is_response)| Reach {
        operation: operations[*operation].clone(),
        direction: if *is_response { Direction::Response } else { Direction::Request },
    });
    Change { class, side, pointer, detail, message, effects: effects.collect(), reach: reach.collect(), fix }
}

/// The order in which changes are told.
pub(super) trait Sorted {
    fn sorted(self, base: &Document, head: &Document) -> Self;
}

impl Sorted for Vec<Change> {
    fn sorted(mut self, base: &Document, head: &Document) -> Self {
        self.sort_by_cached_key(|change| {
            let document = if change.side == Side::Head { head } else { base };
            let place = document.place(&change.pointer);
            // What the new document has comes first.
            let is_gone = change.side == Side::Base;
            (is_gone, place.line, place.column, change.pointer.to_string(), change.class.id, change.detail.clone())
        });
        self
    }
}
