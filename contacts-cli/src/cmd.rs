//! The verbs.

#[cfg(feature = "sandbox")]
pub(crate) mod sandbox;
pub(crate) mod validate;
