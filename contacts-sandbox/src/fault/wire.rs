//! Faults of the connection: answers that are late, slow, cut off or lost.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, HttpBody, to_bytes};
use axum::response::Response;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_LENGTH;
use hyper::body::{Frame, SizeHint};
use tokio::time::Interval;

use super::{Fault, Plan};

/// How a connection ends in the place of an answer. As an extension of a response it tells the port to do so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is reset.
    Reset,
    /// It is closed.
    HangUp,
    /// It is closed behind these bytes, the beginning of an answer.
    Truncated(Bytes),
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault ends the connection")
    }
}

impl std::error::Error for Ending {}

impl Plan {
    /// By how much the answer is to be late; none if it is not.
    pub(crate) fn latency(&self) -> Option<Duration> {
        let latencies = self.0.iter().filter_map(|fault| if let Fault::Latency(it) = fault { Some(*it) } else { None });
        latencies.reduce(Duration::saturating_add)
    }

    /// The answer as it goes out.
    pub(crate) async fn deliver(&self, response: Response) -> Response {
        let spoils = |it: &&Fault| matches!(it, Fault::HangUp | Fault::Truncate(_) | Fault::Slow { .. });
        match self.0.iter().find(spoils) {
            _ if response.extensions().get::<Ending>().is_some() => response,
            Some(Fault::Slow { bytes, tick }) => {
                let (parts, body) = response.into_parts();
                let rest = whole(body).await;
                // Without a length of either, nothing would ever come.
                let tick = tokio::time::interval((*tick).max(Duration::from_millis(1)));
                Response::from_parts(parts, Body::new(Slow { rest, bytes: (*bytes).max(1), tick }))
            }
            Some(Fault::Truncate(bytes)) => truncated(response, *bytes).await,
            Some(_) => ended(response, Ending::HangUp),
            None => response,
        }
    }
}

/// The bytes of a body of the sandbox's own, which is in memory.
async fn whole(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.unwrap_or_default()
}

fn ended(mut response: Response, ending: Ending) -> Response {
    response.extensions_mut().insert(ending);
    response
}

/// The head of an answer, and some of its body.
async fn truncated(response: Response, bytes: Option<usize>) -> Response {
    let (mut parts, body) = response.into_parts();
    let body = whole(body).await;
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    let mut sent = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in &parts.headers {
        sent.extend_from_slice(name.as_str().as_bytes());
        sent.extend_from_slice(b": ");
        sent.extend_from_slice(value.as_bytes());
        sent.extend_from_slice(b"\r\n");
    }
    if !body.is_empty() {
        sent.extend_from_slice(b"\r\n");
        sent.extend_from_slice(&body[..bytes.unwrap_or(body.len() / 2).min(body.len() - 1)]);
    }
    ended(Response::from_parts(parts, Body::empty()), Ending::Truncated(sent.into()))
}

/// A body that comes in pieces.
struct Slow {
    rest: Bytes,
    bytes: usize,
    tick: Interval,
}

impl HttpBody for Slow {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.tick.poll_tick(cx));
        let bytes = self.bytes.min(self.rest.len());
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(bytes)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
