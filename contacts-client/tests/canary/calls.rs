//! All operations, called with something secret wherever there is room for it.

use contacts_client::types::*;
use contacts_client::{Client, Operation};
use serde_json::{Value, json};

use crate::faults::Script;
use crate::support::documented_answer;
use crate::{
    CURSOR, EMAIL, ID, JAPANESE_NAME, MARKERS, MEMO, NAME, PHONE, PROPERTY, PROPERTY_VALUE, SAID, TAG, TOKEN, printed,
};

pub(crate) fn custom_properties() -> CustomProperties {
    CustomProperties::from([(PROPERTY.to_owned(), json!({"value": PROPERTY_VALUE}).into())])
}

pub(crate) fn contact() -> ContactInput {
    let name = ContactName::default().set_last_name(NAME).set_first_name(JAPANESE_NAME);
    ContactInput::new(Permission::new(AccessibleRange::All).set_master_user_id(ID), name)
        .set_emails([ContactEmail::new(true, EMAIL)])
        .set_telephones([ContactTelephone::new(true, PHONE)])
        .set_custom_properties(custom_properties())
        .set_contact_tag_ids([ContactTagId::from(ID)])
        .set_memo(MEMO)
}

/// Calls an operation with markers wherever there is room for one.
pub(crate) async fn call(client: &Client, operation: &Operation, id: &str) -> String {
    macro_rules! call {
        ($call:expr) => {
            printed($call.await)
        };
    }
    let contacts = ListContactsParams::default().set_email(EMAIL).set_telephone(PHONE).set_cursor(CURSOR);
    let user_contacts = ListUserContactsParams::default().set_email(EMAIL).set_telephone(PHONE).set_cursor(CURSOR);
    let name = ContactNamePatch::default().set_last_name(NAME).set_first_name(JAPANESE_NAME);
    let patch = ContactPatch::default()
        .set_contact_name(name)
        .set_telephones([ContactTelephone::new(true, PHONE)])
        .set_emails([ContactEmail::new(true, EMAIL)])
        .set_custom_properties(custom_properties())
        .set_memo(MEMO);
    let tag = ContactTagInput::new(TAG);
    let tags = ListContactTagsParams::default().set_cursor(CURSOR);
    let user_tags = ListUserContactTagsParams::default().set_cursor(CURSOR);
    let property = ContactCustomPropertyCreate::new(10_000_001, PROPERTY_VALUE, PROPERTY, CustomPropertyType::String);
    let property_patch = ContactCustomPropertyPatch::default().set_display_name(PROPERTY_VALUE);
    match operation.id {
        "createContact" => call!(client.create_contact(&contact())),
        "listContacts" => call!(client.list_contacts(&contacts)),
        "listUserContacts" => call!(client.list_user_contacts(&id.into(), &user_contacts)),
        "getContact" => call!(client.get_contact(&id.into())),
        "updateContact" => call!(client.update_contact(&id.into(), &contact())),
        "patchContact" => call!(client.patch_contact(&id.into(), &patch)),
        "deleteContact" => call!(client.delete_contact(&id.into())),
        "forceDeleteContact" => call!(client.force_delete_contact(&id.into())),
        "createContactPhoto" => call!(client.create_contact_photo(&id.into(), &ContactPhotoUpload::new(NAME, 1))),
        "getContactPhoto" => call!(client.get_contact_photo(&id.into())),
        "deleteContactPhoto" => call!(client.delete_contact_photo(&id.into())),
        "createContactTag" => call!(client.create_contact_tag(&tag)),
        "listContactTags" => call!(client.list_contact_tags(&tags)),
        "getContactTag" => call!(client.get_contact_tag(&id.into())),
        "updateContactTag" => call!(client.update_contact_tag(&id.into(), &tag)),
        "patchContactTag" => {
            call!(client.patch_contact_tag(&id.into(), &ContactTagPatch::default().set_contact_tag_name(TAG)))
        }
        "deleteContactTag" => call!(client.delete_contact_tag(&id.into())),
        "createUserContactTag" => call!(client.create_user_contact_tag(&id.into(), &tag)),
        "listUserContactTags" => call!(client.list_user_contact_tags(&id.into(), &user_tags)),
        "listCustomProperties" => call!(client.list_custom_properties(&ListCustomPropertiesParams::default())),
        "createCustomProperty" => call!(client.create_custom_property(&property)),
        "getCustomProperty" => call!(client.get_custom_property(&id.into(), &GetCustomPropertyParams::default())),
        "patchCustomProperty" => call!(client.patch_custom_property(&id.into(), &property_patch)),
        "deleteCustomProperty" => {
            call!(client.delete_custom_property(&id.into(), &DeleteCustomPropertyParams::default()))
        }
        other => panic!("{other} is new: call it here"),
    }
}

/// The documented answer of an operation with all its texts replaced by markers.
pub(crate) fn marked_answer(operation: &Operation) -> Script {
    fn mark(value: &mut Value, next: &mut impl Iterator<Item = &'static &'static str>) {
        match value {
            Value::String(text) => (*next.next().expect("there is no end")).clone_into(text),
            Value::Array(items) => items.iter_mut().for_each(|item| mark(item, next)),
            Value::Object(members) => members.values_mut().for_each(|member| mark(member, next)),
            _ => {}
        }
    }
    let cookie = format!("set-cookie: sid={TOKEN}");
    if let Some(mut body) = documented_answer(operation) {
        mark(&mut body, &mut MARKERS.iter().cycle());
        return Script::answer(200, &[&cookie], body.to_string());
    }
    let location = format!("location: https://user:{SAID}@example.com/{SAID}?token={SAID}");
    let status = if operation == &Operation::GET_CONTACT_PHOTO { 302 } else { 204 };
    Script::answer(status, &[&cookie, &location], "")
}
