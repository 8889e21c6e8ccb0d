//! Every call of the client, by the id of its operation: the one place where names of the document meet
//! names of Rust, as a user of the crate would write them.

#![allow(clippy::wildcard_imports, reason = "every type of the API is used here")]

use std::collections::BTreeMap;

use contacts_client::types::*;
use contacts_client::{Client, Error, Redirect, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a call is made with.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// The parameters by their names in the document.
    pub parameters: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Value>,
}

/// What a call returned, back in the form of the wire.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body that the decoded value encodes to; none if the operation has no body.
    pub body: Option<Value>,
    /// Where a redirect points to.
    pub location: Option<String>,
}

/// Why a call brought nothing back.
#[derive(Debug)]
pub enum Failure {
    /// The client's own error.
    Client(Error),
    /// The example does not fit the types of the client.
    Example(String),
    /// The call is unknown here.
    Unknown,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Client(error)
    }
}

impl Arguments {
    fn get<T: From<String>>(&self, name: &str) -> Option<T> {
        self.parameters.get(name)?.as_str().map(|text| T::from(text.to_owned()))
    }

    fn integer(&self, name: &str) -> Option<i32> {
        self.parameters.get(name)?.as_i64()?.try_into().ok()
    }

    fn id<T: From<String>>(&self, name: &str) -> Result<T, Failure> {
        self.get(name).ok_or_else(|| Failure::Example(format!("there is no example of {name}")))
    }

    fn body<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let body = self.body.as_ref().ok_or_else(|| Failure::Example("there is no example of the body".to_owned()))?;
        T::deserialize(body).map_err(|error| Failure::Example(error.to_string()))
    }
}

fn body<T: Serialize>(response: Response<T>) -> Result<Answer, Failure> {
    let status = response.status().as_u16();
    let body = serde_json::to_value(response.into_inner()).map_err(|error| Failure::Example(error.to_string()))?;
    Ok(Answer { status, body: Some(body), location: None })
}

fn empty(response: &Response<()>) -> Answer {
    Answer { status: response.status().as_u16(), body: None, location: None }
}

fn redirect(response: Response<Redirect>) -> Answer {
    let status = response.status().as_u16();
    Answer { status, body: None, location: Some(response.into_inner().location.into()) }
}

