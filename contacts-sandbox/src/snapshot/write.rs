//! Records of what the sandbox holds.

use crate::operations::{contact_line, photo_line, property_line, tag_line};
use crate::record::Kind;
use crate::state::directory::Member;
use crate::state::{State, line};

/// Shows every record of the state with its kind and its id, always in the same order: what others refer to comes first.
pub(super) fn each(state: &State, mut show: impl FnMut(Kind, &str, Vec<u8>)) {
    show(Kind::Sandbox, "", state.made());
    for it in state.directory.members() {
        show(Kind::Member, &it.user_id, member(it));
    }
    for it in state.properties.iter() {
        show(Kind::CustomProperty, &it.id, property_line(it));
    }
    for it in state.tags.iter() {
        show(Kind::ContactTag, &it.id, tag_line(it));
    }
    for (it, is_trashed) in state.contacts.all() {
        show(Kind::Contact, &it.id, contact_line(it, is_trashed));
    }
    for (contact_id, it) in state.photos.iter() {
        show(Kind::Photo, contact_id, photo_line(contact_id, it));
    }
}

pub(super) fn member(member: &Member) -> Vec<u8> {
    // Writing into memory does not fail.
    line(Kind::Member, serde_json::to_string(member).unwrap_or_default())
}
