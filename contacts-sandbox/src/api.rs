//! The way of a request of the API: from its caller over its window, its parameters and its body to what is done, and
//! back to an answer that fits the document.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::response::Response;
use bytes::Bytes;
use contacts_openapi::validate::Options;
use contacts_openapi::{Finding, Location, Severity};
use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};

use crate::fault::Plan;
use crate::journal::{Course, Remark};
use crate::oauth::{Caller, Challenge};
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::request::{Answer, Given, Request, decode, query};
use crate::service::Service;
use crate::store::Keeping;

/// Carries out a request of the operation of an index.
pub(crate) async fn serve(service: Arc<Service>, index: usize, request: http::Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let mut course = Course::new(&service, Some(index));
    // The body is read whatever is to come: what is left of it would turn the end of a connection into a reset.
    let body = to_bytes(body, Options::default().max_bytes).await;
    let mut keeping = None;
    let mut response =
        respond(&service, &service.operations[index], &parts, body.as_ref().ok(), &mut course, &mut keeping);
    // Nobody is told of what could still be lost.
    if let Some(keeping) = keeping
        && let Err(unwritten) = keeping.kept().await
    {
        response = Refused::from(Refusal::from(unwritten)).response(&service);
    }
    if let Some(standing) = course.standing {
        service.quotas.tell(standing, response.status(), response.headers_mut());
    }
    response.headers_mut().insert(&service.request_id, HeaderValue::from(course.number));
    let response = course.faults.deliver(response).await;
    let late = course.faults.latency();
    service.journal.keep(&parts, body.as_deref().unwrap_or_default(), &response, course);
    if let Some(late) = late {
        tokio::time::sleep(late).await;
    }
    response
}

/// Refuses a request that is none of an operation.
pub(crate) fn refuse_unknown(service: &Service, request: http::Request<Body>, refusal: Refusal) -> Response {
    let (parts, _) = request.into_parts();
    noted(service, &parts, None, Refused::from(refusal).response(service))
}

/// Numbers the answer to a request that is none of an operation, and notes both, the body of the request aside.
pub(crate) fn noted(service: &Service, parts: &Parts, caller: Option<Arc<Caller>>, mut response: Response) -> Response {
    let course = Course { caller, ..Course::new(service, None) };
    response.headers_mut().insert(&service.request_id, HeaderValue::from(course.number));
    service.journal.keep(parts, &[], &response, course);
    response
}

/// The answer to a request, faults of the connection aside; without a body, it could not be read.
fn respond(
    service: &Service,
    operation: &Operation,
    parts: &Parts,
    body: Option<&Bytes>,
    course: &mut Course,
    keeping: &mut Option<Keeping>,
) -> Response {
    match service.faults.plan(operation, parts) {
        Ok(plan) => course.faults = plan,
        Err(error) => return Refused::from(Refusal::bad_request(error.to_string())).response(service),
    }
    if let Some(response) = course.faults.instead(service, operation) {
        course.caller = service.oauth.caller(authorization(parts), course.now_millis.div_euclid(1000)).ok();
        return response.map(Body::from);
    }
    let too_large = || Refusal::other(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large, or broke off").into();
    match body.ok_or_else(too_large).and_then(|body| carry_out(service, operation, parts, body, course, keeping)) {
        Ok(answer) => answered(service, operation, answer, parts.uri.query(), &course.faults),
        Err(refused) => refused.response(service),
    }
}

/// Why a request was not carried out, and what else its answer says of that.
pub(crate) struct Refused {
    refusal: Refusal,
    challenge: Option<Challenge>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, challenge: None }
    }
}

fn carry_out(
    service: &Service,
    operation: &Operation,
    parts: &Parts,
    body: &Bytes,
    course: &mut Course,
    keeping: &mut Option<Keeping>,
) -> Result<Answer, Refused> {
    let now = course.now_millis.div_euclid(1000);
    let caller = allowed(service, operation, parts, now, course)?;
    let window = course.operation.and_then(|index| service.quotas.count(index, course.now_millis));
    if let Some((counted, is_allowed)) = window {
        course.standing = Some(counted);
        if !is_allowed {
            return Err(Refusal::too_many_requests().into());
        }
    }
    let path = parts.uri.path().strip_prefix(&*service.base_path).unwrap_or_default();
    let path = operation.path_values(path).map(|value| decode(value).map(std::borrow::Cow::into_owned));
    let path: Vec<String> = path.collect::<Result<_, _>>()?;
    let query = query(parts.uri.query().unwrap_or_default())?;
    let options = service.today(now).options;
    // No parameter of a path has a rule of its own: what names nothing is not found.
    let given = query.iter().map(|(name, value)| (Location::Query, &**name, &**value));
    let placed = operation.path_parameters.iter().zip(&path).map(|(name, value)| (Location::Path, &**name, &**value));
    refuse(service, &operation.parameters.findings(placed.chain(given), &options), course)?;
    let body = match &operation.request {
        Some(schema) if operation.needs_body || !body.is_empty() => {
            is_json(service, parts)?;
            if !schema.is_clean(body, &options) {
                refuse(service, &schema.findings(body, &options), course)?;
            }
            let not_text = |_| Refusal::bad_request("the body is not UTF-8 text");
            Some(Given::new(simdutf8::basic::from_utf8(body).map_err(not_text)?)?)
        }
        _ => None,
    };
    let request = Request { service, operation, path, query, body, caller: &caller, now };
    if let Some(store) = &service.store
        && !operation.method.is_safe()
    {
        store.check().map_err(Refusal::from)?;
    }
    let mut state = service.state();
    let outcome = (operation.handler)(&mut state, &request);
    *keeping = service.hand_over(&mut state);
    Ok(outcome?)
}

