//! Where every statement of the document comes from, as data.
//!
//! A statement is what says something of the API: an operation, a parameter, a status, a keyword of a schema, a rule, a
//! value of a root extension. Words that only describe are none. Its pages are those of the nearest `x-source`, its
//! assumption is the `x-assumption` that covers it.

pub(crate) mod conflicts;
mod markdown;
mod report;
mod statements;
mod text;

pub(crate) use markdown::{conflicts_table, markdown};
pub(crate) use report::{Parts, Report};
pub(crate) use statements::statements;
pub(crate) use text::text;
