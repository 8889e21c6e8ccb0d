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

use chrono::NaiveDate;

/// What a person writes for `--date`.
fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "no day: write it like 2026-07-31".to_owned())
}
