//! What becomes of contacts when something goes that they refer to.

use std::sync::Arc;

use bytes::Bytes;
use serde_json_borrow::Value;

use super::contacts::{line, parse};
use super::values::tag_ids;
use crate::record::Kind;
use crate::service::Service;
use crate::shape::quoted;
use crate::state::State;
use crate::state::contacts::Contact;

/// What contacts refer to, and what can go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reference<'r> {
    /// The tag of an id.
    Tag(&'r str),
    /// The custom property of a name.
    Property(&'r str),
}

/// Takes what went out of every contact that refers to it, those in the trash among them. That is no change by
/// anybody, so that the time of the last one stays.
pub(super) fn withdraw(state: &mut State, service: &Service, gone: Reference<'_>) {
    let (Reference::Tag(name) | Reference::Property(name)) = gone;
    // Most contacts do not have it, and need not be understood to see that; texts are kept with the escapes they came
    // with.
    let written = quoted(name);
    let may_refer = |contact: &Contact| {
        std::str::from_utf8(&contact.json).is_ok_and(|it| it.contains(&written) || it.contains("\\u"))
    };
    let contacts = state.contacts.all().filter(|(contact, _)| may_refer(contact));
    let contacts = contacts.filter_map(|(contact, is_trashed)| Some((gone.left_by(service, contact)?, is_trashed)));
    for (contact, is_trashed) in contacts.collect::<Vec<_>>() {
        let id = Arc::clone(&contact.id);
        state.note(Kind::Contact, &id, || Some(line(&contact, is_trashed)));
        if is_trashed {
            state.contacts.insert_trashed(contact);
        } else {
            state.contacts.insert(contact);
        }
    }
}

impl Reference<'_> {
    /// A contact without the reference; none if it has no such.
    fn left_by(self, service: &Service, contact: &Contact) -> Option<Contact> {
        let value = parse(&contact.json).ok()?;
        let members = value.as_object()?;
        let (name, left) = match self {
            Self::Tag(id) => {
                let is_it = |it: &Value<'_>| it.as_str() == Some(id);
                tag_ids(&value).find(|it| is_it(it))?;
                ("contactTagIds", Value::Array(tag_ids(&value).filter(|it| !is_it(it)).cloned().collect()))
            }
            Self::Property(name) => {
                members.get("customProperties")?.as_object()?.get(name)?;
                ("customProperties", Value::Object(vec![(name, Value::Null)].into()))
            }
        };
        // It has members of its own that only the service sets, which are not kept within what is merged.
        let external = members.get("linkedExternalUser").map(ToString::to_string);
        let set: Vec<(&str, &str)> = external.iter().map(|json| ("linkedExternalUser", &**json)).collect();
        let given = Value::Object(vec![(name, left)].into());
        let written = service.contact_shape.write(&set, &given.to_string(), Some(&value)).ok()?;
        Some(Contact { json: Bytes::from(written.json), hidden: written.hidden.into(), ..contact.clone() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Sandbox;
    use crate::operations::{load_property, load_tag, read_contact};

    /// A domain with a tag and a definition.
    fn domain() -> (Service, State) {
        let service = Service::new(Sandbox::builder().into_settings()).expect("it can be");
        let mut state = State::new(0, true);
        let tag = json!({"contactTagId": "tag", "contactTagName": "Partner", "type": "COMPANY"});
        load_tag(&service, &mut state, &tag.to_string()).expect("it is a tag");
        let definition = json!({"customPropertyId": "id", "domainId": service.domain, "propertyName": "name",
            "displayName": "Name", "propertyType": "STRING"});
        load_property(&service, &mut state, &definition.to_string()).expect("it is a definition");
        (service, state)
    }

    fn add(service: &Service, state: &mut State, id: &str, refers: bool, is_trashed: bool) {
        let moment = "2021-08-10T11:05:41+09:00";
        let mut contact = json!({"contactId": id, "createdTime": moment, "modifiedTime": moment, "memo": "tag name",
            "permission": {"accessibleRange": "ALL"}, "contactName": {"lastName": "Name", "prefix": "Dr."},
            "linkedExternalUser": {"id": "external", "type": "LINE", "buddyUserIds": []}});
        if refers {
            contact["contactTagIds"] = json!(["other", "tag"]);
            contact["customProperties"] = json!({"other": {"content": "tag"}, "name": {"content": "name"}});
        }
        let contact = read_contact(service, &contact.to_string(), state.contacts.next_sequence());
        let contact = contact.expect("it is a contact");
        if is_trashed { state.contacts.insert_trashed(contact) } else { state.contacts.insert(contact) }
    }

    #[test]
    fn what_went_is_taken_from_those_that_refer_to_it_and_nothing_else_is() {
        let (service, mut state) = domain();
        add(&service, &mut state, "refers", true, false);
        add(&service, &mut state, "does not", false, false);
        add(&service, &mut state, "is trashed", true, true);
        let before: Vec<Contact> = state.contacts.all().map(|(contact, _)| contact.clone()).collect();
        state.take_changes();
        for gone in [Reference::Tag("tag"), Reference::Property("name")] {
            withdraw(&mut state, &service, gone);
            let changed: Vec<String> = state.take_changes().into_iter().map(|change| change.id).collect();
            assert_eq!(changed, ["refers", "is trashed"]);
            withdraw(&mut state, &service, gone);
            assert!(state.take_changes().is_empty());
        }
        assert!(state.contacts.trashed("is trashed").is_some());
        for (before, (after, _)) in before.iter().zip(state.contacts.all()) {
            let read =
                |contact: &Contact| serde_json::from_slice::<serde_json::Value>(&contact.json).expect("it is JSON");
            let mut expected = read(before);
            if &*before.id != "does not" {
                expected["contactTagIds"] = json!(["other"]);
                expected["customProperties"] = json!({"other": {"content": "tag"}});
            }
            assert_eq!(read(after), expected);
            let hidden = |contact: &Contact| -> Vec<Bytes> {
                contact.hidden.iter().map(|it| contact.json.slice(it.start as usize..it.end as usize)).collect()
            };
            assert_eq!(hidden(after), ["\"Dr.\""]);
            assert_eq!((after.modified, after.sequence), (before.modified, before.sequence));
        }
    }
}
