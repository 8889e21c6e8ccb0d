//! The second host: where the files of photos go to and come from, at addresses that answers of the API name.
//!
//! It stands on the sandbox's own port, apart from the API's paths. An address tells nothing, and cannot be made up: it
//! is an [envelope](crate::envelope). What no page decides, and how it is here:
//!
//! - An address to upload to is good for one file, within 24 hours; so says a page about the files of bots. A file that
//!   is refused does not use it up.
//! - A file must have the announced size, which the document bounds. Its format matters only where
//!   [assumptions are enforced](crate::Assumptions::Enforce), because the formats are assumed.
//! - The answer to the file is 200 with an empty JSON object.
//! - An address to download from is good for an hour, and needs the token, as the stricter choice: a client that sends
//!   it there works with either.
//! - Neither request counts as a call of an operation. Both are in the journal, without their bodies.

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, get};
use contacts_openapi::operations;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::{BodyDataStream, BodyExt as _};
use multer::{Constraints, Multipart, SizeLimit};

use crate::api::{Refused, authorization, json, noted, permitted};
use crate::envelope::Envelope;
use crate::facts::Facts;
use crate::oauth::{Caller, Challenge};
use crate::operations::{editable_by, no_photo, photo_line, seen_by};
use crate::record::Kind;
use crate::refusal::Refusal;
use crate::service::{Service, StartError};
use crate::state::photos::{Announcement, Photo};
use crate::store::{Keeping, Store};

/// Where files are, on the sandbox's port.
const UPLOADS: &str = "/_files/upload/";
const PHOTOS: &str = "/_files/photo/";

/// How long an address to upload to is good.
pub(crate) const UPLOAD_SECONDS: i64 = 24 * 60 * 60;

/// How long an address to download from is good.
const DOWNLOAD_SECONDS: i64 = 60 * 60;

/// How many bytes of a form may be other than its file: boundaries, headers, and what stands around them.
const AROUND: u64 = 16 * 1024;

/// What the document says of files, and what makes their addresses.
pub(crate) struct Files {
    /// The operations whose scopes a token needs, by their places.
    upload: usize,
    download: usize,
    method: Method,
    media_type: String,
    part: String,
    /// The headers that come with a file.
    headers: Vec<HeaderName>,
    formats: Vec<String>,
    /// How many bytes a file may have.
    pub(crate) sizes: RangeInclusive<u64>,
    /// How the API tells where a photo is.
    pub(crate) found: StatusCode,
    pub(crate) location: HeaderName,
    envelope: Envelope,
}

impl Files {
    pub(crate) fn of(facts: Facts<'_>, seed: u64) -> Result<Self, StartError> {
        let operations = operations(facts.0);
        let having = |keyword: &str| {
            let at = operations.iter().position(|operation| operation.value.get(keyword).is_some());
            at.ok_or_else(|| StartError::document(format!("no operation has `{keyword}`")))
        };
        let (upload, download) = (having("x-upload")?, having("x-download")?);
        let text = |operation: usize, pointer: &str| {
            let found = operations[operation].value.pointer(pointer).and_then(serde_json::Value::as_str);
            found.ok_or_else(|| StartError::document(format!("{} has no text at {pointer}", operations[operation].id)))
        };
        let headers = operations[upload].value.pointer("/x-upload/headers").and_then(serde_json::Value::as_object);
        let headers = headers.into_iter().flatten().map(|(name, _)| HeaderName::from_bytes(name.as_bytes()));
        let size = "/components/schemas/ContactPhotoUpload/properties/fileSize";
        Ok(Self {
            method: text(upload, "/x-upload/method")?.parse().map_err(StartError::document)?,
            media_type: text(upload, "/x-upload/contentType")?.to_owned(),
            part: text(upload, "/x-upload/part")?.to_owned(),
            headers: headers.collect::<Result<_, _>>().map_err(StartError::document)?,
            formats: facts.texts("/x-limits/contactPhotoFormats/value")?.into_iter().map(str::to_owned).collect(),
            sizes: facts.count(&format!("{size}/minimum"))?..=facts.count(&format!("{size}/maximum"))?,
            found: text(download, "/x-download/status")?.parse().map_err(StartError::document)?,
            location: text(download, "/x-download/header")?.parse().map_err(StartError::document)?,
            envelope: Envelope::new("file", seed),
            upload,
            download,
        })
    }

    /// Where the file of an announcement is sent to.
    pub(crate) fn upload_url(&self, service: &Service, number: u64, now: i64) -> String {
        let plain = [now.to_be_bytes(), number.to_be_bytes()].concat();
        format!("{}{UPLOADS}{}", service.public_url(), self.envelope.close(plain, UPLOADS))
    }

