//! The answer as somebody would write it down with serde: nothing is lost, nothing is clever.

#![allow(dead_code, unreachable_pub, reason = "what is read is all there is to it")]
#![allow(clippy::struct_field_names, reason = "they are named as on the wire")]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Declares structs whose members are written as on the wire, with room for those that nobody knows.
macro_rules! structs {
    ($(struct $name:ident { $($member:ident: $ty:ty,)+ })+) => {
        $(
            #[derive(Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $name {
                $(pub $member: $ty,)+
                #[serde(flatten)]
                pub extra: Map<String, Value>,
            }
        )+
    };
}

structs! {
    struct ContactList {
        contacts: Vec<Contact>,
        response_meta_data: Option<ResponseMetaData>,
    }
    struct ResponseMetaData {
        next_cursor: Option<String>,
    }
    struct Contact {
        contact_id: String,
        permission: Permission,
        contact_name: ContactName,
        linked_external_user: Option<LinkedExternalUser>,
        emails: Option<Vec<Email>>,
        telephones: Option<Vec<Telephone>>,
        organizations: Option<Vec<Organization>>,
        events: Option<Vec<Event>>,
        locations: Option<Vec<Location>>,
        messengers: Option<Vec<Messenger>>,
        websites: Option<Vec<Website>>,
        memo: Option<String>,
        contact_tag_ids: Option<Vec<String>>,
        custom_properties: Option<BTreeMap<String, CustomProperty>>,
        created_time: Option<String>,
        modified_time: Option<String>,
    }
    struct Permission {
        accessible_range: String,
        master_user_id: Option<String>,
        is_co_editing: Option<bool>,
        accessible_members: Option<Vec<AccessibleMember>>,
    }
    struct AccessibleMember {
        id: String,
        r#type: String,
    }
    struct ContactName {
        first_name: Option<String>,
        last_name: Option<String>,
        phonetic_first_name: Option<String>,
        phonetic_last_name: Option<String>,
        nick_name: Option<String>,
        prefix: Option<String>,
        suffix: Option<String>,
        middle_name: Option<String>,
    }
    struct LinkedExternalUser {
        id: Option<String>,
        r#type: Option<String>,
        buddy_user_ids: Option<Vec<String>>,
    }
    struct Email {
        primary: bool,
        email: String,
    }
    struct Telephone {
        primary: bool,
        telephone: String,
        r#type: Option<String>,
        custom_type: Option<String>,
    }
    struct Organization {
        primary: bool,
        name: Option<String>,
        department: Option<String>,
        title: Option<String>,
    }
    struct Event {
        primary: bool,
        date: String,
        r#type: Option<String>,
        custom_type: Option<String>,
        day_type: Option<String>,
    }
    struct Location {
        primary: bool,
        address: String,
        r#type: Option<String>,
        zip_code: Option<String>,
        custom_type: Option<String>,
    }
    struct Messenger {
        primary: bool,
        id: String,
        r#type: Option<String>,
        custom_type: Option<String>,
    }
    struct Website {
        primary: bool,
        url: String,
    }
    struct Text {
        content: String,
        represent: Option<bool>,
    }
    struct Link {
        text: Option<String>,
        link: String,
        represent: Option<bool>,
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum CustomProperty {
    Text(Text),
    Texts(Vec<Text>),
    Link(Link),
    Links(Vec<Link>),
    Other(Value),
}
