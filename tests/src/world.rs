//! What a sandbox must hold before an exchange makes sense, made of the document and its examples.
//!
//! Everywhere there is what the documentation's examples refer to: the documented tags, the definitions of custom
//! properties, and the member that paths name. On top of it comes the resource whose documented id stands in the path,
//! or the resources that a list is to bring; what is to be created is taken away. A resource that is to be changed is the
//! documented answer less what the request sets, so that the answer is that of the page only if the request was carried
//! out.

mod listed;

use std::collections::BTreeSet;

use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Direction, Document, Location, Method, Operation, list};
use contacts_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::corpus::{self, Payload};
use crate::exchange::Exchange;
use crate::photo;

pub use listed::{FOLLOWERS, is_paged};

/// A line of what a sandbox loads: what it is, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// As the sandbox names it: `contact`, `contactTag` and so on.
    pub kind: String,
    /// As answers carry it.
    pub value: Value,
}

/// What a sandbox holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World(pub Vec<Record>);

impl World {
    /// As a sandbox loads it.
    pub fn ndjson(&self) -> String {
        self.0.iter().map(|Record { kind, value }| json!({"kind": kind, "value": value}).to_string() + "\n").collect()
    }

    fn put(&mut self, kind: &str, value: Value) {
        self.remove(kind, &value[id_of(kind)]);
        self.0.push(Record { kind: kind.to_owned(), value });
    }

    fn remove(&mut self, kind: &str, id: &Value) {
        self.0.retain(|it| it.kind != kind || it.value[id_of(kind)] != *id);
    }
}

/// Makes worlds.
pub struct Worlds<'d> {
    document: &'d Document,
    operations: &'d [Operation<'d>],
    payloads: &'d [Payload],
    seed: World,
}

