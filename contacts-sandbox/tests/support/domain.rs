//! A sandbox and those who call it, for tests of what belongs to a domain: tags, definitions, and what refers to them.

use contacts_client::types::ErrorCode;
use contacts_client::{Client, Limiter, Method, Retry};
use contacts_sandbox::{Builder, Sandbox};
use serde_json::{Value, json};

/// Two members.
pub(crate) const ONE: &str = "userf7da-f82c-4284-13e7-030f3b4c756x";
pub(crate) const OTHER: &str = "usera81e-72d3-4d54-7f3a-033fe26e5a2x";

pub(crate) struct Domain {
    pub(crate) sandbox: Sandbox,
    /// The service account.
    pub(crate) admin: Client,
    pub(crate) one: Client,
    pub(crate) other: Client,
}

/// Why a request was refused: status, code and description.
pub(crate) type Refused = (u16, String, String);

impl Domain {
    pub(crate) async fn start() -> Self {
        Self::of(Sandbox::builder()).await
    }

    pub(crate) async fn of(builder: Builder) -> Self {
        let sandbox = builder.start().await.unwrap();
        let member = |user_id| client(&sandbox, &sandbox.token_for(Some(user_id), &["contact"]));
        let (admin, one, other) = (client(&sandbox, sandbox.token()), member(ONE), member(OTHER));
        Self { sandbox, admin, one, other }
    }

    /// The id of a tag that is created.
    pub(crate) async fn company_tag(&self, name: &str) -> String {
        let tag = post(&self.admin, "/contact-tags", &json!({ "contactTagName": name })).await.unwrap();
        text(&tag, "/contactTagId")
    }

    pub(crate) async fn user_tag(&self, client: &Client, name: &str) -> String {
        let tag = post(client, "/users/me/contact-tags", &json!({ "contactTagName": name })).await.unwrap();
        text(&tag, "/contactTagId")
    }

    /// Adds a definition, and returns its id.
    pub(crate) async fn define(&self, name: &str, kind: &str, is_multi_valued: bool) -> String {
        let definition = definition(name, kind, is_multi_valued);
        text(&post(&self.admin, "/contacts/custom-properties", &definition).await.unwrap(), "/customPropertyId")
    }

    /// The documented definitions of the values that the documented contacts have.
    pub(crate) async fn define_documented(&self) {
        for (name, kind, is_multi_valued) in [
            ("string_single", "STRING", false),
            ("string_multi", "STRING", true),
            ("link_single", "LINK", false),
            ("link_multi", "LINK", true),
        ] {
            self.define(name, kind, is_multi_valued).await;
        }
    }

    /// The id of a contact that is created with more than the least.
    pub(crate) async fn contact(&self, more: &Value) -> String {
        text(&post(&self.admin, "/contacts", &contact(more)).await.unwrap(), "/contactId")
    }
}

pub(crate) fn definition(name: &str, kind: &str, is_multi_valued: bool) -> Value {
    json!({ "domainId": 10_000_001, "propertyName": name, "displayName": name, "propertyType": kind, "multiValued": is_multi_valued })
}

/// The least of a contact, and more.
pub(crate) fn contact(more: &Value) -> Value {
    let mut contact = example("createContact.minimal.request.en");
    contact.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    contact
}

pub(crate) fn client(sandbox: &Sandbox, token: &str) -> Client {
    let client = Client::builder().base_url(sandbox.base_url()).token(token);
    client.limiter(Limiter::off()).retry(Retry::never()).build().unwrap()
}

/// A documented example.
pub(crate) fn example(name: &str) -> Value {
    let path = format!("{}/{name}.json", contacts_openapi::EXAMPLES);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) async fn get(client: &Client, path: &str) -> Result<Value, Refused> {
    send(client, Method::GET, path, None).await
}

pub(crate) async fn post(client: &Client, path: &str, body: &Value) -> Result<Value, Refused> {
    send(client, Method::POST, path, Some(body)).await
}

pub(crate) async fn put(client: &Client, path: &str, body: &Value) -> Result<Value, Refused> {
    send(client, Method::PUT, path, Some(body)).await
}

pub(crate) async fn patch(client: &Client, path: &str, body: &Value) -> Result<Value, Refused> {
    send(client, Method::PATCH, path, Some(body)).await
}

pub(crate) async fn delete(client: &Client, path: &str) -> Result<Value, Refused> {
    send(client, Method::DELETE, path, None).await
}

/// Sends a request as it is, also one that the client's own calls would not send.
pub(crate) async fn send(client: &Client, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Refused> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let query: Vec<_> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let request = client.request(method, path).query(&query);
    let request = match body {
        Some(body) => request.json(body),
        None => request,
    };
    match request.send().await {
        Ok(answer) if answer.is_empty() => Ok(Value::Null),
        Ok(answer) => Ok(serde_json::from_slice(&answer).unwrap()),
        Err(error) => {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            let status = error.status().map_or(0, |status| status.as_u16());
            Err((status, text(error.code().map(ErrorCode::as_str)), text(error.description())))
        }
    }
}

pub(crate) fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap().to_owned()
}

/// Asserts that a request was refused with a status and a code, and a description that begins like this.
#[track_caller]
pub(crate) fn assert_refused(outcome: Result<Value, Refused>, status: u16, code: &str, description: &str) {
    let (known_status, known_code, known) = outcome.expect_err("it is refused");
    assert_eq!((known_status, known_code.as_str()), (status, code), "{known}");
    assert!(known.starts_with(description), "{known}");
}
