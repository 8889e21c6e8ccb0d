//! A server that misbehaves, and the ways in which it does.
//!
//! What a server does is a [`Script`] for each request, so that a row of the matrix is data.

#![allow(dead_code, reason = "each test file is its own crate and uses its own part of this")]
#![allow(unreachable_pub, reason = "each test file is its own crate")]

pub mod rows;
pub mod stopped;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How much of a request is read before the first step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    FirstByte,
    Head,
    Whole,
}

/// What is done then, one after the other; after the last step the next request is read.
#[derive(Clone)]
pub enum Step {
    Send(Vec<u8>),
    /// Sends these bytes so many times; without a number, until the client goes away.
    Repeat(Vec<u8>, Option<usize>),
    /// Ends the connection as TCP wants it ended.
    Close,
    /// Ends it so that the client's next read fails.
    Reset,
    /// Says no more, and reads until the client goes away.
    Hang,
    /// Says no more and reads no more, for as long as the server lives.
    Freeze,
}

/// What happens to one request.
#[derive(Clone)]
pub struct Script {
    pub reads: Reads,
    pub steps: Vec<Step>,
}

impl Script {
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { reads: Reads::Whole, steps: steps.into_iter().collect() }
    }

    /// A complete answer.
    pub fn answer(status: u16, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        Self::new([Step::Send(answer(status, headers, body))])
    }

    pub fn reads(mut self, reads: Reads) -> Self {
        self.reads = reads;
        self
    }
}

/// The bytes of a complete answer, with these lines as further headers.
pub fn answer(status: u16, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = if status == 204 { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    [format!("HTTP/1.1 {status} Whatever\r\n{lines}{length}\r\n").as_bytes(), body].concat()
}

/// A server on a port of its own. It counts what it is asked.
pub struct Faulty {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Faulty {
    /// Plays one script after the other, and the last one for ever.
    pub async fn playing(scripts: Vec<Script>) -> Self {
        let last = scripts.len() - 1;
        Self::with(move |number| scripts[number.min(last)].clone()).await
    }

    /// Plays what `script` finds for a request, by its number from 0 up.
    pub async fn with(script: impl Fn(usize) -> Script + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let (requests, connections) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (script, asked, made) = (Arc::new(script), Arc::clone(&requests), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                made.fetch_add(1, Ordering::SeqCst);
                let (script, asked) = (Arc::clone(&script), Arc::clone(&asked));
                // A client that goes away in the middle is what some rows are about.
                tokio::spawn(async move { drop(serve(stream, &*script, &asked).await) });
            }
        });
        Self { address, requests, connections }
    }

    pub fn base_url(&self) -> String {
        format!("http://{}/v1.0", self.address)
    }

    /// How many requests began to arrive.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, script: &impl Fn(usize) -> Script, asked: &AtomicUsize) -> io::Result<()> {
    stream.set_nodelay(true)?;
    loop {
        let mut head = vec![stream.read_u8().await?];
        let Script { reads, steps } = script(asked.fetch_add(1, Ordering::SeqCst));
        if reads != Reads::FirstByte {
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await?);
            }
        }
        if reads == Reads::Whole {
            let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
            let length = head.split_once("content-length: ").and_then(|(_, rest)| rest.lines().next()?.parse().ok());
            tokio::io::copy(&mut (&mut stream).take(length.unwrap_or(0)), &mut tokio::io::sink()).await?;
        }
        for step in steps {
            match step {
                Step::Send(bytes) => {
                    stream.write_all(&bytes).await?;
                    // What comes next comes by itself.
                    tokio::task::yield_now().await;
                }
                Step::Repeat(bytes, times) => {
                    let mut left = times.unwrap_or(usize::MAX);
                    while left > 0 {
                        stream.write_all(&bytes).await?;
                        left -= 1;
                    }
                }
                Step::Close => return stream.shutdown().await,
                Step::Reset => return stream.set_zero_linger(),
                Step::Hang => {
                    while stream.read(&mut [0; 1024]).await? > 0 {}
                    return Ok(());
                }
                Step::Freeze => return std::future::pending().await,
            }
        }
    }
}
