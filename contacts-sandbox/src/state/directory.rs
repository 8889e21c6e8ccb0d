//! The members of the domain, as far as the sandbox knows them.
//!
//! As long as no member was loaded, any name in the place of a user id is that of a member: who tries the API out need
//! not set up a company first. With the first one, only those that were loaded exist.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Member {
    pub(crate) user_id: String,
    /// The login e-mail address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) external_key: Option<String>,
    /// The organizations (teams) and the groups that the member belongs to.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub(crate) org_unit_ids: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub(crate) group_ids: BTreeSet<String>,
}

/// The members that were loaded.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    members: BTreeMap<String, Member>,
}

/// How a path names a member by the key of another system.
const EXTERNAL_KEY: &str = "externalKey:";

impl Directory {
    /// Adds a member, or replaces one.
    pub(crate) fn insert(&mut self, member: Member) {
        self.members.insert(member.user_id.clone(), member);
    }

    /// Whether any name is that of a member, because none was loaded.
    pub(crate) fn is_open(&self) -> bool {
        self.members.is_empty()
    }

    /// Every member, by user id.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// The user id of the member that a user id, an e-mail address or `externalKey:{key}` names; none if there is no
    /// such member.
    pub(crate) fn resolve(&self, name: &str) -> Option<String> {
        if self.members.is_empty() || self.members.contains_key(name) {
            return Some(name.to_owned());
        }
        let key = name.strip_prefix(EXTERNAL_KEY);
        let is_it = |member: &&Member| match key {
            Some(key) => member.external_key.as_deref() == Some(key),
            None => member.email.as_deref() == Some(name),
        };
        self.members.values().find(is_it).map(|member| member.user_id.clone())
    }

    /// Whether a user id is that of a member.
    pub(crate) fn has(&self, user_id: &str) -> bool {
        self.members.is_empty() || self.members.contains_key(user_id)
    }

    /// Whether a member belongs to an organization or a group.
    pub(crate) fn belongs(&self, user_id: &str, unit_or_group: &str) -> bool {
        self.members.get(user_id).is_some_and(|member| {
            member.org_unit_ids.contains(unit_or_group) || member.group_ids.contains(unit_or_group)
        })
    }
}
