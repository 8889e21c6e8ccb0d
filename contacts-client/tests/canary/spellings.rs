//! Every spelling in which something secret could come out, and the search for them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{MARKERS, TOKEN};

/// Every spelling in which a marker could come out; whether in capitals does not count.
fn spellings(marker: &str) -> Vec<String> {
    let hex = |separator: &str| marker.bytes().map(|byte| format!("{separator}{byte:02x}")).collect::<String>();
    let list: Vec<String> = marker.bytes().map(|byte| byte.to_string()).collect();
    let unicode: String = marker.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let mut spellings = vec![
        marker.to_owned(),
        percent_encoded(marker, |byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte)),
        percent_encoded(marker, |byte| byte.is_ascii_graphic()),
        percent_encoded(marker, |byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte)).replace("%20", "+"),
        marker.escape_debug().to_string(),
        marker.escape_default().to_string(),
        marker.as_bytes().escape_ascii().to_string(),
        Value::from(marker).to_string().trim_matches('"').to_owned(),
        unicode,
        hex(""),
        hex("\\x"),
        list.join(", "),
        list.join(","),
    ];
    // Within a longer text it begins at any of three places of a group of base64.
    for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
        for before in 0..3 {
            let encoded = engine.encode([&b"   "[..before], marker.as_bytes()].concat());
            let end = (before + marker.len()) / 3 * 4;
            spellings.push(encoded[[0, 2, 3][before]..end].to_owned());
        }
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

fn percent_encoded(text: &str, is_plain: impl Fn(u8) -> bool) -> String {
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The lines in which a marker shows, with the marker.
pub(crate) fn leaks(text: &str) -> Vec<String> {
    static SPELLINGS: LazyLock<(Vec<&str>, AhoCorasick)> = LazyLock::new(|| {
        let all = MARKERS.iter().flat_map(|marker| spellings(marker).into_iter().map(move |it| (*marker, it)));
        let (markers, spellings): (Vec<&str>, Vec<String>) = all.unzip();
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(spellings);
        (markers, search.expect("they are few"))
    });
    let (markers, search) = &*SPELLINGS;
    let mut searched = 0;
    let mut leaks = Vec::new();
    while let Some(found) = search.find(&text[searched..]) {
        let (start, marker) = (searched + found.start(), markers[found.pattern()]);
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        searched = text[start..].find('\n').map_or(text.len(), |length| start + length);
        leaks.push(format!("{marker:?} in: {}", &text[line..searched]));
    }
    leaks
}

#[test]
fn the_canary_sings() {
    #[derive(Debug)]
    #[allow(dead_code, reason = "it is printed")]
    struct Careless {
        token: String,
        bytes: Vec<u8>,
    }

    let careless = Careless { token: TOKEN.to_owned(), bytes: Vec::new() };
    assert_eq!(leaks(&format!("{careless:?}")).len(), 1);
    let careless = Careless { token: String::new(), bytes: TOKEN.into() };
    assert_eq!(leaks(&format!("{careless:?}")).len(), 1);
    for marker in MARKERS {
        let url = contacts_client::Url::parse_with_params("http://a/b", [("q", marker)]).unwrap();
        let header = contacts_client::header::HeaderValue::from_bytes(marker.as_bytes()).unwrap();
        let encoded = |text: String| STANDARD_NO_PAD.encode(text);
        let texts = [
            format!("a{marker}b"),
            format!("{marker:?}"),
            marker.to_uppercase(),
            url.to_string(),
            json!({ "a": marker }).to_string(),
            format!("{:?}", marker.as_bytes()),
            encoded(format!("Bearer {marker}")),
            encoded(format!("Basic {marker} and more")),
            encoded(format!("1{marker}23")),
            format!("{header:?}"),
        ];
        for text in texts {
            assert_eq!(leaks(&text).len(), 1, "{text}");
        }
    }
    assert!(leaks("getContact: answered 404 Not Found").is_empty());
}
