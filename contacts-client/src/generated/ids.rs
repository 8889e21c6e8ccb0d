// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use crate::id::{integer_id, string_id};

string_id! {
    /// Identifies a contact.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub struct ContactId;
}

string_id! {
    /// Identifies a tag.
    ///
    /// Documentation:
    /// [contact-tag-create/en](https://developers.worksmobile.com/en/docs/contact-tag-create),
    /// [contact-tag-get/kr](https://developers.worksmobile.com/kr/docs/contact-tag-get)
    pub struct ContactTagId;
}

string_id! {
    /// Identifies a member. In a path it may also be a login e-mail address, `externalKey:{key}` or,
    /// with a user account's token, `me`.
    ///
    /// Documentation:
    /// [contact-user-list/en](https://developers.worksmobile.com/en/docs/contact-user-list),
    /// [contact-user-list/kr](https://developers.worksmobile.com/kr/docs/contact-user-list),
    /// [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [auth-jwt/en](https://developers.worksmobile.com/en/docs/auth-jwt)
    pub struct UserId;
}

string_id! {
    /// Identifies a member, an organization (team) or a group, as the type beside says.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put)
    pub struct AccessibleMemberId;
}

string_id! {
    /// Identifies a person outside the domain.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put)
    pub struct ExternalUserId;
}

string_id! {
    /// Identifies the definition of a custom property; assigned by the system. In a path the
    /// propertyName may stand in its place.
    ///
    /// Documentation:
    /// [contact-custom-property-get/en](https://developers.worksmobile.com/en/docs/contact-custom-property-get),
    /// [contact-custom-property-get/kr](https://developers.worksmobile.com/kr/docs/contact-custom-property-get)
    pub struct CustomPropertyId;
}

integer_id! {
    /// Identifies a domain.
    ///
    /// Documentation:
    /// [contact-custom-property-create/en](https://developers.worksmobile.com/en/docs/contact-custom-property-create),
    /// [contact-custom-property-create/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-create)
    pub struct DomainId(i32);
}
