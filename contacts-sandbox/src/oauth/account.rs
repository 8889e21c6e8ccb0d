//! Who the sandbox's one app is. The names are such that nobody takes them for real ones.

use std::fmt;

/// The client id of the app, unless another one was set.
pub(super) const CLIENT_ID: &str = "sandbox-client";
/// The client secret of the app, unless another one was set.
pub(super) const CLIENT_SECRET: &str = "sandbox-secret";
/// The service account of the app.
pub(super) const ID: &str = "sandbox@example.com";
/// The member who agrees at the authorization endpoint, where nobody said who does and no member was loaded.
pub(super) const MEMBER: &str = "sandbox-member";

/// The service account of a sandbox's app, and what it proves itself with. Nothing prints its secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceAccount {
    /// The client id of the app: whom an assertion comes from (`iss`).
    pub client_id: String,
    /// The client secret of the app.
    pub client_secret: String,
    /// The service account: whom an assertion is about (`sub`).
    pub id: String,
    /// The private key that assertions are signed with, RSA of 2048 bits, as PKCS#8 in PEM.
    pub private_key: String,
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount")
            .field("client_id", &self.client_id)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
