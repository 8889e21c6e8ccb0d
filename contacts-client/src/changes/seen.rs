//! What was handed out, in eight bytes a contact.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::types::Contact;

/// A contact as it was at a time: the beginning of the SHA-256 of both, which is the same in every process and
/// shows neither.
///
/// A contact is lost if its hash is that of another one that is remembered at the same time. Of ten thousand
/// beside ten thousand that happens with a probability of less than one in a hundred thousand million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Version(u64);

impl Version {
    /// `moment` is the time as a calendar reads it, so that the offset it is shown with does not matter.
    /// Where there is none, all of the contact is its state.
    pub(super) fn of(contact: &Contact, moment: Option<(i64, u32)>) -> Self {
        let mut hash = hmac_sha256::Hash::new();
        hash.update(contact.contact_id.as_str());
        // No text has such a byte, so that neither is mistaken for the end of an id.
        if let Some((second, nanosecond)) = moment {
            hash.update([0xfe]);
            hash.update(second.to_be_bytes());
            hash.update(nanosecond.to_be_bytes());
        } else {
            hash.update([0xff]);
            hash.update(serde_json::to_vec(contact).unwrap_or_default());
        }
        let digest = hash.finalize();
        Self(digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

// In hexadecimal: not every reader of JSON has integers of 64 bits, and a key of a map is a text.
impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map(Self).map_err(|_| D::Error::custom("not a hash"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::types::{AccessibleRange, ContactName, DateTime, Permission};

    fn version(id: &str, time: &str) -> Version {
        let time = DateTime::from(time);
        let contact = Contact::new(id, Permission::new(AccessibleRange::All), ContactName::default());
        Version::of(&contact.set_modified_time(time.clone()), time.unix())
    }

    #[test]
    fn a_version_is_an_id_and_a_moment() {
        let this = version("contact", "2021-08-10T11:05:41+09:00");
        assert_eq!(this, version("contact", "2021-08-10T02:05:41Z"));
        assert_ne!(this, version("contact", "2021-08-10T11:05:42+09:00"));
        assert_ne!(this, version("contact2", "2021-08-10T11:05:41+09:00"));
    }

    #[test]
    fn a_contact_without_a_moment_is_told_by_all_that_it_says() {
        assert_eq!(version("contact", "once"), version("contact", "once"));
        assert_ne!(version("contact", "once"), version("contact", "twice"));
    }

    #[test]
    fn a_version_is_written_the_same_for_ever() {
        let version = version("contact2-a56d-44a4-5304-033e16fca8d1", "2021-08-10T11:05:41+09:00");
        let written = serde_json::to_string(&version).unwrap();
        assert_eq!(written, "\"4b215dc43b99d970\"");
        assert_eq!(serde_json::from_str::<Version>(&written).unwrap(), version);
    }
}
