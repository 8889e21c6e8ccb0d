//! Tokens for a person who has agreed that an app acts for them.
//!
//! The person agrees in a browser, at an address that [`App::authorization_url`] makes, and comes back with a code.
//! The code is exchanged once; from then on a refresh token gets access tokens for as long as it lives. Whether it is
//! replaced when it is used is not documented, so a new one is kept, and handed to whoever stores it, before
//! anything else happens.
//!
//! ```no_run
//! use contacts_client::auth::{App, Http};
//!
//! # fn code_that_came_back() -> String { String::new() }
//! # async fn example() -> Result<(), contacts_client::Error> {
//! let app = App::new("client id", "client secret", "https://example.com/callback");
//! println!("agree at {}", app.authorization_url(["contact"], "a text that nobody can guess", None)?);
//! let account = app.exchange(&Http::new()?, &code_that_came_back()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Documentation: <https://developers.worksmobile.com/en/docs/auth-oauth>

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::endpoint::{self, Endpoint, Repeat};
use super::{Http, Token, TokenFuture, TokenSource, scopes};
use crate::address::spell_spaces;
use crate::error::Error;
use crate::generated::facts;

/// An app of the developer console that acts for people.
#[derive(Clone)]
pub struct App {
    tokens: Endpoint,
    revocations: Endpoint,
    authorizations: String,
    redirect_uri: String,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// An app, by what the developer console shows of it; the redirect URI is one of those that are registered there.
    pub fn new(
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        let tokens = Endpoint::new(facts::TOKEN_URL, client_id, client_secret);
        Self {
            revocations: tokens.at(facts::REVOCATION_URL),
            tokens,
            authorizations: facts::AUTHORIZATION_URL.to_owned(),
            redirect_uri: redirect_uri.into(),
        }
    }

    /// Where people agree, where tokens are had, and where they are given up, if not at the usual places: `https`
    /// addresses, or `http` addresses of this very machine, for tests.
    ///
    /// # Errors
    ///
    /// When one is no address that credentials may be sent to.
    pub fn endpoints(mut self, authorization: &str, token: &str, revocation: &str) -> Result<Self, Error> {
        endpoint::check(authorization)?;
        self.authorizations = String::from(authorization);
        self.tokens = self.tokens.moved_to(token)?;
        self.revocations = self.revocations.moved_to(revocation)?;
        Ok(self)
    }

    /// Where a person agrees to these scopes.
    ///
    /// Make a `state` that nobody can guess, and compare it with the one that comes back with the code: otherwise
    /// anybody can have a code of theirs taken for that person's. The `nonce` is for ID tokens.
    ///
    /// # Errors
    ///
    /// When TLS is turned off, and the address is not one of this very machine.
    pub fn authorization_url(
        &self,
        scopes: impl IntoIterator<Item = impl AsRef<str>>,
        state: &str,
        nonce: Option<&str>,
    ) -> Result<Url, Error> {
        let mut url = endpoint::check(&self.authorizations)?;
        let scope = scopes::join(scopes);
        url.query_pairs_mut()
            .append_pair("client_id", self.tokens.client_id())
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", &scope)
            .append_pair("response_type", facts::RESPONSE_TYPE)
            .append_pair("state", state)
            .extend_pairs(nonce.map(|nonce| ("nonce", nonce)));
        spell_spaces(&mut url);
        Ok(url)
    }

    /// Exchanges the code that a person came back with. It is good for 10 minutes, and once.
    ///
    /// # Errors
    ///
    /// When the token endpoint refuses, or cannot be reached.
    pub async fn exchange(&self, http: &Http, code: &str) -> Result<UserAccount, Error> {
        let asked = http.clock().now();
        let grant = [
            ("grant_type", facts::AUTHORIZATION_CODE_GRANT),
            ("code", code),
            ("redirect_uri", self.redirect_uri.as_str()),
        ];
        let token = self.tokens.token(http, &grant, Repeat::Unheard).await?;
        let mut state = State { is_stored: false, ..State::default() };
        state.take(token, asked);
        Ok(self.account(state))
    }

    /// A person who has agreed before, by the refresh token that was stored then.
    pub fn account_of(&self, refresh_token: impl Into<SecretString>) -> UserAccount {
        self.account(State { refresh_token: Some(refresh_token.into()), is_stored: true, ..State::default() })
    }

    fn account(&self, state: State) -> UserAccount {
        let (tokens, revocations) = (self.tokens.clone(), Some(self.revocations.clone()));
        UserAccount { tokens, revocations, store: None, state: Mutex::new(state) }
    }
}

/// What [`RefreshTokenStore::store`] returns.
pub type StoreFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Keeps refresh tokens for the time after this program.
pub trait RefreshTokenStore: Send + Sync + 'static {
    /// Stores the refresh token that is good from now on, in place of the one before.
    ///
    /// It is called before the access token that came with it is handed out.
    ///
    /// # Errors
    ///
    /// When it could not be stored. It is then told as the error of the call that needed the token, text and all, so
    /// that the text must not be secret; the token is kept in memory, and stored when the next one is needed.
    fn store<'a>(&'a self, refresh_token: &'a SecretString) -> StoreFuture<'a>;
}

/// Which of its tokens an account gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenHint {
    /// The access token that was had last.
    AccessToken,
    /// The refresh token: the person has to agree again.
    RefreshToken,
}

