//! Holds a sandbox to what was derived: it refuses what breaks a statement and says where, and takes what goes as far as
//! the document allows.
//!
//! What comes back are the names of what is not so, each with the reason: of a statement its pointer, of a value the place
//! and what stands there.

use std::time::{Duration, SystemTime};

use contacts_client::types::DateTime;
use contacts_client::{Client, Error};
use contacts_openapi::validate::Validator;
use contacts_openapi::validate::statements::{Statement, bodies, schema_of, statements};
use contacts_openapi::{Direction, Location, Operation, Subject, list};
use contacts_sandbox::{Assumptions, Builder, Quota, Sandbox};
use jsonptr::PointerBuf;
use serde_json::{Value, json};

use super::{Broken, Change, Derived, of_body, of_parameter, spelled};
use crate::corpus::Payload;
use crate::exchange::Exchange;
use crate::provoke::successful;
use crate::stage::Stage;
use crate::world::{World, Worlds, id_of};

/// What is not as it should be: its name, and the reason.
pub type Wrong = (String, String);

/// Where a request goes: one operation, in a world in which it succeeds.
struct Asked<'d> {
    operation: &'d Operation<'d>,
    exchange: Exchange<'d>,
    world: World,
}

impl<'d> Asked<'d> {
    fn new(worlds: &Worlds<'d>, payloads: &'d [Payload], operation: &'d Operation<'d>) -> Result<Self, String> {
        let exchange = successful(payloads, operation);
        let mut world = worlds.before(&exchange)?;
        // As long as no member was loaded, any name is that of one.
        world.0.retain(|record| record.kind != "member");
        // Of an external message contact, not all can be changed.
        for record in &mut world.0 {
            if let Some(external) = record.value.get_mut("linkedExternalUser") {
                *external = Value::Null;
            }
        }
        Ok(Self { operation, exchange, world })
    }

    /// A sandbox in that world, and a client that sends what it is told to.
    async fn stage(&self, assumptions: Assumptions) -> Result<(Stage, Client), String> {
        self.stage_of(Sandbox::builder().assumptions(assumptions)).await
    }

    async fn stage_of(&self, builder: Builder) -> Result<(Stage, Client), String> {
        let builder = builder.load(self.world.ndjson()).quota(Quota::Unlimited);
        let stage = Stage::start(builder.withdrawn_values(true)).await?;
        // The one token that a sandbox knows still when it is set back.
        let client = stage.builder().token(stage.sandbox.token()).build().map_err(|error| error.to_string())?;
        Ok((stage, client))
    }

    /// A sandbox that takes what only the document assumes to be wrong, and one that does not.
    async fn both(&self) -> Result<[(Stage, Client); 2], String> {
        Ok([self.stage(Assumptions::Accept).await?, self.stage(Assumptions::Enforce).await?])
    }

    /// Sends a request past the client's types and its check.
    async fn send(&self, client: &Client, query: &[(&str, String)], body: Option<&Value>) -> Result<Vec<u8>, Error> {
        let mut path = self.operation.path.to_owned();
        for (parameter, value) in self.exchange.parameters().filter(|(it, _)| it.location == Location::Path) {
            path = path.replace(&format!("{{{}}}", parameter.name), &spelled(value));
        }
        let method = self.operation.method.as_str().parse().unwrap_or_default();
        let request = client.request(method, path).query(query);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        request.send().await.map(contacts_client::Response::into_inner)
    }
}

/// Holds the body of an operation to it.
///
/// # Errors
///
/// When nothing can be derived or no sandbox be started.
pub async fn body<'d>(
    worlds: &Worlds<'d>,
    payloads: &'d [Payload],
    operation: &'d Operation<'d>,
) -> Result<Vec<Wrong>, String> {
    let asked = Asked::new(worlds, payloads, operation)?;
    let derived = of_body(payloads, operation, Direction::Request)?;
    let document = Validator::contacts().document();
    let schema = bodies(document, operation).into_iter().find(|body| body.status.is_none());
    let at = schema.ok_or("it takes no body")?.schema;
    let mut wrong = unbroken(statements(document, &at, Direction::Request, false), &derived);
    let places = derived.broken.iter().map(|(statement, broken)| (statement, broken, Vec::new()));
    let stages = asked.both().await?;
    refused(&asked, &stages, places, true, &mut wrong).await;
    let [(stage, client), _] = &stages;
    for edge in &derived.edges {
        stage.sandbox.reset().map_err(|error| error.to_string())?;
        let body = edge.of(&derived.base);
        if let Err(error) = asked.send(client, &[], Some(&body)).await {
            wrong.push((name_of(edge), told(&error)));
        }
    }
    for payload in fragments(payloads, operation) {
        stage.sandbox.reset().map_err(|error| error.to_string())?;
        if let Err(error) = asked.send(client, &[], Some(&payload.value)).await {
            wrong.push((payload.example.file.clone(), told(&error)));
        }
    }
    Ok(wrong)
}