/// What a request says of its caller.
pub(crate) fn authorization(parts: &Parts) -> Option<&[u8]> {
    parts.headers.get(AUTHORIZATION).map(HeaderValue::as_bytes)
}

/// The caller, if there is one who may call the operation.
fn allowed(
    service: &Service,
    operation: &Operation,
    parts: &Parts,
    now: i64,
    course: &mut Course,
) -> Result<Arc<Caller>, Refused> {
    let caller = service.oauth.caller(authorization(parts), now).and_then(|caller| {
        course.caller = Some(Arc::clone(&caller));
        if course.faults.expires_token() { Err(Challenge::invalid_token("the token has expired")) } else { Ok(caller) }
    });
    permitted(operation, caller)
}

/// A caller, if there is one who has a scope of an operation.
pub(crate) fn permitted(operation: &Operation, caller: Result<Arc<Caller>, Challenge>) -> Result<Arc<Caller>, Refused> {
    let caller = caller.map_err(|challenge| Refused {
        refusal: Refusal::unauthorized(challenge.description.clone()),
        challenge: Some(challenge),
    })?;
    if operation.scopes.iter().any(|scope| caller.scopes.contains(scope)) {
        return Ok(caller);
    }
    let scopes = operation.scopes.join("` or `");
    let description = format!("the token lacks the scope `{scopes}`");
    let challenge = Challenge::insufficient_scope(description.clone(), &operation.scopes);
    Err(Refused { refusal: Refusal::forbidden(description), challenge: Some(challenge) })
}

/// Refuses a request for what it was found to break; what is no reason is noted.
fn refuse(service: &Service, findings: &[Finding], course: &mut Course) -> Result<(), Refusal> {
    let (reasons, remarks): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| service.refuses(finding));
    course.remarks.extend(remarks.into_iter().map(Remark::of));
    if reasons.is_empty() { Ok(()) } else { Err(Refusal::findings(reasons)) }
}

/// Refuses a body that is not said to be JSON.
fn is_json(service: &Service, parts: &Parts) -> Result<(), Refusal> {
    let given = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim();
    if given.eq_ignore_ascii_case(&service.request_content_type) {
        return Ok(());
    }
    let message = format!("the header Content-Type must be {}", service.request_content_type);
    Err(Refusal::other(StatusCode::UNSUPPORTED_MEDIA_TYPE, message))
}

/// The answer on the wire, held against the document, and then spoiled if that was asked for.
fn answered(
    service: &Service,
    operation: &Operation,
    mut answer: Answer,
    query: Option<&str>,
    faults: &Plan,
) -> Response {
    if service.settings.checks_answers
        && let Err(refused) = fits(service, operation, answer.status, answer.body.as_ref())
    {
        return Refused::from(refused).response(service);
    }
    faults.spoil(service, operation, query, &mut answer);
    let Answer { status, headers, body } = answer;
    let mut response = match body {
        Some(body) => json(service, status, body),
        None => empty(status),
    };
    response.headers_mut().extend(headers);
    response
}

/// Whether an answer of our own is one that the document describes.
fn fits(service: &Service, operation: &Operation, status: StatusCode, body: Option<&Bytes>) -> Result<(), Refusal> {
    let broken = |what: String| {
        let message = format!("the sandbox's own answer to {} breaks the document: {what}", operation.id);
        Err(Refusal::other(StatusCode::INTERNAL_SERVER_ERROR, message))
    };
    match (service.answer_schema(operation, status.as_u16()), body) {
        (Some(schema), Some(body)) => {
            let findings = schema.findings(body, &Options::default());
            let error = findings.iter().find(|finding| finding.severity == Severity::Error);
            error.map_or(Ok(()), |error| broken(error.to_string()))
        }
        (None, None) => Ok(()),
        (Some(_), None) => broken("it has no body".to_owned()),
        (None, Some(_)) => broken("it has a body".to_owned()),
    }
}

impl Refused {
    /// The error on the wire.
    pub(crate) fn response(self, service: &Service) -> Response {
        let Refusal { status, code, description } = self.refusal;
        let body = serde_json::json!({"code": code, "description": description}).to_string();
        let mut response = json(service, status, body.into());
        if let Some(challenge) = self.challenge.and_then(|it| HeaderValue::from_str(&it.header()).ok()) {
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

pub(crate) fn json(service: &Service, status: StatusCode, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, service.content_type.clone());
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
