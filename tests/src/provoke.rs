//! Brings about every documented failure of an operation: by what is there and what is asked for wherever that is
//! possible, and by a fault where it is not.

use contacts_client::{Client, Error};
use contacts_openapi::{Direction, Location, Operation, Response, list};
use contacts_sandbox::{Fault, FaultRule, Quota, Sandbox};
use serde_json::Value;

use crate::calls::{self, Arguments, Failure};
use crate::corpus::{self, Payload};
use crate::exchange::Exchange;
use crate::live::arguments;
use crate::stage::Stage;
use crate::world::{World, Worlds};

/// How a failure is brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The token has expired.
    ExpiredToken,
    /// The token lacks the scope.
    NoScope,
    /// What the path names is not there.
    Absent,
    /// The name is taken.
    Taken,
    /// The request breaks the document.
    Broken,
    /// The window of the operation is used up.
    UsedUp,
    /// A fault with this status.
    Fault(u16),
}

impl Means {
    /// How the failure of a documented status is brought about; none if that is unknown here.
    pub fn of(operation: &Operation<'_>, status: &str) -> Option<Self> {
        Some(match status {
            "400" if operation.request.is_some() || number(operation).is_some() => Means::Broken,
            // Of what has neither a body nor a query, nothing can be malformed.
            "400" => Means::Fault(400),
            "401" => Means::ExpiredToken,
            "403" => Means::NoScope,
            "404" => Means::Absent,
            "409" => Means::Taken,
            "429" => Means::UsedUp,
            "500" => Means::Fault(500),
            "503" => Means::Fault(503),
            // What the document says of any other answer is about a resource that is gone.
            "default" => Means::Fault(410),
            _ => return None,
        })
    }

    /// The status that the answer is to have.
    fn status(self) -> u16 {
        match self {
            Means::Broken => 400,
            Means::ExpiredToken => 401,
            Means::NoScope => 403,
            Means::Absent => 404,
            Means::Taken => 409,
            Means::UsedUp => 429,
            Means::Fault(status) => status,
        }
    }

    /// Whether the description is to say what in the request is wrong.
    fn has_pointer(self) -> bool {
        matches!(self, Means::Broken | Means::Taken)
    }
}

/// Brings about a failure, and holds the client's error to what the document says of it.
///
/// # Errors
///
/// Says what is not as it should be.
pub async fn provoke<'d>(
    worlds: &Worlds<'d>,
    payloads: &'d [Payload],
    operation: &'d Operation<'d>,
    response: &Response<'_>,
) -> Result<Means, String> {
    let means = Means::of(operation, response.status).ok_or("nothing here brings this status about")?;
    let exchange = successful(payloads, operation);
    let world = match means {
        Means::Absent => worlds.without(operation),
        Means::Taken => worlds.taken(&exchange)?,
        _ => worlds.before(&exchange)?,
    };
    let error = provoked(means, &world, &exchange).await?;
    let status = error.status().map(|status| status.as_u16());
    if status != Some(means.status()) {
        return Err(format!("status {} became {status:?}: {error}", means.status()));
    }
    if error.operation().map(|it| it.id) != Some(operation.id) {
        return Err(format!("the error is of {:?}", error.operation()));
    }
    let codes: Vec<&str> = list(response.value, "x-error-codes").filter_map(Value::as_str).collect();
    let code = error.code().map(ToString::to_string);
    if !code.as_deref().is_some_and(|code| codes.contains(&code)) {
        return Err(format!("the code is {code:?}; the document lists {}", codes.join(", ")));
    }
    let description = error.description().unwrap_or_default();
    if means.has_pointer() && !description.starts_with('/') {
        return Err(format!("the description does not begin with a pointer: {description}"));
    }
    Ok(means)
}

/// A call that succeeds if nothing is against it.
pub fn successful<'d>(payloads: &'d [Payload], operation: &'d Operation<'d>) -> Exchange<'d> {
    let documented = operation.success().map_or("", |success| success.status);
    Exchange {
        operation,
        label: String::new(),
        request: corpus::of(payloads, operation, Direction::Request).next(),
        status: documented.parse().unwrap_or_default(),
        documented,
        response: corpus::of(payloads, operation, Direction::Response).next(),
        with_parameters: false,
    }
}

async fn provoked(means: Means, world: &World, exchange: &Exchange<'_>) -> Result<Error, String> {
    let operation = exchange.operation;
    let mut builder = Sandbox::builder().load(world.ndjson());
    if means == Means::UsedUp {
        builder = builder.quota(Quota::Calls(1));
    }
    if let Means::Fault(status) = means {
        builder = builder.fault(FaultRule::new(Fault::Status { status, retry_after: None }).operation(operation.id));
    }
    let stage = Stage::start(builder).await?;
    let fixed = |token: String| stage.builder().token(token).build().map_err(|error| error.to_string());
    let client = match means {
        Means::ExpiredToken => {
            let client = fixed(stage.token(None, &operation.scopes))?;
            stage.sandbox.expire_tokens();
            client
        }
        Means::NoScope => fixed(stage.token(None, &[]))?,
        _ => stage.client(None)?,
    };
    let arguments = arguments(exchange);
    let call = || calls::call(&client, operation.id, &arguments);
    let outcome = match means {
        Means::Broken => return broken(&client, operation, &arguments).await,
        Means::UsedUp => {
            call().await.map_err(|failure| format!("the call within the window fails: {failure:?}"))?;
            call().await
        }
        _ => call().await,
    };
    match outcome {
        Err(Failure::Client(error)) if means == Means::UsedUp => match error.retry_after() {
            Some(wait) if !wait.is_zero() => Ok(error),
            wait => Err(format!("the error tells to wait for {wait:?}")),
        },
        Err(Failure::Client(error)) => Ok(error),
        Err(other) => Err(format!("{other:?}")),
        Ok(answer) => Err(format!("it succeeds with status {}", answer.status)),
    }
}

/// Sends, past the client's types and its check, a request that breaks the document: a number where a text belongs, or
/// a text where a whole number does.
async fn broken(client: &Client, operation: &Operation<'_>, arguments: &Arguments) -> Result<Error, String> {
    let mut path = operation.path.to_owned();
    for (name, value) in &arguments.parameters {
        path = path.replace(&format!("{{{name}}}"), value.as_str().unwrap_or_default());
    }
    let method = operation.method.as_str().parse().map_err(|_| "there is no such method")?;
    let request = client.request(method, path);
    let sent = if let Some(body) = &arguments.body {
        let mut body = body.clone();
        let text = first_text(&mut body).ok_or("the example has no text")?;
        *text = 5.into();
        request.json(&body).send().await
    } else {
        let name = number(operation).ok_or("no parameter is a number")?;
        request.query(&[(name, "x")]).send().await
    };
    match sent {
        Err(error) => Ok(error),
        Ok(answer) => Err(format!("it succeeds with status {}", answer.status())),
    }
}

/// The first parameter of the query that is a whole number.
fn number<'a>(operation: &Operation<'a>) -> Option<&'a str> {
    let document = contacts_openapi::validate::Validator::contacts().document();
    let mut parameters = operation.parameters_in(Location::Query);
    let found = parameters.find(|it| document.parts(it.schema).iter().any(|part| part["type"] == "integer"));
    found.map(|parameter| parameter.name)
}

/// The first text in a payload.
fn first_text(value: &mut Value) -> Option<&mut Value> {
    match value {
        Value::String(_) => Some(value),
        Value::Array(items) => items.iter_mut().find_map(first_text),
        Value::Object(members) => members.values_mut().find_map(first_text),
        _ => None,
    }
}
