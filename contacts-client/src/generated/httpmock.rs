// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use crate::{Operation, mock, types};
pub use ::httpmock::{Mock, MockServer, Then, When};

/// What to expect of a request and what to answer, by operation.
pub mod operations {
    use super::{Operation, mock, types::*};
    /// What a request of `GET /contacts` must be like.
    pub struct ListContactsWhen(::httpmock::When);
    impl ListContactsWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(inner, ::httpmock::Method::GET, &Operation::LIST_CONTACTS),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `accessible_range`.
        pub fn accessible_range<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a AccessibleRange>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("accessibleRange", value.to_string()))
            } else {
                Self(self.0.query_param_missing("accessibleRange"))
            }
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("contactTagId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("contactTagId"))
            }
        }

        /// Expects this `count`.
        pub fn count<T>(self, value: T) -> Self
        where
            T: Into<Option<i32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("count", value.to_string()))
            } else {
                Self(self.0.query_param_missing("count"))
            }
        }

        /// Expects this `cursor`.
        pub fn cursor<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("cursor", value.to_string()))
            } else {
                Self(self.0.query_param_missing("cursor"))
            }
        }

        /// Expects this `email`.
        pub fn email<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("email", value.to_string()))
            } else {
                Self(self.0.query_param_missing("email"))
            }
        }

        /// Expects this `end_date_time`.
        pub fn end_date_time<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DateTime>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("endDateTime", value.to_string()))
            } else {
                Self(self.0.query_param_missing("endDateTime"))
            }
        }

        /// Expects this `order_by`.
        pub fn order_by<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactOrderBy>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("orderBy", value.to_string()))
            } else {
                Self(self.0.query_param_missing("orderBy"))
            }
        }

        /// Expects this `search_date_type`.
        pub fn search_date_type<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a SearchDateType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("searchDateType", value.to_string()))
            } else {
                Self(self.0.query_param_missing("searchDateType"))
            }
        }

        /// Expects this `search_filter_type`.
        pub fn search_filter_type<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a SearchFilterType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("searchFilterType", value.to_string()))
            } else {
                Self(self.0.query_param_missing("searchFilterType"))
            }
        }

        /// Expects this `start_date_time`.
        pub fn start_date_time<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DateTime>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("startDateTime", value.to_string()))
            } else {
                Self(self.0.query_param_missing("startDateTime"))
            }
        }

        /// Expects this `telephone`.
        pub fn telephone<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("telephone", value.to_string()))
            } else {
                Self(self.0.query_param_missing("telephone"))
            }
        }
    }

    /// What to answer to `GET /contacts`.
    pub struct ListContactsThen(::httpmock::Then);
    impl ListContactsThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactList) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `POST /contacts` must be like.
    pub struct CreateContactWhen(::httpmock::When);
    impl CreateContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::POST,
                    &Operation::CREATE_CONTACT,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactInput) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `POST /contacts`.
    pub struct CreateContactThen(::httpmock::Then);
    impl CreateContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &Contact) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /users/{userId}/contacts` must be like.
    pub struct ListUserContactsWhen(::httpmock::When);
    impl ListUserContactsWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::LIST_USER_CONTACTS,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `user_id`.
        pub fn user_id(self, value: &UserId) -> Self {
            Self(
                mock::parameter(self.0, &Operation::LIST_USER_CONTACTS, "userId", value),
            )
        }

        /// Expects this `accessible_range`.
        pub fn accessible_range<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a AccessibleRange>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("accessibleRange", value.to_string()))
            } else {
                Self(self.0.query_param_missing("accessibleRange"))
            }
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("contactTagId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("contactTagId"))
            }
        }

        /// Expects this `count`.
        pub fn count<T>(self, value: T) -> Self
        where
            T: Into<Option<i32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("count", value.to_string()))
            } else {
                Self(self.0.query_param_missing("count"))
            }
        }

        /// Expects this `cursor`.
        pub fn cursor<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("cursor", value.to_string()))
            } else {
                Self(self.0.query_param_missing("cursor"))
            }
        }

        /// Expects this `email`.
        pub fn email<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("email", value.to_string()))
            } else {
                Self(self.0.query_param_missing("email"))
            }
        }

        /// Expects this `end_date_time`.
        pub fn end_date_time<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DateTime>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("endDateTime", value.to_string()))
            } else {
                Self(self.0.query_param_missing("endDateTime"))
            }
        }

        /// Expects this `order_by`.
        pub fn order_by<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactOrderBy>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("orderBy", value.to_string()))
            } else {
                Self(self.0.query_param_missing("orderBy"))
            }
        }

        /// Expects this `search_date_type`.
        pub fn search_date_type<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a SearchDateType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("searchDateType", value.to_string()))
            } else {
                Self(self.0.query_param_missing("searchDateType"))
            }
        }

        /// Expects this `search_filter_type`.
        pub fn search_filter_type<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a SearchFilterType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("searchFilterType", value.to_string()))
            } else {
                Self(self.0.query_param_missing("searchFilterType"))
            }
        }

        /// Expects this `start_date_time`.
        pub fn start_date_time<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DateTime>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("startDateTime", value.to_string()))
            } else {
                Self(self.0.query_param_missing("startDateTime"))
            }
        }

        /// Expects this `telephone`.
        pub fn telephone<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("telephone", value.to_string()))
            } else {
                Self(self.0.query_param_missing("telephone"))
            }
        }
    }

    /// What to answer to `GET /users/{userId}/contacts`.
    pub struct ListUserContactsThen(::httpmock::Then);
    impl ListUserContactsThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactList) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contacts/{contactId}` must be like.
    pub struct GetContactWhen(::httpmock::When);
    impl GetContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(mock::request(inner, ::httpmock::Method::GET, &Operation::GET_CONTACT))
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(mock::parameter(self.0, &Operation::GET_CONTACT, "contactId", value))
        }
    }

    /// What to answer to `GET /contacts/{contactId}`.
    pub struct GetContactThen(::httpmock::Then);
    impl GetContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &Contact) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `PUT /contacts/{contactId}` must be like.
    pub struct UpdateContactWhen(::httpmock::When);
    impl UpdateContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(inner, ::httpmock::Method::PUT, &Operation::UPDATE_CONTACT),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(mock::parameter(self.0, &Operation::UPDATE_CONTACT, "contactId", value))
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactInput) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `PUT /contacts/{contactId}`.
    pub struct UpdateContactThen(::httpmock::Then);
    impl UpdateContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &Contact) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `DELETE /contacts/{contactId}` must be like.
    pub struct DeleteContactWhen(::httpmock::When);
    impl DeleteContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::DELETE,
                    &Operation::DELETE_CONTACT,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(mock::parameter(self.0, &Operation::DELETE_CONTACT, "contactId", value))
        }
    }

    /// What to answer to `DELETE /contacts/{contactId}`.
    pub struct DeleteContactThen(::httpmock::Then);
    impl DeleteContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(self.0.status(status))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `PATCH /contacts/{contactId}` must be like.
    pub struct PatchContactWhen(::httpmock::When);
    impl PatchContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::PATCH,
                    &Operation::PATCH_CONTACT,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(mock::parameter(self.0, &Operation::PATCH_CONTACT, "contactId", value))
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactPatch) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `PATCH /contacts/{contactId}`.
    pub struct PatchContactThen(::httpmock::Then);
    impl PatchContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &Contact) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `DELETE /contacts/{contactId}/forcedelete` must be like.
    pub struct ForceDeleteContactWhen(::httpmock::When);
    impl ForceDeleteContactWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::DELETE,
                    &Operation::FORCE_DELETE_CONTACT,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::FORCE_DELETE_CONTACT,
                    "contactId",
                    value,
                ),
            )
        }
    }

    /// What to answer to `DELETE /contacts/{contactId}/forcedelete`.
    pub struct ForceDeleteContactThen(::httpmock::Then);
    impl ForceDeleteContactThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(self.0.status(status))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contacts/{contactId}/photo` must be like.
    pub struct GetContactPhotoWhen(::httpmock::When);
    impl GetContactPhotoWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::GET_CONTACT_PHOTO,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::GET_CONTACT_PHOTO,
                    "contactId",
                    value,
                ),
            )
        }
    }

    /// What to answer to `GET /contacts/{contactId}/photo`.
    pub struct GetContactPhotoThen(::httpmock::Then);
    impl GetContactPhotoThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers 302 with this location.
        pub fn redirect(self, location: &str) -> Self {
            Self(mock::redirect(self.0, 302u16, location))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `POST /contacts/{contactId}/photo` must be like.
    pub struct CreateContactPhotoWhen(::httpmock::When);
    impl CreateContactPhotoWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::POST,
                    &Operation::CREATE_CONTACT_PHOTO,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::CREATE_CONTACT_PHOTO,
                    "contactId",
                    value,
                ),
            )
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactPhotoUpload) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `POST /contacts/{contactId}/photo`.
    pub struct CreateContactPhotoThen(::httpmock::Then);
    impl CreateContactPhotoThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactPhotoUploadUrl) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `DELETE /contacts/{contactId}/photo` must be like.
    pub struct DeleteContactPhotoWhen(::httpmock::When);
    impl DeleteContactPhotoWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::DELETE,
                    &Operation::DELETE_CONTACT_PHOTO,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_id`.
        pub fn contact_id(self, value: &ContactId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::DELETE_CONTACT_PHOTO,
                    "contactId",
                    value,
                ),
            )
        }
    }

    /// What to answer to `DELETE /contacts/{contactId}/photo`.
    pub struct DeleteContactPhotoThen(::httpmock::Then);
    impl DeleteContactPhotoThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(self.0.status(status))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contact-tags` must be like.
    pub struct ListContactTagsWhen(::httpmock::When);
    impl ListContactTagsWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::LIST_CONTACT_TAGS,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `count`.
        pub fn count<T>(self, value: T) -> Self
        where
            T: Into<Option<i32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("count", value.to_string()))
            } else {
                Self(self.0.query_param_missing("count"))
            }
        }

        /// Expects this `cursor`.
        pub fn cursor<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("cursor", value.to_string()))
            } else {
                Self(self.0.query_param_missing("cursor"))
            }
        }

        /// Expects this `order_by`.
        pub fn order_by<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagOrderBy>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("orderBy", value.to_string()))
            } else {
                Self(self.0.query_param_missing("orderBy"))
            }
        }

        /// Expects this `type_`.
        pub fn type_<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("type", value.to_string()))
            } else {
                Self(self.0.query_param_missing("type"))
            }
        }
    }

    /// What to answer to `GET /contact-tags`.
    pub struct ListContactTagsThen(::httpmock::Then);
    impl ListContactTagsThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTagList) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `POST /contact-tags` must be like.
    pub struct CreateContactTagWhen(::httpmock::When);
    impl CreateContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::POST,
                    &Operation::CREATE_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactTagInput) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `POST /contact-tags`.
    pub struct CreateContactTagThen(::httpmock::Then);
    impl CreateContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTag) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contact-tags/{contactTagId}` must be like.
    pub struct GetContactTagWhen(::httpmock::When);
    impl GetContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::GET_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id(self, value: &ContactTagId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::GET_CONTACT_TAG,
                    "contactTagId",
                    value,
                ),
            )
        }
    }

    /// What to answer to `GET /contact-tags/{contactTagId}`.
    pub struct GetContactTagThen(::httpmock::Then);
    impl GetContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTag) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `PUT /contact-tags/{contactTagId}` must be like.
    pub struct UpdateContactTagWhen(::httpmock::When);
    impl UpdateContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::PUT,
                    &Operation::UPDATE_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id(self, value: &ContactTagId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::UPDATE_CONTACT_TAG,
                    "contactTagId",
                    value,
                ),
            )
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactTagInput) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `PUT /contact-tags/{contactTagId}`.
    pub struct UpdateContactTagThen(::httpmock::Then);
    impl UpdateContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTag) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `DELETE /contact-tags/{contactTagId}` must be like.
    pub struct DeleteContactTagWhen(::httpmock::When);
    impl DeleteContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::DELETE,
                    &Operation::DELETE_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id(self, value: &ContactTagId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::DELETE_CONTACT_TAG,
                    "contactTagId",
                    value,
                ),
            )
        }
    }

    /// What to answer to `DELETE /contact-tags/{contactTagId}`.
    pub struct DeleteContactTagThen(::httpmock::Then);
    impl DeleteContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(self.0.status(status))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `PATCH /contact-tags/{contactTagId}` must be like.
    pub struct PatchContactTagWhen(::httpmock::When);
    impl PatchContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::PATCH,
                    &Operation::PATCH_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `contact_tag_id`.
        pub fn contact_tag_id(self, value: &ContactTagId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::PATCH_CONTACT_TAG,
                    "contactTagId",
                    value,
                ),
            )
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactTagPatch) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `PATCH /contact-tags/{contactTagId}`.
    pub struct PatchContactTagThen(::httpmock::Then);
    impl PatchContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTag) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /users/{userId}/contact-tags` must be like.
    pub struct ListUserContactTagsWhen(::httpmock::When);
    impl ListUserContactTagsWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::LIST_USER_CONTACT_TAGS,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `user_id`.
        pub fn user_id(self, value: &UserId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::LIST_USER_CONTACT_TAGS,
                    "userId",
                    value,
                ),
            )
        }

        /// Expects this `count`.
        pub fn count<T>(self, value: T) -> Self
        where
            T: Into<Option<i32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("count", value.to_string()))
            } else {
                Self(self.0.query_param_missing("count"))
            }
        }

        /// Expects this `cursor`.
        pub fn cursor<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("cursor", value.to_string()))
            } else {
                Self(self.0.query_param_missing("cursor"))
            }
        }

        /// Expects this `order_by`.
        pub fn order_by<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagOrderBy>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("orderBy", value.to_string()))
            } else {
                Self(self.0.query_param_missing("orderBy"))
            }
        }

        /// Expects this `type_`.
        pub fn type_<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ContactTagType>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("type", value.to_string()))
            } else {
                Self(self.0.query_param_missing("type"))
            }
        }
    }

    /// What to answer to `GET /users/{userId}/contact-tags`.
    pub struct ListUserContactTagsThen(::httpmock::Then);
    impl ListUserContactTagsThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTagList) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `POST /users/{userId}/contact-tags` must be like.
    pub struct CreateUserContactTagWhen(::httpmock::When);
    impl CreateUserContactTagWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::POST,
                    &Operation::CREATE_USER_CONTACT_TAG,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `user_id`.
        pub fn user_id(self, value: &UserId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::CREATE_USER_CONTACT_TAG,
                    "userId",
                    value,
                ),
            )
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactTagInput) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `POST /users/{userId}/contact-tags`.
    pub struct CreateUserContactTagThen(::httpmock::Then);
    impl CreateUserContactTagThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactTag) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contacts/custom-properties` must be like.
    pub struct ListCustomPropertiesWhen(::httpmock::When);
    impl ListCustomPropertiesWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::LIST_CUSTOM_PROPERTIES,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `domain_id`.
        pub fn domain_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DomainId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("domainId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("domainId"))
            }
        }
    }

    /// What to answer to `GET /contacts/custom-properties`.
    pub struct ListCustomPropertiesThen(::httpmock::Then);
    impl ListCustomPropertiesThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &CustomPropertyList) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `POST /contacts/custom-properties` must be like.
    pub struct CreateCustomPropertyWhen(::httpmock::When);
    impl CreateCustomPropertyWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::POST,
                    &Operation::CREATE_CUSTOM_PROPERTY,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactCustomPropertyCreate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `POST /contacts/custom-properties`.
    pub struct CreateCustomPropertyThen(::httpmock::Then);
    impl CreateCustomPropertyThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactCustomProperty) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `GET /contacts/custom-properties/{customPropertyId}` must be like.
    pub struct GetCustomPropertyWhen(::httpmock::When);
    impl GetCustomPropertyWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::GET,
                    &Operation::GET_CUSTOM_PROPERTY,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `custom_property_id`.
        pub fn custom_property_id(self, value: &CustomPropertyId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::GET_CUSTOM_PROPERTY,
                    "customPropertyId",
                    value,
                ),
            )
        }

        /// Expects this `domain_id`.
        pub fn domain_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DomainId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("domainId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("domainId"))
            }
        }
    }

    /// What to answer to `GET /contacts/custom-properties/{customPropertyId}`.
    pub struct GetCustomPropertyThen(::httpmock::Then);
    impl GetCustomPropertyThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactCustomProperty) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `DELETE /contacts/custom-properties/{customPropertyId}` must be like.
    pub struct DeleteCustomPropertyWhen(::httpmock::When);
    impl DeleteCustomPropertyWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::DELETE,
                    &Operation::DELETE_CUSTOM_PROPERTY,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `custom_property_id`.
        pub fn custom_property_id(self, value: &CustomPropertyId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::DELETE_CUSTOM_PROPERTY,
                    "customPropertyId",
                    value,
                ),
            )
        }

        /// Expects this `domain_id`.
        pub fn domain_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a DomainId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("domainId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("domainId"))
            }
        }
    }

    /// What to answer to `DELETE /contacts/custom-properties/{customPropertyId}`.
    pub struct DeleteCustomPropertyThen(::httpmock::Then);
    impl DeleteCustomPropertyThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(self.0.status(status))
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }

    /// What a request of `PATCH /contacts/custom-properties/{customPropertyId}` must be like.
    pub struct PatchCustomPropertyWhen(::httpmock::When);
    impl PatchCustomPropertyWhen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                mock::request(
                    inner,
                    ::httpmock::Method::PATCH,
                    &Operation::PATCH_CUSTOM_PROPERTY,
                ),
            )
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        /// Expects this `custom_property_id`.
        pub fn custom_property_id(self, value: &CustomPropertyId) -> Self {
            Self(
                mock::parameter(
                    self.0,
                    &Operation::PATCH_CUSTOM_PROPERTY,
                    "customPropertyId",
                    value,
                ),
            )
        }

        /// Expects this `body`.
        pub fn body(self, value: &ContactCustomPropertyPatch) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What to answer to `PATCH /contacts/custom-properties/{customPropertyId}`.
    pub struct PatchCustomPropertyThen(::httpmock::Then);
    impl PatchCustomPropertyThen {
        /// Wraps the untyped form.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        /// The untyped form, for what the typed one does not allow.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        /// Answers with a status from 200 to 299 and this value.
        pub fn success(self, status: u16, value: &ContactCustomProperty) -> Self {
            assert_eq!(status / 100u16, 2u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    }
}

/// Adds a typed mock for each operation to [`MockServer`].
pub trait MockServerExt {
    /// Mocks [`list_contacts`](crate::Client::list_contacts).
    fn list_contacts<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListContactsWhen, operations::ListContactsThen);
    /// Mocks [`create_contact`](crate::Client::create_contact).
    fn create_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateContactWhen, operations::CreateContactThen);
    /// Mocks [`list_user_contacts`](crate::Client::list_user_contacts).
    fn list_user_contacts<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListUserContactsWhen, operations::ListUserContactsThen);
    /// Mocks [`get_contact`](crate::Client::get_contact).
    fn get_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactWhen, operations::GetContactThen);
    /// Mocks [`update_contact`](crate::Client::update_contact).
    fn update_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateContactWhen, operations::UpdateContactThen);
    /// Mocks [`delete_contact`](crate::Client::delete_contact).
    fn delete_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteContactWhen, operations::DeleteContactThen);
    /// Mocks [`patch_contact`](crate::Client::patch_contact).
    fn patch_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PatchContactWhen, operations::PatchContactThen);
    /// Mocks [`force_delete_contact`](crate::Client::force_delete_contact).
    fn force_delete_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ForceDeleteContactWhen,
            operations::ForceDeleteContactThen,
        );
    /// Mocks [`get_contact_photo`](crate::Client::get_contact_photo).
    fn get_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactPhotoWhen, operations::GetContactPhotoThen);
    /// Mocks [`create_contact_photo`](crate::Client::create_contact_photo).
    fn create_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateContactPhotoWhen,
            operations::CreateContactPhotoThen,
        );
    /// Mocks [`delete_contact_photo`](crate::Client::delete_contact_photo).
    fn delete_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteContactPhotoWhen,
            operations::DeleteContactPhotoThen,
        );
    /// Mocks [`list_contact_tags`](crate::Client::list_contact_tags).
    fn list_contact_tags<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListContactTagsWhen, operations::ListContactTagsThen);
    /// Mocks [`create_contact_tag`](crate::Client::create_contact_tag).
    fn create_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateContactTagWhen, operations::CreateContactTagThen);
    /// Mocks [`get_contact_tag`](crate::Client::get_contact_tag).
    fn get_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactTagWhen, operations::GetContactTagThen);
    /// Mocks [`update_contact_tag`](crate::Client::update_contact_tag).
    fn update_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateContactTagWhen, operations::UpdateContactTagThen);
    /// Mocks [`delete_contact_tag`](crate::Client::delete_contact_tag).
    fn delete_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteContactTagWhen, operations::DeleteContactTagThen);
    /// Mocks [`patch_contact_tag`](crate::Client::patch_contact_tag).
    fn patch_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PatchContactTagWhen, operations::PatchContactTagThen);
    /// Mocks [`list_user_contact_tags`](crate::Client::list_user_contact_tags).
    fn list_user_contact_tags<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListUserContactTagsWhen,
            operations::ListUserContactTagsThen,
        );
    /// Mocks [`create_user_contact_tag`](crate::Client::create_user_contact_tag).
    fn create_user_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateUserContactTagWhen,
            operations::CreateUserContactTagThen,
        );
    /// Mocks [`list_custom_properties`](crate::Client::list_custom_properties).
    fn list_custom_properties<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListCustomPropertiesWhen,
            operations::ListCustomPropertiesThen,
        );
    /// Mocks [`create_custom_property`](crate::Client::create_custom_property).
    fn create_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateCustomPropertyWhen,
            operations::CreateCustomPropertyThen,
        );
    /// Mocks [`get_custom_property`](crate::Client::get_custom_property).
    fn get_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCustomPropertyWhen, operations::GetCustomPropertyThen);
    /// Mocks [`delete_custom_property`](crate::Client::delete_custom_property).
    fn delete_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteCustomPropertyWhen,
            operations::DeleteCustomPropertyThen,
        );
    /// Mocks [`patch_custom_property`](crate::Client::patch_custom_property).
    fn patch_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::PatchCustomPropertyWhen,
            operations::PatchCustomPropertyThen,
        );
}

