//! What a list is to bring: the documented items, which fit what the request asks for, and others before and behind
//! them, so that there are pages to turn.

use contacts_openapi::Operation;
use serde_json::{Map, Value, json};

use super::{Record, World, Worlds, id_of};
use crate::exchange::Exchange;

/// How many resources stand behind the documented ones: as many as a page has by default, so that there is a next one.
pub const FOLLOWERS: usize = 100;

/// Names before and behind all that the examples have.
const FIRST: &str = "!";
const LAST: &str = "\u{ff5e}";

/// Whether the answer of an operation comes in pages.
pub fn is_paged(operation: &Operation<'_>) -> bool {
    operation.value.get("x-paging").is_some()
}

impl Worlds<'_> {
    /// Puts what the answer of an exchange lists in the place of everything of its kind.
    pub(super) fn list(&self, world: &mut World, exchange: &Exchange<'_>) {
        let items = self.items(exchange);
        let Some((kind, first)) = items.first().cloned() else { return };
        world.0.retain(|it| it.kind != kind);
        let mut add = |value: Value| world.0.push(Record { kind: kind.to_owned(), value });
        // What a first page has, so that the documented items stand on the second.
        if is_paged(exchange.operation) && exchange.with_parameters {
            add(named(kind, &first, FIRST, 0));
        }
        for (_, value) in &items {
            add(value.clone());
        }
        if is_paged(exchange.operation) {
            (0..FOLLOWERS).for_each(|number| add(named(kind, &first, LAST, number)));
        }
    }

    /// The documented items of a list, made such that the request of the exchange asks for them.
    pub fn items<'a>(&'a self, exchange: &Exchange<'_>) -> Vec<(&'a str, Value)> {
        let documented = exchange.response.map(|payload| self.resources(&payload.value)).unwrap_or_default();
        documented.into_iter().map(|(kind, value)| (kind, self.asked_for(exchange, value))).collect()
    }

    fn asked_for(&self, exchange: &Exchange<'_>, item: &Value) -> Value {
        let mut item = item.clone();
        let mut kind_of_date = String::new();
        for (parameter, wanted) in exchange.parameters() {
            match parameter.name {
                "contactTagId" if !has(&item["contactTagIds"], wanted) => item["contactTagIds"] = json!([wanted]),
                "email" => item["emails"] = json!([{"email": wanted, "primary": true}]),
                "telephone" => {
                    item["telephones"] = json!([{"type": "CELLPHONE", "telephone": wanted, "primary": true}]);
                }
                "searchDateType" => wanted.as_str().unwrap_or_default().clone_into(&mut kind_of_date),
                "startDateTime" if kind_of_date == "CREATED_TIME" => item["createdTime"] = second(wanted),
                "startDateTime" => item["modifiedTime"] = second(wanted),
                "type" => {
                    item["type"] = wanted.clone();
                    item["userId"] = self.member().into();
                }
                _ => {}
            }
        }
        item
    }
}

fn has(list: &Value, wanted: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(wanted))
}

/// A moment without the fraction of its second, as bodies have it.
fn second(moment: &Value) -> Value {
    moment.as_str().unwrap_or_default().replace(".000", "").into()
}

/// A resource like another, under a name and with an id of its own.
fn named(kind: &str, like: &Value, name: &str, number: usize) -> Value {
    let mut value = like.clone();
    let id = format!("{}-{}-{number}", like[id_of(kind)].as_str().unwrap_or_default(), name.len());
    value[id_of(kind)] = id.into();
    match value.get_mut("contactName") {
        Some(contact_name) => *contact_name = Value::Object(Map::from_iter([("lastName".to_owned(), name.into())])),
        None => value[format!("{kind}Name")] = format!("{name}{number:03}").into(),
    }
    value
}
