//! The two requests that make a file the photo of a contact.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::TryStreamExt as _;
use mime_guess::Mime;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Request, Url};

use super::{Photo, format, source};
use crate::call::{Body, Call};
use crate::client::Client;
use crate::error::Error;
use crate::generated::facts;
use crate::operation::Operation;
use crate::response::{Response, led_away};
use crate::types::{ContactId, ContactPhotoUpload};

const OPERATION: &Operation = &Operation::CREATE_CONTACT_PHOTO;

impl Client {
    /// Makes a file the photo of a contact: announces it, and sends it to the address that the service gives.
    ///
    /// Each of the two requests has its own attempts and its own [deadline](crate::ClientBuilder::deadline). The second
    /// is repeated as any POST is, with a new token too, if the photo can be read again: see [`Retry`](crate::Retry).
    ///
    /// # Errors
    ///
    /// Before anything is sent, when the name, the size or the [format](crate::photo) is not right; when the address
    /// is not one that [the token may be sent to](crate::ClientBuilder::file_domains); when the photo cannot be read,
    /// or is not as long as announced, with [`Error::is_file`]: what was sent of it is then without effect. The
    /// [operation](Error::operation) of all errors is `createContactPhoto`.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-photo-create>
    pub async fn upload_photo(&self, contact_id: &ContactId, photo: Photo) -> Result<Response<()>, Error> {
        let upload = Upload::of(photo).map_err(|error| error.with_operation(OPERATION))?;
        let announced = self.create_contact_photo(contact_id, &upload.announcement()).await?;
        let Ok(url) = Url::parse(&announced.upload_url) else {
            let (status, headers) = (announced.status(), announced.headers().clone());
            let reason = "the address to send the photo to is none";
            return Err(Error::unreadable(status, headers, reason).with_operation(OPERATION));
        };
        let sent = async {
            self.vet(&url)?;
            self.send(url, &upload).await
        };
        let answer = sent.await.map_err(|error| error.with_operation(OPERATION))?;
        if answer.status().is_redirection() {
            return Err(led_away(answer).with_operation(OPERATION));
        }
        Ok(Response::empty(answer))
    }

    async fn send(&self, url: Url, upload: &Upload) -> Result<reqwest::Response, Error> {
        let (shared, policy) = (&self.wire.inner.shared, &self.wire.inner.policy);
        let copy = |request: &Request| {
            let form = upload.form()?;
            shared.http.post(request.url().clone()).multipart(form).build().ok()
        };
        // It is no operation of the API, and its answer is not documented.
        let request = Request::new(Method::POST, url);
        let call = Call { request, operation: None, is_limited: false, body: Body::Stream };
        let result = shared.call_copies(policy, call, &copy).await;
        // What the connection says of a photo that came to a bad end is that it was closed.
        upload.failure().map_or(result, Err)
    }
}

/// A photo that may be sent.
struct Upload {
    photo: Photo,
    /// As the document has sizes.
    size: i64,
    media_type: Mime,
    /// Why the photo could not be read.
    failure: Arc<Mutex<Option<Error>>>,
}

impl Upload {
    fn of(photo: Photo) -> Result<Self, Error> {
        format::check_name(&photo.name)?;
        format::check_size(photo.size)?;
        let media_type = match &photo.content_type {
            Some(text) => text.parse().map_err(|_| Error::refused("the content type of the photo is no media type"))?,
            None => format::media_type(&photo.name, photo.head.as_deref())?,
        };
        let size =
            i64::try_from(photo.size).map_err(|error| Error::refused("the photo is too large").with_cause(error))?;
        Ok(Self { photo, size, media_type, failure: Arc::default() })
    }

    fn announcement(&self) -> ContactPhotoUpload {
        ContactPhotoUpload::new(self.photo.name.as_str(), self.size)
    }

    /// The body; none if the photo cannot be read again.
    fn form(&self) -> Option<Form> {
        if self.slot().is_some() {
            return None;
        }
        let photo = &self.photo;
        let pieces = source::measured(photo.source.pieces()?, photo.size, photo.progress.clone());
        let failure = Arc::clone(&self.failure);
        let pieces = pieces.map_err(move |error| {
            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            "the photo cannot be read"
        });
        let part = Part::stream_with_length(reqwest::Body::wrap_stream(pieces), photo.size);
        let part = part.file_name(photo.name.clone()).mime_str(self.media_type.as_ref()).ok()?;
        Some(Form::new().part(facts::UPLOAD_PART, part))
    }

    fn failure(&self) -> Option<Error> {
        self.slot().take()
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Error>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
