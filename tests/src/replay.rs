//! Sends an exchange through the client to a mock that knows what the documentation says it must be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use contacts_client::Client;
use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Direction, Document, Location, Severity};
use httpmock::{HttpMockRequest, MockServer};
use serde_json::Value;

use crate::calls::{self, Answer, Arguments, Failure};
use crate::corpus::Payload;
use crate::deviations::{self, Deviations};
use crate::exchange::Exchange;
use crate::meaning::{Meaning, differences};
use crate::record;

/// The access token of every replay.
const TOKEN: &str = "kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09mvdd";

/// A mock service and a client that is set to it.
pub struct Stage<'d> {
    document: &'d Document,
    server: MockServer,
    client: Client,
    deviations: Deviations,
    seen: Mutex<BTreeSet<(String, String)>>,
}

/// What came of an exchange.
#[derive(Clone, Debug)]
pub struct Replay {
    /// How long the call took, from the call to the decoded value.
    pub took: Duration,
}

impl<'d> Stage<'d> {
    /// Starts a mock service on a port of its own.
    ///
    /// # Errors
    ///
    /// When the client cannot be built or the list of deviations is not sound.
    pub async fn start(document: &'d Document) -> Result<Self, String> {
        let server = MockServer::start_async().await;
        let client = Client::builder().base_url(server.base_url()).token(TOKEN).build();
        Ok(Self {
            document,
            server,
            client: client.map_err(|error| error.to_string())?,
            deviations: Deviations::of(deviations::CLIENT)?,
            seen: Mutex::default(),
        })
    }

    /// Replays one exchange.
    ///
    /// # Errors
    ///
    /// Says what differs between the documentation and the client: in what was sent, in what was read, or
    /// in what the document says of the examples themselves.
    pub async fn replay(&self, exchange: &Exchange<'_>) -> Result<Replay, String> {
        for payload in exchange.request.iter().chain(&exchange.response) {
            fits_the_document(exchange, payload)?;
        }
        let arguments = Arguments {
            parameters: exchange.parameters().map(|(it, value)| (it.name.to_owned(), value.clone())).collect(),
            body: exchange.request.map(|payload| payload.value.clone()),
        };
        let faults = Arc::new(Mutex::new(vec!["the service saw no request".to_owned()]));
        let mock = self.mock(exchange, Arc::clone(&faults)).await;
        let started = Instant::now();
        let result = calls::call(&self.client, exchange.operation.id, &arguments).await;
        let took = started.elapsed();
        mock.delete_async().await;
        let sent = std::mem::take(&mut *faults.lock().map_err(|error| error.to_string())?);
        let faults = self.unexpected(exchange.request, sent);
        if !faults.is_empty() {
            return Err(format!("what was sent differs: {}", faults.join("; ")));
        }
        let differences = match result {
            Ok(answer) if exchange.succeeds() => received(exchange, &answer)?,
            Err(Failure::Client(error)) if !exchange.succeeds() => refused(exchange, &error)?,
            Ok(_) => return Err(format!("status {} passed for a success", exchange.status)),
            Err(Failure::Client(error)) => return Err(format!("{error:?}")),
            Err(Failure::Example(message)) => return Err(message),
            Err(Failure::Unknown) => return Err("nothing here calls this operation".to_owned()),
        };
        let faults = self.unexpected(exchange.response, differences);
        if faults.is_empty() {
            Ok(Replay { took })
        } else {
            Err(format!("what was read differs at {}", faults.join(", ")))
        }
    }

    /// Entries of the list of deviations that no replay has borne out.
    pub fn outdated_deviations(&self) -> Vec<String> {
        self.seen.lock().map(|seen| self.deviations.outdated(&seen)).unwrap_or_default()
    }

    /// Leaves out the differences that are expected, and remembers that they were seen.
    fn unexpected(&self, payload: Option<&Payload>, differences: Vec<String>) -> Vec<String> {
        let Some(Payload { example, .. }) = payload else { return differences };
        if let Ok(mut seen) = self.seen.lock() {
            seen.extend(differences.iter().map(|pointer| (example.file.clone(), pointer.clone())));
        }
        self.deviations.unexpected(&example.file, &differences)
    }

    /// A mock that takes any request, notes how it differs from what it must be, and answers as documented.
    async fn mock<'s>(&'s self, exchange: &Exchange<'_>, faults: Arc<Mutex<Vec<String>>>) -> httpmock::Mock<'s> {
        let expected = Expected::new(self.document, exchange);
        let answer = answered(exchange);
        self.server
            .mock_async(|when, then| {
                when.is_true(move |request| {
                    if let Ok(mut faults) = faults.lock() {
                        *faults = expected.faults(request);
                    }
                    if record::is_wanted() {
                        record::write(&recorded(request, &answer));
                    }
                    true
                });
                let then = then.status(exchange.status);
                match (exchange.response, exchange.location()) {
                    (Some(payload), _) => {
                        then.header("content-type", "application/json").body(payload.value.to_string());
                    }
                    (None, Some(location)) => drop(then.header("location", location)),
                    (None, None) => {}
                }
            })
            .await
    }
}

/// The half of a recorded exchange that the mock answers.
fn answered(exchange: &Exchange<'_>) -> record::Exchange {
    let header = |name: &str, value: String| vec![(name.to_owned(), value)];
    let (answer_headers, answer) = match (exchange.response, exchange.location()) {
        (Some(payload), _) => (header("content-type", "application/json".to_owned()), payload.value.to_string()),
        (None, Some(location)) => (header("location", location), String::new()),
        (None, None) => (Vec::new(), String::new()),
    };
    record::Exchange { status: exchange.status, answer_headers, answer: answer.into(), ..record::Exchange::default() }
}

