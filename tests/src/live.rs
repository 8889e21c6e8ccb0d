//! Carries out an exchange against a sandbox that holds what it needs, and holds the answer to what was sent, to what
//! the documentation shows, and to what is read afterwards.
//!
//! What the service makes up is its own: the id of what is created, and the moments at which something is created or
//! changed. Everything else that differs from the documentation's answer is in `deviations.sandbox.json`, with the
//! reason.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use contacts_client::Client;
use contacts_client::photo::Photo;
use contacts_client::types::ContactId;
use contacts_openapi::{Document, Method, Operation};
use contacts_sandbox::{Builder, CalledBy, Sandbox};
use serde_json::{Value, json};

use crate::calls::{self, Answer, Arguments, Failure};
use crate::deviations::{self, Deviations};
use crate::exchange::Exchange;
use crate::meaning::{Meaning, default_of, differences};
use crate::photo;
use crate::stage::Stage;
use crate::world::{FOLLOWERS, Worlds, id_of, is_of_photo, is_paged};

/// How a path names the member whose token comes with it.
pub(crate) const ME: &str = "me";

/// When a resource was changed last.
const MODIFIED: &str = "modifiedTime";

/// What came of an exchange.
#[derive(Clone, Debug)]
pub struct Lived {
    /// How long the call took, from the call to the decoded value.
    pub took: Duration,
    /// The places at which the answer differs from the documented one, which the [file](deviations::SANDBOX) expects.
    pub deviations: BTreeSet<(String, String)>,
}

/// Whether an operation can be asked for `me` in the place of a user id.
pub fn knows_me(operation: &Operation<'_>) -> bool {
    let constraints = operation.value.get("x-constraints").and_then(Value::as_array).into_iter().flatten();
    constraints.into_iter().any(|it| it["id"] == "me-needs-user-token")
}

/// What a call of an exchange is made with.
pub fn arguments(exchange: &Exchange<'_>) -> Arguments {
    Arguments {
        parameters: exchange.parameters().map(|(it, value)| (it.name.to_owned(), value.clone())).collect(),
        body: exchange.request.map(|payload| payload.value.clone()),
    }
}

/// Carries out an exchange, by the service account or, as `me`, by the member in the documented paths.
///
/// # Errors
///
/// Says what is not as it should be.
pub async fn carry_out<'d>(worlds: &Worlds<'d>, exchange: &Exchange<'d>, as_me: bool) -> Result<Lived, String> {
    carry_out_by(Sandbox::builder(), worlds, exchange, as_me).await
}

async fn carry_out_by<'d>(
    sandbox: Builder,
    worlds: &Worlds<'d>,
    exchange: &Exchange<'d>,
    as_me: bool,
) -> Result<Lived, String> {
    let world = worlds.before(exchange)?;
    let stage = Stage::start(sandbox.load(world.ndjson())).await?;
    let member = as_me.then(|| worlds.member());
    let client = stage.client(member)?;
    let mut arguments = arguments(exchange);
    if as_me {
        arguments.parameters.insert("userId".to_owned(), ME.into());
    }
    if exchange.with_parameters && is_paged(exchange.operation) {
        turn_to_the_second_page(&client, exchange.operation, &mut arguments).await?;
    }
    let started = Instant::now();
    let answer = called(&client, exchange.operation, &arguments).await?;
    let took = started.elapsed();
    if answer.status != exchange.status {
        return Err(format!("status {} came in the place of {}", answer.status, exchange.status));
    }
    let requests = stage.sandbox.requests().of(exchange.operation.id);
    let caller = requests.last().and_then(|request| request.caller());
    let expected = member.map_or(CalledBy::ServiceAccount, |member| CalledBy::Member(member.to_owned()));
    if caller != Some(&expected) {
        return Err(format!("the sandbox took {caller:?} for the caller"));
    }
    let held = Held { worlds, exchange, client: &client };
    held.what_was_sent_came_back(&answer)?;
    let deviations = held.the_answer_is_the_documented_one(&answer)?;
    if is_of_photo(exchange.operation) {
        held.the_photo_is_what_it_should_be(&answer, &stage).await?;
    } else {
        held.what_is_read_afterwards_is_the_same(&answer).await?;
    }
    Ok(Lived { took, deviations })
}

