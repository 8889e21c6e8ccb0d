//! From bytes to values, without ever showing the bytes.

use progenitor_client::ResponseValue;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::error::Category;

use crate::error::Tries;
use crate::response::Response;

/// The largest JSON body that is read: ten times a page of 500 contacts.
pub(crate) const MAX_BODY: usize = 10 * 1024 * 1024;

/// A body that does not have the form that the document describes.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) path: String,
    pub(crate) reason: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) tries: Tries,
}

/// What is kept with an answer until it is decoded.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    /// The whole body, where it was read.
    pub(crate) body: Option<Vec<u8>>,
    /// What was done to get it.
    pub(crate) tries: Tries,
}

impl Kept {
    /// Takes it from an answer.
    pub(crate) fn take(answer: &mut reqwest::Response) -> Self {
        answer.extensions_mut().remove().unwrap_or_default()
    }

    /// Takes the body alone.
    pub(crate) fn body(answer: &mut reqwest::Response) -> Option<Vec<u8>> {
        answer.extensions_mut().get_mut::<Self>()?.body.take()
    }
}

/// Reads a body, unless it is longer than `limit` bytes.
pub(crate) async fn read(answer: &mut reqwest::Response, limit: usize) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let announced = answer.content_length().and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = answer.chunk().await? {
        if chunk.len() > limit - bytes.len() {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// Reads what can be had of a body, at most `limit` bytes, and says what kept it from reading more.
pub(crate) async fn read_some(answer: &mut reqwest::Response, limit: usize) -> (Vec<u8>, Option<reqwest::Error>) {
    let mut bytes = Vec::new();
    while bytes.len() < limit {
        match answer.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk[..chunk.len().min(limit - bytes.len())]),
            Ok(None) => break,
            Err(error) => return (bytes, Some(error)),
        }
    }
    (bytes, None)
}

/// Makes a value of the body of a success.
///
/// The body is checked to be UTF-8 once, which is cheaper than string by string. Where it does not fit is
/// found on a second pass, so that the first need not keep track.
#[allow(clippy::unused_async, reason = "the generated code awaits it")]
pub(crate) async fn json<T: DeserializeOwned>(
    mut answer: reqwest::Response,
) -> Result<Response<T>, progenitor_client::Error<Malformed>> {
    let Kept { body, tries } = Kept::take(&mut answer);
    let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
    match decode(&body.unwrap_or_default()) {
        Ok(value) => Ok(Response::new(value, status, headers)),
        Err(why) => {
            let why = Malformed { tries, ..why };
            Err(progenitor_client::Error::ErrorResponse(ResponseValue::new(why, status, headers)))
        }
    }
}

/// Makes a value of bytes.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    let malformed =
        |path: String, reason: String, line, column| Malformed { path, reason, line, column, tries: Tries::default() };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = (before.split('\n').count(), before.rsplit('\n').next().map_or(0, str::len) + 1);
            return Err(malformed(String::new(), "not UTF-8".to_owned(), line, column));
        }
    };
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let path = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(located) if error.classify() == Category::Data => located.path().to_string(),
        _ => String::new(),
    };
    Err(malformed(path, reason(&error), error.line(), error.column()))
}

/// What serde says is wrong, without the value that is wrong.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    match error.classify() {
        Category::Io => "it could not be read".to_owned(),
        Category::Syntax => "not JSON".to_owned(),
        Category::Eof => "it ends too early".to_owned(),
        Category::Data if text.starts_with("missing field `") => text.to_owned(),
        Category::Data => match text.rsplit_once(", expected ") {
            Some((_, expected)) => format!("expected {expected}"),
            None => "not of the documented form".to_owned(),
        },
    }
}

/// Reads `null` as the empty value: an absent list, `null` and an empty one are the same in answers.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
