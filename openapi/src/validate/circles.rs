//! What can be said of nodes only when all of them are there: where they lead.

use super::program::{Choice, ChoiceKind, Node, NodeId};

/// The nodes that a node holds the same value against.
fn branches(node: &Node) -> impl Iterator<Item = NodeId> {
    // A circle through a branch that a member names is one of the payload, and cut where it closes.
    let choices = node.choices.iter().filter(|choice| !matches!(choice.kind, ChoiceKind::Discriminator { .. }));
    choices.flat_map(|choice| choice.branches.iter().copied())
}

/// All nodes that a node leads to.
fn next(node: &Node) -> impl Iterator<Item = NodeId> {
    let slots = node.object.slots.iter().map(|slot| slot.node);
    let branches = node.choices.iter().flat_map(|choice| choice.branches.iter().copied());
    slots.chain(branches).chain([node.array.items, node.object.additional])
}

/// Whether steps from a node lead back to it.
fn is_in_circle<I: Iterator<Item = NodeId>>(nodes: &[Node], start: usize, next: impl Fn(usize) -> I) -> bool {
    let mut seen = vec![false; nodes.len()];
    let mut open: Vec<NodeId> = next(start).collect();
    while let Some(NodeId(id)) = open.pop() {
        let id = id as usize;
        if id == start {
            return true;
        }
        if !std::mem::replace(&mut seen[id], true) {
            open.extend(next(id));
        }
    }
    false
}

/// A choice that leads back to itself without a member or an item in between: no walk along it would end.
pub(super) fn choice_of_itself(nodes: &[Node]) -> Option<&Choice> {
    let circle = (0..nodes.len()).find(|start| is_in_circle(nodes, *start, |id| branches(&nodes[id])))?;
    nodes[circle].choices.first()
}

/// How many choices may stand within each other before it pays to remember what was decided.
const MAX_NESTED: usize = 4;

/// Whether choices stand within each other so often, or within themselves, that what was decided about a place
/// must be remembered, or the time would multiply with each.
pub(super) fn are_choices_nested(nodes: &[Node]) -> bool {
    let mut nested = vec![None; nodes.len()];
    is_choice_within_itself(nodes) || (0..nodes.len()).any(|id| choices_from(nodes, id, &mut nested) > MAX_NESTED)
}

/// How many choices follow each other at most on a way that begins at a node.
fn choices_from(nodes: &[Node], id: usize, nested: &mut [Option<usize>]) -> usize {
    if let Some(known) = nested[id] {
        return known;
    }
    // A circle has no choice in it, and adds nothing.
    nested[id] = Some(0);
    let beyond = next(&nodes[id]).map(|NodeId(id)| choices_from(nodes, id as usize, nested)).max();
    let choices = beyond.unwrap_or_default() + usize::from(!nodes[id].choices.is_empty());
    nested[id] = Some(choices);
    choices
}

/// Whether a choice may stand within itself, at a greater depth.
fn is_choice_within_itself(nodes: &[Node]) -> bool {
    let choices = (0..nodes.len()).filter(|id| !nodes[*id].choices.is_empty());
    choices.into_iter().any(|start| is_in_circle(nodes, start, |id| next(&nodes[id])))
}

/// Marks the choices of which an assumption has a part in what they decide.
pub(super) fn mark_doubtful(nodes: &mut [Node]) {
    let mut doubtful: Vec<bool> = nodes.iter().map(assumes).collect();
    loop {
        let known = doubtful.clone();
        for (node, is_doubtful) in nodes.iter().zip(&mut doubtful) {
            *is_doubtful |= next(node).any(|NodeId(id)| known[id as usize]);
        }
        if doubtful == known {
            break;
        }
    }
    for choice in nodes.iter_mut().flat_map(|node| &mut node.choices) {
        choice.is_doubtful = choice.branches.iter().any(|NodeId(id)| doubtful[*id as usize]);
    }
}

/// Whether a statement of the node itself is assumed.
fn assumes(node: &Node) -> bool {
    let Node { types, enums, strings, numbers, array, object, choices, .. } = node;
    let counts = array.counts.iter().chain(&object.counts).map(|(_, mark)| mark);
    let slots = object.slots.iter().flat_map(|slot| slot.required.iter().chain(&slot.forbidden));
    let marks = types.iter().map(|(_, mark)| mark).chain(enums.iter().map(|it| &it.mark));
    let marks = marks.chain(strings.iter().map(|(_, mark)| mark)).chain(numbers.iter().map(|(_, mark)| mark));
    let marks = marks.chain(counts).chain(slots).chain(&array.unique).chain(&object.forbidden);
    marks.chain(choices.iter().map(|choice| &choice.mark)).any(|mark| mark.is_assumed)
}
