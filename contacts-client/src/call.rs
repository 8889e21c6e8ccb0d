//! The one way from a request to its answer: token, limiter, attempts, deadline, and the whole body.
//!
//! Generated calls come here through progenitor's hooks, hand-written ones directly. What goes wrong is an
//! [`Error`] of ours from here on.

use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::AUTHORIZATION;
use reqwest::{Request, StatusCode};
use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span};

use crate::auth::{Authorization, Tokens};
use crate::clock::{Clock, later};
use crate::decode::{self, Kept};
use crate::error::{Error, Tries};
use crate::limiter::Limiter;
use crate::operation::Operation;
use crate::rate_limit::RateLimit;
use crate::retry::{self, Budget, Failure, Retry};

/// How much of the body of an error answer is read.
const MAX_ERROR_BODY: usize = 64 * 1024;

/// What all clones of a client share, whatever their policies.
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) tokens: Tokens,
    pub(crate) limiter: Limiter,
    pub(crate) clock: Arc<dyn Clock>,
    /// How long an attempt may take if its request does not say.
    pub(crate) attempt_timeout: Duration,
    pub(crate) budget: Budget,
    /// The domains of the hosts that files may be sent to and read from.
    pub(crate) file_domains: Vec<String>,
}

/// What one client may do otherwise than another.
#[derive(Clone)]
pub(crate) struct Policy {
    pub(crate) retry: Retry,
    /// How long all attempts and the waits between them may take.
    pub(crate) deadline: Duration,
    /// How long an attempt may take, from its start to the end of its body.
    pub(crate) attempt_timeout: Duration,
    /// Whether requests are held against the document.
    #[cfg(feature = "check")]
    pub(crate) check_requests: bool,
}

/// A request and what is to be done with it.
pub(crate) struct Call {
    pub(crate) request: Request,
    /// None for one that the document does not know.
    pub(crate) operation: Option<&'static Operation>,
    /// Whether it counts as a call of the API.
    pub(crate) is_limited: bool,
    pub(crate) body: Body,
}

/// What is done with the body of a success.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// It is read, and kept with the answer for [`decode`].
    Whole,
    /// It is left to the caller.
    Stream,
}

/// An answer, and its body where that was to be read.
type Read = (reqwest::Response, Option<Vec<u8>>);

impl Shared {
    /// Sends a request until there is an answer that is final: a success, or a redirect.
    pub(crate) async fn call(&self, policy: &Policy, call: Call) -> Result<reqwest::Response, Error> {
        self.call_copies(policy, call, &Request::try_clone).await
    }

    /// The same for a request of which every attempt sends a copy that is made for it. Where none can be made again,
    /// what the attempt before came to is final.
    pub(crate) async fn call_copies(
        &self,
        policy: &Policy,
        call: Call,
        copy: &(dyn Fn(&Request) -> Option<Request> + Sync),
    ) -> Result<reqwest::Response, Error> {
        let operation = call.operation;
        let span = tracing::info_span!(
            "contacts.call",
            otel.name = operation.map_or("other", |it| it.id),
            otel.kind = "internal",
            contacts.operation.id = operation.map(|it| it.id),
            otel.status_code = Empty,
            error.r#type = Empty,
        );
        let result = self.attempts(policy, call, copy).instrument(span.clone()).await;
        result.map_err(|error| {
            let error = error.with_operation(operation);
            span.record("otel.status_code", "ERROR").record("error.type", display(error.class()));
            error
        })
    }