    /// Where the photo of a contact is.
    pub(crate) fn photo_url(&self, service: &Service, contact_id: &str, now: i64) -> String {
        let plain = [&now.to_be_bytes(), contact_id.as_bytes()].concat();
        format!("{}{PHOTOS}{}", service.public_url(), self.envelope.close(plain, PHOTOS))
    }

    /// When an address was made, and what it stands for.
    fn opened(&self, path: &str, place: &str) -> Option<(i64, Vec<u8>)> {
        let mut plain = self.envelope.open(path.strip_prefix(place)?, place)?;
        let what = (plain.len() >= 8).then(|| plain.split_off(8))?;
        Some((i64::from_be_bytes(plain.try_into().ok()?), what))
    }

    /// Whether a file begins as one of the formats that the product takes does.
    fn is_of_a_format(&self, data: &[u8]) -> bool {
        infer::get(data).is_some_and(|found| self.formats.iter().any(|format| format == found.extension()))
    }
}

/// A path, and what is done there.
type Route = (String, MethodRouter<Arc<Service>>);

/// What is addressed, and how.
pub(crate) fn paths(service: &Service) -> Result<[Route; 2], StartError> {
    let method = MethodFilter::try_from(service.files.method.clone()).map_err(StartError::document)?;
    Ok([
        (format!("{UPLOADS}{{address}}"), MethodRouter::new().on(method, upload)),
        (format!("{PHOTOS}{{address}}"), get(download)),
    ])
}

async fn upload(State(service): State<Arc<Service>>, request: http::Request<Body>) -> Response {
    let (parts, mut body) = request.into_parts();
    let outcome = match receive(&service, &parts, &mut body).await {
        Ok(received) => received.take(&service),
        Err(refused) => Err(refused),
    };
    // Who is still sending would not hear the answer.
    discard(body, service.files.sizes.end() + AROUND).await;
    let kept = match outcome {
        Ok(Some(keeping)) => keeping.kept().await.map_err(|unwritten| Refusal::from(unwritten).into()),
        Ok(None) => Ok(()),
        Err(refused) => Err(refused),
    };
    let response = match kept {
        Ok(()) => json(&service, StatusCode::OK, "{}".into()),
        Err(refused) => refused.response(&service),
    };
    noted(&service, &parts, caller(&service, &parts).ok(), response)
}

fn caller(service: &Service, parts: &Parts) -> Result<Arc<Caller>, Challenge> {
    service.oauth.caller(authorization(parts), service.clock.seconds())
}

/// A file that came, with everything that its photo is made of.
struct Received {
    number: u64,
    announcement: Announcement,
    caller: Arc<Caller>,
    content_type: String,
    data: bytes::Bytes,
}

/// Reads a file that may come, and is as it was announced.
async fn receive(service: &Service, parts: &Parts, body: &mut Body) -> Result<Received, Refused> {
    let files = &service.files;
    let now = service.clock.seconds();
    let caller = permitted(&service.operations[files.upload], caller(service, parts))?;
    let (number, announcement) = expected(service, parts, now)?;
    let missing = files.headers.iter().find(|name| !parts.headers.contains_key(*name));
    if let Some(name) = missing {
        return Err(Refusal::missing(&format!("/header/{name}"), "must come with a file").into());
    }
    let boundary = boundary(files, &parts.headers)?;
    let limit = SizeLimit::new().whole_stream(announcement.size.saturating_add(AROUND));
    let constraints = Constraints::new().size_limit(limit);
    let mut form = Multipart::with_constraints(BodyDataStream::new(body), boundary, constraints);

    let pointer = format!("/form/{}", files.part);
    let part = form.next_field().await.map_err(|error| unreadable(&error))?;
    let part = part.ok_or_else(|| Refusal::missing(&pointer, "the form has no such part"))?;
    if part.name() != Some(&*files.part) {
        return Err(Refusal::missing(&pointer, "the form has a part of another name").into());
    }
    if part.file_name().is_none_or(str::is_empty) {
        return Err(Refusal::invalid(&pointer, "the part has no file name").into());
    }
    let content_type = part.content_type().map(ToString::to_string);
    let content_type = content_type.ok_or_else(|| Refusal::invalid(&pointer, "the part has no content type"))?;
    let data = part.bytes().await.map_err(|error| unreadable(&error))?;
    if form.next_field().await.map_err(|error| unreadable(&error))?.is_some() {
        return Err(Refusal::invalid(&pointer, "the form has more parts than this one").into());
    }
    if data.len() as u64 != announcement.size {
        let message = format!("the file has {} bytes, and {} were announced", data.len(), announcement.size);
        return Err(Refusal::invalid(&pointer, message).into());
    }
    if service.enforces_assumptions() && !files.is_of_a_format(&data) {
        let message = format!("the file begins as none of these formats does: {}", files.formats.join(", "));
        return Err(Refusal::invalid(&pointer, message).into());
    }
    Ok(Received { number, announcement, caller, content_type, data })
}