async fn called(client: &Client, operation: &Operation<'_>, arguments: &Arguments) -> Result<Answer, String> {
    calls::call(client, operation.id, arguments).await.map_err(|failure| match failure {
        Failure::Client(error) => {
            let description = error.description().unwrap_or_default();
            format!("{}: {error}: {description}", operation.id)
        }
        Failure::Example(message) => message,
        Failure::Unknown => "nothing here calls this operation".to_owned(),
    })
}

/// Puts the cursor of the second page, which no example can know, in the place of the documented one; the first page has
/// one item.
async fn turn_to_the_second_page(
    client: &Client,
    operation: &Operation<'_>,
    arguments: &mut Arguments,
) -> Result<(), String> {
    let name = |member: &str| operation.value.pointer(&format!("/x-paging/{member}")).and_then(Value::as_str);
    let [cursor, count, next] = ["cursor", "count", "nextCursor"].map(|member| name(member).unwrap_or_default());
    let mut first = arguments.clone();
    first.parameters.remove(cursor);
    first.parameters.insert(count.to_owned(), 1.into());
    let page = called(client, operation, &first).await?.body.unwrap_or_default();
    let next = page.pointer(&format!("/{}", next.replace('.', "/"))).filter(|next| !next.is_null());
    let next = next.ok_or_else(|| format!("the first page of {} has no next one: {page}", operation.id))?;
    arguments.parameters.insert(cursor.to_owned(), next.clone());
    Ok(())
}

struct Held<'h, 'd> {
    worlds: &'h Worlds<'d>,
    exchange: &'h Exchange<'d>,
    client: &'h Client,
}

impl Held<'_, '_> {
    fn what_was_sent_came_back(&self, answer: &Answer) -> Result<(), String> {
        let (Some(sent), Some(body)) = (self.exchange.request, &answer.body) else { return Ok(()) };
        let lost = not_in(self.worlds.document(), self.exchange.operation, &sent.value, body);
        if lost.is_empty() { Ok(()) } else { Err(format!("what was sent does not come back at {}", lost.join(", "))) }
    }

    /// An answer is to be the documented one if that is the answer to what was sent: if it says so itself.
    fn the_answer_is_the_documented_one(&self, answer: &Answer) -> Result<BTreeSet<(String, String)>, String> {
        let none = BTreeSet::new();
        let (Some(documented), Some(body)) = (self.exchange.response, &answer.body) else { return Ok(none) };
        let operation = self.exchange.operation;
        let sent = self.exchange.request.map(|payload| &payload.value);
        let is_its_answer = |sent| not_in(self.worlds.document(), operation, sent, &documented.value).is_empty();
        if !sent.is_none_or(is_its_answer) {
            return Ok(none);
        }
        let mut expected = documented.value.clone();
        let mut found = body.clone();
        let mut own = Vec::new();
        if self.worlds.lists(self.exchange) {
            let items = self.worlds.items(self.exchange);
            put_items(&mut expected, items.iter().map(|(_, item)| item.clone()).collect());
            let page = items_of(&mut found).map(|items| items.len()).unwrap_or_default();
            let count = if is_paged(operation) { FOLLOWERS } else { items.len() };
            if page != count {
                return Err(format!("{page} items came in the place of {count}"));
            }
            if let Some(found) = items_of(&mut found) {
                found.truncate(items.len());
            }
            own.extend(next_cursor(operation).filter(|next| body.pointer(next).is_some_and(Value::is_string)));
        }
        let moments = moments(self.worlds.document(), operation);
        match operation.method {
            Method::Post => {
                own.extend(moments.into_iter().map(|name| format!("/{name}")));
                own.extend(self.worlds.resources(&expected).first().map(|(kind, _)| format!("/{}", id_of(kind))));
            }
            Method::Put | Method::Patch => own.extend(moments.contains(MODIFIED).then(|| format!("/{MODIFIED}"))),
            _ => {}
        }
        if is_of_photo(operation) {
            return Ok(none);
        }
        let different = differences(&Meaning::Whole, &expected, &found);
        // A page's example may be older than a member of which the document knows what it is when nobody gave it.
        let (document, answered) = (self.worlds.document(), operation.success().and_then(|it| it.schema));
        let is_filled_in = |pointer: &str| {
            let default = answered.and_then(|schema| default_of(document, schema, pointer));
            expected.pointer(pointer).is_none() && default.is_some() && default == found.pointer(pointer)
        };
        let different = different.into_iter().filter(|pointer| !own.contains(pointer) && !is_filled_in(pointer));
        let different: Vec<String> = different.collect();
        let file = &documented.example.file;
        let unexpected = Deviations::of(deviations::SANDBOX)?.unexpected(file, &different);
        if !unexpected.is_empty() {
            return Err(format!("the answer is not that of {file} at {}", unexpected.join(", ")));
        }
        Ok(different.into_iter().map(|pointer| (file.clone(), pointer)).collect())
    }

