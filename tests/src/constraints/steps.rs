//! What keeps each constraint, and what breaks it.

use std::time::{Duration, SystemTime};

use contacts_client::types::DateTime;
use serde_json::{Map, Value, json};

use super::{Ask, Case};
use crate::live::ME;
use crate::stage::MOMENT;
use crate::world::{Record, id_of};

/// The constraints that a client can tell, by their ids.
pub const CASES: &[Case] = &[
    Case {
        id: "list-window-seven-days",
        status: 400,
        kept: Ask::ask_for_the_longest_period,
        broken: Ask::ask_for_more,
    },
    Case {
        id: "list-date-type-with-bounds",
        status: 400,
        kept: Ask::ask_for_the_longest_period,
        broken: Ask::drop_type,
    },
    Case { id: "me-needs-user-token", status: 400, kept: Ask::ask_as_me, broken: Ask::ask_by_service_account },
    Case { id: "contact-email-or-telephone", status: 400, kept: Ask::drop_emails, broken: Ask::drop_telephones },
    Case {
        id: "external-nickname-fixed",
        status: 400,
        kept: Ask::say_the_nickname_again,
        broken: Ask::change_the_nickname,
    },
    Case { id: "custom-property-registered", status: 400, kept: Ask::set_a_value, broken: Ask::rename_the_value },
    Case { id: "custom-property-value-shape", status: 400, kept: Ask::set_a_value, broken: Ask::swap_the_value },
    Case { id: "company-tag-right", status: 403, kept: Ask::ask_as_member, broken: Ask::drop_tag_right },
    Case {
        id: "custom-properties-per-domain",
        status: 403,
        kept: Ask::leave_one_place,
        broken: Ask::fill_the_last_place,
    },
    Case { id: "property-name-unique", status: 409, kept: Ask::nothing, broken: Ask::take_the_property_name },
    Case { id: "display-name-unique", status: 409, kept: Ask::name_what_to_show, broken: Ask::take_the_display_name },
    Case {
        id: "custom-property-fixed-members",
        status: 400,
        kept: Ask::say_what_is_fixed_again,
        broken: Ask::change_what_is_fixed,
    },
];

/// A definition of a custom property, as the sandbox names it.
const DEFINITION: &str = "customProperty";

/// Each step; it is none where the document or its examples lack what it is made of.
#[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "some steps cannot fail, and one changes nothing")]
impl Ask {
    fn nothing(&mut self) -> Option<()> {
        Some(())
    }

    /// A name that `x-window` gives to a parameter.
    fn of_window(&self, what: &str) -> Option<String> {
        let name = self.operation.value.pointer("/x-window/parameters")?.get(what)?.as_str()?;
        Some(name.to_owned())
    }

    fn ask_for_the_longest_period(&mut self) -> Option<()> {
        let days = self.operation.value.pointer("/x-window/maxDays")?.as_u64()?;
        let (start, end) = (MOMENT - days * 24 * 60 * 60, MOMENT);
        let [of, from, to] = ["type", "start", "end"].map(|what| self.of_window(what));
        let parameter = self.operation.parameters.iter().find(|it| Some(it.name) == of.as_deref())?;
        let kind = spelled_example(parameter.value)?;
        self.query = vec![(of?, kind), (from?, moment(start)), (to?, moment(end))];
        Some(())
    }

    fn ask_for_more(&mut self) -> Option<()> {
        let end = self.of_window("end")?;
        let (_, value) = self.query.iter_mut().find(|(name, _)| *name == end)?;
        *value = moment(MOMENT + 1);
        Some(())
    }

    fn drop_type(&mut self) -> Option<()> {
        let of = self.of_window("type")?;
        self.query.retain(|(name, _)| *name != of);
        Some(())
    }

    fn ask_as_member(&mut self) -> Option<()> {
        self.member = Some(self.worlds.member());
        Some(())
    }

    fn ask_as_me(&mut self) -> Option<()> {
        let user = id_of("user");
        let (_, value) = self.path.iter_mut().find(|(name, _)| *name == user)?;
        ME.clone_into(value);
        self.ask_as_member()
    }

    fn ask_by_service_account(&mut self) -> Option<()> {
        self.member = None;
        Some(())
    }

    fn drop_tag_right(&mut self) -> Option<()> {
        self.has_tag_right = false;
        Some(())
    }

    fn members(&mut self) -> Option<&mut Map<String, Value>> {
        self.body.as_mut()?.as_object_mut()
    }

    fn drop_emails(&mut self) -> Option<()> {
        *self.subject()?.1.get_mut("linkedExternalUser")? = Value::Null;
        self.members()?.shift_remove("emails").map(drop)
    }

    fn drop_telephones(&mut self) -> Option<()> {
        self.members()?.shift_remove("telephones").map(drop)
    }

