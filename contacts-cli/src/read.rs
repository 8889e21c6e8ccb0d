//! From inputs to blocks: one module for each kind of input.

mod har;
pub(crate) mod json;
mod lexer;
mod ndjson;
mod parameters;
mod recording;

use std::fs::{self, File};
use std::io::{self, Read};
use std::sync::atomic::Ordering;

use contacts_findings::Unread;

use crate::event::Event;
use crate::input::{Input, Kind, cause};
use crate::judge::Rules;
use crate::pipeline::{Run, Stage};

/// The mark that some programs put before UTF-8; it is no part of a payload.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads all inputs in their order.
pub(crate) fn all(run: &Run, stage: &mut dyn Stage) {
    let mut batch = json::Batch::default();
    for input in &run.inputs {
        let is_wanted = match input {
            Ok(input) if input.kind == Kind::Json => batch.takes(input, run, stage),
            _ => None,
        };
        let is_wanted = is_wanted.unwrap_or_else(|| batch.submit(stage) && one(input, run, stage));
        if !is_wanted || is_over(&run.rules) {
            return;
        }
    }
    batch.submit(stage);
}

/// Reads an input; false when nobody wants to hear of it any more.
fn one(input: &Result<Input, Unread>, run: &Run, stage: &mut dyn Stage) -> bool {
    let input = match input {
        Ok(input) => input,
        Err(unread) => {
            return stage.tell(Event::Open(unread.input.clone())) && stage.tell(Event::Unread(unread.clone()));
        }
    };
    if !stage.tell(Event::Open(input.name.clone())) {
        return false;
    }
    let result = match &input.path {
        None => read(io::stdin().lock(), input, run, stage),
        Some(path) => File::open(path).map_err(Stop::from).and_then(|file| read(file, input, run, stage)),
    };
    result.unwrap_or_else(|stop| match stop {
        Stop::Unread(line, message, help) => {
            stage.tell(Event::Unread(Unread { input: input.name.clone(), line, message, help }))
        }
        Stop::Over => false,
    })
}

fn read(source: impl Read, input: &Input, run: &Run, stage: &mut dyn Stage) -> Result<bool, Stop> {
    match input.kind {
        Kind::Json => json::read(source, input, run, stage),
        Kind::Ndjson => ndjson::read(source, input, run, stage),
        Kind::Har => har::read(source, input, run, stage),
    }
}

/// Why an input is not read to its end.
enum Stop {
    /// Something is wrong with it: where, what, and what to do.
    Unread(Option<usize>, String, Option<String>),
    /// Nobody wants to hear of it any more.
    Over,
}

impl Stop {
    fn unread(message: impl Into<String>, help: Option<&str>) -> Self {
        Stop::Unread(None, message.into(), help.map(ToOwned::to_owned))
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::unread(cause(&error), None)
    }
}

fn is_over(rules: &Rules) -> bool {
    rules.is_over.load(Ordering::Relaxed)
}

/// How many bytes the files among the inputs have; none if one of them is no file.
pub(crate) fn size(inputs: &[Result<Input, Unread>]) -> Option<u64> {
    let size_of = |input: &Input| {
        let metadata = fs::metadata(input.path.as_ref()?).ok().filter(fs::Metadata::is_file)?;
        Some(metadata.len())
    };
    inputs.iter().flatten().map(size_of).sum()
}
