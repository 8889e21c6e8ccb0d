// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use serde::{Deserialize, Serialize};
use super::enums::*;
use super::ids::*;
use super::unions::*;
use crate::date_time::DateTime;
use crate::patch::Patch;

/// One member, organization or group that can access a contact.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactAccessibleMember {
    /// Whom or what is meant.
    pub id: AccessibleMemberId,
    /// What the id identifies.
    #[serde(rename = "type")]
    pub type_: AccessibleMemberType,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactAccessibleMember {
    /// A `ContactAccessibleMember` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        id: impl Into<AccessibleMemberId>,
        type_: impl Into<AccessibleMemberType>,
    ) -> Self {
        Self {
            id: id.into(),
            type_: type_.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<AccessibleMemberId>) -> Self {
        self.id = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<AccessibleMemberType>) -> Self {
        self.type_ = value.into();
        self
    }
}

/// Name of the person. The pages say that `prefix`, `suffix` and `middleName` (jp: `middleName`
/// only) are shown by `GET /contacts/{contactId}` alone; elsewhere they may be null whatever the
/// contact has.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactName {
    /// Given name.
    ///
    /// At most 100 characters.
    #[serde(rename = "firstName", default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name.
    ///
    /// At most 100 characters.
    #[serde(rename = "lastName", default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Reading of the given name (furigana).
    ///
    /// At most 100 characters.
    #[serde(
        rename = "phoneticFirstName",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub phonetic_first_name: Option<String>,
    /// Reading of the family name (furigana).
    ///
    /// At most 100 characters.
    #[serde(
        rename = "phoneticLastName",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub phonetic_last_name: Option<String>,
    /// Nickname. That of an external message contact cannot be changed.
    ///
    /// At most 100 characters.
    #[serde(rename = "nickName", default, skip_serializing_if = "Option::is_none")]
    pub nick_name: Option<String>,
    /// Courtesy title. Shown when one contact is read, elsewhere possibly null.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Title. Shown when one contact is read, elsewhere possibly null.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// Middle name. Shown when one contact is read, elsewhere null.
    ///
    /// At most 100 characters.
    #[serde(rename = "middleName", default, skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactName {
    /// Sets [`first_name`](Self::first_name).
    #[must_use]
    pub fn set_first_name(mut self, value: impl Into<String>) -> Self {
        self.first_name = Some(value.into());
        self
    }

    /// Sets [`last_name`](Self::last_name).
    #[must_use]
    pub fn set_last_name(mut self, value: impl Into<String>) -> Self {
        self.last_name = Some(value.into());
        self
    }

    /// Sets [`phonetic_first_name`](Self::phonetic_first_name).
    #[must_use]
    pub fn set_phonetic_first_name(mut self, value: impl Into<String>) -> Self {
        self.phonetic_first_name = Some(value.into());
        self
    }

    /// Sets [`phonetic_last_name`](Self::phonetic_last_name).
    #[must_use]
    pub fn set_phonetic_last_name(mut self, value: impl Into<String>) -> Self {
        self.phonetic_last_name = Some(value.into());
        self
    }

    /// Sets [`nick_name`](Self::nick_name).
    #[must_use]
    pub fn set_nick_name(mut self, value: impl Into<String>) -> Self {
        self.nick_name = Some(value.into());
        self
    }

    /// Sets [`prefix`](Self::prefix).
    #[must_use]
    pub fn set_prefix(mut self, value: impl Into<String>) -> Self {
        self.prefix = Some(value.into());
        self
    }

    /// Sets [`suffix`](Self::suffix).
    #[must_use]
    pub fn set_suffix(mut self, value: impl Into<String>) -> Self {
        self.suffix = Some(value.into());
        self
    }

    /// Sets [`middle_name`](Self::middle_name).
    #[must_use]
    pub fn set_middle_name(mut self, value: impl Into<String>) -> Self {
        self.middle_name = Some(value.into());
        self
    }
}

/// An e-mail address.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactEmail {
    /// Whether this is the main e-mail address. Whether exactly one must be is not documented.
    pub primary: bool,
    /// The address. The name of this row was lost in the stored copies; the documented examples prove
    /// it. No check of its syntax is documented.
    ///
    /// At most 256 characters.
    pub email: String,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactEmail {
    /// A `ContactEmail` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, email: impl Into<String>) -> Self {
        Self {
            primary,
            email: email.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`email`](Self::email).
    #[must_use]
    pub fn set_email(mut self, value: impl Into<String>) -> Self {
        self.email = value.into();
        self
    }
}

/// A telephone number.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactTelephone {
    /// Whether this is the main number. Whether exactly one must be is not documented.
    pub primary: bool,
    /// The number: digits, plus, hyphen, asterisk, hash, P, T, p, t, parentheses, space and ideographic
    /// space. The pages print the pattern without anchors, which are plainly meant. No maximum length
    /// is documented.
    ///
    /// Pattern: `^[0-9\+\-*#PTpt()\u3000 ]+$`.
    pub telephone: String,
    /// Type of the number.
    ///
    /// Default: `CUSTOM`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<TelephoneType>,
    /// Type of one's own. Whether it is needed with CUSTOM is not documented; answers carry null with
    /// any other type.
    ///
    /// At most 100 characters.
    #[serde(rename = "customType", default, skip_serializing_if = "Option::is_none")]
    pub custom_type: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactTelephone {
    /// A `ContactTelephone` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, telephone: impl Into<String>) -> Self {
        Self {
            primary,
            telephone: telephone.into(),
            type_: None,
            custom_type: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`telephone`](Self::telephone).
    #[must_use]
    pub fn set_telephone(mut self, value: impl Into<String>) -> Self {
        self.telephone = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<TelephoneType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`custom_type`](Self::custom_type).
    #[must_use]
    pub fn set_custom_type(mut self, value: impl Into<String>) -> Self {
        self.custom_type = Some(value.into());
        self
    }
}

/// A company that the person belongs to.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactOrganization {
    /// Whether this is the main company. Whether exactly one must be is not documented.
    pub primary: bool,
    /// Name of the company.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Department.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Job title.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactOrganization {
    /// A `ContactOrganization` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool) -> Self {
        Self {
            primary,
            name: None,
            department: None,
            title: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn set_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`department`](Self::department).
    #[must_use]
    pub fn set_department(mut self, value: impl Into<String>) -> Self {
        self.department = Some(value.into());
        self
    }

    /// Sets [`title`](Self::title).
    #[must_use]
    pub fn set_title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }
}

/// A birthday, an anniversary or another day.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactEvent {
    /// Whether this is the main event. Whether exactly one must be is not documented.
    pub primary: bool,
    /// The day as `YYYY-MM-DD`, in the calendar that dayType names. Text and not a Gregorian date,
    /// because a lunar date such as 2021-02-30 is a real one.
    ///
    /// Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`.
    ///
    /// Assumed, not documented: The pages print the form YYYY-MM-DD; the ranges of month and day are
    /// deduced.
    pub date: String,
    /// Type of the event.
    ///
    /// Default: `CUSTOM`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<EventType>,
    /// Type of one's own. Whether it is needed with CUSTOM is not documented; answers carry null with
    /// any other type.
    ///
    /// At most 100 characters.
    #[serde(rename = "customType", default, skip_serializing_if = "Option::is_none")]
    pub custom_type: Option<String>,
    /// Calendar of the date.
    ///
    /// Default: `SOLAR`.
    #[serde(rename = "dayType", default, skip_serializing_if = "Option::is_none")]
    pub day_type: Option<DayType>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactEvent {
    /// A `ContactEvent` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, date: impl Into<String>) -> Self {
        Self {
            primary,
            date: date.into(),
            type_: None,
            custom_type: None,
            day_type: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`date`](Self::date).
    #[must_use]
    pub fn set_date(mut self, value: impl Into<String>) -> Self {
        self.date = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<EventType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`custom_type`](Self::custom_type).
    #[must_use]
    pub fn set_custom_type(mut self, value: impl Into<String>) -> Self {
        self.custom_type = Some(value.into());
        self
    }

    /// Sets [`day_type`](Self::day_type).
    #[must_use]
    pub fn set_day_type(mut self, value: impl Into<DayType>) -> Self {
        self.day_type = Some(value.into());
        self
    }
}

