//! Contacts, one at a time.
//!
//! What no page decides, and how it is here:
//!
//! - DELETE moves a contact to the trash, where no other operation finds it; force delete removes it for good, from the
//!   trash too, for whoever might have changed it. External message contacts can be deleted.
//! - A nickname that PUT leaves out is left as it is where it cannot be changed.
//! - Whoever creates a contact and names no master is its master; PUT without one takes it away.
//! - Null in PATCH is refused where it would leave what no answer can carry.
//! - PATCH is held to the rules of a whole contact only where [assumptions are enforced](crate::Assumptions::Enforce);
//!   otherwise it may leave one without a name, an address or accessible members.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use contacts_openapi::Severity;
use serde_json::value::RawValue;
use serde_json_borrow::Value;

use super::access::{editable, may_purge, seen};
use super::values;
use crate::moment;
use crate::record::{Kind, Record};
use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::service::Service;
use crate::shape::{Written, member, quoted};
use crate::state::State;
use crate::state::contacts::{Access, Contact};

/// POST /contacts
pub(super) fn create(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let id = state.identify(&request.service.looks.contact);
    let moment = quoted(&request.service.writing.text(request.now));
    let id_json = quoted(&id);
    let set = [("contactId", &*id_json), ("createdTime", &*moment), ("modifiedTime", &*moment)];
    let owner = request.caller.user_id.as_ref().map(|user_id| {
        let permission = vec![("masterUserId", Value::Str(Cow::Borrowed(user_id)))];
        Value::Object(vec![("permission", Value::Object(permission.into()))].into())
    });
    let written = request.service.contact_shape.write(&set, request.json(), owner.as_ref())?;
    values::check(state, request, &written)?;
    let sequence = state.contacts.next_sequence();
    let (created, modified) = (request.now, request.now);
    let known = Known { id: id.into(), sequence, created, modified, is_external: false };
    Ok(keep(state, request, known.contact(request.service, written)))
}

/// GET /contacts/{contactId}
pub(super) fn get(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(request, shown(request, seen(state, request)?, true)))
}

/// PUT /contacts/{contactId}
pub(super) fn update(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let old = editable(state, request)?.clone();
    if !old.is_external {
        has_address(request, request.body())?;
    }
    replace(state, request, &old, false)
}

/// PATCH /contacts/{contactId}
pub(super) fn patch(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let old = editable(state, request)?.clone();
    replace(state, request, &old, true)
}

/// DELETE /contacts/{contactId}
pub(super) fn delete(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let id = Arc::clone(&editable(state, request)?.id);
    let record = state.contacts.trash(&id).map(|contact| line(contact, true));
    state.note(Kind::Contact, &id, || record);
    Ok(Answer::empty(request))
}

/// DELETE /contacts/{contactId}/forcedelete
pub(super) fn force_delete(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    match state.contacts.trashed(request.subject()) {
        Some(trashed) => may_purge(state, trashed, request.caller)?,
        None => drop(editable(state, request)?),
    }
    state.contacts.remove(request.subject());
    state.note(Kind::Contact, request.subject(), || None);
    if state.photos.remove(request.subject()).is_some() {
        state.note(Kind::Photo, request.subject(), || None);
    }
    Ok(Answer::empty(request))
}

/// Puts a new version in the place of a contact: `is_partial` says whether what is not given stays as it is.
fn replace(state: &mut State, request: &Request<'_>, old: &Contact, is_partial: bool) -> Result<Answer, Refusal> {
    let stored = parse(&old.json)?;
    let member = |name: &str| stored.as_object().and_then(|it| it.get(name));
    let nickname = member("contactName").and_then(|it| it.as_object()?.get("nickName"));
    let given = request.member(&["contactName"]).and_then(|it| it.as_object()?.get("nickName"));
    if old.is_external && given.is_some_and(|given| Some(given) != nickname) {
        return Err(request.constraint("/contactName/nickName", "external-nickname-fixed"));
    }
    let fixed = old.is_external.then(|| {
        let name = vec![("nickName", nickname.cloned().unwrap_or(Value::Null))];
        Value::Object(vec![("contactName", Value::Object(name.into()))].into())
    });
    let base = if is_partial { Some(&stored) } else { fixed.as_ref() };
    let (id, moment) = (quoted(&old.id), quoted(&request.service.writing.text(request.now)));
    let text = |name: &str| member(name).map_or_else(|| "null".to_owned(), ToString::to_string);
    let (mut external, created) = (text("linkedExternalUser"), text("createdTime"));
    let master = request.text(&["permission", "masterUserId"]);
    if let Some(master) = master.filter(|_| old.is_external && master != old.access.master.as_deref()) {
        external = befriended(external, master);
    }
    let set = [
        ("contactId", &*id),
        ("createdTime", &*created),
        ("modifiedTime", &*moment),
        ("linkedExternalUser", &*external),
    ];
    let written = request.service.contact_shape.write(&set, request.json(), base)?;
    values::check(state, request, &written)?;
    if is_partial {
        is_answerable(request, written.json.as_bytes())?;
        is_whole(request, old, written.json.as_bytes())?;
    }
    let known = Known {
        id: Arc::clone(&old.id),
        sequence: old.sequence,
        created: old.created,
        modified: request.now,
        is_external: old.is_external,
    };
    Ok(keep(state, request, known.contact(request.service, written)))
}

