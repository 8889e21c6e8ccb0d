//! The verbs.

pub(crate) mod validate;