    async fn what_is_read_afterwards_is_the_same(&self, answer: &Answer) -> Result<(), String> {
        let operation = self.exchange.operation;
        if operation.method == Method::Delete {
            let (kind, id) = self.worlds.subject(operation).ok_or("the path names nothing")?;
            return match self.read(kind, id).await {
                Err(Failure::Client(error)) if error.is_not_found() => Ok(()),
                other => Err(format!("what was deleted is read: {:?}", other.map(|read| read.status))),
            };
        }
        let body = answer.body.as_ref().ok_or("the answer has no body")?;
        let resources = self.worlds.resources(body);
        if resources.is_empty() {
            return Err("the answer has no resource".to_owned());
        }
        // The followers of a list are as its first item.
        for (kind, value) in resources.into_iter().take(2) {
            let read = self.read(kind, &value[id_of(kind)]).await;
            let read = read.map_err(|failure| format!("what was answered cannot be read: {failure:?}"))?;
            let different = differences(&Meaning::Whole, value, read.body.as_ref().unwrap_or(&Value::Null));
            let alone = shown_alone(self.worlds.document(), self.worlds.reader(kind));
            let different: Vec<String> = different.into_iter().filter(|it| !alone.contains(it)).collect();
            if !different.is_empty() {
                return Err(format!("what is read afterwards differs at {}", different.join(", ")));
            }
        }
        Ok(())
    }

    async fn read(&self, kind: &str, id: &Value) -> Result<Answer, Failure> {
        let reader = self.worlds.reader(kind).ok_or(Failure::Unknown)?;
        let parameters = [(id_of(kind), id.clone())].into_iter().collect();
        calls::call(self.client, reader.id, &Arguments { parameters, body: None }).await
    }

    async fn the_photo_is_what_it_should_be(&self, answer: &Answer, stage: &Stage) -> Result<(), String> {
        let (_, id) = self.worlds.subject(self.exchange.operation).ok_or("the path names nothing")?;
        let id: ContactId = id.as_str().unwrap_or_default().to_owned().into();
        let url = answer.body.as_ref().map(|body| body["uploadUrl"].as_str().unwrap_or_default());
        if let Some(url) = url.or(answer.location.as_deref()).filter(|url| !url.starts_with(stage.url())) {
            return Err(format!("the address {url} is none of the sandbox"));
        }
        if self.exchange.operation.method == Method::Post {
            let upload = self.client.upload_photo(&id, Photo::from_bytes(photo::NAME, photo::BYTES)).await;
            upload.map_err(|error| format!("no photo can be uploaded: {error}"))?;
        }
        let download = self.client.download_photo(&id).await;
        if self.exchange.operation.method == Method::Delete {
            return match download {
                Err(error) if error.is_not_found() => Ok(()),
                _ => Err("the photo that was deleted is there".to_owned()),
            };
        }
        let download = download.map_err(|error| format!("the photo cannot be downloaded: {error}"))?;
        let content_type = download.content_type().map(str::to_owned);
        let bytes = download.bytes(1024).await.map_err(|error| error.to_string())?;
        if content_type.as_deref() == Some(photo::CONTENT_TYPE) && bytes == photo::BYTES {
            Ok(())
        } else {
            Err("the photo that is downloaded is another one".to_owned())
        }
    }
}

