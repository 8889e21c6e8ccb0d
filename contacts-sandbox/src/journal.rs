//! The journal: the last requests of the API, so that a test can ask what a client sent.
//!
//! It never holds a token: of the headers it keeps `Content-Type`, `Accept`, `User-Agent` and those that begin with
//! `x-`, without any whose name speaks of a secret, and of a query it leaves out the values of such names. Bodies it
//! keeps as they came, up to 64 KiB each.
//!
//! It is a ring, of the last 1,000 requests where nothing else is [said](crate::Builder::journal); of fewer, where they
//! would take more than 16 MiB. What it keeps of a request is one copy, so that it does not hold on to the buffers of
//! connections, and is made outside of the lock.

mod exchange;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use axum::response::Response;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};

use crate::fault::{Ending, Plan};
use crate::oauth::Caller;
use crate::operation::Operation;
use crate::quota::Standing;
use crate::service::Service;

pub use exchange::{CalledBy, Exchange, Remark, Requests};

/// How many requests are kept by default.
pub(crate) const LENGTH: usize = 1000;

/// How many bytes of a body are kept.
const BODY: usize = 64 << 10;

/// How many bytes are kept of all requests.
const TOTAL: usize = 16 << 20;

/// What the names of secrets have in them.
const SECRETS: [&str; 8] = ["auth", "token", "secret", "key", "cookie", "password", "assertion", "session"];

/// The last requests.
pub(crate) struct Journal {
    length: usize,
    requests: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    entries: VecDeque<Entry>,
    bytes: usize,
}

/// A request, as compact as it is kept.
#[derive(Clone)]
struct Entry {
    number: u64,
    millis: i64,
    method: Method,
    /// The place of the operation among those of the service.
    operation: Option<usize>,
    caller: Option<Arc<Caller>>,
    /// None if there was no answer.
    status: Option<StatusCode>,
    faults: Plan,
    remarks: Vec<Remark>,
    /// Path and query, then each header in a line of its own, then the body.
    text: Bytes,
    /// Where the headers begin, and where the body does.
    headers: usize,
    body: usize,
    /// How many bytes the body had.
    length: usize,
}

/// What is noted of a request on its way.
pub(crate) struct Course {
    pub(crate) number: u64,
    pub(crate) now_millis: i64,
    /// The place of its operation among those of the service; none if it has none.
    pub(crate) operation: Option<usize>,
    pub(crate) caller: Option<Arc<Caller>>,
    pub(crate) standing: Option<Standing>,
    /// What was found about it and was no reason to refuse it.
    pub(crate) remarks: Vec<Remark>,
    pub(crate) faults: Plan,
}

impl Course {
    /// The beginning.
    pub(crate) fn new(service: &Service, operation: Option<usize>) -> Self {
        Self {
            number: service.journal.number(),
            now_millis: service.clock.millis(),
            operation,
            caller: None,
            standing: None,
            remarks: Vec::new(),
            faults: Plan::default(),
        }
    }
}

impl Journal {
    pub(crate) fn new(length: usize) -> Self {
        Self { length, requests: AtomicU64::new(0), kept: Mutex::default() }
    }

