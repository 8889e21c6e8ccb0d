//! Writes the stored form of a resource while its JSON is read, token by token: texts and numbers are taken over as
//! they were written, and no tree is built of what a request gives.

use std::ops::Range;

use contacts_openapi::validate::json::{Named, Read, Reader, Token};
use serde_json_borrow::{Map, Value};

use super::{Property, Replaced, Shape};

/// A resource in its stored form.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) json: String,
    /// Where the values stand that only the operation that reads one resource shows; none of them is null.
    pub(crate) hidden: Vec<Range<u32>>,
    /// Where the values of its own members stand, by the place of each among the properties.
    members: Vec<(usize, Range<u32>)>,
}

impl Written {
    /// The JSON of one of its own members; none if it was left out.
    pub(crate) fn member(&self, shape: &Shape, name: &str) -> Option<&str> {
        let place = shape.properties().iter().position(|property| &*property.name == name)?;
        let (_, range) = self.members.iter().find(|(at, _)| *at == place)?;
        self.json.get(range.start as usize..range.end as usize)
    }
}

/// The JSON of a member of an object that is JSON itself; none if it has no such member.
pub(crate) fn member<'j>(object: &'j str, name: &str) -> Option<&'j str> {
    let mut reader = Reader::new(object);
    let Token::Object = reader.token().ok()? else { return None };
    let mut is_first = true;
    while let Some(found) = reader.name(is_first).ok()? {
        is_first = false;
        let is_it = *reader.unescape(found) == *name;
        let start = reader.at;
        reader.skip().ok()?;
        if is_it {
            return object.get(start..reader.at).map(str::trim_start);
        }
    }
    None
}

/// What is read, and what is written of it.
pub(super) struct Writer<'w> {
    pub(super) reader: Reader<'w>,
    pub(super) written: Written,
    /// Members of the resource itself that only the service sets, with their JSON.
    set: &'w [(&'w str, &'w str)],
    /// Set where a stored resource is written as it is answered on a day, as `YYYY-MM-DD`.
    day: Option<&'w str>,
    /// How deep the writing is within the resource.
    depth: usize,
}

impl<'w> Writer<'w> {
    /// Nothing yet, of a text that is JSON.
    pub(super) fn new(text: &'w str, set: &'w [(&'w str, &'w str)], day: Option<&'w str>) -> Self {
        let written = Written { json: String::with_capacity(text.len() + 512), ..Written::default() };
        Self { reader: Reader::new(text), written, set, day, depth: 0 }
    }

    /// Writes a value by its shape, over what was stored in its place; false is a null, of which nothing is written.
    pub(super) fn value(&mut self, shape: &Shape, replaced: Option<&Replaced>, old: Option<&Value<'_>>) -> Read<bool> {
        match self.reader.token()? {
            Token::Null => return Ok(false),
            Token::True => self.put("true"),
            Token::False => self.put("false"),
            Token::Number(digits) => self.put(digits),
            Token::String(text) => {
                // Only here does it matter what a text says, and not just how it is written.
                let instead = replaced.and_then(|it| it.instead_of(&self.reader.unescape(text), self.day));
                self.quoted(instead.unwrap_or(text.raw));
            }
            Token::Array => self.list(if let Shape::List(items) = shape { items } else { &Shape::Any })?,
            Token::Object => match shape {
                Shape::Object(properties) => self.object(properties, old.and_then(Value::as_object))?,
                Shape::Map(values) => self.map(values, old.and_then(Value::as_object))?,
                Shape::Any | Shape::List(_) => self.anything()?,
            },
        }
        Ok(true)
    }

    fn list(&mut self, items: &Shape) -> Read<()> {
        let start = self.open("[");
        let mut is_first = true;
        while self.reader.item(is_first)? {
            is_first = false;
            self.comma(start);
            // What is null in a list stays; only members can be left out.
            if !self.value(items, None, None)? {
                self.put("null");
            }
        }
        self.close("]");
        Ok(())
    }

    fn object(&mut self, properties: &[Property], old: Option<&Map<'_>>) -> Read<()> {
        let start = self.open("{");
        let (mut seen, mut is_first, mut next) = (0_u64, true, 0);
        loop {
            let named = self.reader.next_name(is_first, |rest| property_named(properties, next, rest))?;
            is_first = false;
            let known = match named {
                Named::End => break,
                Named::Known(place) => Some(place),
                // A name may be written with escapes.
                Named::Other => {
                    let name = self.reader.unescape(self.reader.name);
                    properties.iter().position(|property| *property.name == *name)
                }
            };
            // What was stored has read-only members; what is given may have them, and they are ignored.
            let Some(place) = known.filter(|at| self.day.is_some() || !properties[*at].is_read_only) else {
                self.reader.skip()?;
                continue;
            };
            (seen, next) = (seen | 1 << place, place + 1);
            let property = &properties[place];
            let old = old.and_then(|old| old.get(&property.name));
            self.member(start, place, property, |writer| {
                writer.value(&property.shape, property.replaced.as_ref(), old)
            })?;
        }
        self.rest(start, properties, seen, old);
        self.close("}");
        Ok(())
    }

