//! Where access tokens come from.
//!
//! Tokens live for a day at most, so a service does not have one but a way to get one: a [`TokenSource`]. The
//! client asks it when it needs to, once for all calls that wait, and ahead of time.
//!
//! - [`ServiceAccount`]: the account of an app, for work that nobody sits in front of.
//! - [`UserAccount`]: a person who has agreed that an [`App`] acts for them.
//! - A source of your own, such as a vault that hands out tokens:
//!
//! ```
//! use std::time::Duration;
//!
//! use contacts_client::Error;
//! use contacts_client::auth::{Http, Token, TokenFuture, TokenSource};
//!
//! struct Vault;
//!
//! impl TokenSource for Vault {
//!     fn fetch<'a>(&'a self, _: &'a Http) -> TokenFuture<'a> {
//!         Box::pin(async {
//!             let secret = std::fs::read_to_string("/run/secrets/token").map_err(Error::no_token)?;
//!             Ok(Token::new(secret.trim()).expires_in(Duration::from_secs(3600)))
//!         })
//!     }
//! }
//! ```
//!
//! Documentation: <https://developers.worksmobile.com/en/docs/auth>

mod cache;
mod endpoint;
mod env;
mod http;
#[cfg(feature = "service-account")]
mod jwt;
#[cfg(feature = "service-account")]
mod key;
mod scopes;
#[cfg(feature = "service-account")]
mod service_account;
mod token;
mod user_account;

use std::pin::Pin;

pub(crate) use cache::{Authorization, Tokens};
pub(crate) use env::{TokensFromEnv, from_env};
pub use http::Http;
#[cfg(feature = "service-account")]
pub use key::PrivateKey;
pub use secrecy::{ExposeSecret, SecretString};
#[cfg(feature = "service-account")]
pub use service_account::ServiceAccount;
pub use token::Token;
pub(crate) use token::bearer;
pub use user_account::{App, RefreshTokenStore, StoreFuture, TokenHint, UserAccount};

use crate::error::Error;

/// What [`TokenSource::fetch`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, Error>> + Send + 'a>>;

/// Where access tokens come from.
///
/// The client asks a source for one token at a time, and lets each answer come to its end even if the call that
/// needed it was given up.
pub trait TokenSource: Send + Sync + 'static {
    /// Gets a token that was not handed out before, if there is one: the one before may have been rejected.
    ///
    /// # Errors
    ///
    /// When there is none; [`Error::no_token`] is for sources of your own.
    fn fetch<'a>(&'a self, http: &'a Http) -> TokenFuture<'a>;
}
