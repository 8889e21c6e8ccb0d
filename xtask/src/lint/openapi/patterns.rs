//! Regular expressions: whether they are any, and what they cost whom.

use regex_syntax::ast::ErrorKind;
use regex_syntax::ast::parse::Parser;
use serde_json::Value;

use super::backtracking::{Growth, growth};
use super::objects::Kind;
use super::shape::Outline;
use crate::lint::Lint;

/// What to write where a pattern can be read, and not searched for.
const PLAIN: &str = "write one of ECMA 262 without look-around and back-references";

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    for schema in outline.of(Kind::Schema) {
        let Some(pattern) = schema.value.get("pattern").and_then(Value::as_str) else { continue };
        let at = schema.member("pattern");
        // What the engine of this workspace makes of it.
        let translated = jsonschema_regex::to_rust_regex(pattern).ok();
        let Some(translated) = translated.as_deref().filter(|it| regex_syntax::parse(it).is_ok()) else {
            let (reason, help) = fault(pattern, translated.as_deref());
            lint.report("invalid-pattern", at, format!("`{pattern}` is no regular expression{reason}"), help);
            continue;
        };
        if let Some(group) = foreign_group(pattern) {
            let message = format!("`{pattern}` is no regular expression of ECMA 262, which has no `{group}`");
            let help = "write `(...)`, `(?:...)` or `(?<name>...)`, and flags as classes of letters such as `[Aa]`";
            lint.report("invalid-pattern", at.clone(), message, help);
        }
        match growth(translated) {
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

/// Why nothing can be searched for by a pattern, as its parser says, and what to do about it.
fn fault(pattern: &str, translated: Option<&str>) -> (String, &'static str) {
    let parsed = |pattern: &str| Parser::new().parse(pattern).err();
    let Some(error) = parsed(pattern).or_else(|| translated.and_then(parsed)) else {
        return (" that can be searched in linear time".to_owned(), PLAIN);
    };
    let help = match error.kind() {
        ErrorKind::UnsupportedLookAround | ErrorKind::UnsupportedBackreference => {
            return (" that can be searched in linear time".to_owned(), PLAIN);
        }
        ErrorKind::ClassUnclosed => "close the class with `]`, or write `\\[` for the bracket itself",
        ErrorKind::GroupUnclosed | ErrorKind::GroupUnopened => {
            "let each `(` have its `)`, or write `\\(` and `\\)` for the letters themselves"
        }
        ErrorKind::ClassRangeInvalid | ErrorKind::RepetitionCountInvalid => "exchange the two ends",
        ErrorKind::RepetitionMissing => "write what is repeated before it, or a `\\` if the letter itself is meant",
        _ => "mend it; a letter that is meant as it stands has a `\\` before it",
    };
    (format!(": {}", error.kind()), help)
}

/// The beginning of a group that the engine of this workspace reads, as Python and Perl write it, and ECMA 262 does not.
fn foreign_group(pattern: &str) -> Option<&str> {
    let (mut is_escaped, mut is_class) = (false, false);
    let mut open = pattern.char_indices().filter_map(|(index, letter)| {
        let was_escaped = is_escaped;
        is_escaped = letter == '\\' && !was_escaped;
        match letter {
            _ if was_escaped => {}
            '[' => is_class = true,
            ']' => is_class = false,
            '(' if !is_class => return Some(&pattern[index..]),
            _ => {}
        }
        None
    });
    let group = open.find(|group| group.starts_with("(?") && !group[2..].starts_with([':', '=', '!', '<']))?;
    group.char_indices().nth(3).map_or(Some(group), |(end, _)| group.get(..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_ecma_does_not_have_are_found() {
        let rows = [
            ("^(?P<n>a)$", Some("(?P")),
            ("a(?i)b", Some("(?i")),
            ("(?", Some("(?")),
            (r"\\(?P<n>a)", Some("(?P")),
            (r"\(?P<n>a", None),
            (r"[(?P<n>]", None),
            (r"[\](?P]", None),
            ("(?:a)(?=b)(?!c)(?<d>e)(f)", None),
        ];
        for (pattern, expected) in rows {
            assert_eq!(foreign_group(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_told_with_the_reason() {
        let rows = [
            ("[A-Za-z_", ": unclosed character class"),
            ("[z-a]", ": invalid character class range, the start must be <= the end"),
            ("a{3,1}", ": invalid repetition count range, the start must be <= the end"),
            ("(a", ": unclosed group"),
            ("*a", ": repetition operator missing expression"),
            ("(?=a)", " that can be searched in linear time"),
            (r"(a)\1", " that can be searched in linear time"),
            (r"\p{Nothing}", " that can be searched in linear time"),
        ];
        for (pattern, expected) in rows {
            assert_eq!(fault(pattern, None).0, expected, "{pattern}");
        }
    }
}
