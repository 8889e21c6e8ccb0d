//! Tags: those of the company, which every member sees, and those of users, which only their creators see.
//!
//! What no page decides, and how it is here: a service account sees every tag and may change it; who may not create
//! company tags may not change or delete them either; a name occurs once among the company's tags and once among those
//! of a user, which creating a tag answers with 409 as changing one does; upper and lower case tell names apart, and
//! names are sorted by their code points; null takes no name away; a tag that is deleted is taken from all contacts at
//! once, which does not count as a change of theirs.

use bytes::Bytes;
use serde_json_borrow::Value;

use super::access::member;
use super::cursor::Cursor;
use super::withdrawal::{Reference, withdraw};
use crate::record::Kind;
use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::service::Service;
use crate::shape::quoted;
use crate::state::tags::{Place, Tag, Tags};
use crate::state::{State, line};

/// The types of tags, as the document spells them.
const COMPANY: &str = "COMPANY";
const USER: &str = "USER";

/// POST /contact-tags
pub(super) fn create(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    if !may_keep_company_tags(request) {
        return Err(Refusal::forbidden(request.operation.constraint("company-tag-right")));
    }
    add(state, request, None)
}

/// POST /users/{userId}/contact-tags
pub(super) fn create_user(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let user_id = own_member(state, request)?;
    add(state, request, Some(&user_id))
}

/// GET /contact-tags
pub(super) fn list(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    page(state, request, request.caller.user_id.as_deref())
}

/// GET /users/{userId}/contact-tags
pub(super) fn list_user(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let user_id = own_member(state, request)?;
    page(state, request, Some(&user_id))
}

/// GET /contact-tags/{contactTagId}
pub(super) fn get(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(request, seen(state, request)?.json.clone()))
}

/// PUT /contact-tags/{contactTagId}
pub(super) fn update(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    // The name is all that can be replaced, and PUT cannot leave it out.
    patch(state, request)
}

/// PATCH /contact-tags/{contactTagId}
pub(super) fn patch(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let tag = editable(state, request)?;
    let given = request.body().and_then(|body| body.as_object()?.get("contactTagName"));
    let Some(name) = given else { return Ok(Answer::json(request, tag.json.clone())) };
    let message = "a tag has a name; leave the member out to keep it";
    let name = name.as_str().ok_or_else(|| Refusal::invalid("/contactTagName", message))?;
    is_free(&state.tags, name, tag.user_id.as_deref(), Some(&tag.id))?;
    let tag = written(request.service, &tag.id, name, tag.user_id.as_deref(), request.json())?;
    let answer = Answer::json(request, tag.json.clone());
    keep(state, tag);
    Ok(answer)
}

/// DELETE /contact-tags/{contactTagId}
pub(super) fn delete(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let id = editable(state, request)?.id.clone();
    state.tags.remove(&id);
    state.note(Kind::ContactTag, &id, || None);
    withdraw(state, request.service, Reference::Tag(&id));
    Ok(Answer::empty(request))
}

/// Adds a tag that a record holds.
pub(crate) fn load(service: &Service, state: &mut State, value: &str) -> Result<(), String> {
    let json = value;
    let value: Value<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let text = |name: &str| value.as_object().and_then(|it| it.get(name)?.as_str());
    let id = text("contactTagId").ok_or("a tag needs a `contactTagId`")?;
    let name = text("contactTagName").ok_or("a tag needs a `contactTagName`")?;
    let user_id = match text("type") {
        Some(COMPANY) => None,
        Some(USER) => Some(text("userId").ok_or("a tag of a user needs a `userId`")?),
        None => text("userId"),
        Some(_) => return Err(format!("the `type` of a tag is {COMPANY} or {USER}")),
    };
    is_free(&state.tags, name, user_id, Some(id)).map_err(|refusal| refusal.description)?;
    keep(state, written(service, id, name, user_id, json).map_err(|refusal| refusal.description)?);
    Ok(())
}

/// Whether a caller sees a tag: a member, or a service account, which has no user id.
pub(super) fn is_seen(tag: &Tag, user_id: Option<&str>) -> bool {
    user_id.is_none() || tag.user_id.is_none() || tag.user_id.as_deref() == user_id
}

