//! The example files beside the document: that they are there, that something refers to them, and that they are
//! examples of what they are said to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use contacts_openapi::validate::{Options, Target};
use contacts_openapi::{Direction, Example, Language, Operation, Severity, Subject, examples};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::at;
use super::sources;
use crate::lint::{Lint, table};

table! {
    Error "example-name": "a reference to an example that is not named like one";
    Error "example-missing": "a reference to an example file that does not exist";
    Error "example-unused": "an example file that nothing refers to";
    Error "example-misplaced": "an example file of one thing, referred to by another";
    Error "example-invalid": "an example file that the document itself calls wrong";
    Warning "example-read-only": "a composed request with a member that only answers have";
    Error "example-language": "an example in a language in which its page was not read";
    Error "no-example": "a JSON body without an example";
}

const MEDIA_TYPE: &str = "application/json";

pub(super) fn check(lint: &mut Lint<'_>) {
    bodies(lint);
    let known = match examples(lint.document) {
        Ok(known) => known,
        // Of what has no name there is no more to be said.
        Err(findings) => return lint.findings.extend(findings),
    };
    let known: BTreeMap<&str, &Example> = known.iter().map(|example| (example.file.as_str(), example)).collect();
    unused(lint, &known);
    let mut judged = BTreeSet::new();
    for (pointer, reference) in references(lint) {
        let Some(example) = reference.strip_prefix("./examples/").and_then(|file| known.get(file)) else { continue };
        if !lint.folder.join("examples").join(&example.file).is_file() {
            let message = format!("there is no file `examples/{}`", example.file);
            let help = "put the page's example there as it is, or drop the reference";
            lint.report("example-missing", pointer, message, help);
            continue;
        }
        language(lint, example, &pointer);
        match target(lint, example, &pointer) {
            Ok(target) => {
                if judged.insert((example.file.clone(), target.clone())) {
                    judge(lint, example, &target, &pointer);
                }
            }
            Err((message, help)) => lint.report("example-misplaced", pointer, message, help),
        }
    }
}

/// Every place that refers to an example file.
fn references<'a>(lint: &Lint<'a>) -> Vec<(PointerBuf, &'a str)> {
    let mut found = Vec::new();
    let is = |at: Option<&Pointer>, keyword: &str| {
        at.and_then(Pointer::last).is_some_and(|token| token.decoded() == keyword)
    };
    lint.document.walk(&mut |at, value| {
        if let Some(text) = value.as_str()
            && (is(Some(at), "externalValue") || is(at.parent(), "x-examples"))
        {
            found.push((at.to_owned(), text));
        }
    });
    found
}

/// Files that nothing refers to.
fn unused(lint: &mut Lint<'_>, known: &BTreeMap<&str, &Example>) {
    let folder = lint.folder.join("examples");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let names: BTreeSet<String> = names.filter(|name| !known.contains_key(name.as_str())).collect();
    for name in names.into_iter().filter(|name| !name.starts_with('.')) {
        let message = format!("nothing refers to `examples/{name}`");
        let help = format!("refer to it by `externalValue: ./examples/{name}`, or delete it");
        lint.report("example-unused", PointerBuf::new(), message, help);
    }
}

/// What an example is to be held against, if it stands where its name says.
fn target(lint: &Lint<'_>, example: &Example, pointer: &Pointer) -> Result<Target, (String, String)> {
    let file = &example.file;
    let id = match &example.subject {
        Subject::Operation(id) => id,
        Subject::Schema(name) => {
            let schema = [format!("/components/schemas/{name}/"), format!("#/components/schemas/{name}")];
            let media_type = pointer.parent().and_then(Pointer::parent).and_then(Pointer::parent);
            let media_type = media_type.and_then(|at| lint.document.pointer(at.as_str()));
            let of_body = media_type.and_then(|it| it.pointer("/schema/$ref")).and_then(Value::as_str);
            if pointer.as_str().starts_with(&schema[0]) || of_body == Some(&schema[1]) {
                return Ok(Target::Schema(name.clone()));
            }
            let message = format!("`{file}` is an example of `{name}`, which this is not");
            return Err((message, format!("refer to it where a body is of `{name}`")));
        }
    };
    let Some(operation) = lint.operations.iter().find(|operation| operation.id == id) else {
        let message = format!("`{file}` is an example of `{id}`, and there is no such operation or schema");
        return Err((message, "begin the file's name with that of the operation it is of".to_owned()));
    };
    let within = |place: &str| pointer.as_str().starts_with(&format!("{}/{place}/", operation.pointer));
    match example.direction {
        Direction::Request if within("requestBody") => Ok(Target::Request(id.clone())),
        Direction::Response if within("responses") => {
            let status = pointer.tokens().nth(4).map(|status| status.decoded().into_owned()).unwrap_or_default();
            let status = status.replace("XX", "00").parse().unwrap_or(500);
            Ok(Target::Response(id.clone(), status))
        }
        direction => {
            let message = format!("`{file}` is a {direction} of `{id}`, and this is not");
            Err((message, "refer to it there, or name the file by what it is an example of".to_owned()))
        }
    }
}

