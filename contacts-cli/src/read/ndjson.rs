//! A file with one payload a line, of any length: it is cut into blocks at the ends of lines.

use std::io::{ErrorKind, Read};

use memchr::{memchr, memchr_iter, memrchr};

use super::{BYTE_ORDER_MARK, Stop, is_over};
use crate::aim::Held;
use crate::event::{Event, Part};
use crate::guess::Guess;
use crate::in_flight::InFlight;
use crate::input::Input;
use crate::judge::{Block, Content, Judge, is_blank, too_large};
use crate::pipeline::{Run, Stage};

/// How much is handed to a worker at once.
const BLOCK: usize = 256 << 10;

/// From this size on a line is alone in memory.
const LARGE: usize = 4 * BLOCK;

/// Reads payloads to the end of a source.
pub(super) fn read(mut source: impl Read, input: &Input, run: &Run, stage: &mut dyn Stage) -> Result<bool, Stop> {
    let held = run.aims.of_file(&input.name).map_err(|error| Stop::unread(error.to_string(), None))?;
    let mut lines = Lines { input, run, held, line: 1, has_payload: false };
    let mut buffer = vec![0; BLOCK];
    let mut filled = 0;
    // Whether the rest of a line that is too long is being passed over.
    let mut is_skipping = false;
    let mut is_start = true;
    loop {
        if is_over(&run.rules) {
            return Err(Stop::Over);
        }
        let read = match source.read(&mut buffer[filled..]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            other => other?,
        };
        // Where the next end of a line may be: in what is new, or anywhere once something was moved.
        let mut unsearched = filled;
        filled += read;
        if is_start && (filled >= BYTE_ORDER_MARK.len() || read == 0) {
            is_start = false;
            if buffer[..filled].starts_with(BYTE_ORDER_MARK) {
                buffer.copy_within(BYTE_ORDER_MARK.len()..filled, 0);
                filled -= BYTE_ORDER_MARK.len();
                unsearched = 0;
            }
        }
        if is_skipping {
            let end = memchr(b'\n', &buffer[..filled]);
            let rest = end.map_or(filled, |end| end + 1);
            buffer.copy_within(rest..filled, 0);
            filled -= rest;
            is_skipping = end.is_none();
            lines.line += usize::from(end.is_some());
            if !stage.hand_over(Part { bytes: rest as u64, ..Part::default() }) {
                return Err(Stop::Over);
            }
        }
        if read == 0 {
            buffer.truncate(filled);
            lines.submit(buffer, stage)?;
            break;
        }
        if let Some(end) = memrchr(b'\n', &buffer[unsearched..filled]) {
            let end = unsearched + end + 1;
            let mut next = vec![0; BLOCK.max(2 * (filled - end))];
            next[..filled - end].copy_from_slice(&buffer[end..filled]);
            filled -= end;
            buffer.truncate(end);
            lines.submit(std::mem::replace(&mut buffer, next), stage)?;
        } else if filled == buffer.len() {
            let most = run.rules.options.max_bytes.saturating_add(1);
            if filled > most {
                lines.too_large(stage)?;
                buffer = vec![0; BLOCK];
                filled = 0;
                is_skipping = true;
            } else {
                grow(&mut buffer, most, stage.in_flight());
            }
        }
    }
    if lines.has_payload { Ok(true) } else { Err(Stop::unread("it holds no payload", None)) }
}

/// Makes room for more of a long line, up to what is certainly too much of it.
fn grow(buffer: &mut Vec<u8>, most: usize, in_flight: &InFlight) {
    let size = (2 * buffer.len()).min(most.saturating_add(1)).max(buffer.len() + 1);
    if size > LARGE {
        in_flight.wait_until_empty();
    }
    buffer.reserve_exact(size - buffer.len());
    buffer.resize(size, 0);
}

/// How many lines are asked what they are.
const MAX_GUESSES: usize = 100;

/// Where the reader is.
struct Lines<'a> {
    input: &'a Input,
    run: &'a Run,
    held: Option<Held>,
    /// The number of the line that comes next.
    line: usize,
    has_payload: bool,
}

impl Lines<'_> {
    /// Hands whole lines to a worker.
    fn submit(&mut self, mut bytes: Vec<u8>, stage: &mut dyn Stage) -> Result<(), Stop> {
        self.has_payload = self.has_payload || !is_blank(&bytes);
        let size = bytes.len() as u64;
        let (held, told) = match &self.held {
            Some(held) => (held.clone(), 0),
            None => match self.guess(&bytes, stage)? {
                Some(guessed) => guessed,
                None => return Ok(()),
            },
        };
        bytes.drain(..told);
        let first = self.line;
        self.line += memchr_iter(b'\n', &bytes).count();
        let permit = stage.in_flight().room_for(bytes.capacity());
        let content = Content::Lines(held, first);
        let block = Block { input: self.input.name.clone(), bytes, content, size, permit };
        if stage.submit(block) { Ok(()) } else { Err(Stop::Over) }
    }

    /// What the lines are, by the shape of the first one that tells, and where to begin. Lines before it that are
    /// no JSON are told of here, and passed.
    fn guess(&mut self, bytes: &[u8], stage: &mut dyn Stage) -> Result<Option<(Held, usize)>, Stop> {
        let rules = &self.run.rules;
        let mut deliver = |part| stage.hand_over(part);
        let mut judge = Judge::new(self.input.name.clone(), rules, &mut deliver);
        let mut guessed = None;
        let mut begin = 0;
        // The first line that did not tell, from which on lines are held against what a later one tells.
        let mut mute = None;
        let mut tries = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            if text.len() > rules.options.max_bytes {
                if mute.is_none() {
                    judge.on_line(vec![too_large(rules.options.max_bytes)], text, None, self.line);
                }
            } else if !is_blank(text) {
                tries += 1;
                match self.run.aims.guess(text) {
                    Guess::Is(held, _) => {
                        guessed = Some((held, begin));
                        break;
                    }
                    Guess::Unreadable(findings) if mute.is_none() => judge.on_line(findings, text, None, self.line),
                    Guess::Unknown(message, help) if mute.is_none() => mute = Some((begin, self.line, message, help)),
                    Guess::Unreadable(_) | Guess::Unknown(..) => {}
                }
                if tries == MAX_GUESSES {
                    break;
                }
            }
            begin += line.len();
            self.line += usize::from(text.len() < line.len());
        }
        if !judge.finish() {
            return Err(Stop::Over);
        }
        match (&mut guessed, mute) {
            (Some((_, begin)), Some((first, line, ..))) => (*begin, self.line) = (first, line),
            (None, Some((_, line, message, help))) => return Err(Stop::Unread(Some(line), message, Some(help))),
            _ => {}
        }
        if let Some((held, _)) = &guessed {
            self.held = Some(held.clone());
            if !stage.tell(Event::Guess(self.input.name.clone(), held.aim.clone())) {
                return Err(Stop::Over);
            }
        }
        Ok(guessed)
    }

    /// Tells of a line that has more bytes than it may, of which the start was read.
    fn too_large(&mut self, stage: &mut dyn Stage) -> Result<(), Stop> {
        self.has_payload = true;
        let findings = vec![too_large(self.run.rules.options.max_bytes)];
        let mut deliver = |part| stage.hand_over(part);
        let mut judge = Judge::new(self.input.name.clone(), &self.run.rules, &mut deliver);
        judge.on_line(findings, b"", self.held.as_ref(), self.line);
        if judge.finish() { Ok(()) } else { Err(Stop::Over) }
    }
}
