//! The form of a recording: the archive that browsers and proxies write, HAR 1.2. It is read as a stream, so that
//! only one exchange of it is in memory, and only of what is validated.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::lexer::{Lexer, StringStart};

/// Takes an exchange; false if it wants no other.
pub(super) type Take<'a> = &'a mut dyn FnMut(Exchange) -> bool;

/// Reads the exchanges of a recording. False if it has no list of them, and so is none.
pub(super) fn read(text: Lexer<impl Read>, take: Take<'_>) -> serde_json::Result<bool> {
    let start = text.string_start();
    let mut archive = Archive { has_entries: false, start: &start, take };
    let mut deserializer = serde_json::Deserializer::from_reader(text);
    Object(&mut archive).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(archive.has_entries)
}

/// A text of a recording, and where it begins.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A body as it was recorded.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) media_type: String,
    pub(super) text: Option<Text>,
    pub(super) is_base64: bool,
}

/// A request and its answer.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    pub(super) method: String,
    pub(super) url: Option<Text>,
    pub(super) request: Body,
    pub(super) status: u16,
    pub(super) response: Body,
}

/// An object of a recording, of which only some members matter.
trait Members {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error>;
}

/// Reads an object into what takes its members. Anything that is no object has none.
struct Object<'a, T>(&'a mut T);

impl<'de, T: Members> DeserializeSeed<'de> for Object<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Members> Visitor<'de> for Object<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            self.0.member(&name, &mut members)?;
        }
        Ok(())
    }
}

/// A text, as bytes: the recording may hold some that are none.
struct TextSeed<'a>(&'a StringStart);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = Option<Text>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Text>, D::Error> {
        deserializer.deserialize_byte_buf(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = Option<Text>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_unit<E>(self) -> Result<Option<Text>, E> {
        Ok(None)
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Option<Text>, E> {
        let (line, column) = self.0.get();
        Ok(Some(Text { bytes: bytes.to_owned(), line, column }))
    }
}

/// The whole of a recording: what is in it is validated as it comes.
struct Archive<'a> {
    has_entries: bool,
    start: &'a StringStart,
    take: Take<'a>,
}

impl Members for Archive<'_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        match name {
            "log" => members.next_value_seed(Object(&mut Log(self))),
            _ => members.next_value::<IgnoredAny>().map(drop),
        }
    }
}

struct Log<'a, 't>(&'a mut Archive<'t>);

impl Members for Log<'_, '_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        match name {
            "entries" => members.next_value_seed(Entries(self.0)),
            _ => members.next_value::<IgnoredAny>().map(drop),
        }
    }
}

struct Entries<'a, 't>(&'a mut Archive<'t>);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.0.has_entries = true;
        loop {
            let mut entry = Entry { exchange: Exchange::default(), start: self.0.start };
            if entries.next_element_seed(Object(&mut entry))?.is_none() {
                return Ok(());
            }
            if !(self.0.take)(entry.exchange) {
                return Err(A::Error::custom("nobody wants to hear more"));
            }
        }
    }
}

struct Entry<'a> {
    exchange: Exchange,
    start: &'a StringStart,
}

impl Members for Entry<'_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        match name {
            "request" => members.next_value_seed(Object(&mut Request(self))),
            "response" => members.next_value_seed(Object(&mut Response(self))),
            _ => members.next_value::<IgnoredAny>().map(drop),
        }
    }
}

struct Request<'a, 's>(&'a mut Entry<'s>);

impl Members for Request<'_, '_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        let Entry { exchange, start } = &mut *self.0;
        match name {
            "method" => exchange.method = members.next_value()?,
            "url" => exchange.url = members.next_value_seed(TextSeed(start))?,
            "postData" => members.next_value_seed(Object(&mut BodyMembers(&mut exchange.request, start)))?,
            _ => drop(members.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

struct Response<'a, 's>(&'a mut Entry<'s>);

impl Members for Response<'_, '_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        let Entry { exchange, start } = &mut *self.0;
        match name {
            // Browsers write 0, and some tools less, where no answer came.
            "status" => exchange.status = u16::try_from(members.next_value::<i64>()?).unwrap_or_default(),
            "content" => members.next_value_seed(Object(&mut BodyMembers(&mut exchange.response, start)))?,
            _ => drop(members.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

struct BodyMembers<'a>(&'a mut Body, &'a StringStart);

impl Members for BodyMembers<'_> {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, members: &mut A) -> Result<(), A::Error> {
        match name {
            "mimeType" => self.0.media_type = members.next_value::<Option<String>>()?.unwrap_or_default(),
            "text" => self.0.text = members.next_value_seed(TextSeed(self.1))?,
            "encoding" => self.0.is_base64 = members.next_value::<Option<String>>()?.as_deref() == Some("base64"),
            _ => drop(members.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}
