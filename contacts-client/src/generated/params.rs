// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use serde::{Deserialize, Serialize};
use super::enums::*;
use super::ids::*;
use crate::date_time::DateTime;

/// What [`list_contacts`](crate::Client::list_contacts) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ListContactsParams {
    /// Which date the period is about. To be given when `startDateTime` or `endDateTime` is used.
    #[serde(rename = "searchDateType", default, skip_serializing_if = "Option::is_none")]
    pub search_date_type: Option<SearchDateType>,
    /// Start of the period, `YYYY-MM-DDThh:mm:ssTZD`. The plus sign is sent as `%2B`; the example is
    /// decoded.
    #[serde(rename = "startDateTime", default, skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<DateTime>,
    /// End of the period, `YYYY-MM-DDThh:mm:ssTZD`. The plus sign is sent as `%2B`; the example is
    /// decoded.
    #[serde(rename = "endDateTime", default, skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<DateTime>,
    /// Only contacts with this accessible range.
    #[serde(
        rename = "accessibleRange",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub accessible_range: Option<AccessibleRange>,
    /// Only contacts that carry this tag.
    #[serde(rename = "contactTagId", default, skip_serializing_if = "Option::is_none")]
    pub contact_tag_id: Option<ContactTagId>,
    /// Only contacts with an e-mail address that contains this text. The at sign is sent as `%40`; the
    /// example is decoded. The pages mark it nullable, which a query parameter cannot be.
    ///
    /// At most 256 characters.
    ///
    /// Assumed, not documented: The name of this row was lost in the stored copies; its text and
    /// example prove it. The partial match is stated for GET /users/{userId}/contacts by the kr page,
    /// and taken to hold for GET /contacts, whose own list is not legible. The en page lacks the
    /// filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Only contacts with a telephone number that contains these digits: digits only, at least 4. The
    /// pages mark it nullable, which a query parameter cannot be.
    ///
    /// At most 100 characters. Pattern: `^[0-9]{4,}$`.
    ///
    /// Assumed, not documented: Partial match, digits only and the least length are stated for GET
    /// /users/{userId}/contacts by the kr page, and taken to hold for GET /contacts, whose own list is
    /// not legible. The en page lacks the filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Only contacts of this kind.
    #[serde(
        rename = "searchFilterType",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub search_filter_type: Option<SearchFilterType>,
    /// Sort key and direction, separated by a space that is sent as `%20`; the example is decoded.
    /// Without a direction, ascending. The order without this parameter is not documented.
    ///
    /// Assumed, not documented: Keys and directions are stated for GET /users/{userId}/contacts by the
    /// en page, and taken to hold for GET /contacts, whose own list is not legible.
    #[serde(rename = "orderBy", default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<ContactOrderBy>,
    /// How many entries a page may have.
    ///
    /// 1 to 500. Default: `100`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// The `nextCursor` of the page before; sent URL-encoded, given here decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl ListContactsParams {
    /// Sets [`search_date_type`](Self::search_date_type).
    #[must_use]
    pub fn set_search_date_type(mut self, value: impl Into<SearchDateType>) -> Self {
        self.search_date_type = Some(value.into());
        self
    }

    /// Sets [`start_date_time`](Self::start_date_time).
    #[must_use]
    pub fn set_start_date_time(mut self, value: impl Into<DateTime>) -> Self {
        self.start_date_time = Some(value.into());
        self
    }

    /// Sets [`end_date_time`](Self::end_date_time).
    #[must_use]
    pub fn set_end_date_time(mut self, value: impl Into<DateTime>) -> Self {
        self.end_date_time = Some(value.into());
        self
    }

    /// Sets [`accessible_range`](Self::accessible_range).
    #[must_use]
    pub fn set_accessible_range(mut self, value: impl Into<AccessibleRange>) -> Self {
        self.accessible_range = Some(value.into());
        self
    }

    /// Sets [`contact_tag_id`](Self::contact_tag_id).
    #[must_use]
    pub fn set_contact_tag_id(mut self, value: impl Into<ContactTagId>) -> Self {
        self.contact_tag_id = Some(value.into());
        self
    }

    /// Sets [`email`](Self::email).
    #[must_use]
    pub fn set_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets [`telephone`](Self::telephone).
    #[must_use]
    pub fn set_telephone(mut self, value: impl Into<String>) -> Self {
        self.telephone = Some(value.into());
        self
    }

    /// Sets [`search_filter_type`](Self::search_filter_type).
    #[must_use]
    pub fn set_search_filter_type(mut self, value: impl Into<SearchFilterType>) -> Self {
        self.search_filter_type = Some(value.into());
        self
    }

    /// Sets [`order_by`](Self::order_by).
    #[must_use]
    pub fn set_order_by(mut self, value: impl Into<ContactOrderBy>) -> Self {
        self.order_by = Some(value.into());
        self
    }

    /// Sets [`count`](Self::count).
    #[must_use]
    pub fn set_count(mut self, value: impl Into<i32>) -> Self {
        self.count = Some(value.into());
        self
    }

    /// Sets [`cursor`](Self::cursor).
    #[must_use]
    pub fn set_cursor(mut self, value: impl Into<String>) -> Self {
        self.cursor = Some(value.into());
        self
    }
}

