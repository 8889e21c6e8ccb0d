//! Lists of contacts, page by page.
//!
//! What no page decides, and how it is here:
//!
//! - Without `orderBy` contacts come in the order of creation, or of the date that a period is about. Names are sorted by
//!   family name and then given name, as their characters are numbered; equal ones, as equal dates, by the order of
//!   creation, which turns with the direction.
//! - Both bounds of a period are included. With one, the seven days run from a start and up to an end.
//! - Filters combine by *and*. E-mail addresses are found whatever the case of their letters, telephone numbers by
//!   their digits alone.
//! - A list ends where it has reached as many contacts as one query may.

use std::fmt::Write as _;
use std::ops::Range;

use contacts_openapi::Location;
use serde_json_borrow::Value;

use super::access::{can_access, member};
use super::contacts::shown;
use super::cursor::Cursor;
use crate::moment;
use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::shape;
use crate::state::State;
use crate::state::contacts::{Contact, Key, Position};

/// What the document says of a list beside its parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paging {
    pub(crate) cursor: String,
    pub(crate) count: String,
    pub(crate) items: String,
    /// The member that leads to the next page, and the object that it stands in.
    pub(crate) next: (String, String),
    pub(crate) default_count: usize,
    /// How many results one query reaches; no end, if the document names none.
    pub(crate) cap: u64,
    pub(crate) window: Option<Window>,
}

/// A list by a period of time.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    max_millis: i64,
    kind: String,
    start: String,
    end: String,
}

impl Paging {
    /// What an operation's `x-paging`, `x-window` and `x-result-cap` say; none if it is not paged.
    pub(crate) fn of(documented: &contacts_openapi::Operation<'_>) -> Option<Self> {
        let text = |pointer: &str| documented.value.pointer(pointer).and_then(|it| it.as_str()).map(str::to_owned);
        let count = text("/x-paging/count")?;
        let next = text("/x-paging/nextCursor")?;
        let (within, next) = next.split_once('.')?;
        let parameter = documented.parameters_in(Location::Query).find(|it| it.name == count)?;
        let days = documented.value.pointer("/x-window/maxDays").and_then(serde_json::Value::as_i64);
        Some(Self {
            default_count: usize::try_from(parameter.schema.get("default")?.as_u64()?).ok()?,
            cursor: text("/x-paging/cursor")?,
            items: text("/x-paging/items")?,
            next: (within.to_owned(), next.to_owned()),
            cap: documented.value.get("x-result-cap").and_then(serde_json::Value::as_u64).unwrap_or(u64::MAX),
            window: days.and_then(|days| {
                Some(Window {
                    max_millis: days * 24 * 60 * 60 * 1000,
                    kind: text("/x-window/parameters/type")?,
                    start: text("/x-window/parameters/start")?,
                    end: text("/x-window/parameters/end")?,
                })
            }),
            count,
        })
    }

    /// How many results a page is to have.
    pub(super) fn count(&self, request: &Request<'_>) -> usize {
        request.query(&self.count).and_then(|count| count.parse().ok()).unwrap_or(self.default_count)
    }

    /// What tells a list from others: the operation, what it is about, and its parameters but those of paging.
    pub(super) fn filters(&self, request: &Request<'_>) -> String {
        let mut filters = format!("{} {}", request.operation.id, request.subject());
        let mut given: Vec<_> =
            request.query.iter().filter(|(name, _)| *name != self.cursor && *name != self.count).collect();
        given.sort();
        for (name, value) in given {
            let _ = write!(filters, "\n{name}={value}");
        }
        if let Some(user_id) = &request.caller.user_id {
            let _ = write!(filters, "\n@{user_id}");
        }
        filters
    }

    /// The cursor that a request brings.
    pub(super) fn opened(&self, request: &Request<'_>, filters: &str) -> Result<Option<Cursor>, Refusal> {
        let given = request.query(&self.cursor);
        given.map(|text| request.service.seal.open(text, filters, request.now)).transpose()
    }

    /// The answer of a page: items as they were written, and the cursor of the next one.
    pub(super) fn page(&self, request: &Request<'_>, mut items: Vec<u8>, next: Option<&str>) -> Answer {
        let mut body = format!("{{\"{}\":[", self.items).into_bytes();
        body.append(&mut items);
        let (within, name) = &self.next;
        let next = next.map_or_else(String::new, |next| format!("\"{name}\":\"{next}\""));
        body.extend_from_slice(format!("],\"{within}\":{{{next}}}}}").as_bytes());
        Answer::json(request, body)
    }
}

