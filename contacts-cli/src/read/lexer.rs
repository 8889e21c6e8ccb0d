//! A reader that knows where in a JSON text it is, and keeps its strings and its depth within bounds.
//!
//! `serde_json` takes no more of a reader than it needs, one byte at a time; so when it has a string, the last
//! string that began here is that one.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::rc::Rc;

/// How deep a recording may nest. A recording has ten levels and what an extension of the format adds.
const MAX_DEPTH: usize = 500;

/// Where the last string began: line and column, from 1.
pub(super) type StringStart = Rc<Cell<(usize, usize)>>;

/// Passes a JSON text on, byte by byte.
pub(super) struct Lexer<R> {
    source: BufReader<R>,
    start: StringStart,
    /// How much of a string is passed on; the rest is left out.
    most: usize,
    state: State,
    depth: usize,
    line: usize,
    column: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    /// In a string, of which so many bytes were passed on.
    String(usize),
    /// Behind a backslash, with so many bytes of the escape still to come.
    Escape(usize, u8),
    /// In what is left out of a string, and there behind a backslash.
    Skipped,
    SkippedEscape,
}

impl<R: Read> Lexer<R> {
    pub(super) fn new(source: R, most: usize) -> Self {
        let source = BufReader::with_capacity(64 << 10, source);
        Self { source, start: Rc::default(), most, state: State::Outside, depth: 0, line: 1, column: 0 }
    }

    pub(super) fn string_start(&self) -> StringStart {
        self.start.clone()
    }

    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            let available = match self.source.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            let Some(&byte) = available.first() else { return Ok(None) };
            self.source.consume(1);
            return Ok(Some(byte));
        }
    }

    /// Takes note of a byte; false if it is one that is left out.
    fn pass(&mut self, byte: u8) -> io::Result<bool> {
        let is_continued = byte & 0xC0 == 0x80;
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 0);
        } else if !is_continued {
            self.column += 1;
        }
        match self.state {
            State::Outside => match byte {
                b'"' => {
                    self.start.set((self.line, self.column));
                    self.state = State::String(0);
                }
                b'[' | b'{' if self.depth == MAX_DEPTH => {
                    let message = format!("nested more than {MAX_DEPTH} levels deep");
                    return Err(io::Error::new(ErrorKind::InvalidData, message));
                }
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            },
            State::Escape(passed, 0) => {
                self.state = if byte == b'u' { State::Escape(passed, 4) } else { State::String(passed + 1) };
            }
            State::Escape(passed, left) => {
                self.state = if left == 1 { State::String(passed + 1) } else { State::Escape(passed, left - 1) };
            }
            State::String(passed) => match byte {
                b'"' => self.state = State::Outside,
                _ if passed >= self.most && !is_continued => {
                    self.state = if byte == b'\\' { State::SkippedEscape } else { State::Skipped };
                    return Ok(false);
                }
                b'\\' => self.state = State::Escape(passed, 0),
                _ => self.state = State::String(passed + 1),
            },
            State::Skipped if byte == b'"' => self.state = State::Outside,
            State::Skipped | State::SkippedEscape => {
                let is_escape = self.state == State::Skipped && byte == b'\\';
                self.state = if is_escape { State::SkippedEscape } else { State::Skipped };
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R: Read> Read for Lexer<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(slot) = buffer.first_mut() else { return Ok(0) };
        while let Some(byte) = self.next_byte()? {
            if self.pass(byte)? {
                *slot = byte;
                return Ok(1);
            }
        }
        Ok(0)
    }
}
