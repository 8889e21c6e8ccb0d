//! One verb, one file: what it takes, and what it does with that.

pub(crate) mod coverage;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod generate;
pub(crate) mod lint;
pub(crate) mod provenance;
pub(crate) mod release;
pub(crate) mod schema;
pub(crate) mod transcribe;