/// An address.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactLocation {
    /// Whether this is the main address. Whether exactly one must be is not documented.
    pub primary: bool,
    /// The address.
    ///
    /// At most 100 characters.
    pub address: String,
    /// Type of the address.
    ///
    /// Default: `CUSTOM`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<LocationType>,
    /// Postal code.
    ///
    /// At most 100 characters.
    #[serde(rename = "zipCode", default, skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
    /// Type of one's own. Whether it is needed with CUSTOM is not documented; answers carry null with
    /// any other type.
    ///
    /// At most 100 characters.
    #[serde(rename = "customType", default, skip_serializing_if = "Option::is_none")]
    pub custom_type: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactLocation {
    /// A `ContactLocation` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, address: impl Into<String>) -> Self {
        Self {
            primary,
            address: address.into(),
            type_: None,
            zip_code: None,
            custom_type: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`address`](Self::address).
    #[must_use]
    pub fn set_address(mut self, value: impl Into<String>) -> Self {
        self.address = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<LocationType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`zip_code`](Self::zip_code).
    #[must_use]
    pub fn set_zip_code(mut self, value: impl Into<String>) -> Self {
        self.zip_code = Some(value.into());
        self
    }

    /// Sets [`custom_type`](Self::custom_type).
    #[must_use]
    pub fn set_custom_type(mut self, value: impl Into<String>) -> Self {
        self.custom_type = Some(value.into());
        self
    }
}

/// A messenger (social network).
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactMessenger {
    /// Whether this is the main messenger. Whether exactly one must be is not documented.
    pub primary: bool,
    /// Id or name of the person there.
    ///
    /// At most 100 characters.
    pub id: String,
    /// Type of the messenger.
    ///
    /// Default: `CUSTOM`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<MessengerType>,
    /// Type of one's own. Whether it is needed with CUSTOM is not documented; answers carry null with
    /// any other type.
    ///
    /// At most 100 characters.
    #[serde(rename = "customType", default, skip_serializing_if = "Option::is_none")]
    pub custom_type: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactMessenger {
    /// A `ContactMessenger` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, id: impl Into<String>) -> Self {
        Self {
            primary,
            id: id.into(),
            type_: None,
            custom_type: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<MessengerType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`custom_type`](Self::custom_type).
    #[must_use]
    pub fn set_custom_type(mut self, value: impl Into<String>) -> Self {
        self.custom_type = Some(value.into());
        self
    }
}

/// A web site.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactWebsite {
    /// Whether this is the main web site. Whether exactly one must be is not documented.
    pub primary: bool,
    /// The address. No check of its syntax is documented.
    ///
    /// At most 100 characters.
    pub url: String,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactWebsite {
    /// A `ContactWebsite` with what is required, and nothing else.
    #[must_use]
    pub fn new(primary: bool, url: impl Into<String>) -> Self {
        Self {
            primary,
            url: url.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`primary`](Self::primary).
    #[must_use]
    pub fn set_primary(mut self, value: bool) -> Self {
        self.primary = value;
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn set_url(mut self, value: impl Into<String>) -> Self {
        self.url = value.into();
        self
    }
}

/// A text, when propertyType is STRING and multiValued is false.
///
/// Assumed, not documented: That a value never has the keys of another case is deduced.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CustomPropertyStringSingle {
    /// The text.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl CustomPropertyStringSingle {
    /// Sets [`content`](Self::content).
    #[must_use]
    pub fn set_content(mut self, value: impl Into<String>) -> Self {
        self.content = Some(value.into());
        self
    }
}

/// One of several texts.
///
/// Assumed, not documented: That a value never has the keys of another case is deduced.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CustomPropertyStringMulti {
    /// The text.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Whether this is the main value; the one with true is shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represent: Option<bool>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl CustomPropertyStringMulti {
    /// Sets [`content`](Self::content).
    #[must_use]
    pub fn set_content(mut self, value: impl Into<String>) -> Self {
        self.content = Some(value.into());
        self
    }

    /// Sets [`represent`](Self::represent).
    #[must_use]
    pub fn set_represent(mut self, value: impl Into<bool>) -> Self {
        self.represent = Some(value.into());
        self
    }
}

/// A link, when propertyType is LINK and multiValued is false.
///
/// Assumed, not documented: That a value never has the keys of another case is deduced.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CustomPropertyLinkSingle {
    /// The text to show.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The address.
    ///
    /// At most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl CustomPropertyLinkSingle {
    /// Sets [`text`](Self::text).
    #[must_use]
    pub fn set_text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }

    /// Sets [`link`](Self::link).
    #[must_use]
    pub fn set_link(mut self, value: impl Into<String>) -> Self {
        self.link = Some(value.into());
        self
    }
}

/// One of several links.
///
/// Assumed, not documented: That a value never has the keys of another case is deduced.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CustomPropertyLinkMulti {
    /// The text to show.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The address.
    ///
    /// At most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether this is the main value; the one with true is shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represent: Option<bool>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl CustomPropertyLinkMulti {
    /// Sets [`text`](Self::text).
    #[must_use]
    pub fn set_text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }

    /// Sets [`link`](Self::link).
    #[must_use]
    pub fn set_link(mut self, value: impl Into<String>) -> Self {
        self.link = Some(value.into());
        self
    }

    /// Sets [`represent`](Self::represent).
    #[must_use]
    pub fn set_represent(mut self, value: impl Into<bool>) -> Self {
        self.represent = Some(value.into());
        self
    }
}

/// A contact as PUT takes it.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactInput {
    /// E-mail addresses.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emails: Vec<ContactEmail>,
    /// Telephone numbers.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub telephones: Vec<ContactTelephone>,
    /// Companies that the person belongs to.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub organizations: Vec<ContactOrganization>,
    /// Birthdays, anniversaries and other days.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub events: Vec<ContactEvent>,
    /// Addresses.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub locations: Vec<ContactLocation>,
    /// Messengers (social networks).
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub messengers: Vec<ContactMessenger>,
    /// Web sites.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub websites: Vec<ContactWebsite>,
    /// Free text.
    ///
    /// At most 4000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// The tags that the contact carries. No maximum is documented.
    #[serde(
        rename = "contactTagIds",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub contact_tag_ids: Vec<ContactTagId>,
    /// Values of custom properties.
    #[serde(
        rename = "customProperties",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub custom_properties: Option<CustomProperties>,
    /// Who can access the contact.
    ///
    /// Rules:
    ///
    /// - When accessibleRange is MEMBER, accessibleMembers must name at least one.
    pub permission: Permission,
    /// Name of the person.
    ///
    /// Rules:
    ///
    /// - A contact name must have a lastName or a firstName.
    #[serde(rename = "contactName")]
    pub contact_name: ContactName,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactInput {
    /// A `ContactInput` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        permission: impl Into<Permission>,
        contact_name: impl Into<ContactName>,
    ) -> Self {
        Self {
            emails: Vec::new(),
            telephones: Vec::new(),
            organizations: Vec::new(),
            events: Vec::new(),
            locations: Vec::new(),
            messengers: Vec::new(),
            websites: Vec::new(),
            memo: None,
            contact_tag_ids: Vec::new(),
            custom_properties: None,
            permission: permission.into(),
            contact_name: contact_name.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`emails`](Self::emails).
    #[must_use]
    pub fn set_emails(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEmail>>,
    ) -> Self {
        self.emails = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`telephones`](Self::telephones).
    #[must_use]
    pub fn set_telephones(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTelephone>>,
    ) -> Self {
        self.telephones = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`organizations`](Self::organizations).
    #[must_use]
    pub fn set_organizations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactOrganization>>,
    ) -> Self {
        self.organizations = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`events`](Self::events).
    #[must_use]
    pub fn set_events(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEvent>>,
    ) -> Self {
        self.events = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`locations`](Self::locations).
    #[must_use]
    pub fn set_locations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactLocation>>,
    ) -> Self {
        self.locations = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`messengers`](Self::messengers).
    #[must_use]
    pub fn set_messengers(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactMessenger>>,
    ) -> Self {
        self.messengers = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`websites`](Self::websites).
    #[must_use]
    pub fn set_websites(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactWebsite>>,
    ) -> Self {
        self.websites = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`memo`](Self::memo).
    #[must_use]
    pub fn set_memo(mut self, value: impl Into<String>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets [`contact_tag_ids`](Self::contact_tag_ids).
    #[must_use]
    pub fn set_contact_tag_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTagId>>,
    ) -> Self {
        self.contact_tag_ids = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`custom_properties`](Self::custom_properties).
    #[must_use]
    pub fn set_custom_properties(mut self, value: impl Into<CustomProperties>) -> Self {
        self.custom_properties = Some(value.into());
        self
    }

    /// Sets [`permission`](Self::permission).
    #[must_use]
    pub fn set_permission(mut self, value: impl Into<Permission>) -> Self {
        self.permission = value.into();
        self
    }

    /// Sets [`contact_name`](Self::contact_name).
    #[must_use]
    pub fn set_contact_name(mut self, value: impl Into<ContactName>) -> Self {
        self.contact_name = value.into();
        self
    }
}