fn add(state: &mut State, request: &Request<'_>, user_id: Option<&str>) -> Result<Answer, Refusal> {
    let name = request.text(&["contactTagName"]).unwrap_or_default();
    is_free(&state.tags, name, user_id, None)?;
    let id = state.identify(&request.service.looks.tag);
    let tag = written(request.service, &id, name, user_id, request.json())?;
    let answer = Answer::json(request, tag.json.clone());
    keep(state, tag);
    Ok(answer)
}

/// The tags that a member sees, or all: one page of them.
fn page(state: &State, request: &Request<'_>, user_id: Option<&str>) -> Result<Answer, Refusal> {
    let Some(paging) = &request.operation.paging else { return Ok(Answer::empty(request)) };
    let filters = paging.filters(request);
    let after = paging.opened(request, &filters)?.and_then(|cursor| opened(&cursor.name));
    let is_descending = request.query("orderBy").is_some_and(|order| order.ends_with(" desc"));
    let is_of_users = request.query("type").map(|kind| kind == USER);
    let mut found = state
        .tags
        .sorted(is_descending, after)
        .filter(|tag| is_of_users.is_none_or(|wanted| tag.user_id.is_some() == wanted) && is_seen(tag, user_id));
    let (mut items, mut last) = (Vec::new(), None);
    for tag in found.by_ref().take(paging.count(request)) {
        if last.is_some() {
            items.push(b',');
        }
        items.extend_from_slice(&tag.json);
        last = Some(tag);
    }
    let next = last.filter(|_| found.next().is_some()).map(|tag| {
        let cursor = Cursor { made: request.now, reached: 0, moment: 0, sequence: 0, name: closed(tag) };
        request.service.seal.close(&cursor, &filters)
    });
    Ok(paging.page(request, items, next.as_deref()))
}

/// The place of a tag, as a cursor holds it.
fn closed(tag: &Tag) -> String {
    // Writing into memory does not fail.
    serde_json::to_string(&(&*tag.name, tag.user_id.as_deref(), &*tag.id)).unwrap_or_default()
}

/// The place that a cursor holds.
fn opened(text: &str) -> Option<Place> {
    let (name, user_id, id): (String, Option<String>, String) = serde_json::from_str(text).ok()?;
    Some(Place { name: name.into(), user_id: user_id.map(Into::into), id: id.into() })
}

/// The member that the path of a request names: for a member's token, its own.
fn own_member(state: &State, request: &Request<'_>) -> Result<String, Refusal> {
    let user_id = member(state, request)?;
    if request.caller.user_id.as_ref().is_some_and(|caller| *caller != user_id) {
        return Err(Refusal::forbidden("a member's token is for the tags of that member only"));
    }
    Ok(user_id)
}

/// The tag that a request is about, if there is one and the caller sees it.
fn seen<'s>(state: &'s State, request: &Request<'_>) -> Result<&'s Tag, Refusal> {
    let tag = state.tags.get(request.subject()).ok_or_else(|| Refusal::not_found("there is no such tag"))?;
    if is_seen(tag, request.caller.user_id.as_deref()) {
        return Ok(tag);
    }
    Err(Refusal::forbidden("the tag is that of another member"))
}

/// The tag that a request is about, if there is one and the caller may change it.
fn editable<'s>(state: &'s State, request: &Request<'_>) -> Result<&'s Tag, Refusal> {
    let tag = seen(state, request)?;
    if tag.user_id.is_none() && !may_keep_company_tags(request) {
        return Err(Refusal::forbidden("the domain lets no member change or delete company tags"));
    }
    Ok(tag)
}

fn may_keep_company_tags(request: &Request<'_>) -> bool {
    request.caller.user_id.is_none() || request.service.settings.company_tags_by_members
}

/// Whether a name can be given among the company's tags, or among those of a user, to a tag that may have it already.
fn is_free(tags: &Tags, name: &str, user_id: Option<&str>, id: Option<&str>) -> Result<(), Refusal> {
    match tags.named(name, user_id) {
        Some(other) if Some(&*other.id) != id => {
            Err(Refusal::already_exist("/contactTagName", format!("is the name of the tag {}", other.id)))
        }
        _ => Ok(()),
    }
}

