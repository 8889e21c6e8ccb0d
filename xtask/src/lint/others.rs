//! What findings can be called besides: by those who read a document before any rule can be held to it, and by the
//! generator after. Nothing looks for these when asked, so no list has them; whoever meets one may ask what it means.

use contacts_openapi::Severity::Error;

use super::Rule;

/// A page of `others`.
macro_rules! other {
    ($id:literal, $summary:literal) => {
        Rule {
            id: $id,
            severity: Error,
            summary: $summary,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/others/", $id, ".md")),
        }
    };
}

pub(super) const OTHERS: &[Rule] = &[
    other!("not-utf-8", "a file that is no UTF-8 text"),
    other!("yaml-syntax", "a text that is no YAML, or says what JSON has no place for"),
    other!("generator-refuses", "something that progenitor refuses, and no rule foresaw"),
];