/// What the engine says of an example.
fn judge(lint: &mut Lint<'_>, example: &Example, target: &Target, pointer: &Pointer) {
    // A schema that is no schema, or a body that is not there, is told by the rules about those.
    let Ok(schema) = lint.validator.schema(target) else { return };
    let path = Path::new("examples").join(&example.file);
    let Ok(bytes) = fs::read(lint.folder.join(&path)) else { return };
    for finding in schema.findings(&bytes, &Options::default().max_findings(20)) {
        let place = format!("{}:{}:{}", path.display(), finding.place.line, finding.place.column);
        let what = match finding.pointer.as_ref().filter(|at| !at.is_root()) {
            Some(at) => format!("{place}: `{at}` {}", finding.message),
            None => format!("{place}: {}", finding.message),
        };
        let at = pointer.to_owned();
        if finding.severity == Severity::Error {
            let help = match example.language {
                _ if finding.rule == "json-syntax" => "mend the file, or take the page's text anew",
                Language::Composed => "mend the example",
                _ => "a documented example stays as its page has it: look which statement of the document is wrong",
            };
            lint.report("example-invalid", at, what, help);
        } else if finding.rule == "read-only" && example.language == Language::Composed {
            let help = "leave it out: what no page shows is composed by what the tables say";
            lint.report("example-read-only", at, what, help);
        }
    }
}

/// Whether the page that an example was copied from is among those that the place comes from.
fn language(lint: &mut Lint<'_>, example: &Example, pointer: &Pointer) {
    if example.language == Language::Composed {
        return;
    }
    let language = example.language.to_string();
    // What several places share was copied from a page of the schema.
    let mut pages = sources::around(lint.document, pointer);
    if let Subject::Schema(name) = &example.subject {
        pages.extend(sources::around(lint.document, &at(Pointer::root(), ["components", "schemas", name])));
    }
    if pages.iter().any(|page| page.split_once('/').is_some_and(|(_, known)| known == language)) {
        return;
    }
    let message = format!("`{}` is from a page in `{language}`, which no source here is in", example.file);
    let help = format!("name the page in the `x-source` around it, as `<slug>/{language}`");
    lint.report("example-language", pointer.to_owned(), message, help);
}

/// Bodies that show nothing of themselves.
fn bodies(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut bare = Vec::new();
    for operation in &lint.operations {
        let Operation { pointer, value, .. } = operation;
        let request = value.get("requestBody").map(|_| (at(pointer, ["requestBody"]), Direction::Request));
        let statuses = operation.responses.iter();
        let answers = statuses.map(|it| (at(pointer, ["responses", it.status]), Direction::Response));
        for (here, direction) in request.into_iter().chain(answers) {
            let here = at(&document.definition(&here), ["content", MEDIA_TYPE]);
            let Some(body) = document.pointer(here.as_str()) else { continue };
            let has =
                |keyword: &str| body.get(keyword).is_some_and(|it| it.as_object().is_none_or(|it| !it.is_empty()));
            if !has("example") && !has("examples") {
                bare.push((here, direction));
            }
        }
    }
    for (at, direction) in bare {
        let what = if direction == Direction::Request { "a request" } else { "an answer" };
        let help =
            format!("refer to the page's example by `externalValue`, or compose one: `<id>.{direction}.composed.json`");
        lint.report("no-example", at, format!("{what} has no example"), help);
    }
}
