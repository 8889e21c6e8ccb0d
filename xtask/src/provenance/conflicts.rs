//! `openapi/provenance/conflicts.yaml`: where pages disagree, or a copy lost text, and what was decided.

use contacts_openapi::validate::nearest;
use contacts_openapi::{Document, Finding};
use jsonptr::{Pointer, PointerBuf};
use serde::Deserialize;

use crate::exit::Failure;
use crate::transcribe::rules;

/// The file, from the workspace's root.
pub(crate) const PATH: &str = "openapi/provenance/conflicts.yaml";

/// What the file holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    conflicts: Vec<Conflict>,
}

/// A disagreement or a loss, and the decision taken.
#[derive(Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conflict {
    pub(crate) id: String,
    pub(crate) subject: String,
    /// Where the document carries the decision; nowhere, if it was to leave something out.
    pub(crate) at: Vec<PointerBuf>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) decision: String,
    pub(crate) reason: String,
    /// By what a page's difference is known to be this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) transcribe: Vec<Known>,
}

/// What some pages say.
#[derive(Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reading {
    /// As in `x-source`; none where it holds of every copy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pages: Vec<String>,
    pub(crate) says: String,
}

/// A difference that is no news.
#[derive(Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// The rule of its finding.
    pub(crate) rule: String,
    /// Where, if that is not where the conflict is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Vec<PointerBuf>>,
    /// On which pages; on all, if none are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<Vec<String>>,
    /// What the page prints: `null` for nothing, absent for whatever it is.
    #[allow(clippy::option_option, reason = "null and absent say different things")]
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(crate) printed: Option<Option<String>>,
}

/// A member that is there, even if it is null.
#[allow(clippy::option_option, reason = "null and absent say different things")]
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads the conflicts of a workspace; one without the file has none.
pub(crate) fn read(workspace: &crate::workspace::Workspace) -> Result<(Option<Document>, Vec<Conflict>), Failure> {
    let path = workspace.path(PATH);
    if !path.exists() {
        return Ok((None, Vec::new()));
    }
    let document = Document::read(path).map_err(Failure::Load)?;
    match serde_path_to_error::deserialize::<_, File>(document.root()) {
        Ok(file) => Ok((Some(document), file.conflicts)),
        Err(error) => {
            let mut at = PointerBuf::new();
            for segment in error.path() {
                match segment {
                    serde_path_to_error::Segment::Seq { index } => at.push_back(*index),
                    serde_path_to_error::Segment::Map { key } => at.push_back(key.as_str()),
                    _ => {}
                }
            }
            let help = "openapi/provenance/schema.json says what an entry has";
            let finding = document.error("conflict-form", at, error.inner().to_string(), help);
            Err(Failure::Findings { document: Box::new(document), findings: vec![finding] })
        }
    }
}

/// What of the conflicts does not fit the document: places that lead nowhere, pages that its index does not know,
/// names that are given twice, and rules that no comparison has.
pub(crate) fn findings(conflicts: &[Conflict], file: &Document, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let rules: Vec<String> = rules().collect();
    let entry = |index: usize, rest: &str| {
        let at = Pointer::parse(rest).unwrap_or(Pointer::root());
        PointerBuf::from_tokens(["conflicts".to_owned(), index.to_string()]).concat(at)
    };
    for (index, conflict) in conflicts.iter().enumerate() {
        if conflicts[..index].iter().any(|other| other.id == conflict.id) {
            let message = format!("there is a conflict `{}` already", conflict.id);
            findings.push(file.error("conflict-id", entry(index, "/id"), message, "give it a name of its own"));
        }
        let mut places: Vec<(String, &PointerBuf)> = Vec::new();
        let mut pages: Vec<(String, &String)> = Vec::new();
        places.extend(conflict.at.iter().enumerate().map(|(at, place)| (format!("/at/{at}"), place)));
        for (number, reading) in conflict.readings.iter().enumerate() {
            pages.extend(
                reading.pages.iter().enumerate().map(|(at, page)| (format!("/readings/{number}/pages/{at}"), page)),
            );
        }
        for (number, known) in conflict.transcribe.iter().enumerate() {
            if !rules.contains(&known.rule) {
                let message = format!("no comparison with a page has the rule `{}`", known.rule);
                let help = match nearest(rules.iter().map(String::as_str), &known.rule) {
                    Some(near) => format!("there is `{near}`"),
                    None => format!("these are the rules: {}", rules.join(", ")),
                };
                findings.push(file.error(
                    "conflict-rule",
                    entry(index, &format!("/transcribe/{number}/rule")),
                    message,
                    help,
                ));
            }
            let of_known = known.at.iter().flatten().enumerate();
            places.extend(of_known.map(|(at, place)| (format!("/transcribe/{number}/at/{at}"), place)));
            let of_known = known.pages.iter().flatten().enumerate();
            pages.extend(of_known.map(|(at, page)| (format!("/transcribe/{number}/pages/{at}"), page)));
        }
        for (at, place) in places {
            if document.pointer(place.as_str()).is_none() {
                let message = format!("`{place}` leads nowhere in {}", document.path().display());
                let help = "name the place that carries the decision now, or drop the entry if its subject is gone";
                findings.push(file.error("conflict-place", entry(index, &at), message, help));
            }
        }
        for (at, page) in pages {
            if document.address(page).is_none() {
                let message = format!("`{page}` is no page of x-source-index");
                findings.push(file.error(
                    "conflict-page",
                    entry(index, &at),
                    message,
                    "write `<slug>/<language>`, and add a new page to the index",
                ));
            }
        }
    }
    findings
}
