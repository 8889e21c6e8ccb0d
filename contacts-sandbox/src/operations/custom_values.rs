//! What the values of custom properties are.
//!
//! The engine judges a value by the document alone, which has four kinds of them and takes any; which one it has to
//! be, only the definition says. So the kinds are read from the document at the start, each with what its members may
//! be, and a value is held against the one that it has to be.

use contacts_openapi::{Document, list, operations};
use jsonptr::PointerBuf;
use serde_json_borrow::Value;

use crate::refusal::Refusal;
use crate::service::StartError;
use crate::state::State;

/// What values of custom properties must be.
pub(crate) struct CustomValues {
    kinds: Vec<ValueKind>,
    /// The members of all kinds: one that is not a value's own is wrong there, and any other is ignored.
    names: Vec<String>,
    /// What the document says of a name that is not registered, and of a value of the wrong kind.
    unregistered: String,
    misshapen: String,
}

/// What the values of a property of one type are, or each of its several.
struct ValueKind {
    property_type: String,
    is_multi_valued: bool,
    members: Vec<(String, Form)>,
}

/// What a member of a value is.
enum Form {
    Flag,
    Text { max_characters: usize, is_nullable: bool },
}

impl CustomValues {
    /// What the document says of them.
    pub(crate) fn of(document: &Document) -> Result<Self, StartError> {
        let lacks = |what: &str| StartError::document(format!("it lacks {what}"));
        let schema = |name: &str| {
            let schema = document.pointer("/components/schemas").and_then(|it| it.get(name));
            schema.ok_or_else(|| lacks(&format!("the schema {name}")))
        };
        let mut kinds = Vec::new();
        for property_type in list(schema("CustomPropertyType")?, "enum").filter_map(|it| it.as_str()) {
            // Of the type `STRING` are `CustomPropertyStringSingle` and each of several `CustomPropertyStringMulti`.
            let (first, rest) = property_type.split_at_checked(1).unwrap_or_default();
            for (is_multi_valued, ending) in [(false, "Single"), (true, "Multi")] {
                let name = format!("CustomProperty{first}{}{ending}", rest.to_lowercase());
                let members = document.properties(schema(&name)?).into_iter().map(|(name, member)| {
                    let form = match member.get("type").and_then(|it| it.as_str()) {
                        Some("boolean") => Form::Flag,
                        _ => Form::Text {
                            max_characters: member
                                .get("maxLength")
                                .and_then(|it| usize::try_from(it.as_u64()?).ok())
                                .unwrap_or(usize::MAX),
                            is_nullable: member
                                .get("nullable")
                                .and_then(serde_json::Value::as_bool)
                                .unwrap_or_default(),
                        },
                    };
                    (name.to_owned(), form)
                });
                let (property_type, members) = (property_type.to_owned(), members.collect());
                kinds.push(ValueKind { property_type, is_multi_valued, members });
            }
        }
        let operations = operations(document);
        let statement = |id: &str| {
            let mut constraints = operations.iter().flat_map(|it| list(it.value, "x-constraints"));
            let constraint = constraints.find(|it| it.get("id").and_then(|it| it.as_str()) == Some(id));
            let statement = constraint.and_then(|it| it.get("statement")?.as_str());
            statement.map(str::to_owned).ok_or_else(|| lacks(&format!("the constraint {id}")))
        };
        Ok(Self {
            names: kinds.iter().flat_map(|kind| &kind.members).map(|(name, _)| name.clone()).collect(),
            kinds,
            unregistered: statement("custom-property-registered")?,
            misshapen: statement("custom-property-value-shape")?,
        })
    }

    /// Whether the values of a type are ones that the document knows.
    pub(super) fn knows(&self, property_type: &str) -> bool {
        self.kinds.iter().any(|kind| kind.property_type == property_type)
    }

    /// Whether a value can stand under a name.
    pub(super) fn check(&self, state: &State, name: &str, value: &Value<'_>) -> Result<(), Refusal> {
        let refusal = |path: &[&str], message: &str| {
            let pointer = PointerBuf::from_tokens(["customProperties", name].into_iter().chain(path.iter().copied()));
            Refusal::invalid(pointer.as_str(), message)
        };
        let Some(definition) = state.properties.named(name) else { return Err(refusal(&[], &self.unregistered)) };
        let kind = self.kinds.iter().find(|kind| {
            kind.is_multi_valued == definition.is_multi_valued && kind.property_type == definition.property_type
        });
        let Some(kind) = kind else { return Ok(()) };
        if !kind.is_multi_valued {
            return self.fits(kind, value).map_err(|member| refusal(member.as_slice(), &self.misshapen));
        }
        let Value::Array(items) = value else { return Err(refusal(&[], &self.misshapen)) };
        for (index, item) in items.iter().enumerate() {
            self.fits(kind, item).map_err(|member| {
                let index = index.to_string();
                refusal(&[&[&*index], member.as_slice()].concat(), &self.misshapen)
            })?;
        }
        Ok(())
    }

    /// Whether a value, or one of several, is of a kind; if not, the member that is wrong, or none if the whole is.
    fn fits<'v>(&self, kind: &ValueKind, value: &'v Value<'_>) -> Result<(), Option<&'v str>> {
        let Value::Object(members) = value else { return Err(None) };
        let is_wrong = |name: &str, value: &Value<'_>| match kind.members.iter().find(|(own, _)| own == name) {
            Some((_, form)) => !form.holds(value),
            None => self.names.iter().any(|known| known == name),
        };
        match members.iter().find(|(name, value)| is_wrong(name, value)) {
            Some((name, _)) => Err(Some(name)),
            None => Ok(()),
        }
    }
}

impl Form {
    fn holds(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Form::Flag, Value::Bool(_)) => true,
            (Form::Text { is_nullable, .. }, Value::Null) => *is_nullable,
            // No text has more characters than bytes.
            (Form::Text { max_characters, .. }, Value::Str(text)) => {
                text.len() <= *max_characters || text.chars().count() <= *max_characters
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_value_has_the_members_of_its_schema() {
        let Ok(values) = CustomValues::of(&Document::contacts()) else { unreachable!("the document has them") };
        let kinds = values.kinds.iter().map(|kind| {
            let names: Vec<&str> = kind.members.iter().map(|(name, _)| name.as_str()).collect();
            format!("{} {} {}", kind.property_type, kind.is_multi_valued, names.join(" "))
        });
        assert_eq!(
            kinds.collect::<Vec<_>>(),
            [
                "STRING false content",
                "STRING true content represent",
                "LINK false text link",
                "LINK true text link represent"
            ]
        );
    }
}
