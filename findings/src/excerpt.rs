//! The text around a place. A line may be megabytes long, so no more of it is looked at than is shown.

use std::ops::Range;

use contacts_openapi::Place;
use memchr::{memchr, memchr_iter, memrchr};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The most columns that are shown, and of those the most before the place, and of the place.
const WIDTH: usize = 100;
const BEFORE: usize = 36;
const MARKED: usize = 48;

/// What stands for text that is left out.
const ELLIPSIS: &str = "…";

/// A part of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown of the line.
    pub text: String,
    /// The bytes of the text that the finding is about.
    pub mark: Range<usize>,
}

impl Excerpt {
    /// The text around the first line of a span.
    pub fn new(payload: &[u8], span: &Range<usize>) -> Self {
        let start = span.start.min(payload.len());
        let end = span.end.clamp(start, payload.len());
        let mut text = last_columns(&payload[..start], BEFORE);
        let mark = text.len();
        let line = line_of(&payload[start..end]);
        let (marked, mut is_cut) = first_columns(line, MARKED);
        text.push_str(&marked);
        let mark = mark..text.len();
        if !is_cut && line.len() == end - start {
            let after;
            (after, is_cut) = first_columns(line_of(&payload[end..]), WIDTH.saturating_sub(text.width()));
            text.push_str(&after);
        }
        if is_cut {
            text.push_str(ELLIPSIS);
        }
        Self { text, mark }
    }

