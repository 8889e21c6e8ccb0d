//! Operations: which of one document is which of the other, and what is different in each.

use std::collections::{BTreeMap, HashSet};

use contacts_openapi::{Direction, Operation, operations};
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::found::Found;
use super::node::Part;
use super::pairs::Pairs;
use super::reach::{Collection, OperationId};
use super::{classes as class, facts, parameters, responses, security, words};

/// The members of an operation that are compared elsewhere.
const KNOWN: &[&str] = &[
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "deprecated",
    "x-constraints",
    "x-paging",
    "x-window",
    "x-result-cap",
    "x-upload",
    "x-download",
    "x-assumption",
    "x-assumed-responses",
];

pub(super) fn compare(pairs: &mut Pairs<'_>, reach: &mut Collection) {
    let (old, new) = (operations(pairs.base), operations(pairs.head));
    let matched = matched(&old, &new);
    let ids: Vec<OperationId> = new.iter().map(|operation| reach.operation(name(operation))).collect();
    for (index, operation) in new.iter().enumerate() {
        if let Some(known) = matched[index] {
            one(pairs, reach, ids[index], &old[known], operation);
        } else {
            let at = operation.pointer.clone();
            let message = format!("the operation {} is new", called(operation));
            let found = Found::new(class::OPERATION_ADDED, Side::Head, at, message)
                .detail([operation.id])
                .request(Compatible, "one more call can be made")
                .response(Compatible, "one more answer can be asked for");
            reach.add(ids[index], None, found);
        }
    }
    for (_, operation) in old.iter().enumerate().filter(|(index, _)| !matched.contains(&Some(*index))) {
        let id = reach.operation(name(operation));
        let found = Found::new(
            class::OPERATION_REMOVED,
            Side::Base,
            operation.pointer.clone(),
            format!("the operation {} is gone", called(operation)),
        );
        let found = found
            .detail([operation.id])
            .request(Breaking, "the call is refused")
            .response(Breaking, "there is no answer to read")
            .fix("keep the operation, and mark it `deprecated: true` for a release");
        reach.add(id, None, found);
    }
}

/// What changes call an operation: its id, or else its method and path.
fn name(operation: &Operation<'_>) -> String {
    if operation.id.is_empty() { format!("{} {}", operation.method, operation.path) } else { operation.id.to_owned() }
}

fn called(operation: &Operation<'_>) -> String {
    format!("`{}` ({} {})", name(operation), operation.method, operation.path)
}