/// The examples of the schema of a body that no operation has for its own.
fn fragments<'p>(payloads: &'p [Payload], operation: &Operation<'_>) -> impl Iterator<Item = &'p Payload> {
    let schema = operation.value.pointer("/requestBody/content/application~1json/schema/$ref").and_then(Value::as_str);
    let name = schema.and_then(|it| it.rsplit('/').next()).unwrap_or_default().to_owned();
    payloads.iter().filter(move |it| matches!(&it.example.subject, Subject::Schema(of) if *of == name))
}

/// Holds the query of an operation to it, one parameter after the other.
///
/// # Errors
///
/// When nothing can be derived or no sandbox be started.
pub async fn query<'d>(
    worlds: &Worlds<'d>,
    payloads: &'d [Payload],
    operation: &'d Operation<'d>,
) -> Result<Vec<Wrong>, String> {
    let asked = Asked::new(worlds, payloads, operation)?;
    let document = Validator::contacts().document();
    let mut wrong = Vec::new();
    let stages = asked.both().await?;
    let [(_, client), _] = &stages;
    for parameter in operation.parameters_in(Location::Query) {
        let derived = of_parameter(operation, parameter)?;
        let at = schema_of(document, parameter);
        wrong.extend(unbroken(statements(document, &at, Direction::Request, true), &derived));
        let queries = derived
            .broken
            .iter()
            .map(|(statement, broken)| (statement, broken, vec![(parameter.name, spelled(&broken.value))]));
        refused(&asked, &stages, queries, false, &mut wrong).await;
        for edge in derived.edges.iter().filter(|edge| edge.value.is_some()) {
            let value = spelled(edge.value.as_ref().unwrap_or(&Value::Null));
            if let Err(error) = asked.send(client, &[(parameter.name, value)], None).await {
                wrong.push((format!("/query/{}{}", parameter.name, name_of(edge)), told(&error)));
            }
        }
    }
    Ok(wrong)
}

/// The statements that nothing breaks alone.
fn unbroken(statements: Vec<Statement>, derived: &Derived) -> Vec<Wrong> {
    let unbroken = statements.into_iter().filter(|it| it.can_break && !derived.broken.contains_key(&it.pointer));
    unbroken.map(|it| (it.pointer.to_string(), "nothing that was tried breaks this alone".to_owned())).collect()
}

