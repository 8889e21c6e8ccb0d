//! The whole corpus against the sandbox, over real sockets, with tokens from its OAuth endpoint: every operation with
//! every documented example and every parameter, and every documented failure. The table at the end says what was
//! exercised; what was not is a failure, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contacts_conformance::corpus;
use contacts_conformance::deviations::{Deviations, SANDBOX};
use contacts_conformance::exchange::successes;
use contacts_conformance::live::{carry_out, knows_me};
use contacts_conformance::provoke::{Means, provoke};
use contacts_conformance::table::{Row, render};
use contacts_conformance::world::Worlds;
use contacts_openapi::{Document, Operation, Subject, operations};
use libtest_mimic::{Arguments, Failed, Trial};

/// What was exercised.
#[derive(Default)]
struct Exercised {
    rows: BTreeMap<&'static str, Row>,
    deviations: BTreeSet<(String, String)>,
    carried_out: usize,
    failures: Vec<Means>,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let arguments = Arguments::from_args();
    // Leaked, because trials outlive the stack of whoever makes them.
    let document: &'static Document = Box::leak(Box::new(Document::contacts()));
    let payloads: &'static [_] = Box::leak(corpus::payloads(document)?.into_boxed_slice());
    let operations: &'static [Operation<'static>] = Box::leak(operations(document).into_boxed_slice());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = Arc::new(runtime.map_err(|error| error.to_string())?);
    let worlds: &'static Worlds<'static> =
        Box::leak(Box::new(runtime.block_on(Worlds::new(document, operations, payloads))?));
    let exercised: Arc<Mutex<Exercised>> = Arc::default();

    let mut trials = Vec::new();
    for exchange in successes(operations, payloads) {
        for as_me in [false, true].into_iter().take(1 + usize::from(knows_me(exchange.operation))) {
            let operation = exchange.operation;
            let name = format!(
                "{} {} {}{}",
                operation.id,
                exchange.documented,
                exchange.label,
                if as_me { ", as me" } else { "" }
            );
            let (runtime, exercised, exchange) = (Arc::clone(&runtime), Arc::clone(&exercised), exchange.clone());
            trials.push(Trial::test(name, move || {
                let lived = runtime.block_on(carry_out(worlds, &exchange, as_me)).map_err(Failed::from)?;
                let mut exercised = exercised.lock().map_err(|error| error.to_string())?;
                exercised.rows.entry(operation.id).or_default().note(&exchange, lived.took);
                exercised.deviations.extend(lived.deviations);
                exercised.carried_out += 1;
                Ok(())
            }));
        }
    }
    for operation in operations {
        for response in operation.responses.iter().filter(|response| !response.is_success()) {
            let (runtime, exercised) = (Arc::clone(&runtime), Arc::clone(&exercised));
            trials.push(Trial::test(format!("{} {}", operation.id, response.status), move || {
                let means = runtime.block_on(provoke(worlds, payloads, operation, response)).map_err(Failed::from)?;
                let mut exercised = exercised.lock().map_err(|error| error.to_string())?;
                exercised.rows.entry(operation.id).or_default().statuses.insert(response.status.to_owned());
                exercised.failures.push(means);
                Ok(())
            }));
        }
    }
    let filtered = arguments.filter.is_some() || arguments.exact || !arguments.skip.is_empty() || arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    if filtered {
        return Ok(conclusion.exit_code());
    }

    let mut exercised = exercised.lock().map_err(|error| error.to_string())?;
    let table: Vec<(&Operation<'_>, Row)> =
        operations.iter().map(|it| (it, exercised.rows.remove(it.id).unwrap_or_default())).collect();
    println!("{}", render(&table));

    let mut gaps = Vec::new();
    let used: BTreeSet<&String> = table.iter().flat_map(|(_, row)| row.examples.iter().map(|it| &it.2)).collect();
    for payload in payloads.iter().filter(|payload| matches!(payload.example.subject, Subject::Operation(_))) {
        if !used.contains(&payload.example.file) {
            gaps.push(format!("nothing exercises {}", payload.example.file));
        }
    }
    for (operation, row) in &table {
        gaps.extend(row.missing(operation).into_iter().map(|gap| format!("{}: {gap} is never used", operation.id)));
    }
    let outdated = Deviations::of(SANDBOX)?.outdated(&exercised.deviations);
    gaps.extend(outdated.into_iter().map(|entry| format!("{}: {entry} no longer deviates", SANDBOX.name)));
    for gap in &gaps {
        eprintln!("error: {gap}");
    }
    let faults = exercised.failures.iter().filter(|means| matches!(means, Means::Fault(_))).count();
    let total: Duration = table.iter().flat_map(|(_, row)| &row.times).sum();
    println!(
        "{} exchanges of {} operations carried out by the sandbox, in {} ms of calls; {} documented failures \
         brought about, {faults} of them by a fault; {} deviations, each with its reason\n",
        exercised.carried_out,
        operations.len(),
        total.as_millis(),
        exercised.failures.len(),
        exercised.deviations.len(),
    );
    Ok(if gaps.is_empty() { conclusion.exit_code() } else { ExitCode::FAILURE })
}
