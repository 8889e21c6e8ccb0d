//! What a call returns: a value with the metadata of the answer it came in.

use std::fmt;
use std::ops::{Deref, DerefMut};

use progenitor_client::ResponseValue;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};

use crate::decode::{self, Undecodable};
use crate::error::Error;
use crate::operation::Operation;

/// How much of the body of an error answer is read.
const MAX_ERROR_BODY: usize = 64 * 1024;

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

type Result<T> = std::result::Result<T, progenitor_client::Error<Undecodable>>;

/// Turns what came off the wire into what a caller gets.
pub(crate) async fn finish<T>(
    operation: &'static Operation,
    result: Result<ResponseValue<T>>,
) -> std::result::Result<Response<T>, Error> {
    match result {
        Ok(value) => {
            let (status, headers) = (value.status(), value.headers().clone());
            Ok(Response { value: value.into_inner(), status, headers })
        }
        Err(error) => Err(failure(operation, error).await),
    }
}

/// The same for an operation whose success is a redirect.
pub(crate) async fn redirected(
    operation: &'static Operation,
    result: Result<ResponseValue<()>>,
) -> std::result::Result<Response<Redirect>, Error> {
    let (status, headers) = match result {
        Err(progenitor_client::Error::UnexpectedResponse(response)) if response.status().is_redirection() => {
            let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            let location = location.and_then(|location| response.url().join(location).ok());
            let (status, headers) = (response.status(), response.headers().clone());
            if let Some(location) = location {
                return Ok(Response { value: Redirect { location }, status, headers });
            }
            (status, headers)
        }
        Ok(value) => (value.status(), value.headers().clone()),
        Err(error) => return Err(failure(operation, error).await),
    };
    Err(Error::unreadable(operation, status, headers, "there is no address in a Location header"))
}

async fn failure(operation: &'static Operation, error: progenitor_client::Error<Undecodable>) -> Error {
    use progenitor_client::Error as Wire;
    match error {
        #[cfg_attr(not(feature = "check"), allow(unused_mut, reason = "the check takes its findings out"))]
        Wire::UnexpectedResponse(mut response) => {
            #[cfg(feature = "check")]
            if let Some(findings) = crate::check::Findings::from_wire(&mut response) {
                return Error::invalid(operation, findings);
            }
            let (status, headers) = (response.status(), response.headers().clone());
            match decode::read(response, MAX_ERROR_BODY).await {
                Ok(body) => Error::status_of(operation, status, headers, &body.bytes),
                Err(error) => Error::status_of(operation, status, headers, &[]).with_source(error),
            }
        }
        Wire::ErrorResponse(value) => {
            let (status, headers) = (value.status(), value.headers().clone());
            let (reason, source) = match value.into_inner() {
                Undecodable::Malformed { path, reason, line, column } => {
                    let place = if path.is_empty() { String::new() } else { format!("at {path}, ") };
                    (format!("{place}line {line}, column {column}: {reason}"), None)
                }
                Undecodable::TooLarge => (format!("it is larger than {} bytes", decode::MAX_BODY), None),
                Undecodable::Interrupted(error) => ("the connection failed before its end".to_owned(), Some(error)),
            };
            let error = Error::unreadable(operation, status, headers, reason);
            match source {
                Some(source) => error.with_source(source),
                None => error,
            }
        }
        // An address that is too long, say: nothing was sent.
        Wire::CommunicationError(error) if error.is_builder() => {
            Error::refused(operation, "no request can be made of this").with_source(error)
        }
        Wire::CommunicationError(error) | Wire::ResponseBodyError(error) | Wire::InvalidUpgrade(error) => {
            Error::transport(operation).with_source(error)
        }
        // Only the hook that runs before sending makes these.
        Wire::InvalidRequest(message) | Wire::Custom(message) => Error::refused(operation, message),
        // Bodies are read by `decode`, which has a way of its own to say this.
        Wire::InvalidResponsePayload(..) => Error::transport(operation),
    }
}
