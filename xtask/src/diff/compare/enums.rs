//! Values that are listed: of an enum, of an open set, and what is planned for them.

use contacts_openapi::list;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::{Found, shown};
use super::node::{Node, subject};
use super::pairs::Pair;

pub(super) fn compare(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    closed(base, head, pair);
    open(base, head, pair);
    dated(base, head, pair);
}

/// The values that every list of the node has, null apart; none where there is no list.
fn values<'a>(node: &Node<'a>) -> Option<(PointerBuf, Vec<&'a Value>)> {
    let lists = node.all("enum").filter_map(|(at, value)| Some((at, value.as_array()?)));
    let lists = lists.map(|(at, values)| (at, values.iter().filter(|it| !it.is_null()).collect::<Vec<_>>()));
    // The shortest list is where the rest is most likely to be missed.
    lists.reduce(|(known_at, known), (at, next)| {
        let both: Vec<&Value> = known.iter().copied().filter(|it| next.contains(it)).collect();
        if next.len() < known.len() { (at, both) } else { (known_at, both) }
    })
}

fn closed(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    match (values(base), values(head)) {
        (None, None) => {}
        (None, Some((at, _))) => {
            let message = format!("{}: the values are listed now", subject(&at));
            pair.found.push(
                Found::new(class::ENUM_ADDED, Side::Head, at, message)
                    .request(Breaking, "a request with a value that is not listed is refused")
                    .response(Compatible, "answers stay within what was allowed before")
                    .fix("list what is known as `x-extensible-enum`, which leaves the set open"),
            );
        }
        (Some((at, _)), None) => {
            let message = format!("{}: the values are not listed any more", subject(&at));
            pair.found.push(
                Found::new(class::ENUM_REMOVED, Side::Base, at, message)
                    .request(Compatible, "what was taken is still taken")
                    .response(Compatible, "answers may have any value, and unlisted ones were kept before"),
            );
        }
        (Some((old_at, old)), Some((new_at, new))) => {
            for value in new.iter().filter(|value| !old.contains(value)) {
                let value = shown(Some(value));
                let message = format!("{}: value `{value}` added", subject(&new_at));
                pair.found.push(
                    Found::new(class::ENUM_VALUE_ADDED, Side::Head, new_at.clone(), message)
                        .detail([value])
                        .request(Compatible, "one more value may be sent")
                        .response(Compatible, "answers may have it; enums are open, so that readers keep it"),
                );
            }
            for value in old.iter().filter(|value| !new.contains(value)) {
                let value = shown(Some(value));
                let message = format!("{}: value `{value}` removed", subject(&old_at));
                let fix = format!("keep `{value}`, and announce in `x-dated-changes` when it goes");
                pair.found.push(
                    Found::new(class::ENUM_VALUE_REMOVED, Side::Base, old_at.clone(), message)
                        .detail([value])
                        .request(Breaking, "a request with it is refused")
                        .response(
                            Compatible,
                            "answers do not have it any more; a reader that waits for it waits in vain",
                        )
                        .fix(fix),
                );
            }
        }
    }
}

/// The known values of an open set.
fn open(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let known = |node: &Node<'_>| -> Vec<(PointerBuf, String)> {
        let lists = node.parts.iter().filter(|part| part.value.get("x-extensible-enum").is_some());
        let of_part = lists.flat_map(|part| {
            let at = part.at.with_trailing_token("x-extensible-enum");
            list(part.value, "x-extensible-enum").map(move |value| (at.clone(), shown(Some(value))))
        });
        of_part.collect()
    };
    let (old, new) = (known(base), known(head));
    for (at, value) in new.iter().filter(|(_, value)| !old.iter().any(|(_, known)| known == value)) {
        let message = format!("{}: known value `{value}` added", subject(at));
        pair.found.push(
            Found::new(class::KNOWN_VALUE_ADDED, Side::Head, at.clone(), message)
                .detail([value])
                .request(Compatible, "the set is open: it could be sent before")
                .response(Compatible, "the set is open: it could come before"),
        );
    }
    for (at, value) in old.iter().filter(|(_, value)| !new.iter().any(|(_, known)| known == value)) {
        let message = format!("{}: known value `{value}` removed", subject(at));
        pair.found.push(
            Found::new(class::KNOWN_VALUE_REMOVED, Side::Base, at.clone(), message)
                .detail([value])
                .request(Compatible, "the set is open: it can still be sent")
                .response(Compatible, "the set is open: it may still come"),
        );
    }
}

