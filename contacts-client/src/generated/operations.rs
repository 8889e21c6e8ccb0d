// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use crate::pages::{Page, Pages};
use crate::types::*;
use crate::{Client, Error, Operation, Redirect, Response};

impl Operation {
    /// `POST /contacts`
    pub const CREATE_CONTACT: Operation = Operation {
        id: "createContact",
        method: "POST",
        path: "/contacts",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/jp/docs/contact-create",
        index: 0,
    };
    /// `GET /contacts`
    pub const LIST_CONTACTS: Operation = Operation {
        id: "listContacts",
        method: "GET",
        path: "/contacts",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/jp/docs/contact-list",
        index: 1,
    };
    /// `GET /users/{userId}/contacts`
    pub const LIST_USER_CONTACTS: Operation = Operation {
        id: "listUserContacts",
        method: "GET",
        path: "/users/{userId}/contacts",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/en/docs/contact-user-list",
        index: 2,
    };
    /// `GET /contacts/{contactId}`
    pub const GET_CONTACT: Operation = Operation {
        id: "getContact",
        method: "GET",
        path: "/contacts/{contactId}",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/jp/docs/contact-get",
        index: 3,
    };
    /// `PUT /contacts/{contactId}`
    pub const UPDATE_CONTACT: Operation = Operation {
        id: "updateContact",
        method: "PUT",
        path: "/contacts/{contactId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-update-put",
        index: 4,
    };
    /// `PATCH /contacts/{contactId}`
    pub const PATCH_CONTACT: Operation = Operation {
        id: "patchContact",
        method: "PATCH",
        path: "/contacts/{contactId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 5,
    };
    /// `DELETE /contacts/{contactId}`
    pub const DELETE_CONTACT: Operation = Operation {
        id: "deleteContact",
        method: "DELETE",
        path: "/contacts/{contactId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 6,
    };
    /// `DELETE /contacts/{contactId}/forcedelete`
    pub const FORCE_DELETE_CONTACT: Operation = Operation {
        id: "forceDeleteContact",
        method: "DELETE",
        path: "/contacts/{contactId}/forcedelete",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 7,
    };
    /// `POST /contacts/{contactId}/photo`
    pub const CREATE_CONTACT_PHOTO: Operation = Operation {
        id: "createContactPhoto",
        method: "POST",
        path: "/contacts/{contactId}/photo",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-photo-create",
        index: 8,
    };
    /// `GET /contacts/{contactId}/photo`
    pub const GET_CONTACT_PHOTO: Operation = Operation {
        id: "getContactPhoto",
        method: "GET",
        path: "/contacts/{contactId}/photo",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 9,
    };
    /// `DELETE /contacts/{contactId}/photo`
    pub const DELETE_CONTACT_PHOTO: Operation = Operation {
        id: "deleteContactPhoto",
        method: "DELETE",
        path: "/contacts/{contactId}/photo",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 10,
    };
    /// `POST /contact-tags`
    pub const CREATE_CONTACT_TAG: Operation = Operation {
        id: "createContactTag",
        method: "POST",
        path: "/contact-tags",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-tag-create",
        index: 11,
    };
    /// `GET /contact-tags`
    pub const LIST_CONTACT_TAGS: Operation = Operation {
        id: "listContactTags",
        method: "GET",
        path: "/contact-tags",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/en/docs/contact-tag-list",
        index: 12,
    };
    /// `GET /contact-tags/{contactTagId}`
    pub const GET_CONTACT_TAG: Operation = Operation {
        id: "getContactTag",
        method: "GET",
        path: "/contact-tags/{contactTagId}",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/kr/docs/contact-tag-get",
        index: 13,
    };
    /// `PUT /contact-tags/{contactTagId}`
    pub const UPDATE_CONTACT_TAG: Operation = Operation {
        id: "updateContactTag",
        method: "PUT",
        path: "/contact-tags/{contactTagId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/kr/docs/contact-tag-update-put",
        index: 14,
    };
    /// `PATCH /contact-tags/{contactTagId}`
    pub const PATCH_CONTACT_TAG: Operation = Operation {
        id: "patchContactTag",
        method: "PATCH",
        path: "/contact-tags/{contactTagId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-tag-update-patch",
        index: 15,
    };
    /// `DELETE /contact-tags/{contactTagId}`
    pub const DELETE_CONTACT_TAG: Operation = Operation {
        id: "deleteContactTag",
        method: "DELETE",
        path: "/contact-tags/{contactTagId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 16,
    };
    /// `POST /users/{userId}/contact-tags`
    pub const CREATE_USER_CONTACT_TAG: Operation = Operation {
        id: "createUserContactTag",
        method: "POST",
        path: "/users/{userId}/contact-tags",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-tag-user-create",
        index: 17,
    };
    /// `GET /users/{userId}/contact-tags`
    pub const LIST_USER_CONTACT_TAGS: Operation = Operation {
        id: "listUserContactTags",
        method: "GET",
        path: "/users/{userId}/contact-tags",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/kr/docs/contact-tag-user-list",
        index: 18,
    };
    /// `GET /contacts/custom-properties`
    pub const LIST_CUSTOM_PROPERTIES: Operation = Operation {
        id: "listCustomProperties",
        method: "GET",
        path: "/contacts/custom-properties",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/en/docs/contact-custom-property-list",
        index: 19,
    };
    /// `POST /contacts/custom-properties`
    pub const CREATE_CUSTOM_PROPERTY: Operation = Operation {
        id: "createCustomProperty",
        method: "POST",
        path: "/contacts/custom-properties",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-custom-property-create",
        index: 20,
    };
    /// `GET /contacts/custom-properties/{customPropertyId}`
    pub const GET_CUSTOM_PROPERTY: Operation = Operation {
        id: "getCustomProperty",
        method: "GET",
        path: "/contacts/custom-properties/{customPropertyId}",
        scopes: &["contact", "contact.read"],
        page: "https://developers.worksmobile.com/en/docs/contact-custom-property-get",
        index: 21,
    };
    /// `PATCH /contacts/custom-properties/{customPropertyId}`
    pub const PATCH_CUSTOM_PROPERTY: Operation = Operation {
        id: "patchCustomProperty",
        method: "PATCH",
        path: "/contacts/custom-properties/{customPropertyId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact-custom-property-update-patch",
        index: 22,
    };
    /// `DELETE /contacts/custom-properties/{customPropertyId}`
    pub const DELETE_CUSTOM_PROPERTY: Operation = Operation {
        id: "deleteCustomProperty",
        method: "DELETE",
        path: "/contacts/custom-properties/{customPropertyId}",
        scopes: &["contact"],
        page: "https://developers.worksmobile.com/en/docs/contact",
        index: 23,
    };
    /// Every operation of the API, in the document's order.
    pub const ALL: &'static [Operation] = &[
        Self::CREATE_CONTACT,
        Self::LIST_CONTACTS,
        Self::LIST_USER_CONTACTS,
        Self::GET_CONTACT,
        Self::UPDATE_CONTACT,
        Self::PATCH_CONTACT,
        Self::DELETE_CONTACT,
        Self::FORCE_DELETE_CONTACT,
        Self::CREATE_CONTACT_PHOTO,
        Self::GET_CONTACT_PHOTO,
        Self::DELETE_CONTACT_PHOTO,
        Self::CREATE_CONTACT_TAG,
        Self::LIST_CONTACT_TAGS,
        Self::GET_CONTACT_TAG,
        Self::UPDATE_CONTACT_TAG,
        Self::PATCH_CONTACT_TAG,
        Self::DELETE_CONTACT_TAG,
        Self::CREATE_USER_CONTACT_TAG,
        Self::LIST_USER_CONTACT_TAGS,
        Self::LIST_CUSTOM_PROPERTIES,
        Self::CREATE_CUSTOM_PROPERTY,
        Self::GET_CUSTOM_PROPERTY,
        Self::PATCH_CUSTOM_PROPERTY,
        Self::DELETE_CUSTOM_PROPERTY,
    ];
    /// The operation with this id.
    pub fn by_id(id: &str) -> Option<&'static Operation> {
        Some(
            match id {
                "createContact" => &Self::CREATE_CONTACT,
                "listContacts" => &Self::LIST_CONTACTS,
                "listUserContacts" => &Self::LIST_USER_CONTACTS,
                "getContact" => &Self::GET_CONTACT,
                "updateContact" => &Self::UPDATE_CONTACT,
                "patchContact" => &Self::PATCH_CONTACT,
                "deleteContact" => &Self::DELETE_CONTACT,
                "forceDeleteContact" => &Self::FORCE_DELETE_CONTACT,
                "createContactPhoto" => &Self::CREATE_CONTACT_PHOTO,
                "getContactPhoto" => &Self::GET_CONTACT_PHOTO,
                "deleteContactPhoto" => &Self::DELETE_CONTACT_PHOTO,
                "createContactTag" => &Self::CREATE_CONTACT_TAG,
                "listContactTags" => &Self::LIST_CONTACT_TAGS,
                "getContactTag" => &Self::GET_CONTACT_TAG,
                "updateContactTag" => &Self::UPDATE_CONTACT_TAG,
                "patchContactTag" => &Self::PATCH_CONTACT_TAG,
                "deleteContactTag" => &Self::DELETE_CONTACT_TAG,
                "createUserContactTag" => &Self::CREATE_USER_CONTACT_TAG,
                "listUserContactTags" => &Self::LIST_USER_CONTACT_TAGS,
                "listCustomProperties" => &Self::LIST_CUSTOM_PROPERTIES,
                "createCustomProperty" => &Self::CREATE_CUSTOM_PROPERTY,
                "getCustomProperty" => &Self::GET_CUSTOM_PROPERTY,
                "patchCustomProperty" => &Self::PATCH_CUSTOM_PROPERTY,
                "deleteCustomProperty" => &Self::DELETE_CUSTOM_PROPERTY,
                _ => return None,
            },
        )
    }
}