/// What [`list_user_contacts`](crate::Client::list_user_contacts) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ListUserContactsParams {
    /// Which date the period is about. To be given when `startDateTime` or `endDateTime` is used.
    #[serde(rename = "searchDateType", default, skip_serializing_if = "Option::is_none")]
    pub search_date_type: Option<SearchDateType>,
    /// Start of the period, `YYYY-MM-DDThh:mm:ssTZD`. The plus sign is sent as `%2B`; the example is
    /// decoded.
    #[serde(rename = "startDateTime", default, skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<DateTime>,
    /// End of the period, `YYYY-MM-DDThh:mm:ssTZD`. The plus sign is sent as `%2B`; the example is
    /// decoded.
    #[serde(rename = "endDateTime", default, skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<DateTime>,
    /// Only contacts with this accessible range.
    #[serde(
        rename = "accessibleRange",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub accessible_range: Option<AccessibleRange>,
    /// Only contacts that carry this tag.
    #[serde(rename = "contactTagId", default, skip_serializing_if = "Option::is_none")]
    pub contact_tag_id: Option<ContactTagId>,
    /// Only contacts with an e-mail address that contains this text. The at sign is sent as `%40`; the
    /// example is decoded. The pages mark it nullable, which a query parameter cannot be.
    ///
    /// At most 256 characters.
    ///
    /// Assumed, not documented: The name of this row was lost in the stored copies; its text and
    /// example prove it. The partial match is stated for GET /users/{userId}/contacts by the kr page,
    /// and taken to hold for GET /contacts, whose own list is not legible. The en page lacks the
    /// filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Only contacts with a telephone number that contains these digits: digits only, at least 4. The
    /// pages mark it nullable, which a query parameter cannot be.
    ///
    /// At most 100 characters. Pattern: `^[0-9]{4,}$`.
    ///
    /// Assumed, not documented: Partial match, digits only and the least length are stated for GET
    /// /users/{userId}/contacts by the kr page, and taken to hold for GET /contacts, whose own list is
    /// not legible. The en page lacks the filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Only contacts of this kind.
    #[serde(
        rename = "searchFilterType",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub search_filter_type: Option<SearchFilterType>,
    /// Sort key and direction, separated by a space that is sent as `%20`; the example is decoded.
    /// Without a direction, ascending. The order without this parameter is not documented.
    ///
    /// Assumed, not documented: Keys and directions are stated for GET /users/{userId}/contacts by the
    /// en page, and taken to hold for GET /contacts, whose own list is not legible.
    #[serde(rename = "orderBy", default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<ContactOrderBy>,
    /// How many entries a page may have.
    ///
    /// 1 to 500. Default: `100`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// The `nextCursor` of the page before; sent URL-encoded, given here decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl ListUserContactsParams {
    /// Sets [`search_date_type`](Self::search_date_type).
    #[must_use]
    pub fn set_search_date_type(mut self, value: impl Into<SearchDateType>) -> Self {
        self.search_date_type = Some(value.into());
        self
    }

    /// Sets [`start_date_time`](Self::start_date_time).
    #[must_use]
    pub fn set_start_date_time(mut self, value: impl Into<DateTime>) -> Self {
        self.start_date_time = Some(value.into());
        self
    }

    /// Sets [`end_date_time`](Self::end_date_time).
    #[must_use]
    pub fn set_end_date_time(mut self, value: impl Into<DateTime>) -> Self {
        self.end_date_time = Some(value.into());
        self
    }

    /// Sets [`accessible_range`](Self::accessible_range).
    #[must_use]
    pub fn set_accessible_range(mut self, value: impl Into<AccessibleRange>) -> Self {
        self.accessible_range = Some(value.into());
        self
    }

    /// Sets [`contact_tag_id`](Self::contact_tag_id).
    #[must_use]
    pub fn set_contact_tag_id(mut self, value: impl Into<ContactTagId>) -> Self {
        self.contact_tag_id = Some(value.into());
        self
    }

    /// Sets [`email`](Self::email).
    #[must_use]
    pub fn set_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets [`telephone`](Self::telephone).
    #[must_use]
    pub fn set_telephone(mut self, value: impl Into<String>) -> Self {
        self.telephone = Some(value.into());
        self
    }

    /// Sets [`search_filter_type`](Self::search_filter_type).
    #[must_use]
    pub fn set_search_filter_type(mut self, value: impl Into<SearchFilterType>) -> Self {
        self.search_filter_type = Some(value.into());
        self
    }

    /// Sets [`order_by`](Self::order_by).
    #[must_use]
    pub fn set_order_by(mut self, value: impl Into<ContactOrderBy>) -> Self {
        self.order_by = Some(value.into());
        self
    }

    /// Sets [`count`](Self::count).
    #[must_use]
    pub fn set_count(mut self, value: impl Into<i32>) -> Self {
        self.count = Some(value.into());
        self
    }

    /// Sets [`cursor`](Self::cursor).
    #[must_use]
    pub fn set_cursor(mut self, value: impl Into<String>) -> Self {
        self.cursor = Some(value.into());
        self
    }
}

