//! The verbs.

pub(crate) mod demo;
pub(crate) mod generate;