    /// What the path names: its kind, and as it is stored.
    fn subject(&mut self) -> Option<(&'_ str, &mut Value)> {
        let (kind, id) = self.worlds.subject(self.operation)?;
        let record = self.world.0.iter_mut().find(|it| it.kind == kind && it.value[id_of(kind)] == *id)?;
        Some((kind, &mut record.value))
    }

    fn say_the_nickname_again(&mut self) -> Option<()> {
        let mut shown = self.payloads.iter().map(|payload| &payload.value["linkedExternalUser"]);
        let person = shown.find(|person| person.is_object())?.clone();
        let mut names = self.payloads.iter().filter_map(|payload| payload.value.pointer("/contactName/nickName"));
        let nickname = names.find(|name| name.is_string())?.clone();
        let (_, stored) = self.subject()?;
        stored["linkedExternalUser"] = person;
        stored["contactName"]["nickName"] = nickname.clone();
        let name = self.members()?.entry("contactName").or_insert_with(|| json!({}));
        name.as_object_mut()?.insert("nickName".to_owned(), nickname);
        Some(())
    }

    fn change_the_nickname(&mut self) -> Option<()> {
        vary(self.body.as_mut()?.pointer_mut("/contactName/nickName")?)
    }

    /// The documented values of custom properties, by the names of their definitions.
    fn values(&self) -> Option<&Map<String, Value>> {
        let values = self.payloads.iter().filter_map(|it| it.value.get("customProperties")?.as_object());
        values.max_by_key(|values| values.len())
    }

    fn set_a_value(&mut self) -> Option<()> {
        let (name, value) = self.values()?.iter().next()?;
        let values = json!({name: value});
        self.members()?.insert("customProperties".to_owned(), values);
        Some(())
    }

    fn rename_the_value(&mut self) -> Option<()> {
        let values = self.members()?.get_mut("customProperties")?.as_object_mut()?;
        let name = values.keys().next()?.clone();
        let value = values.shift_remove(&name)?;
        values.insert(name + "_2", value);
        Some(())
    }

    fn swap_the_value(&mut self) -> Option<()> {
        let values = self.values()?;
        let (first, other) = (values.values().next()?, values.values().find(|it| it.is_array())?.clone());
        let is_another_kind = first.is_object();
        let (_, value) = self.members()?.get_mut("customProperties")?.as_object_mut()?.iter_mut().next()?;
        *value = other;
        is_another_kind.then_some(())
    }

    /// Another definition of the same domain.
    fn another(&self, index: usize) -> Option<Record> {
        let mut record = self.world.0.iter().find(|record| record.kind == DEFINITION)?.clone();
        for name in [&*id_of(DEFINITION), "propertyName", "displayName"] {
            record.value[name] = format!("other_{index}").into();
        }
        Some(record)
    }

    fn leave_one_place(&mut self) -> Option<()> {
        let most = self.worlds.document().pointer("/x-limits/customPropertiesPerDomain/value")?.as_u64()?;
        let others: Option<Vec<Record>> = (1..usize::try_from(most).ok()?).map(|index| self.another(index)).collect();
        self.world.0.retain(|record| record.kind != DEFINITION);
        self.world.0.extend(others?);
        Some(())
    }

    fn fill_the_last_place(&mut self) -> Option<()> {
        let other = self.another(0)?;
        self.world.0.push(other);
        Some(())
    }

    /// Gives what is asked for to another definition.
    fn take(&mut self, member: &str) -> Option<()> {
        let name = self.members()?.get(member)?.clone();
        let taken = self.another(0)?;
        // The domain has no place for one more.
        let own = self.worlds.subject(self.operation).map(|(_, id)| id);
        let of = id_of(DEFINITION);
        let record = self.world.0.iter_mut().find(|it| it.kind == DEFINITION && Some(&it.value[&of]) != own)?;
        *record = taken;
        record.value[member] = name;
        Some(())
    }

    fn take_the_property_name(&mut self) -> Option<()> {
        self.take("propertyName")
    }

    fn name_what_to_show(&mut self) -> Option<()> {
        self.members()?.entry("displayName").or_insert_with(|| "shown".into());
        Some(())
    }

    fn take_the_display_name(&mut self) -> Option<()> {
        self.take("displayName")
    }

    fn say_what_is_fixed_again(&mut self) -> Option<()> {
        let name = self.subject()?.1.get("propertyName")?.clone();
        self.members()?.insert("propertyName".to_owned(), name);
        Some(())
    }

    fn change_what_is_fixed(&mut self) -> Option<()> {
        vary(self.members()?.get_mut("propertyName")?)
    }
}

/// Makes another text of a text.
fn vary(value: &mut Value) -> Option<()> {
    let text = format!("{}_2", value.as_str()?);
    *value = text.into();
    Some(())
}

fn spelled_example(parameter: &Value) -> Option<String> {
    parameter.get("example").map(crate::violations::spelled)
}

/// A moment in seconds of UNIX time, as a query spells it.
fn moment(seconds: u64) -> String {
    DateTime::from(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).to_string()
}
