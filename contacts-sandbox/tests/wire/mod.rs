//! HTTP as it stands on the wire: for what the client refuses to send, and for answers that are compared byte by byte.
#![allow(dead_code, clippy::panic, clippy::unwrap_used, unreachable_pub, missing_docs)]

use std::fmt::Write as _;
use std::time::SystemTime;

use contacts_sandbox::{Builder, Clock, Quota, Sandbox};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{} {text}: {error}", self.status))
    }

    /// The body of an answer with a status.
    #[track_caller]
    pub fn ok(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The description of a refusal with a status and a code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> String {
        let body = self.ok(status);
        assert_eq!(body["code"], code, "{body}");
        body["description"].as_str().unwrap().to_owned()
    }
}

/// Calls of the API with one token.
#[derive(Clone)]
pub struct Api<'s> {
    pub sandbox: &'s Sandbox,
    pub token: String,
}

impl<'s> Api<'s> {
    pub fn new(sandbox: &'s Sandbox) -> Self {
        Self { sandbox, token: sandbox.token().to_owned() }
    }

    /// With the token of a member.
    pub fn of(sandbox: &'s Sandbox, user_id: &str) -> Self {
        Self { sandbox, token: sandbox.token_for(Some(user_id), &["contact"]) }
    }

    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let url = format!("{}{path}", self.sandbox.base_url());
        let authorization = format!("Bearer {}", self.token);
        let text = body.map(ToString::to_string).unwrap_or_default();
        let mut headers = vec![("Authorization", authorization.as_str())];
        headers.extend(body.map(|_| ("Content-Type", "application/json")));
        send(self.sandbox, method, &url, &headers, text.as_bytes()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call("PUT", path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.call("PATCH", path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }

    /// Creates a contact, and returns its path.
    pub async fn create(&self, body: &Value) -> String {
        let created = self.post("/contacts", body).await.ok(201);
        format!("/contacts/{}", created["contactId"].as_str().unwrap())
    }

    /// The e-mail addresses of a list of contacts, the first of each, over all its pages.
    pub async fn listed(&self, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let page = self.get(&page(path, cursor.as_deref())).await.ok(200);
            found.extend(page["contacts"].as_array().unwrap().iter().map(|it| first_email(it).to_owned()));
            cursor = page["responseMetaData"]["nextCursor"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return found;
            }
        }
    }
}

/// The path of a page.
pub fn page(path: &str, cursor: Option<&str>) -> String {
    let Some(cursor) = cursor else { return path.to_owned() };
    format!("{path}{}cursor={}", if path.contains('?') { '&' } else { '?' }, cursor.replace('=', "%3D"))
}

pub fn first_email(contact: &Value) -> &str {
    contact["emails"][0]["email"].as_str().unwrap_or_default()
}

/// A contact as a request has it, with an e-mail address.
pub fn contact(email: &str) -> Value {
    json!({
        "permission": {"accessibleRange": "ALL"},
        "contactName": {"lastName": "Works"},
        "emails": [{"primary": true, "email": email}],
    })
}

/// The record of a contact that was created and changed at a moment.
pub fn record(id: &str, email: &str, at: &str, more: &Value) -> String {
    let mut value = contact(email);
    let members = value.as_object_mut().unwrap();
    members.insert("contactId".to_owned(), json!(id));
    members.insert("createdTime".to_owned(), json!(at));
    members.insert("modifiedTime".to_owned(), json!(at));
    members.extend(more.as_object().unwrap().clone());
    json!({"kind": "contact", "value": value}).to_string()
}

/// The record of an external message contact.
pub fn external(id: &str, more: &Value) -> String {
    let mut whole = json!({
        "contactName": {"lastName": "Extern", "nickName": "fixed"},
        "emails": [],
        "linkedExternalUser": {"id": "linec1", "type": "LINE", "buddyUserIds": ["a"]},
    });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    record(id, "", "2021-08-10T11:05:41+09:00", &whole)
}

/// The record of a member of an organization and a group.
pub fn member(user_id: &str, unit: &str, group: &str) -> String {
    let value = json!({"userId": user_id, "orgUnitIds": [unit], "groupIds": [group]});
    json!({"kind": "member", "value": value}).to_string()
}

/// A moment, from its text.
pub fn at(text: &str) -> SystemTime {
    OffsetDateTime::parse(text, &Rfc3339).unwrap().into()
}

/// A sandbox without quotas, whose time stands still at 2021-06-03T10:00:00+09:00.
pub fn still() -> Builder {
    Sandbox::builder().clock(Clock::fixed(at("2021-06-03T10:00:00+09:00"))).quota(Quota::Unlimited)
}

/// An example of the documentation.
pub fn example(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{}/{name}.json", contacts_openapi::EXAMPLES)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Sends a request over a connection of its own.
pub async fn send(sandbox: &Sandbox, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut all = headers.to_vec();
    let length = body.len().to_string();
    if !body.is_empty() || matches!(method, "POST" | "PUT" | "PATCH") {
        all.push(("Content-Length", &length));
    }
    send_as_is(sandbox, method, url, &all, body).await
}

/// Sends a request with no other headers than those given.
pub async fn send_as_is(sandbox: &Sandbox, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let target = url.strip_prefix(&sandbox.url()).unwrap_or(url);
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", sandbox.address());
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    head.push_str("\r\n");
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // The sandbox may have answered and gone before it has read everything.
    let _ = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").expect("the answer has a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap());
    Answer {
        status,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: bytes[end + 4..].to_vec(),
    }
}
