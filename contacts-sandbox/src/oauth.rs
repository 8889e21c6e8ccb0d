//! Who calls: tokens, what they allow, where they are had and where they are given up.
//!
//! The endpoints are those of the document's security scheme, under the same paths on the sandbox's own port; every
//! grant type, form field, claim, scope and lifetime is read from there.
//!
//! What no page decides, and how it is here:
//!
//! - Scopes are separated by spaces or commas. A bare scope covers the one that ends with `.read`.
//! - Every field of a documented form is needed, but `token_type_hint`. The client proves itself within the form only.
//! - A refresh token comes with the JWT grant too, because the guide gives it a life there. It is not replaced when it
//!   is used, unless the sandbox is told so; then the use of a replaced one revokes all that came of the same grant, as
//!   RFC 9700 advises.
//! - The subject of an assertion that is not the service account is a member, if the directory has it.
//! - The authorization endpoint asks nobody: it approves at once for the member that `login_hint` names, or that the
//!   sandbox was told, or else the first one of the directory. It sends codes to any `https` address, since no console
//!   is there to register some, and to `http` ones of this very machine, for tests.
//! - A code verifier (RFC 7636) is asked for where a challenge was given, because common tools send one.
//! - A revocation is answered with 200 and no body, as RFC 7009 has it.
//!
//! Tokens follow from the seed, the clock and the order of requests, so that the same requests are answered with the
//! same bytes: whoever knows the seed can make them, which is no secret of a sandbox. Refresh tokens survive a
//! restart, by their digests; access tokens and codes do not.

mod account;
mod assertion;
mod authorization;
mod bearer;
mod denial;
mod expiring;
mod form;
mod grants;
mod keys;
mod pkce;
mod revocation;
mod rules;
mod settings;
mod token;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use axum::Router;
use axum::routing::any;

pub use account::ServiceAccount;
pub(crate) use bearer::Challenge;
pub(crate) use settings::Settings;

use crate::facts::Facts;
use crate::record::Change;
use crate::service::{Service, StartError};
use bearer::Scheme;
use grants::Grants;
use keys::Keys;
use rules::Rules;

/// Whom a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The member; none for a service account, which has an administrator's rights.
    pub(crate) user_id: Option<String>,
    pub(crate) scopes: Vec<String>,
}

/// The tokens that are good, and how others are had.
pub(crate) struct OAuth {
    rules: Rules,
    scheme: Scheme,
    settings: Settings,
    keys: Keys,
    grants: RwLock<Grants>,
    /// Held while tokens are given, replaced and revoked, so that the changes are kept in the order they were made.
    order: tokio::sync::Mutex<()>,
}

impl OAuth {
    pub(crate) fn new(facts: Facts<'_>, seed: u64, settings: Settings) -> Result<Self, StartError> {
        let rules = Rules::of(facts)?;
        Ok(Self {
            scheme: Scheme::of(facts)?,
            keys: Keys::new(settings.public_key.as_deref())?,
            grants: RwLock::new(Grants::new(seed, rules.lifetimes(&settings))),
            order: tokio::sync::Mutex::default(),
            rules,
            settings,
        })
    }

    /// Whom the value of an `Authorization` header stands for, at a moment in seconds of UNIX time.
    pub(crate) fn caller(&self, authorization: Option<&[u8]>, now: i64) -> Result<Arc<Caller>, Challenge> {
        let token = self.scheme.token(authorization)?;
        self.grants().caller(token, now).map_err(Challenge::invalid_token)
    }

    /// Makes a token good until a moment in seconds of UNIX time.
    pub(crate) fn grant(&self, token: String, caller: Caller, until: i64) {
        self.grants_mut().accept(token, Arc::new(caller), until);
    }

    /// A new access token, at a moment in milliseconds of UNIX time, that nobody had to ask for.
    pub(crate) fn mint(&self, caller: Caller, now_millis: i64) -> String {
        self.grants_mut().mint(Arc::new(caller), None, now_millis)
    }

    /// Lets every access token that was given so far expire at a moment in seconds of UNIX time; what was made good
    /// for ever stays good.
    pub(crate) fn expire_all(&self, now: i64) {
        self.grants_mut().expire_all(now);
    }

    /// Forgets every token and code, but what was made good for ever, and begins anew.
    pub(crate) fn reset(&self) {
        self.grants_mut().reset();
    }

    /// The lines of the records of the refresh tokens.
    pub(crate) fn records(&self) -> Vec<Vec<u8>> {
        self.grants().records()
    }

    /// Adds the refresh token that the value of a record holds.
    pub(crate) fn load(&self, value: &str) -> Result<(), String> {
        self.grants_mut().load(value)
    }

    /// Whether the value of a record is one that can be added.
    pub(crate) fn is_grant(value: &str) -> bool {
        Grants::is_grant(value)
    }

    /// What changed since this was last asked.
    pub(crate) fn take_changes(&self) -> Vec<Change> {
        self.grants_mut().take_changes()
    }

    /// What the sandbox's app proves itself with; the first call makes the key.
    pub(crate) fn service_account(&self) -> ServiceAccount {
        ServiceAccount {
            client_id: self.settings.client_id.clone(),
            client_secret: self.settings.client_secret.clone(),
            id: account::ID.to_owned(),
            private_key: keys::private_pem(),
        }
    }

    /// The paths of the endpoints for tokens, authorization and revocation.
    pub(crate) fn paths(&self) -> [&str; 3] {
        [&self.rules.token, &self.rules.authorization, &self.rules.revocation].map(|endpoint| &*endpoint.path)
    }

    fn grants(&self) -> RwLockReadGuard<'_, Grants> {
        self.grants.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn grants_mut(&self) -> RwLockWriteGuard<'_, Grants> {
        self.grants.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The endpoints. Each answers its documented method only, which not even HEAD is let pass for: a code that nobody
/// sees would be given.
pub(crate) fn routes(oauth: &OAuth) -> Router<Arc<Service>> {
    let [token, authorization, revocation] = oauth.paths();
    Router::new()
        .route(token, any(token::serve))
        .route(authorization, any(authorization::serve))
        .route(revocation, any(revocation::serve))
}
