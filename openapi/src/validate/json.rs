//! The tokens of a payload, one after the other, each with its place: what the engine walks along, for whoever writes a
//! payload anew while it is read.
//!
//! ```
//! use contacts_openapi::validate::json::{Reader, Token};
//!
//! let mut reader = Reader::new(r#"{"memo": "a\"b"}"#);
//! assert!(matches!(reader.token(), Ok(Token::Object)));
//! assert_eq!(reader.name(true)?.expect("it has a member").raw, "memo");
//! let Token::String(text) = reader.token()? else { panic!("it is a text") };
//! assert_eq!((text.raw, &*reader.unescape(text)), ("a\\\"b", "a\"b"));
//! assert!(reader.name(false)?.is_none());
//! reader.end()?;
//! # Ok::<(), Box<contacts_openapi::validate::json::Fault>>(())
//! ```
//!
//! Nothing is built: a text stays the slice that it is in the payload, and a number the digits that it was
//! written with. What the grammar of RFC 8259 does not allow, ends the reading at its place.

#![allow(clippy::missing_errors_doc, reason = "every error is a fault of the payload, at its place")]
#![allow(clippy::inline_always, reason = "a tenth fewer instructions over a file of contacts, counted")]

use std::borrow::Cow;

/// What a reading gives; boxed, because it is in the way of what mostly comes.
pub type Read<T> = Result<T, Box<Fault>>;

/// Why a payload cannot be read on, and at which byte.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The byte, from 0.
    pub at: usize,
    /// A lower-case fragment without a full stop.
    pub what: &'static str,
}

/// A text between its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// As it is written, escapes and all.
    pub raw: &'a str,
}

/// What a value begins with.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "they are what JSON calls them")]
pub enum Token<'a> {
    Null,
    True,
    False,
    Number(&'a str),
    String(Text<'a>),
    Array,
    Object,
}

/// What stands where the name of a member may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The closing bracket.
    End,
    /// A name that was known, by its index.
    Known(usize),
    /// Another name.
    Other,
}

