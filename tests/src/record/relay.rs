//! Between a client and a sandbox, while something is recorded: passes on what comes, and writes it down.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1 as client;
use hyper::header::{AUTHORIZATION, HeaderMap};
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::Exchange;

/// The scopes of the tokens whose scopes are known.
pub type Scopes = Arc<Mutex<HashMap<String, Vec<String>>>>;

/// A port that is not served yet.
#[derive(Debug)]
pub struct Relay {
    listener: TcpListener,
    address: SocketAddr,
}

impl Relay {
    /// Takes a free port.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn bind() -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        Ok(Self { listener, address })
    }

    /// The address of the port.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves the port until its runtime ends. What goes to paths behind `base_path` is recorded.
    pub fn lead_to(self, target: SocketAddr, base_path: String, scopes: Scopes) {
        let way = Arc::new(Way { target, base_path, scopes });
        tokio::spawn(async move {
            while let Ok((stream, _)) = self.listener.accept().await {
                let way = Arc::clone(&way);
                tokio::spawn(async move {
                    let service = service_fn(move |request| {
                        let way = Arc::clone(&way);
                        async move { way.pass(request).await }
                    });
                    // A connection that fails has failed for the client, whose affair it is.
                    let _ = server::Builder::new().serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
    }
}

struct Way {
    target: SocketAddr,
    base_path: String,
    scopes: Scopes,
}

impl Way {
    fn scopes_of(&self, token: &str) -> Option<Vec<String>> {
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned()
    }

    async fn pass(&self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        let address = parts.uri.path_and_query().map_or("/", |it| it.as_str()).to_owned();
        let bearer = parts.headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
        let scopes = bearer.and_then(|token| self.scopes_of(token));
        let (method, headers) = (parts.method.to_string(), texts(&parts.headers));

        let stream = TcpStream::connect(self.target).await?;
        let (mut sender, connection) = client::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
        tokio::spawn(connection);
        let request = Request::from_parts(parts, Full::new(body.clone()));
        let answer = sender.send_request(request).await.map_err(io::Error::other)?;
        let (parts, answer) = answer.into_parts();
        let answer = answer.collect().await.map_err(io::Error::other)?.to_bytes();

        if let Some(target) = address.strip_prefix(&self.base_path).filter(|rest| rest.starts_with('/')) {
            super::write(&Exchange {
                method,
                target: target.to_owned(),
                scopes,
                headers,
                body: body.to_vec(),
                status: parts.status.as_u16(),
                answer_headers: texts(&parts.headers),
                answer: answer.to_vec(),
            });
        }
        Ok(Response::from_parts(parts, Full::new(answer)))
    }
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}