/// A path without the names of its parameters.
fn template(path: &str) -> String {
    let segments = path.split('/').map(|segment| match (segment.find('{'), segment.rfind('}')) {
        (Some(start), Some(end)) if start < end => format!("{}{{}}{}", &segment[..start], &segment[end + 1..]),
        _ => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The names of the parameters of a path, in its order.
fn slots(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|segment| segment.get(segment.find('{')? + 1..segment.rfind('}')?)).collect()
}

/// For each new operation the old one: that of the same method and path, or else that of the same id.
fn matched(old: &[Operation<'_>], new: &[Operation<'_>]) -> Vec<Option<usize>> {
    let mut taken = HashSet::new();
    let mut take = |is_it: &dyn Fn(&Operation<'_>) -> bool| {
        let index = old.iter().enumerate().position(|(index, it)| !taken.contains(&index) && is_it(it))?;
        taken.insert(index);
        Some(index)
    };
    // What did not move at all comes first, then what kept its place, then what kept its name.
    let mut matched: Vec<Option<usize>> =
        new.iter().map(|it| take(&|known| known.method == it.method && known.path == it.path)).collect();
    for (it, known) in new.iter().zip(&mut matched).filter(|(_, known)| known.is_none()) {
        let path = template(it.path);
        *known = take(&|known| known.method == it.method && template(known.path) == path);
    }
    for (it, known) in new.iter().zip(&mut matched).filter(|(it, known)| known.is_none() && !it.id.is_empty()) {
        *known = take(&|known| known.id == it.id);
    }
    matched
}

fn one<'a>(pairs: &mut Pairs<'a>, reach: &mut Collection, id: OperationId, old: &Operation<'a>, new: &Operation<'a>) {
    address(reach, id, old, new);
    let (base, head) =
        (Part { at: old.pointer.clone(), value: old.value }, Part { at: new.pointer.clone(), value: new.value });
    for found in words::of_objects(&base, &head, KNOWN) {
        reach.add(id, None, found);
    }
    let flag =
        |part: &Part<'_>| part.keyword("deprecated").filter(|(_, it)| **it == Value::Bool(true)).map(|(at, _)| at);
    let deprecated =
        super::keywords::deprecation(flag(&base), flag(&head), |_| format!("the operation {}", called(new)));
    if let Some(found) = deprecated {
        reach.add(id, None, found);
    }
    for found in assumptions(&base, &head) {
        reach.add(id, None, found);
    }
    facts::of_operation(reach, id, &base, &head);
    security::of_operation(pairs, reach, id, old, new);
    security::servers(pairs, reach, id, old, new);
    parameters::compare(pairs, reach, id, (old, &slots(old.path)), (new, &slots(new.path)));
    parameters::body(pairs, reach, id, &base, &head);
    responses::compare(pairs, reach, id, &base, &head);
}

/// What is assumed of an operation, and of its answers that can carry nothing themselves.
fn assumptions(base: &Part<'_>, head: &Part<'_>) -> Vec<Found> {
    let stated = |part: &Part<'_>| part.keyword("x-assumption").map(|(at, it)| (at, it.clone()));
    let mut found = words::assumed(stated(base).as_slice(), stated(head).as_slice());
    let by_status = |part: &Part<'_>| -> BTreeMap<String, (jsonptr::PointerBuf, Value)> {
        let keyword = part.keyword("x-assumed-responses");
        let members = keyword.iter().flat_map(|(at, it)| {
            let members = it.as_object().into_iter().flatten();
            members.map(|(status, it)| (status.clone(), (at.with_trailing_token(status.as_str()), it.clone())))
        });
        members.collect()
    };
    let (old, new) = (by_status(base), by_status(head));
    let statuses: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for status in statuses {
        found.extend(words::assumed(old.get(status).cloned().as_slice(), new.get(status).cloned().as_slice()));
    }
    found
}

/// Where an operation is found, and what it is called.
fn address(reach: &mut Collection, id: OperationId, old: &Operation<'_>, new: &Operation<'_>) {
    let at = || new.pointer.clone();
    if old.id != new.id {
        let message = format!("the operation `{}` is called `{}`", old.id, new.id);
        let found = Found::new(class::OPERATION_RENAMED, Side::Head, at(), message).detail([old.id, new.id]);
        reach.add(id, None, found);
    }
    if old.method != new.method {
        let message = format!("{} is called by {} instead of {}", called(new), new.method, old.method);
        let found = Found::new(class::METHOD_CHANGED, Side::Head, at(), message)
            .detail([old.method.as_str(), new.method.as_str()])
            .request(Breaking, format!("a call by {} is refused", old.method))
            .fix(format!("keep {} beside {}, deprecated, under an id of its own", old.method, new.method));
        reach.add(id, Some(Direction::Request), found);
    }
    if template(old.path) != template(new.path) {
        let message = format!("`{}` is called at {} instead of {}", name(new), new.path, old.path);
        let found = Found::new(class::PATH_CHANGED, Side::Head, at(), message)
            .detail([template(old.path), template(new.path)])
            .request(Breaking, format!("a call of {} is refused", old.path))
            .fix(format!("keep {} beside {}, deprecated, under an id of its own", old.path, new.path));
        reach.add(id, Some(Direction::Request), found);
    } else if old.path != new.path {
        for (from, to) in slots(old.path).into_iter().zip(slots(new.path)).filter(|(from, to)| from != to) {
            let message = format!("the path parameter `{from}` of {} is called `{to}`", called(new));
            let found = Found::new(class::PATH_PARAMETER_RENAMED, Side::Head, at(), message).detail([from, to]);
            reach.add(id, Some(Direction::Request), found);
        }
    }
}
