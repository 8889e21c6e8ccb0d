//! Regular expressions: whether they are any, and what they cost whom.

use serde_json::Value;

use super::backtracking::{Growth, growth};
use super::objects::Kind;
use super::shape::Outline;
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for schema in outline.of(Kind::Schema) {
        let Some(pattern) = schema.value.get("pattern").and_then(Value::as_str) else { continue };
        let at = schema.member("pattern");
        // What the engine of this workspace makes of it.
        let translated = jsonschema_regex::to_rust_regex(pattern).ok();
        let Some(translated) = translated.filter(|it| regex_syntax::parse(it).is_ok()) else {
            let message = format!("`{pattern}` is no regular expression that can be searched in linear time");
            let help = "write one of ECMA 262 without look-around and back-references";
            lint.report("invalid-pattern", at, message, help);
            continue;
        };
        match growth(&translated) {
            Growth::Linear => {}
            Growth::Polynomial => {
                let message = format!("the time to search for `{pattern}` can grow with the square of the text");
                let help = "let no two parts that follow each other take the same letters, and begin with `^`";
                lint.report("polynomial-pattern", at.clone(), message, help);
            }
            Growth::Exponential => {
                let message = format!("the time to search for `{pattern}` can double with each letter of the text");
                let help = "let what is repeated fit a text in one way only: no repetition right within another, and \
                            no alternatives that take the same text";
                lint.report("exponential-pattern", at.clone(), message, help);
            }
        }
        if !pattern.contains(['^', '$']) {
            let message = format!("`{pattern}` is satisfied by any text that has it somewhere within");
            let help = "write `^...$` if the whole text is meant, or `^` or `$` if its start or end is";
            lint.report("loose-pattern", at, message, help);
        }
    }
}
