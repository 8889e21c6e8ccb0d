//! A file that is one payload.
//!
//! Files are read by the workers, many small ones at a time: of a thousand small files, handing them over one by
//! one would take longer than to validate them. What is no file, and may keep a reader waiting, is read here.

use std::fs::{File, Metadata};
use std::io::{self, Read};

use super::{BYTE_ORDER_MARK, Stop};
use crate::input::Input;
use crate::judge::{Block, Content};
use crate::pipeline::{Run, Stage};

/// The most files, and the most bytes of them, that are handed to a worker at once.
const FILES: usize = 32;
const BYTES: usize = 256 << 10;

/// Files on their way to a worker.
#[derive(Default)]
pub(super) struct Batch {
    inputs: Vec<Input>,
    bytes: usize,
    size: u64,
}

impl Batch {
    /// Takes an input if it is a file with one payload.
    pub(super) fn takes(&mut self, input: &Input, run: &Run, stage: &mut dyn Stage) -> Option<bool> {
        let metadata = input.path.as_ref()?.metadata().ok().filter(Metadata::is_file)?;
        let most = most(run.rules.options.max_bytes);
        let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX).min(most);
        let mut is_wanted = true;
        if self.bytes + bytes > BYTES {
            is_wanted = self.submit(stage);
        }
        self.inputs.push(input.clone());
        self.bytes += bytes;
        self.size += metadata.len();
        if self.inputs.len() >= FILES {
            is_wanted &= self.submit(stage);
        }
        Some(is_wanted)
    }

    /// Hands what there is to a worker; false when nobody wants to hear of it.
    pub(super) fn submit(&mut self, stage: &mut dyn Stage) -> bool {
        let Self { inputs, bytes, size } = std::mem::take(self);
        let Some(first) = inputs.first() else { return true };
        let input = first.name.clone();
        let permit = stage.in_flight().room_for(bytes);
        stage.submit(Block { input, bytes: Vec::new(), content: Content::Files(inputs), size, permit })
    }
}

/// Reads a payload from what is no file.
pub(super) fn read(source: impl Read, input: &Input, run: &Run, stage: &mut dyn Stage) -> Result<bool, Stop> {
    let held = run.aims.of_file(&input.name).map_err(|error| Stop::unread(error.to_string(), None))?;
    let bytes = payload(source, 1 << 16, run.rules.options.max_bytes)?;
    let size = bytes.len() as u64;
    let permit = stage.in_flight().room_for(bytes.capacity());
    Ok(stage.submit(Block { input: input.name.clone(), bytes, content: Content::Payload(held), size, permit }))
}

/// The payload of a file.
pub(crate) fn file(input: &Input, max_bytes: usize) -> io::Result<Vec<u8>> {
    let file = File::open(input.path.as_deref().unwrap_or("".as_ref()))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    payload(file, usize::try_from(size).unwrap_or(usize::MAX), max_bytes)
}

/// What is read of a payload: one byte more than it may have.
fn most(max_bytes: usize) -> usize {
    max_bytes.saturating_add(BYTE_ORDER_MARK.len() + 1)
}

fn payload(source: impl Read, expected: usize, max_bytes: usize) -> io::Result<Vec<u8>> {
    let most = most(max_bytes);
    let mut bytes = Vec::with_capacity(expected.min(most).saturating_add(1));
    source.take(most as u64).read_to_end(&mut bytes)?;
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(bytes)
}
