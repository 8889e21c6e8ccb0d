//! The cases of the JSON Schema Test Suite, draft 4, that apply to OpenAPI 3.0; `suite/README.md` says where they
//! are from.
//!
//! What does not apply stands in `suite/not-applicable.json` with its reason, and is held to it: a case that is
//! listed and would pass fails, so that the list says neither too little nor too much.
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "suite/translation.rs"]
mod translation;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Document, Severity};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use translation::document;

/// The folder of the suite.
const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite");

/// A schema, and what is held against it.
#[derive(Clone, Deserialize)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Case>,
}

#[derive(Clone, Deserialize)]
struct Case {
    description: String,
    /// As it is written, because a number that is read and written again may be another.
    data: Box<RawValue>,
    valid: bool,
}

/// A group that cannot be said in OpenAPI 3.0, or a test that can be and ends otherwise.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotApplicable {
    file: String,
    group: String,
    test: Option<String>,
    #[expect(dead_code, reason = "it is for whoever reads the list")]
    reason: String,
}

impl NotApplicable {
    fn is_about(&self, file: &str, group: &Group, case: &Case) -> bool {
        let is_test = self.test.as_ref().is_none_or(|test| *test == case.description);
        self.file == file && self.group == group.description && is_test
    }
}

/// How a case ended that did not fail.
enum Ending {
    Holds,
    DoesNotApply,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let list: Arc<Vec<NotApplicable>> = Arc::new(read(&Path::new(SUITE).join("not-applicable.json")));
    let (holding, not_applying) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut unheard: Vec<&NotApplicable> = list.iter().collect();
    let mut trials = Vec::new();
    for (file, groups) in files() {
        for group in groups {
            let group = Arc::new(group);
            for case in group.tests.clone() {
                unheard.retain(|entry| !entry.is_about(&file, &group, &case));
                let entry = list.iter().find(|entry| entry.is_about(&file, &group, &case)).cloned();
                let name = format!("{file}: {}: {}", group.description, case.description);
                let (group, holding, not_applying) =
                    (Arc::clone(&group), Arc::clone(&holding), Arc::clone(&not_applying));
                trials.push(Trial::test(name, move || {
                    let count = match end(&group.schema, &case, entry.as_ref())? {
                        Ending::Holds => holding,
                        Ending::DoesNotApply => not_applying,
                    };
                    count.fetch_add(1, Ordering::Relaxed);
                    Ok(())
                }));
            }
        }
    }
    let unheard: Vec<String> = unheard.iter().map(|it| format!("{}: {}: {:?}", it.file, it.group, it.test)).collect();
    trials.push(Trial::test("every entry of not-applicable.json is about a case", move || {
        if unheard.is_empty() { Ok(()) } else { Err(format!("no case for {unheard:#?}").into()) }
    }));
    let conclusion = libtest_mimic::run(&arguments, trials);
    let [holding, not_applying] = [holding, not_applying].map(|count| count.load(Ordering::Relaxed));
    println!("{holding} cases hold, {not_applying} do not apply to OpenAPI 3.0");
    conclusion.exit_code()
}

/// The case files by their names under `draft4`.
fn files() -> Vec<(String, Vec<Group>)> {
    let draft = Path::new(SUITE).join("draft4");
    let mut files = Vec::new();
    let mut folders = vec![draft.clone()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&draft).unwrap_or(&path).with_extension("");
                let tokens: Vec<_> = name.iter().map(|token| token.to_string_lossy()).collect();
                files.push((tokens.join("/"), read(&path)));
            }
        }
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> T {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs a case, and holds what the list says of it to what comes of it.
fn end(schema: &Value, case: &Case, entry: Option<&NotApplicable>) -> Result<Ending, Failed> {
    match (document(schema), entry) {
        (Err(_), Some(NotApplicable { test: None, .. })) => Ok(Ending::DoesNotApply),
        (Err(keyword), Some(_)) => Err(format!("there is no {keyword} in OpenAPI 3.0: list the whole group").into()),
        (Err(keyword), None) => Err(format!("there is no {keyword} in OpenAPI 3.0: list the group").into()),
        (Ok(_), Some(NotApplicable { test: None, .. })) => {
            Err("this can be said in OpenAPI 3.0: drop the group from the list, or list single tests".into())
        }
        (Ok(document), Some(_)) => match holds(&document, case) {
            Ok(()) => Err("this holds: drop the test from the list".into()),
            Err(_) => Ok(Ending::DoesNotApply),
        },
        (Ok(document), None) => holds(&document, case).map(|()| Ending::Holds).map_err(Failed::from),
    }
}

/// Whether the case ends as the suite says; otherwise, how it does.
fn holds(document: &Value, case: &Case) -> Result<(), String> {
    let text = document.to_string();
    let parsed = Document::parse("case.yaml", text.as_str()).map_err(|error| format!("{error}\n{text}"))?;
    let schema = Validator::new(parsed).schema(&Target::Schema("It".to_owned()));
    let schema = schema.map_err(|error| format!("{error}\n{text}"))?;
    let findings = schema.findings(case.data.get().as_bytes(), &Options::default());
    let errors: Vec<String> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect();
    if errors.is_empty() == case.valid {
        return Ok(());
    }
    let expected = if case.valid { "valid" } else { "invalid" };
    Err(format!("{} is {expected}, but the findings are {errors:#?}\n{text}", case.data))
}
