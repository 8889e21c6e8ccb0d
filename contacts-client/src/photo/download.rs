//! A photo on its way from the service.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt as _;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, Request, StatusCode};
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use crate::call::{Body, Call};
use crate::client::Client;
use crate::error::Error;
use crate::operation::Operation;
use crate::response::led_away;
use crate::types::ContactId;

const OPERATION: &Operation = &Operation::GET_CONTACT_PHOTO;

impl Client {
    /// Gets the photo of a contact: asks where it is, and goes there.
    ///
    /// The photo is read by the caller, within the time of an [attempt](crate::ClientBuilder::attempt_timeout).
    ///
    /// # Errors
    ///
    /// When the address is not one that [the token may be sent to](crate::ClientBuilder::file_domains), or leads on to
    /// another; 404 is presumed where there is no photo. The [operation](Error::operation) of all errors is
    /// `getContactPhoto`.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    pub async fn download_photo(&self, contact_id: &ContactId) -> Result<PhotoDownload, Error> {
        let url = self.get_contact_photo(contact_id).await?.into_inner().location;
        self.vet(&url).map_err(|error| error.with_operation(OPERATION))?;
        let (shared, policy) = (&self.wire.inner.shared, &self.wire.inner.policy);
        let request = Request::new(Method::GET, url);
        let call = Call { request, operation: None, is_limited: false, body: Body::Stream };
        let mut answer = shared.call(policy, call).await.map_err(|error| error.with_operation(OPERATION))?;
        if answer.status().is_redirection() {
            return Err(led_away(answer).with_operation(OPERATION));
        }
        let (status, length) = (answer.status(), answer.content_length());
        let headers = std::mem::take(answer.headers_mut());
        Ok(PhotoDownload { status, headers, length, pieces: Some(answer.bytes_stream().boxed()) })
    }
}

/// A photo that is being [downloaded](crate::Client::download_photo): a stream of its bytes.
///
/// ```no_run
/// # async fn example(client: &contacts_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let photo = client.download_photo(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
/// let mut file = tokio::fs::File::create("photo").await?;
/// photo.write_to(&mut file).await?;
/// # Ok(())
/// # }
/// ```
pub struct PhotoDownload {
    status: StatusCode,
    headers: HeaderMap,
    length: Option<u64>,
    /// None after the end, good or bad.
    pieces: Option<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>>,
}

impl PhotoDownload {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type, such as `image/jpeg`, if the service names it. It is the word of whoever uploaded the photo.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes there are, if the service tells.
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes; none at the end.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        self.next().await
    }

    /// All the bytes that are left, if they are no more than `most`.
    ///
    /// # Errors
    ///
    /// When there are more, or they break off.
    pub async fn bytes(mut self, most: usize) -> Result<Vec<u8>, Error> {
        let announced = self.length.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        let mut bytes = Vec::new();
        if announced.is_none_or(|length| length <= most) {
            loop {
                match self.next().await.transpose()? {
                    None => return Ok(bytes),
                    Some(chunk) if chunk.len() > most - bytes.len() => break,
                    Some(chunk) => bytes.extend_from_slice(&chunk),
                }
            }
        }
        Err(self.unreadable(format!("it is larger than {most} bytes")))
    }

    /// Writes all the bytes that are left, flushes, and returns how many there were.
    ///
    /// # Errors
    ///
    /// When the bytes break off, or cannot be written, with [`Error::is_file`]: what was written is then not the whole
    /// photo.
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
        let unwritable = |error| Error::file("the photo cannot be written").with_cause(error).with_operation(OPERATION);
        let mut written = 0;
        while let Some(chunk) = self.next().await.transpose()? {
            writer.write_all(&chunk).await.map_err(unwritable)?;
            written += chunk.len() as u64;
        }
        writer.flush().await.map_err(unwritable)?;
        Ok(written)
    }

    fn unreadable(&self, reason: impl Into<String>) -> Error {
        Error::unreadable(self.status, self.headers.clone(), reason).with_operation(OPERATION)
    }
}

impl Stream for PhotoDownload {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(pieces) = &mut self.pieces else { return Poll::Ready(None) };
        let piece = std::task::ready!(pieces.as_mut().poll_next(context));
        if !matches!(piece, Some(Ok(_))) {
            self.pieces = None;
        }
        let broken = |error| self.unreadable("the connection failed before its end").with_source(error);
        Poll::Ready(piece.map(|piece| piece.map_err(broken)))
    }
}

impl fmt::Debug for PhotoDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhotoDownload").field("content_length", &self.length).finish_non_exhaustive()
    }
}
