//! The exported schemas, held against the engine: both say the same of the same payloads.
//!
//! Where they cannot, no payload here goes:
//!
//! - `1.0` and `1e2` are integers to JSON Schema, and are not to OpenAPI 3.0, as to the engine;
//! - a name that stands in an object twice, which the engine refuses, is lost before a JSON Schema sees it;
//! - numbers that an `f64` rounds, and fractions beyond its range (format `double`);
//! - a discriminator chooses for the engine, and is not asserted by the schema; the document has none.
#![allow(clippy::unwrap_used, clippy::panic)]

mod payloads;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use contacts_openapi::validate::{Options, Schema, Target, Validator};
use contacts_openapi::{Document, EXAMPLES, Severity, operations};
use expect_test::expect_file;
use jsonschema::Draft;
use payloads::{bounds, mutations, parts};
use serde_json::{Value, json};
use workspace::{CONTACTS, SMALL, Workspace, edit, edited, xtask};

/// A document of everything that a translation can get wrong.
const KEYWORDS: &str = include_str!("golden/keywords.yaml");

/// The document with an operation for each component, so that the engine holds it in both directions.
fn directed(yaml: &str) -> Validator {
    let document = Document::parse("contacts.yaml", yaml).unwrap();
    let mut root = document.root().clone();
    for (name, _) in document.components() {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let content = json!({"application/json": {"schema": schema}});
        root["paths"][format!("/view/{name}")]["post"] = json!({
            "operationId": format!("view-{name}"),
            "requestBody": {"content": content},
            "responses": {"200": {"description": "It.", "content": content}},
        });
    }
    Validator::new(Document::parse("contacts.json", root.to_string()).unwrap())
}

/// An exported schema beside what the engine compiles of the same.
struct Pair {
    file: String,
    exported: jsonschema::Validator,
    engine: Schema,
    /// Whether the file for the other direction says the same, so that only one of the two is tried at length.
    is_as_the_other_way: bool,
}

fn pairs(yaml: &str) -> Vec<Pair> {
    let workspace = Workspace::new(yaml);
    xtask(["schema", "--workspace", ".", "--out", "schemas"], workspace.root()).succeeds();
    let validator = directed(yaml);
    let mut pairs = Vec::new();
    for entry in fs::read_dir(workspace.root().join("schemas")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let (subject, direction) = file.strip_suffix(".schema.json").unwrap().rsplit_once('.').unwrap();
        let is_component = validator.document().components().any(|(name, _)| name == subject);
        let id = if is_component { format!("view-{subject}") } else { subject.to_owned() };
        let target = if direction == "request" {
            Target::Request(id)
        } else {
            let all = operations(validator.document());
            let operation = all.iter().find(|operation| operation.id == id).unwrap();
            let status = operation.responses.iter().find(|it| it.status.starts_with('2')).unwrap().status;
            Target::Response(id.clone(), status.parse().unwrap())
        };
        jsonschema::meta::validate(&value).unwrap_or_else(|error| panic!("{file} is no JSON Schema: {error}"));
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        let exported = options.build(&value).unwrap_or_else(|error| panic!("{file}: {error}"));
        let other = fs::read_to_string(path.with_file_name(format!("{subject}.request.schema.json"))).ok();
        let other: Option<Value> = other.map(|text| serde_json::from_str(&text).unwrap());
        let is_as_the_other_way =
            direction == "response" && other.is_some_and(|other| other["$defs"] == value["$defs"]);
        pairs.push(Pair { file, exported, engine: validator.schema(&target).unwrap(), is_as_the_other_way });
    }
    pairs.sort_by(|a, b| a.file.cmp(&b.file));
    pairs
}

impl Pair {
    /// Whether the payload fits; fails if the two do not agree.
    fn verdict(&self, payload: &Value) -> bool {
        let findings = self.engine.findings(payload.to_string().as_bytes(), &Options::default());
        let fits = findings.iter().all(|finding| finding.severity != Severity::Error);
        if self.exported.is_valid(payload) != fits {
            let errors: Vec<String> =
                self.exported.iter_errors(payload).map(|error| format!("{}: {error}", error.instance_path())).collect();
            let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
            panic!("{}: the engine says {said:#?}, the schema {errors:#?}, of {payload}", self.file);
        }
        fits
    }
}

/// Holds payloads, and some of them with every change, against every pair; returns how many fit, and how many do not.
fn compare(pairs: &[Pair], payloads: &[&Value], bounds: &BTreeSet<usize>, seeds: usize) -> (usize, usize) {
    let (mut fit, mut unfit) = (0, 0);
    for pair in pairs {
        let step = if pair.is_as_the_other_way { 4 } else { 1 };
        let tried = payloads.iter().copied().step_by(step);
        let (mut fitting, others): (Vec<&Value>, Vec<&Value>) = tried.partition(|payload| pair.verdict(payload));
        fit += fitting.len();
        unfit += others.len();
        if pair.is_as_the_other_way {
            continue;
        }
        // The largest say most.
        fitting.sort_by_key(|payload| std::cmp::Reverse(payload.to_string().len()));
        // What a member refers to is tried by itself, too, unless it is read otherwise here, as the body of a PATCH is.
        let levels = if pair.file.contains("atch.") { 3 } else { 1 };
        for mutated in fitting.into_iter().take(seeds).flat_map(|seed| mutations(seed, bounds, levels)) {
            *(if pair.verdict(&mutated) { &mut fit } else { &mut unfit }) += 1;
        }
    }
    (fit, unfit)
}

