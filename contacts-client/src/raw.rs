//! Requests that no generated call makes: what the document does not know yet, or knows otherwise.

use std::fmt;

use reqwest::{Method, RequestBuilder};
use serde::Serialize;

use crate::call::{Body, Call};
use crate::client::Client;
use crate::decode::Kept;
use crate::error::Error;
use crate::path;
use crate::response::{Response, led_away};

impl Client {
    /// Starts a request of your own, to a path below the [base address](Self::base_url).
    ///
    /// It goes the way of every call: with a token, through the limiter, repeated like a generated call of the same
    /// method. It is not held against the document. Segments of the path that are values have to be
    /// percent-encoded.
    ///
    /// ```no_run
    /// use contacts_client::Method;
    ///
    /// # async fn example(client: &contacts_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.request(Method::GET, "/contacts").query(&[("count", "1")]).send().await?;
    /// println!("{}", answer.status());
    /// let page: contacts_client::serde_json::Value = contacts_client::serde_json::from_slice(&answer)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest<'_> {
        let path = path.into();
        let request = self.wire.client.request(method, format!("{}{path}", self.wire.baseurl));
        RawRequest { client: self, request, path }
    }
}

/// A request of your own: see [`Client::request`].
#[must_use = "it is not sent before `send`"]
pub struct RawRequest<'c> {
    client: &'c Client,
    request: RequestBuilder,
    path: String,
}

impl fmt::Debug for RawRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its address holds ids.
        f.debug_struct("RawRequest").finish_non_exhaustive()
    }
}

impl RawRequest<'_> {
    /// Adds to the query: pairs, a map or a struct.
    pub fn query(self, query: &(impl Serialize + ?Sized)) -> Self {
        Self { request: self.request.query(query), ..self }
    }

    /// Sets the body, as JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        Self { request: self.request.json(body), ..self }
    }

    /// Sends the request, and returns the body of its answer: of at most 10 MiB, as it came.
    ///
    /// # Errors
    ///
    /// Those of any call. Also when the path is not one that is sent as it is written; then nothing is sent. An
    /// answer with a redirect is an error, too: its [headers](Error::headers) tell where to.
    pub async fn send(self) -> Result<Response<Vec<u8>>, Error> {
        let Self { client, request, path } = self;
        let state = &client.wire.inner;
        let request =
            request.build().map_err(|error| Error::refused("no request can be made of this").with_source(error))?;
        let operation = path::operation(request.method().as_str(), &path);
        // What the parser of addresses made another path of, or cut off, would go elsewhere.
        if !path.starts_with('/') || request.url().path().strip_prefix(&*state.base_path) != Some(&path) {
            let refused = Error::refused("the path is not one that is sent as it is written; encode its segments");
            return Err(refused.with_operation(operation));
        }
        let call = Call { request, operation, is_limited: true, body: Body::Whole };
        let mut answer = state.shared.call(&state.policy, call).await?;
        match Kept::body(&mut answer) {
            Some(body) => Ok(Response::new(body, answer.status(), std::mem::take(answer.headers_mut()))),
            None => Err(led_away(answer).with_operation(operation)),
        }
    }
}