/// GET /contacts
pub(super) fn contacts(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    list(state, request, request.caller.user_id.as_deref())
}

/// GET /users/{userId}/contacts
pub(super) fn user_contacts(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let user_id = member(state, request)?;
    if request.caller.user_id.as_ref().is_some_and(|caller| *caller != user_id) {
        return Err(Refusal::forbidden("a member's token reads the contacts of that member only"));
    }
    list(state, request, Some(&user_id))
}

/// The contacts that a member can access, or all.
fn list(state: &State, request: &Request<'_>, user_id: Option<&str>) -> Result<Answer, Refusal> {
    let Some(paging) = &request.operation.paging else { return Ok(Answer::empty(request)) };
    let period = paging.window.as_ref().map(|window| window.period(request)).transpose()?.flatten();
    let (key, is_descending) = order(request, period.as_ref());
    let filters = paging.filters(request);
    let cursor = paging.opened(request, &filters)?;
    let after =
        cursor.as_ref().map(|it| Position { moment: it.moment, name: it.name.as_str().into(), sequence: it.sequence });
    let reached = cursor.as_ref().map_or(0, |cursor| cursor.reached);
    let left = usize::try_from(paging.cap.saturating_sub(reached)).unwrap_or(usize::MAX);
    let count = paging.count(request).min(left);

    let seconds = match &period {
        Some((of, seconds)) if *of == key => seconds.clone(),
        _ => i64::MIN..i64::MAX,
    };
    let is_in_period = |contact: &Contact| match &period {
        Some((Key::Modified, seconds)) => seconds.contains(&contact.modified),
        Some((_, seconds)) => seconds.contains(&contact.created),
        None => true,
    };
    let wanted = Wanted::of(request);
    let mut found = state.contacts.sorted(key, is_descending, seconds, after.as_ref()).filter(|contact| {
        is_in_period(contact)
            && user_id.is_none_or(|user_id| can_access(&state.directory, contact, user_id))
            && wanted.holds(contact)
    });
    let (mut items, mut last, mut written) = (Vec::new(), None, 0);
    for contact in found.by_ref().take(count) {
        if written > 0 {
            items.push(b',');
        }
        items.extend_from_slice(&shown(request, contact, false));
        last = Some(contact);
        written += 1;
    }
    let is_more = count < left && found.next().is_some();
    let next = last.filter(|_| is_more).map(|contact| {
        let Position { moment, name, sequence } = contact.position(key);
        let cursor =
            Cursor { made: request.now, reached: reached + written, moment, sequence, name: name.as_ref().to_owned() };
        request.service.seal.close(&cursor, &filters)
    });
    Ok(paging.page(request, items, next.as_deref()))
}

impl Window {
    /// The period that a request asks for, in seconds of UNIX time, and the date that it is about.
    fn period(&self, request: &Request<'_>) -> Result<Option<(Key, Range<i64>)>, Refusal> {
        let bound = |name: &str| {
            let none = || Refusal::invalid(&format!("/query/{name}"), "is no moment");
            request.query(name).map(|text| moment::millis(text).ok_or_else(none)).transpose()
        };
        let (start, end) = (bound(&self.start)?, bound(&self.end)?);
        if start.is_none() && end.is_none() {
            return Ok(None);
        }
        let Some(kind) = request.query(&self.kind) else {
            let pointer = format!("/query/{}", self.kind);
            return Err(Refusal::missing(&pointer, request.operation.constraint("list-date-type-with-bounds")));
        };
        let (start, end) = match (start, end) {
            (Some(start), None) => (start, start.saturating_add(self.max_millis)),
            (None, Some(end)) => (end.saturating_sub(self.max_millis), end),
            (start, end) => (start.unwrap_or_default(), end.unwrap_or_default()),
        };
        let pointer = format!("/query/{}", self.end);
        if end < start {
            return Err(Refusal::invalid(&pointer, "lies before the start of the period"));
        }
        if end - start > self.max_millis {
            return Err(Refusal::invalid(&pointer, request.operation.constraint("list-window-seven-days")));
        }
        let key = if kind == MODIFIED { Key::Modified } else { Key::Created };
        // Both bounds are included; what is stored has no fraction of a second.
        Ok(Some((key, start.saturating_add(999).div_euclid(1000)..end.div_euclid(1000) + 1)))
    }
}

