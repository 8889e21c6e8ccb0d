//! How many requests a second the sandbox answers, with every request checked and every contact kept, beside an axum
//! that looks at nothing: `cargo bench -p contacts-sandbox`.
//!
//! Each has two threads, and the client one, with the same connections and the same requests in turns of a second.
//! What is printed is a ratio of that run. With `-- serve sandbox` or `-- serve bare` it is one of the two
//! servers, for a tool of one's own.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::routing::post;
use contacts_openapi::EXAMPLES;
use contacts_sandbox::{Quota, Sandbox};
use tokio::runtime::{self, Runtime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: usize = 16;
const WORKERS: usize = 2;
const TURN: Duration = Duration::from_secs(1);
const ROUNDS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let runtime = runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build().unwrap();
    let sandbox = Sandbox::builder().workers(WORKERS).quota(Quota::Unlimited).check_answers(false);
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", "sandbox"] => {
            let sandbox = runtime.block_on(sandbox.start()).unwrap();
            println!("{}", sandbox.base_url());
            std::thread::park();
        }
        ["serve", "bare"] => {
            println!("http://{}/v1.0", bare(&runtime));
            std::thread::park();
        }
        _ => {
            let sandbox = runtime.block_on(sandbox.start()).unwrap();
            compare(sandbox.address(), bare(&runtime), sandbox.token());
        }
    }
}

/// An axum that reads a body and answers the same contact to everybody.
fn bare(runtime: &Runtime) -> SocketAddr {
    let contact = || async {
        static CONTACT: &[u8] = include_bytes!("../../openapi/examples/createContact.response.jp.json");
        ([(header::CONTENT_TYPE, "application/json")], CONTACT)
    };
    let create = move |_: Bytes| async move { (StatusCode::CREATED, contact().await) };
    let router =
        Router::new().route("/v1.0/contacts", post(create)).route("/v1.0/contacts/{id}", axum::routing::get(contact));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move { axum::serve(listener, router).await });
    address
}

fn compare(sandbox: SocketAddr, bare: SocketAddr, token: &str) {
    let body = std::fs::read_to_string(format!("{EXAMPLES}/createContact.request.jp.json")).unwrap();
    let mut body: serde_json::Value = serde_json::from_str(&body).unwrap();
    for unregistered in ["contactTagIds", "customProperties", "createdTime", "modifiedTime"] {
        body.as_object_mut().unwrap().remove(unregistered);
    }
    let body = body.to_string();
    let head = |method: &str, path: &str| {
        format!(
            "{method} /v1.0{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        )
    };
    let create = format!("{}Content-Length: {}\r\n\r\n{body}", head("POST", "/contacts"), body.len());
    let created = exchange(&mut BufReader::new(TcpStream::connect(sandbox).unwrap()), create.as_bytes());
    let created: serde_json::Value = serde_json::from_slice(&created).unwrap();
    let get = format!("{}\r\n", head("GET", &format!("/contacts/{}", created["contactId"].as_str().unwrap())));
    println!(
        "{CONNECTIONS} connections, {WORKERS} threads a server, medians of {ROUNDS} turns of {} s",
        TURN.as_secs()
    );
    for (name, request) in [("POST a contact", &create), ("GET a contact", &get)] {
        let mut turns: [Vec<f64>; 2] = Default::default();
        for _ in 0..ROUNDS {
            turns[0].push(rate(sandbox, request.as_bytes()));
            turns[1].push(rate(bare, request.as_bytes()));
        }
        let median = |turns: &mut Vec<f64>| {
            turns.sort_by(f64::total_cmp);
            turns[turns.len() / 2]
        };
        let ratios: Vec<f64> = turns[0].iter().zip(&turns[1]).map(|(one, other)| one / other).collect();
        let (sandbox, bare, ratio) = (median(&mut turns[0]), median(&mut turns[1]), median(&mut ratios.clone()));
        println!("{name}: sandbox {sandbox:.0} a second, bare axum {bare:.0}, ratio {ratio:.2}");
    }
}

/// How many answers a second come to a request that all connections send again and again.
fn rate(address: SocketAddr, request: &[u8]) -> f64 {
    let mut connections: Vec<_> =
        (0..CONNECTIONS).map(|_| BufReader::with_capacity(1 << 16, TcpStream::connect(address).unwrap())).collect();
    for connection in &mut connections {
        connection.get_mut().write_all(request).unwrap();
    }
    let (started, mut answers) = (Instant::now(), 0_u32);
    while started.elapsed() < TURN {
        for connection in &mut connections {
            read(connection);
            connection.get_mut().write_all(request).unwrap();
            answers += 1;
        }
    }
    f64::from(answers) / started.elapsed().as_secs_f64()
}

fn exchange(connection: &mut BufReader<TcpStream>, request: &[u8]) -> Vec<u8> {
    connection.get_mut().write_all(request).unwrap();
    read(connection)
}

/// The body of an answer, which must be a success.
fn read(connection: &mut BufReader<TcpStream>) -> Vec<u8> {
    let (mut line, mut length) = (String::new(), 0);
    connection.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 2"), "{line}");
    while line.trim_end() != "" {
        line.clear();
        connection.read_line(&mut line).unwrap();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).unwrap();
    body
}