impl MockServerExt for ::httpmock::MockServer {
    fn list_contacts<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListContactsWhen, operations::ListContactsThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListContactsWhen::new(when),
                operations::ListContactsThen::new(then),
            )
        })
    }

    fn create_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateContactWhen, operations::CreateContactThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateContactWhen::new(when),
                operations::CreateContactThen::new(then),
            )
        })
    }

    fn list_user_contacts<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListUserContactsWhen, operations::ListUserContactsThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListUserContactsWhen::new(when),
                operations::ListUserContactsThen::new(then),
            )
        })
    }

    fn get_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactWhen, operations::GetContactThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetContactWhen::new(when),
                operations::GetContactThen::new(then),
            )
        })
    }

    fn update_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateContactWhen, operations::UpdateContactThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateContactWhen::new(when),
                operations::UpdateContactThen::new(then),
            )
        })
    }

    fn delete_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteContactWhen, operations::DeleteContactThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteContactWhen::new(when),
                operations::DeleteContactThen::new(then),
            )
        })
    }

    fn patch_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PatchContactWhen, operations::PatchContactThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PatchContactWhen::new(when),
                operations::PatchContactThen::new(then),
            )
        })
    }

    fn force_delete_contact<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ForceDeleteContactWhen,
            operations::ForceDeleteContactThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ForceDeleteContactWhen::new(when),
                operations::ForceDeleteContactThen::new(then),
            )
        })
    }

    fn get_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactPhotoWhen, operations::GetContactPhotoThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetContactPhotoWhen::new(when),
                operations::GetContactPhotoThen::new(then),
            )
        })
    }

    fn create_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateContactPhotoWhen,
            operations::CreateContactPhotoThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateContactPhotoWhen::new(when),
                operations::CreateContactPhotoThen::new(then),
            )
        })
    }

    fn delete_contact_photo<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteContactPhotoWhen,
            operations::DeleteContactPhotoThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteContactPhotoWhen::new(when),
                operations::DeleteContactPhotoThen::new(then),
            )
        })
    }

    fn list_contact_tags<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListContactTagsWhen, operations::ListContactTagsThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListContactTagsWhen::new(when),
                operations::ListContactTagsThen::new(then),
            )
        })
    }

    fn create_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateContactTagWhen, operations::CreateContactTagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateContactTagWhen::new(when),
                operations::CreateContactTagThen::new(then),
            )
        })
    }

    fn get_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetContactTagWhen, operations::GetContactTagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetContactTagWhen::new(when),
                operations::GetContactTagThen::new(then),
            )
        })
    }

    fn update_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UpdateContactTagWhen, operations::UpdateContactTagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateContactTagWhen::new(when),
                operations::UpdateContactTagThen::new(then),
            )
        })
    }

    fn delete_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::DeleteContactTagWhen, operations::DeleteContactTagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteContactTagWhen::new(when),
                operations::DeleteContactTagThen::new(then),
            )
        })
    }

    fn patch_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PatchContactTagWhen, operations::PatchContactTagThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PatchContactTagWhen::new(when),
                operations::PatchContactTagThen::new(then),
            )
        })
    }

    fn list_user_contact_tags<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListUserContactTagsWhen,
            operations::ListUserContactTagsThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListUserContactTagsWhen::new(when),
                operations::ListUserContactTagsThen::new(then),
            )
        })
    }

    fn create_user_contact_tag<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateUserContactTagWhen,
            operations::CreateUserContactTagThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateUserContactTagWhen::new(when),
                operations::CreateUserContactTagThen::new(then),
            )
        })
    }

    fn list_custom_properties<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::ListCustomPropertiesWhen,
            operations::ListCustomPropertiesThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListCustomPropertiesWhen::new(when),
                operations::ListCustomPropertiesThen::new(then),
            )
        })
    }

    fn create_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::CreateCustomPropertyWhen,
            operations::CreateCustomPropertyThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateCustomPropertyWhen::new(when),
                operations::CreateCustomPropertyThen::new(then),
            )
        })
    }

    fn get_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCustomPropertyWhen, operations::GetCustomPropertyThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetCustomPropertyWhen::new(when),
                operations::GetCustomPropertyThen::new(then),
            )
        })
    }

    fn delete_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::DeleteCustomPropertyWhen,
            operations::DeleteCustomPropertyThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::DeleteCustomPropertyWhen::new(when),
                operations::DeleteCustomPropertyThen::new(then),
            )
        })
    }

    fn patch_custom_property<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::PatchCustomPropertyWhen,
            operations::PatchCustomPropertyThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PatchCustomPropertyWhen::new(when),
                operations::PatchCustomPropertyThen::new(then),
            )
        })
    }
}
