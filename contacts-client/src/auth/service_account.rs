//! Tokens for the account of an app.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

use super::endpoint::{Endpoint, Repeat};
use super::key::PrivateKey;
use super::{Http, TokenFuture, TokenSource, jwt, scopes};
use crate::error::Error;
use crate::generated::facts;

/// The service account of an app: it signs that it is itself, and gets an access token for that.
///
/// It has the rights of an administrator at once, and nobody sits in front of it: what is for batches and services.
/// There is no `me` for it: a member is named.
///
/// ```no_run
/// use contacts_client::auth::{PrivateKey, ServiceAccount};
///
/// let key = PrivateKey::from_file("private.key")?;
/// let account = ServiceAccount::new("client id", "client secret", "abcde.serviceaccount@example.com", key)
///     .scopes(["contact.read"]);
/// # Ok::<(), contacts_client::Error>(())
/// ```
///
/// Documentation: <https://developers.worksmobile.com/en/docs/auth-jwt>
#[derive(Clone)]
pub struct ServiceAccount {
    endpoint: Endpoint,
    subject: String,
    scope: String,
    key: PrivateKey,
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount").finish_non_exhaustive()
    }
}

impl ServiceAccount {
    /// A service account, by what the developer console shows of its app.
    pub fn new(
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
        service_account: impl Into<String>,
        key: PrivateKey,
    ) -> Self {
        Self {
            endpoint: Endpoint::new(facts::TOKEN_URL, client_id, client_secret),
            subject: service_account.into(),
            scope: scopes::all(),
            key,
        }
    }

    /// What the token is to be good for; by default all that the Contacts API has.
    ///
    /// The app must have these scopes in the developer console. That a space separates several of them is what
    /// OAuth says; the documentation does not.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/auth-scope>
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.scope = scopes::join(scopes);
        self
    }

    /// Asks for a token of this member instead of the service account's own: the member becomes the subject (`sub`)
    /// of the assertion. This is assumed; the documentation does not say how it is done, nor for whom it is allowed.
    #[must_use]
    pub fn on_behalf_of(mut self, member: impl Into<String>) -> Self {
        self.subject = member.into();
        self
    }

    /// Where tokens are had, if not at the usual place: an `https` address, or an `http` address of this very
    /// machine, for tests.
    ///
    /// # Errors
    ///
    /// When it is no address that credentials may be sent to.
    pub fn token_url(mut self, url: &str) -> Result<Self, Error> {
        self.endpoint = self.endpoint.moved_to(url)?;
        Ok(self)
    }
}

impl TokenSource for ServiceAccount {
    fn fetch<'a>(&'a self, http: &'a Http) -> TokenFuture<'a> {
        Box::pin(async move {
            let today = http.clock().today();
            let assertion = jwt::assertion(self.endpoint.client_id(), &self.subject, today, &self.key)?;
            let grant = [
                ("grant_type", facts::JWT_BEARER_GRANT),
                ("assertion", assertion.expose_secret()),
                ("scope", self.scope.as_str()),
            ];
            self.endpoint.token(http, &grant, Repeat::Always).await
        })
    }
}