/// What [`list_contact_tags`](crate::Client::list_contact_tags) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ListContactTagsParams {
    /// Only tags of this type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<ContactTagType>,
    /// Sort key and direction, separated by a space that is sent as `%20`; the example is decoded.
    /// Without a direction, ascending.
    #[serde(rename = "orderBy", default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<ContactTagOrderBy>,
    /// How many entries a page may have.
    ///
    /// 1 to 500. Default: `100`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// The `nextCursor` of the page before; sent URL-encoded, given here decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl ListContactTagsParams {
    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<ContactTagType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`order_by`](Self::order_by).
    #[must_use]
    pub fn set_order_by(mut self, value: impl Into<ContactTagOrderBy>) -> Self {
        self.order_by = Some(value.into());
        self
    }

    /// Sets [`count`](Self::count).
    #[must_use]
    pub fn set_count(mut self, value: impl Into<i32>) -> Self {
        self.count = Some(value.into());
        self
    }

    /// Sets [`cursor`](Self::cursor).
    #[must_use]
    pub fn set_cursor(mut self, value: impl Into<String>) -> Self {
        self.cursor = Some(value.into());
        self
    }
}

/// What [`list_user_contact_tags`](crate::Client::list_user_contact_tags) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ListUserContactTagsParams {
    /// Only tags of this type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<ContactTagType>,
    /// Sort key and direction, separated by a space that is sent as `%20`; the example is decoded.
    /// Without a direction, ascending.
    #[serde(rename = "orderBy", default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<ContactTagOrderBy>,
    /// How many entries a page may have.
    ///
    /// 1 to 500. Default: `100`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// The `nextCursor` of the page before; sent URL-encoded, given here decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl ListUserContactTagsParams {
    /// Sets [`type_`](Self::type_).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<ContactTagType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Sets [`order_by`](Self::order_by).
    #[must_use]
    pub fn set_order_by(mut self, value: impl Into<ContactTagOrderBy>) -> Self {
        self.order_by = Some(value.into());
        self
    }

    /// Sets [`count`](Self::count).
    #[must_use]
    pub fn set_count(mut self, value: impl Into<i32>) -> Self {
        self.count = Some(value.into());
        self
    }

    /// Sets [`cursor`](Self::cursor).
    #[must_use]
    pub fn set_cursor(mut self, value: impl Into<String>) -> Self {
        self.cursor = Some(value.into());
        self
    }
}

/// What [`list_custom_properties`](crate::Client::list_custom_properties) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ListCustomPropertiesParams {
    /// The domain whose definitions are meant.
    ///
    /// Assumed, not documented: The pages print no format for the query parameter; int32 as in the
    /// bodies. On DELETE the parameter is that of the same operation on members.
    #[serde(rename = "domainId", default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<DomainId>,
}

impl ListCustomPropertiesParams {
    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = Some(value.into());
        self
    }
}

/// What [`get_custom_property`](crate::Client::get_custom_property) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GetCustomPropertyParams {
    /// The domain whose definitions are meant.
    ///
    /// Assumed, not documented: The pages print no format for the query parameter; int32 as in the
    /// bodies. On DELETE the parameter is that of the same operation on members.
    #[serde(rename = "domainId", default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<DomainId>,
}

impl GetCustomPropertyParams {
    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = Some(value.into());
        self
    }
}

/// What [`delete_custom_property`](crate::Client::delete_custom_property) can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DeleteCustomPropertyParams {
    /// The domain whose definitions are meant.
    ///
    /// Assumed, not documented: The pages print no format for the query parameter; int32 as in the
    /// bodies. On DELETE the parameter is that of the same operation on members.
    #[serde(rename = "domainId", default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<DomainId>,
}

impl DeleteCustomPropertyParams {
    /// Sets [`domain_id`](Self::domain_id).
    #[must_use]
    pub fn set_domain_id(mut self, value: impl Into<DomainId>) -> Self {
        self.domain_id = Some(value.into());
        self
    }
}
