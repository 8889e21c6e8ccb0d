//! What an endpoint was sent: parameters in a form or a query.

use std::collections::HashSet;

use axum::body::{Body, to_bytes};
use http::Request;
use http::header::CONTENT_TYPE;

use super::denial::Denial;
use super::rules::Endpoint;

/// The most that is read of a form, in bytes: an assertion has about one kilobyte.
const LONGEST: usize = 64 << 10;

/// The parameters of a request.
#[derive(Debug)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the form that an endpoint was sent.
    pub(super) async fn read(request: Request<Body>, endpoint: &Endpoint) -> Result<Self, Denial> {
        if request.method() != endpoint.method {
            return Err(Denial::method(&endpoint.method));
        }
        let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let given = given.split(';').next().unwrap_or_default().trim();
        if let Some(wanted) = &endpoint.content_type
            && !given.eq_ignore_ascii_case(wanted)
        {
            return Err(Denial::invalid_request(format!("the header Content-Type must be {wanted}")));
        }
        let body = to_bytes(request.into_body(), LONGEST).await;
        let body = body.map_err(|_| Denial::invalid_request("the form is too large, or broke off"))?;
        let form = Self::parse(&body);
        form.once()?;
        Ok(form)
    }

    pub(super) fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The value of a parameter; one without a value is none, as RFC 6749 has it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| &**value);
        value.filter(|value| !value.is_empty())
    }

    /// The value of a parameter that must be there.
    pub(super) fn needed(&self, name: &str) -> Result<&str, Denial> {
        self.get(name).ok_or_else(|| Denial::invalid_request(format!("{name} is missing")))
    }

    /// Whether a parameter comes more than once.
    pub(super) fn repeats(&self, name: &str) -> bool {
        self.0.iter().filter(|(known, _)| known == name).count() > 1
    }

    /// Refuses parameters that come more than once.
    pub(super) fn once(&self) -> Result<(), Denial> {
        let mut seen = HashSet::new();
        if self.0.iter().all(|(name, _)| seen.insert(&**name)) {
            return Ok(());
        }
        Err(Denial::invalid_request("a parameter comes more than once"))
    }
}
