//! Asks an OAuth endpoint, and reads what it answers.
//!
//! What a token endpoint of this service answers is not documented beyond RFC 6749, so whatever leaves no doubt is
//! read: an `expires_in` that is a text, an answer without `token_type`. Nothing of an answer is ever shown.
//!
//! Documentation: <https://developers.worksmobile.com/en/docs/auth-oauth>

use std::time::Duration;

use reqwest::{StatusCode, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};

use super::http::{Answer, Body, Http};
use super::token::Token;
use crate::address;
use crate::error::{Error, Tries};
use crate::retry::{self, Retry};

/// An endpoint, and what an app proves to it that it is itself.
#[derive(Clone)]
pub(crate) struct Endpoint {
    url: String,
    client_id: String,
    client_secret: SecretString,
}

/// What is sent again when it failed in transit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Everything: to be heard twice does no harm.
    Always,
    /// Only what was not worked on, because it would be refused the second time: what could not be sent, and what
    /// was turned away with 429 or 503.
    Unheard,
}

impl Endpoint {
    pub(crate) fn new(url: &str, client_id: impl Into<String>, client_secret: impl Into<SecretString>) -> Self {
        Self { url: url.to_owned(), client_id: client_id.into(), client_secret: client_secret.into() }
    }

    /// The same app at another address.
    pub(crate) fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// The same, if credentials may go there.
    pub(crate) fn moved_to(&self, url: &str) -> Result<Self, Error> {
        check(url)?;
        Ok(self.at(url))
    }

    pub(crate) fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Asks for a token with this grant.
    pub(crate) async fn token(&self, http: &Http, grant: &[(&str, &str)], repeat: Repeat) -> Result<Token, Error> {
        token(self.send(http, grant, repeat).await?)
    }

    /// Asks for something that is not answered by a token.
    pub(crate) async fn tell(&self, http: &Http, form: &[(&str, &str)]) -> Result<(), Error> {
        let answer = self.send(http, form, Repeat::Always).await?;
        match object(&answer.body) {
            Some(members) if is_refusal(&members) => Err(refusal(answer, code(&members))),
            _ => Ok(()),
        }
    }

    /// Sends a form, again if that helps, until the answer is a success.
    async fn send(&self, http: &Http, form: &[(&str, &str)], repeat: Repeat) -> Result<Answer, Error> {
        let url = check(&self.url)?;
        let credentials =
            [("client_id", self.client_id.as_str()), ("client_secret", self.client_secret.expose_secret())];
        let form = [form, &credentials].concat();
        let retry = Retry::default();
        let mut tries = Tries::default();
        loop {
            tries.attempts += 1;
            let (error, may_help) = match http.post(&url, &form).await {
                Ok(Answer { status, headers, body: Body::Broken(error) }) if status.is_success() => {
                    let broken = Error::authentication_answer(status, headers, None, "the answer broke off");
                    (broken.with_source(error), repeat == Repeat::Always)
                }
                Ok(answer) if answer.status.is_success() => return Ok(answer),
                Ok(answer) => {
                    let may_help = repeat.after(answer.status);
                    let code = object(&answer.body).and_then(|members| code(&members));
                    (refusal(answer, code), may_help)
                }
                Err(error) => {
                    let may_help = repeat == Repeat::Always || error.is_connect();
                    (unanswered(error), may_help)
                }
            };
            let hint = retry::hint_of(&error, &**http.clock());
            let error = error.with_retry_after(hint);
            let wait = hint.unwrap_or_else(|| retry.wait(tries.attempts));
            if !may_help || tries.attempts >= retry.attempts || wait > retry.longest_hint {
                return Err(error.with_tries(tries));
            }
            tries.waited += wait;
            http.clock().sleep_until(http.clock().now() + wait).await;
        }
    }
}

impl Repeat {
    fn after(self, status: StatusCode) -> bool {
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => true,
            _ => self == Self::Always && status.is_server_error(),
        }
    }
}

/// Reads the address of an endpoint.
pub(crate) fn check(url: &str) -> Result<Url, Error> {
    address::credentials_may_go_to(url)
        .map_err(|why| Error::configuration(format!("the address of the endpoint {why}")))
}

fn unanswered(error: reqwest::Error) -> Error {
    let reason = if error.is_connect() {
        "no connection to the token endpoint"
    } else if error.is_timeout() {
        "the token endpoint did not answer in time"
    } else {
        "the token endpoint did not answer"
    };
    Error::authentication(reason).with_source(error)
}

fn refusal(answer: Answer, code: Option<String>) -> Error {
    let Answer { status, headers, .. } = answer;
    let reason = format!("the token endpoint refused with {status}");
    Error::authentication_answer(status, headers, code, reason)
}

fn object(body: &Body) -> Option<Map<String, Value>> {
    match body {
        Body::Whole(bytes) => serde_json::from_slice(bytes).ok(),
        Body::TooLong | Body::Broken(_) => None,
    }
}

/// Whether an answer says that it is none, whatever its status says.
fn is_refusal(members: &Map<String, Value>) -> bool {
    members.get("error").is_some_and(|error| !error.is_null())
}

/// OAuth's code, if it has the look of one.
fn code(members: &Map<String, Value>) -> Option<String> {
    let code = members.get("error")?.as_str()?;
    let is_code = (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic());
    is_code.then(|| code.to_owned())
}

/// The token in an answer that is a success.
fn token(answer: Answer) -> Result<Token, Error> {
    let members = match (&answer.body, object(&answer.body)) {
        (_, Some(members)) => members,
        (Body::TooLong, None) => return Err(unusable(answer, "its answer is too long to be one")),
        (_, None) => return Err(unusable(answer, "its answer is no JSON object")),
    };
    if is_refusal(&members) {
        return Err(refusal(answer, code(&members)));
    }
    let text = |name: &str| members.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    match members.get("token_type") {
        None | Some(Value::Null) => {}
        Some(Value::String(kind)) if kind.eq_ignore_ascii_case("bearer") => {}
        Some(_) => return Err(unusable(answer, "it gives tokens of another type than bearer")),
    }
    let Some(secret) = text("access_token") else { return Err(unusable(answer, "its answer has no access token")) };
    let token = Token::new(secret)
        .with_lifetime(members.get("expires_in").and_then(seconds))
        .with_refresh_token(text("refresh_token").map(SecretString::from))
        .with_scope(text("scope").map(str::to_owned));
    match token.header() {
        Ok(_) => Ok(token),
        Err(_) => Err(unusable(answer, "its access token has characters that no header can carry")),
    }
}

fn unusable(answer: Answer, why: &str) -> Error {
    let reason = format!("the token endpoint was asked, but {why}");
    Error::authentication_answer(answer.status, answer.headers, None, reason)
}

/// A number of seconds, or a text that is one.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // A life that is over is not one of unknown length.
    Duration::try_from_secs_f64(if seconds < 0.0 { 0.0 } else { seconds }).ok()
}