/// Who can access a contact, as PATCH takes it.
///
/// Assumed, not documented: Page missing: whether the members of the object are merged or the
/// object is replaced is not stated; nothing is required here.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [api-call/en](https://developers.worksmobile.com/en/docs/api-call)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PermissionPatch {
    /// Who can access the contact.
    #[serde(
        rename = "accessibleRange",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub accessible_range: Patch<AccessibleRange>,
    /// The member who owns the contact, its master. The overview counts it among what is to be given;
    /// the tables never require it.
    #[serde(rename = "masterUserId", default, skip_serializing_if = "Patch::is_absent")]
    pub master_user_id: Patch<UserId>,
    /// With true, those who can access the contact may edit it; with false, only the master.
    ///
    /// Default: `true`.
    #[serde(rename = "isCoEditing", default, skip_serializing_if = "Patch::is_absent")]
    pub is_co_editing: Patch<bool>,
    /// The members, organizations and groups that can access the contact when the range is MEMBER;
    /// documented answers with ALL carry an empty list.
    ///
    /// At most 500 items. No item twice.
    #[serde(
        rename = "accessibleMembers",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub accessible_members: Patch<Vec<ContactAccessibleMember>>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl PermissionPatch {
    /// Sets [`accessible_range`](Self::accessible_range).
    #[must_use]
    pub fn set_accessible_range(mut self, value: impl Into<AccessibleRange>) -> Self {
        self.accessible_range = Patch::Value(value.into());
        self
    }

    /// Sends null for [`accessible_range`](Self::accessible_range).
    #[must_use]
    pub fn clear_accessible_range(mut self) -> Self {
        self.accessible_range = Patch::Null;
        self
    }

    /// Sets [`master_user_id`](Self::master_user_id).
    #[must_use]
    pub fn set_master_user_id(mut self, value: impl Into<UserId>) -> Self {
        self.master_user_id = Patch::Value(value.into());
        self
    }

    /// Sends null for [`master_user_id`](Self::master_user_id).
    #[must_use]
    pub fn clear_master_user_id(mut self) -> Self {
        self.master_user_id = Patch::Null;
        self
    }

    /// Sets [`is_co_editing`](Self::is_co_editing).
    #[must_use]
    pub fn set_is_co_editing(mut self, value: impl Into<bool>) -> Self {
        self.is_co_editing = Patch::Value(value.into());
        self
    }

    /// Sends null for [`is_co_editing`](Self::is_co_editing).
    #[must_use]
    pub fn clear_is_co_editing(mut self) -> Self {
        self.is_co_editing = Patch::Null;
        self
    }

    /// Sets [`accessible_members`](Self::accessible_members).
    #[must_use]
    pub fn set_accessible_members(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactAccessibleMember>>,
    ) -> Self {
        self.accessible_members = Patch::Value(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Sends null for [`accessible_members`](Self::accessible_members).
    #[must_use]
    pub fn clear_accessible_members(mut self) -> Self {
        self.accessible_members = Patch::Null;
        self
    }
}

/// Name of the person, as PATCH takes it.
///
/// Assumed, not documented: Page missing: whether the members of the object are merged or the
/// object is replaced is not stated; nothing is required here.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [api-call/en](https://developers.worksmobile.com/en/docs/api-call)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactNamePatch {
    /// Given name.
    ///
    /// At most 100 characters.
    #[serde(rename = "firstName", default, skip_serializing_if = "Patch::is_absent")]
    pub first_name: Patch<String>,
    /// Family name.
    ///
    /// At most 100 characters.
    #[serde(rename = "lastName", default, skip_serializing_if = "Patch::is_absent")]
    pub last_name: Patch<String>,
    /// Reading of the given name (furigana).
    ///
    /// At most 100 characters.
    #[serde(
        rename = "phoneticFirstName",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub phonetic_first_name: Patch<String>,
    /// Reading of the family name (furigana).
    ///
    /// At most 100 characters.
    #[serde(
        rename = "phoneticLastName",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub phonetic_last_name: Patch<String>,
    /// Nickname. That of an external message contact cannot be changed.
    ///
    /// At most 100 characters.
    #[serde(rename = "nickName", default, skip_serializing_if = "Patch::is_absent")]
    pub nick_name: Patch<String>,
    /// Courtesy title. Shown when one contact is read, elsewhere possibly null.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub prefix: Patch<String>,
    /// Title. Shown when one contact is read, elsewhere possibly null.
    ///
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub suffix: Patch<String>,
    /// Middle name. Shown when one contact is read, elsewhere null.
    ///
    /// At most 100 characters.
    #[serde(rename = "middleName", default, skip_serializing_if = "Patch::is_absent")]
    pub middle_name: Patch<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactNamePatch {
    /// Sets [`first_name`](Self::first_name).
    #[must_use]
    pub fn set_first_name(mut self, value: impl Into<String>) -> Self {
        self.first_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`first_name`](Self::first_name).
    #[must_use]
    pub fn clear_first_name(mut self) -> Self {
        self.first_name = Patch::Null;
        self
    }

    /// Sets [`last_name`](Self::last_name).
    #[must_use]
    pub fn set_last_name(mut self, value: impl Into<String>) -> Self {
        self.last_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`last_name`](Self::last_name).
    #[must_use]
    pub fn clear_last_name(mut self) -> Self {
        self.last_name = Patch::Null;
        self
    }

    /// Sets [`phonetic_first_name`](Self::phonetic_first_name).
    #[must_use]
    pub fn set_phonetic_first_name(mut self, value: impl Into<String>) -> Self {
        self.phonetic_first_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`phonetic_first_name`](Self::phonetic_first_name).
    #[must_use]
    pub fn clear_phonetic_first_name(mut self) -> Self {
        self.phonetic_first_name = Patch::Null;
        self
    }

    /// Sets [`phonetic_last_name`](Self::phonetic_last_name).
    #[must_use]
    pub fn set_phonetic_last_name(mut self, value: impl Into<String>) -> Self {
        self.phonetic_last_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`phonetic_last_name`](Self::phonetic_last_name).
    #[must_use]
    pub fn clear_phonetic_last_name(mut self) -> Self {
        self.phonetic_last_name = Patch::Null;
        self
    }

    /// Sets [`nick_name`](Self::nick_name).
    #[must_use]
    pub fn set_nick_name(mut self, value: impl Into<String>) -> Self {
        self.nick_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`nick_name`](Self::nick_name).
    #[must_use]
    pub fn clear_nick_name(mut self) -> Self {
        self.nick_name = Patch::Null;
        self
    }

    /// Sets [`prefix`](Self::prefix).
    #[must_use]
    pub fn set_prefix(mut self, value: impl Into<String>) -> Self {
        self.prefix = Patch::Value(value.into());
        self
    }

    /// Sends null for [`prefix`](Self::prefix).
    #[must_use]
    pub fn clear_prefix(mut self) -> Self {
        self.prefix = Patch::Null;
        self
    }

    /// Sets [`suffix`](Self::suffix).
    #[must_use]
    pub fn set_suffix(mut self, value: impl Into<String>) -> Self {
        self.suffix = Patch::Value(value.into());
        self
    }

    /// Sends null for [`suffix`](Self::suffix).
    #[must_use]
    pub fn clear_suffix(mut self) -> Self {
        self.suffix = Patch::Null;
        self
    }

    /// Sets [`middle_name`](Self::middle_name).
    #[must_use]
    pub fn set_middle_name(mut self, value: impl Into<String>) -> Self {
        self.middle_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`middle_name`](Self::middle_name).
    #[must_use]
    pub fn clear_middle_name(mut self) -> Self {
        self.middle_name = Patch::Null;
        self
    }
}

/// The properties of a contact to replace.
///
/// Assumed, not documented: Page missing: any subset of the members of a contact request is taken
/// to be accepted. What null does and whether nested objects are merged is not stated.
///
/// Documentation: [contact/en](https://developers.worksmobile.com/en/docs/contact),
/// [api-call/en](https://developers.worksmobile.com/en/docs/api-call),
/// [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactPatch {
    /// E-mail addresses.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub emails: Patch<Vec<ContactEmail>>,
    /// Telephone numbers.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub telephones: Patch<Vec<ContactTelephone>>,
    /// Companies that the person belongs to.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub organizations: Patch<Vec<ContactOrganization>>,
    /// Birthdays, anniversaries and other days.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub events: Patch<Vec<ContactEvent>>,
    /// Addresses.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub locations: Patch<Vec<ContactLocation>>,
    /// Messengers (social networks).
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub messengers: Patch<Vec<ContactMessenger>>,
    /// Web sites.
    ///
    /// At most 100 items.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub websites: Patch<Vec<ContactWebsite>>,
    /// Free text.
    ///
    /// At most 4000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub memo: Patch<String>,
    /// The tags that the contact carries. No maximum is documented.
    #[serde(rename = "contactTagIds", default, skip_serializing_if = "Patch::is_absent")]
    pub contact_tag_ids: Patch<Vec<ContactTagId>>,
    /// Values of custom properties.
    #[serde(
        rename = "customProperties",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub custom_properties: Patch<CustomProperties>,
    /// Who can access the contact.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub permission: Patch<PermissionPatch>,
    /// Name of the person.
    #[serde(rename = "contactName", default, skip_serializing_if = "Patch::is_absent")]
    pub contact_name: Patch<ContactNamePatch>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactPatch {
    /// Sets [`emails`](Self::emails).
    #[must_use]
    pub fn set_emails(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEmail>>,
    ) -> Self {
        self.emails = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`emails`](Self::emails).
    #[must_use]
    pub fn clear_emails(mut self) -> Self {
        self.emails = Patch::Null;
        self
    }

    /// Sets [`telephones`](Self::telephones).
    #[must_use]
    pub fn set_telephones(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTelephone>>,
    ) -> Self {
        self.telephones = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`telephones`](Self::telephones).
    #[must_use]
    pub fn clear_telephones(mut self) -> Self {
        self.telephones = Patch::Null;
        self
    }

    /// Sets [`organizations`](Self::organizations).
    #[must_use]
    pub fn set_organizations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactOrganization>>,
    ) -> Self {
        self.organizations = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`organizations`](Self::organizations).
    #[must_use]
    pub fn clear_organizations(mut self) -> Self {
        self.organizations = Patch::Null;
        self
    }

    /// Sets [`events`](Self::events).
    #[must_use]
    pub fn set_events(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEvent>>,
    ) -> Self {
        self.events = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`events`](Self::events).
    #[must_use]
    pub fn clear_events(mut self) -> Self {
        self.events = Patch::Null;
        self
    }

    /// Sets [`locations`](Self::locations).
    #[must_use]
    pub fn set_locations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactLocation>>,
    ) -> Self {
        self.locations = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`locations`](Self::locations).
    #[must_use]
    pub fn clear_locations(mut self) -> Self {
        self.locations = Patch::Null;
        self
    }

    /// Sets [`messengers`](Self::messengers).
    #[must_use]
    pub fn set_messengers(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactMessenger>>,
    ) -> Self {
        self.messengers = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`messengers`](Self::messengers).
    #[must_use]
    pub fn clear_messengers(mut self) -> Self {
        self.messengers = Patch::Null;
        self
    }

    /// Sets [`websites`](Self::websites).
    #[must_use]
    pub fn set_websites(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactWebsite>>,
    ) -> Self {
        self.websites = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`websites`](Self::websites).
    #[must_use]
    pub fn clear_websites(mut self) -> Self {
        self.websites = Patch::Null;
        self
    }

    /// Sets [`memo`](Self::memo).
    #[must_use]
    pub fn set_memo(mut self, value: impl Into<String>) -> Self {
        self.memo = Patch::Value(value.into());
        self
    }

    /// Sends null for [`memo`](Self::memo).
    #[must_use]
    pub fn clear_memo(mut self) -> Self {
        self.memo = Patch::Null;
        self
    }

    /// Sets [`contact_tag_ids`](Self::contact_tag_ids).
    #[must_use]
    pub fn set_contact_tag_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTagId>>,
    ) -> Self {
        self.contact_tag_ids = Patch::Value(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sends null for [`contact_tag_ids`](Self::contact_tag_ids).
    #[must_use]
    pub fn clear_contact_tag_ids(mut self) -> Self {
        self.contact_tag_ids = Patch::Null;
        self
    }

    /// Sets [`custom_properties`](Self::custom_properties).
    #[must_use]
    pub fn set_custom_properties(mut self, value: impl Into<CustomProperties>) -> Self {
        self.custom_properties = Patch::Value(value.into());
        self
    }

    /// Sends null for [`custom_properties`](Self::custom_properties).
    #[must_use]
    pub fn clear_custom_properties(mut self) -> Self {
        self.custom_properties = Patch::Null;
        self
    }

    /// Sets [`permission`](Self::permission).
    #[must_use]
    pub fn set_permission(mut self, value: impl Into<PermissionPatch>) -> Self {
        self.permission = Patch::Value(value.into());
        self
    }

    /// Sends null for [`permission`](Self::permission).
    #[must_use]
    pub fn clear_permission(mut self) -> Self {
        self.permission = Patch::Null;
        self
    }

    /// Sets [`contact_name`](Self::contact_name).
    #[must_use]
    pub fn set_contact_name(mut self, value: impl Into<ContactNamePatch>) -> Self {
        self.contact_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`contact_name`](Self::contact_name).
    #[must_use]
    pub fn clear_contact_name(mut self) -> Self {
        self.contact_name = Patch::Null;
        self
    }
}

/// Who can access a contact, with its range always named.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Permission {
    /// Who can access the contact.
    #[serde(rename = "accessibleRange")]
    pub accessible_range: AccessibleRange,
    /// The member who owns the contact, its master. The overview counts it among what is to be given;
    /// the tables never require it.
    #[serde(rename = "masterUserId", default, skip_serializing_if = "Option::is_none")]
    pub master_user_id: Option<UserId>,
    /// With true, those who can access the contact may edit it; with false, only the master.
    ///
    /// Default: `true`.
    #[serde(rename = "isCoEditing", default, skip_serializing_if = "Option::is_none")]
    pub is_co_editing: Option<bool>,
    /// The members, organizations and groups that can access the contact when the range is MEMBER;
    /// documented answers with ALL carry an empty list.
    ///
    /// At most 500 items. No item twice.
    #[serde(
        rename = "accessibleMembers",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub accessible_members: Vec<ContactAccessibleMember>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Permission {
    /// A `Permission` with what is required, and nothing else.
    #[must_use]
    pub fn new(accessible_range: impl Into<AccessibleRange>) -> Self {
        Self {
            accessible_range: accessible_range.into(),
            master_user_id: None,
            is_co_editing: None,
            accessible_members: Vec::new(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`accessible_range`](Self::accessible_range).
    #[must_use]
    pub fn set_accessible_range(mut self, value: impl Into<AccessibleRange>) -> Self {
        self.accessible_range = value.into();
        self
    }

    /// Sets [`master_user_id`](Self::master_user_id).
    #[must_use]
    pub fn set_master_user_id(mut self, value: impl Into<UserId>) -> Self {
        self.master_user_id = Some(value.into());
        self
    }

    /// Sets [`is_co_editing`](Self::is_co_editing).
    #[must_use]
    pub fn set_is_co_editing(mut self, value: impl Into<bool>) -> Self {
        self.is_co_editing = Some(value.into());
        self
    }

    /// Sets [`accessible_members`](Self::accessible_members).
    #[must_use]
    pub fn set_accessible_members(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactAccessibleMember>>,
    ) -> Self {
        self.accessible_members = value.into_iter().map(Into::into).collect();
        self
    }
}

/// The person outside the domain behind an external message contact.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact/en](https://developers.worksmobile.com/en/docs/contact)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LinkedExternalUser {
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ExternalUserId>,
    /// Where the person comes from.
    ///
    /// Read-only.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<ExternalUserType>,
    /// The members who added the person to their contacts. When the master of the contact changes, the
    /// new master is added.
    #[serde(
        rename = "buddyUserIds",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub buddy_user_ids: Vec<UserId>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl LinkedExternalUser {
    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<ExternalUserId>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<ExternalUserType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`buddy_user_ids`](Self::buddy_user_ids).
    #[must_use]
    pub fn set_buddy_user_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<UserId>>,
    ) -> Self {
        self.buddy_user_ids = value.into_iter().map(Into::into).collect();
        self
    }
}

/// A contact as answers carry it. The same external person added by another member is another
/// contact.
///
/// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
/// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
/// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put),
/// [contact/en](https://developers.worksmobile.com/en/docs/contact)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Contact {
    /// E-mail addresses.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emails: Vec<ContactEmail>,
    /// Telephone numbers.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub telephones: Vec<ContactTelephone>,
    /// Companies that the person belongs to.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub organizations: Vec<ContactOrganization>,
    /// Birthdays, anniversaries and other days.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub events: Vec<ContactEvent>,
    /// Addresses.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub locations: Vec<ContactLocation>,
    /// Messengers (social networks).
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub messengers: Vec<ContactMessenger>,
    /// Web sites.
    ///
    /// At most 100 items.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub websites: Vec<ContactWebsite>,
    /// Free text.
    ///
    /// At most 4000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// The tags that the contact carries. No maximum is documented.
    #[serde(
        rename = "contactTagIds",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub contact_tag_ids: Vec<ContactTagId>,
    /// Values of custom properties.
    #[serde(
        rename = "customProperties",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub custom_properties: Option<CustomProperties>,
    /// The contact.
    ///
    /// Read-only.
    ///
    /// Assumed, not documented: The table does not mark it as required; every documented answer carries
    /// it.
    #[serde(rename = "contactId")]
    pub contact_id: ContactId,
    /// Who can access the contact.
    pub permission: Permission,
    /// Name of the person.
    #[serde(rename = "contactName")]
    pub contact_name: ContactName,
    /// The person behind an external message contact; null for a customer/client contact. The table
    /// does not call it nullable, the overview says so. The documented answers of POST and PUT show
    /// one; for a contact made here it is illustrative only.
    ///
    /// Read-only.
    #[serde(
        rename = "linkedExternalUser",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub linked_external_user: Option<LinkedExternalUser>,
    /// When the contact was registered, `YYYY-MM-DDThh:mm:ssTZD`.
    ///
    /// Read-only.
    #[serde(rename = "createdTime", default, skip_serializing_if = "Option::is_none")]
    pub created_time: Option<DateTime>,
    /// When the contact was last updated, `YYYY-MM-DDThh:mm:ssTZD`.
    ///
    /// Read-only.
    #[serde(rename = "modifiedTime", default, skip_serializing_if = "Option::is_none")]
    pub modified_time: Option<DateTime>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Contact {
    /// A `Contact` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        contact_id: impl Into<ContactId>,
        permission: impl Into<Permission>,
        contact_name: impl Into<ContactName>,
    ) -> Self {
        Self {
            emails: Vec::new(),
            telephones: Vec::new(),
            organizations: Vec::new(),
            events: Vec::new(),
            locations: Vec::new(),
            messengers: Vec::new(),
            websites: Vec::new(),
            memo: None,
            contact_tag_ids: Vec::new(),
            custom_properties: None,
            contact_id: contact_id.into(),
            permission: permission.into(),
            contact_name: contact_name.into(),
            linked_external_user: None,
            created_time: None,
            modified_time: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`emails`](Self::emails).
    #[must_use]
    pub fn set_emails(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEmail>>,
    ) -> Self {
        self.emails = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`telephones`](Self::telephones).
    #[must_use]
    pub fn set_telephones(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTelephone>>,
    ) -> Self {
        self.telephones = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`organizations`](Self::organizations).
    #[must_use]
    pub fn set_organizations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactOrganization>>,
    ) -> Self {
        self.organizations = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`events`](Self::events).
    #[must_use]
    pub fn set_events(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactEvent>>,
    ) -> Self {
        self.events = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`locations`](Self::locations).
    #[must_use]
    pub fn set_locations(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactLocation>>,
    ) -> Self {
        self.locations = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`messengers`](Self::messengers).
    #[must_use]
    pub fn set_messengers(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactMessenger>>,
    ) -> Self {
        self.messengers = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`websites`](Self::websites).
    #[must_use]
    pub fn set_websites(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactWebsite>>,
    ) -> Self {
        self.websites = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`memo`](Self::memo).
    #[must_use]
    pub fn set_memo(mut self, value: impl Into<String>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets [`contact_tag_ids`](Self::contact_tag_ids).
    #[must_use]
    pub fn set_contact_tag_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTagId>>,
    ) -> Self {
        self.contact_tag_ids = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`custom_properties`](Self::custom_properties).
    #[must_use]
    pub fn set_custom_properties(mut self, value: impl Into<CustomProperties>) -> Self {
        self.custom_properties = Some(value.into());
        self
    }

    /// Sets [`contact_id`](Self::contact_id).
    #[must_use]
    pub fn set_contact_id(mut self, value: impl Into<ContactId>) -> Self {
        self.contact_id = value.into();
        self
    }

    /// Sets [`permission`](Self::permission).
    #[must_use]
    pub fn set_permission(mut self, value: impl Into<Permission>) -> Self {
        self.permission = value.into();
        self
    }

    /// Sets [`contact_name`](Self::contact_name).
    #[must_use]
    pub fn set_contact_name(mut self, value: impl Into<ContactName>) -> Self {
        self.contact_name = value.into();
        self
    }

    /// Sets [`linked_external_user`](Self::linked_external_user).
    #[must_use]
    pub fn set_linked_external_user(
        mut self,
        value: impl Into<LinkedExternalUser>,
    ) -> Self {
        self.linked_external_user = Some(value.into());
        self
    }

    /// Sets [`created_time`](Self::created_time).
    #[must_use]
    pub fn set_created_time(mut self, value: impl Into<DateTime>) -> Self {
        self.created_time = Some(value.into());
        self
    }

    /// Sets [`modified_time`](Self::modified_time).
    #[must_use]
    pub fn set_modified_time(mut self, value: impl Into<DateTime>) -> Self {
        self.modified_time = Some(value.into());
        self
    }
}

