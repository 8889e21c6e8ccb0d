//! The documentation's own examples as evidence: each is held against both documents, and those are told whose verdict
//! is another.

use std::collections::BTreeMap;

use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Direction, Document, Example, Finding, Severity, Subject, examples};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::Impact;
use crate::exit::Failure;
use crate::revision::Revision;

/// What a document says of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    Warning(Said),
    Error(Said),
}

/// The first thing that is said of an example, without a word of what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) rule: String,
    /// Where in the example.
    pub(crate) pointer: String,
    /// The statement of the document.
    pub(crate) statement: Option<PointerBuf>,
}

impl Verdict {
    /// The word for it, as fingerprints know it.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Verdict::Clean => "clean",
            Verdict::Warning(_) => "warning",
            Verdict::Error(_) => "error",
        }
    }

    /// What is said, if anything is.
    pub(crate) fn said(&self) -> Option<&Said> {
        match self {
            Verdict::Clean => None,
            Verdict::Warning(said) | Verdict::Error(said) => Some(said),
        }
    }
}

/// An example of which the documents say different things.
#[derive(Clone, Debug)]
pub(crate) struct ExampleChange {
    /// Its file within `openapi/examples`.
    pub(crate) file: String,
    pub(crate) direction: Direction,
    pub(crate) before: Verdict,
    pub(crate) after: Verdict,
}

impl ExampleChange {
    /// An example that is refused from now on shows what breaks.
    pub(crate) fn impact(&self) -> Impact {
        if matches!(self.after, Verdict::Error(_)) { Impact::Breaking } else { Impact::Compatible }
    }
}

/// What came of the examples.
#[derive(Default)]
pub(crate) struct Compared {
    /// Those that the two documents judge differently, by the names of their files.
    pub(crate) changed: Vec<ExampleChange>,
    /// How many have no file beside either document, so that nobody judged them.
    pub(crate) unread: usize,
}

/// Holds the examples against both documents.
///
/// The texts are those beside the new document; of an example that is not there, any that is left beside the old one.
pub(crate) fn compare(base: &Revision, head: &Revision) -> Result<Compared, Failure> {
    if base.document.root() == head.document.root() {
        return Ok(Compared::default());
    }
    // A reference that is no example's name is for `cargo xtask lint` to tell.
    let listed = |document: &Document| examples(document).unwrap_or_default();
    let mut all: BTreeMap<String, (Example, Target)> = BTreeMap::new();
    for document in [&head.document, &base.document] {
        for example in listed(document) {
            let target = target(document, &example);
            all.entry(example.file.clone()).or_insert((example, target));
        }
    }
    let files: Vec<String> = all.keys().map(|file| format!("examples/{file}")).collect();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let mut payloads = head.beside(&names)?;
    let missing: Vec<&str> = names.iter().copied().filter(|name| !payloads.contains_key(name)).collect();
    if !missing.is_empty() {
        payloads.extend(base.beside(&missing)?);
    }
    let judged: Vec<(&(Example, Target), &[u8])> =
        all.values().zip(&names).filter_map(|(example, name)| Some((example, &**payloads.get(name)?))).collect();
    let unread = all.len() - judged.len();
    let verdicts = |document: &Document| {
        let validator = Validator::new(document.clone());
        judged.iter().map(|((_, target), text)| verdict(&validator, target, text)).collect::<Vec<_>>()
    };
    let (before, after) = std::thread::scope(|scope| {
        let before = scope.spawn(|| verdicts(&base.document));
        let after = verdicts(&head.document);
        (before.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), after)
    });
    let pairs = judged.iter().zip(before.into_iter().zip(after));
    let changed = pairs.filter_map(|(((example, _), _), (before, after))| {
        let (before, after) = (before?, after?);
        let is_other = before.as_str() != after.as_str();
        let Example { file, direction, .. } = example;
        is_other.then(|| ExampleChange { file: file.clone(), direction: *direction, before, after })
    });
    Ok(Compared { changed: changed.collect(), unread })
}

/// What an example is held against: the body that it stands beside.
fn target(document: &Document, example: &Example) -> Target {
    let tokens: Vec<String> = example.pointer.tokens().map(|token| token.decoded().into_owned()).collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let subject = match &example.subject {
        Subject::Schema(name) => return Target::Schema(name.clone()),
        Subject::Operation(id) => id,
    };
    let [first, path, method, rest @ ..] = &tokens[..] else { return Target::Request(subject.clone()) };
    let operation = PointerBuf::from_tokens([*first, *path, *method, "operationId"]);
    let id = document.pointer(operation.as_str()).and_then(Value::as_str).unwrap_or(subject).to_owned();
    match rest {
        ["responses", status, ..] => Target::Response(id, number(status)),
        _ => Target::Request(id),
    }
}

/// A status that is documented as this: one of the range, and for `default` one that is in none.
fn number(status: &str) -> u16 {
    status.replace(['X', 'x'], "0").parse().unwrap_or(999)
}

/// What a document says of a text; none if it has nothing to hold it against.
fn verdict(validator: &Validator, target: &Target, text: &[u8]) -> Option<Verdict> {
    let findings = validator.schema(target).ok()?.findings(text, &Options::default());
    let worst = findings.iter().find(|it| it.severity == Severity::Error).or(findings.first());
    Some(match worst {
        None => Verdict::Clean,
        Some(finding) if finding.severity == Severity::Error => Verdict::Error(said(finding)),
        Some(finding) => Verdict::Warning(said(finding)),
    })
}

fn said(finding: &Finding) -> Said {
    Said {
        rule: finding.rule.to_string(),
        pointer: finding.pointer.as_ref().map(ToString::to_string).unwrap_or_default(),
        statement: finding.source.as_ref().map(|source| source.pointer.clone()),
    }
}