/// A tag with its JSON, of what was given.
fn written(service: &Service, id: &str, name: &str, user_id: Option<&str>, given: &str) -> Result<Tag, Refusal> {
    let (id_json, user_json) = (quoted(id), user_id.map(quoted));
    let kind = quoted(if user_id.is_some() { USER } else { COMPANY });
    let mut set = vec![("contactTagId", &*id_json), ("type", &*kind)];
    set.extend(user_json.as_deref().map(|user_id| ("userId", user_id)));
    let json = Bytes::from(service.tag_shape.write(&set, given, None)?.json);
    Ok(Tag { id: id.into(), name: name.into(), user_id: user_id.map(Into::into), json })
}

fn keep(state: &mut State, tag: Tag) {
    state.note(Kind::ContactTag, &tag.id, || Some(record(&tag)));
    state.tags.insert(tag);
}

/// The record of a tag.
pub(crate) fn record(tag: &Tag) -> Vec<u8> {
    line(Kind::ContactTag, String::from_utf8_lossy(&tag.json).into_owned())
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, operations};
    use serde_json::json;

    use super::*;
    use crate::Sandbox;

    #[test]
    fn tags_are_loaded_as_answers_carry_them_unless_no_domain_could_have_them() {
        let service = Service::new(Sandbox::builder().into_settings()).expect("it can be");
        let mut state = State::new(0, true);
        let mut load = |tag: serde_json::Value| load(&service, &mut state, &tag.to_string());
        let loaded = [
            json!({"contactTagName": "Partner", "contactTagId": "company", "type": "COMPANY"}),
            json!({"contactTagName": "Partner", "contactTagId": "own", "type": "USER", "userId": "one"}),
        ];
        for tag in &loaded {
            assert_eq!(load(tag.clone()), Ok(()));
            assert_eq!(load(tag.clone()), Ok(()), "it takes its own place");
        }
        for wrong in [
            json!({"contactTagName": "New"}),
            json!({"contactTagId": "new", "contactTagName": 5}),
            json!({"contactTagId": "new", "contactTagName": "Partner"}),
            json!({"contactTagId": "new", "contactTagName": "New", "type": "USER"}),
            json!({"contactTagId": "new", "contactTagName": "New", "type": "TEAM"}),
            json!("new"),
        ] {
            assert!(load(wrong.clone()).is_err(), "{wrong}");
        }
        let kept: Vec<String> = state.tags.iter().map(|tag| String::from_utf8_lossy(&tag.json).into_owned()).collect();
        assert_eq!(kept, loaded.map(|tag| tag.to_string()));
        let changes = state.take_changes();
        assert_eq!(changes.len(), 4);
        let line = changes.last().and_then(|change| change.line.clone()).expect("it has one");
        assert_eq!(String::from_utf8_lossy(&line), format!("{{\"kind\":\"contactTag\",\"value\":{}}}", kept[1]));
    }

    #[test]
    fn types_and_orders_of_tags_are_those_of_the_document() {
        let document = Document::contacts();
        let values = |schema: &str| document.pointer(&format!("/components/schemas/{schema}/enum")).cloned();
        assert_eq!(values("ContactTagType"), Some(json!([COMPANY, USER])));
        assert_eq!(values("ContactTagOrderBy"), Some(json!(["name", "name asc", "name desc"])));
    }

    #[test]
    fn every_documented_parameter_of_a_list_of_tags_is_heeded() {
        for operation in operations(&Document::contacts()) {
            let Some(paging) = crate::operations::Paging::of(&operation).filter(|it| it.items == "contactTags") else {
                continue;
            };
            for parameter in operation.parameters_in(contacts_openapi::Location::Query) {
                let heeded = ["type", "orderBy", &paging.cursor, &paging.count];
                assert!(heeded.contains(&parameter.name), "{} {}", operation.id, parameter.name);
            }
        }
    }
}
