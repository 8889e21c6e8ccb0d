//! What a call returns: a value with the metadata of the answer it came in.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};

use crate::decode::{Kept, Malformed};
use crate::error::{Error, Tries};
use crate::generated::facts;
use crate::operation::Operation;
use crate::rate_limit::RateLimit;

/// A value and the status and headers of the answer that brought it. It is read as the value itself; to move
/// the value, or a member of it, out, take it with [`into_inner`](Self::into_inner).
///
/// ```no_run
/// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
/// let contact = client.get_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
/// println!("{}, {:?}", contact.status(), contact.contact_name.last_name);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self { value, status, headers }
    }

    /// The value by itself.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the answer tells about the rate limit.
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(&self.headers)
    }

    /// By which id the service knows the request, if it says so in a header that is customary. None is
    /// documented.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    facts::REQUEST_ID_HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

impl Response<()> {
    /// An answer of which only the metadata matter.
    pub(crate) fn empty(mut answer: reqwest::Response) -> Self {
        Self::new((), answer.status(), std::mem::take(answer.headers_mut()))
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> fmt::Debug for Response<T> {
    /// Shows the status and leaves the value, which is somebody's data, to those who ask for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Where an operation that answers with a redirect points to. Nothing was sent there.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redirect {
    /// The address. It may carry its own credentials, so it is not for logs.
    pub location: Url,
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirect").field("host", &self.location.host_str()).finish_non_exhaustive()
    }
}

type Result<T> = std::result::Result<T, progenitor_client::Error<Malformed>>;

/// Turns what came off the wire into what a caller gets.
pub(crate) fn finish<T>(
    operation: &'static Operation,
    result: Result<Response<T>>,
) -> std::result::Result<Response<T>, Error> {
    result.map_err(|error| failure(error).with_operation(operation))
}

/// The same for an operation whose success is a redirect.
pub(crate) fn redirected(
    operation: &'static Operation,
    result: Result<Response<()>>,
) -> std::result::Result<Response<Redirect>, Error> {
    let (status, headers, tries) = match result {
        Err(progenitor_client::Error::UnexpectedResponse(mut response)) if response.status().is_redirection() => {
            let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            let location = location.and_then(|location| response.url().join(location).ok());
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            if let Some(location) = location {
                return Ok(Response { value: Redirect { location }, status, headers });
            }
            (status, headers, Kept::take(&mut response).tries)
        }
        Ok(Response { status, headers, .. }) => (status, headers, Tries::default()),
        Err(error) => return Err(failure(error).with_operation(operation)),
    };
    let error = Error::unreadable(status, headers, "there is no address in a Location header");
    Err(error.with_tries(tries).with_operation(operation))
}

/// An answer that leads elsewhere where nobody goes.
pub(crate) fn led_away(mut response: reqwest::Response) -> Error {
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    Error::status_of(status, headers, &[]).with_tries(Kept::take(&mut response).tries)
}

fn failure(error: progenitor_client::Error<Malformed>) -> Error {
    use progenitor_client::Error as Wire;
    match error {
        // An error of ours that came through the generated code, or a redirect where there should be none.
        Wire::UnexpectedResponse(mut response) => Carried::take(&mut response).unwrap_or_else(|| led_away(response)),
        Wire::ErrorResponse(value) => {
            let (status, headers) = (value.status(), value.headers().clone());
            let Malformed { path, reason, line, column, tries } = value.into_inner();
            let place = if path.is_empty() || path == "." { String::new() } else { format!("at {path}, ") };
            Error::unreadable(status, headers, format!("{place}line {line}, column {column}: {reason}"))
                .with_tries(tries)
        }
        // The request could not be made: it has an address that is too long, say.
        Wire::CommunicationError(error) => Error::refused("no request can be made of this").with_source(error),
        // Hooks and `decode` have ways of their own to fail.
        Wire::InvalidRequest(_)
        | Wire::Custom(_)
        | Wire::ResponseBodyError(_)
        | Wire::InvalidUpgrade(_)
        | Wire::InvalidResponsePayload(..) => Error::transport(),
    }
}

/// An error on its way through the generated code, which knows answers and errors of reqwest only.
///
/// An answer has room for values of any type. The one that carries this never came from anywhere.
#[derive(Clone)]
pub(crate) struct Carried(Arc<Mutex<Option<Error>>>);

impl Carried {
    /// An answer that is no success, with the error in it.
    pub(crate) fn answer(error: Error) -> reqwest::Response {
        let mut answer = http::Response::new("");
        *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        answer.extensions_mut().insert(Self(Arc::new(Mutex::new(Some(error)))));
        answer.into()
    }

    fn take(answer: &mut reqwest::Response) -> Option<Error> {
        let Self(error) = answer.extensions_mut().remove()?;
        error.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