    /// The line of a place in a text that is YAML, with a mark under the key or the item that begins there; nothing if
    /// the text does not go so far.
    pub fn at(text: &str, place: &Place) -> Option<Self> {
        let before = place.line.checked_sub(1)?;
        let start = match before.checked_sub(1) {
            None => 0,
            Some(nth) => memchr_iter(b'\n', text.as_bytes()).nth(nth)? + 1,
        };
        let rest = &text[start..];
        let line = &rest[..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let begin = line.char_indices().nth(place.column.saturating_sub(1)).map_or(line.len(), |(index, _)| index);
        let mark = begin..begin + token(&line[begin..]);
        // A long line is cut around the place, like that of a payload; one of usual length is shown as it stands.
        if line.len() <= 4 * WIDTH && line.width() <= WIDTH {
            return Some(Self { text: line.to_owned(), mark });
        }
        Some(Self::new(text.as_bytes(), &(start + mark.start..start + mark.end)))
    }
}

/// How long the key or the item is that a part of a line of YAML begins with.
fn token(text: &str) -> usize {
    if let Some(quote @ (b'"' | b'\'')) = text.as_bytes().first().copied()
        && let Some(end) = memchr(quote, &text.as_bytes()[1..])
    {
        return end + 2;
    }
    let mut open = 0_usize;
    for (index, letter) in text.char_indices() {
        let is_key = letter == ':' && text[index + 1..].chars().next().is_none_or(|next| next == ' ');
        match letter {
            '{' | '[' => open += 1,
            '}' | ']' if open == 0 => return index.max(1),
            // A mapping or a list within a line is marked to its end.
            '}' | ']' if open == 1 && text.starts_with(['{', '[']) => return index + 1,
            '}' | ']' => open -= 1,
            ' ' | ',' if open == 0 => return index,
            _ if is_key && open == 0 => return index.max(1),
            _ => {}
        }
    }
    text.len()
}

/// The text up to the end of its first line, as far as anything of it can be shown.
fn line_of(text: &[u8]) -> &[u8] {
    let text = &text[..text.len().min(4 * (WIDTH + 1))];
    let line = memchr(b'\n', text).map_or(text, |end| &text[..end]);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// As much from the start of a text as fits into columns, and whether something is left out.
fn first_columns(text: &[u8], columns: usize) -> (String, bool) {
    let text = String::from_utf8_lossy(text);
    let mut width = 0;
    for (index, letter) in text.char_indices() {
        width += letter.width().unwrap_or(1);
        if width > columns {
            return (text[..index].to_owned(), true);
        }
    }
    (text.into_owned(), false)
}

/// As much from the end of a text's last line as fits into columns, led by an ellipsis where something is left out.
fn last_columns(text: &[u8], columns: usize) -> String {
    let mut near = &text[text.len().saturating_sub(4 * (columns + 1))..];
    let is_whole = near.len() == text.len();
    let line = memrchr(b'\n', near);
    near = line.map_or(near, |end| &near[end + 1..]);
    // The cut may have gone through a letter.
    while line.is_none() && !is_whole && near.first().is_some_and(|byte| byte & 0xC0 == 0x80) {
        near = &near[1..];
    }
    let near = String::from_utf8_lossy(near);
    let mut width = 0;
    for (index, letter) in near.char_indices().rev() {
        width += letter.width().unwrap_or(1);
        if width > columns {
            return format!("{ELLIPSIS}{}", &near[index + letter.len_utf8()..]);
        }
    }
    let ellipsis = if line.is_none() && !is_whole { ELLIPSIS } else { "" };
    format!("{ellipsis}{near}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(payload: &[u8], span: Range<usize>) -> (String, String) {
        let Excerpt { text, mark } = Excerpt::new(payload, &span);
        let marked = text[mark].to_owned();
        (text, marked)
    }

    fn pair(text: &str, marked: &str) -> (String, String) {
        (text.to_owned(), marked.to_owned())
    }

    #[test]
    fn a_short_line_is_shown_whole_and_no_other() {
        assert_eq!(shown(b"{\n  \"a\": 1,\r\n  \"b\": 2\n}", 9..10), pair("  \"a\": 1,", "1"));
        assert_eq!(shown(b"{}", 0..2), pair("{}", "{}"));
    }

    #[test]
    fn of_a_value_of_several_lines_the_first_is_marked() {
        assert_eq!(shown(b"{\"a\": {\r\n}}", 6..10), pair("{\"a\": {", "{"));
    }

    #[test]
    fn the_end_of_a_text_and_places_beyond_it_are_marked_by_nothing() {
        assert_eq!(shown(b"{", 1..1), pair("{", ""));
        assert_eq!(shown(b"{", 5..9), pair("{", ""));
        assert_eq!(shown(b"", 0..0), pair("", ""));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_by_columns() {
        let line = format!("{}\"{}\"{}", "あ".repeat(1000), "b".repeat(1000), "c".repeat(1000));
        let (text, marked) = shown(line.as_bytes(), 3000..4002);
        assert_eq!(text, format!("…{}\"{}…", "あ".repeat(BEFORE / 2), "b".repeat(MARKED - 1)));
        assert_eq!(marked.len(), MARKED);
        let (text, _) = shown(line.as_bytes(), 3000..3002);
        assert_eq!(text, format!("…{}\"b{}…", "あ".repeat(BEFORE / 2), "b".repeat(WIDTH - BEFORE - 3)));
    }

    fn at(text: &str, line: usize, column: usize) -> Option<(String, String)> {
        let Excerpt { text, mark } = Excerpt::at(text, &Place { file: "a.yaml".into(), line, column })?;
        let marked = text[mark].to_owned();
        Some((text, marked))
    }

    #[test]
    fn of_yaml_the_key_or_the_item_at_a_place_is_marked() {
        let rows = [
            ("openapi: 3.0.3", 1, "openapi"),
            ("paths:", 1, "paths"),
            ("  '200': {}", 3, "'200'"),
            ("  /contacts/{contactId}/photo: {}", 3, "/contacts/{contactId}/photo"),
            ("  - https://example.com/a b", 5, "https://example.com/a"),
            ("enum: [A, BB, C]", 11, "BB"),
            ("enum: [A, BB]", 11, "BB"),
            ("  - {a: [1, 2], b: 3} # c", 5, "{a: [1, 2], b: 3}"),
            ("x: {連絡先: {200: x}}", 5, "連絡先"),
            ("  - \"a: b", 5, "\"a"),
            (":", 1, ":"),
            ("a", 9, ""),
            ("", 1, ""),
        ];
        for (line, column, marked) in rows {
            assert_eq!(at(&format!("first\n{line}\r\nlast"), 2, column), Some(pair(line, marked)), "{line}");
        }
        assert_eq!(at("", 1, 1), Some(pair("", "")));
        assert_eq!(at("first", 2, 1), None);
        assert_eq!(at("first", 0, 0), None);
    }

    #[test]
    fn a_long_line_of_yaml_is_cut_around_the_place() {
        let line = format!("a: {{{}: 1, b: {}}}", "あ".repeat(500), "c".repeat(1000));
        let (text, marked) = at(&line, 1, 510).unwrap_or_default();
        assert_eq!(marked, "b");
        assert!(text.starts_with("…あ") && text.ends_with("c…") && text.width() <= WIDTH + 2, "{text}");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_such() {
        assert_eq!(shown(b"\"\xff\"", 1..2), pair("\"\u{fffd}\"", "\u{fffd}"));
        let bytes = [0x80; 1000];
        assert!(shown(&bytes, 500..501).0.chars().all(|letter| letter == '\u{fffd}' || letter == '…'));
    }
}
