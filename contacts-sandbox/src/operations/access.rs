//! Who may see a contact, and who may change it.
//!
//! A service account has an administrator's rights and may do everything. A member sees the contacts that every member
//! sees, those that name the member or one of the member's organizations and groups, and those that the member owns;
//! and may change what is seen, unless the contact is for its master alone.

use crate::oauth::Caller;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::state::State;
use crate::state::contacts::Contact;
use crate::state::directory::Directory;

/// How a path names the owner of the token.
const ME: &str = "me";

/// Whether a member can access a contact.
pub(super) fn can_access(directory: &Directory, contact: &Contact, user_id: &str) -> bool {
    let Some(members) = &contact.access.members else { return true };
    let is_it = |id: &str| id == user_id || directory.belongs(user_id, id);
    contact.access.master.as_deref() == Some(user_id) || members.iter().any(|id| is_it(id))
}

/// The contact that a request is about, if there is one and the caller sees it.
pub(super) fn seen<'s>(state: &'s State, request: &Request<'_>) -> Result<&'s Contact, Refusal> {
    seen_by(state, request.subject(), request.caller)
}

/// The contact of an id, if there is one and a caller sees it.
pub(crate) fn seen_by<'s>(state: &'s State, id: &str, caller: &Caller) -> Result<&'s Contact, Refusal> {
    let contact = state.contacts.get(id).ok_or_else(|| Refusal::not_found("there is no such contact"))?;
    may_see(&state.directory, contact, caller)?;
    Ok(contact)
}

/// Whether a caller sees a contact.
fn may_see(directory: &Directory, contact: &Contact, caller: &Caller) -> Result<(), Refusal> {
    match &caller.user_id {
        Some(user_id) if !can_access(directory, contact, user_id) => {
            Err(Refusal::forbidden("the contact is not accessible to the member whose token this is"))
        }
        _ => Ok(()),
    }
}

/// The contact that a request is about, if there is one and the caller may change it.
pub(super) fn editable<'s>(state: &'s State, request: &Request<'_>) -> Result<&'s Contact, Refusal> {
    editable_by(state, request.subject(), request.caller)
}

/// The contact of an id, if there is one and a caller may change it.
pub(crate) fn editable_by<'s>(state: &'s State, id: &str, caller: &Caller) -> Result<&'s Contact, Refusal> {
    let contact = seen_by(state, id, caller)?;
    may_edit(contact, caller)?;
    Ok(contact)
}

/// Whether a caller may remove a contact for good that lies in the trash: as before it came there.
pub(super) fn may_purge(state: &State, contact: &Contact, caller: &Caller) -> Result<(), Refusal> {
    may_see(&state.directory, contact, caller)?;
    may_edit(contact, caller)
}

/// Whether a caller who sees a contact may change it.
pub(super) fn may_edit(contact: &Contact, caller: &Caller) -> Result<(), Refusal> {
    let is_master = |user_id: &str| contact.access.master.as_deref() == Some(user_id);
    match &caller.user_id {
        Some(user_id) if !contact.access.is_co_editing && !is_master(user_id) => {
            Err(Refusal::forbidden("only the master of the contact may change it"))
        }
        _ => Ok(()),
    }
}

/// The member that the path of a request names.
pub(super) fn member(state: &State, request: &Request<'_>) -> Result<String, Refusal> {
    let name = request.subject();
    if name == ME {
        let id = "me-needs-user-token";
        return request.caller.user_id.clone().ok_or_else(|| request.constraint("/path/userId", id));
    }
    state.directory.resolve(name).ok_or_else(|| Refusal::not_found("there is no such member"))
}
