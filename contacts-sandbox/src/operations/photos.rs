//! The photos of contacts: what the API itself does of their ways; the rest is done where [files](crate::files) are.
//!
//! What no page decides, and how it is here: a photo is announced, looked up and deleted by whoever may do so with its
//! contact; a contact that is not there is not found; a photo stays with a contact in the trash, and goes with one that
//! is force deleted; a new photo takes the place of the old one.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json_borrow::Value;

use super::access::{editable, seen};
use crate::files::UPLOAD_SECONDS;
use crate::record::Kind;
use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::service::Service;
use crate::state::photos::{Announcement, Photo};
use crate::state::{State, line};

/// POST /contacts/{contactId}/photo
pub(super) fn create(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let contact_id = editable(state, request)?.id.to_string();
    let file_name = request.text(&["fileName"]).unwrap_or_default().to_owned();
    let size = request.member(&["fileSize"]).and_then(Value::as_u64);
    let size = size.ok_or_else(|| Refusal::invalid("/fileSize", "is no whole number of bytes"))?;
    let announcement = Announcement { contact_id, file_name, size, made: request.now };
    let number = state.photos.announce(announcement, request.now.saturating_sub(UPLOAD_SECONDS));
    let url = request.service.files.upload_url(request.service, number, request.now);
    Ok(Answer::json(request, serde_json::json!({ "uploadUrl": url }).to_string()))
}

/// GET /contacts/{contactId}/photo
pub(super) fn get(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let contact = seen(state, request)?;
    if state.photos.get(&contact.id).is_none() {
        return Err(no_photo());
    }
    let files = &request.service.files;
    let url = files.photo_url(request.service, &contact.id, request.now);
    let url = HeaderValue::from_str(&url);
    let url = url.map_err(|_| Refusal::other(StatusCode::INTERNAL_SERVER_ERROR, "the photo has no address"))?;
    Ok(Answer { status: files.found, headers: vec![(files.location.clone(), url)], body: None })
}

/// DELETE /contacts/{contactId}/photo
pub(super) fn delete(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let id = editable(state, request)?.id.clone();
    state.photos.remove(&id).ok_or_else(no_photo)?;
    state.note(Kind::Photo, &id, || None);
    Ok(Answer::empty(request))
}

/// There is nothing to look at, or to delete.
pub(crate) fn no_photo() -> Refusal {
    Refusal::not_found("the contact has no photo")
}

/// The photo of a contact, as a record holds it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Kept<'a> {
    contact_id: std::borrow::Cow<'a, str>,
    file_name: std::borrow::Cow<'a, str>,
    content_type: std::borrow::Cow<'a, str>,
    /// In base64.
    data: std::borrow::Cow<'a, str>,
}

/// The record of a photo.
pub(crate) fn record(contact_id: &str, photo: &Photo) -> Vec<u8> {
    let kept = Kept {
        contact_id: contact_id.into(),
        file_name: photo.file_name.as_str().into(),
        content_type: photo.content_type.as_str().into(),
        data: BASE64_STANDARD.encode(&photo.data).into(),
    };
    // Writing texts into memory does not fail.
    line(Kind::Photo, serde_json::to_string(&kept).unwrap_or_default())
}

/// The photo that the value of a record holds, and the id of its contact.
pub(crate) fn read(service: &Service, value: &str) -> Result<(String, Photo), String> {
    let wrong = "a photo has `contactId`, `fileName`, `contentType` and `data`, each a text, and nothing else";
    let kept: Kept<'_> = serde_json::from_str(value).map_err(|_| wrong)?;
    let data = BASE64_STANDARD.decode(&*kept.data).map_err(|_| "the `data` of a photo is base64, with padding")?;
    if !service.files.sizes.contains(&(data.len() as u64)) {
        let (least, most) = (service.files.sizes.start(), service.files.sizes.end());
        return Err(format!("the photo has {} bytes; it may have {least} to {most}", data.len()));
    }
    if HeaderValue::from_str(&kept.content_type).is_err() {
        return Err("the `contentType` of the photo cannot be written into a header".to_owned());
    }
    let photo = Photo {
        file_name: kept.file_name.into_owned(),
        content_type: kept.content_type.into_owned(),
        data: Bytes::from(data),
    };
    Ok((kept.contact_id.into_owned(), photo))
}
