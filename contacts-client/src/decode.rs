//! From bytes to values, without ever showing the bytes.

use progenitor_client::ResponseValue;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::error::Category;

/// The largest JSON body that is read: ten times a page of 500 contacts.
pub(crate) const MAX_BODY: usize = 10 * 1024 * 1024;

/// Why the body of a success could not be read.
#[derive(Debug)]
pub(crate) enum Undecodable {
    /// It does not have the form that the document describes.
    Malformed { path: String, reason: String, line: usize, column: usize },
    /// It is larger than what is read.
    TooLarge,
    /// The connection failed before its end.
    Interrupted(reqwest::Error),
}

/// Reads the body of a success.
///
/// The body is checked to be UTF-8 once, which is cheaper than string by string. Where it does not fit is
/// found on a second pass, so that the first need not keep track.
pub(crate) async fn json<T: DeserializeOwned>(
    response: reqwest::Response,
) -> Result<ResponseValue<T>, progenitor_client::Error<Undecodable>> {
    let (status, headers) = (response.status(), response.headers().clone());
    let decoded = match read(response, MAX_BODY).await {
        Ok(Body { complete: true, bytes }) => decode(&bytes),
        Ok(Body { complete: false, .. }) => Err(Undecodable::TooLarge),
        Err(error) => Err(Undecodable::Interrupted(error)),
    };
    match decoded {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(why) => Err(progenitor_client::Error::ErrorResponse(ResponseValue::new(why, status, headers))),
    }
}

/// A body, or as much of it as was asked for.
pub(crate) struct Body {
    pub(crate) bytes: Vec<u8>,
    pub(crate) complete: bool,
}

/// Reads at most `limit` bytes of a body.
pub(crate) async fn read(mut response: reqwest::Response, limit: usize) -> Result<Body, reqwest::Error> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
    let mut bytes = Vec::with_capacity(announced.unwrap_or_default().min(limit));
    while let Some(chunk) = response.chunk().await? {
        let room = limit - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            return Ok(Body { bytes, complete: false });
        }
    }
    Ok(Body { bytes, complete: true })
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Undecodable> {
    let malformed = |path: String, reason: String, line, column| Undecodable::Malformed { path, reason, line, column };
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
