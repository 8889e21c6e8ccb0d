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
use contacts_openapi::{Document, Operation, operations};

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
    let document = Document::contacts();
    let payloads = corpus::payloads(&document)?;
    let operations = operations(&document);
    let stage = Stage::start(&document).await?;
    println!("A local service at {} stands in for LINE WORKS.\n", stage.base_url());

    let exchanges = [successes(&operations, &payloads), failures(&document, &operations, &payloads)].concat();
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut excused = 0;
    for exchange in &exchanges {
        let replay = stage.replay(exchange).await;
        let replay = replay.map_err(|error| {
            format!("{} ({} {}): {error}", exchange.operation.id, exchange.documented, exchange.label)
        })?;
        excused += replay.excused;
        rows.entry(exchange.operation.id).or_default().note(exchange, replay.took);
    }
    let rows: Vec<(&Operation<'_>, Row)> =
        operations.iter().map(|it| (it, rows.remove(it.id).unwrap_or_default())).collect();
    println!("{}", render(&rows, true));
    println!("↑ sent and ↓ read, by the language of the documentation's page; composed: no page shows one.\n");

    let succeeded = exchanges.iter().filter(|exchange| exchange.succeeds()).count();
    println!(
        "{green}{bold}{} operations{bold:#}{green:#}: {succeeded} answers and {} documented errors came back as they should, \
         in {} ms. {}",
        operations.len(),
        exchanges.len() - succeeded,
        started.elapsed().as_millis(),
        verdict(excused),
    );
    println!("\nNext: `cargo test --workspace`, then openapi/contacts.yaml, or `cargo doc --open -p contacts-client`.");
    Ok(())
}

/// What may be said of the bodies when so many differences were excused.
fn verdict(excused: usize) -> String {
    match excused {
        0 => "Every body came through equal in meaning.".to_owned(),
        1 => "1 difference is expected (tests/deviations.json); all else came through equal in meaning.".to_owned(),
        _ => format!(
            "{excused} differences are expected (tests/deviations.json); all else came through equal in meaning."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn a_difference_that_is_excused_is_counted() {
        assert_eq!(verdict(0), "Every body came through equal in meaning.");
        assert!(verdict(1).starts_with("1 difference is expected "));
        assert!(verdict(2).starts_with("2 differences are expected "));
    }
}