    /// The number of the next request, from 1.
    fn number(&self) -> u64 {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Keeps a request and what became of it.
    pub(crate) fn keep(&self, parts: &Parts, body: &[u8], response: &Response, course: Course) {
        if self.length == 0 {
            return;
        }
        let is_lost = matches!(response.extensions().get(), Some(Ending::Reset | Ending::HangUp));
        let address = parts.uri.path_and_query().map_or("", |it| it.as_str());
        let kept = &body[..body.len().min(BODY)];
        let mut text = Vec::with_capacity(address.len() + 160 + kept.len());
        text.extend_from_slice(address.as_bytes());
        let headers = text.len();
        write(&mut text, &parts.headers);
        let start = text.len();
        text.extend_from_slice(kept);
        let entry = Entry {
            number: course.number,
            millis: course.now_millis,
            method: parts.method.clone(),
            operation: course.operation,
            caller: course.caller,
            status: (!is_lost).then(|| response.status()),
            faults: course.faults,
            remarks: course.remarks,
            text: text.into(),
            headers,
            body: start,
            length: body.len(),
        };
        self.push(entry);
    }

    fn push(&self, entry: Entry) {
        let mut kept = self.kept();
        kept.bytes += entry.size();
        kept.entries.push_back(entry);
        let mut gone = None;
        while kept.entries.len() > self.length || (kept.bytes > TOTAL && kept.entries.len() > 1) {
            gone = kept.entries.pop_front();
            kept.bytes -= gone.as_ref().map_or(0, Entry::size);
        }
        drop(kept);
        // In the long run one goes with each that comes, and memory need not be freed while others wait.
        drop(gone);
    }

    /// Forgets all requests; their numbers go on.
    pub(crate) fn clear(&self) {
        *self.kept() = Kept::default();
    }

    /// Forgets all requests, and counts from 1 again.
    pub(crate) fn restart(&self) {
        self.clear();
        self.requests.store(0, Ordering::Relaxed);
    }

    /// The requests that are kept, by number.
    pub(crate) fn read(&self, operations: &[Operation]) -> Requests {
        let entries: Vec<Entry> = self.kept().entries.iter().cloned().collect();
        let mut exchanges: Vec<Exchange> = entries.into_iter().map(|entry| entry.exchange(operations)).collect();
        exchanges.sort_by_key(|exchange| exchange.number);
        Requests(exchanges)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the headers that are kept, one a line: no value has a line break.
fn write(text: &mut Vec<u8>, headers: &HeaderMap) {
    for (name, value) in headers {
        let is_kept = *name == CONTENT_TYPE
            || *name == ACCEPT
            || *name == USER_AGENT
            || (name.as_str().starts_with("x-") && !is_secret(name.as_str()) && !value.is_sensitive());
        if is_kept {
            text.extend_from_slice(name.as_str().as_bytes());
            text.push(b':');
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETS.iter().any(|secret| name.contains(secret))
}

impl Entry {
    /// How many bytes it keeps that a caller decides on.
    fn size(&self) -> usize {
        self.text.len() + self.remarks.iter().map(Remark::size).sum::<usize>()
    }

    fn exchange(self, operations: &[Operation]) -> Exchange {
        let text = |bytes| String::from_utf8_lossy(bytes);
        let address = text(&self.text[..self.headers]);
        let (path, query) = address.split_once('?').map_or((&*address, None), |(path, query)| (path, Some(query)));
        let headers = text(&self.text[self.headers..self.body]);
        let headers = headers.lines().filter_map(|line| line.split_once(':'));
        Exchange {
            number: self.number,
            at: UNIX_EPOCH + Duration::from_millis(u64::try_from(self.millis).unwrap_or(0)),
            path: path.to_owned(),
            query: query.map(without_secrets),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            operation: self.operation.and_then(|index| operations.get(index)).map(|operation| operation.id.clone()),
            caller: self.caller.map(|caller| match &caller.user_id {
                Some(user_id) => CalledBy::Member(user_id.clone()),
                None => CalledBy::ServiceAccount,
            }),
            status: self.status.map(|status| status.as_u16()),
            faults: self.faults,
            remarks: self.remarks,
            body: self.text.slice(self.body..),
            body_len: self.length,
            method: self.method,
        }
    }
}

/// A query without what stands for a secret in it.
fn without_secrets(query: &str) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}="),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(number: u64) -> Course {
        Course {
            number,
            now_millis: 0,
            operation: None,
            caller: None,
            standing: None,
            remarks: Vec::new(),
            faults: Plan::default(),
        }
    }

    fn keep(journal: &Journal, number: u64, body: &[u8]) {
        let (parts, ()) = http::Request::new(()).into_parts();
        journal.keep(&parts, body, &Response::default(), course(number));
    }

    #[test]
    fn what_is_kept_is_bounded_by_number_and_by_bytes() {
        let journal = Journal::new(1000);
        let body = vec![0; BODY + 1];
        for number in 1..=300 {
            keep(&journal, number, &body);
        }
        let requests = journal.read(&[]);
        assert_eq!(requests.last().map(Exchange::number), Some(300));
        assert!(requests.iter().map(|it| it.body().len()).sum::<usize>() <= TOTAL);
        assert!((200..300).contains(&requests.len()), "{}", requests.len());
        assert!(requests.iter().all(|it| it.body().len() == BODY && it.body_len() == BODY + 1));
        for number in 301..=2000 {
            keep(&journal, number, b"{}");
        }
        assert_eq!(journal.read(&[]).len(), 1000);
        let kept = journal.kept();
        assert_eq!(kept.bytes, kept.entries.iter().map(Entry::size).sum::<usize>());
    }

    #[test]
    fn numbers_go_on_when_requests_are_forgotten_and_begin_anew_with_the_sandbox() {
        let journal = Journal::new(10);
        assert_eq!((journal.number(), journal.number()), (1, 2));
        journal.clear();
        assert_eq!((journal.number(), journal.requests()), (3, 3));
        keep(&journal, 3, b"");
        journal.restart();
        assert_eq!((journal.read(&[]).len(), journal.number()), (0, 1));
    }

    #[test]
    fn requests_are_read_by_number_although_they_end_in_any_order() {
        let journal = Journal::new(10);
        for number in [2, 3, 1] {
            keep(&journal, number, b"");
        }
        assert_eq!(journal.read(&[]).iter().map(Exchange::number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(journal.read(&[]).newest(2).since(2).iter().map(Exchange::number).collect::<Vec<_>>(), [3]);
    }
}
