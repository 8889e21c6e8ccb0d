//! What is known to differ from the documentation's examples, each with its reason: in `deviations.json` what does not
//! survive the client, in `deviations.sandbox.json` what the sandbox answers otherwise. `deviations.violations.json` names
//! for each operation the statements that no payload breaks alone, and the values that its state does not take.

use std::collections::BTreeSet;

use serde::Deserialize;

/// A file of deviations, read when this was built.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    text: &'static str,
}

/// What does not survive the client.
pub const CLIENT: File = File { name: "deviations.json", text: include_str!("../deviations.json") };

/// What the sandbox answers otherwise.
pub const SANDBOX: File = File { name: "deviations.sandbox.json", text: include_str!("../deviations.sandbox.json") };

/// What cannot be broken alone, or is allowed by the document and refused by the state. The file is the operation.
pub const VIOLATIONS: File =
    File { name: "deviations.violations.json", text: include_str!("../deviations.violations.json") };

/// The deviations that are expected: an example's file and the pointer at which it differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviations(BTreeSet<(String, String)>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    pointer: String,
    reason: String,
}

impl Deviations {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When an entry lacks its file, its pointer or its reason.
    pub fn of(file: File) -> Result<Self, String> {
        Self::parse(file.text).map_err(|error| format!("{}: {error}", file.name))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let unsound = entries.iter().find(|entry| entry.file.is_empty() || entry.reason.trim().is_empty());
        if let Some(Entry { file, pointer, .. }) = unsound {
            return Err(format!("the entry {file:?} {pointer:?} lacks its file or its reason"));
        }
        Ok(Self(entries.into_iter().map(|entry| (entry.file, entry.pointer)).collect()))
    }

    /// The differences of an example that no entry expects.
    pub fn unexpected(&self, file: &str, differences: &[String]) -> Vec<String> {
        let expected = |pointer: &String| self.0.contains(&(file.to_owned(), pointer.clone()));
        differences.iter().filter(|pointer| !expected(pointer)).cloned().collect()
    }

    /// The entries that nothing bears out any more.
    pub fn outdated(&self, seen: &BTreeSet<(String, String)>) -> Vec<String> {
        self.0.difference(seen).map(|(file, pointer)| format!("{file} {pointer}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CLIENT, Deviations, SANDBOX, VIOLATIONS};

    #[test]
    fn the_files_are_sound() -> Result<(), String> {
        [CLIENT, SANDBOX, VIOLATIONS].into_iter().try_for_each(|file| Deviations::of(file).map(drop))
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        for entry in [
            r#"{"file": "a.json", "pointer": "/a", "reason": " "}"#,
            r#"{"file": "a.json", "pointer": "/a"}"#,
            r#"{"file": "", "pointer": "/a", "reason": "because"}"#,
        ] {
            assert!(Deviations::parse(&format!("[{entry}]")).is_err(), "{entry}");
        }
    }

    #[test]
    fn an_entry_that_no_longer_deviates_is_outdated() -> Result<(), String> {
        let deviations = Deviations::parse(r#"[{"file": "a.json", "pointer": "/a", "reason": "because"}]"#)?;
        let seen = BTreeSet::from([("a.json".to_owned(), "/a".to_owned())]);
        assert!(deviations.outdated(&seen).is_empty());
        assert_eq!(deviations.outdated(&BTreeSet::new()), ["a.json /a"]);
        assert_eq!(deviations.unexpected("a.json", &["/a".to_owned(), "/b".to_owned()]), ["/b"]);
        Ok(())
    }
}
