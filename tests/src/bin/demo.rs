//! What `cargo xtask demo` shows: the documented examples on their way through the client and back.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use anstream::{eprintln, println};
use anstyle::{AnsiColor, Style};
use contacts_conformance::corpus;
use contacts_conformance::exchange::{failures, successes};
use contacts_conformance::replay::Stage;
use contacts_conformance::table::{Row, render};
use contacts_openapi::Operation;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let bold = Style::new().bold();
    let green = AnsiColor::Green.on_default();
    let started = Instant::now();
    let document = corpus::document()?;
    let payloads = corpus::payloads(&document)?;
    let operations = corpus::all(&document);
    let stage = Stage::start(&document).await?;
    println!("A local service at {} stands in for LINE WORKS.\n", stage.base_url());

    let exchanges = [successes(&operations, &payloads), failures(&document, &operations, &payloads)].concat();
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for exchange in &exchanges {
        let replay = stage.replay(exchange).await;
        let replay = replay.map_err(|error| {
            format!("{} ({} {}): {error}", exchange.operation.id, exchange.documented, exchange.label)
        })?;
        rows.entry(exchange.operation.id).or_default().note(exchange, replay.took);
    }
    let rows: Vec<(&Operation<'_>, Row)> =
        operations.iter().map(|it| (it, rows.remove(it.id).unwrap_or_default())).collect();
    println!("{}", render(&rows, true));
    println!("↑ sent and ↓ read, by the language of the documentation's page; composed: no page shows one.\n");

    let succeeded = exchanges.iter().filter(|exchange| exchange.succeeds()).count();
    println!(
        "{green}{bold}{} operations{bold:#}{green:#}: {succeeded} calls succeeded and {} failed as documented, \
         in {} ms. Every body came through equal in meaning.",
        operations.len(),
        exchanges.len() - succeeded,
        started.elapsed().as_millis(),
    );
    println!("\nNext: `cargo test --workspace`, then openapi/contacts.yaml, or `cargo doc --open -p contacts-client`.");
    Ok(())
}