/// A page of contacts.
///
/// Documentation: [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactList {
    /// The contacts of this page.
    #[serde(
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub contacts: Vec<Contact>,
    /// What leads to the next page.
    #[serde(
        rename = "responseMetaData",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub response_meta_data: Option<ResponseMetaData>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactList {
    /// Sets [`contacts`](Self::contacts).
    #[must_use]
    pub fn set_contacts(
        mut self,
        value: impl IntoIterator<Item = impl Into<Contact>>,
    ) -> Self {
        self.contacts = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`response_meta_data`](Self::response_meta_data).
    #[must_use]
    pub fn set_response_meta_data(mut self, value: impl Into<ResponseMetaData>) -> Self {
        self.response_meta_data = Some(value.into());
        self
    }
}

/// What leads to the next page of a list.
///
/// Documentation: [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
/// [contact-tag-list/en](https://developers.worksmobile.com/en/docs/contact-tag-list),
/// [contact-tag-list/jp](https://developers.worksmobile.com/jp/docs/contact-tag-list),
/// [pagination/jp](https://developers.worksmobile.com/jp/docs/pagination)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ResponseMetaData {
    /// Value of `cursor` for the next page; not returned on the last one.
    ///
    /// Assumed, not documented: Whether it is then absent or null, or the whole object is left out, is
    /// not stated; null is allowed so that each can be read.
    #[serde(rename = "nextCursor", default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ResponseMetaData {
    /// Sets [`next_cursor`](Self::next_cursor).
    #[must_use]
    pub fn set_next_cursor(mut self, value: impl Into<String>) -> Self {
        self.next_cursor = Some(value.into());
        self
    }
}

