//! The engine and the oracle come to the same verdict, about any payload and any document.
//!
//! Where they may differ, `support/oracle.rs` says so and why: what it is silent about is not compared.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/generate.rs"]
mod generate;
#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "support/settled.rs"]
mod settled;

use std::cell::Cell;

use contacts_openapi::validate::{Options, Schema, Target, Validator};
use contacts_openapi::{Document, EXAMPLES, Severity};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::Value;

use generate::{COMPONENTS, document, payload};
use oracle::{Oracle, Silence};

/// The same cases at each run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// How many verdicts there were, so that a test that compares nothing does not pass.
#[derive(Default)]
struct Count {
    fits: Cell<usize>,
    does_not: Cell<usize>,
    silent: Cell<usize>,
}

impl Count {
    fn add(counter: &Cell<usize>) {
        counter.set(counter.get() + 1);
    }

    /// Compares the two verdicts.
    fn compare(&self, schema: &Schema, oracle: &jsonschema::Validator, payload: &str) -> Result<(), String> {
        let findings = schema.findings(payload.as_bytes(), &Options::default());
        if schema.is_clean(payload.as_bytes(), &Options::default()) != findings.is_empty() {
            return Err(format!("is_clean contradicts {findings:#?} about {payload}"));
        }
        let value = match oracle::read(payload.as_bytes()) {
            Some(Ok(value)) => value,
            Some(Err(Silence::RoundedNumber | Silence::DuplicateName)) => {
                Self::add(&self.silent);
                return Ok(());
            }
            None => return Err(format!("the generated payload cannot be read: {payload}")),
        };
        let fits = findings.iter().all(|finding| finding.severity != Severity::Error);
        Self::add(if fits { &self.fits } else { &self.does_not });
        if oracle.is_valid(&value) == fits {
            return Ok(());
        }
        Err(format!("the oracle says {}, the engine {findings:#?}, about {payload}", !fits))
    }

    fn assert_at_least(&self, least: usize) {
        let (fits, does_not, silent) = (self.fits.get(), self.does_not.get(), self.silent.get());
        println!("{fits} payloads fit, {does_not} do not, of {silent} the oracle is silent");
        assert!(fits >= least && does_not >= least && silent <= fits + does_not, "{fits}, {does_not}, {silent}");
    }
}

#[test]
fn any_payload_of_any_document_gets_the_same_verdict() {
    let count = Count::default();
    let choices = (vec(any::<u8>(), 0..400), vec(vec(any::<u8>(), 0..100), 12));
    let result = runner(600).run(&choices, |(of_document, of_payloads)| {
        let value = document(&mut &of_document[..]);
        let text = value.to_string();
        let fail = |reason: String| TestCaseError::fail(format!("{reason}\nin {value:#}"));
        let parsed = Document::parse("generated.yaml", text.as_str()).map_err(|error| fail(error.to_string()))?;
        let oracle = Oracle::new(&parsed);
        let validator = Validator::new(parsed);
        for (index, choices) in of_payloads.iter().enumerate() {
            let name = COMPONENTS[index % COMPONENTS.len()];
            let schema = validator.schema(&Target::Schema(name.to_owned())).map_err(|error| fail(error.to_string()))?;
            let oracle = oracle.schema(name).map_err(fail)?;
            let payload = payload(&mut &choices[..], &value, &value["components"]["schemas"][name]);
            count.compare(&schema, &oracle, &payload).map_err(|reason| fail(format!("{name}: {reason}")))?;
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    count.assert_at_least(1000);
}

#[test]
fn any_payload_of_the_real_document_gets_the_same_verdict() {
    let document = settled::contacts();
    let oracle = Oracle::new(&document);
    let names: Vec<String> = document.components().map(|(name, _)| name.to_owned()).collect();
    let validator = Validator::new(document);
    let schemas: Vec<(Schema, jsonschema::Validator)> = names
        .iter()
        .map(|name| (validator.schema(&Target::Schema(name.clone())).unwrap(), oracle.schema(name).unwrap()))
        .collect();
    let mut files: Vec<_> = std::fs::read_dir(EXAMPLES).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let payloads: Vec<Value> =
        files.iter().map(|file| serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()).collect();
    let parts: Vec<&Value> = payloads.iter().flat_map(mutate::parts).collect();
    let count = Count::default();
    for payload in &payloads {
        for (schema, oracle) in &schemas {
            count.compare(schema, oracle, &payload.to_string()).unwrap();
        }
    }
    let choices = vec(any::<u8>(), 8..60);
    let result = runner(120).run(&choices, |choices| {
        let payload = mutate::mutated(&mut &choices[..], &parts);
        for (name, (schema, oracle)) in names.iter().zip(&schemas) {
            let compared = count.compare(schema, oracle, &payload);
            compared.map_err(|reason| TestCaseError::fail(format!("{name}: {reason}")))?;
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    count.assert_at_least(1000);
}
