//! HTTP by hand, for what no client sends and no client shows: bytes, and how a connection ends.
#![allow(dead_code, unreachable_pub, clippy::panic, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use contacts_sandbox::Sandbox;
use serde_json::Value;

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// In order (FIN).
    Closed,
    /// By a reset (RST).
    Reset,
}

/// What came over a connection, up to its end.
#[derive(Debug)]
pub struct Answer {
    pub bytes: Vec<u8>,
    pub end: End,
}

impl Answer {
    pub fn head(&self) -> &str {
        let end = self.bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap_or(self.bytes.len());
        std::str::from_utf8(&self.bytes[..end]).unwrap()
    }

    pub fn status(&self) -> u16 {
        self.head().split(' ').nth(1).and_then(|it| it.parse().ok()).expect("there is a status line")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head().lines().filter_map(|line| line.split_once(": "));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn body(&self) -> &[u8] {
        let start = self.bytes.windows(4).position(|it| it == b"\r\n\r\n").map_or(self.bytes.len(), |at| at + 4);
        &self.bytes[start..]
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(self.body()).unwrap_or_else(|error| panic!("{error}: {}", self.head()))
    }
}

/// Sends a request with the sandbox's own token, and reads up to the end of the connection.
pub fn send(sandbox: &Sandbox, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let authorization = format!("Bearer {}", sandbox.token());
    let mut all = vec![("Host", sandbox.address().to_string()), ("Connection", "close".to_owned())];
    all.push(("Authorization", authorization));
    if !body.is_empty() {
        all.push(("Content-Type", "application/json".to_owned()));
    }
    all.retain(|(name, _)| !headers.iter().any(|(other, _)| other == name));
    all.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let mut request = format!("{method} {path} HTTP/1.1\r\n");
    for (name, value) in all {
        write!(request, "{name}: {value}\r\n").unwrap();
    }
    write!(request, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    exchange(sandbox, &request)
}

/// Sends bytes, and reads up to the end of the connection.
pub fn exchange(sandbox: &Sandbox, request: &str) -> Answer {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let mut some = [0; 4096];
    let end = loop {
        match stream.read(&mut some) {
            Ok(0) => break End::Closed,
            Ok(read) => bytes.extend_from_slice(&some[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Reset,
            Err(error) => panic!("{error}"),
        }
    };
    Answer { bytes, end }
}

/// The smallest contact that the documentation creates.
pub fn minimal_contact() -> String {
    example("createContact.minimal.request.en.json")
}

/// An example of the documentation.
pub fn example(name: &str) -> String {
    std::fs::read_to_string(format!("{}/{name}", contacts_openapi::EXAMPLES)).unwrap()
}