/// The file to be uploaded.
///
/// Documentation:
/// [contact-photo-create/en](https://developers.worksmobile.com/en/docs/contact-photo-create),
/// [contact-photo-create/kr](https://developers.worksmobile.com/kr/docs/contact-photo-create)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactPhotoUpload {
    /// Name of the file.
    #[serde(rename = "fileName")]
    pub file_name: String,
    /// Size of the file in bytes.
    ///
    /// 1 to 10485760.
    #[serde(rename = "fileSize")]
    pub file_size: i64,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactPhotoUpload {
    /// A `ContactPhotoUpload` with what is required, and nothing else.
    #[must_use]
    pub fn new(file_name: impl Into<String>, file_size: i64) -> Self {
        Self {
            file_name: file_name.into(),
            file_size,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`file_name`](Self::file_name).
    #[must_use]
    pub fn set_file_name(mut self, value: impl Into<String>) -> Self {
        self.file_name = value.into();
        self
    }

    /// Sets [`file_size`](Self::file_size).
    #[must_use]
    pub fn set_file_size(mut self, value: i64) -> Self {
        self.file_size = value;
        self
    }
}

/// Where to send the file.
///
/// Documentation:
/// [contact-photo-create/en](https://developers.worksmobile.com/en/docs/contact-photo-create),
/// [contact-photo-create/kr](https://developers.worksmobile.com/kr/docs/contact-photo-create)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactPhotoUploadUrl {
    /// Address of the second request.
    ///
    /// Assumed, not documented: The table does not mark it as required; the answer would be useless
    /// without it.
    #[serde(rename = "uploadUrl")]
    pub upload_url: String,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactPhotoUploadUrl {
    /// A `ContactPhotoUploadUrl` with what is required, and nothing else.
    #[must_use]
    pub fn new(upload_url: impl Into<String>) -> Self {
        Self {
            upload_url: upload_url.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`upload_url`](Self::upload_url).
    #[must_use]
    pub fn set_upload_url(mut self, value: impl Into<String>) -> Self {
        self.upload_url = value.into();
        self
    }
}

/// A tag as POST and PUT take it.
///
/// Documentation:
/// [contact-tag-create/en](https://developers.worksmobile.com/en/docs/contact-tag-create),
/// [contact-tag-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-tag-update-put),
/// [contact-tag-user-create/en](https://developers.worksmobile.com/en/docs/contact-tag-user-create)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactTagInput {
    /// Name of the tag.
    ///
    /// At most 30 characters.
    #[serde(rename = "contactTagName")]
    pub contact_tag_name: String,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactTagInput {
    /// A `ContactTagInput` with what is required, and nothing else.
    #[must_use]
    pub fn new(contact_tag_name: impl Into<String>) -> Self {
        Self {
            contact_tag_name: contact_tag_name.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`contact_tag_name`](Self::contact_tag_name).
    #[must_use]
    pub fn set_contact_tag_name(mut self, value: impl Into<String>) -> Self {
        self.contact_tag_name = value.into();
        self
    }
}

/// The properties of a tag to replace.
///
/// Documentation:
/// [contact-tag-update-patch/en](https://developers.worksmobile.com/en/docs/contact-tag-update-patch),
/// [contact-tag-update-patch/kr](https://developers.worksmobile.com/kr/docs/contact-tag-update-patch)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactTagPatch {
    /// Name of the tag.
    ///
    /// At most 30 characters.
    #[serde(
        rename = "contactTagName",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub contact_tag_name: Patch<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactTagPatch {
    /// Sets [`contact_tag_name`](Self::contact_tag_name).
    #[must_use]
    pub fn set_contact_tag_name(mut self, value: impl Into<String>) -> Self {
        self.contact_tag_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`contact_tag_name`](Self::contact_tag_name).
    #[must_use]
    pub fn clear_contact_tag_name(mut self) -> Self {
        self.contact_tag_name = Patch::Null;
        self
    }
}

/// A tag as answers carry it.
///
/// Documentation:
/// [contact-tag-create/en](https://developers.worksmobile.com/en/docs/contact-tag-create),
/// [contact-tag-list/en](https://developers.worksmobile.com/en/docs/contact-tag-list),
/// [contact-tag-get/kr](https://developers.worksmobile.com/kr/docs/contact-tag-get)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactTag {
    /// Name of the tag.
    ///
    /// At most 30 characters.
    #[serde(rename = "contactTagName")]
    pub contact_tag_name: String,
    /// The tag.
    ///
    /// Read-only.
    ///
    /// Assumed, not documented: The table does not mark it as required; every documented answer carries
    /// it.
    #[serde(rename = "contactTagId")]
    pub contact_tag_id: ContactTagId,
    /// Who sees the tag.
    ///
    /// Read-only.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<ContactTagType>,
    /// Creator of a user tag. Present only when the type is USER; the documented answer of `POST
    /// /users/{userId}/contact-tags` lacks it all the same.
    ///
    /// Read-only.
    #[serde(rename = "userId", default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactTag {
    /// A `ContactTag` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        contact_tag_id: impl Into<ContactTagId>,
        contact_tag_name: impl Into<String>,
    ) -> Self {
        Self {
            contact_tag_name: contact_tag_name.into(),
            contact_tag_id: contact_tag_id.into(),
            type_: None,
            user_id: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`contact_tag_name`](Self::contact_tag_name).
    #[must_use]
    pub fn set_contact_tag_name(mut self, value: impl Into<String>) -> Self {
        self.contact_tag_name = value.into();
        self
    }

    /// Sets [`contact_tag_id`](Self::contact_tag_id).
    #[must_use]
    pub fn set_contact_tag_id(mut self, value: impl Into<ContactTagId>) -> Self {
        self.contact_tag_id = value.into();
        self
    }

    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<ContactTagType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`user_id`](Self::user_id).
    #[must_use]
    pub fn set_user_id(mut self, value: impl Into<UserId>) -> Self {
        self.user_id = Some(value.into());
        self
    }
}

/// A page of tags.
///
/// Documentation:
/// [contact-tag-list/en](https://developers.worksmobile.com/en/docs/contact-tag-list),
/// [contact-tag-list/jp](https://developers.worksmobile.com/jp/docs/contact-tag-list),
/// [contact-tag-list/kr](https://developers.worksmobile.com/kr/docs/contact-tag-list)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactTagList {
    /// The tags of this page.
    #[serde(
        rename = "contactTags",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub contact_tags: Vec<ContactTag>,
    /// What leads to the next page.
    #[serde(
        rename = "responseMetaData",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub response_meta_data: Option<ResponseMetaData>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactTagList {
    /// Sets [`contact_tags`](Self::contact_tags).
    #[must_use]
    pub fn set_contact_tags(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactTag>>,
    ) -> Self {
        self.contact_tags = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`response_meta_data`](Self::response_meta_data).
    #[must_use]
    pub fn set_response_meta_data(mut self, value: impl Into<ResponseMetaData>) -> Self {
        self.response_meta_data = Some(value.into());
        self
    }
}

/// A display name in one language.
///
/// Documentation:
/// [contact-custom-property-create/en](https://developers.worksmobile.com/en/docs/contact-custom-property-create),
/// [contact-custom-property-create/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-create)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct I18nDisplayName {
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageCode>,
    /// The name in that language.
    ///
    /// At most 20 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl I18nDisplayName {
    /// Sets [`language`](Self::language).
    #[must_use]
    pub fn set_language(mut self, value: impl Into<LanguageCode>) -> Self {
        self.language = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn set_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
}

/// A definition as POST takes it.
///
/// Documentation:
/// [contact-custom-property-create/en](https://developers.worksmobile.com/en/docs/contact-custom-property-create),
/// [contact-custom-property-create/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-create)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactCustomPropertyCreate {
    /// The domain of the definition.
    #[serde(rename = "domainId")]
    pub domain_id: DomainId,
    /// Name to show; unique in the domain.
    ///
    /// At most 20 characters.
    #[serde(rename = "displayName")]
    pub display_name: String,
    /// Names to show by language.
    #[serde(
        rename = "i18nDisplayNames",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub i18n_display_names: Vec<I18nDisplayName>,
    /// Place in the order, ascending. Duplicates are allowed; unset (null) comes last.
    ///
    /// At least 1.
    #[serde(rename = "displayOrder", default, skip_serializing_if = "Option::is_none")]
    pub display_order: Option<i32>,
    /// Key of the values on a contact; unique in the domain and fixed. Letters of the English alphabet,
    /// digits and underscores; the first character is no digit.
    ///
    /// At most 120 characters. Pattern: `^[A-Za-z_][A-Za-z0-9_]*$`.
    #[serde(rename = "propertyName")]
    pub property_name: String,
    /// What the values are; fixed.
    #[serde(rename = "propertyType")]
    pub property_type: CustomPropertyType,
    /// Whether a contact can have several values, up to 10; fixed.
    ///
    /// Default: `false`.
    #[serde(rename = "multiValued", default, skip_serializing_if = "Option::is_none")]
    pub multi_valued: Option<bool>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactCustomPropertyCreate {
    /// A `ContactCustomPropertyCreate` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        domain_id: impl Into<DomainId>,
        display_name: impl Into<String>,
        property_name: impl Into<String>,
        property_type: impl Into<CustomPropertyType>,
    ) -> Self {
        Self {
            domain_id: domain_id.into(),
            display_name: display_name.into(),
            i18n_display_names: Vec::new(),
            display_order: None,
            property_name: property_name.into(),
            property_type: property_type.into(),
            multi_valued: None,
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = value.into();
        self
    }

    /// Sets [`display_name`](Self::display_name).
    #[must_use]
    pub fn set_display_name(mut self, value: impl Into<String>) -> Self {
        self.display_name = value.into();
        self
    }

    /// Sets [`i18n_display_names`](Self::i18n_display_names).
    #[must_use]
    pub fn set_i18n_display_names(
        mut self,
        value: impl IntoIterator<Item = impl Into<I18nDisplayName>>,
    ) -> Self {
        self.i18n_display_names = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`display_order`](Self::display_order).
    #[must_use]
    pub fn set_display_order(mut self, value: impl Into<i32>) -> Self {
        self.display_order = Some(value.into());
        self
    }

    /// Sets [`property_name`](Self::property_name).
    #[must_use]
    pub fn set_property_name(mut self, value: impl Into<String>) -> Self {
        self.property_name = value.into();
        self
    }

    /// Sets [`property_type`](Self::property_type).
    #[must_use]
    pub fn set_property_type(mut self, value: impl Into<CustomPropertyType>) -> Self {
        self.property_type = value.into();
        self
    }

    /// Sets [`multi_valued`](Self::multi_valued).
    #[must_use]
    pub fn set_multi_valued(mut self, value: impl Into<bool>) -> Self {
        self.multi_valued = Some(value.into());
        self
    }
}

/// The properties of a definition to replace.
///
/// Documentation:
/// [contact-custom-property-update-patch/en](https://developers.worksmobile.com/en/docs/contact-custom-property-update-patch)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactCustomPropertyPatch {
    /// The domain of the definition.
    #[serde(rename = "domainId", default, skip_serializing_if = "Patch::is_absent")]
    pub domain_id: Patch<DomainId>,
    /// Name to show; unique in the domain.
    ///
    /// At most 20 characters.
    #[serde(rename = "displayName", default, skip_serializing_if = "Patch::is_absent")]
    pub display_name: Patch<String>,
    /// Names to show by language.
    #[serde(
        rename = "i18nDisplayNames",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub i18n_display_names: Patch<Vec<I18nDisplayName>>,
    /// Place in the order, ascending. Duplicates are allowed; unset (null) comes last.
    ///
    /// At least 1.
    #[serde(rename = "displayOrder", default, skip_serializing_if = "Patch::is_absent")]
    pub display_order: Patch<i32>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactCustomPropertyPatch {
    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = Patch::Value(value.into());
        self
    }

    /// Sends null for [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn clear_domain_id(mut self) -> Self {
        self.domain_id = Patch::Null;
        self
    }

    /// Sets [`display_name`](Self::display_name).
    #[must_use]
    pub fn set_display_name(mut self, value: impl Into<String>) -> Self {
        self.display_name = Patch::Value(value.into());
        self
    }

    /// Sends null for [`display_name`](Self::display_name).
    #[must_use]
    pub fn clear_display_name(mut self) -> Self {
        self.display_name = Patch::Null;
        self
    }

    /// Sets [`i18n_display_names`](Self::i18n_display_names).
    #[must_use]
    pub fn set_i18n_display_names(
        mut self,
        value: impl IntoIterator<Item = impl Into<I18nDisplayName>>,
    ) -> Self {
        self.i18n_display_names = Patch::Value(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Sends null for [`i18n_display_names`](Self::i18n_display_names).
    #[must_use]
    pub fn clear_i18n_display_names(mut self) -> Self {
        self.i18n_display_names = Patch::Null;
        self
    }

    /// Sets [`display_order`](Self::display_order).
    #[must_use]
    pub fn set_display_order(mut self, value: impl Into<i32>) -> Self {
        self.display_order = Patch::Value(value.into());
        self
    }

    /// Sends null for [`display_order`](Self::display_order).
    #[must_use]
    pub fn clear_display_order(mut self) -> Self {
        self.display_order = Patch::Null;
        self
    }
}

/// A definition as answers carry it.
///
/// Documentation:
/// [contact-custom-property-list/en](https://developers.worksmobile.com/en/docs/contact-custom-property-list),
/// [contact-custom-property-list/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-list),
/// [contact-custom-property-get/en](https://developers.worksmobile.com/en/docs/contact-custom-property-get)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactCustomProperty {
    /// The domain of the definition.
    #[serde(rename = "domainId")]
    pub domain_id: DomainId,
    /// Name to show; unique in the domain.
    ///
    /// At most 20 characters.
    #[serde(rename = "displayName")]
    pub display_name: String,
    /// Names to show by language.
    #[serde(
        rename = "i18nDisplayNames",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub i18n_display_names: Vec<I18nDisplayName>,
    /// Place in the order, ascending. Duplicates are allowed; unset (null) comes last.
    ///
    /// At least 1.
    #[serde(rename = "displayOrder", default, skip_serializing_if = "Option::is_none")]
    pub display_order: Option<i32>,
    /// Key of the values on a contact; unique in the domain and fixed. Letters of the English alphabet,
    /// digits and underscores; the first character is no digit.
    ///
    /// At most 120 characters. Pattern: `^[A-Za-z_][A-Za-z0-9_]*$`.
    #[serde(rename = "propertyName")]
    pub property_name: String,
    /// What the values are; fixed.
    #[serde(rename = "propertyType")]
    pub property_type: CustomPropertyType,
    /// Whether a contact can have several values, up to 10; fixed.
    ///
    /// Default: `false`.
    #[serde(rename = "multiValued", default, skip_serializing_if = "Option::is_none")]
    pub multi_valued: Option<bool>,
    /// The definition.
    ///
    /// Read-only.
    ///
    /// Assumed, not documented: The table does not mark it as required.
    #[serde(rename = "customPropertyId")]
    pub custom_property_id: CustomPropertyId,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ContactCustomProperty {
    /// A `ContactCustomProperty` with what is required, and nothing else.
    #[must_use]
    pub fn new(
        custom_property_id: impl Into<CustomPropertyId>,
        domain_id: impl Into<DomainId>,
        display_name: impl Into<String>,
        property_name: impl Into<String>,
        property_type: impl Into<CustomPropertyType>,
    ) -> Self {
        Self {
            domain_id: domain_id.into(),
            display_name: display_name.into(),
            i18n_display_names: Vec::new(),
            display_order: None,
            property_name: property_name.into(),
            property_type: property_type.into(),
            multi_valued: None,
            custom_property_id: custom_property_id.into(),
            extra: serde_json::Map::new(),
        }
    }

    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = value.into();
        self
    }

    /// Sets [`display_name`](Self::display_name).
    #[must_use]
    pub fn set_display_name(mut self, value: impl Into<String>) -> Self {
        self.display_name = value.into();
        self
    }

    /// Sets [`i18n_display_names`](Self::i18n_display_names).
    #[must_use]
    pub fn set_i18n_display_names(
        mut self,
        value: impl IntoIterator<Item = impl Into<I18nDisplayName>>,
    ) -> Self {
        self.i18n_display_names = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets [`display_order`](Self::display_order).
    #[must_use]
    pub fn set_display_order(mut self, value: impl Into<i32>) -> Self {
        self.display_order = Some(value.into());
        self
    }

    /// Sets [`property_name`](Self::property_name).
    #[must_use]
    pub fn set_property_name(mut self, value: impl Into<String>) -> Self {
        self.property_name = value.into();
        self
    }

    /// Sets [`property_type`](Self::property_type).
    #[must_use]
    pub fn set_property_type(mut self, value: impl Into<CustomPropertyType>) -> Self {
        self.property_type = value.into();
        self
    }

    /// Sets [`multi_valued`](Self::multi_valued).
    #[must_use]
    pub fn set_multi_valued(mut self, value: impl Into<bool>) -> Self {
        self.multi_valued = Some(value.into());
        self
    }

    /// Sets [`custom_property_id`](Self::custom_property_id).
    #[must_use]
    pub fn set_custom_property_id(mut self, value: impl Into<CustomPropertyId>) -> Self {
        self.custom_property_id = value.into();
        self
    }
}

/// All definitions of a domain.
///
/// Documentation:
/// [contact-custom-property-list/en](https://developers.worksmobile.com/en/docs/contact-custom-property-list),
/// [contact-custom-property-list/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-list),
/// [contact-custom-property-list/kr](https://developers.worksmobile.com/kr/docs/contact-custom-property-list)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CustomPropertyList {
    /// The definitions.
    #[serde(
        rename = "customProperties",
        default,
        deserialize_with = "crate::decode::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub custom_properties: Vec<ContactCustomProperty>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl CustomPropertyList {
    /// Sets [`custom_properties`](Self::custom_properties).
    #[must_use]
    pub fn set_custom_properties(
        mut self,
        value: impl IntoIterator<Item = impl Into<ContactCustomProperty>>,
    ) -> Self {
        self.custom_properties = value.into_iter().map(Into::into).collect();
        self
    }
}

