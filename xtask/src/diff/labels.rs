//! What an item of a list is called, so that a list can be put in another order and its items still be known.

use std::collections::HashMap;

use contacts_openapi::Document;
use jsonptr::PointerBuf;
use serde_json::Value;

/// For each item of a list a name that no other item there has: what it says of itself, or else which one it is of those
/// that say nothing. `list` is the keyword that the list stands under.
pub(crate) fn labels(list: &str, items: &[Value]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let labels = items.iter().map(|item| {
        let name = name(list, item).unwrap_or_default();
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 && !name.is_empty() { name } else { format!("{name}#{count}") }
    });
    labels.collect()
}

fn name(list: &str, item: &Value) -> Option<String> {
    let text = |member: &str| item.get(member).and_then(Value::as_str);
    match item {
        // An alternative is what it asks for.
        Value::Object(_) if list == "security" => Some(item.to_string()),
        Value::Object(_) => {
            let parameter = || Some(format!("{}:{}", text("in")?, text("name")?));
            let rule = || item.pointer("/x-rule/id").and_then(Value::as_str).map(str::to_owned);
            let plain = || ["$ref", "id", "url", "name"].into_iter().find_map(text).map(str::to_owned);
            parameter().or_else(rule).or_else(plain)
        }
        Value::Array(_) => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// A place that does not depend on the order of lists: each index is the label of the item that it leads to.
pub(crate) fn place(document: &Document, pointer: &PointerBuf) -> String {
    let (mut value, mut before) = (Some(document.root()), String::new());
    let mut place = PointerBuf::new();
    for token in pointer.tokens() {
        let token = token.decoded().into_owned();
        let index = token.parse::<usize>().ok();
        match value {
            Some(Value::Array(items)) => {
                let label = index.and_then(|index| labels(&before, items).into_iter().nth(index));
                place.push_back(label.unwrap_or_else(|| token.clone()));
                value = index.and_then(|index| items.get(index));
            }
            known => {
                place.push_back(token.as_str());
                value = known.and_then(|it| it.get(&token));
            }
        }
        before = token;
    }
    place.to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_in_whatever_order_a_list_stands() {
        let place = |text: &str, pointer: &str| {
            let document = Document::parse("a.yaml", text).unwrap();
            place(&document, &PointerBuf::parse(pointer).unwrap())
        };
        let one = "parameters: [{name: a, in: query}, {name: b, in: query}]\nsecurity: [{a: [x]}, {a: [y]}]\n\
                   servers: [{url: u}, {url: v}]\nallOf: [{$ref: '#/a'}, {type: object}]\n";
        let other = "parameters: [{name: b, in: query}, {name: a, in: query}]\nsecurity: [{a: [y]}, {a: [x]}]\n\
                     servers: [{url: v}, {url: u}]\nallOf: [{type: object}, {$ref: '#/a'}]\n";
        for list in ["parameters", "security", "servers", "allOf"] {
            assert_eq!(place(one, &format!("/{list}/0/x")), place(other, &format!("/{list}/1/x")), "{list}");
            assert_ne!(place(one, &format!("/{list}/0")), place(one, &format!("/{list}/1")), "{list}");
        }
        assert_eq!(place(one, "/parameters/0/schema"), "/parameters/query:a/schema");
        assert_eq!(place(one, "/servers/9/0/a"), "/servers/9/0/a");
        assert_eq!(place("a: {'0': 1}\n", "/a/0"), "/a/0");
    }
}
