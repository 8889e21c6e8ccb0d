//! The last look at a request's path: does it still address what its operation addresses?
//!
//! An id is one segment of a path. What makes it another segment, or none, makes a delete a force delete:
//! `abc\forcedelete` does. Such a request is not sent.

#[cfg(feature = "check")]
use std::borrow::Cow;
use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use reqwest::Url;

use crate::operation::{Operation, placeholder};

/// What is escaped in a segment: everything but letters, digits and marks that no server gives a meaning.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b':');

/// How often a value is decoded before it is refused: each round costs its length.
const DECODINGS: usize = 8;

/// A value as one segment of a path.
pub(crate) fn encode(value: impl Display) -> String {
    utf8_percent_encode(&value.to_string(), ESCAPED).to_string()
}

/// Holds a request's address against its operation's template, segment by segment.
///
/// # Errors
///
/// Says which parameter is at fault, without showing its value.
pub(crate) fn check(operation: &Operation, base: &str, url: &Url) -> Result<(), String> {
    let template: Vec<&str> = operation.path.split('/').collect();
    let at_fault = || {
        let names: Vec<&str> = template.iter().filter_map(|segment| placeholder(segment)).collect();
        format!("the value of {}", names.join(" or "))
    };
    let changed = || format!("{} changes which resource is addressed", at_fault());
    let path = url.path().strip_prefix(base).ok_or_else(changed)?;
    let segments: Vec<&str> = path.split('/').collect();
    if segments.len() != template.len() {
        return Err(changed());
    }
    let mut meant = Vec::with_capacity(segments.len());
    for (segment, expected) in segments.iter().zip(&template) {
        meant.push(match placeholder(expected) {
            Some(name) => one_segment(segment).map_err(|why| format!("the value of {name} {why}"))?,
            None if segment != expected => return Err(changed()),
            None => (*segment).to_owned(),
        });
    }
    match operation.more_literal().find(|other| matches(other.path, &meant)) {
        Some(other) => Err(format!("{} makes the path that of {}", at_fault(), other.id)),
        None => Ok(()),
    }
}

/// The parameters in the path of a request that [`check`] has nothing against: each with its value as the
/// caller gave it.
#[cfg(feature = "check")]
pub(crate) fn parameters<'u>(
    operation: &Operation,
    base: &str,
    url: &'u Url,
) -> impl Iterator<Item = (&'static str, Cow<'u, str>)> {
    let segments = url.path().strip_prefix(base).unwrap_or_default().split('/');
    operation.path.split('/').zip(segments).filter_map(|(expected, segment)| {
        Some((placeholder(expected)?, percent_decode_str(segment).decode_utf8_lossy()))
    })
}

/// What a segment says once nothing can be decoded any more, if it stays one segment however often a server
/// on the way decodes it.
fn one_segment(segment: &str) -> Result<String, &'static str> {
    let mut text = segment.to_owned();
    for _ in 0..DECODINGS {
        match text.as_str() {
            "" => return Err("is empty"),
            "." | ".." => return Err("is a relative path"),
            _ if text.contains(['/', '\\']) => return Err("contains a slash"),
            _ if text.contains(char::is_control) => return Err("contains a control character"),
            _ => {}
        }
        let decoded = percent_decode_str(&text).decode_utf8().map_err(|_| "is not UTF-8")?.into_owned();
        if decoded == text {
            return Ok(text);
        }
        text = decoded;
    }
    Err("is encoded over and over")
}

fn matches(template: &str, segments: &[String]) -> bool {
    let template: Vec<&str> = template.split('/').collect();
    let fits = |(expected, segment): (&&str, &String)| placeholder(expected).is_some() || expected == segment;
    template.len() == segments.len() && template.iter().zip(segments).all(fits)
}
