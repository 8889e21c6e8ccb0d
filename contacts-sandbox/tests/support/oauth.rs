//! Raw requests, and what the OAuth tests say with them.
#![allow(dead_code, unreachable_pub, clippy::panic, reason = "each test file uses some of it")]

use contacts_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?} is no JSON"))
    }

    /// A member of the body that is a text.
    pub fn text(&self, name: &str) -> String {
        self.json()[name].as_str().unwrap_or_else(|| panic!("{self:?} has no {name}")).to_owned()
    }

    /// A parameter of the address that a redirect goes to.
    pub fn sent(&self, name: &str) -> Option<String> {
        let (_, query) = self.header("location")?.split_once('?')?;
        let found = form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name);
        found.map(|(_, value)| value.into_owned())
    }
}

/// Sends a request over a connection of its own.
pub async fn send(sandbox: &Sandbox, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", sandbox.address());
    let length = (!body.is_empty()).then(|| body.len().to_string());
    let length = length.as_deref().map(|length| ("Content-Length", length));
    for (name, value) in headers.iter().copied().chain(length) {
        request.extend([name, ": ", value, "\r\n"]);
    }
    request.extend(["\r\n", body]);
    let mut stream = TcpStream::connect(sandbox.address()).await.expect("it listens");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    let answer = String::from_utf8(answer).expect("it is text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("it has a head");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("it has a status");
    let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into()));
    Answer { status, headers: headers.collect(), body: body.to_owned() }
}

pub fn path(url: &str) -> &str {
    &url[url.match_indices('/').nth(2).expect("it has a path").0..]
}

/// Text of parameters.
pub fn encoded(parameters: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const CLIENT: [(&str, &str); 2] = [("client_id", "sandbox-client"), ("client_secret", "sandbox-secret")];
pub const CALLBACK: &str = "https://example.com/callback";

/// Posts a form with the credentials of the app.
pub async fn post(sandbox: &Sandbox, url: &str, form: &[(&str, &str)]) -> Answer {
    send(sandbox, "POST", path(url), &[("Content-Type", FORM)], &encoded(&[form, &CLIENT].concat())).await
}

pub async fn token(sandbox: &Sandbox, form: &[(&str, &str)]) -> Answer {
    post(sandbox, &sandbox.token_url(), form).await
}

pub async fn revoke(sandbox: &Sandbox, token: &str) -> Answer {
    post(sandbox, &sandbox.revocation_url(), &[("token", token)]).await
}

pub async fn refresh(sandbox: &Sandbox, refresh_token: &str) -> Answer {
    token(sandbox, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await
}

/// Asks to agree, with these parameters in place of, or beside, the usual ones.
pub async fn authorize(sandbox: &Sandbox, other: &[(&str, &str)]) -> Answer {
    let usual = [
        ("client_id", "sandbox-client"),
        ("redirect_uri", CALLBACK),
        ("scope", "contact"),
        ("response_type", "code"),
        ("state", "a state"),
    ];
    let is_other = |name: &str| other.iter().any(|(known, _)| *known == name);
    let usual: Vec<_> = usual.into_iter().filter(|(name, _)| !is_other(name)).collect();
    let url = sandbox.authorization_url();
    send(sandbox, "GET", &format!("{}?{}", path(&url), encoded(&[&usual, other].concat())), &[], "").await
}

pub async fn redeem(sandbox: &Sandbox, code: &str) -> Answer {
    token(sandbox, &[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)]).await
}

/// What a member who agreed gave: the answer of the token endpoint.
pub async fn agreed(sandbox: &Sandbox) -> Answer {
    let code = authorize(sandbox, &[]).await.sent("code").expect("there is one");
    redeem(sandbox, &code).await
}

/// Lists contacts with the value of an `Authorization` header.
pub async fn list(sandbox: &Sandbox, authorization: Option<&str>) -> Answer {
    let headers: Vec<_> = authorization.map(|value| ("Authorization", value)).into_iter().collect();
    let url = format!("{}/contacts", sandbox.base_url());
    send(sandbox, "GET", path(&url), &headers, "").await
}

/// What a call with a token is answered: its status, and what is said of the token.
pub async fn standing(sandbox: &Sandbox, token: &str) -> (u16, String) {
    let answer = list(sandbox, Some(&format!("Bearer {token}"))).await;
    (answer.status, answer.header("www-authenticate").unwrap_or_default().to_owned())
}