impl<'d> Worlds<'d> {
    /// Asks a sandbox for what the documentation's examples refer to.
    ///
    /// # Errors
    ///
    /// When it does not start, or tells it in another form than this reads.
    pub async fn new(
        document: &'d Document,
        operations: &'d [Operation<'d>],
        payloads: &'d [Payload],
    ) -> Result<Self, String> {
        let sandbox = Sandbox::builder().documented().start().await.map_err(|error| error.to_string())?;
        let mut seed = World::default();
        for line in sandbox.dump().lines() {
            let line: Value = serde_json::from_str(line).map_err(|error| format!("the documented seed: {error}"))?;
            let kind = line["kind"].as_str().ok_or("a record of the documented seed has no kind")?;
            seed.0.push(Record { kind: kind.to_owned(), value: line["value"].clone() });
        }
        let this = Self { document, operations, payloads, seed };
        let mut seed = this.seed.clone();
        seed.put("member", json!({"userId": this.member()}));
        Ok(Self { seed, ..this })
    }

    /// The document.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The user id of the member in the documented paths.
    pub fn member(&self) -> &'d str {
        let mut parameters = self.operations.iter().flat_map(|it| it.parameters_in(Location::Path));
        let example = parameters.find(|it| it.name == "userId").and_then(|it| it.value.get("example"));
        example.and_then(Value::as_str).unwrap_or_default()
    }

    /// The operation that reads one resource of a kind, if resources of that kind can be read.
    pub fn reader(&self, kind: &str) -> Option<&'d Operation<'d>> {
        let end = format!("{{{}}}", id_of(kind));
        self.operations.iter().find(|it| it.method == Method::Get && it.path.ends_with(&end))
    }

    /// The resource that the path of an operation names: its kind, and its documented id.
    pub fn subject(&self, operation: &'d Operation<'_>) -> Option<(&'d str, &'d Value)> {
        operation.parameters_in(Location::Path).find_map(|parameter| {
            let kind = parameter.name.strip_suffix("Id").filter(|kind| self.reader(kind).is_some())?;
            Some((kind, parameter.value.get("example")?))
        })
    }

    /// The resources that an answer carries: itself, or the items of its list.
    pub fn resources<'a>(&self, answer: &'a Value) -> Vec<(&'d str, &'a Value)> {
        let kinds: BTreeSet<&str> =
            self.operations.iter().filter_map(|it| self.subject(it)).map(|(kind, _)| kind).collect();
        let kind_of = |value: &Value| kinds.iter().copied().find(|kind| value.get(id_of(kind)).is_some());
        let items = answer.as_object().into_iter().flat_map(|it| it.values()).filter_map(Value::as_array).flatten();
        std::iter::once(answer).chain(items).filter_map(|value| Some((kind_of(value)?, value))).collect()
    }

    /// Whether an exchange reads a list: of everything, or of what belongs to the resource that the path names.
    pub fn lists(&self, exchange: &Exchange<'d>) -> bool {
        let subject = self.subject(exchange.operation).map(|(kind, _)| kind);
        let answered = exchange.response.map(|payload| self.resources(&payload.value)).unwrap_or_default();
        let is_of_others = !answered.is_empty() && answered.iter().all(|(kind, _)| Some(*kind) != subject);
        exchange.operation.method == Method::Get && (subject.is_none() || is_of_others)
    }

    /// What there must be for an exchange to succeed.
    ///
    /// # Errors
    ///
    /// When no example says what the resource is that the path names.
    pub fn before(&self, exchange: &Exchange<'d>) -> Result<World, String> {
        let mut world = self.seed.clone();
        let documented = exchange.response.map(|payload| &payload.value);
        let Some((kind, id)) = self.subject(exchange.operation) else {
            for (kind, value) in documented.into_iter().flat_map(|answer| self.resources(answer)) {
                world.remove(kind, &value[id_of(kind)]);
            }
            if exchange.operation.method == Method::Get {
                self.list(&mut world, exchange);
            }
            return Ok(world);
        };
        let mut value = documented
            .and_then(|answer| self.resources(answer).into_iter().find(|(it, _)| *it == kind))
            .map(|(_, value)| value.clone())
            .or_else(|| self.example(kind))
            .ok_or_else(|| format!("no example shows a {kind}"))?;
        value[id_of(kind)] = id.clone();
        if let Some(request) = exchange.request {
            self.unset(kind, &mut value, &request.value);
        }
        world.put(kind, value);
        if self.lists(exchange) {
            self.list(&mut world, exchange);
        }
        if is_of_photo(exchange.operation) && exchange.operation.method != Method::Post {
            world.0.push(photo::record(id));
        }
        Ok(world)
    }

    /// What there must be for a request to name something that does not exist.
    pub fn without(&self, operation: &'d Operation<'_>) -> World {
        let mut world = self.seed.clone();
        if let Some((kind, id)) = self.subject(operation) {
            world.remove(kind, id);
        }
        world
    }

    /// What there must be for the names that a request gives to be taken: another resource that has them.
    ///
    /// # Errors
    ///
    /// When no example shows such a resource.
    pub fn taken(&self, exchange: &Exchange<'d>) -> Result<World, String> {
        let mut world = self.before(exchange)?;
        let documented = exchange.response.map(|payload| &payload.value);
        let mut found = documented.map(|answer| self.resources(answer)).unwrap_or_default().into_iter();
        let (kind, value) = found.next().ok_or("no example shows the resource")?;
        let (request, subject) = (exchange.request.map(|it| &it.value), self.subject(exchange.operation));
        world.0.retain(|it| it.kind != kind || subject.is_some_and(|(_, id)| it.value[id_of(kind)] == *id));
        let mut other = value.clone();
        other[id_of(kind)] = format!("{}-other", value[id_of(kind)].as_str().unwrap_or_default()).into();
        for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
            if *name != id_of(kind) && request.is_none_or(|request| request.get(name).is_none()) {
                self.vary(kind, &mut other, &format!("/{name}"));
            }
        }
        world.put(kind, other);
        Ok(world)
    }

    /// A documented resource of a kind, by the operation that reads one.
    fn example(&self, kind: &str) -> Option<Value> {
        let reader = self.reader(kind)?;
        corpus::of(self.payloads, reader, Direction::Response).next().map(|payload| payload.value.clone())
    }

    /// Takes away from a resource what a request sets, or gives it another value, as far as it stays a resource.
    fn unset(&self, kind: &str, value: &mut Value, request: &Value) {
        let is_external = value.get("linkedExternalUser").is_some_and(|it| !it.is_null());
        for pointer in leaves(request) {
            if is_external && pointer == FIXED {
                continue;
            }
            let mut less = value.clone();
            let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
            let removed = less.pointer_mut(parent).and_then(Value::as_object_mut).and_then(|it| it.shift_remove(name));
            if removed.is_some() && self.fits(kind, &less) {
                *value = less;
            } else {
                self.vary(kind, value, &pointer);
            }
        }
    }

    /// Changes a text of a resource, if it stays a resource.
    fn vary(&self, kind: &str, value: &mut Value, pointer: &str) {
        let mut varied = value.clone();
        let Some(Value::String(text)) = varied.pointer_mut(pointer) else { return };
        text.push_str("_2");
        if self.fits(kind, &varied) {
            *value = varied;
        }
    }

    /// Whether a value is a resource of a kind as the document describes it, with what it only assumes.
    fn fits(&self, kind: &str, value: &Value) -> bool {
        let Some(reader) = self.reader(kind) else { return false };
        let status = reader.success().and_then(|it| it.status.parse().ok()).unwrap_or_default();
        let schema = Validator::contacts().schema(&Target::Response(reader.id.to_owned(), status));
        schema.is_ok_and(|schema| schema.is_clean(value.to_string().as_bytes(), &Options::default()))
    }
}