impl Client {
    /// Create a contact: `POST /contacts`.
    ///
    /// Creates a customer/client contact. External message contacts cannot be created here.
    ///
    /// At least one e-mail address or telephone number and at least one of `lastName` and
    /// `firstName` is needed; `accessibleMembers` is needed when `accessibleRange` is `MEMBER`.
    /// The older edition of the jp page also asks for `masterUserId` in that case; the current
    /// page's remark is not legible, so it is not enforced.
    ///
    /// Not documented: idempotency, what happens above the contact limits of a plan, which error
    /// code answers which violation. The documented request example carries `createdTime` and
    /// `modifiedTime`, so read-only members in a request are taken to be ignored.
    ///
    /// Rules:
    ///
    /// - A contact must have emails or telephones.
    /// - Of emails and telephones, at least one must not be empty.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/jp/docs/contact-create>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactInput) -> Result<(), contacts_client::Error> {
    /// let answer = client.create_contact(&body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_contact(
        &self,
        body: &ContactInput,
    ) -> Result<Response<Contact>, Error> {
        let result = self.wire.create_contact(body).await;
        crate::response::finish(&Operation::CREATE_CONTACT, result)
    }

    /// List contacts: `GET /contacts`.
    ///
    /// Lists the contacts of the domain, page by page, optionally filtered and sorted.
    ///
    /// A period may span at most 7 days; with only one bound, contacts within 7 days of it are
    /// returned. One query reaches at most 50,000 contacts; narrow the filters beyond that.
    /// `prefix`, `suffix` and `middleName` of a name may be null here whatever the contact has;
    /// read the contact alone to get them.
    ///
    /// Not documented: the default order, whether the bounds are inclusive, in which direction the
    /// 7 days run when only one bound is given, how filters combine.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/jp/docs/contact-list>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListContactsParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.list_contacts(&params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_contacts(
        &self,
        params: &ListContactsParams,
    ) -> Result<Response<ContactList>, Error> {
        let result = self
            .wire
            .list_contacts(
                params.accessible_range.as_ref(),
                params.contact_tag_id.as_ref(),
                params.count,
                params.cursor.as_deref(),
                params.email.as_deref(),
                params.end_date_time.as_ref(),
                params.order_by.as_ref(),
                params.search_date_type.as_ref(),
                params.search_filter_type.as_ref(),
                params.start_date_time.as_ref(),
                params.telephone.as_deref(),
            )
            .await;
        crate::response::finish(&Operation::LIST_CONTACTS, result)
    }

    /// List contacts, page by page: `GET /contacts`.
    ///
    /// What [`list_contacts`](Self::list_contacts) answers as a stream, which begins where `cursor` of
    /// `params` says, and asks for the page after the one that is read: see [`pages`](crate::pages).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListContactsParams) -> Result<(), contacts_client::Error> {
    /// let pages = client.list_contacts_paged(params);
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_contacts_paged(
        &self,
        mut params: ListContactsParams,
    ) -> Pages<ContactList> {
        let cursor = params.cursor.take();
        Pages::new(
            self.clone(),
            &Operation::LIST_CONTACTS,
            cursor,
            Some(super::facts::RESULT_CAP),
            move |client, cursor| {
                let mut params = params.clone();
                params.cursor = cursor;
                Box::pin(async move { client.list_contacts(&params).await })
            },
        )
    }

    /// List the contacts that a member can access: `GET /users/{userId}/contacts`.
    ///
    /// Lists the contacts that one member can access, page by page. Filters, order, the 7 day
    /// period and the reach of 50,000 contacts are those of `GET /contacts`.
    ///
    /// The filters `email` and `telephone` stand on the kr page and not on the en page; they are
    /// offered here because the jp page of `GET /contacts` has them too.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-user-list>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListUserContactsParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.list_user_contacts(&"userf7da-f82c-4284-13e7-030f3b4c756x".into(), &params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_user_contacts(
        &self,
        user_id: &UserId,
        params: &ListUserContactsParams,
    ) -> Result<Response<ContactList>, Error> {
        let result = self
            .wire
            .list_user_contacts(
                user_id,
                params.accessible_range.as_ref(),
                params.contact_tag_id.as_ref(),
                params.count,
                params.cursor.as_deref(),
                params.email.as_deref(),
                params.end_date_time.as_ref(),
                params.order_by.as_ref(),
                params.search_date_type.as_ref(),
                params.search_filter_type.as_ref(),
                params.start_date_time.as_ref(),
                params.telephone.as_deref(),
            )
            .await;
        crate::response::finish(&Operation::LIST_USER_CONTACTS, result)
    }

    /// List the contacts that a member can access, page by page: `GET /users/{userId}/contacts`.
    ///
    /// What [`list_user_contacts`](Self::list_user_contacts) answers as a stream, which begins where
    /// `cursor` of `params` says, and asks for the page after the one that is read: see
    /// [`pages`](crate::pages).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListUserContactsParams) -> Result<(), contacts_client::Error> {
    /// let pages = client.list_user_contacts_paged(&"userf7da-f82c-4284-13e7-030f3b4c756x".into(), params);
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_user_contacts_paged(
        &self,
        user_id: &UserId,
        mut params: ListUserContactsParams,
    ) -> Pages<ContactList> {
        let cursor = params.cursor.take();
        let user_id = user_id.clone();
        Pages::new(
            self.clone(),
            &Operation::LIST_USER_CONTACTS,
            cursor,
            Some(super::facts::RESULT_CAP),
            move |client, cursor| {
                let user_id = user_id.clone();
                let mut params = params.clone();
                params.cursor = cursor;
                Box::pin(async move {
                    client.list_user_contacts(&user_id, &params).await
                })
            },
        )
    }

    /// Get a contact: `GET /contacts/{contactId}`.
    ///
    /// Reads one contact. Only this operation answers with the real values of `prefix`, `suffix`
    /// and `middleName` (the en and kr pages name all three, the jp page `middleName` only).
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/jp/docs/contact-get>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// let answer = client.get_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_contact(
        &self,
        contact_id: &ContactId,
    ) -> Result<Response<Contact>, Error> {
        let result = self.wire.get_contact(contact_id).await;
        crate::response::finish(&Operation::GET_CONTACT, result)
    }

    /// Replace a contact: `PUT /contacts/{contactId}`.
    ///
    /// Replaces a contact. A property left out of the body falls back to its default or to null, so
    /// its old value is lost.
    ///
    /// A contact needs an e-mail address or a telephone number, unless it is an external message
    /// contact, which may have neither. At least one of `lastName` and `firstName` is needed, and
    /// `accessibleMembers` when `accessibleRange` is `MEMBER`. The nickname of an external message
    /// contact cannot be changed.
    ///
    /// Not documented: what null stands for in place of a list.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404: There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-update-put>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactInput) -> Result<(), contacts_client::Error> {
    /// let answer = client.update_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_contact(
        &self,
        contact_id: &ContactId,
        body: &ContactInput,
    ) -> Result<Response<Contact>, Error> {
        let result = self.wire.update_contact(contact_id, body).await;
        crate::response::finish(&Operation::UPDATE_CONTACT, result)
    }

    /// Update part of a contact: `PATCH /contacts/{contactId}`.
    ///
    /// Replaces only the properties in the body; the others keep their value.
    ///
    /// The page of this operation was not found in any language. Not documented: which members are
    /// accepted or needed, whether lists are replaced whole (the general rule of PATCH suggests
    /// so), whether `permission` and `contactName` are merged or replaced, what null does.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row and the general rule of PATCH; scope,
    /// body, answer and statuses follow the other operations on contacts.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactPatch) -> Result<(), contacts_client::Error> {
    /// let answer = client.patch_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn patch_contact(
        &self,
        contact_id: &ContactId,
        body: &ContactPatch,
    ) -> Result<Response<Contact>, Error> {
        let result = self.wire.patch_contact(contact_id, body).await;
        crate::response::finish(&Operation::PATCH_CONTACT, result)
    }

    /// Delete a contact: `DELETE /contacts/{contactId}`.
    ///
    /// Deletes a contact.
    ///
    /// The page of this operation was not found. In the product (administrator guide), deleted
    /// contacts go to a trash, from which members can restore them during a storage period
    /// (Standard and Advanced); an older edition says that an administrator cannot delete external
    /// message contacts. Not documented: whether this operation moves the contact to the trash,
    /// whether a contact in the trash can still be read or listed, and whether external message
    /// contacts can be deleted.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row; scope and statuses follow the other
    /// operations. The remarks on the trash are those of the product's administrator guide
    /// (guide.worksmobile.com), not of an API page.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// client.delete_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_contact(
        &self,
        contact_id: &ContactId,
    ) -> Result<Response<()>, Error> {
        let result = self.wire.delete_contact(contact_id).await;
        crate::response::finish(&Operation::DELETE_CONTACT, result)
    }

    /// Force delete a contact: `DELETE /contacts/{contactId}/forcedelete`.
    ///
    /// Deletes a contact by force.
    ///
    /// The page of this operation was not found. Not documented: how it differs from
    /// `DELETE /contacts/{contactId}` (presumably it passes the trash by) and whether a contact in
    /// the trash can be force deleted.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row; scope and statuses follow the other
    /// operations.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// client.force_delete_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn force_delete_contact(
        &self,
        contact_id: &ContactId,
    ) -> Result<Response<()>, Error> {
        let result = self.wire.force_delete_contact(contact_id).await;
        crate::response::finish(&Operation::FORCE_DELETE_CONTACT, result)
    }

    /// Get an upload URL for a contact photo: `POST /contacts/{contactId}/photo`.
    ///
    /// Announces a file by name and size and answers with the address to send it to. The second
    /// request, described by `x-upload`, carries the file; the image then becomes the photo of the
    /// contact.
    ///
    /// Not documented: the answer of the second request, how long an address lives and whether it
    /// can be used twice, which image formats are accepted over the API. Resumable uploads are
    /// described for other services only.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-photo-create>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactPhotoUpload) -> Result<(), contacts_client::Error> {
    /// let answer = client.create_contact_photo(&"contact2-a56d-44a4-5304-033e16fca8d1".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_contact_photo(
        &self,
        contact_id: &ContactId,
        body: &ContactPhotoUpload,
    ) -> Result<Response<ContactPhotoUploadUrl>, Error> {
        let result = self.wire.create_contact_photo(contact_id, body).await;
        crate::response::finish(&Operation::CREATE_CONTACT_PHOTO, result)
    }

    /// Get the photo of a contact: `GET /contacts/{contactId}/photo`.
    ///
    /// Answers with a redirect to the image file.
    ///
    /// The page of this operation was not found. Not documented: whether the target needs the
    /// Authorization header, how long its address lives, what is answered when there is no photo
    /// (404 is presumed). The rate limit headers are absent from this answer.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// Assumed, not documented: Written from the overview's row, the guides' remarks on downloads and
    /// the same operation on members.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// client.get_contact_photo(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_contact_photo(
        &self,
        contact_id: &ContactId,
    ) -> Result<Response<Redirect>, Error> {
        let result = self.wire.get_contact_photo(contact_id).await;
        crate::response::redirected(&Operation::GET_CONTACT_PHOTO, result)
    }

    /// Delete the photo of a contact: `DELETE /contacts/{contactId}/photo`.
    ///
    /// Deletes the photo of a contact. The page of this operation was not found.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row; scope and statuses follow the other
    /// operations.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// client.delete_contact_photo(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_contact_photo(
        &self,
        contact_id: &ContactId,
    ) -> Result<Response<()>, Error> {
        let result = self.wire.delete_contact_photo(contact_id).await;
        crate::response::finish(&Operation::DELETE_CONTACT_PHOTO, result)
    }

    /// Create a company tag: `POST /contact-tags`.
    ///
    /// Creates a company tag, which every member of the domain sees. The caller needs the right to
    /// create company tags, which the domain grants by an option; 403 is presumed otherwise.
    ///
    /// Not documented: how many tags a domain or a member may have, and whether a name may occur
    /// twice (409 is listed for changing a tag, not for creating one).
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-create>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactTagInput) -> Result<(), contacts_client::Error> {
    /// let answer = client.create_contact_tag(&body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_contact_tag(
        &self,
        body: &ContactTagInput,
    ) -> Result<Response<ContactTag>, Error> {
        let result = self.wire.create_contact_tag(body).await;
        crate::response::finish(&Operation::CREATE_CONTACT_TAG, result)
    }

    /// List tags: `GET /contact-tags`.
    ///
    /// Lists tags, page by page, sorted by name.
    ///
    /// Not documented: whose user tags are returned (presumably those of the member whose token is
    /// used; unclear for service accounts).
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-list>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListContactTagsParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.list_contact_tags(&params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_contact_tags(
        &self,
        params: &ListContactTagsParams,
    ) -> Result<Response<ContactTagList>, Error> {
        let result = self
            .wire
            .list_contact_tags(
                params.count,
                params.cursor.as_deref(),
                params.order_by.as_ref(),
                params.type_.as_ref(),
            )
            .await;
        crate::response::finish(&Operation::LIST_CONTACT_TAGS, result)
    }

    /// List tags, page by page: `GET /contact-tags`.
    ///
    /// What [`list_contact_tags`](Self::list_contact_tags) answers as a stream, which begins where
    /// `cursor` of `params` says, and asks for the page after the one that is read: see
    /// [`pages`](crate::pages).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListContactTagsParams) -> Result<(), contacts_client::Error> {
    /// let pages = client.list_contact_tags_paged(params);
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_contact_tags_paged(
        &self,
        mut params: ListContactTagsParams,
    ) -> Pages<ContactTagList> {
        let cursor = params.cursor.take();
        Pages::new(
            self.clone(),
            &Operation::LIST_CONTACT_TAGS,
            cursor,
            None,
            move |client, cursor| {
                let mut params = params.clone();
                params.cursor = cursor;
                Box::pin(async move { client.list_contact_tags(&params).await })
            },
        )
    }

    /// Get a tag: `GET /contact-tags/{contactTagId}`.
    ///
    /// Reads one tag. Its `type` tells company tags from user tags.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404: There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/kr/docs/contact-tag-get>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// let answer = client.get_contact_tag(&"ctag2a81-94b6-4642-6903-03aa7977da91".into()).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_contact_tag(
        &self,
        contact_tag_id: &ContactTagId,
    ) -> Result<Response<ContactTag>, Error> {
        let result = self.wire.get_contact_tag(contact_tag_id).await;
        crate::response::finish(&Operation::GET_CONTACT_TAG, result)
    }

    /// Replace a tag: `PUT /contact-tags/{contactTagId}`.
    ///
    /// Replaces a tag. The name is its only member that can be changed.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404: There is no such resource.
    /// - 409: A conflict on the resource, or the resource to be created exists.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/kr/docs/contact-tag-update-put>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactTagInput) -> Result<(), contacts_client::Error> {
    /// let answer = client.update_contact_tag(&"ctag2a81-94b6-4642-6903-03aa7977da91".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_contact_tag(
        &self,
        contact_tag_id: &ContactTagId,
        body: &ContactTagInput,
    ) -> Result<Response<ContactTag>, Error> {
        let result = self.wire.update_contact_tag(contact_tag_id, body).await;
        crate::response::finish(&Operation::UPDATE_CONTACT_TAG, result)
    }

    /// Update part of a tag: `PATCH /contact-tags/{contactTagId}`.
    ///
    /// Replaces the properties in the body. The name is the only one and it is optional, so an
    /// empty body is formally valid; what it does is not documented.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404: There is no such resource.
    /// - 409: A conflict on the resource, or the resource to be created exists.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-update-patch>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactTagPatch) -> Result<(), contacts_client::Error> {
    /// let answer = client.patch_contact_tag(&"ctag2a81-94b6-4642-6903-03aa7977da91".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn patch_contact_tag(
        &self,
        contact_tag_id: &ContactTagId,
        body: &ContactTagPatch,
    ) -> Result<Response<ContactTag>, Error> {
        let result = self.wire.patch_contact_tag(contact_tag_id, body).await;
        crate::response::finish(&Operation::PATCH_CONTACT_TAG, result)
    }

    /// Delete a tag: `DELETE /contact-tags/{contactTagId}`.
    ///
    /// Deletes a tag. The page of this operation was not found. Not documented: what becomes of the
    /// contacts that carry the tag.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row; scope and statuses follow the other
    /// operations.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// client.delete_contact_tag(&"ctag2a81-94b6-4642-6903-03aa7977da91".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_contact_tag(
        &self,
        contact_tag_id: &ContactTagId,
    ) -> Result<Response<()>, Error> {
        let result = self.wire.delete_contact_tag(contact_tag_id).await;
        crate::response::finish(&Operation::DELETE_CONTACT_TAG, result)
    }

    /// Create a user tag: `POST /users/{userId}/contact-tags`.
    ///
    /// Creates a user tag, which only its creator sees. The documented answer is of type `USER` and
    /// lacks `userId`, although the property's text says that user tags carry it.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400: The request is malformed, lacks a parameter, or has a parameter or property with a wrong
    ///   form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-user-create>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactTagInput) -> Result<(), contacts_client::Error> {
    /// let answer = client.create_user_contact_tag(&"userf7da-f82c-4284-13e7-030f3b4c756x".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_user_contact_tag(
        &self,
        user_id: &UserId,
        body: &ContactTagInput,
    ) -> Result<Response<ContactTag>, Error> {
        let result = self.wire.create_user_contact_tag(user_id, body).await;
        crate::response::finish(&Operation::CREATE_USER_CONTACT_TAG, result)
    }

    /// List the tags that a member can access: `GET /users/{userId}/contact-tags`.
    ///
    /// Lists the tags that one member can access, page by page. The documented example equals that
    /// of `GET /contact-tags` as far as it was legible.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/kr/docs/contact-tag-user-list>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListUserContactTagsParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.list_user_contact_tags(&"userf7da-f82c-4284-13e7-030f3b4c756x".into(), &params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_user_contact_tags(
        &self,
        user_id: &UserId,
        params: &ListUserContactTagsParams,
    ) -> Result<Response<ContactTagList>, Error> {
        let result = self
            .wire
            .list_user_contact_tags(
                user_id,
                params.count,
                params.cursor.as_deref(),
                params.order_by.as_ref(),
                params.type_.as_ref(),
            )
            .await;
        crate::response::finish(&Operation::LIST_USER_CONTACT_TAGS, result)
    }

    /// List the tags that a member can access, page by page: `GET /users/{userId}/contact-tags`.
    ///
    /// What [`list_user_contact_tags`](Self::list_user_contact_tags) answers as a stream, which begins
    /// where `cursor` of `params` says, and asks for the page after the one that is read: see
    /// [`pages`](crate::pages).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListUserContactTagsParams) -> Result<(), contacts_client::Error> {
    /// let pages = client.list_user_contact_tags_paged(&"userf7da-f82c-4284-13e7-030f3b4c756x".into(), params);
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_user_contact_tags_paged(
        &self,
        user_id: &UserId,
        mut params: ListUserContactTagsParams,
    ) -> Pages<ContactTagList> {
        let cursor = params.cursor.take();
        let user_id = user_id.clone();
        Pages::new(
            self.clone(),
            &Operation::LIST_USER_CONTACT_TAGS,
            cursor,
            None,
            move |client, cursor| {
                let user_id = user_id.clone();
                let mut params = params.clone();
                params.cursor = cursor;
                Box::pin(async move {
                    client.list_user_contact_tags(&user_id, &params).await
                })
            },
        )
    }

    /// List the definitions of custom properties: `GET /contacts/custom-properties`.
    ///
    /// Lists all definitions of a domain at once; the list is not paged.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-custom-property-list>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::ListCustomPropertiesParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.list_custom_properties(&params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_custom_properties(
        &self,
        params: &ListCustomPropertiesParams,
    ) -> Result<Response<CustomPropertyList>, Error> {
        let result = self.wire.list_custom_properties(params.domain_id.as_ref()).await;
        crate::response::finish(&Operation::LIST_CUSTOM_PROPERTIES, result)
    }

    /// Add the definition of a custom property: `POST /contacts/custom-properties`.
    ///
    /// Adds a definition. A domain has at most 5. `propertyName` and `displayName` are unique in
    /// the domain; `propertyName`, `propertyType` and `multiValued` cannot be changed later.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403 (assumed): Understood but refused: no right to the resource, a token without the scope, a
    ///   restricted resource, or a limit or range of the resource that is exceeded.
    /// - 409 (assumed): A conflict on the resource, or the resource to be created exists.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-custom-property-create>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactCustomPropertyCreate) -> Result<(), contacts_client::Error> {
    /// let answer = client.create_custom_property(&body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_custom_property(
        &self,
        body: &ContactCustomPropertyCreate,
    ) -> Result<Response<ContactCustomProperty>, Error> {
        let result = self.wire.create_custom_property(body).await;
        crate::response::finish(&Operation::CREATE_CUSTOM_PROPERTY, result)
    }

    /// Get the definition of a custom property: `GET /contacts/custom-properties/{customPropertyId}`.
    ///
    /// Reads one definition, by its id or by its propertyName.
    ///
    /// Scope: `contact` or `contact.read`.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-custom-property-get>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::GetCustomPropertyParams) -> Result<(), contacts_client::Error> {
    /// let answer = client.get_custom_property(&"custompi-5ge3-f6d7-ht33-35gr6e465u01".into(), &params).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_custom_property(
        &self,
        custom_property_id: &CustomPropertyId,
        params: &GetCustomPropertyParams,
    ) -> Result<Response<ContactCustomProperty>, Error> {
        let result = self
            .wire
            .get_custom_property(custom_property_id, params.domain_id.as_ref())
            .await;
        crate::response::finish(&Operation::GET_CUSTOM_PROPERTY, result)
    }

    /// Update the definition of a custom property: `PATCH
    /// /contacts/custom-properties/{customPropertyId}`.
    ///
    /// Replaces the properties in the body. `propertyName`, `propertyType` and `multiValued` cannot
    /// be changed. The domain is named in the body here, not in the query.
    ///
    /// Scope: `contact`.
    ///
    /// # Errors
    ///
    /// - 400 (assumed): The request is malformed, lacks a parameter, or has a parameter or property
    ///   with a wrong form or content, over its limit or outside its range.
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 409 (assumed): A conflict on the resource, or the resource to be created exists.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-custom-property-update-patch>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, body: contacts_client::types::ContactCustomPropertyPatch) -> Result<(), contacts_client::Error> {
    /// let answer = client.patch_custom_property(&"custompi-5ge3-f6d7-ht33-35gr6e465u01".into(), &body).await?.into_inner();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn patch_custom_property(
        &self,
        custom_property_id: &CustomPropertyId,
        body: &ContactCustomPropertyPatch,
    ) -> Result<Response<ContactCustomProperty>, Error> {
        let result = self.wire.patch_custom_property(custom_property_id, body).await;
        crate::response::finish(&Operation::PATCH_CUSTOM_PROPERTY, result)
    }

    /// Delete the definition of a custom property: `DELETE
    /// /contacts/custom-properties/{customPropertyId}`.
    ///
    /// Deletes a definition. The page of this operation was not found; the same operation on
    /// members removes the stored values some time after the answer.
    ///
    /// Scope: `contact`.
    ///
    /// Assumed, not documented: Written from the overview's row and the same operation on members;
    /// scope, path, query and statuses follow it.
    ///
    /// # Errors
    ///
    /// - 401: The credentials are missing or wrong; see RFC 6749.
    /// - 403: Understood but refused: no right to the resource, a token without the scope, a restricted
    ///   resource, or a limit or range of the resource that is exceeded.
    /// - 404 (assumed): There is no such resource.
    /// - 429: The rate limit is exceeded. Whether a Retry-After header is sent is not documented.
    /// - 500: A fault of the server.
    /// - 503: A passing fault of the server.
    /// - any other status: Any other error. The kr error page also lists 410 with the code DELETED for
    ///   a resource that has been deleted already.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact>
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client, params: contacts_client::types::DeleteCustomPropertyParams) -> Result<(), contacts_client::Error> {
    /// client.delete_custom_property(&"custompi-5ge3-f6d7-ht33-35gr6e465u01".into(), &params).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_custom_property(
        &self,
        custom_property_id: &CustomPropertyId,
        params: &DeleteCustomPropertyParams,
    ) -> Result<Response<()>, Error> {
        let result = self
            .wire
            .delete_custom_property(custom_property_id, params.domain_id.as_ref())
            .await;
        crate::response::finish(&Operation::DELETE_CUSTOM_PROPERTY, result)
    }
}

impl Page for ContactList {
    type Item = Contact;
    fn next_cursor(&self) -> Option<&str> {
        self.response_meta_data
            .as_ref()?
            .next_cursor
            .as_deref()
            .filter(|cursor| !cursor.is_empty())
    }

    fn items(&self) -> &[Contact] {
        &self.contacts
    }

    fn into_items(self) -> Vec<Contact> {
        self.contacts
    }
}

impl Page for ContactTagList {
    type Item = ContactTag;
    fn next_cursor(&self) -> Option<&str> {
        self.response_meta_data
            .as_ref()?
            .next_cursor
            .as_deref()
            .filter(|cursor| !cursor.is_empty())
    }

    fn items(&self) -> &[ContactTag] {
        &self.contact_tags
    }

    fn into_items(self) -> Vec<ContactTag> {
        self.contact_tags
    }
}
