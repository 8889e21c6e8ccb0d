//! A request of the API, as far as it is understood before it is carried out, and the answer to it.

use std::borrow::Cow;
use std::cell::OnceCell;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json_borrow::Value;

use crate::oauth::Caller;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::service::Service;

/// The parameters of a query, decoded.
type Query<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// A request that is allowed and fits the document.
pub(crate) struct Request<'a> {
    pub(crate) service: &'a Service,
    pub(crate) operation: &'a Operation,
    /// The value of each parameter of the path, decoded.
    pub(crate) path: Vec<String>,
    /// The parameters of the query, decoded.
    pub(crate) query: Query<'a>,
    pub(crate) body: Option<Given<'a>>,
    pub(crate) caller: &'a Caller,
    /// This moment, in seconds of UNIX time.
    pub(crate) now: i64,
}

impl<'a> Request<'a> {
    /// The value of the path's parameter: what the request is about. No operation has more than one.
    pub(crate) fn subject(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The value of a parameter of the query.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The body as it came; empty if there is none.
    pub(crate) fn json(&self) -> &str {
        self.body.as_ref().map_or("", |body| body.text)
    }

    /// The body as a value.
    pub(crate) fn body(&self) -> Option<&Value<'a>> {
        self.body.as_ref().map(Given::value)
    }

    /// A value within the body, by the names that lead to it; none if it is absent or null.
    pub(crate) fn member(&self, names: &[&str]) -> Option<&Value<'_>> {
        let mut value = self.body()?;
        for name in names {
            value = value.as_object()?.get(name)?;
        }
        (!value.is_null()).then_some(value)
    }

    /// A text within the body.
    pub(crate) fn text(&self, names: &[&str]) -> Option<&str> {
        self.member(names)?.as_str()
    }

    /// A refusal that says what the document says under the id of a constraint.
    pub(crate) fn constraint(&self, pointer: &str, id: &str) -> Refusal {
        Refusal::invalid(pointer, self.operation.constraint(id))
    }
}

/// A body that fits the document; a tree is made of it for whoever asks for one.
pub(crate) struct Given<'a> {
    text: &'a str,
    value: OnceCell<Value<'a>>,
}

impl<'a> Given<'a> {
    /// Refuses a number that is too large to be read: it is JSON, and fits wherever any value does.
    pub(crate) fn new(text: &'a str) -> Result<Self, Refusal> {
        let given = Self { text, value: OnceCell::new() };
        if may_overflow(text) && given.value().is_null() {
            return Err(Refusal::bad_request("the body has a number that is too large, or cannot be read"));
        }
        Ok(given)
    }

    fn value(&self) -> &Value<'a> {
        // It was read as JSON before.
        self.value.get_or_init(|| serde_json::from_str(self.text).unwrap_or(Value::Null))
    }
}

/// Whether a text may have a number beyond what a double holds: one with an exponent of three digits, or of very many
/// digits. What only looks like one, within a string, costs no more than a closer look.
fn may_overflow(text: &str) -> bool {
    // Twice as many with an exponent of two digits are still far from it.
    const MANY: usize = 100;
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let has_exponent = memchr::memchr2_iter(b'e', b'E', bytes).any(|at| {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at > 0 && bytes[at - 1].is_ascii_digit() && digits(at + 1 + sign) > 2
    });
    // Twice as many digits in a row have one of these places among them, with as many behind it.
    has_exponent || (0..bytes.len()).step_by(MANY).any(|at| digits(at) >= MANY.min(bytes.len() - at) && digits(at) > 0)
}

/// What is answered to a request that was carried out.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// JSON; none if there is no body.
    pub(crate) body: Option<Bytes>,
}

impl Answer {
    /// A resource, with the documented status of the operation.
    pub(crate) fn json(request: &Request<'_>, json: impl Into<Bytes>) -> Self {
        Self { status: request.operation.success, headers: Vec::new(), body: Some(json.into()) }
    }

    /// Nothing but the documented status of the operation.
    pub(crate) fn empty(request: &Request<'_>) -> Self {
        Self { status: request.operation.success, headers: Vec::new(), body: None }
    }
}

/// The parameters of a query as they are meant: a plus sign is a space, as forms and most clients write one; that is why
/// the documentation sends one that is meant as `%2B`.
pub(crate) fn query(query: &str) -> Result<Query<'_>, Refusal> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((spaced(name)?, spaced(value)?))
    });
    pairs.collect()
}

/// A text of a query, decoded.
fn spaced(text: &str) -> Result<Cow<'_, str>, Refusal> {
    if !text.contains('+') {
        return decode(text);
    }
    Ok(Cow::Owned(decode(&text.replace('+', " "))?.into_owned()))
}

/// A text of an address, decoded.
pub(crate) fn decode(text: &str) -> Result<Cow<'_, str>, Refusal> {
    let not_text = |_| Refusal::bad_request("the address has percent-encoded bytes that are not UTF-8");
    percent_decode_str(text).decode_utf8().map_err(not_text)
}

#[cfg(test)]
mod tests {
    use super::may_overflow;

    #[test]
    fn every_number_that_no_double_holds_is_noticed() {
        let overflows = [
            "1e309".to_owned(),
            "[0,1E400]".to_owned(),
            r#"{"a": -1.5e+999}"#.to_owned(),
            format!("[{}]", "9".repeat(309)),
            format!("[  {}]", "9".repeat(310)),
            format!("[{}e99]", "9".repeat(211)),
        ];
        for text in overflows {
            assert!(serde_json::from_str::<serde_json_borrow::Value<'_>>(&text).is_err(), "{text}");
            assert!(may_overflow(&text), "{text}");
        }
        for text in ["1e30", r#"{"date": "2021-08-10", "name": "Lee 12", "id": "5e-4f"}"#] {
            assert!(!may_overflow(text), "{text}");
        }
        for shift in 0..100 {
            assert!(may_overflow(&format!("[{}{}]", " ".repeat(shift), "9".repeat(309))), "{shift}");
        }
    }
}
