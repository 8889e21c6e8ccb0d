// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo};
use crate::decode::Malformed;
use crate::response::Response;
use crate::types::*;

/// Puts requests on the wire, one function an operation.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::client::State,
}

impl ClientInfo<crate::client::State> for Client {
    /// The trait asks for it; this API has no such thing, and nothing uses it.
    fn api_version() -> &'static str {
        "0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &crate::client::State {
        &self.inner
    }
}

const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::client::State>,
    {}
};

impl Client {
    /// `GET /contacts`
    #[allow(clippy::too_many_arguments)]
    pub(crate) async fn list_contacts<'a>(
        &'a self,
        accessible_range: Option<&'a AccessibleRange>,
        contact_tag_id: Option<&'a ContactTagId>,
        count: Option<i32>,
        cursor: Option<&'a str>,
        email: Option<&'a str>,
        end_date_time: Option<&'a DateTime>,
        order_by: Option<&'a ContactOrderBy>,
        search_date_type: Option<&'a SearchDateType>,
        search_filter_type: Option<&'a SearchFilterType>,
        start_date_time: Option<&'a DateTime>,
        telephone: Option<&'a str>,
    ) -> Result<Response<ContactList>, Error<Malformed>> {
        let url = format!("{}/contacts", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(
                &progenitor_client::QueryParam::new("accessibleRange", &accessible_range),
            )
            .query(&progenitor_client::QueryParam::new("contactTagId", &contact_tag_id))
            .query(&progenitor_client::QueryParam::new("count", &count))
            .query(&progenitor_client::QueryParam::new("cursor", &cursor))
            .query(&progenitor_client::QueryParam::new("email", &email))
            .query(&progenitor_client::QueryParam::new("endDateTime", &end_date_time))
            .query(&progenitor_client::QueryParam::new("orderBy", &order_by))
            .query(
                &progenitor_client::QueryParam::new("searchDateType", &search_date_type),
            )
            .query(
                &progenitor_client::QueryParam::new(
                    "searchFilterType",
                    &search_filter_type,
                ),
            )
            .query(
                &progenitor_client::QueryParam::new("startDateTime", &start_date_time),
            )
            .query(&progenitor_client::QueryParam::new("telephone", &telephone))
            .build()?;
        let info = OperationInfo {
            operation_id: "listContacts",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `POST /contacts`
    pub(crate) async fn create_contact<'a>(
        &'a self,
        body: &'a ContactInput,
    ) -> Result<Response<Contact>, Error<Malformed>> {
        let url = format!("{}/contacts", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "createContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /users/{userId}/contacts`
    #[allow(clippy::too_many_arguments)]
    pub(crate) async fn list_user_contacts<'a>(
        &'a self,
        user_id: &'a UserId,
        accessible_range: Option<&'a AccessibleRange>,
        contact_tag_id: Option<&'a ContactTagId>,
        count: Option<i32>,
        cursor: Option<&'a str>,
        email: Option<&'a str>,
        end_date_time: Option<&'a DateTime>,
        order_by: Option<&'a ContactOrderBy>,
        search_date_type: Option<&'a SearchDateType>,
        search_filter_type: Option<&'a SearchFilterType>,
        start_date_time: Option<&'a DateTime>,
        telephone: Option<&'a str>,
    ) -> Result<Response<ContactList>, Error<Malformed>> {
        let url = format!(
            "{}/users/{}/contacts", self.baseurl, crate ::path::encode(user_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(
                &progenitor_client::QueryParam::new("accessibleRange", &accessible_range),
            )
            .query(&progenitor_client::QueryParam::new("contactTagId", &contact_tag_id))
            .query(&progenitor_client::QueryParam::new("count", &count))
            .query(&progenitor_client::QueryParam::new("cursor", &cursor))
            .query(&progenitor_client::QueryParam::new("email", &email))
            .query(&progenitor_client::QueryParam::new("endDateTime", &end_date_time))
            .query(&progenitor_client::QueryParam::new("orderBy", &order_by))
            .query(
                &progenitor_client::QueryParam::new("searchDateType", &search_date_type),
            )
            .query(
                &progenitor_client::QueryParam::new(
                    "searchFilterType",
                    &search_filter_type,
                ),
            )
            .query(
                &progenitor_client::QueryParam::new("startDateTime", &start_date_time),
            )
            .query(&progenitor_client::QueryParam::new("telephone", &telephone))
            .build()?;
        let info = OperationInfo {
            operation_id: "listUserContacts",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contacts/{contactId}`
    pub(crate) async fn get_contact<'a>(
        &'a self,
        contact_id: &'a ContactId,
    ) -> Result<Response<Contact>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "getContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `PUT /contacts/{contactId}`
    pub(crate) async fn update_contact<'a>(
        &'a self,
        contact_id: &'a ContactId,
        body: &'a ContactInput,
    ) -> Result<Response<Contact>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "updateContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `DELETE /contacts/{contactId}`
    pub(crate) async fn delete_contact<'a>(
        &'a self,
        contact_id: &'a ContactId,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(url).build()?;
        let info = OperationInfo {
            operation_id: "deleteContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `PATCH /contacts/{contactId}`
    pub(crate) async fn patch_contact<'a>(
        &'a self,
        contact_id: &'a ContactId,
        body: &'a ContactPatch,
    ) -> Result<Response<Contact>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .patch(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "patchContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `DELETE /contacts/{contactId}/forcedelete`
    pub(crate) async fn force_delete_contact<'a>(
        &'a self,
        contact_id: &'a ContactId,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}/forcedelete", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(url).build()?;
        let info = OperationInfo {
            operation_id: "forceDeleteContact",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contacts/{contactId}/photo`
    pub(crate) async fn get_contact_photo<'a>(
        &'a self,
        contact_id: &'a ContactId,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}/photo", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self.client.get(url).build()?;
        let info = OperationInfo {
            operation_id: "getContactPhoto",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `POST /contacts/{contactId}/photo`
    pub(crate) async fn create_contact_photo<'a>(
        &'a self,
        contact_id: &'a ContactId,
        body: &'a ContactPhotoUpload,
    ) -> Result<Response<ContactPhotoUploadUrl>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}/photo", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "createContactPhoto",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `DELETE /contacts/{contactId}/photo`
    pub(crate) async fn delete_contact_photo<'a>(
        &'a self,
        contact_id: &'a ContactId,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/{}/photo", self.baseurl, crate ::path::encode(contact_id),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(url).build()?;
        let info = OperationInfo {
            operation_id: "deleteContactPhoto",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contact-tags`
    pub(crate) async fn list_contact_tags<'a>(
        &'a self,
        count: Option<i32>,
        cursor: Option<&'a str>,
        order_by: Option<&'a ContactTagOrderBy>,
        type_: Option<&'a ContactTagType>,
    ) -> Result<Response<ContactTagList>, Error<Malformed>> {
        let url = format!("{}/contact-tags", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("count", &count))
            .query(&progenitor_client::QueryParam::new("cursor", &cursor))
            .query(&progenitor_client::QueryParam::new("orderBy", &order_by))
            .query(&progenitor_client::QueryParam::new("type", &type_))
            .build()?;
        let info = OperationInfo {
            operation_id: "listContactTags",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `POST /contact-tags`
    pub(crate) async fn create_contact_tag<'a>(
        &'a self,
        body: &'a ContactTagInput,
    ) -> Result<Response<ContactTag>, Error<Malformed>> {
        let url = format!("{}/contact-tags", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "createContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contact-tags/{contactTagId}`
    pub(crate) async fn get_contact_tag<'a>(
        &'a self,
        contact_tag_id: &'a ContactTagId,
    ) -> Result<Response<ContactTag>, Error<Malformed>> {
        let url = format!(
            "{}/contact-tags/{}", self.baseurl, crate ::path::encode(contact_tag_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "getContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `PUT /contact-tags/{contactTagId}`
    pub(crate) async fn update_contact_tag<'a>(
        &'a self,
        contact_tag_id: &'a ContactTagId,
        body: &'a ContactTagInput,
    ) -> Result<Response<ContactTag>, Error<Malformed>> {
        let url = format!(
            "{}/contact-tags/{}", self.baseurl, crate ::path::encode(contact_tag_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "updateContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `DELETE /contact-tags/{contactTagId}`
    pub(crate) async fn delete_contact_tag<'a>(
        &'a self,
        contact_tag_id: &'a ContactTagId,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contact-tags/{}", self.baseurl, crate ::path::encode(contact_tag_id),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(url).build()?;
        let info = OperationInfo {
            operation_id: "deleteContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `PATCH /contact-tags/{contactTagId}`
    pub(crate) async fn patch_contact_tag<'a>(
        &'a self,
        contact_tag_id: &'a ContactTagId,
        body: &'a ContactTagPatch,
    ) -> Result<Response<ContactTag>, Error<Malformed>> {
        let url = format!(
            "{}/contact-tags/{}", self.baseurl, crate ::path::encode(contact_tag_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .patch(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "patchContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /users/{userId}/contact-tags`
    pub(crate) async fn list_user_contact_tags<'a>(
        &'a self,
        user_id: &'a UserId,
        count: Option<i32>,
        cursor: Option<&'a str>,
        order_by: Option<&'a ContactTagOrderBy>,
        type_: Option<&'a ContactTagType>,
    ) -> Result<Response<ContactTagList>, Error<Malformed>> {
        let url = format!(
            "{}/users/{}/contact-tags", self.baseurl, crate ::path::encode(user_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("count", &count))
            .query(&progenitor_client::QueryParam::new("cursor", &cursor))
            .query(&progenitor_client::QueryParam::new("orderBy", &order_by))
            .query(&progenitor_client::QueryParam::new("type", &type_))
            .build()?;
        let info = OperationInfo {
            operation_id: "listUserContactTags",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `POST /users/{userId}/contact-tags`
    pub(crate) async fn create_user_contact_tag<'a>(
        &'a self,
        user_id: &'a UserId,
        body: &'a ContactTagInput,
    ) -> Result<Response<ContactTag>, Error<Malformed>> {
        let url = format!(
            "{}/users/{}/contact-tags", self.baseurl, crate ::path::encode(user_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "createUserContactTag",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contacts/custom-properties`
    pub(crate) async fn list_custom_properties<'a>(
        &'a self,
        domain_id: Option<&'a DomainId>,
    ) -> Result<Response<CustomPropertyList>, Error<Malformed>> {
        let url = format!("{}/contacts/custom-properties", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("domainId", &domain_id))
            .build()?;
        let info = OperationInfo {
            operation_id: "listCustomProperties",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `POST /contacts/custom-properties`
    pub(crate) async fn create_custom_property<'a>(
        &'a self,
        body: &'a ContactCustomPropertyCreate,
    ) -> Result<Response<ContactCustomProperty>, Error<Malformed>> {
        let url = format!("{}/contacts/custom-properties", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "createCustomProperty",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `GET /contacts/custom-properties/{customPropertyId}`
    pub(crate) async fn get_custom_property<'a>(
        &'a self,
        custom_property_id: &'a CustomPropertyId,
        domain_id: Option<&'a DomainId>,
    ) -> Result<Response<ContactCustomProperty>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/custom-properties/{}", self.baseurl, crate
            ::path::encode(custom_property_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("domainId", &domain_id))
            .build()?;
        let info = OperationInfo {
            operation_id: "getCustomProperty",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `DELETE /contacts/custom-properties/{customPropertyId}`
    pub(crate) async fn delete_custom_property<'a>(
        &'a self,
        custom_property_id: &'a CustomPropertyId,
        domain_id: Option<&'a DomainId>,
    ) -> Result<Response<()>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/custom-properties/{}", self.baseurl, crate
            ::path::encode(custom_property_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .delete(url)
            .query(&progenitor_client::QueryParam::new("domainId", &domain_id))
            .build()?;
        let info = OperationInfo {
            operation_id: "deleteCustomProperty",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => Ok(Response::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }

    /// `PATCH /contacts/custom-properties/{customPropertyId}`
    pub(crate) async fn patch_custom_property<'a>(
        &'a self,
        custom_property_id: &'a CustomPropertyId,
        body: &'a ContactCustomPropertyPatch,
    ) -> Result<Response<ContactCustomProperty>, Error<Malformed>> {
        let url = format!(
            "{}/contacts/custom-properties/{}", self.baseurl, crate
            ::path::encode(custom_property_id),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .patch(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "patchCustomProperty",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200..=299 => crate::decode::json(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
