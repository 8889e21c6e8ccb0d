//! What each operation does. One function an operation; which it is, is said here.

mod access;
mod contacts;
mod cursor;
mod custom_values;
mod list;
mod photos;
mod properties;
mod tags;
mod values;
mod withdrawal;

use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::state::State;

/// Carries out a request that is allowed and fits the document.
pub(crate) type Handler = fn(&mut State, &Request<'_>) -> Result<Answer, Refusal>;

pub(crate) use access::{editable_by, seen_by};
pub(crate) use contacts::{line as contact_line, read as read_contact};
pub(crate) use cursor::Seal;
pub(crate) use custom_values::CustomValues;
pub(crate) use list::Paging;
pub(crate) use photos::{no_photo, read as read_photo, record as photo_line};
pub(crate) use properties::{load as load_property, record as property_line};
pub(crate) use tags::{load as load_tag, record as tag_line};

/// What the operation of an id does.
pub(crate) fn handler(id: &str) -> Option<Handler> {
    Some(match id {
        "createContact" => contacts::create,
        "listContacts" => list::contacts,
        "listUserContacts" => list::user_contacts,
        "getContact" => contacts::get,
        "updateContact" => contacts::update,
        "patchContact" => contacts::patch,
        "deleteContact" => contacts::delete,
        "forceDeleteContact" => contacts::force_delete,
        "createContactPhoto" => photos::create,
        "getContactPhoto" => photos::get,
        "deleteContactPhoto" => photos::delete,
        "createContactTag" => tags::create,
        "listContactTags" => tags::list,
        "getContactTag" => tags::get,
        "updateContactTag" => tags::update,
        "patchContactTag" => tags::patch,
        "deleteContactTag" => tags::delete,
        "createUserContactTag" => tags::create_user,
        "listUserContactTags" => tags::list_user,
        "listCustomProperties" => properties::list,
        "createCustomProperty" => properties::create,
        "getCustomProperty" => properties::get,
        "patchCustomProperty" => properties::patch,
        "deleteCustomProperty" => properties::delete,
        _ => return None,
    })
}
