//! The LINE WORKS Contacts API as an `OpenAPI` document, and the code that reads it.
//!
//! `contacts.yaml` is the only place where anything about the API is written down. This crate embeds
//! it and answers questions about it with places a person can open: every value knows its line.
//!
//! ```
//! let document = contacts_openapi::Document::contacts();
//! let operations = contacts_openapi::operations(&document);
//! let list = operations.iter().find(|operation| operation.id == "listContacts").expect("it is documented");
//! assert_eq!((list.method.as_str(), list.path), ("GET", "/contacts"));
//! ```

mod composition;
mod document;
mod examples;
mod finding;
mod operations;
mod provenance;
mod route;
#[cfg(feature = "validate")]
pub mod validate;

pub use composition::list;
pub use document::Document;
#[cfg(feature = "yaml")]
pub use document::LoadError;
pub use examples::{Direction, Example, Language, Subject, example, examples};
pub use finding::{Finding, Place, Severity, Source};
pub use operations::{Location, Method, Operation, Parameter, Requirement, Response, operations};
pub use provenance::Assumption;
pub use route::{route, route_recorded};

/// The text of `contacts.yaml`.
pub const CONTACTS_YAML: &str = include_str!("../contacts.yaml");

/// The path of `contacts.yaml` from the workspace's root, as findings print it.
pub const CONTACTS_PATH: &str = "openapi/contacts.yaml";

/// The folder of the example payloads, on the machine that this was built on.
pub const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
