//! What a run comes to. A program words it for people, and counts what it counts.

use std::fmt;

use serde_json::Value;

/// What a run comes to; displayed, one line for people.
pub trait Summary: fmt::Display {
    /// The counts, as the member `summary` of the JSON form.
    fn counts(&self) -> Value;

    /// Whether everything was looked at that was asked for.
    fn is_complete(&self) -> bool;
}

/// A count with what is counted.
///
/// ```
/// assert_eq!(contacts_findings::many(1, "finding is", "findings are"), "1 finding is");
/// assert_eq!(contacts_findings::many(0, "error", "errors"), "0 errors");
/// ```
pub fn many(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