/// Calls an operation.
///
/// # Errors
///
/// When the client returns one, the arguments do not fit its types, or the operation is unknown here.
#[allow(clippy::too_many_lines, reason = "one arm an operation")]
pub async fn call(client: &Client, operation: &str, arguments: &Arguments) -> Result<Answer, Failure> {
    let contact = || arguments.id::<ContactId>("contactId");
    let user = || arguments.id::<UserId>("userId");
    let tag = || arguments.id::<ContactTagId>("contactTagId");
    let property = || arguments.id::<CustomPropertyId>("customPropertyId");
    let domain = arguments.integer("domainId").map(DomainId::from);
    match operation {
        "createContact" => body(client.create_contact(&arguments.body()?).await?),
        "listContacts" => {
            let params = ListContactsParams {
                search_date_type: arguments.get("searchDateType"),
                start_date_time: arguments.get("startDateTime"),
                end_date_time: arguments.get("endDateTime"),
                accessible_range: arguments.get("accessibleRange"),
                contact_tag_id: arguments.get("contactTagId"),
                email: arguments.get("email"),
                telephone: arguments.get("telephone"),
                search_filter_type: arguments.get("searchFilterType"),
                order_by: arguments.get("orderBy"),
                count: arguments.integer("count"),
                cursor: arguments.get("cursor"),
            };
            body(client.list_contacts(&params).await?)
        }
        "listUserContacts" => {
            let params = ListUserContactsParams {
                search_date_type: arguments.get("searchDateType"),
                start_date_time: arguments.get("startDateTime"),
                end_date_time: arguments.get("endDateTime"),
                accessible_range: arguments.get("accessibleRange"),
                contact_tag_id: arguments.get("contactTagId"),
                email: arguments.get("email"),
                telephone: arguments.get("telephone"),
                search_filter_type: arguments.get("searchFilterType"),
                order_by: arguments.get("orderBy"),
                count: arguments.integer("count"),
                cursor: arguments.get("cursor"),
            };
            body(client.list_user_contacts(&user()?, &params).await?)
        }
        "getContact" => body(client.get_contact(&contact()?).await?),
        "updateContact" => body(client.update_contact(&contact()?, &arguments.body()?).await?),
        "patchContact" => body(client.patch_contact(&contact()?, &arguments.body()?).await?),
        "deleteContact" => Ok(empty(&client.delete_contact(&contact()?).await?)),
        "forceDeleteContact" => Ok(empty(&client.force_delete_contact(&contact()?).await?)),
        "createContactPhoto" => body(client.create_contact_photo(&contact()?, &arguments.body()?).await?),
        "getContactPhoto" => Ok(redirect(client.get_contact_photo(&contact()?).await?)),
        "deleteContactPhoto" => Ok(empty(&client.delete_contact_photo(&contact()?).await?)),
        "createContactTag" => body(client.create_contact_tag(&arguments.body()?).await?),
        "listContactTags" => {
            let params = ListContactTagsParams {
                type_: arguments.get("type"),
                order_by: arguments.get("orderBy"),
                count: arguments.integer("count"),
                cursor: arguments.get("cursor"),
            };
            body(client.list_contact_tags(&params).await?)
        }
        "getContactTag" => body(client.get_contact_tag(&tag()?).await?),
        "updateContactTag" => body(client.update_contact_tag(&tag()?, &arguments.body()?).await?),
        "patchContactTag" => body(client.patch_contact_tag(&tag()?, &arguments.body()?).await?),
        "deleteContactTag" => Ok(empty(&client.delete_contact_tag(&tag()?).await?)),
        "createUserContactTag" => body(client.create_user_contact_tag(&user()?, &arguments.body()?).await?),
        "listUserContactTags" => {
            let params = ListUserContactTagsParams {
                type_: arguments.get("type"),
                order_by: arguments.get("orderBy"),
                count: arguments.integer("count"),
                cursor: arguments.get("cursor"),
            };
            body(client.list_user_contact_tags(&user()?, &params).await?)
        }
        "listCustomProperties" => {
            body(client.list_custom_properties(&ListCustomPropertiesParams { domain_id: domain }).await?)
        }
        "createCustomProperty" => body(client.create_custom_property(&arguments.body()?).await?),
        "getCustomProperty" => {
            body(client.get_custom_property(&property()?, &GetCustomPropertyParams { domain_id: domain }).await?)
        }
        "patchCustomProperty" => body(client.patch_custom_property(&property()?, &arguments.body()?).await?),
        "deleteCustomProperty" => {
            let params = DeleteCustomPropertyParams { domain_id: domain };
            Ok(empty(&client.delete_custom_property(&property()?, &params).await?))
        }
        _ => Err(Failure::Unknown),
    }
}

/// Decodes a payload into the type that stands for a schema, and encodes it again.
///
/// # Errors
///
/// When it does not decode; none if no type stands for the schema.
pub fn round_trip(schema: &str, payload: &Value) -> Option<Result<Value, String>> {
    macro_rules! types {
        ($($name:ident)*) => {
            match schema {
                $(stringify!($name) => Some(through::<$name>(payload)),)*
                _ => None,
            }
        };
    }
    contacts_client::for_each_schema!(types)
}

/// Decode, encode, decode: the second value must equal the first.
fn through<T: DeserializeOwned + Serialize + PartialEq>(payload: &Value) -> Result<Value, String> {
    let value: T = T::deserialize(payload).map_err(|error| error.to_string())?;
    let encoded = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    match T::deserialize(&encoded) {
        Ok(again) if again == value => Ok(encoded),
        Ok(_) => Err("what it encodes to decodes to something else".to_owned()),
        Err(error) => Err(format!("what it encodes to does not decode: {error}")),
    }
}

/// The ids of all calls that the client has.
pub fn ids() -> Vec<&'static str> {
    macro_rules! ids {
        ($($name:ident = $id:literal,)*) => {
            vec![$($id),*]
        };
    }
    contacts_client::for_each_operation!(ids)
}
