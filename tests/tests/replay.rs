//! Every operation, every example in every language, every documented status and every parameter, through
//! the client to a mock and back. The table at the end says what was replayed.

#[path = "support/suite.rs"]
mod suite;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use contacts_conformance::calls;
use contacts_conformance::corpus::Payload;
use contacts_conformance::exchange::{Exchange, failures, successes};
use contacts_conformance::made::{Made, answers};
use contacts_conformance::meaning::{Meaning, differences};
use contacts_conformance::replay::{Replay, Stage};
use contacts_conformance::table::{Row, render};
use contacts_openapi::{Document, Operation, Subject};
use libtest_mimic::{Failed, Trial};
use suite::{Suite, locked};

/// The stages that nobody is on: what a client trusts takes long to read, so that one serves many exchanges.
#[derive(Default)]
struct Stages(Mutex<Vec<Stage<'static>>>);

impl Stages {
    /// Replays an exchange; comes back with the deviations that its stage has not seen so far.
    async fn replay(
        &self,
        document: &'static Document,
        exchange: &Exchange<'_>,
    ) -> Result<(Replay, Vec<String>), String> {
        let idle = locked(&self.0)?.pop();
        let stage = match idle {
            Some(stage) => stage,
            None => Stage::start(document).await?,
        };
        let replay = stage.replay(exchange).await?;
        let unseen = stage.outdated_deviations();
        locked(&self.0)?.push(stage);
        Ok((replay, unseen))
    }
}

fn main() -> ExitCode {
    Suite::main(run)
}

fn run(suite: &Suite) -> Result<ExitCode, String> {
    let Suite { document, payloads, operations, .. } = *suite;
    let rows: Arc<Mutex<BTreeMap<&str, Row>>> = Arc::default();
    let outdated: Arc<Mutex<Vec<Vec<String>>>> = Arc::default();
    let stages: Arc<Stages> = Arc::default();

    let exchanges: Vec<Exchange<'static>> =
        successes(operations, payloads).into_iter().chain(failures(document, operations, payloads)).collect();
    let mut trials = Vec::new();
    for operation in operations {
        let of_operation: Vec<_> = exchanges.iter().filter(|it| it.operation.id == operation.id).cloned().collect();
        for exchange in of_operation {
            let name = format!("{} {} {}", operation.id, exchange.documented, exchange.label);
            let (runtime, rows, outdated) = (Arc::clone(&suite.runtime), Arc::clone(&rows), Arc::clone(&outdated));
            let stages = Arc::clone(&stages);
            trials.push(Trial::test(name, move || {
                let replayed = runtime.block_on(stages.replay(document, &exchange));
                let (replay, unseen) = replayed.map_err(Failed::from)?;
                locked(&outdated)?.push(unseen);
                let mut rows = locked(&rows)?;
                rows.entry(operation.id).or_default().note(&exchange, replay.took);
                Ok(())
            }));
        }
    }
    let made: &'static [Made<'static>] = answers(operations, payloads)?.leak();
    for exchange in made.iter().map(|made| made.exchange(payloads)) {
        let name = format!("{} {} {}", exchange.operation.id, exchange.documented, exchange.label);
        let (runtime, stages) = (Arc::clone(&suite.runtime), Arc::clone(&stages));
        trials.push(Trial::test(name, move || {
            runtime.block_on(stages.replay(document, &exchange)).map(drop).map_err(Failed::from)
        }));
    }
    let fragments: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    for payload in payloads.iter().filter(|payload| matches!(payload.example.subject, Subject::Schema(_))) {
        let fragments = Arc::clone(&fragments);
        trials.push(Trial::test(payload.example.file.clone(), move || {
            fragment(payload)?;
            locked(&fragments)?.insert(payload.example.file.clone());
            Ok(())
        }));
    }
    suite.run(trials, |conclusion| {
        let mut rows = locked(&rows)?;
        let table: Vec<(&Operation<'_>, Row)> =
            operations.iter().map(|it| (it, rows.remove(it.id).unwrap_or_default())).collect();
        println!("{}", render(&table));

        let mut gaps = Vec::new();
        let fragments = locked(&fragments)?;
        let replayed = table.iter().flat_map(|(_, row)| row.examples.iter().map(|it| &it.2)).chain(fragments.iter());
        let replayed: BTreeSet<&String> = replayed.collect();
        for payload in payloads {
            if !replayed.contains(&payload.example.file) {
                gaps.push(format!("nothing replays {}", payload.example.file));
            }
        }
        gaps.extend(table.iter().flat_map(|(operation, row)| row.missing(operation)));
        let called: BTreeSet<&str> = operations.iter().map(|operation| operation.id).collect();
        gaps.extend(
            calls::ids().into_iter().filter(|id| !called.contains(id)).map(|id| format!("{id} is in no document")),
        );
        // An entry is outdated when no replay bore it out.
        let mut outdated = locked(&outdated)?.drain(..).collect::<Vec<_>>();
        let first = outdated.pop().unwrap_or_default();
        let never: Vec<String> =
            first.into_iter().filter(|entry| outdated.iter().all(|it| it.contains(entry))).collect();
        gaps.extend(never.into_iter().map(|entry| format!("deviations.json: {entry} no longer deviates")));
        println!(
            "{} exchanges of {} operations, {} of {} examples replayed\n",
            conclusion.num_passed,
            operations.len(),
            replayed.len(),
            payloads.len()
        );
        Ok(gaps)
    })
}

/// A fragment that several pages share decodes into its schema's type and back.
fn fragment(payload: &Payload) -> Result<(), String> {
    let Subject::Schema(schema) = &payload.example.subject else { return Err("it is no fragment".to_owned()) };
    let value = &payload.value;
    let encoded = calls::round_trip(schema, value).ok_or_else(|| format!("no type stands for {schema}"))??;
    match differences(&Meaning::Whole, value, &encoded).as_slice() {
        [] => Ok(()),
        pointers => Err(format!("it differs at {}", pointers.join(", "))),
    }
}
