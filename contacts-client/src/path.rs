//! The last look at a request's path: does it still address what its operation addresses?
//!
//! An id is one segment of a path. What makes it another segment, or none, makes a delete a force delete:
//! `abc\forcedelete` does. Such a request is not sent.

use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::operation::Operation;

/// Holds a request's address against its operation's template, segment by segment.
///
/// # Errors
///
/// Says which parameter is at fault, without showing its value.
pub(crate) fn check(operation: &Operation, base: &str, url: &Url) -> Result<(), String> {
    let changed = || {
        let names: Vec<&str> = placeholders(operation.path).collect();
        format!("the value of {} changes which resource is addressed", names.join(" or "))
    };
    let path = url.path().strip_prefix(base).ok_or_else(changed)?;
    let segments: Vec<&str> = path.split('/').collect();
    let template: Vec<&str> = operation.path.split('/').collect();
    if segments.len() != template.len() {
        return Err(changed());
    }
    for (segment, expected) in segments.iter().zip(&template) {
        match placeholder(expected) {
            Some(name) => is_one_segment(segment).map_err(|why| format!("the value of {name} {why}"))?,
            None if segment != expected => return Err(changed()),
            None => {}
        }
    }
    let taken = Operation::ALL.iter().find(|other| {
        other.path != operation.path
            && other.method == operation.method
            && is_more_literal(other.path, &template, &segments)
    });
    match taken {
        Some(other) => Err(format!("with this value the path is that of {}", other.id)),
        None => Ok(()),
    }
}

/// Whether a segment stays one segment however often a server on the way decodes it.
fn is_one_segment(segment: &str) -> Result<(), &'static str> {
    let mut text = segment.to_owned();
    loop {
        match text.as_str() {
            "" => return Err("is empty"),
            "." | ".." => return Err("is a relative path"),
            _ if text.contains(['/', '\\']) => return Err("contains a slash"),
            _ if text.contains(char::is_control) => return Err("contains a control character"),
            _ => {}
        }
        let decoded = percent_decode_str(&text).decode_utf8().map_err(|_| "is not UTF-8")?.into_owned();
        if decoded == text {
            return Ok(());
        }
        text = decoded;
    }
}

/// Whether another template matches the segments too, with a literal where this one has a placeholder.
fn is_more_literal(other: &str, template: &[&str], segments: &[&str]) -> bool {
    let other: Vec<&str> = other.split('/').collect();
    let matches = |(other, segment): (&&str, &&str)| placeholder(other).is_some() || other == segment;
    other.len() == segments.len()
        && other.iter().zip(segments).all(matches)
        && other.iter().zip(template).any(|(other, own)| placeholder(other).is_none() && placeholder(own).is_some())
}

fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(placeholder)
}
