//! A service that lists: what it answers is decided request by request, and what happens is told as it happens.

#![allow(dead_code, reason = "each test file is its own crate and uses its own part of this")]
#![allow(unreachable_pub, reason = "each test file is its own crate")]

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use contacts_client::Client;
use contacts_client::clock::ManualClock;
use percent_encoding::percent_decode_str;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What the client takes for the present: 2021-09-10T11:05:41+09:00.
pub const TODAY: Duration = Duration::from_secs(1_631_239_541 + 10 * 24 * 3600);

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub path: String,
    pub parameters: BTreeMap<String, String>,
}

impl Query {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    pub fn cursor(&self) -> Option<&str> {
        self.get("cursor")
    }
}

/// What is said to that.
#[derive(Clone, Debug)]
pub enum Answer {
    Page(String),
    /// With this header.
    Dated(String, String),
    Status(u16),
    /// Nothing, until the other side goes away.
    Silence,
}

/// What happens at the service.
#[derive(Debug)]
pub enum Event {
    Asked(Query),
    /// The other side went away before it was answered.
    GoneAway,
}

pub struct Service {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Query>>>,
    events: UnboundedReceiver<Event>,
    /// What its clients go by.
    pub clock: Arc<ManualClock>,
}

impl Service {
    pub async fn start(answer: impl Fn(&Query) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let (tell, events) = unbounded_channel();
        let (answer, asked) = (Arc::new(answer), Arc::<Mutex<Vec<Query>>>::default());
        let log = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, tell, log) = (Arc::clone(&answer), tell.clone(), Arc::clone(&log));
                tokio::spawn(async move {
                    // A client that goes away in the middle is what some tests are about.
                    let _ = serve(stream, &*answer, &tell, &log).await;
                });
            }
        });
        let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH + TODAY));
        Self { address, asked, events, clock }
    }

    /// A client whose time passes at no one's cost.
    pub fn client(&self) -> Client {
        let builder = Client::builder().token("any").base_url(format!("http://{}/v1.0", self.address));
        builder.clock(self.clock.clone()).build().expect("the address is one of this machine")
    }

    /// What was asked for so far.
    pub fn asked(&self) -> Vec<Query> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What happens next. A test that waits in vain fails, after a while.
    pub async fn event(&mut self) -> Event {
        let event = tokio::time::timeout(Duration::from_secs(30), self.events.recv()).await;
        event.expect("something happens").expect("the service outlives the test")
    }

    /// The next request.
    pub async fn query(&mut self) -> Query {
        match self.event().await {
            Event::Asked(query) => query,
            Event::GoneAway => panic!("the client went away"),
        }
    }
}

async fn serve(
    stream: TcpStream,
    answer: &(impl Fn(&Query) -> Answer + Send + Sync),
    tell: &UnboundedSender<Event>,
    log: &Mutex<Vec<Query>>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            if line == "\r\n" {
                break;
            }
            lines.push(line);
        }
        let query = query(lines[0].split(' ').nth(1).unwrap_or_default());
        let answer = answer(&query);
        log.lock().unwrap_or_else(PoisonError::into_inner).push(query.clone());
        let _ = tell.send(Event::Asked(query));
        let (status, date, body) = match answer {
            Answer::Page(body) => (200, String::new(), body),
            Answer::Dated(date, body) => (200, format!("date: {date}\r\n"), body),
            Answer::Status(status) => (status, String::new(), String::new()),
            Answer::Silence => {
                stream.read_u8().await.expect_err("a client waits for its answer");
                let _ = tell.send(Event::GoneAway);
                return Ok(());
            }
        };
        let head = format!("HTTP/1.1 {status} Whatever\r\n{date}content-length: {}\r\n\r\n", body.len());
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await?;
    }
}

fn query(target: &str) -> Query {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    Query { path: path.to_owned(), parameters: pairs.map(|(name, value)| (decoded(name), decoded(value))).collect() }
}

/// A page of contacts with these ids and further members, and what leads to the next.
pub fn page(contacts: impl IntoIterator<Item = (String, String)>, next: Option<&str>) -> String {
    let contacts: Vec<_> = contacts
        .into_iter()
        .map(|(id, more)| {
            format!(r#"{{"contactId":"{id}","permission":{{"accessibleRange":"ALL"}},"contactName":{{}}{more}}}"#)
        })
        .collect();
    let next = next.map_or_else(|| "null".to_owned(), |next| format!("\"{next}\""));
    format!(r#"{{"contacts":[{}],"responseMetaData":{{"nextCursor":{next}}}}}"#, contacts.join(","))
}

/// The same where only the ids matter.
pub fn page_of(ids: impl IntoIterator<Item = usize>, next: Option<&str>) -> String {
    page(ids.into_iter().map(|id| (id.to_string(), String::new())), next)
}