/// What cannot be changed of an external message contact.
const FIXED: &str = "/contactName/nickName";

/// The member that names a resource of a kind, and the parameter of paths that does.
pub fn id_of(kind: &str) -> String {
    format!("{kind}Id")
}

/// Whether an operation is about the photo of a contact: its answer, if there is one, is no resource.
pub fn is_of_photo(operation: &Operation<'_>) -> bool {
    list(operation.value, "tags").any(|tag| tag == "contact-photos")
}

/// The pointers of what an object sets: members that are no objects themselves.
fn leaves(value: &Value) -> Vec<String> {
    let Some(members) = value.as_object() else { return vec![String::new()] };
    let below = |(name, value): (&String, &Value)| {
        leaves(value).into_iter().map(|leaf| format!("/{name}{leaf}")).collect::<Vec<_>>()
    };
    members.iter().flat_map(below).collect()
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, Method, operations};

    use super::{Worlds, id_of};
    use crate::corpus;
    use crate::exchange::successes;
    use crate::meaning::{Meaning, differences};

    #[tokio::test(flavor = "current_thread")]
    async fn what_a_request_changes_is_otherwise_before_in_all_that_can_be() -> Result<(), String> {
        let document = Document::contacts();
        let payloads = corpus::payloads(&document)?;
        let operations = operations(&document);
        let worlds = Worlds::new(&document, &operations, &payloads).await?;
        let mut seen = Vec::new();
        for exchange in successes(&operations, &payloads) {
            let operation = exchange.operation;
            if !matches!(operation.method, Method::Put | Method::Patch) {
                continue;
            }
            let (kind, id) = worlds.subject(operation).ok_or("it has a subject")?;
            let world = worlds.before(&exchange)?;
            let before =
                world.0.iter().find(|it| it.kind == kind && it.value[id_of(kind)] == *id).ok_or("it is there")?;
            let (Some(request), Some(after)) = (exchange.request, exchange.response) else { continue };
            let changed = differences(&Meaning::Whole, &before.value, &after.value);
            let sent = request.value.as_object().ok_or("it is an object")?.keys();
            let kept: Vec<&String> = sent.filter(|name| !changed.iter().any(|it| it[1..].starts_with(*name))).collect();
            // A definition is one of its domain.
            assert!(kept.is_empty() || kept == ["domainId"], "{} {}: {kept:?}", operation.id, exchange.label);
            seen.push(operation.id);
        }
        assert!(seen.len() >= 4, "{seen:?}");
        Ok(())
    }
}