    async fn attempts(
        &self,
        policy: &Policy,
        call: Call,
        copy: &(dyn Fn(&Request) -> Option<Request> + Sync),
    ) -> Result<reqwest::Response, Error> {
        let Call { request: original, operation, is_limited, body } = call;
        let mut request = copy(&original).ok_or_else(|| Error::refused("the body cannot be sent"))?;
        let limiter = if is_limited { &self.limiter } else { &Limiter::off() };
        let mut tries = Tries::default();
        let mut renewed = false;
        // Set when the first attempt is let through.
        let mut until = None;
        // What the attempt before came to, and when.
        let (mut last, mut failed) = (None, None);
        loop {
            // Before its turn, so that what is counted as sent is sent then.
            let left =
                until.map_or(policy.deadline, |until: Instant| until.saturating_duration_since(self.clock.now()));
            let authorization = match self.tokens.held() {
                Some(held) => held,
                None => match self.authorization(left).await {
                    Ok(fetched) => fetched,
                    Err(error) => return Err(gave_up(error, tries, last)),
                },
            };
            // What has not been sent yet may wait its turn for as long as that takes.
            let pass = match limiter.admit(&*self.clock, operation, tries.attempts > 0, until).await {
                Ok(pass) => pass,
                Err(wait) => {
                    let error = Error::late("the rate limit leaves no room before the deadline");
                    return Err(gave_up(error.with_retry_after(Some(wait)), tries, last));
                }
            };
            if let Some(failed) = failed {
                tries.waited += pass.admitted.saturating_duration_since(failed);
            }
            let until = *until.get_or_insert_with(|| later(pass.admitted, policy.deadline));
            let timeout = until.saturating_duration_since(pass.admitted).min(policy.attempt_timeout);
            if timeout.is_zero() {
                return Err(gave_up(Error::late("there is no time left for an attempt"), tries, last));
            }
            if timeout != self.attempt_timeout {
                *request.timeout_mut() = Some(timeout);
            }
            // The turn may have come long after the token.
            let authorization = self.tokens.held().unwrap_or(authorization);
            request.headers_mut().insert(AUTHORIZATION, authorization.header.clone());
            let method = request.method().clone();

            tries.attempts += 1;
            let span = attempt_span(&request, operation, tries.attempts);
            let outcome = self.attempt(request, body).instrument(span.clone()).await;
            let now = self.clock.now();
            let (failure, error) = match outcome {
                Ok((mut answer, whole)) => {
                    let rate = RateLimit::read(answer.headers());
                    record(&span, Some(answer.status()), rate);
                    pass.answered(rate, now);
                    self.budget.earn();
                    // It may turn out to be of no use.
                    answer.extensions_mut().insert(Kept { body: whole, tries });
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            let rate = error.headers().map(RateLimit::read).unwrap_or_default();
            record(&span, error.status(), rate);
            span.record("otel.status_code", "ERROR").record("error.type", display(error.class()));
            let hint = retry::hint_of(&error, &*self.clock);
            let error = error.with_retry_after(hint);
            let wait = hint.unwrap_or_else(|| policy.retry.wait(tries.attempts));
            tries.unsure |= error.may_have_been_carried_out();
            if error.is_rate_limited() {
                pass.refused(rate, wait, now);
            } else {
                pass.answered(rate, now);
            }
            let is_refused = error.is_unauthorized() && !renewed && self.tokens.reject(&authorization);
            let is_repeated = tries.attempts < policy.retry.attempts
                && policy.retry.repeats(&method, failure)
                && wait <= policy.retry.longest_hint
                && later(now, wait) < until;
            let again = if is_refused || is_repeated { copy(&original) } else { None };
            let Some(again) = again else { return Err(error.with_tries(tries)) };
            if is_refused {
                renewed = true;
            } else if error.is_rate_limited() || self.budget.pay() {
                tracing::debug!(attempt = tries.attempts, wait_ms = wait.as_millis(), "the request is repeated");
                self.clock.sleep_until(later(now, wait)).await;
            } else {
                return Err(error.with_tries(tries));
            }
            request = again;
            last = Some(error);
            failed = Some(now);
        }
    }

    /// A token, if there is one in time.
    async fn authorization(&self, left: Duration) -> Result<Authorization, Error> {
        // What is asked of another service is on the wire, where the runtime's time counts.
        match tokio::time::timeout(left, self.tokens.authorization()).await {
            Ok(result) => result,
            Err(_) => Err(Error::late("there was no token before the deadline")),
        }
    }

    /// Sends a request once, and reads its answer as far as anybody needs it.
    async fn attempt(&self, request: Request, body: Body) -> Result<Read, (Failure, Error)> {
        let mut answer = match self.http.execute(request).await {
            Ok(answer) => answer,
            // An address that is too long, say.
            Err(error) if error.is_builder() => {
                let refused = Error::refused("no request can be made of this").with_source(error);
                return Err((Failure::Final, refused));
            }
            Err(error) => return Err((Failure::of(&error), Error::transport().with_source(error))),
        };
        let status = answer.status();
        if status.is_redirection() || (status.is_success() && body == Body::Stream) {
            return Ok((answer, None));
        }
        if status.is_success() {
            return match decode::read(&mut answer, decode::MAX_BODY).await {
                Ok(Some(whole)) => Ok((answer, Some(whole))),
                Ok(None) => {
                    let reason = format!("it is larger than {} bytes", decode::MAX_BODY);
                    Err((Failure::Final, Error::unreadable(status, headers(&mut answer), reason)))
                }
                Err(error) => {
                    let reason =
                        if error.is_timeout() { "it did not end in time" } else { "it broke off before its end" };
                    let unreadable = Error::unreadable(status, headers(&mut answer), reason).with_source(error);
                    Err((Failure::Broken, unreadable))
                }
            };
        }
        let error = match decode::read_some(&mut answer, MAX_ERROR_BODY).await {
            (bytes, None) => Error::status_of(status, headers(&mut answer), &bytes),
            (bytes, Some(error)) => Error::status_of(status, headers(&mut answer), &bytes).with_source(error),
        };
        Err((Failure::Answered(status), error))
    }
}

/// The end of a call between two attempts. What the attempt before came to is the cause, unless there is another.
fn gave_up(error: Error, tries: Tries, last: Option<Error>) -> Error {
    match last {
        Some(last) if error.source().is_none() => error.with_tries(tries).with_cause(last),
        _ => error.with_tries(tries),
    }
}

fn headers(answer: &mut reqwest::Response) -> reqwest::header::HeaderMap {
    std::mem::take(answer.headers_mut())
}

/// The names are those of OpenTelemetry's conventions for HTTP clients. The address itself holds ids and what is
/// searched for, so that its template stands for it.
fn attempt_span(request: &Request, operation: Option<&Operation>, attempt: u32) -> Span {
    let url = request.url();
    let template = operation.map(|it| it.path);
    tracing::info_span!(
        "contacts.attempt",
        otel.name = %format_args!("{} {}", request.method(), template.unwrap_or("other")),
        otel.kind = "client",
        http.request.method = request.method().as_str(),
        http.request.resend_count = (attempt > 1).then_some(attempt - 1),
        http.response.status_code = Empty,
        url.template = template,
        url.scheme = url.scheme(),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        contacts.rate_limit.limit = Empty,
        contacts.rate_limit.remaining = Empty,
        contacts.rate_limit.reset = Empty,
        otel.status_code = Empty,
        error.r#type = Empty,
    )
}

fn record(span: &Span, status: Option<StatusCode>, rate: RateLimit) {
    if span.is_disabled() {
        return;
    }
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    span.record("contacts.rate_limit.limit", rate.limit);
    span.record("contacts.rate_limit.remaining", rate.remaining);
    span.record("contacts.rate_limit.reset", rate.reset.map(|it| it.as_secs()));
}
