//! What validating costs, in multiples of reading: x is the time of a payload's findings divided by the time in
//! which `serde_json` passes over the same payload and keeps nothing.
//!
//! `CONTACTS_BENCH=FILE.ndjson cargo bench -p contacts-openapi --features validate` takes the requests for
//! createContact from a file, one a line; without it, they are the documented ones.

use std::hint::black_box;
use std::time::{Duration, Instant};

use contacts_openapi::EXAMPLES;
use contacts_openapi::validate::{Options, Schema, Target, Validator};
use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use serde::de::IgnoredAny;

/// How large the payloads are together, where none are given.
const BYTES: usize = 4 << 20;

/// How often each of the three is timed for the ratio that is printed at the end.
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = match std::env::var_os("CONTACTS_BENCH") {
        Some(path) => std::fs::read(path)?,
        None => documented()?,
    };
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
    let schema = Validator::contacts().schema(&Target::Request("createContact".to_owned()))?;
    let options = Options::default();

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let mut group = criterion.benchmark_group("createContact");
    group.throughput(Throughput::Bytes(lines.iter().map(|line| line.len() as u64).sum()));
    measure(&mut group, "serde_json::IgnoredAny", || tokens(&lines));
    measure(&mut group, "findings", || findings(&schema, &lines, &options));
    measure(&mut group, "is_clean", || clean(&schema, &lines, &options));
    group.finish();
    criterion.final_summary();

    // As a test, it only has to run.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    // One after the other, so that whatever else the machine does slows all of them.
    let mut rounds = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        rounds[0].push(time(|| tokens(&lines)));
        rounds[1].push(time(|| findings(&schema, &lines, &options)));
        rounds[2].push(time(|| clean(&schema, &lines, &options)));
    }
    let [tokens, findings, clean] = rounds.map(median);
    let clean_lines = self::clean(&schema, &lines, &options);
    println!("{} payloads, {clean_lines} of them clean", lines.len());
    println!("findings  x = {:.2}", findings.as_secs_f64() / tokens.as_secs_f64());
    println!("is_clean  x = {:.2}", clean.as_secs_f64() / tokens.as_secs_f64());
    Ok(())
}

/// The documented requests again and again, each on one line.
fn documented() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let files = ["createContact.request.jp", "createContact.minimal.request.en", "createContact.minimal.request.jp"];
    let mut requests = Vec::new();
    for file in files {
        let value: serde_json::Value = serde_json::from_slice(&std::fs::read(format!("{EXAMPLES}/{file}.json"))?)?;
        requests.extend_from_slice(value.to_string().as_bytes());
        requests.push(b'\n');
    }
    Ok(requests.repeat(BYTES / requests.len()))
}

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, mut what: impl FnMut() -> usize) {
    group.bench_function(name, |bencher| bencher.iter(|| black_box(what())));
}

fn tokens(lines: &[&[u8]]) -> usize {
    lines.iter().filter(|line| serde_json::from_slice::<IgnoredAny>(black_box(line)).is_ok()).count()
}

fn findings(schema: &Schema, lines: &[&[u8]], options: &Options) -> usize {
    lines.iter().map(|line| schema.findings(black_box(line), options).len()).sum()
}

fn clean(schema: &Schema, lines: &[&[u8]], options: &Options) -> usize {
    lines.iter().filter(|line| schema.is_clean(black_box(line), options)).count()
}

fn time(what: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(what());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
