//! The three states of a member of a PATCH body.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A member of a PATCH body: left alone, cleared, or set.
///
/// ```
/// use contacts_client::Patch;
/// use contacts_client::types::ContactPatch;
///
/// let patch = ContactPatch::default().clear_memo();
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"memo":null}"#);
///
/// let patch = ContactPatch { emails: Patch::Value(Vec::new()), ..ContactPatch::default() };
/// assert_eq!(serde_json::to_string(&patch.set_memo("called back"))?, r#"{"emails":[],"memo":"called back"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Documentation: the rule for PATCH on <https://developers.worksmobile.com/en/docs/api-call>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Not sent: the value stays as it is.
    #[default]
    Absent,
    /// Sent as `null`.
    Null,
    /// Sent as this value, an empty list included.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether nothing is sent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// The value that is sent, if one is.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Value(value) => Some(value),
            Patch::Absent | Patch::Null => None,
        }
    }

    /// What sets a member to a value, or clears it if there is none.
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Patch::Null, Patch::Value)
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Patch::Value(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Patch::Value(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    /// Absent members are left out by the struct that holds them; by itself one is `null`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Patch::from_option)
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Patch<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}
