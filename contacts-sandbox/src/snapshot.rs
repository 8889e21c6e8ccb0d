//! What the sandbox holds as text, one record a line, so that a test begins where it wants to, a bug is told by the
//! state that shows it, and a file can keep it.
//!
//! What is loaded is held against the document, and names must be free and definitions few; but a contact is not held
//! against what a request could bring about: a state that only years of a real service lead to is a reason to load one.
//! So an external message contact comes this way alone, and a contact may carry a tag that is no longer there.

mod read;
mod write;

use std::fmt;

use crate::builder::Seed;
use crate::record::Change;
use crate::service::{Service, StartError};
use crate::state::State;
use crate::store::{BlockingKeeping, File, Store, Unwritten};
use read::{Placed, Reader, Trust};

/// Why records were not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

impl LoadError {
    /// The line of the text that is wrong, counted from 1; none if it is no line's fault.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Where in the line, counted from 1 in Unicode characters, if that is known.
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// What is wrong, and what to do about it; no value of a record is part of it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            _ => {}
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for LoadError {}

impl From<Unwritten> for LoadError {
    fn from(Unwritten: Unwritten) -> Self {
        let message = "the data file cannot be written; standard error says why".to_owned();
        Self { line: None, column: None, message }
    }
}

/// Adds the records of a text.
pub(crate) fn load(service: &Service, ndjson: &str) -> Result<usize, LoadError> {
    let loaded = parse(service, ndjson)?;
    let count = loaded.len();
    service.store.as_ref().map_or(Ok(()), Store::check)?;
    let mut state = service.state();
    add(service, &mut state, loaded, false)?;
    let mut changes = state.take_changes();
    changes.extend(service.oauth.take_changes());
    let keeping = service.store.as_ref().map(|store| store.send_blocking(changes, false));
    drop(state);
    keeping.map_or(Ok(()), BlockingKeeping::kept)?;
    Ok(count)
}

/// Puts the records of a text in the place of everything that there is.
pub(crate) fn replace(service: &Service, ndjson: &str) -> Result<usize, LoadError> {
    let loaded = parse(service, ndjson)?;
    let count = loaded.len();
    service.store.as_ref().map_or(Ok(()), Store::check)?;
    let mut fresh = State::new(service.settings.seed, false);
    let mut state = service.state();
    add(service, &mut fresh, loaded, true)?;
    put(service, &mut state, fresh).map_or(Ok(()), |keeping| {
        drop(state);
        keeping.kept()
    })?;
    Ok(count)
}

/// Everything that there is.
pub(crate) fn dump(service: &Service) -> String {
    let state = service.state();
    let mut text = String::new();
    let mut show = |line: &[u8]| {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    };
    write::each(&state, |_, _, line| show(&line));
    service.oauth.records().iter().for_each(|line| show(line));
    text
}

/// Goes back to what there was at the start.
pub(crate) fn reset(service: &Service) -> Result<(), LoadError> {
    service.store.as_ref().map_or(Ok(()), Store::check)?;
    let mut state = service.state();
    service.oauth.reset();
    let fresh = seeded(service).map_err(|(_, error)| error)?;
    let keeping = put(service, &mut state, fresh);
    drop(state);
    service.start_over();
    keeping.map_or(Ok(()), BlockingKeeping::kept)?;
    Ok(())
}

/// Puts a state in the place of the one that there is.
fn put(service: &Service, state: &mut State, fresh: State) -> Option<BlockingKeeping> {
    *state = fresh;
    let records = records(service, state);
    service.store.as_ref().map(|store| {
        state.note_changes();
        store.send_blocking(records, true)
    })
}

/// Fills a service that starts: from its data file if that was used before, and otherwise with what was to be loaded.
pub(crate) fn begin(service: &mut Service) -> Result<(), StartError> {
    let file = service.settings.data.as_deref().map(File::open).transpose()?;
    let mut state = State::new(service.settings.seed, false);
    let is_begun = match &file {
        Some(file) => {
            let reader = Reader::new(service, Trust::Own);
            file.read(|line| {
                let added = reader.line(line).and_then(|it| it.apply(service, &mut state));
                added.map_err(|error| error.message)
            })
            // Nothing of it is new.
            .inspect(|_| drop(service.oauth.take_changes()))?
        }
        None => false,
    };
    if !is_begun {
        state = seeded(service).map_err(|(seed, error)| StartError::because(seed.name.clone(), error))?;
    }
    if let (Some(mut file), Some(path)) = (file, &service.settings.data) {
        if !is_begun {
            file.begin(records(service, &state))?;
        }
        state.note_changes();
        service.store = Some(Store::start(file, path)?);
    }
    *service.state() = state;
    service.is_resumed = is_begun;
    Ok(())
}

/// What there is when only what was to be loaded is.
fn seeded(service: &Service) -> Result<State, (&Seed, LoadError)> {
    let mut state = State::new(service.settings.seed, false);
    for seed in &service.settings.seeds {
        let added = parse(service, &seed.ndjson).and_then(|loaded| add(service, &mut state, loaded, false));
        added.map_err(|error| (seed, error))?;
    }
    Ok(state)
}

/// Every line of a text, or what is wrong with the first that is.
fn parse<'j>(service: &Service, ndjson: &'j str) -> Result<Vec<Placed<'j>>, LoadError> {
    let reader = Reader::new(service, Trust::Nobody);
    let lines = ndjson.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let placed = lines.map(|(at, line)| match reader.line(line) {
        Ok(mut placed) => {
            placed.line = Some(at + 1);
            Ok(placed)
        }
        Err(error) => Err(LoadError { line: Some(at + 1), ..error }),
    });
    placed.collect()
}

/// Adds all records, or none. `is_whole` says that what was granted before goes.
fn add(service: &Service, state: &mut State, records: Vec<Placed<'_>>, is_whole: bool) -> Result<(), LoadError> {
    let (limited, others): (Vec<_>, Vec<_>) = records.into_iter().partition(Placed::is_limited);
    // Only a copy shows whether all of them can be added.
    let mut copy = State::new(service.settings.seed, true);
    (copy.tags, copy.properties) = (state.tags.clone(), state.properties.clone());
    limited.into_iter().try_for_each(|record| record.apply(service, &mut copy))?;
    state.note_all(copy.take_changes());
    (state.tags, state.properties) = (copy.tags, copy.properties);
    if is_whole {
        service.oauth.reset();
    }
    // The others cannot fail.
    others.into_iter().try_for_each(|record| record.apply(service, state))
}

/// Every record, as a file takes it. What was granted is what was loaded just now.
fn records(service: &Service, state: &State) -> Vec<Change> {
    let mut records = service.oauth.take_changes();
    write::each(state, |kind, id, line| records.push(Change { kind, id: id.to_owned(), line: Some(line) }));
    records
}