/// A person who has agreed that an [`App`] acts for them.
pub struct UserAccount {
    tokens: Endpoint,
    /// None where tokens are had at an address of which nobody said where theirs are revoked.
    revocations: Option<Endpoint>,
    store: Option<Arc<dyn RefreshTokenStore>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    refresh_token: Option<SecretString>,
    /// Whether the store has the refresh token, or never needs it.
    is_stored: bool,
    /// A token that was had and not handed out, and when it was asked for.
    at_hand: Option<(Token, Instant)>,
    /// The access token that was had last.
    last: Option<SecretString>,
}

impl fmt::Debug for UserAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserAccount").finish_non_exhaustive()
    }
}

impl UserAccount {
    /// A person who has agreed before, by the refresh token that was stored then. [`App::account_of`] does the same
    /// where there is an app.
    pub fn new(
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
        refresh_token: impl Into<SecretString>,
    ) -> Self {
        App::new(client_id, client_secret, "").account_of(refresh_token)
    }

    /// Where tokens are had, if not at the usual place: an `https` address, or an `http` address of this very
    /// machine, for tests. Where they are revoked then is what [`App::endpoints`] can say.
    ///
    /// # Errors
    ///
    /// When it is no address that credentials may be sent to.
    pub fn token_url(mut self, url: &str) -> Result<Self, Error> {
        (self.tokens, self.revocations) = (self.tokens.moved_to(url)?, None);
        Ok(self)
    }

    /// Hands every new refresh token to a store: also the one that came with an exchanged code.
    #[must_use]
    pub fn stored_in(mut self, store: Arc<dyn RefreshTokenStore>) -> Self {
        self.store = Some(store);
        self
    }

    /// The refresh token that is good now. Waits for a fetch that is under way.
    pub async fn refresh_token(&self) -> Option<SecretString> {
        self.state.lock().await.refresh_token.clone()
    }

    /// Gives up a token; does nothing if there is none. That this is how it is done is assumed: the documentation does
    /// not show it.
    ///
    /// # Errors
    ///
    /// When the endpoint refuses, or cannot be reached.
    pub async fn revoke(&self, http: &Http, hint: TokenHint) -> Result<(), Error> {
        let Some(revocations) = &self.revocations else {
            let why = "nobody said where the tokens of this endpoint are revoked; say it with `App::endpoints`";
            return Err(Error::configuration(why));
        };
        let mut state = self.state.lock().await;
        let (token, word) = match hint {
            TokenHint::AccessToken => (&state.last, "access_token"),
            TokenHint::RefreshToken => (&state.refresh_token, "refresh_token"),
        };
        let Some(token) = token else { return Ok(()) };
        let form = [("token", token.expose_secret()), ("token_type_hint", word)];
        revocations.tell(http, &form).await?;
        match hint {
            TokenHint::AccessToken => (state.last, state.at_hand) = (None, None),
            TokenHint::RefreshToken => state.refresh_token = None,
        }
        Ok(())
    }
}

impl State {
    /// Keeps what an endpoint answered. An answer without a refresh token leaves the old one in force.
    fn take(&mut self, token: Token, asked: Instant) {
        if let Some(new) = token.refresh_token() {
            let old = self.refresh_token.as_ref().map(ExposeSecret::expose_secret);
            self.is_stored &= old == Some(new.expose_secret());
            self.refresh_token = Some(new.clone());
        }
        self.last = Some(token.secret().clone());
        self.at_hand = Some((token, asked));
    }

    /// The token at hand, with what is left of its life, unless that is over.
    fn hand_out(&mut self, now: Instant) -> Option<Token> {
        let (token, asked) = self.at_hand.take()?;
        let Some(lifetime) = token.lifetime() else { return Some(token) };
        let left = lifetime.checked_sub(now.saturating_duration_since(asked)).filter(|left| !left.is_zero())?;
        Some(token.with_lifetime(Some(left)))
    }
}

impl TokenSource for UserAccount {
    fn fetch<'a>(&'a self, http: &'a Http) -> TokenFuture<'a> {
        Box::pin(async move {
            // Held to the end: of two who use the same refresh token, one is refused.
            let mut state = self.state.lock().await;
            self.store(&mut state).await?;
            if let Some(token) = state.hand_out(http.clock().now()) {
                return Ok(token);
            }
            let Some(refresh_token) = state.refresh_token.clone() else {
                return Err(Error::authentication("there is no refresh token: the person has to agree again"));
            };
            let asked = http.clock().now();
            let grant = [("grant_type", facts::REFRESH_TOKEN_GRANT), ("refresh_token", refresh_token.expose_secret())];
            let token = self.tokens.token(http, &grant, Repeat::Unheard).await?;
            state.take(token.clone(), asked);
            self.store(&mut state).await?;
            state.at_hand = None;
            Ok(token)
        })
    }
}

impl UserAccount {
    /// Hands the refresh token to the store, if it does not have it.
    async fn store(&self, state: &mut State) -> Result<(), Error> {
        if !state.is_stored
            && let (Some(store), Some(token)) = (&self.store, &state.refresh_token)
        {
            let failed = Error::authentication("the refresh token could not be stored");
            store.store(token).await.map_err(|error| failed.with_cause(error))?;
        }
        state.is_stored = true;
        Ok(())
    }
}
