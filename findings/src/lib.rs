//! Findings as people and programs read them.
//!
//! A [`Finding`](contacts_openapi::Finding) is data: what is wrong, where, and how to mend it. Whoever looks for them,
//! in payloads or in a document, shows them in the same five forms, which people know and tools parse.
//!
//! ```
//! use std::fmt;
//!
//! use contacts_findings::{Format, Program, Report, Summary};
//! use contacts_openapi::Document;
//! use jsonptr::PointerBuf;
//!
//! struct Found(usize);
//!
//! impl fmt::Display for Found {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         write!(f, "{} findings", self.0)
//!     }
//! }
//!
//! impl Summary for Found {
//!     fn counts(&self) -> serde_json::Value {
//!         serde_json::json!({"findings": self.0})
//!     }
//!
//!     fn is_complete(&self) -> bool {
//!         true
//!     }
//! }
//!
//! let document = Document::contacts();
//! let at = PointerBuf::from_tokens(["info", "title"]);
//! let finding = document.error("title", at, "the title says nothing".to_owned(), "name the service");
//!
//! let program = Program { name: "titles", command: "titles check", version: "1.0.0", rules: Vec::new() };
//! let mut output = Format::Text.output(program);
//! output.open("openapi/contacts.yaml")?;
//! output.finding(&Report::of_text(finding, document.text()))?;
//! output.end(&Found(1))?;
//! output.flush()?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod excerpt;
mod output;
mod program;
mod report;
mod summary;

pub use excerpt::Excerpt;
pub use output::{Format, Output, is_obeyed, tell_finding};
pub use program::{Program, Rule};
pub use report::{Aim, Payload, Report, Unread};
pub use summary::{Summary, many};