/// An external person to whose acquaintances a new master was added, as the overview says.
fn befriended(external: String, master: &str) -> String {
    let Ok(mut person) = serde_json::from_str::<serde_json::Value>(&external) else { return external };
    let buddies = person.as_object_mut().map(|it| it.entry("buddyUserIds").or_insert_with(|| serde_json::json!([])));
    if let Some(buddies) = buddies.and_then(serde_json::Value::as_array_mut)
        && buddies.iter().all(|buddy| buddy.as_str() != Some(master))
    {
        buddies.push(master.into());
    }
    person.to_string()
}

/// Whether a contact that is none of an external person has an e-mail address or a telephone number. That an empty list
/// counts as none is assumed.
fn has_address(request: &Request<'_>, contact: Option<&Value<'_>>) -> Result<(), Refusal> {
    let counts_empty = !request.service.enforces_assumptions();
    let has = |name: &str| {
        let addresses = contact.and_then(|contact| contact.as_object()?.get(name)?.as_array());
        addresses.is_some_and(|addresses| counts_empty || !addresses.is_empty())
    };
    if has("emails") || has("telephones") {
        return Ok(());
    }
    let whole = request.service.operation(WHOLE).unwrap_or(request.operation);
    Err(Refusal::invalid("the body", whole.constraint("contact-email-or-telephone")))
}

/// The operation whose request is a whole contact.
const WHOLE: &str = "updateContact";

/// Whether answers can carry a contact that was changed in part. What null does is left open by the document, for each
/// member alike; it cannot take away what a contact always has.
fn is_answerable(request: &Request<'_>, json: &[u8]) -> Result<(), Refusal> {
    if !request.json().contains("null") {
        return Ok(());
    }
    let Some(schema) = request.service.answer_schema(request.operation, request.operation.success.as_u16()) else {
        return Ok(());
    };
    let mut findings = schema.findings(json, &request.service.today(request.now).options);
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.is_empty() { Ok(()) } else { Err(Refusal::findings(findings.iter().collect())) }
}

/// Whether a contact that was changed in part is one that PUT would take, where that matters.
fn is_whole(request: &Request<'_>, old: &Contact, json: &[u8]) -> Result<(), Refusal> {
    let service = request.service;
    if !service.enforces_assumptions() {
        return Ok(());
    }
    if let Some(schema) = service.operation(WHOLE).and_then(|operation| operation.request.as_ref()) {
        let mut findings = schema.findings(json, &service.today(request.now).options);
        findings.retain(|finding| service.refuses(finding));
        if !findings.is_empty() {
            return Err(Refusal::findings(findings.iter().collect()));
        }
    }
    if old.is_external { Ok(()) } else { has_address(request, Some(&parse(json)?)) }
}

/// The contact that the value of a record holds.
pub(crate) fn read(service: &Service, json: &str, sequence: u64) -> Result<Contact, String> {
    let value: Value<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let member = |name: &str| value.as_object().and_then(|it| it.get(name));
    let id = member("contactId").and_then(Value::as_str).ok_or("a contact needs a `contactId`")?;
    let moment = |name: &str| {
        let text = member(name).and_then(Value::as_str);
        let seconds = text.and_then(moment::millis).map(|millis| millis.div_euclid(1000));
        seconds.ok_or_else(|| format!("a contact needs a `{name}`, as RFC 3339 writes moments"))
    };
    if let Some(name) = ["permission", "contactName"].iter().find(|name| member(name).is_none_or(Value::is_null)) {
        return Err(format!("a contact needs a `{name}`"));
    }
    let (created, modified) = (moment("createdTime")?, moment("modifiedTime")?);
    let set = ["contactId", "createdTime", "modifiedTime", "linkedExternalUser"];
    let set = set.map(|name| (name, member(name).map_or_else(|| "null".to_owned(), ToString::to_string)));
    let set = set.each_ref().map(|(name, json)| (*name, &**json));
    let written = service.contact_shape.write(&set, json, None).map_err(|fault| fault.what.to_owned())?;
    let is_external = member("linkedExternalUser").is_some_and(|it| !it.is_null());
    Ok(Known { id: id.into(), sequence, created, modified, is_external }.contact(service, written))
}

