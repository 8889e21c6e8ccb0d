//! A small document that is made of the input, and a payload for it.
#![no_main]

#[path = "../../tests/support/generate.rs"]
mod generate;
#[path = "../../tests/support/oracle.rs"]
mod oracle;

use arbitrary::Unstructured;
use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Document, Severity};
use libfuzzer_sys::fuzz_target;

use generate::{COMPONENTS, Source, document, payload};
use oracle::Oracle;

struct Choices<'a>(Unstructured<'a>);

impl Source for Choices<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.int_in_range(0..=end - 1).unwrap_or_default()
    }
}

fuzz_target!(|input: &[u8]| {
    let mut choices = Choices(Unstructured::new(input));
    let value = document(&mut choices);
    let parsed = Document::parse("generated.json", value.to_string()).expect("it is JSON");
    let oracle = Oracle::new(&parsed);
    let validator = Validator::new(parsed);
    for name in COMPONENTS {
        let schema = validator.schema(&Target::Schema(name.to_owned())).expect("it is sound");
        let oracle = oracle.schema(name).expect("it is sound");
        let payload = payload(&mut choices, &value, &value["components"]["schemas"][name]);
        let findings = schema.findings(payload.as_bytes(), &Options::default());
        assert_eq!(schema.is_clean(payload.as_bytes(), &Options::default()), findings.is_empty());
        if let Some(Ok(read)) = oracle::read(payload.as_bytes()) {
            let fits = findings.iter().all(|finding| finding.severity != Severity::Error);
            assert_eq!(fits, oracle.is_valid(&read), "{name}: {payload}: {findings:#?} in {value:#}");
        }
    }
});
