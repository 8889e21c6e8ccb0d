//! What may be shown of a body that nobody understood: its form, and nothing of what it says.

use reqwest::StatusCode;
use serde_json::Value;

/// How many characters of a body are kept for show.
const LENGTH: usize = 512;
/// The tags of the pages that gateways answer with.
const TAGS: [&str; 16] = [
    "html", "head", "title", "meta", "style", "script", "body", "h1", "h2", "p", "div", "span", "pre", "center", "hr",
    "br",
];
/// The names of members that gateways and services tell errors with; any other may be a custom property's.
const NAMES: [&str; 18] = [
    "cause",
    "code",
    "description",
    "detail",
    "details",
    "error",
    "error_description",
    "errors",
    "exception",
    "instance",
    "message",
    "path",
    "reason",
    "requestId",
    "status",
    "timestamp",
    "title",
    "type",
];
/// What stands for a value.
const MASK: &str = "***";

/// A body's beginning with its values masked. Of JSON the customary names of members stay; of other text the names of
/// tags, and the words that HTTP has for its statuses, which is what gateways say.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let masked = match serde_json::from_str::<Value>(&text) {
        Ok(value) => mask_json(&value).to_string(),
        Err(_) if text.trim_start().starts_with(['{', '[', '"']) => mask_broken_json(&text),
        Err(_) => mask_text(&text),
    };
    match masked.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}...", &masked[..end]),
        None => masked,
    }
}

fn mask_json(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(_) => Value::from(false),
        Value::Number(_) => Value::from(0),
        Value::String(_) => Value::from(MASK),
        Value::Array(items) => items.iter().map(mask_json).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (mask_name(name).to_owned(), mask_json(member))).collect()
        }
    }
}

/// A member's name, if it is one that errors are told with.
fn mask_name(name: &str) -> &str {
    if NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) { name } else { MASK }
}

/// JSON that was cut off or is not quite JSON.
fn mask_broken_json(text: &str) -> String {
    let mut masked = String::new();
    let mut rest = text.chars().take(4 * LENGTH).peekable();
    while let Some(c) = rest.next() {
        if c == '"' {
            let mut inner = String::new();
            let mut is_closed = false;
            while let Some(c) = rest.next() {
                match c {
                    '"' => {
                        is_closed = true;
                        break;
                    }
                    '\\' => drop(rest.next()),
                    _ => inner.push(c),
                }
            }
            while rest.next_if(|c| c.is_whitespace()).is_some() {}
            let is_name = is_closed && rest.peek() == Some(&':');
            masked.extend(["\"", if is_name { mask_name(&inner) } else { MASK }, "\""]);
        } else if "{}[]:,".contains(c) {
            masked.push(c);
        } else if !c.is_whitespace() && !masked.ends_with('*') {
            masked.push('*');
        }
    }
    masked
}

fn mask_text(text: &str) -> String {
    let is_separator = |c: char| c.is_whitespace() || c.is_control() || "<>/".contains(c);
    let text: String = text.chars().take(4 * LENGTH).collect();
    let mut masked = String::new();
    let mut is_tag = false;
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(is_separator).unwrap_or(rest.len());
        if end == 0 {
            masked.push(if first.is_whitespace() || first.is_control() { ' ' } else { first });
            is_tag = first == '<' || (first == '/' && is_tag);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let word = &rest[..end];
        let is_shown = if is_tag { TAGS.contains(&word) } else { is_gateway_word(word) };
        if is_shown || !masked.ends_with("*** ") {
            masked.push_str(if is_shown { word } else { MASK });
        } else {
            // One mask for a run of words.
            masked.pop();
        }
        is_tag = false;
        rest = &rest[end..];
    }
    masked.truncate(masked.trim_end().len());
    masked
}

/// Whether a word is one of those that HTTP describes its errors with.
fn is_gateway_word(word: &str) -> bool {
    let reasons = (400..600).filter_map(|status| StatusCode::from_u16(status).ok()?.canonical_reason());
    word.eq_ignore_ascii_case("error")
        || word.eq_ignore_ascii_case("nginx")
        || reasons.flat_map(str::split_whitespace).any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_page_of_html_keeps_what_gateways_say_and_loses_data() {
        let body = "<html><title>502 Bad Gateway</title><p class=\"john\">No contact John Smith, tel 012 345 678, \
                    太郎 taro@example.com kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09m</p></html>";
        assert_eq!(excerpt(body.as_bytes()), "<html><title>*** Bad Gateway</title><p ***>***</p></html>");
    }

    #[test]
    fn json_keeps_its_form() {
        let body = r#"{"John Smith":1,"code":"INVALID","details":["secret",12,true,null]}"#;
        assert_eq!(excerpt(body.as_bytes()), r#"{"***":0,"code":"***","details":["***",0,false,null]}"#);
    }

    #[test]
    fn json_that_was_cut_off_keeps_the_names_of_errors_only() {
        let body = r#"{"error" : {"message":"John","galoshes":12.5,"a\"b":tru"#;
        assert_eq!(excerpt(body.as_bytes()), r#"{"error":{"message":"***","***":*,"***":*"#);
        assert_eq!(excerpt(br#"["John", "Do"#), r#"["***","***""#);
    }

    #[test]
    fn a_long_body_is_cut() {
        assert_eq!(excerpt("<a>".repeat(100_000).as_bytes()).chars().count(), 515);
    }
}