/// Planned changes of values, told apart by their ids.
fn dated(base: &Node<'_>, head: &Node<'_>, pair: &mut Pair) {
    let planned = |node: &Node<'_>| -> Vec<(PointerBuf, String, Value)> {
        let parts = node.parts.iter();
        let of_part = parts.flat_map(|part| {
            let at = part.at.with_trailing_token("x-dated-changes");
            list(part.value, "x-dated-changes").enumerate().map(move |(index, value)| {
                let id = value.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
                (at.clone(), id, value.clone())
            })
        });
        of_part.collect()
    };
    let (old, new) = (planned(base), planned(head));
    let text = |change: &Value, member: &str| shown(change.get(member));
    // The change is felt when its day comes; what is felt now is that it is announced, or not any more.
    let aimed = |found: Found, change: &Value, why: &str| match change.get("applies").and_then(Value::as_str) {
        Some("request") => found.request(Compatible, why),
        Some("response") => found.response(Compatible, why),
        _ => found.request(Compatible, why).response(Compatible, why),
    };
    for (at, id, change) in &new {
        match old.iter().find(|(_, known, _)| known == id) {
            None => {
                let (value, date) = (text(change, "value"), text(change, "date"));
                let message = format!("{}: a change of `{value}` is planned for {date}", subject(at));
                let found = Found::new(class::DATED_CHANGE_ADDED, Side::Head, at.clone(), message).detail([id]);
                let found =
                    aimed(found, change, "nothing changes before that day; what is warned of then can be mended now");
                let fix = change.get("replacement").and_then(Value::as_str);
                pair.found.push(Found { fix: fix.map(|it| format!("use `{it}` instead of `{value}`")), ..found });
            }
            Some((_, _, known)) => {
                let facts = ["value", "replacement", "date", "applies"];
                let changed: Vec<&str> =
                    facts.into_iter().filter(|member| known.get(member) != change.get(member)).collect();
                if changed.is_empty() && known != change {
                    let message = match (known.get("decision"), change.get("decision")) {
                        (None, Some(_)) => {
                            format!("{}: what the planned change `{id}` comes to is decided", subject(at))
                        }
                        (Some(_), None) => format!("{}: the planned change `{id}` waits for a decision", subject(at)),
                        _ => format!("{}: the planned change `{id}` is stated in other words", subject(at)),
                    };
                    let found = Found::new(class::DATED_CHANGE_WORDED, Side::Head, at.clone(), message);
                    pair.found.push(found.detail([id]));
                }
                if changed.is_empty() {
                    continue;
                }
                let says = |change: &Value| changed.iter().map(|it| text(change, it)).collect::<Vec<_>>().join(" ");
                let message =
                    format!("{}: the planned change `{id}` was {} and is {}", subject(at), says(known), says(change));
                let found = Found::new(class::DATED_CHANGE_CHANGED, Side::Head, at.clone(), message);
                let found = found.detail([id.clone(), says(known), says(change)]);
                pair.found.push(aimed(found, change, "nothing changes before the day that is named now"));
            }
        }
    }
    for (at, id, change) in old.iter().filter(|(_, id, _)| !new.iter().any(|(_, known, _)| known == id)) {
        let message = format!("{}: the planned change `{id}` is gone", subject(at));
        let found = Found::new(class::DATED_CHANGE_REMOVED, Side::Base, at.clone(), message).detail([id]);
        pair.found.push(aimed(
            found,
            change,
            "the day passes without the change, or it has been made in this document",
        ));
    }
}
