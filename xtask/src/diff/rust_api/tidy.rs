//! Rust in one line, as a person would write it; the compiler's own form has a space around everything.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// A piece of Rust in one line.
pub(super) fn tidy(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    write(tokens.to_token_stream(), &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    // Whether the next token stands where it is, because of the one before.
    let mut is_tight = true;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                let is_call = open == "("
                    && text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>')
                    && !text.ends_with("->");
                if !(is_tight || is_call) {
                    text.push(' ');
                }
                text.push_str(open);
                write(group.stream(), text);
                // A comma at the end of several lines.
                let kept = text.trim_end_matches(',').len();
                text.truncate(kept);
                text.push_str(close);
                is_tight = false;
            }
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                let joins = match c {
                    ',' | ';' | '.' | '?' | '>' | '<' | '!' => true,
                    ':' => !(text.ends_with([',', '&', '=']) || text.ends_with("->")),
                    _ => false,
                };
                // The second half of `->` and `::`.
                let is_half = text.ends_with('-') && c == '>' || text.ends_with(':') && c == ':' && is_tight;
                if !(is_tight || joins || is_half) {
                    text.push(' ');
                }
                text.push(c);
                is_tight = match c {
                    '<' | '&' | '\'' | '.' | '#' | '*' => true,
                    ':' => punct.spacing() == Spacing::Joint || text.ends_with("::"),
                    '-' => punct.spacing() == Spacing::Joint,
                    '=' => text.ends_with("..="),
                    _ => false,
                };
            }
            other => {
                if !is_tight {
                    text.push(' ');
                }
                text.push_str(&other.to_string());
                is_tight = false;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rust_is_written_as_a_person_writes_it() {
        let rows = [
            "pub fn new(name: impl Into<String>, values: Vec<Option<&'static str>>) -> Self",
            "fn list<F>(&self, config: F) -> ::httpmock::Mock<'_> where F: FnOnce(operations::When, operations::Then)",
            "pub const ALL: &'static [&'static str] = &[\"a\", \"b\"]",
            "pub type Values = std::collections::BTreeMap<String, Mark>",
            "pub async fn get(&self, id: &TagId) -> Result<Response<Tag>, Error>",
            "fn count<'a, T>(self, value: T) -> Self where T: Into<Option<&'a str>> + Send",
            "const SHARE: f64 = 0.5",
            "const SIZES: RangeInclusive<u64> = 1..=10_485_760",
            "Operation { id: \"a\", scopes: &[\"contact\"] }",
            "impl From<Tag> for TagInput",
        ];
        for row in rows {
            assert_eq!(tidy(&row.parse::<TokenStream>().unwrap()), row);
        }
        let several_lines = "fn new(\n    a: A,\n    b: B,\n) -> Self";
        assert_eq!(tidy(&several_lines.parse::<TokenStream>().unwrap()), "fn new(a: A, b: B) -> Self");
    }
}
