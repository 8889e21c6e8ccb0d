//! What a sandbox can be told about its tokens.

use std::fmt;

use super::account;

/// What a builder was told about tokens. Nothing prints the secret.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// How long an access token is good; none, if as long as the document says first.
    pub(crate) access_token_seconds: Option<i64>,
    /// Whether a refresh token is replaced when it is used.
    pub(crate) rotates: bool,
    /// Whether `expires_in` is a text.
    pub(crate) expires_in_as_text: bool,
    /// The member who agrees at the authorization endpoint.
    pub(crate) member: Option<String>,
    /// A public key, in PEM, by which assertions are verified too.
    pub(crate) public_key: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            client_id: account::CLIENT_ID.to_owned(),
            client_secret: account::CLIENT_SECRET.to_owned(),
            access_token_seconds: None,
            rotates: false,
            expires_in_as_text: false,
            member: None,
            public_key: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
