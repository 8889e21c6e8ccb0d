//! Decodes and encodes recorded payloads, one a line, and tells which come back changed.
//!
//! ```sh
//! cargo run --release --package contacts-conformance --example round_trip -- ContactInput payloads.ndjson
//! ```

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::process::ExitCode;

use contacts_conformance::calls;
use contacts_conformance::meaning::{Meaning, differences};
use contacts_openapi::{Document, Method, operations};
use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [schema, path] = arguments.as_slice() else {
        eprintln!("usage: round_trip SCHEMA FILE.ndjson");
        return ExitCode::from(2);
    };
    match run(schema, path) {
        Ok((payloads, 0)) => {
            println!("{payloads} payloads, all unchanged in meaning");
            ExitCode::SUCCESS
        }
        Ok((payloads, changed)) => {
            println!("{payloads} payloads, {changed} changed or unread");
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(schema: &str, path: &str) -> Result<(usize, usize), String> {
    let meaning = meaning(schema);
    let file = File::open(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut payloads, mut changed) = (0, 0);
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let number = index + 1;
        let line = line.map_err(|error| format!("{path}:{number}: {error}"))?;
        let value = serde_json::from_str(&line).map_err(|error| format!("{path}:{number}: {error}"))?;
        let encoded = calls::round_trip(schema, &value).ok_or_else(|| format!("no type stands for {schema}"))?;
        payloads += 1;
        match encoded.map(|encoded| differences(&meaning, &value, &encoded)) {
            Ok(pointers) if pointers.is_empty() => {}
            Ok(pointers) => {
                changed += 1;
                println!("{path}:{number}: differs at {}", pointers.join(", "));
            }
            Err(message) => {
                changed += 1;
                println!("{path}:{number}: {message}");
            }
        }
    }
    Ok((payloads, changed))
}

/// How payloads of a schema are compared: those of a PATCH body as PATCH takes them.
fn meaning(schema: &str) -> Meaning {
    let document = Document::contacts();
    let reference = format!("#/components/schemas/{schema}");
    let is_reference = |body: &&Value| body.get("$ref").and_then(Value::as_str) == Some(&reference);
    let operations = operations(&document);
    let mut bodies = operations.iter().filter(|it| it.method == Method::Patch).filter_map(|it| it.request);
    bodies.find(is_reference).map_or(Meaning::Whole, |body| Meaning::of_patch(&document, body))
}
