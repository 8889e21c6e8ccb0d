//! Why some of what the document says cannot be measured: the tests know, and say it in a file that they hold to be true.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::{Item, Kind};
use crate::exit::Failure;
use crate::tree::io_failure;

/// The file, within the workspace.
pub(crate) const FILE: &str = "tests/deviations.violations.json";

/// The reasons: by an operation and the id of one of its constraints, or by the place of a keyword.
#[derive(Debug, Default)]
pub(crate) struct Reasons(BTreeMap<(Option<String>, String), String>);

#[derive(Deserialize)]
struct Entry {
    /// The operation.
    file: String,
    /// The place in the document; of a constraint its id, and of a value something else, that no item is called by.
    pointer: String,
    reason: String,
}

impl Reasons {
    /// Reads the file; without it there are none.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(io_failure(path)(error)),
        };
        let entries: Vec<Entry> = serde_json::from_str(&text).map_err(|error| Failure::Usage {
            message: format!("{}: {error}", path.display()),
            help: "an entry has a `file`, a `pointer` and a `reason`".to_owned(),
        })?;
        let key = |entry: &Entry| {
            (Some(entry.file.clone()).filter(|_| !entry.pointer.starts_with('/')), entry.pointer.clone())
        };
        Ok(Self(entries.into_iter().map(|entry| (key(&entry), entry.reason)).collect()))
    }

    /// Makes of the gaps of an item the reason why they are none.
    pub(super) fn excuse(&self, item: &mut Item) {
        if item.gaps.is_empty() {
            return;
        }
        let key = match (item.kind, &item.operation) {
            (Kind::Constraint, Some(operation)) => {
                let id = item.name.strip_prefix(operation.as_str()).unwrap_or_default().trim_start();
                (Some(operation.clone()), id.to_owned())
            }
            _ => (None, item.pointer.clone()),
        };
        if let Some(reason) = self.0.get(&key) {
            item.not_measurable = Some(reason.clone());
            item.gaps.clear();
        }
    }
}