#[test]
fn every_schema_of_the_document_says_what_the_engine_says_of_examples_and_of_changed_ones() {
    let pairs = pairs(CONTACTS);
    let mut files: Vec<_> = fs::read_dir(EXAMPLES).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let examples: Vec<Value> =
        files.iter().map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect();
    let payloads = parts(&examples);
    let bounds = bounds(Document::contacts().root());
    let (fit, unfit) = compare(&pairs, &payloads, &bounds, 1);
    println!(
        "{} schemas, {} payloads; {fit} verdicts that one fits, {unfit} that it does not",
        pairs.len(),
        payloads.len()
    );
    assert!(fit > 10_000 && unfit > 10_000, "{fit}, {unfit}");
}

#[test]
fn every_example_fits_the_schema_of_the_body_that_it_is_an_example_of() {
    let pairs = pairs(CONTACTS);
    let pairs: BTreeMap<&str, &Pair> = pairs.iter().map(|pair| (pair.file.as_str(), pair)).collect();
    let mut count = 0;
    for entry in fs::read_dir(EXAMPLES).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let way = if name.contains(".request.") { "request" } else { "response" };
        let file = format!("{}.{way}.schema.json", name.split('.').next().unwrap());
        let payload = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert!(pairs[file.as_str()].verdict(&payload), "{name} does not fit {file}");
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn every_keyword_and_every_doubt_is_translated_to_what_the_engine_makes_of_it() {
    let pairs = pairs(KEYWORDS);
    let document = Document::parse("keywords.yaml", KEYWORDS).unwrap();
    let values: Vec<Value> = document.pointer("/x-payloads").unwrap().as_array().unwrap().clone();
    let payloads = parts(&values);
    let bounds = bounds(document.root());
    let (fit, unfit) = compare(&pairs, &payloads, &bounds, usize::MAX);
    println!(
        "{} schemas, {} payloads; {fit} verdicts that one fits, {unfit} that it does not",
        pairs.len(),
        payloads.len()
    );
    assert!(fit > 1000 && unfit > 1000, "{fit}, {unfit}");
    // A schema of which only one verdict was ever seen was not tried.
    for pair in &pairs {
        let all: Vec<bool> = payloads.iter().map(|payload| pair.verdict(payload)).collect();
        let is_free = pair.file.starts_with("Anything.");
        assert!(is_free || (all.contains(&true) && all.contains(&false)), "{}: {all:?}", pair.file);
    }
}

#[test]
fn a_bundle_is_fit_to_read() {
    let workspace = Workspace::new(KEYWORDS);
    let print = |name: &str, way: &str| {
        let arguments = ["schema", "--workspace", ".", name, "--direction", way, "--stdout"];
        xtask(arguments, workspace.root()).succeeds().stdout
    };
    expect_file!["golden/schema_request.json"].assert_eq(&print("Everything", "request"));
    expect_file!["golden/schema_response.json"].assert_eq(&print("Everything", "response"));
}

#[test]
fn a_folder_is_checked_and_what_nothing_exports_any_more_is_told_and_removed() {
    let workspace = Workspace::new(SMALL);
    let run = |more: &[&str]| xtask(["schema", "--workspace", "."].iter().chain(more), workspace.root());
    let folder = workspace.root().join("target/schemas");
    run(&["--check"]).exits_with(4).says("generated files are stale; run `cargo xtask schema`");
    assert!(!folder.exists(), "the check has made the folder");
    let first = run(&[]).succeeds();
    assert!(first.stdout.contains(" schemas in target/schemas; "), "{}", first.stdout);
    run(&["--check"]).succeeds();
    let before = workspace.snapshot();
    assert!(run(&[]).succeeds().stdout.ends_with("; 0 changed\n"));
    assert_eq!(workspace.snapshot(), before);

    let renamed = SMALL.replace("    Tag:\n", "    Label:\n").replace("schemas/Tag'", "schemas/Label'");
    workspace.set_document(&renamed);
    fs::write(folder.join("notes.json"), "mine").unwrap();
    let outcome = run(&["--check"]).exits_with(4);
    assert!(outcome.stdout.contains("+++ b/target/schemas/Label.request.schema.json\n"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("--- a/target/schemas/Tag.request.schema.json\n+++ /dev/null\n"));
    run(&["Label"]).succeeds();
    assert!(folder.join("Tag.request.schema.json").exists(), "a part of the export removes nothing");
    run(&[]).succeeds();
    assert!(!folder.join("Tag.request.schema.json").exists());
    assert!(folder.join("notes.json").exists(), "what is not ours is not touched");
    run(&["--check"]).succeeds();
}

#[test]
fn what_cannot_be_exported_is_said_with_its_place() {
    let workspace = Workspace::new(SMALL);
    let run = |more: &[&str]| xtask(["schema", "--workspace", "."].iter().chain(more), workspace.root());
    run(&["Tagg"]).exits_with(2).says("there is no schema `Tagg`").says("did you mean `Tag`?");
    run(&["Tag", "--stdout"]).exits_with(2).says("--direction");
    let unsound = edited(SMALL, &[edit("    TagProperties:\n", "type: object", "type: objekt")]).0;
    workspace.set_document(unsound);
    let before = workspace.snapshot();
    run(&[]).exits_with(1).says("error[unsound-schema]").says("openapi/contacts.yaml:");
    workspace.set_document(SMALL.replace("    Tag:\n", "    ../Tag:\n").replace("schemas/Tag'", "schemas/..~1Tag'"));
    run(&[]).exits_with(1).says("error[component-name]");
    assert_eq!(workspace.snapshot().len(), before.len());
}

#[test]
fn help_teaches_by_examples() {
    let outcome = xtask(["schema", "--help"], Path::new(".")).succeeds();
    expect_file!["golden/help_schema.txt"].assert_eq(&outcome.stdout);
}
