// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use super::types::*;
use crate::key_union::key_union;

key_union! {
    /// Value of a custom property: one text, up to 10 texts, one link or up to 10 links, as
    /// propertyType and multiValued of its definition say. The shapes are told apart by their keys; an
    /// empty object or list fits two of them.
    ///
    /// Assumed, not documented: The names of three of the table's four rows were lost in every copy;
    /// their texts and the examples show four cases of one value.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub enum CustomPropertyValue {
        /// A text, when propertyType is STRING and multiValued is false.
        StringSingle(CustomPropertyStringSingle) = object ["content"],
        /// One of several texts.
        StringMulti(Vec<CustomPropertyStringMulti>) = list ["content", "represent"],
        /// A link, when propertyType is LINK and multiValued is false.
        LinkSingle(CustomPropertyLinkSingle) = object ["text", "link"],
        /// One of several links.
        LinkMulti(Vec<CustomPropertyLinkMulti>) = list ["text", "link", "represent"],
    }
}

/// Values of custom properties by propertyName. A name must have been registered by `POST
/// /contacts/custom-properties` before; the shape of its value follows the definition.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put),
/// [contact/en](https://developers.worksmobile.com/en/docs/contact)
pub type CustomProperties = std::collections::BTreeMap<String, CustomPropertyValue>;
