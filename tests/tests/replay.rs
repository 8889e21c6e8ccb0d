//! Every operation, every example in every language, every documented status and every parameter, through
//! the client to a mock and back. The table at the end says what was replayed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use contacts_conformance::calls;
use contacts_conformance::corpus::{self, Payload};
use contacts_conformance::exchange::{Exchange, failures, successes};
use contacts_conformance::made::{Made, answers};
use contacts_conformance::meaning::{Meaning, differences};
use contacts_conformance::replay::{Replay, Stage};
use contacts_conformance::table::{Row, render};
use contacts_openapi::{Document, Operation, Subject, operations};
use libtest_mimic::{Arguments, Failed, Trial};

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
        let idle = self.0.lock().map_err(|error| error.to_string())?.pop();
        let stage = match idle {
            Some(stage) => stage,
            None => Stage::start(document).await?,
        };
        let replay = stage.replay(exchange).await?;
        let unseen = stage.outdated_deviations();
        self.0.lock().map_err(|error| error.to_string())?.push(stage);
        Ok((replay, unseen))
    }
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
    let payloads: &'static Vec<Payload> = Box::leak(Box::new(corpus::payloads(document)?));
    let operations: &'static [Operation<'static>] = Box::leak(operations(document).into_boxed_slice());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = Arc::new(runtime.map_err(|error| error.to_string())?);
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
            let (runtime, rows, outdated) = (Arc::clone(&runtime), Arc::clone(&rows), Arc::clone(&outdated));
            let stages = Arc::clone(&stages);
            trials.push(Trial::test(name, move || {
                let replayed = runtime.block_on(stages.replay(document, &exchange));
                let (replay, unseen) = replayed.map_err(Failed::from)?;
                outdated.lock().map_err(|error| error.to_string())?.push(unseen);
                let mut rows = rows.lock().map_err(|error| error.to_string())?;
                rows.entry(operation.id).or_default().note(&exchange, replay.took);
                Ok(())
            }));
        }
    }
    let made: &'static [Made<'static>] = Box::leak(answers(operations, payloads)?.into_boxed_slice());
    for exchange in made.iter().map(|made| made.exchange(payloads)) {
        let name = format!("{} {} {}", exchange.operation.id, exchange.documented, exchange.label);
        let (runtime, stages) = (Arc::clone(&runtime), Arc::clone(&stages));
        trials.push(Trial::test(name, move || {
            runtime.block_on(stages.replay(document, &exchange)).map(drop).map_err(Failed::from)
        }));
    }
    let fragments: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    for payload in payloads.iter().filter(|payload| matches!(payload.example.subject, Subject::Schema(_))) {
        let fragments = Arc::clone(&fragments);
        trials.push(Trial::test(payload.example.file.clone(), move || {
            fragment(payload)?;
            fragments.lock().map_err(|error| error.to_string())?.insert(payload.example.file.clone());
            Ok(())
        }));
    }
    let filtered = arguments.filter.is_some() || arguments.exact || !arguments.skip.is_empty() || arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    if filtered {
        return Ok(conclusion.exit_code());
    }

    let mut rows = rows.lock().map_err(|error| error.to_string())?;
    let table: Vec<(&Operation<'_>, Row)> =
        operations.iter().map(|it| (it, rows.remove(it.id).unwrap_or_default())).collect();
    println!("{}", render(&table));

    let mut gaps = Vec::new();
    let fragments = fragments.lock().map_err(|error| error.to_string())?;
    let replayed = table.iter().flat_map(|(_, row)| row.examples.iter().map(|it| &it.2)).chain(fragments.iter());
    let replayed: BTreeSet<&String> = replayed.collect();
    for payload in payloads {
        if !replayed.contains(&payload.example.file) {
            gaps.push(format!("nothing replays {}", payload.example.file));
        }
    }
    for (operation, row) in &table {
        gaps.extend(row.missing(operation).into_iter().map(|gap| format!("{}: {gap} is never used", operation.id)));
    }
    let called: BTreeSet<&str> = operations.iter().map(|operation| operation.id).collect();
    gaps.extend(calls::ids().into_iter().filter(|id| !called.contains(id)).map(|id| format!("{id} is in no document")));
    // An entry is outdated when no replay bore it out.
    let mut outdated = outdated.lock().map_err(|error| error.to_string())?.drain(..).collect::<Vec<_>>();
    let first = outdated.pop().unwrap_or_default();
    let never: Vec<String> = first.into_iter().filter(|entry| outdated.iter().all(|it| it.contains(entry))).collect();
    gaps.extend(never.into_iter().map(|entry| format!("deviations.json: {entry} no longer deviates")));
    for gap in &gaps {
        eprintln!("error: {gap}");
    }
    println!(
        "{} exchanges of {} operations, {} of {} examples replayed\n",
        conclusion.num_passed,
        operations.len(),
        replayed.len(),
        payloads.len()
    );
    Ok(if gaps.is_empty() { conclusion.exit_code() } else { ExitCode::FAILURE })
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
