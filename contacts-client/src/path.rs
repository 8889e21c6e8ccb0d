//! The last look at a request's path: does it still address what its operation addresses?
//!
//! An id is one segment of a path. What makes it another segment, or none, makes a delete a force delete:
//! `abc\forcedelete` does. Such a request is not sent.

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::LazyLock;

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

/// An operation's path, taken apart once for all of its calls.
struct Route {
    /// The template's segments.
    segments: Vec<&'static str>,
    /// The operations that some values of its parameters would address instead.
    rivals: Vec<&'static Operation>,
}

/// The routes of all operations, in the order of [`Operation::ALL`].
static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let routes = Operation::ALL.iter().map(|operation| {
        let segments = operation.path.split('/').collect();
        Route { segments, rivals: operation.more_literal().collect() }
    });
    routes.collect()
});

/// Holds a request's address against its operation's template, segment by segment.
///
/// # Errors
///
/// Says which parameter is at fault, without showing its value.
pub(crate) fn check(operation: &Operation, base: &str, url: &Url) -> Result<(), String> {
    let Route { segments: template, rivals } = &ROUTES[operation.index];
    let at_fault = || {
        let names: Vec<&str> = template.iter().filter_map(|segment| placeholder(segment)).collect();
        format!("the value of {}", names.join(" or "))
    };
    let changed = || format!("{} changes which resource is addressed", at_fault());
    let path = url.path().strip_prefix(base).ok_or_else(changed)?;
    let mut segments = segments(path);
    for expected in template {
        let segment = segments.next().ok_or_else(changed)?;
        match placeholder(expected) {
            Some(name) => one_segment(segment).map(drop).map_err(|why| format!("the value of {name} {why}"))?,
            None if segment != *expected => return Err(changed()),
            None => {}
        }
    }
    if segments.next().is_some() {
        return Err(changed());
    }
    if rivals.is_empty() {
        return Ok(());
    }
    // Each segment was found to be one.
    let meant: Vec<Cow<'_, str>> = self::segments(path).map(|it| one_segment(it).unwrap_or(it.into())).collect();
    match rivals.iter().find(|other| matches(&ROUTES[other.index].segments, &meant)) {
        Some(other) => Err(format!("{} makes the path that of {}", at_fault(), other.id)),
        None => Ok(()),
    }
}

/// The segments of a path, as `split('/')` has them: a search through texts as short as these costs more than a look
/// at each of their bytes.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let end = path.bytes().position(|byte| byte == b'/');
        rest = end.map(|end| &path[end + 1..]);
        Some(&path[..end.unwrap_or(path.len())])
    })
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
fn one_segment(segment: &str) -> Result<Cow<'_, str>, &'static str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !segment.is_empty() && segment.bytes().all(is_plain) {
        return Ok(segment.into());
    }
    let mut text = Cow::Borrowed(segment);
    for _ in 0..DECODINGS {
        match &*text {
            "" => return Err("is empty"),
            "." | ".." => return Err("is a relative path"),
            _ if text.contains(['/', '\\']) => return Err("contains a slash"),
            _ if text.contains(char::is_control) => return Err("contains a control character"),
            _ if !text.contains('%') => return Ok(text),
            _ => {}
        }
        let decoded = percent_decode_str(&text).decode_utf8().map_err(|_| "is not UTF-8")?.into_owned();
        if decoded == text {
            return Ok(text);
        }
        text = decoded.into();
    }
    Err("is encoded over and over")
}

/// The operation that a method and a path address.
pub(crate) fn operation(method: &str, path: &str) -> Option<&'static Operation> {
    let segments: Vec<&str> = path.split('/').collect();
    let addressed = Operation::ALL.iter().filter(|it| it.method == method);
    let addressed = addressed.filter(|it| matches(&ROUTES[it.index].segments, &segments));
    addressed.min_by_key(|it| ROUTES[it.index].segments.iter().filter_map(|it| placeholder(it)).count())
}

fn matches(template: &[&str], segments: &[impl AsRef<str>]) -> bool {
    let fits = |(expected, segment): (&&str, &_)| {
        placeholder(expected).is_some() || *expected == AsRef::<str>::as_ref(segment)
    };
    template.len() == segments.len() && template.iter().zip(segments).all(fits)
}
