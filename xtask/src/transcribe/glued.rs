//! Payloads as a saved page has them: in one line, with what their lines were numbered by, or elided.

/// A payload, and where it ends in its line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glued {
    /// The JSON text, without line numbers and without what stands for something left out.
    pub(super) json: String,
    /// Whether something is left out.
    pub(super) is_elided: bool,
    /// Whether the line ends within it.
    pub(super) is_cut: bool,
    /// The bytes of the line that it takes.
    pub(super) length: usize,
}

/// Whether a line begins with a payload, and whether that has line numbers.
pub(super) fn begins(line: &str) -> Option<bool> {
    let rest = line.trim_start();
    if rest.starts_with('{') {
        return Some(false);
    }
    let rest = rest.strip_prefix('1')?.trim_start();
    rest.starts_with(['{', '[']).then_some(true)
}

impl Glued {
    /// Reads the payload that a line begins with.
    ///
    /// A line number stands where its line ended, right behind a bracket, a comma, a text or a word. Behind a
    /// number it has grown together with it, and is taken off its end.
    pub(super) fn read(line: &str) -> Self {
        let mut glued =
            Self { json: String::with_capacity(line.len()), is_elided: false, is_cut: true, length: line.len() };
        let is_numbered = begins(line) == Some(true);
        let (mut depth, mut number) = (0_usize, 0_usize);
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '"' => {
                    let length = text_length(rest);
                    glued.json.push_str(&rest[..length]);
                    length
                }
                '0'..='9' => {
                    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                    let next = (number + 1).to_string();
                    let run = &rest[..digits];
                    let value = if !is_numbered || rest[digits..].starts_with([',', '.', 'e', 'E']) {
                        run
                    } else {
                        run.strip_suffix(&*next).unwrap_or(run)
                    };
                    let is_line = is_numbered && value.len() < run.len();
                    number += usize::from(is_line);
                    glued.json.push_str(value);
                    if is_line {
                        glued.json.push('\n');
                    }
                    digits
                }
                '.' if rest.starts_with("...") => {
                    glued.is_elided = true;
                    elide(&mut glued.json, &rest[3..])
                }
                _ => {
                    depth = match first {
                        '{' | '[' => depth + 1,
                        '}' | ']' => depth.saturating_sub(1),
                        _ => depth,
                    };
                    glued.json.push(first);
                    first.len_utf8()
                }
            };
            rest = &rest[taken..];
            if depth == 0 && matches!(first, '}' | ']') {
                (glued.is_cut, glued.length) = (false, line.len() - rest.len());
                break;
            }
        }
        glued
    }
}

/// How long the JSON text is that something begins with.
fn text_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Leaves out dots together with the comma that was theirs, and says how much was taken.
fn elide(json: &mut String, behind: &str) -> usize {
    let trimmed = behind.trim_start();
    if let Some(rest) = trimmed.strip_prefix(',') {
        return 3 + behind.len() - rest.len();
    }
    let kept = json.trim_end();
    if trimmed.starts_with(['}', ']']) {
        let kept = kept.strip_suffix(',').unwrap_or(kept).len();
        json.truncate(kept);
    } else if !kept.ends_with([',', '{', '[', ':']) {
        json.push(',');
    }
    3
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn line_numbers_are_told_from_what_they_have_grown_together_with() {
        let rows = [
            (
                r#"1{2 "a": [3 "b",4 "c"5 ],6 "d": {7 "e": true8 },9 "f": null10}OK"#,
                json!({"a": ["b", "c"], "d": {"e": true}, "f": null}),
                "OK",
            ),
            (r#"1{2 "a": 1003 }"#, json!({"a": 100}), ""),
            (r#"1{2 "a": 5,3 "b": [4 1,5 26 ]7}Bad Request"#, json!({"a": 5, "b": [1, 2]}), "Bad Request"),
            (r#"1{2 "a": "x 3 \" }",3 "b": -1.54}"#, json!({"a": "x 3 \" }", "b": -1.5}), ""),
            (r#"{ "a": { "b": 12 } }You can go on."#, json!({"a": {"b": 12}}), "You can go on."),
            ("1[2 {3 }4]", json!([{}]), ""),
        ];
        for (line, expected, rest) in rows {
            let glued = Glued::read(line);
            let value: Value =
                serde_json::from_str(&glued.json).unwrap_or_else(|error| json!(format!("{error}: {}", glued.json)));
            assert_eq!(value, expected, "{line}");
            assert_eq!((&line[glued.length..], glued.is_elided, glued.is_cut), (rest, false, false), "{line}");
        }
    }

    #[test]
    fn dots_stand_for_something_left_out_and_go_with_their_comma() {
        let rows = [
            (r#"{ "a": { "b": [ "c" ] }...}"#, json!({"a": {"b": ["c"]}})),
            (r#"{ "a": 1, ... "b": 2 }"#, json!({"a": 1, "b": 2})),
            (r#"{ "a": 1, ..., "b": 2, ... }"#, json!({"a": 1, "b": 2})),
            (r#"{ "a": 1 ... "b": "..." }"#, json!({"a": 1, "b": "..."})),
        ];
        for (line, expected) in rows {
            let glued = Glued::read(line);
            assert!(glued.is_elided && !glued.is_cut, "{line}");
            assert_eq!(serde_json::from_str::<Value>(&glued.json).ok(), Some(expected), "{line}: {}", glued.json);
        }
    }

    #[test]
    fn a_payload_that_the_line_ends_in_is_cut() {
        for line in ["1{2 \"a\": [3 \"b", "{", "{ \"a\": \"\\", "1{2 ...", "1{9999999999999999999999999999999999999999"]
        {
            assert!(Glued::read(line).is_cut, "{line}");
        }
        assert_eq!(["1 {", "1x", "{", "text", "", "1"].map(begins), [Some(true), None, Some(false), None, None, None]);
    }
}