/// An exchange with the request that the mock received.
fn recorded(request: &HttpMockRequest, answer: &record::Exchange) -> record::Exchange {
    let headers = request.headers();
    let texts = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned()));
    record::Exchange {
        method: request.method().to_string(),
        target: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
        headers: texts.collect(),
        body: request.body_ref().to_vec(),
        ..answer.clone()
    }
}

/// What a request must be.
struct Expected {
    method: &'static str,
    path: String,
    query: BTreeMap<String, String>,
    accept: &'static str,
    body: Option<Value>,
    meaning: Meaning,
}

impl Expected {
    fn new(document: &Document, exchange: &Exchange<'_>) -> Self {
        let operation = exchange.operation;
        let mut path = operation.path.to_owned();
        let mut query = BTreeMap::new();
        for (parameter, value) in exchange.parameters() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if parameter.location == Location::Path {
                path = path.replace(&format!("{{{}}}", parameter.name), &text);
            } else {
                query.insert(parameter.name.to_owned(), text);
            }
        }
        let body = exchange.request.map(|payload| payload.value.clone());
        let (method, meaning) = (operation.method.as_str(), exchange.meaning(document));
        Self { method, path, query, accept: exchange.accept(), body, meaning }
    }

    /// How a request differs from what it must be; for the body, the pointers at which it does.
    fn faults(&self, request: &HttpMockRequest) -> Vec<String> {
        let mut faults = Vec::new();
        let mut hold = |what: &str, found: String, expected: String| {
            if found != expected {
                faults.push(format!("{what} is {found:?}, expected {expected:?}"));
            }
        };
        hold("method", request.method().to_string(), self.method.to_owned());
        hold("path", request.uri().path().to_owned(), self.path.clone());
        let query: BTreeMap<String, String> = request.query_params().into_iter().collect();
        hold("query", format!("{query:?}"), format!("{:?}", self.query));
        // A space is %20 and a plus sign %2B in what the documentation shows.
        hold(
            "query",
            request.uri().query().unwrap_or_default().replace('+', "%20"),
            request.uri().query().unwrap_or_default().to_owned(),
        );
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &request.headers() {
            let name = name.as_str().to_ascii_lowercase();
            if !matches!(name.as_str(), "host" | "content-length") {
                headers.insert(name, value.to_str().unwrap_or("?").to_owned());
            }
        }
        let mut expected = BTreeMap::from([
            ("accept".to_owned(), self.accept.to_owned()),
            ("authorization".to_owned(), format!("Bearer {TOKEN}")),
        ]);
        if self.body.is_some() {
            expected.insert("content-type".to_owned(), "application/json".to_owned());
        }
        hold("headers", format!("{headers:?}"), format!("{expected:?}"));
        match (&self.body, request.body_ref()) {
            (None, []) => {}
            (None, _) => faults.push("there is a body".to_owned()),
            (Some(expected), body) => match serde_json::from_slice(body) {
                Ok(found) => faults.extend(differences(&self.meaning, expected, &found)),
                Err(_) => faults.push("the body is not JSON".to_owned()),
            },
        }
        faults
    }
}

/// How a decoded answer differs from the one that was sent.
fn received(exchange: &Exchange<'_>, answer: &Answer) -> Result<Vec<String>, String> {
    if answer.status != exchange.status {
        return Err(format!("status {} became {}", exchange.status, answer.status));
    }
    if answer.location != exchange.location() {
        return Err(format!("the location became {:?}", answer.location));
    }
    match (exchange.response, &answer.body) {
        (Some(sent), Some(read)) => Ok(differences(&Meaning::Whole, &sent.value, read)),
        (None, None) => Ok(Vec::new()),
        (Some(_), None) => Err("the answer has a body that the call drops".to_owned()),
        (None, Some(_)) => Err("there is no example of the answer's body".to_owned()),
    }
}

/// How an error differs from the error answer that was sent.
fn refused(exchange: &Exchange<'_>, error: &contacts_client::Error) -> Result<Vec<String>, String> {
    let status = error.status().map(|status| status.as_u16());
    if status != Some(exchange.status) {
        return Err(format!("status {} became {status:?}", exchange.status));
    }
    let operation = error.operation().map(|operation| operation.id);
    if operation != Some(exchange.operation.id) {
        return Err(format!("the error is of {operation:?}"));
    }
    let Some(payload) = exchange.response else { return Err("there is no example of the error".to_owned()) };
    let found = serde_json::json!({"code": error.code(), "description": error.description()});
    Ok(differences(&Meaning::Whole, &payload.value, &found))
}

/// The documentation's example must fit the document's own schema.
fn fits_the_document(exchange: &Exchange<'_>, payload: &Payload) -> Result<(), String> {
    let operation = exchange.operation.id.to_owned();
    let target = match payload.example.direction {
        Direction::Request => Target::Request(operation),
        Direction::Response => Target::Response(operation, exchange.status),
    };
    let schema = Validator::contacts().schema(&target).map_err(|error| error.to_string())?;
    let findings = schema.findings(payload.value.to_string().as_bytes(), &Options::default());
    match findings.into_iter().find(|finding| finding.severity == Severity::Error) {
        None => Ok(()),
        Some(first) => Err(format!("{}: {first}", payload.example.file)),
    }
}
