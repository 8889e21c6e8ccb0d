//! How a token comes with a request, and how it is said that it was none.
//!
//! A header of another scheme is as good as none; one of this scheme that is not of the documented form is malformed
//! (`invalid_request`), with 401 all the same, which is the status that the operations document.

use crate::facts::{Facts, Missing};

/// Why a request has no caller, or one who may not, in the words of RFC 6750.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Challenge {
    /// `invalid_token` and so on, or nothing if there were no credentials at all.
    pub(crate) error: Option<&'static str>,
    pub(crate) description: String,
    /// The scopes that would do, with spaces between them, if it is for want of one.
    pub(crate) scope: Option<String>,
}

impl Challenge {
    /// The token is not good, for a reason.
    pub(crate) fn invalid_token(description: &str) -> Self {
        Self { error: Some("invalid_token"), description: description.to_owned(), scope: None }
    }

    /// The token has none of these scopes.
    pub(crate) fn insufficient_scope(description: String, scopes: &[String]) -> Self {
        Self { error: Some("insufficient_scope"), description, scope: Some(scopes.join(" ")) }
    }

    /// The value of `WWW-Authenticate`.
    pub(crate) fn header(&self) -> String {
        let Some(error) = self.error else { return "Bearer".to_owned() };
        let scope = self.scope.as_ref().map_or_else(String::new, |scope| format!(", scope=\"{scope}\""));
        format!("Bearer error=\"{error}\", error_description=\"{}\"{scope}", self.description)
    }
}

/// The documented form of the header.
pub(super) struct Scheme {
    /// The form, such as `Bearer {token}`.
    format: String,
    /// What stands before the token.
    prefix: String,
}

/// Where the token stands in the form.
const TOKEN: &str = "{token}";

impl Scheme {
    pub(super) fn of(facts: Facts<'_>) -> Result<Self, Missing> {
        let format = facts.text("/components/securitySchemes/oauth2/x-token/header/format")?.to_owned();
        let prefix = format.split(TOKEN).next().unwrap_or_default().to_owned();
        Ok(Self { format, prefix })
    }

    /// The token in the value of a header.
    pub(super) fn token<'v>(&self, authorization: Option<&'v [u8]>) -> Result<&'v str, Challenge> {
        let token = authorization.and_then(|value| value.strip_prefix(self.prefix.as_bytes()));
        match token.and_then(|token| std::str::from_utf8(token).ok()) {
            Some(token) if is_token(token) => Ok(token),
            _ => Err(self.challenge(authorization)),
        }
    }

    /// What is wrong with a value that holds no token.
    fn challenge(&self, authorization: Option<&[u8]>) -> Challenge {
        let word = self.prefix.trim_end();
        let given = authorization.and_then(|value| value.split(u8::is_ascii_whitespace).next());
        let form = &self.format;
        let (error, description) = match given {
            None => (None, format!("the header Authorization is absent; send `{form}`")),
            Some(given) if given.eq_ignore_ascii_case(word.as_bytes()) => {
                let why = format!("the header Authorization is malformed; send `{form}`, with exactly one space");
                (Some("invalid_request"), why)
            }
            Some(_) => (None, format!("the header Authorization has another scheme; send `{form}`")),
        };
        Challenge { error, description, scope: None }
    }
}

/// Whether a text has the form of a token: `b64token` of RFC 6750.
fn is_token(text: &str) -> bool {
    let is_body = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.bytes().all(is_body)
}
