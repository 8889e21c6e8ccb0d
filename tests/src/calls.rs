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
    fn id<T: From<String>>(&self, name: &str) -> Result<T, Failure> {
        let text = self.parameters.get(name).and_then(Value::as_str);
        text.map(|text| T::from(text.to_owned()))
            .ok_or_else(|| Failure::Example(format!("there is no example of {name}")))
    }

    fn params<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let members = self.parameters.clone().into_iter().collect();
        serde_json::from_value(Value::Object(members)).map_err(|error| Failure::Example(error.to_string()))
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
pub async fn call(client: &Client, operation: &str, arguments: &Arguments) -> Result<Answer, Failure> {
    let contact = || arguments.id::<ContactId>("contactId");
    let user = || arguments.id::<UserId>("userId");
    let tag = || arguments.id::<ContactTagId>("contactTagId");
    let property = || arguments.id::<CustomPropertyId>("customPropertyId");
    match operation {
        "createContact" => body(client.create_contact(&arguments.body()?).await?),
        "listContacts" => body(client.list_contacts(&arguments.params()?).await?),
        "listUserContacts" => body(client.list_user_contacts(&user()?, &arguments.params()?).await?),
        "getContact" => body(client.get_contact(&contact()?).await?),
        "updateContact" => body(client.update_contact(&contact()?, &arguments.body()?).await?),
        "patchContact" => body(client.patch_contact(&contact()?, &arguments.body()?).await?),
        "deleteContact" => Ok(empty(&client.delete_contact(&contact()?).await?)),
        "forceDeleteContact" => Ok(empty(&client.force_delete_contact(&contact()?).await?)),
        "createContactPhoto" => body(client.create_contact_photo(&contact()?, &arguments.body()?).await?),
        "getContactPhoto" => Ok(redirect(client.get_contact_photo(&contact()?).await?)),
        "deleteContactPhoto" => Ok(empty(&client.delete_contact_photo(&contact()?).await?)),
        "createContactTag" => body(client.create_contact_tag(&arguments.body()?).await?),
        "listContactTags" => body(client.list_contact_tags(&arguments.params()?).await?),
        "getContactTag" => body(client.get_contact_tag(&tag()?).await?),
        "updateContactTag" => body(client.update_contact_tag(&tag()?, &arguments.body()?).await?),
        "patchContactTag" => body(client.patch_contact_tag(&tag()?, &arguments.body()?).await?),
        "deleteContactTag" => Ok(empty(&client.delete_contact_tag(&tag()?).await?)),
        "createUserContactTag" => body(client.create_user_contact_tag(&user()?, &arguments.body()?).await?),
        "listUserContactTags" => body(client.list_user_contact_tags(&user()?, &arguments.params()?).await?),
        "listCustomProperties" => body(client.list_custom_properties(&arguments.params()?).await?),
        "createCustomProperty" => body(client.create_custom_property(&arguments.body()?).await?),
        "getCustomProperty" => body(client.get_custom_property(&property()?, &arguments.params()?).await?),
        "patchCustomProperty" => body(client.patch_custom_property(&property()?, &arguments.body()?).await?),
        "deleteCustomProperty" => Ok(empty(&client.delete_custom_property(&property()?, &arguments.params()?).await?)),
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

/// The names of all schemas that a type stands for.
pub fn schemas() -> Vec<&'static str> {
    macro_rules! names {
        ($($name:ident)*) => {
            vec![$(stringify!($name)),*]
        };
    }
    contacts_client::for_each_schema!(names)
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
