//! What a run comes to, in one line.

use std::fmt;

use contacts_findings::many;
use serde::Serialize;
use serde_json::{Value, json};

/// The counts of a run.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Summary {
    pub(crate) inputs: u64,
    pub(crate) payloads: u64,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    /// Findings that are reported; the others are only counted.
    pub(crate) reported: u64,
    /// Inputs, or parts of them, that could not be validated.
    pub(crate) unread: u64,
    /// Inputs that their shape told the target of.
    pub(crate) guessed: u64,
    pub(crate) exchanges: u64,
    pub(crate) exchanges_unmatched: u64,
    pub(crate) bodies_unchecked: u64,
    pub(crate) interrupted: bool,
}

impl contacts_findings::Summary for Summary {
    fn counts(&self) -> Value {
        json!(self)
    }

    fn is_complete(&self) -> bool {
        self.unread == 0 && !self.interrupted
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.interrupted {
            f.write_str("interrupted; so far ")?;
        }
        write!(f, "{} in {}: ", many(self.payloads, "payload", "payloads"), many(self.inputs, "input", "inputs"))?;
        write!(f, "{}, {}", many(self.errors, "error", "errors"), many(self.warnings, "warning", "warnings"))?;
        let hidden = self.errors + self.warnings - self.reported;
        if hidden > 0 {
            write!(f, "; {} not shown (see --max-findings)", many(hidden, "finding is", "findings are"))?;
        }
        if self.unread > 0 {
            write!(f, "; {} could not be validated", many(self.unread, "input", "inputs"))?;
        }
        if self.exchanges_unmatched > 0 {
            let unmatched = self.exchanges_unmatched;
            let verb = if unmatched == 1 { "matches" } else { "match" };
            write!(f, "; {unmatched} of {} {verb} no operation", many(self.exchanges, "exchange", "exchanges"))?;
        }
        if self.bodies_unchecked > 0 {
            let bodies = many(self.bodies_unchecked, "body was", "bodies were");
            write!(f, "; {bodies} not checked: not JSON, or not documented")?;
        }
        Ok(())
    }
}