/// Reads a payload from its beginning to its end, or again from any place where a value begins.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    text: &'a str,
    /// Whether there is an escape anywhere; mostly there is none.
    has_escapes: bool,
    /// The next byte to be read.
    pub at: usize,
    /// The last name that was read, unless it was known.
    pub name: Text<'a>,
    /// Where the last name stands, with its quotes.
    pub name_at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a payload.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            has_escapes: memchr::memchr(b'\\', text.as_bytes()).is_some(),
            at: 0,
            name: Text { raw: "" },
            name_at: 0,
        }
    }

    /// The whole payload.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The text that is meant by one that was read.
    #[inline]
    pub fn unescape(&self, text: Text<'a>) -> Cow<'a, str> {
        if self.has_escapes && text.raw.contains('\\') { unescaped(text.raw) } else { Cow::Borrowed(text.raw) }
    }

    /// How many characters a text has.
    pub fn characters(&self, text: Text<'a>) -> usize {
        self.unescape(text).chars().count()
    }

    #[cold]
    fn fault<T>(&self, at: usize, what: &'static str) -> Read<T> {
        let what = if at >= self.text.len() { "the text ends in the middle of a value" } else { what };
        Err(Box::new(Fault { at, what }))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space; returns the byte that follows.
    #[inline(always)]
    pub fn skip_space(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Reads a scalar, or the opening bracket of a container.
    #[inline]
    pub fn token(&mut self) -> Read<Token<'a>> {
        match self.skip_space() {
            Some(b'"') => self.string().map(Token::String),
            Some(b'{') => Ok(self.bracket(Token::Object)),
            Some(b'[') => Ok(self.bracket(Token::Array)),
            Some(b'-' | b'0'..=b'9') => self.number().map(Token::Number),
            Some(b't') => self.word(b"true", Token::True),
            Some(b'f') => self.word(b"false", Token::False),
            Some(b'n') => self.word(b"null", Token::Null),
            _ => self.fault(self.at, "expected a value"),
        }
    }

    #[inline]
    fn bracket(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    #[inline]
    fn word<const N: usize>(&mut self, word: &[u8; N], token: Token<'a>) -> Read<Token<'a>> {
        if self.text.as_bytes().get(self.at..).and_then(<[u8]>::first_chunk) == Some(word) {
            self.at += N;
            return Ok(token);
        }
        self.fault(self.at, "expected a value")
    }

    fn digits(&mut self) -> Read<()> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.fault(self.at, "expected a digit");
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    /// Reads a number, from its sign or first digit on.
    pub fn number(&mut self) -> Read<&'a str> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return self.fault(self.at, "a number does not begin with a zero");
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    /// Reads a text from its opening quote to its closing one.
    #[inline(always)]
    pub fn string(&mut self) -> Read<Text<'a>> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            at = special(bytes, at);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Text { raw: &self.text[start..at] });
                }
                Some(b'\\') => {
                    let Some((_, length)) = escape(bytes, at) else {
                        return self.fault(at, "an escape that JSON does not have, or half a surrogate pair");
                    };
                    at += length;
                }
                Some(_) => return self.fault(at, "a control character in a string; write it as an escape"),
                None => return self.fault(at, ""),
            }
        }
    }

    /// Reads the name of the next member of an object, and the colon behind it; none at its closing bracket.
    pub fn name(&mut self, first: bool) -> Read<Option<Text<'a>>> {
        Ok(match self.next_name(first, |_| None)? {
            Named::End => None,
            _ => Some(self.name),
        })
    }

    /// The same, where some names are known: `known` says, of the text from the opening quote on, which of them
    /// stands there and how long it is with its quotes. Any other name is left in `name`.
    #[inline(always)]
    pub fn next_name(&mut self, first: bool, known: impl FnOnce(&[u8]) -> Option<(usize, usize)>) -> Read<Named> {
        match self.skip_space() {
            Some(b'}') => {
                self.at += 1;
                return Ok(Named::End);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.skip_space();
            }
            _ if !first => return self.fault(self.at, "expected a comma or a closing brace"),
            _ => {}
        }
        self.name_at = self.at;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let named = if let Some((index, length)) = known(rest) {
            self.at += length;
            Named::Known(index)
        } else if rest.first() == Some(&b'"') {
            self.name = self.string()?;
            Named::Other
        } else {
            return self.fault(self.at, "expected the name of a member, in double quotes");
        };
        if self.skip_space() != Some(b':') {
            return self.fault(self.at, "expected a colon");
        }
        self.at += 1;
        Ok(named)
    }

    /// Passes over a value that has been read before.
    pub fn skip(&mut self) -> Read<()> {
        let mut depth = 0_usize;
        loop {
            match self.token()? {
                Token::Array | Token::Object => depth += 1,
                _ if depth == 0 => return Ok(()),
                _ => {}
            }
            // What stands between two values was found to be in order before.
            loop {
                match self.skip_space() {
                    Some(b',' | b':') => self.at += 1,
                    Some(b']' | b'}') => {
                        self.at += 1;
                        depth -= 1;
                        if depth == 0 {
                            return Ok(());
                        }
                    }
                    _ => break,
                }
            }
        }
    }

    /// Whether there is another item in an array, up to which is read.
    #[inline]
    pub fn item(&mut self, first: bool) -> Read<bool> {
        match self.skip_space() {
            Some(b']') => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.skip_space();
            }
            _ if !first => return self.fault(self.at, "expected a comma or a closing bracket"),
            _ => {}
        }
        Ok(true)
    }

    /// Makes sure that nothing follows.
    pub fn end(&mut self) -> Read<()> {
        match self.skip_space() {
            None => Ok(()),
            Some(_) => Err(Box::new(Fault { at: self.at, what: "expected the end; a payload is one value" })),
        }
    }
}

const ONES: u64 = u64::MAX / 0xff;
const HIGHS: u64 = ONES << 7;

/// The first byte from `at` on that a string does not simply contain: a quote, a backslash, a control
/// character, or the end. Eight bytes are looked at together.
#[inline(always)]
fn special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        // Each of these has the highest bit of the first byte that it is about, and of no byte before it that is
        // ASCII; what is not ASCII is sorted out together.
        let quote = (word ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
        let backslash = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        let control = word.wrapping_sub(ONES * 0x20);
        let found = (quote | backslash | control) & !word & HIGHS;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}

#[cold]
fn unescaped<'a>(raw: &str) -> Cow<'a, str> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, length) = escape(rest.as_bytes(), at).unwrap_or(('\u{fffd}', 2));
        text.push(character);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character that the escape at `at` stands for, and how many bytes it takes.
fn escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let simple = match bytes.get(at + 1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = hexadecimal(bytes, at + 2)?;
            if let Some(character) = char::from_u32(first) {
                return Some((character, 6));
            }
            let is_pair = (0xd800..0xdc00).contains(&first) && bytes.get(at + 6..at + 8)? == b"\\u";
            let second = hexadecimal(bytes, at + 8).filter(|second| is_pair && (0xdc00..0xe000).contains(second))?;
            let character = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
            return Some((character, 12));
        }
        _ => return None,
    };
    Some((simple, 2))
}

fn hexadecimal(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)?))
}