    /// A map keeps what is stored, less what is given as null, and with what is given in its place.
    fn map(&mut self, values: &Shape, old: Option<&Map<'_>>) -> Read<()> {
        let start = self.open("{");
        let (mut given, mut is_first) = (Vec::new(), true);
        while let Some(name) = self.reader.name(is_first)? {
            is_first = false;
            let before = self.written.json.len();
            self.comma(start);
            self.quoted(name.raw);
            self.put(":");
            if !self.value(values, None, None)? {
                self.written.json.truncate(before);
            }
            if old.is_some() {
                given.push(self.reader.unescape(name));
            }
        }
        for (name, value) in old.into_iter().flat_map(Map::iter).filter(|(name, _)| !given.iter().any(|it| it == name))
        {
            self.comma(start);
            self.any(name);
            self.put(":");
            self.any(value);
        }
        self.close("}");
        Ok(())
    }

    /// An object that no schema looks into is kept as it was given.
    fn anything(&mut self) -> Read<()> {
        let start = self.open("{");
        let mut is_first = true;
        while let Some(name) = self.reader.name(is_first)? {
            is_first = false;
            self.comma(start);
            self.quoted(name.raw);
            self.put(":");
            if !self.value(&Shape::Any, None, None)? {
                self.put("null");
            }
        }
        self.close("}");
        Ok(())
    }

    /// Writes a member: its name, and what `value` writes; what stands for what is absent, where that returns false.
    fn member(
        &mut self,
        start: usize,
        place: usize,
        property: &Property,
        value: impl FnOnce(&mut Self) -> Read<bool>,
    ) -> Read<()> {
        let before = self.written.json.len();
        self.comma(start);
        self.put(&property.written);
        let at = self.written.json.len();
        if !value(self)? {
            let Some(absent) = &property.absent else {
                self.written.json.truncate(before);
                return Ok(());
            };
            self.put(absent);
        } else if property.is_shown_alone {
            let range = range(at, self.written.json.len());
            self.written.hidden.push(range);
        }
        if self.depth == 1 {
            let range = range(at, self.written.json.len());
            self.written.members.push((place, range));
        }
        Ok(())
    }

    /// Writes the members that nobody gave: what only the service sets, what was stored, or what stands for what is
    /// absent.
    fn rest(&mut self, start: usize, properties: &[Property], seen: u64, old: Option<&Map<'_>>) {
        for (place, property) in properties.iter().enumerate().filter(|(place, _)| seen & (1 << place) == 0) {
            let set = if self.depth == 1 { self.set.iter().find(|(name, _)| **name == *property.name) } else { None };
            let kept = old.and_then(|old| old.get(&property.name)).filter(|value| !value.is_null());
            let written = self.member(start, place, property, |writer| {
                match (set, kept) {
                    (Some((_, json)), _) if *json != "null" => writer.put(json),
                    (None, Some(value)) => writer.stored(&property.shape, value),
                    _ => return Ok(false),
                }
                Ok(true)
            });
            debug_assert!(written.is_ok(), "nothing is read");
        }
    }

    /// Writes what was stored: again by its shape, so that what it hides is found.
    fn stored(&mut self, shape: &Shape, value: &Value<'_>) {
        match (shape, value) {
            (Shape::Object(properties), Value::Object(members)) => {
                let start = self.open("{");
                self.rest(start, properties, 0, Some(members));
                self.close("}");
            }
            _ => self.any(value),
        }
    }

    fn open(&mut self, bracket: &str) -> usize {
        self.put(bracket);
        self.depth += 1;
        self.written.json.len()
    }

    fn close(&mut self, bracket: &str) {
        self.depth -= 1;
        self.put(bracket);
    }

    /// A comma, unless nothing was written from `start` on.
    fn comma(&mut self, start: usize) {
        if self.written.json.len() > start {
            self.put(",");
        }
    }

    /// A text that has its escapes.
    fn quoted(&mut self, raw: &str) {
        self.put("\"");
        self.put(raw);
        self.put("\"");
    }

    fn put(&mut self, json: &str) {
        self.written.json.push_str(json);
    }

    fn any(&mut self, value: &(impl serde::Serialize + ?Sized)) {
        // Writing into memory does not fail, and neither does a value that was JSON before.
        self.written.json.push_str(&serde_json::to_string(value).unwrap_or_default());
    }
}

/// The property whose name stands at the beginning of a text, and the length of the name with its quotes. Members
/// mostly come in the order of the properties: the one that is next is looked at first.
fn property_named(properties: &[Property], next: usize, text: &[u8]) -> Option<(usize, usize)> {
    let is_it = |property: &Property| {
        let name = &property.written.as_bytes()[..property.written.len() - 1];
        text.starts_with(name).then_some(name.len())
    };
    let (before, after) = properties.split_at(next.min(properties.len()));
    let places = (next..).zip(after).chain((0..).zip(before));
    places.into_iter().find_map(|(place, property)| Some((place, is_it(property)?)))
}

/// The place of a value; the document's limits keep resources far below what 32 bits count.
fn range(start: usize, end: usize) -> Range<u32> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    place(start)..place(end)
}