/// Body of an error, when details can be given. Whether either member may be absent is not
/// documented, nor the language of the description.
///
/// Documentation: [error-codes/en](https://developers.worksmobile.com/en/docs/error-codes),
/// [error-codes/jp](https://developers.worksmobile.com/jp/docs/error-codes),
/// [error-codes/kr](https://developers.worksmobile.com/kr/docs/error-codes)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ApiError {
    /// Summary of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ErrorCode>,
    /// Details of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Properties that the document does not list, kept as they came and written back.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl ApiError {
    /// Sets [`code`](Self::code).
    #[must_use]
    pub fn set_code(mut self, value: impl Into<ErrorCode>) -> Self {
        self.code = Some(value.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn set_description(mut self, value: impl Into<String>) -> Self {
        self.description = Some(value.into());
        self
    }
}

/// What [`update_contact`](crate::Client::update_contact) takes to write back what
/// [`get_contact`](crate::Client::get_contact) answered.
///
/// Left out is what only the answer has: [`contact_id`](Contact::contact_id),
/// [`linked_external_user`](Contact::linked_external_user),
/// [`created_time`](Contact::created_time), [`modified_time`](Contact::modified_time).
///
/// It is for that answer only. Others, lists above all, may leave members out or give null for
/// them, and to write those back would clear them: read a thing by itself before it is written
/// back.
///
/// # Examples
///
/// ```no_run
/// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
/// use contacts_client::types::ContactInput;
///
/// let contact_id = "contact2-a56d-44a4-5304-033e16fca8d1".into();
/// let mut body = ContactInput::from(client.get_contact(&contact_id).await?.into_inner());
/// // Change what is to be changed, and write it back.
/// client.update_contact(&contact_id, &body).await?;
/// # Ok(())
/// # }
/// ```
impl From<Contact> for ContactInput {
    fn from(value: Contact) -> Self {
        Self {
            emails: value.emails,
            telephones: value.telephones,
            organizations: value.organizations,
            events: value.events,
            locations: value.locations,
            messengers: value.messengers,
            websites: value.websites,
            memo: value.memo,
            contact_tag_ids: value.contact_tag_ids,
            custom_properties: value.custom_properties,
            permission: value.permission,
            contact_name: value.contact_name,
            extra: value.extra,
        }
    }
}

/// What [`update_contact_tag`](crate::Client::update_contact_tag) takes to write back what
/// [`get_contact_tag`](crate::Client::get_contact_tag) answered.
///
/// Left out is what only the answer has: [`contact_tag_id`](ContactTag::contact_tag_id),
/// [`type_`](ContactTag::type_), [`user_id`](ContactTag::user_id).
///
/// It is for that answer only. Others, lists above all, may leave members out or give null for
/// them, and to write those back would clear them: read a thing by itself before it is written
/// back.
///
/// # Examples
///
/// ```no_run
/// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
/// use contacts_client::types::ContactTagInput;
///
/// let contact_tag_id = "ctag2a81-94b6-4642-6903-03aa7977da91".into();
/// let mut body = ContactTagInput::from(client.get_contact_tag(&contact_tag_id).await?.into_inner());
/// // Change what is to be changed, and write it back.
/// client.update_contact_tag(&contact_tag_id, &body).await?;
/// # Ok(())
/// # }
/// ```
impl From<ContactTag> for ContactTagInput {
    fn from(value: ContactTag) -> Self {
        Self {
            contact_tag_name: value.contact_tag_name,
            extra: value.extra,
        }
    }
}
