//! What a saved page of the documentation states, beside what the document states.
//!
//! A page is the text that a browser shows, one thing a line, saved as `<slug>.<en|jp|kr>.txt`:
//!
//! ```text
//! PUT/contacts/{contactId}                          the operation; an overview has none
//! Replaces ...                                      prose, of which only dates are read
//! contact                                           the scopes, a line each
//! | Parameter | Type | Description |                tables, of parameters, headers and members
//! |---|---|---|
//! | count | integer | How many. default : 100 minimum : 1 |
//! | string | A row whose name was lost. maxLength : 256 | |
//! | type | string | A cell may go on
//! on the next line. required Allowed values : A, B |
//! example                                           a payload, each of its lines behind its number
//! 1{2 "count": 1003 }OK                             the label of an answer follows at once
//! ```
//!
//! The first table of members that stands in a row of tables is the body; each row of it that is called `object (X)` or
//! `array (X)`, unless `X` is a plain type, has a table of its own, and these follow depth first. What stands before the
//! label of a success is the request. An overview has tables of operations, `| HTTP request | Description |`, and
//! payloads without line numbers, some of them elided by `...`. The constraints of a row end its description, as
//! `keyword : value`; [`constraints`] lists them.
//!
//! Descriptions are nobody's business here: those of the document are its own.

mod compare;
mod constraints;
mod decided;
mod glued;
mod known;
mod notices;
mod page;
mod rows;

pub(crate) use compare::{Differences, compare};

pub(crate) use page::{Page, Unreadable};

/// The name of whatever a difference is told by: the keywords of rows, and what else is compared.
pub(crate) fn rules() -> impl Iterator<Item = String> {
    let keywords = constraints::known().chain(["type"]).map(heck::ToKebabCase::to_kebab_case);
    keywords.chain(RULES.iter().map(|rule| (*rule).to_owned()))
}

/// What is compared beside keywords.
const RULES: &[&str] = &[
    "dated-notice",
    "example",
    "example-elided",
    "example-file",
    "header",
    "name-lost",
    "not-in-document",
    "not-on-page",
    "operation",
    "page-cut",
    "required",
    "scope",
    "status",
    "table",
    "unknown-constraint",
    "unknown-page",
    "unnamed-page",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that tells a difference.
    const SOURCES: [&str; 4] = [
        include_str!("transcribe/compare.rs"),
        include_str!("transcribe/compare/examples.rs"),
        include_str!("transcribe/compare/rest.rs"),
        include_str!("transcribe/compare/table.rs"),
    ];

    #[test]
    fn every_rule_that_tells_a_difference_is_in_the_list() {
        let known: Vec<String> = rules().collect();
        let mut count = 0;
        for told in SOURCES.into_iter().flat_map(|source| source.split("rule: \"").skip(1)) {
            let rule = told.split('"').next().unwrap_or_default();
            assert!(known.iter().any(|known| known == rule), "the list has no `{rule}`");
            count += 1;
        }
        assert!(count > 20, "only {count} were found");
    }
}
