//! Every keyword of every request, broken by itself, and gone as far as it allows: the sandbox refuses the one with the
//! place, and takes the other. So with what answers can carry, and with each scope that suffices. What is not so is in
//! `deviations.violations.json`, with the reason.

#[path = "support/suite.rs"]
mod suite;

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use contacts_conformance::constraints;
use contacts_conformance::corpus::Payload;
use contacts_conformance::deviations::{Deviations, VIOLATIONS};
use contacts_conformance::violations::held::{self, Wrong};
use contacts_conformance::world::Worlds;
use contacts_openapi::{Location, Method, Operation};
use libtest_mimic::Trial;
use suite::{Suite, locked};

type Told<'t> = Pin<Box<dyn Future<Output = Result<Vec<Wrong>, String>> + Send + 't>>;
type Hold = fn(&'static Worlds<'static>, &'static [Payload], &'static Operation<'static>) -> Told<'static>;

fn main() -> ExitCode {
    Suite::main(run)
}

fn run(suite: &Suite) -> Result<ExitCode, String> {
    let Suite { document, payloads, operations, .. } = *suite;
    let worlds: &'static Worlds<'static> =
        Box::leak(Box::new(suite.runtime.block_on(Worlds::new(document, operations, payloads))?));
    let seen: Arc<Mutex<BTreeSet<(String, String)>>> = Arc::default();

    let mut trials = Vec::new();
    for operation in operations {
        let mut holds: Vec<(&str, Hold)> = vec![("scopes", |it, of, them| Box::pin(held::scopes(it, of, them)))];
        if operation.request.is_some() {
            holds.push(("body", |it, of, them| Box::pin(held::body(it, of, them))));
        }
        if operation.parameters_in(Location::Query).next().is_some() {
            holds.push(("query", |it, of, them| Box::pin(held::query(it, of, them))));
        }
        if operation.value.get("x-constraints").is_some() {
            holds.push(("constraints", |it, of, them| Box::pin(constraints::held(it, of, them))));
        }
        let kind = worlds.subject(operation).map(|(kind, _)| kind);
        if operation.method == Method::Get
            && kind.and_then(|it| worlds.reader(it)).is_some_and(|it| it.id == operation.id)
        {
            holds.push(("answer", |it, of, them| Box::pin(held::answer(it, of, them))));
        }
        for (what, hold) in holds {
            let (runtime, seen) = (Arc::clone(&suite.runtime), Arc::clone(&seen));
            trials.push(Trial::test(format!("{} {what}", operation.id), move || {
                let wrong = runtime.block_on(hold(worlds, payloads, operation))?;
                let names: Vec<String> = wrong.iter().map(|(name, _)| name.clone()).collect();
                let unexpected = Deviations::of(VIOLATIONS)?.unexpected(operation.id, &names);
                let mut seen = locked(&seen)?;
                seen.extend(names.into_iter().map(|name| (operation.id.to_owned(), name)));
                let told = wrong.into_iter().filter(|(name, _)| unexpected.contains(name));
                let told: Vec<String> = told.map(|(name, why)| format!("{name}: {why}")).collect();
                if told.is_empty() { Ok(()) } else { Err(told.join("\n").into()) }
            }));
        }
    }
    suite.run(trials, |_| {
        let outdated = Deviations::of(VIOLATIONS)?.outdated(&*locked(&seen)?);
        Ok(outdated.into_iter().map(|entry| format!("{}: {entry} no longer deviates", VIOLATIONS.name)).collect())
    })
}