/// The record of a contact.
pub(crate) fn line(contact: &Contact, is_trashed: bool) -> Vec<u8> {
    let json = std::str::from_utf8(&contact.json).ok().and_then(|json| serde_json::from_str::<&RawValue>(json).ok());
    let record =
        json.map(|value| Record { kind: Kind::Contact, sequence: Some(contact.sequence), trashed: is_trashed, value });
    record.map_or_else(Vec::new, |record| record.line())
}

/// A contact as an answer carries it: what only the operation that reads one shows is null elsewhere, and what is
/// answered differently from a later day on is as it is today.
pub(super) fn shown(request: &Request<'_>, contact: &Contact, is_alone: bool) -> Bytes {
    let service = request.service;
    let today = service.today(request.now);
    if today.is_contact_current {
        return masked(&contact.json, &contact.hidden, is_alone);
    }
    let stored = std::str::from_utf8(&contact.json).unwrap_or_default();
    let written = service.contact_shape.write_on(&today.day, stored);
    written.map_or_else(|_| contact.json.clone(), |it| masked(&it.json.into(), &it.hidden, is_alone))
}

fn masked(json: &Bytes, hidden: &[std::ops::Range<u32>], is_alone: bool) -> Bytes {
    if is_alone || hidden.is_empty() {
        return json.clone();
    }
    let (mut shown, mut at) = (Vec::with_capacity(json.len()), 0);
    for range in hidden {
        let (start, end) = (range.start as usize, range.end as usize);
        shown.extend_from_slice(&json[at..start]);
        shown.extend_from_slice(b"null");
        at = end;
    }
    shown.extend_from_slice(&json[at..]);
    shown.into()
}

/// What is known of a contact beside its JSON.
struct Known {
    id: Arc<str>,
    sequence: u64,
    created: i64,
    modified: i64,
    is_external: bool,
}

impl Known {
    /// The contact that was written.
    fn contact(self, service: &Service, written: Written) -> Contact {
        let Self { id, sequence, created, modified, is_external } = self;
        let part = |name: &str| written.member(&service.contact_shape, name).unwrap_or("{}");
        let name = ["lastName", "firstName"].map(|name| text(part("contactName"), name));
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ").into();
        let access = access(part("permission"));
        // What there are many of takes no more room than it needs.
        let (json, hidden) = (written.json.into_boxed_str().into_boxed_bytes().into(), written.hidden.into());
        Contact { id, sequence, json, hidden, created, modified, name, access, is_external }
    }
}

/// A text of an object that is JSON.
fn text(object: &str, name: &str) -> Option<String> {
    serde_json::from_str(member(object, name)?).ok()
}

fn access(permission: &str) -> Access {
    let is_for_members = text(permission, "accessibleRange").as_deref() == Some("MEMBER");
    let members = || {
        let members: Vec<Value<'_>> = serde_json::from_str(member(permission, "accessibleMembers")?).ok()?;
        Some(members.iter().filter_map(|it| Some(it.as_object()?.get("id")?.as_str()?.into())).collect())
    };
    Access {
        master: text(permission, "masterUserId").map(Into::into),
        is_co_editing: member(permission, "isCoEditing") != Some("false"),
        members: is_for_members.then(members).map(Option::unwrap_or_default),
    }
}

/// Keeps a contact, and answers it.
fn keep(state: &mut State, request: &Request<'_>, contact: Contact) -> Answer {
    state.note(Kind::Contact, &Arc::clone(&contact.id), || Some(line(&contact, false)));
    let answer = Answer::json(request, shown(request, &contact, false));
    state.contacts.insert(contact);
    answer
}

/// A contact's JSON, to read; it is our own.
pub(super) fn parse(json: &[u8]) -> Result<Value<'_>, Refusal> {
    serde_json::from_slice(json).map_err(|_| {
        Refusal::other(http::StatusCode::INTERNAL_SERVER_ERROR, "the sandbox cannot read what it has stored")
    })
}
