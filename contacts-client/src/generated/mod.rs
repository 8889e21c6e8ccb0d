// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

//! The generated half of the client.

pub(crate) mod enums;
#[allow(dead_code, reason = "which facts are needed depends on the features")]
pub(crate) mod facts;
/// Typed mocks of every operation, over [`httpmock`](::httpmock), for the tests of services.
///
/// ```
/// use contacts_client::httpmock::{MockServer, MockServerExt as _};
/// use contacts_client::types::{ApiError, ContactTag, ContactTagId};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// let server = MockServer::start_async().await;
/// let id = ContactTagId::from("a-tag");
/// server.get_contact_tag(|when, then| {
///     when.contact_tag_id(&id);
///     then.success(200, &ContactTag::new(id.clone(), "a name"));
/// });
/// let client = contacts_client::Client::builder().base_url(server.base_url()).token("any").build()?;
/// assert_eq!(client.get_contact_tag(&id).await?.contact_tag_name, "a name");
/// # Ok::<(), contacts_client::Error>(())
/// # }).unwrap();
/// ```
#[cfg(feature = "httpmock")]
pub mod httpmock;
pub(crate) mod ids;
mod operations;
pub(crate) mod params;
pub(crate) mod types;
pub(crate) mod unions;
pub(crate) mod wire;

/// The documented address of the service.
pub const BASE_URL: &str = "https://www.worksapis.com/v1.0";

/// The SHA-256 of the `contacts.yaml` that the client was generated from, in hexadecimal.
pub const SPEC_SHA256: &str = "37c064b38c2d4e75f07f3bec0ae44a0a62956e7633d942951c7d7fe2d25b6b3d";

/// The generator and its version.
pub const GENERATOR: &str = "progenitor 0.15.1";

/// Calls a macro with the name of every type that stands for a schema.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_schema {
    ($call:ident) => {
        $call! {
            ContactId
            ContactTagId
            UserId
            AccessibleMemberId
            ExternalUserId
            CustomPropertyId
            DomainId
            AccessibleRange
            AccessibleMemberType
            ExternalUserType
            TelephoneType
            EventType
            DayType
            LocationType
            MessengerType
            ContactTagType
            CustomPropertyType
            LanguageCode
            SearchDateType
            SearchFilterType
            ContactOrderBy
            ContactTagOrderBy
            ErrorCode
            ContactAccessibleMember
            ContactName
            ContactEmail
            ContactTelephone
            ContactOrganization
            ContactEvent
            ContactLocation
            ContactMessenger
            ContactWebsite
            CustomProperties
            CustomPropertyValue
            CustomPropertyStringSingle
            CustomPropertyStringMulti
            CustomPropertyLinkSingle
            CustomPropertyLinkMulti
            ContactInput
            PermissionPatch
            ContactNamePatch
            ContactPatch
            Permission
            LinkedExternalUser
            Contact
            ContactList
            ResponseMetaData
            ContactPhotoUpload
            ContactPhotoUploadUrl
            ContactTagInput
            ContactTagPatch
            ContactTag
            ContactTagList
            I18nDisplayName
            ContactCustomPropertyCreate
            ContactCustomPropertyPatch
            ContactCustomProperty
            CustomPropertyList
            ApiError
        }
    };
}

/// Calls a macro with the name and the id of every call.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_operation {
    ($call:ident) => {
        $call! {
            create_contact = "createContact",
            list_contacts = "listContacts",
            list_user_contacts = "listUserContacts",
            get_contact = "getContact",
            update_contact = "updateContact",
            patch_contact = "patchContact",
            delete_contact = "deleteContact",
            force_delete_contact = "forceDeleteContact",
            create_contact_photo = "createContactPhoto",
            get_contact_photo = "getContactPhoto",
            delete_contact_photo = "deleteContactPhoto",
            create_contact_tag = "createContactTag",
            list_contact_tags = "listContactTags",
            get_contact_tag = "getContactTag",
            update_contact_tag = "updateContactTag",
            patch_contact_tag = "patchContactTag",
            delete_contact_tag = "deleteContactTag",
            create_user_contact_tag = "createUserContactTag",
            list_user_contact_tags = "listUserContactTags",
            list_custom_properties = "listCustomProperties",
            create_custom_property = "createCustomProperty",
            get_custom_property = "getCustomProperty",
            patch_custom_property = "patchCustomProperty",
            delete_custom_property = "deleteCustomProperty",
        }
    };
}
