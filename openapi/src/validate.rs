//! Holding payloads against the document: bytes in, findings out.
//!
//! A [`Validator`] knows a document. Of it, [`Validator::schema`] makes the [`Schema`] of a [`Target`], a body
//! of an operation or a component by its name, compiled at the first call and kept. A schema takes the bytes
//! of any number of payloads, from any number of threads.
//!
//! ```
//! use contacts_openapi::validate::{Options, Target, Validator};
//!
//! let validator = Validator::contacts();
//! let schema = validator.schema(&Target::Request("createContactTag".to_owned()))?;
//! let findings = schema.findings(br#"{"contactTagName": null}"#, &Options::default());
//! assert_eq!(findings[0].rule, "type");
//! assert_eq!(findings[0].pointer.as_ref().expect("it could be read").as_str(), "/contactTagName");
//! assert_eq!((findings[0].place.line, findings[0].place.column), (1, 20));
//! # Ok::<(), contacts_openapi::validate::TargetError>(())
//! ```

mod assert;
mod canon;
mod circles;
mod compile;
mod format;
pub mod json;
mod near;
mod number;
mod options;
mod parameters;
mod program;
mod raw;
mod sentence;
pub mod statements;
mod target;
mod validator;
mod walk;

#[doc(hidden)]
pub use assert::{assert_bytes, assert_value};
pub use near::nearest;
pub use options::Options;
pub use parameters::Parameters;
pub use target::{Target, TargetError};
pub use validator::{Schema, Validator};
