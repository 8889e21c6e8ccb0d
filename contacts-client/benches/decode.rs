//! What reading a page of 500 contacts costs, beside structs that somebody would write by hand to keep the same
//! information: own texts, values of enums as texts, properties that nobody knows.
//!
//! `cargo bench -p contacts-client --bench decode` prints the ratio of the times and the numbers of allocations.
//! To count instructions, run its program with `CONTACTS_BENCH=ours:10` and `by-hand:10` under callgrind, and
//! take off what it counts with `ours:0`.

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use contacts_client::__decode as decode;
use contacts_client::types::ContactList;
use criterion::{Criterion, Throughput};
use serde_json::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

mod by_hand;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each is timed for the ratio that is printed at the end.
const ROUNDS: usize = 31;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = page()?;
    if let Ok(spec) = std::env::var("CONTACTS_BENCH") {
        let (which, times) = spec.split_once(':').ok_or("CONTACTS_BENCH is ours:TIMES or by-hand:TIMES")?;
        for _ in 0..times.parse()? {
            if which == "ours" { ours(&page) } else { by_hand(&page) }
        }
        return Ok(());
    }
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut group = criterion.benchmark_group("a page of 500 contacts");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("contacts-client", |bencher| bencher.iter(|| ours(&page)));
    group.bench_function("by hand", |bencher| bencher.iter(|| by_hand(&page)));
    group.finish();
    criterion.final_summary();

    // As a test, it only has to run.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let (mut times, mut allocations) = ([Vec::new(), Vec::new()], [0, 0]);
    for _ in 0..ROUNDS {
        for (which, run) in [ours, by_hand].into_iter().enumerate() {
            let region = Region::new(ALLOCATOR);
            let began = Instant::now();
            run(&page);
            times[which].push(began.elapsed());
            allocations[which] = region.change().allocations;
        }
    }
    let [ours, by_hand] = times.map(median);
    println!("{} bytes; ours / by hand:", page.len());
    println!("time        {:.2}", ours.as_secs_f64() / by_hand.as_secs_f64());
    println!("allocations {} / {}", allocations[0], allocations[1]);
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ours(page: &[u8]) {
    let page: ContactList = decode(page).expect("the page is one");
    assert_eq!(black_box(page).contacts.len(), 500);
}

fn by_hand(page: &[u8]) {
    let page: by_hand::ContactList = serde_json::from_slice(page).expect("the page is one");
    assert_eq!(black_box(page).contacts.len(), 500);
}

/// The documented page with its one contact 500 times, each with ids, names and numbers of its own.
fn page() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let text = include_str!("../../openapi/examples/listContacts.response.jp.json");
    let mut page: Value = serde_json::from_str(text)?;
    let contact = page["contacts"][0].take();
    let contacts = (0..500).map(|number| {
        let mut contact = contact.clone();
        contact["contactId"] = format!("contact2-a56d-44a4-5304-{number:012}").into();
        contact["contactName"]["firstName"] = format!("太郎{number}").into();
        contact["telephones"][0]["telephone"] = format!("+81 90-{number:04}-0001").into();
        contact["memo"] = "来週もう一度お電話いたします。".repeat(number % 7).into();
        contact
    });
    page["contacts"] = contacts.collect();
    Ok(serde_json::to_vec(&page)?)
}