/// The members of a request that an answer does not say again, of those that the answer could have and that are no
/// read-only ones.
fn not_in(document: &Document, operation: &Operation<'_>, sent: &Value, answer: &Value) -> Vec<String> {
    let schema = operation.success().and_then(|success| success.schema);
    let known = schema.map(|schema| document.properties(schema)).unwrap_or_default();
    let is_given = |name: &str| {
        known.iter().any(|(known, property)| *known == name && property.get("readOnly") != Some(&json!(true)))
    };
    let mut lost = Vec::new();
    for (name, value) in sent.as_object().into_iter().flatten().filter(|(name, _)| is_given(name)) {
        let found = &answer[name];
        // What an object leaves out is answered as null, or as the default that the document gives it.
        let different = differences(&Meaning::Whole, value, found);
        let pointers = different.into_iter().filter(|pointer| value.pointer(pointer).is_some());
        lost.extend(pointers.map(|pointer| format!("/{name}{pointer}")));
    }
    lost
}

/// The members of an answer that are read-only moments.
fn moments<'d>(document: &'d Document, operation: &Operation<'d>) -> BTreeSet<&'d str> {
    let schema = operation.success().and_then(|success| success.schema);
    let properties = schema.map(|schema| document.properties(schema)).unwrap_or_default().into_iter();
    let is_moment = |it: &Value| it.get("readOnly") == Some(&json!(true)) && it["format"] == "date-time";
    properties.filter(|(_, it)| is_moment(it)).map(|(name, _)| name).collect()
}

/// The pointers of what only the operation that reads one resource shows.
fn shown_alone(document: &Document, reader: Option<&Operation<'_>>) -> BTreeSet<String> {
    let schema = reader.and_then(|reader| reader.success()?.schema);
    let mut found = BTreeSet::new();
    let mut rest: Vec<(String, &Value)> = schema.map(|schema| (String::new(), schema)).into_iter().collect();
    while let Some((here, schema)) = rest.pop() {
        if schema.get("x-shown-only-by").is_some() {
            found.insert(here);
            continue;
        }
        rest.extend(document.properties(schema).into_iter().map(|(name, it)| (format!("{here}/{name}"), it)));
    }
    found
}

/// The pointer to the cursor of the next page.
fn next_cursor(operation: &Operation<'_>) -> Option<String> {
    let path = operation.value.pointer("/x-paging/nextCursor")?.as_str()?;
    Some(format!("/{}", path.replace('.', "/")))
}

fn items_of(answer: &mut Value) -> Option<&mut Vec<Value>> {
    answer.as_object_mut()?.values_mut().find_map(Value::as_array_mut)
}

fn put_items(answer: &mut Value, items: Vec<Value>) {
    if let Some(found) = items_of(answer) {
        *found = items;
    }
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, operations};
    use contacts_sandbox::{FaultRule, Sandbox};

    use super::carry_out_by;
    use crate::corpus;
    use crate::exchange::successes;
    use crate::world::Worlds;

    #[tokio::test(flavor = "current_thread")]
    async fn a_sandbox_that_answers_something_else_does_not_pass() -> Result<(), String> {
        let document = Document::contacts();
        let payloads = corpus::payloads(&document)?;
        let operations = operations(&document);
        let worlds = Worlds::new(&document, &operations, &payloads).await?;
        let exchanges = successes(&operations, &payloads);
        for (operation, fault, why) in [
            ("updateContact", "extra-property", "/sandboxExtra"),
            ("getContact", "unknown-enum", "/permission/accessibleRange"),
            ("listContacts", "extra-property", "/contacts/0/sandboxExtra"),
            ("createContactTag", "expire-token", "401"),
            ("deleteContact", "status=200", "200 came in the place of 204"),
            // Nothing was deleted, though the answer says so.
            ("deleteContact", "status=204", "what was deleted is read"),
        ] {
            let exchange = exchanges.iter().find(|it| it.operation.id == operation).ok_or(operation)?;
            let rule: FaultRule = format!("{operation}: {fault}").parse().map_err(|error| format!("{error}"))?;
            let lived = carry_out_by(Sandbox::builder().fault(rule), &worlds, exchange, false).await;
            let error = lived.err().ok_or_else(|| format!("{operation} passes with {fault}"))?;
            assert!(error.contains(why), "{operation} with {fault}: {error}");
        }
        Ok(())
    }
}
