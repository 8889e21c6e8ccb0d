//! However much a server sends, a call takes a bounded amount of memory.
//!
//! This is a program of its own because all of its memory is counted, the server's included.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod faults;
mod support;

use contacts_client::{Client, Retry};
use faults::{Faulty, Script, Step};
use peak_alloc::PeakAlloc;
use support::{CONTACT_TAG_ID, TOKEN};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;

/// What a server sends that has too much to say.
fn floods() -> Vec<(&'static str, Vec<Step>)> {
    let send = |head: &str| Step::Send(head.as_bytes().to_vec());
    let flood = |times: usize| Step::Repeat(vec![b' '; MIB / 16], Some(times * 16));
    let chunk = Step::Repeat([b"10000\r\n".as_slice(), &vec![b' '; MIB / 16], b"\r\n"].concat(), Some(64 * 16));
    vec![
        ("64 MiB as announced", vec![send("HTTP/1.1 200 OK\r\ncontent-length: 67108864\r\n\r\n"), flood(64)]),
        ("64 MiB in chunks", vec![send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"), chunk]),
        ("64 MiB and the end", vec![send("HTTP/1.1 200 OK\r\n\r\n"), flood(64), Step::Close]),
        ("an error of 64 MiB", vec![send("HTTP/1.1 400 No\r\ncontent-length: 67108864\r\n\r\n"), flood(64)]),
        ("an error of 64 MiB and the end", vec![send("HTTP/1.1 400 No\r\n\r\n"), flood(64), Step::Close]),
        ("a header of 64 MiB", vec![send("HTTP/1.1 200 OK\r\nx-note: "), flood(64)]),
        (
            "64 MiB of headers",
            vec![send("HTTP/1.1 200 OK\r\n"), Step::Repeat(b"x-note: x\r\n".repeat(MIB / 16 / 11), Some(64 * 16))],
        ),
        (
            "64 MiB of nothing",
            vec![
                send("HTTP/1.1 100 Continue\r\n\r\n"),
                Step::Repeat(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(MIB / 16 / 25), Some(64 * 16)),
                Step::Close,
            ],
        ),
        (
            "an announcement of all there is",
            vec![send("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551614\r\n\r\n"), flood(64)],
        ),
    ]
}

#[tokio::test]
async fn a_flood_takes_a_bounded_amount_of_memory() {
    let mut peaks = Vec::new();
    for (name, steps) in floods() {
        let server = Faulty::playing(vec![Script::new(steps)]).await;
        let client = Client::builder().token(TOKEN).base_url(server.base_url()).retry(Retry::never()).build().unwrap();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        client.get_contact_tag(&CONTACT_TAG_ID.into()).await.expect_err(name);
        let peak = MEMORY.peak_usage() - before;
        peaks.push((name, peak));
    }
    // The most that is read, while a buffer of 8 MiB grows into one of 16 MiB.
    let over: Vec<_> = peaks.iter().filter(|(_, peak)| *peak > 26 * MIB).collect();
    assert!(over.is_empty(), "{over:?}");
}
