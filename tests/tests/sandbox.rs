//! The whole corpus against the sandbox, over real sockets, with tokens from its OAuth endpoint: every operation with
//! every documented example and every parameter, and every documented failure. The table at the end says what was
//! exercised; what was not is a failure, by name.

#[path = "support/suite.rs"]
mod suite;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contacts_conformance::deviations::{Deviations, SANDBOX};
use contacts_conformance::exchange::successes;
use contacts_conformance::live::{carry_out, knows_me};
use contacts_conformance::provoke::{Means, provoke};
use contacts_conformance::table::{Row, render};
use contacts_conformance::world::Worlds;
use contacts_openapi::{Operation, Subject};
use libtest_mimic::{Failed, Trial};
use suite::{Suite, locked};

/// What was exercised.
#[derive(Default)]
struct Exercised {
    rows: BTreeMap<&'static str, Row>,
    deviations: BTreeSet<(String, String)>,
    carried_out: usize,
    failures: Vec<Means>,
}

fn main() -> ExitCode {
    Suite::main(run)
}

fn run(suite: &Suite) -> Result<ExitCode, String> {
    let Suite { document, payloads, operations, .. } = *suite;
    let worlds: &'static Worlds<'static> =
        Box::leak(Box::new(suite.runtime.block_on(Worlds::new(document, operations, payloads))?));
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
            let (runtime, exercised, exchange) = (Arc::clone(&suite.runtime), Arc::clone(&exercised), exchange.clone());
            trials.push(Trial::test(name, move || {
                let lived = runtime.block_on(carry_out(worlds, &exchange, as_me)).map_err(Failed::from)?;
                let mut exercised = locked(&exercised)?;
                exercised.rows.entry(operation.id).or_default().note(&exchange, lived.took);
                exercised.deviations.extend(lived.deviations);
                exercised.carried_out += 1;
                Ok(())
            }));
        }
    }
    for operation in operations {
        for response in operation.responses.iter().filter(|response| !response.is_success()) {
            let (runtime, exercised) = (Arc::clone(&suite.runtime), Arc::clone(&exercised));
            trials.push(Trial::test(format!("{} {}", operation.id, response.status), move || {
                let means = runtime.block_on(provoke(worlds, payloads, operation, response)).map_err(Failed::from)?;
                let mut exercised = locked(&exercised)?;
                exercised.rows.entry(operation.id).or_default().statuses.insert(response.status.to_owned());
                exercised.failures.push(means);
                Ok(())
            }));
        }
    }
    suite.run(trials, |_| {
        let mut exercised = locked(&exercised)?;
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
        gaps.extend(table.iter().flat_map(|(operation, row)| row.missing(operation)));
        let outdated = Deviations::of(SANDBOX)?.outdated(&exercised.deviations);
        gaps.extend(outdated.into_iter().map(|entry| format!("{}: {entry} no longer deviates", SANDBOX.name)));
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
        Ok(gaps)
    })
}