/// The value of `searchDateType` that means the time of the last change; any other means that of creation.
const MODIFIED: &str = "MODIFIED_TIME";

/// What a list is sorted by, and whether downwards.
fn order(request: &Request<'_>, period: Option<&(Key, Range<i64>)>) -> (Key, bool) {
    let (key, direction) = match request.query("orderBy") {
        Some(order) => order.split_once(' ').unwrap_or((order, "asc")),
        None => return (period.map_or(Key::Created, |(key, _)| *key), false),
    };
    let key = match key {
        "name" => Key::Name,
        "modifiedTime" => Key::Modified,
        _ => Key::Created,
    };
    (key, direction == "desc")
}

/// What a contact must be or have to be listed.
struct Wanted<'r> {
    is_for_members: Option<bool>,
    is_external: bool,
    tag: Option<&'r str>,
    /// In lower case.
    email: Option<String>,
    /// Its digits.
    telephone: Option<String>,
}

impl<'r> Wanted<'r> {
    fn of(request: &'r Request<'_>) -> Self {
        Self {
            is_for_members: request.query("accessibleRange").map(|range| range == "MEMBER"),
            is_external: request.query("searchFilterType") == Some("LINKED_EXTERNAL_USER"),
            tag: request.query("contactTagId"),
            email: request.query("email").map(str::to_lowercase),
            telephone: request.query("telephone").map(digits),
        }
    }

    fn holds(&self, contact: &Contact) -> bool {
        let is_kind = self.is_for_members.is_none_or(|wanted| contact.access.members.is_some() == wanted)
            && (!self.is_external || contact.is_external);
        is_kind
            && self.tag.is_none_or(|tag| items(contact, "contactTagIds").iter().any(|id| id.as_str() == Some(tag)))
            && self.email.as_ref().is_none_or(|email| {
                let emails = items(contact, "emails");
                emails.iter().filter_map(|it| text(it, "email")).any(|it| it.to_lowercase().contains(email))
            })
            && self.telephone.as_deref().is_none_or(|wanted| {
                let telephones = items(contact, "telephones");
                !wanted.is_empty()
                    && telephones.iter().filter_map(|it| text(it, "telephone")).any(|it| digits(it).contains(wanted))
            })
    }
}

/// The items of a list that a contact has; only this part of the contact is read, for many may have to be.
fn items<'c>(contact: &'c Contact, name: &str) -> Vec<Value<'c>> {
    let json = std::str::from_utf8(&contact.json).ok().and_then(|json| shape::member(json, name));
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

fn text<'v>(item: &'v Value<'_>, name: &str) -> Option<&'v str> {
    item.as_object()?.get(name)?.as_str()
}

/// The digits of a telephone number: the rest is a matter of how it is written.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, operations};

    use super::*;

    #[test]
    fn every_documented_parameter_of_a_list_of_contacts_is_heeded() {
        let document = Document::contacts();
        let heeded = ["accessibleRange", "contactTagId", "email", "telephone", "searchFilterType", "orderBy"];
        for operation in operations(&document) {
            let Some(paging) = Paging::of(&operation).filter(|paging| paging.items == "contacts") else { continue };
            let window = paging.window.as_ref();
            for parameter in operation.parameters_in(Location::Query) {
                let of_window = window.map(|it| [&it.kind, &it.start, &it.end]).into_iter().flatten();
                let of_others: Vec<_> = [&paging.cursor, &paging.count].into_iter().chain(of_window).collect();
                let is_heeded =
                    heeded.contains(&parameter.name) || of_others.iter().any(|name| *name == parameter.name);
                assert!(is_heeded, "{} {}", operation.id, parameter.name);
            }
        }
    }

    #[test]
    fn every_documented_order_is_known() {
        let document = Document::contacts();
        let orders = document.pointer("/components/schemas/ContactOrderBy/enum").expect("it is there");
        for order in orders.as_array().expect("it is a list").iter().filter_map(|it| it.as_str()) {
            let (key, direction) = order.split_once(' ').unwrap_or((order, "asc"));
            assert!(["name", "createdTime", "modifiedTime"].contains(&key), "{order}");
            assert!(["asc", "desc"].contains(&direction), "{order}");
        }
    }
}
