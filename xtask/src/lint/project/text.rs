//! The document as a text that people read, compare and cite by line.

use contacts_findings::many;
use contacts_openapi::Finding;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::at;
use crate::lint::{Lint, table};

table! {
    Error "info-version": "a version of the document by which nobody can tell what changed";
    Warning "cut-text": "a text without quotes that ends where a comment begins";
    Warning "line-length": "a line of more than 100 characters";
    Warning "unquoted-text": "a text that other readers of YAML take for a day or a flag";
    Warning "whitespace": "tabs, or blanks at the end of a line";
}

/// How long a line may be.
const LENGTH: usize = 100;

/// The version of `OpenAPI` that the document is of.
const VERSION: &str = "3.0.3";

pub(super) fn check(lint: &mut Lint<'_>) {
    let document = lint.document;
    let version = document.pointer("/info/version").and_then(Value::as_str);
    if !version.is_some_and(is_semantic) {
        let message = match version {
            Some(version) => format!("`{version}` is no semantic version"),
            None => "the document has no version that is a text".to_owned(),
        };
        let help = "write MAJOR.MINOR.PATCH: before 1.0 minor for what breaks a caller and patch for all else, from 1.0 \
                    on major for what breaks, and minor for additions";
        lint.report("info-version", at(Pointer::root(), ["info", "version"]), message, help);
    }
    // Other versions of 3.0 are no trouble of the generator's.
    if let Some(found) = document.pointer("/openapi").and_then(Value::as_str)
        && found.starts_with("3.0.")
        && found != VERSION
    {
        let message = format!("expected OpenAPI {VERSION}, found version {found}");
        let help = format!("write `openapi: {VERSION}` at the top of the file");
        lint.report("openapi-version", at(Pointer::root(), ["openapi"]), message, help);
    }
    unquoted(lint);
    lines(lint);
}

/// What people read, in which a number sign is one.
const PROSE: [&str; 7] = ["title", "summary", "description", "statement", "message", "reason", "about"];

/// Texts without quotes: those of which YAML 1.1, which many tools still read, makes a day, a flag or another number, and
/// those that go on in a comment.
fn unquoted(lint: &mut Lint<'_>) {
    let document = lint.document;
    let rows: Vec<&str> = document.text().lines().collect();
    // To ask for the place of every text takes long.
    let has_comments = rows.iter().any(|row| row.contains(" #") && !row.trim_start().starts_with('#'));
    let mut found = Vec::new();
    document.walk(&mut |at, value| {
        let Some(text) = value.as_str() else { return };
        let is_prose = has_comments && at.last().is_some_and(|token| PROSE.contains(&&*token.decoded()));
        let is_ambiguous = is_ambiguous(text);
        if !is_prose && !is_ambiguous {
            return;
        }
        let place = document.place(at);
        let rest: String =
            rows.get(place.line - 1).into_iter().flat_map(|row| row.chars()).skip(place.column - 1).collect();
        // The place of a member is that of its key.
        let is_item = at.last().is_some_and(|token| token.to_index().is_ok()) && rest.starts_with(text);
        let written = if is_item { Some(&*rest) } else { rest.split_once(": ").map(|(_, value)| value.trim_start()) };
        let Some(behind) = written.and_then(|written| written.strip_prefix(text)) else { return };
        if is_ambiguous {
            let message = format!("`{text}` without quotes is no text to every reader of YAML");
            found.push(("unquoted-text", at.to_owned(), message, "quote it"));
        }
        if is_prose && behind.trim_start().starts_with('#') {
            let message = "the text ends where ` #` begins a comment".to_owned();
            let help = "quote the whole text, or put the comment on a line of its own above";
            found.push(("cut-text", at.to_owned(), message, help));
        }
    });
    for (rule, at, message, help) in found {
        lint.report(rule, at, message, help);
    }
}

/// Whether YAML 1.1 takes a plain text for something else.
fn is_ambiguous(text: &str) -> bool {
    let is_flag = ["y", "n", "yes", "no", "on", "off"].iter().any(|flag| text.eq_ignore_ascii_case(flag));
    let is_day = text.len() >= 10
        && text
            .bytes()
            .take(10)
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
        && text[10..].bytes().all(|byte| byte.is_ascii_digit() || b"TtZz:.+- ".contains(&byte));
    is_flag || is_day
}

/// Whether a text is a semantic version, by the rules of 2.0.0.
fn is_semantic(version: &str) -> bool {
    let (rest, build) = version.split_once('+').map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest.split_once('-').map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let is_number = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_counted = |part: &str| is_word(part) && (is_number(part) || !part.bytes().all(|b| b.is_ascii_digit()));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && pre.is_none_or(|pre| pre.split('.').all(is_counted))
        && build.is_none_or(|build| build.split('.').all(is_word))
}

fn lines(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut found: Vec<(&'static str, usize, usize, String, &str)> = Vec::new();
    let help = "write spaces for tabs, and let the editor strip the ends of lines";
    // Where the first line stands that ends with a carriage return, and how many do.
    let mut returns: Option<(usize, usize, u64)> = None;
    for (index, row) in document.text().split('\n').enumerate() {
        let number = index + 1;
        let row = match row.strip_suffix('\r') {
            Some(row) => {
                let (.., count) = returns.get_or_insert_with(|| (number, row.chars().count() + 1, 0));
                *count += 1;
                row
            }
            None => row,
        };
        // Most lines are shorter than that in bytes.
        let length = if row.len() > LENGTH { row.chars().count() } else { 0 };
        if length > LENGTH {
            let message = format!("the line has {length} characters");
            found.push(("line-length", number, LENGTH + 1, message, "break it; `>-` folds long texts"));
        }
        if let Some(before) = row.find('\t') {
            let column = row[..before].chars().count() + 1;
            found.push(("whitespace", number, column, "there is a tab in the line".to_owned(), help));
        }
        let kept = row.trim_end();
        if kept.len() < row.len() {
            let column = kept.chars().count() + 1;
            found.push(("whitespace", number, column, "the line ends with blanks".to_owned(), help));
        }
    }
    if let Some((line, column, count)) = returns {
        // Such are all lines of a file or none, so that it is one thing to mend.
        let message = format!("{} with a carriage return", many(count, "line ends", "lines end"));
        let help =
            "convert the file by `sed -i 's/\\r$//'` or `dos2unix`; `* text eol=lf` in `.gitattributes` keeps it so";
        found.push(("whitespace", line, column, message, help));
    }
    for (rule, line, column, message, help) in found {
        lint.report(rule, PointerBuf::new(), message, help);
        if let Some(Finding { place, pointer, .. }) = lint.findings.last_mut() {
            (place.line, place.column, *pointer) = (line, column, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_semantic;

    #[test]
    fn a_version_is_semantic_by_the_rules_of_semver() {
        for version in ["0.1.0", "1.0.0-alpha.1", "10.20.30+build.007", "1.0.0-0a.b-c+x", "1.0.0-0"] {
            assert!(is_semantic(version), "{version}");
        }
        for version in ["", "1", "1.0", "01.0.0", "1.0.0.0", "v1.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0 ", "1..0"]
        {
            assert!(!is_semantic(version), "{version}");
        }
    }
}
