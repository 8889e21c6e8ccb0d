//! What may be shown of a body that nobody understood: its form, and as little as possible of what it says.

use serde_json::Value;

/// How many characters of a body are kept for show.
const LENGTH: usize = 512;
/// Words longer than this are more likely keys or tokens than prose.
const LONGEST_WORD: usize = 20;

/// A body's beginning with its values masked: the strings and numbers of JSON; in other text digits, long
/// words, addresses, and letters beyond ASCII.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let masked = match serde_json::from_str::<Value>(&text) {
        Ok(value) => mask_json(&value).to_string(),
        Err(_) if text.trim_start().starts_with(['{', '[', '"']) => mask_broken_json(&text),
        Err(_) => mask_text(text.chars().take(4 * LENGTH)),
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
        Value::String(_) => Value::from("***"),
        Value::Array(items) => items.iter().map(mask_json).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (mask_text(name.chars()), mask_json(member))).collect()
        }
    }
}

/// JSON that was cut off or is not quite JSON: the names of members stay, everything else goes.
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
            let inner = if is_name { mask_text(inner.chars()) } else { "***".to_owned() };
            masked.extend(["\"", &inner, "\""]);
        } else if "{}[]:,".contains(c) {
            masked.push(c);
        } else if !c.is_whitespace() && !masked.ends_with('*') {
            masked.push('*');
        }
    }
    masked
}

fn mask_text(text: impl Iterator<Item = char>) -> String {
    let mut masked = String::new();
    let mut word = String::new();
    for c in text.chain(std::iter::once(' ')) {
        let separates = c.is_whitespace() || c.is_control() || "<>\"'=/(),;&".contains(c);
        if !separates {
            word.push(c);
            continue;
        }
        let is_plain =
            word.chars().count() <= LONGEST_WORD && word.chars().all(|c| c.is_ascii() && !c.is_ascii_digit());
        let is_status = word.len() == 3 && word.chars().all(|c| c.is_ascii_digit());
        masked.push_str(if word.is_empty() || (is_plain && !word.contains('@')) || is_status { &word } else { "***" });
        masked.push(if c.is_control() { ' ' } else { c });
        word.clear();
    }
    masked.truncate(masked.trim_end().len());
    masked
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_page_of_html_keeps_its_words_and_loses_data() {
        let body = "<html><title>502 Bad Gateway</title><p>太郎 taro@example.com 090-0000-0001 \
                    Bearer kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09m</p></html>";
        assert_eq!(
            excerpt(body.as_bytes()),
            "<html><title>502 Bad Gateway</title><p>*** *** *** Bearer ***</p></html>"
        );
    }

    #[test]
    fn json_keeps_its_form() {
        let body = r#"{"code":"INVALID","memo":["secret",12,true,null]}"#;
        assert_eq!(excerpt(body.as_bytes()), r#"{"code":"***","memo":["***",0,false,null]}"#);
    }

    #[test]
    fn json_that_was_cut_off_keeps_names_only() {
        let body = r#"{"contactName" : {"firstName":"John","n":12.5,"a\"b":tru"#;
        assert_eq!(excerpt(body.as_bytes()), r#"{"contactName":{"firstName":"***","n":*,"ab":*"#);
        assert_eq!(excerpt(br#"["John", "Do"#), r#"["***","***""#);
    }

    #[test]
    fn a_long_body_is_cut() {
        assert_eq!(excerpt("a ".repeat(100_000).as_bytes()).chars().count(), 515);
    }
}
