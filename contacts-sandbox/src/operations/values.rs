//! What a contact refers to must be there: tags, members, and definitions of custom properties that its values fit.
//!
//! What no page decides, and how it is here: what a contact has already may stay, so that what was read can be written
//! back, and a change is not refused for what it leaves alone; a tag must exist and be seen by the caller; where members
//! were loaded, the master of a contact and the members who can access it must be among them, by their user ids; the ids
//! of organizations and groups are not looked at; nobody is named twice, what is ignored left out; null under any name
//! says that there is no value. Whatever creates or changes a contact is held to this, though the document states it of
//! some operations only.

use std::collections::HashMap;

use serde_json_borrow::Value;

use super::contacts::parse;
use super::tags::is_seen;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::shape::Written;
use crate::state::State;
use crate::state::directory::Directory;

/// The type of an accessible member that is a member of the domain, as the document spells it.
const USER: &str = "USER";

/// Whether what a contact refers to is there, as a request makes it.
pub(super) fn check(state: &State, request: &Request<'_>, contact: &Written) -> Result<(), Refusal> {
    let shape = &request.service.contact_shape;
    let member = |name: &str| contact.member(shape, name).map_or(Ok(Value::Null), |json| parse(json.as_bytes()));
    if let Value::Array(ids) = member("contactTagIds")? {
        tags(state, request, &ids)?;
    }
    if let Value::Object(values) = member("customProperties")? {
        for (name, value) in values.iter().filter(|(_, value)| !value.is_null()) {
            let checked = request.service.custom_values.check(state, name, value);
            checked.or_else(|refusal| unless_kept(refusal, state, request, &["customProperties", name], value))?;
        }
    }
    let Some(permission) = contact.member(shape, "permission") else { return Ok(()) };
    // Most contacts name no members or one, and need no tree.
    let are_several = permission.matches('{').nth(2).is_some();
    if state.directory.is_open() && !are_several {
        return Ok(());
    }
    let permission = parse(permission.as_bytes())?;
    are_distinct(named(&permission))?;
    if state.directory.is_open() {
        return Ok(());
    }
    let checked = members(&state.directory, &permission);
    checked.or_else(|refusal| unless_kept(refusal, state, request, &["permission"], &permission))
}

/// The members, organizations and groups that a permission names.
fn named<'v>(permission: &'v Value<'v>) -> &'v [Value<'v>] {
    permission.as_object().and_then(|it| it.get("accessibleMembers")?.as_array()).unwrap_or_default()
}

/// Whether those who are named are still distinct where what the document does not have is left out.
fn are_distinct(named: &[Value<'_>]) -> Result<(), Refusal> {
    let mut known = HashMap::with_capacity(named.len());
    for (second, member) in named.iter().enumerate() {
        let text = |name: &str| member.as_object().and_then(|it| it.get(name)?.as_str());
        if let Some(first) = known.insert((text("type"), text("id")), second) {
            let message = format!("the items {first} and {second} are equal but for what is ignored");
            return Err(Refusal::invalid("/permission/accessibleMembers", message));
        }
    }
    Ok(())
}

/// A refusal of a value, unless the contact has it already: it may have been loaded, and is nothing that is changed.
fn unless_kept(
    refusal: Refusal,
    state: &State,
    request: &Request<'_>,
    names: &[&str],
    value: &Value<'_>,
) -> Result<(), Refusal> {
    let old = state.contacts.get(request.subject());
    let old: Option<serde_json::Value> = old.and_then(|contact| serde_json::from_slice(&contact.json).ok());
    let old = old.as_ref().and_then(|old| names.iter().try_fold(old, |at, name| at.get(name)));
    let new: Option<serde_json::Value> = serde_json::from_str(&value.to_string()).ok();
    if old.is_some() && old == new.as_ref() { Ok(()) } else { Err(refusal) }
}

fn tags(state: &State, request: &Request<'_>, ids: &[Value<'_>]) -> Result<(), Refusal> {
    let user_id = request.caller.user_id.as_deref();
    for (index, id) in ids.iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        let is_there = state.tags.get(id).is_some_and(|tag| is_seen(tag, user_id));
        if !is_there && !carries(state, request, id) {
            return Err(Refusal::invalid(
                &format!("/contactTagIds/{index}"),
                "there is no such tag that the caller sees",
            ));
        }
    }
    Ok(())
}

