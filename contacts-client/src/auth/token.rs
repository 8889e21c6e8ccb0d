//! An access token, and what is known of it.

use std::fmt;
use std::time::Duration;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// An access token.
///
/// ```
/// use std::time::Duration;
///
/// use contacts_client::auth::Token;
///
/// let token = Token::new("an access token").expires_in(Duration::from_secs(3600));
/// assert!(!format!("{token:?}").contains("an access token"));
/// ```
#[derive(Clone)]
#[allow(clippy::struct_field_names, reason = "a refresh token is called that")]
pub struct Token {
    secret: SecretString,
    lifetime: Option<Duration>,
    refresh_token: Option<SecretString>,
    scope: Option<String>,
}

impl Token {
    /// A token, without the word `Bearer`, that is used until the service rejects it.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self { secret: secret.into(), lifetime: None, refresh_token: None, scope: None }
    }

    /// It is good for this long from now: the client gets another one before it ends.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    pub(crate) fn with_lifetime(self, lifetime: Option<Duration>) -> Self {
        Self { lifetime, ..self }
    }

    pub(crate) fn with_refresh_token(self, refresh_token: Option<SecretString>) -> Self {
        Self { refresh_token, ..self }
    }

    pub(crate) fn with_scope(self, scope: Option<String>) -> Self {
        Self { scope, ..self }
    }

    /// The token itself.
    pub fn secret(&self) -> &SecretString {
        &self.secret
    }

    /// How long it was good for when it was had, if that was said.
    pub fn lifetime(&self) -> Option<Duration> {
        self.lifetime
    }

    /// The refresh token that came with it.
    pub fn refresh_token(&self) -> Option<&SecretString> {
        self.refresh_token.as_ref()
    }

    /// What it is good for, if that was said: scopes with spaces between them.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// The header that carries it, or what is wrong with it.
    pub(crate) fn header(&self) -> Result<HeaderValue, &'static str> {
        bearer(self.secret.expose_secret())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// The header that carries a token, marked so that nothing prints it; or what is wrong with the token, to be put
/// behind "the token".
pub(crate) fn bearer(token: &str) -> Result<HeaderValue, &'static str> {
    if token.is_empty() || token.contains(char::is_whitespace) {
        return Err("is empty or contains spaces; give it without `Bearer`");
    }
    match HeaderValue::try_from(format!("Bearer {token}")) {
        Ok(mut header) if token.is_ascii() => {
            header.set_sensitive(true);
            Ok(header)
        }
        _ => Err("has characters that no header can carry"),
    }
}
