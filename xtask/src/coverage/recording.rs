//! Recordings, as the conformance tests write them: one exchange a line, as JSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use contacts_openapi::{Operation, route};
use serde::Deserialize;

use crate::exit::Failure;
use crate::tree::io_failure;

/// A request and its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exchange {
    /// The id of the operation; found by method and target where it is absent.
    #[serde(default)]
    pub(crate) operation: String,
    pub(crate) method: String,
    /// The path behind the base path, and the query.
    pub(crate) target: String,
    /// The scopes of the token, where they are known.
    pub(crate) scopes: Option<Vec<String>>,
    /// By their names in lower case.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
    pub(crate) answer: Answer,
}

/// What came back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
}

/// Every exchange in the recordings of a folder.
pub(crate) fn read(folder: &Path, operations: &[Operation<'_>]) -> Result<Vec<Exchange>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(io_failure(folder))? {
        let path = entry.map_err(io_failure(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "ndjson") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut exchanges = Vec::new();
    for path in &paths {
        let text = fs::read(path).map_err(io_failure(path))?;
        let text = String::from_utf8_lossy(&text);
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |what: String| wrong(path, index + 1, &what);
            let mut exchange: Exchange = serde_json::from_str(line).map_err(|error| wrong(told(&error)))?;
            if exchange.operation.is_empty() {
                let path = exchange.target.split('?').next().unwrap_or_default();
                let found = route(operations, &exchange.method, path);
                let unknown = || wrong("no operation has its method and its target".to_owned());
                found.ok_or_else(unknown)?.id.clone_into(&mut exchange.operation);
            } else if !operations.iter().any(|known| known.id == exchange.operation) {
                return Err(wrong(format!("the document has no operation `{}`", exchange.operation)));
            }
            exchanges.push(exchange);
        }
    }
    if exchanges.is_empty() {
        return Err(Failure::Usage {
            message: format!("{}: there is no exchange in it", folder.display()),
            help: "name a folder of *.ndjson files as CONTACTS_CONFORMANCE_RECORD has the conformance tests write them"
                .to_owned(),
        });
    }
    Ok(exchanges)
}

fn wrong(path: &Path, line: usize, what: &str) -> Failure {
    Failure::Usage {
        message: format!("{}:{line}: {what}", path.display()),
        help: "record again; a line is one exchange, and whole".to_owned(),
    }
}

/// What is wrong with a line, without the place that serde adds: a line is all that it has seen.
fn told(error: &serde_json::Error) -> String {
    let what = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = what.strip_suffix(&place).unwrap_or(&what);
    if error.is_eof() { "the line is cut off".to_owned() } else { format!("this is no exchange: {what}") }
}