/// Sends what breaks a statement, to the sandbox that goes by all that the document says where no page says it.
async fn refused<'b>(
    asked: &Asked<'_>,
    stages: &[(Stage, Client); 2],
    broken: impl Iterator<Item = (&'b PointerBuf, &'b Broken, Vec<(&'b str, String)>)>,
    is_body: bool,
    wrong: &mut Vec<Wrong>,
) {
    for (statement, broken, query) in broken {
        let (_, client) = &stages[usize::from(!broken.is_certain)];
        let body = is_body.then_some(&broken.value);
        let why = match asked.send(client, &query, body).await {
            Ok(_) => "the sandbox takes what breaks this".to_owned(),
            Err(error) if error.status().map(|status| status.as_u16()) != Some(400) => told(&error),
            Err(error) => {
                let description = error.description().unwrap_or_default();
                let place = if broken.pointer.is_empty() { "the body" } else { &broken.pointer };
                if description.starts_with(&format!("{place}: ")) {
                    continue;
                }
                format!("the description does not begin with {place}: {description}")
            }
        };
        wrong.push((statement.to_string(), why));
    }
}

/// Loads resources that go as far as the document allows, and reads them: what is answered is what was loaded.
///
/// # Errors
///
/// When nothing can be derived or no sandbox be started.
pub async fn answer<'d>(
    worlds: &Worlds<'d>,
    payloads: &'d [Payload],
    operation: &'d Operation<'d>,
) -> Result<Vec<Wrong>, String> {
    let asked = Asked::new(worlds, payloads, operation)?;
    let (kind, id) = worlds.subject(operation).ok_or("the path names nothing")?;
    let derived = of_body(payloads, operation, Direction::Response)?;
    let mut wrong = Vec::new();
    let now = asked.stage(Assumptions::Accept).await?;
    let mut earlier = None;
    for edge in &derived.edges {
        let mut value = edge.of(&derived.base);
        value[id_of(kind)] = id.clone();
        let record = json!({"kind": kind, "value": value}).to_string();
        let Err(mut why) = asked.shows(&now, &record, edge).await? else { continue };
        if let Some(day) = before_all_changes() {
            // By a dated change, answers no longer carry some values; until then they did.
            let stage = match earlier.take() {
                Some(stage) => stage,
                None => asked.stage_of(Sandbox::builder().calendar(day)).await?,
            };
            match asked.shows(earlier.insert(stage), &record, edge).await? {
                Ok(()) => continue,
                Err(then) if then != why => why = format!("{why}; before every dated change, {then}"),
                Err(_) => {}
            }
        }
        wrong.push((name_of(edge), why));
    }
    Ok(wrong)
}

impl Asked<'_> {
    /// Whether what was loaded is what is answered; otherwise the reason.
    async fn shows(
        &self,
        (stage, client): &(Stage, Client),
        record: &str,
        edge: &Change,
    ) -> Result<Result<(), String>, String> {
        stage.sandbox.reset().map_err(|error| error.to_string())?;
        if let Err(error) = stage.sandbox.load(record) {
            return Ok(Err(error.to_string()));
        }
        Ok(match self.send(client, &[], None).await {
            Err(error) => Err(told(&error)),
            Ok(answer) => {
                let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
                let is_same = answer.pointer(&edge.pointer) == edge.value.as_ref();
                if is_same { Ok(()) } else { Err("the answer has something else there".to_owned()) }
            }
        })
    }
}

/// The day before the first dated change of the document.
fn before_all_changes() -> Option<String> {
    let mut dates = Vec::new();
    Validator::contacts().document().walk(&mut |_, value| {
        let changes = list(value, "x-dated-changes");
        dates.extend(changes.filter_map(|change| change.get("date")?.as_str().map(str::to_owned)));
    });
    let first: DateTime = format!("{}T00:00:00Z", dates.iter().min()?).parse().ok()?;
    let before = SystemTime::try_from(&first).ok()?.checked_sub(Duration::from_secs(24 * 60 * 60))?;
    DateTime::from(before).as_ref().split('T').next().map(str::to_owned)
}

/// Carries out an operation by a token that has nothing but what each alternative of its `security` names.
///
/// # Errors
///
/// When no sandbox can be started.
pub async fn scopes<'d>(
    worlds: &Worlds<'d>,
    payloads: &'d [Payload],
    operation: &'d Operation<'d>,
) -> Result<Vec<Wrong>, String> {
    let mut wrong = Vec::new();
    for requirement in &operation.security {
        let exchange = successful(payloads, operation);
        let stage = Stage::start(Sandbox::builder().load(worlds.before(&exchange)?.ndjson())).await?;
        let token = stage.token(None, &requirement.scopes);
        let client = stage.builder().token(token).build().map_err(|error| error.to_string())?;
        let arguments = crate::live::arguments(&exchange);
        if let Err(failure) = crate::calls::call(&client, operation.id, &arguments).await {
            wrong.push((requirement.pointer.to_string(), format!("{failure:?}")));
        }
    }
    Ok(wrong)
}

fn told(error: &Error) -> String {
    format!("{error}: {}", error.description().unwrap_or_default())
}

/// The name of a value on the edge: the place, and what stands there if that is short.
fn name_of(edge: &Change) -> String {
    let text = match &edge.value {
        Some(Value::String(text)) if text.chars().count() > 40 => format!("{} characters", text.chars().count()),
        Some(Value::Array(items)) => format!("{} items", items.len()),
        Some(value) => value.to_string(),
        None => "nothing".to_owned(),
    };
    format!("{} = {text}", edge.pointer)
}