/// Whether the contact that a request is about has a tag already; a new one has none.
fn carries(state: &State, request: &Request<'_>, id: &str) -> bool {
    let contact = state.contacts.get(request.subject()).and_then(|contact| parse(&contact.json).ok());
    contact.is_some_and(|contact| tag_ids(&contact).any(|it| it.as_str() == Some(id)))
}

/// The ids of the tags that a contact carries.
pub(super) fn tag_ids<'v>(contact: &'v Value<'v>) -> impl Iterator<Item = &'v Value<'v>> {
    contact.as_object().and_then(|it| it.get("contactTagIds")?.as_array()).into_iter().flatten()
}

fn members(directory: &Directory, permission: &Value<'_>) -> Result<(), Refusal> {
    let is_there = |id: Option<&str>| id.is_none_or(|id| directory.has(id));
    let refusal = |pointer: &str| Refusal::invalid(pointer, "there is no member with this user id");
    if !is_there(permission.as_object().and_then(|it| it.get("masterUserId")?.as_str())) {
        return Err(refusal("/permission/masterUserId"));
    }
    for (index, member) in named(permission).iter().enumerate() {
        let text = |name: &str| member.as_object().and_then(|it| it.get(name)?.as_str());
        if text("type") == Some(USER) && !is_there(text("id")) {
            return Err(refusal(&format!("/permission/accessibleMembers/{index}/id")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use contacts_openapi::Document;

    use super::*;
    use crate::state::directory::Member;

    fn refused(permission: &str, members_loaded: &[&str]) -> Option<String> {
        let mut directory = Directory::default();
        for user_id in members_loaded {
            let member = format!("{{\"userId\":\"{user_id}\",\"email\":\"{user_id}@example.com\"}}");
            directory.insert(serde_json::from_str::<Member>(&member).expect("it is one"));
        }
        let permission: Value<'_> = serde_json::from_str(permission).expect("it is JSON");
        members(&directory, &permission).err().map(|refusal| refusal.description)
    }

    #[test]
    fn members_that_are_named_must_be_among_those_that_were_loaded() {
        let master = r#"{"masterUserId": "one"}"#;
        assert_eq!(refused(master, &["one"]), None);
        let message = "there is no member with this user id";
        assert_eq!(refused(master, &["other"]), Some(format!("/permission/masterUserId: {message}")));
        assert!(refused(r#"{"masterUserId": "one@example.com"}"#, &["one"]).is_some());
        let named = r#"{"accessibleMembers": [
            {"id": "one", "type": "USER"}, {"id": "a team", "type": "ORGUNIT"}, {"id": "two", "type": "USER"}]}"#;
        assert_eq!(refused(named, &["one", "two"]), None);
        assert_eq!(refused(named, &["one"]), Some(format!("/permission/accessibleMembers/2/id: {message}")));
    }

    #[test]
    fn as_long_as_no_member_was_loaded_any_name_is_that_of_a_member() {
        assert_eq!(
            refused(r#"{"masterUserId": "one", "accessibleMembers": [{"id": "two", "type": "USER"}]}"#, &[]),
            None
        );
        assert_eq!(refused("null", &["one"]), None);
        assert_eq!(refused(r#"{"masterUserId": null, "accessibleMembers": null}"#, &["one"]), None);
    }

    #[test]
    fn the_members_that_are_looked_at_are_those_of_the_document() {
        let document = Document::contacts();
        let has = |schema: &str, name: &str| {
            let schema = document.pointer(&format!("/components/schemas/{schema}")).expect("it is there");
            assert!(document.properties(schema).iter().any(|(known, _)| *known == name), "{schema} {name}");
        };
        for name in ["contactTagIds", "customProperties", "permission", "linkedExternalUser"] {
            has("Contact", name);
        }
        has("Permission", "masterUserId");
        has("Permission", "accessibleMembers");
        has("ContactAccessibleMember", "id");
        let types = document.pointer("/components/schemas/AccessibleMemberType/enum").expect("it is there");
        assert!(types.as_array().expect("it is a list").contains(&USER.into()));
    }
}
