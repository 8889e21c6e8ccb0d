//! What a payload is, by its shape: it is held against every body that the document describes.

use std::sync::Arc;

use contacts_findings::Aim;
use contacts_openapi::validate::{Schema, Target};
use contacts_openapi::{Finding, Method, Severity};

use crate::aim::{Aims, Held, options, success};

/// A body that a payload may be.
#[derive(Debug)]
pub(crate) struct Candidate {
    target: Target,
    schema: Schema,
    /// Of two bodies that fit alike, the one with the lower rank is meant: what fits a POST fits the PATCH of the
    /// same thing as well, which asks for less, and an answer, of which the document asks for little.
    rank: u8,
}

/// What became of a guess.
pub(crate) enum Guess {
    /// The payload fits one body best; these are the findings about it.
    Is(Held, Vec<Finding>),
    /// The payload is no JSON, whatever it should be.
    Unreadable(Vec<Finding>),
    /// Why it cannot be told, and what to do.
    Unknown(String, String),
}

/// Rules about the text of a payload, which is at fault whatever it is held against.
fn is_about_text(finding: &Finding) -> bool {
    matches!(&*finding.rule, "json-syntax" | "not-utf-8" | "too-large" | "too-deep")
}

impl Aims {
    /// Holds a payload against every request body and every answer of success.
    pub(crate) fn guess(&self, payload: &[u8]) -> Guess {
        let mut fits: Vec<(Fit, &Candidate, Vec<Finding>)> = Vec::new();
        for candidate in self.candidates.get_or_init(|| self.collect()) {
            let mut findings = candidate.schema.findings(payload, &self.options);
            if findings.iter().any(is_about_text) {
                // What else there is to say is about this candidate.
                findings.retain(is_about_text);
                return Guess::Unreadable(findings);
            }
            fits.push((Fit::new(&findings, candidate.rank), candidate, findings));
        }
        // The first of those that fit alike stays the first.
        fits.sort_by_key(|(fit, ..)| *fit);
        let named = |target: &Target| format!("if it is one, say `{}`", options(target));
        match &mut fits[..] {
            [] => {
                Guess::Unknown("the document describes no body".to_owned(), "name a document with `--spec`".to_owned())
            }
            [(best, candidate, _), ..] if best.errors > 0 => Guess::Unknown(
                "its shape does not tell what it is: no body that the document describes fits it".to_owned(),
                match best.errors {
                    1 => format!("nearest is {}, with 1 error; {}", candidate.target, named(&candidate.target)),
                    n => format!("nearest is {}, with {n} errors; {}", candidate.target, named(&candidate.target)),
                },
            ),
            [(best, one, _), (next, other, _), ..] if best == next => Guess::Unknown(
                format!("its shape does not tell what it is: it fits {} and {} alike", one.target, other.target),
                format!("say which, such as `{}`, or name a schema with `--schema`", options(&one.target)),
            ),
            [(_, candidate, findings), ..] => {
                let aim = Arc::new(Aim { target: candidate.target.to_string(), is_guess: true });
                Guess::Is(Held { aim, schema: candidate.schema.clone() }, std::mem::take(findings))
            }
        }
    }

    /// The bodies of all operations, each once.
    fn collect(&self) -> Vec<Candidate> {
        let mut seen = Vec::new();
        let mut candidates = Vec::new();
        for operation in self.operations() {
            let request = operation.request.map(|schema| (schema, Target::Request(operation.id.to_owned())));
            let answer = operation.success().and_then(|answer| answer.schema).zip(success(operation));
            let answer = answer.map(|(schema, status)| (schema, Target::Response(operation.id.to_owned(), status)));
            for (body, target) in request.into_iter().chain(answer) {
                let is_request = matches!(target, Target::Request(_));
                if seen.contains(&(body, is_request)) {
                    continue;
                }
                seen.push((body, is_request));
                let rank = match operation.method {
                    _ if !is_request => 3,
                    Method::Put => 1,
                    Method::Patch => 2,
                    _ => 0,
                };
                // A schema that is not sound fits nothing; it is told of when somebody names it.
                if let Ok(schema) = self.validator.schema(&target) {
                    candidates.push(Candidate { target, schema, rank });
                }
            }
        }
        candidates
    }
}

/// How well a payload fits a body: less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Errors, and members that the body does not have: a body may require nothing, and would fit anything.
    misfits: usize,
    warnings: usize,
    rank: u8,
    errors: usize,
}

impl Fit {
    fn new(findings: &[Finding], rank: u8) -> Self {
        // A member that stands twice does so in every body.
        let is_misfit = |finding: &&Finding| finding.severity == Severity::Error && finding.rule != "duplicate-key";
        let errors = findings.iter().filter(is_misfit).count();
        let unknown = findings.iter().filter(|finding| finding.rule == "unknown-property").count();
        Self { misfits: errors + unknown, warnings: findings.len() - errors, rank, errors }
    }
}