impl Received {
    /// Makes the file the photo of its contact, if that may still be.
    fn take(self, service: &Service) -> Result<Option<Keeping>, Refused> {
        let Self { number, announcement, caller, content_type, data } = self;
        service.store.as_ref().map_or(Ok(()), Store::check).map_err(Refusal::from)?;
        let mut state = service.state();
        // Another file may have come to the same address meanwhile.
        if state.photos.announced(number) != Some(&announcement) {
            return Err(not_expected().into());
        }
        let Announcement { contact_id, file_name, .. } = announcement;
        editable_by(&state, &contact_id, &caller)?;
        state.photos.fulfil(number);
        let photo = Photo { file_name, content_type, data };
        state.note(Kind::Photo, &contact_id, || Some(photo_line(&contact_id, &photo)));
        state.photos.insert(contact_id, photo);
        Ok(service.hand_over(&mut state))
    }
}

/// The announcement whose file an address is for, if it is still to come.
fn expected(service: &Service, parts: &Parts, now: i64) -> Result<(u64, Announcement), Refusal> {
    let (made, number) = service.files.opened(parts.uri.path(), UPLOADS).ok_or_else(not_expected)?;
    let number = number.try_into().map(u64::from_be_bytes).map_err(|_| not_expected())?;
    let state = service.state();
    let announcement = state.photos.announced(number).filter(|announcement| announcement.made == made);
    let announcement = announcement.ok_or_else(not_expected)?.clone();
    if now.saturating_sub(made) >= UPLOAD_SECONDS {
        return Err(not_expected());
    }
    Ok((number, announcement))
}

fn not_expected() -> Refusal {
    Refusal::not_found("no file is expected at this address; it was never given, was used, or has expired")
}

/// What divides the parts of a form.
fn boundary(files: &Files, headers: &HeaderMap) -> Result<String, Refusal> {
    let given = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let is_form = given.split(';').next().is_some_and(|given| given.trim().eq_ignore_ascii_case(&files.media_type));
    if !is_form {
        let message = format!("the header Content-Type must be {}", files.media_type);
        return Err(Refusal::other(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let none = |_| Refusal::invalid(&format!("/header/{CONTENT_TYPE}"), "names no boundary");
    multer::parse_boundary(given).map_err(none)
}

fn unreadable(error: &multer::Error) -> Refusal {
    match error {
        multer::Error::StreamSizeExceeded { .. } => {
            Refusal::other(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than the announced file makes it")
        }
        multer::Error::StreamReadFailed(_) => Refusal::bad_request("the body broke off"),
        // Its other texts may have parts of the form in them.
        _ => Refusal::bad_request("the body is no form in parts"),
    }
}

/// Reads the rest of a body, up to a limit.
async fn discard(mut body: Body, limit: u64) {
    let mut read = 0;
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, |data| data.len() as u64);
        if read > limit {
            return;
        }
    }
}

async fn download(State(service): State<Arc<Service>>, request: http::Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    let response = match photo(&service, &parts) {
        Ok(Photo { content_type, data, .. }) => {
            let mut response = Response::new(Body::from(data));
            let content_type = HeaderValue::from_str(&content_type);
            response.headers_mut().extend(content_type.ok().map(|content_type| (CONTENT_TYPE, content_type)));
            response
        }
        Err(refused) => refused.response(&service),
    };
    noted(&service, &parts, caller(&service, &parts).ok(), response)
}

/// The photo that is at an address, if the caller may see it.
fn photo(service: &Service, parts: &Parts) -> Result<Photo, Refused> {
    let now = service.clock.seconds();
    let caller = permitted(&service.operations[service.files.download], caller(service, parts))?;
    let nothing = || Refusal::not_found("no file is at this address; it was never given, or has expired");
    let (made, contact_id) = service.files.opened(parts.uri.path(), PHOTOS).ok_or_else(nothing)?;
    let contact_id = String::from_utf8(contact_id).map_err(|_| nothing())?;
    if now.saturating_sub(made) >= DOWNLOAD_SECONDS {
        return Err(nothing().into());
    }
    let state = service.state();
    seen_by(&state, &contact_id, &caller)?;
    Ok(state.photos.get(&contact_id).ok_or_else(no_photo)?.clone())
}
