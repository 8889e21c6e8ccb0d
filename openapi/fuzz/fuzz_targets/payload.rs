//! Any bytes against everything that `contacts.yaml` says of a body.
#![no_main]

#[path = "../../tests/support/oracle.rs"]
mod oracle;
#[path = "../../tests/support/settled.rs"]
mod settled;

use std::sync::LazyLock;

use contacts_openapi::validate::{Options, Schema, Target, Validator};
use contacts_openapi::{Severity, operations};
use jsonschema::Validator as Judge;
use libfuzzer_sys::fuzz_target;
use oracle::Oracle;

/// The bodies of all operations, but for those of their errors, which are alike.
static BODIES: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let validator = Validator::contacts();
    let targets = operations(validator.document()).into_iter().flat_map(|operation| {
        let status = operation.success().and_then(|success| success.status.parse().ok()).unwrap_or_default();
        let id = operation.id.to_owned();
        [Target::Request(id.clone()), Target::Response(id, status)]
    });
    targets.filter_map(|target| validator.schema(&target).ok()).collect()
});

/// All components, with their assumptions taken for facts.
static COMPONENTS: LazyLock<Vec<(String, Schema, Judge)>> = LazyLock::new(|| {
    let document = settled::contacts();
    let oracle = Oracle::new(&document);
    let validator = Validator::new(document);
    let names = validator.document().components().map(|(name, _)| name.to_owned());
    let schema = |name: &String| validator.schema(&Target::Schema(name.clone())).expect("it is sound");
    names.map(|name| (name.clone(), schema(&name), oracle.schema(&name).expect("it is sound"))).collect()
});

fuzz_target!(|payload: &[u8]| {
    let options = Options::default().date("2026-11-21");
    for schema in &*BODIES {
        let findings = schema.findings(payload, &options);
        assert_eq!(schema.is_clean(payload, &options), findings.is_empty());
    }
    let value = oracle::read(payload);
    for (name, schema, oracle) in &*COMPONENTS {
        let findings = schema.findings(payload, &options);
        assert_eq!(schema.is_clean(payload, &options), findings.is_empty(), "{name}");
        if let Some(Ok(value)) = &value {
            let fits = findings.iter().all(|finding| finding.severity != Severity::Error);
            assert_eq!(fits, oracle.is_valid(value), "{name}: {findings:#?}");
        }
    }
});
