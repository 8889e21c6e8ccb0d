//! The client and how it is built.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;

use crate::BASE_URL;
use crate::address::credentials_may_go_to;
use crate::auth::{Http, TokenSource, Tokens, TokensFromEnv, bearer, from_env};
use crate::call::{Policy, Shared};
use crate::clock::{Clock, SystemClock};
use crate::error::Error;
use crate::generated::{facts, wire};
use crate::limiter::Limiter;
use crate::operation::Operation;
use crate::photo::address;
use crate::retry::{Budget, Retry};
use crate::transport::{self, CONNECT_TIMEOUT};

/// How long all attempts and the waits between them may take.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long an attempt may take, from its start to the end of its body.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// A client of the Contacts API. Cloning it is cheap, and clones share their connections.
///
/// ```no_run
/// # async fn example() -> Result<(), contacts_client::Error> {
/// use contacts_client::Client;
/// use contacts_client::types::ListContactsParams;
///
/// let client = Client::builder().token("an access token").build()?;
/// let page = client.list_contacts(&ListContactsParams::default().set_count(100)).await?;
/// println!("{} contacts", page.contacts.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) wire: Arc<wire::Client>,
}

impl Client {
    /// Starts to build a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client as the environment describes it: see [`ClientBuilder::from_env`].
    ///
    /// # Errors
    ///
    /// Those of [`ClientBuilder::from_env`] and of [`ClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// The address that paths are appended to.
    pub fn base_url(&self) -> &str {
        &self.wire.baseurl
    }

    /// A client that repeats requests in another way. It shares everything else with this one: connections,
    /// tokens, limiter.
    ///
    /// ```no_run
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// use contacts_client::Retry;
    ///
    /// let id = "contact2-a56d-44a4-5304-033e16fca8d1".into();
    /// let contact = client.with_retry(Retry::never()).get_contact(&id).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_retry(&self, retry: Retry) -> Self {
        self.with(|policy| policy.retry = retry)
    }

    /// A client whose calls may take another while: see [`ClientBuilder::deadline`].
    #[must_use]
    pub fn with_deadline(&self, deadline: Duration) -> Self {
        self.with(|policy| policy.deadline = deadline)
    }

    /// A client whose attempts may take another while: see [`ClientBuilder::attempt_timeout`].
    #[must_use]
    pub fn with_attempt_timeout(&self, timeout: Duration) -> Self {
        self.with(|policy| policy.attempt_timeout = timeout)
    }

    /// A client that holds its requests against the document, or not: see [`ClientBuilder::check_requests`].
    #[cfg(feature = "check")]
    #[must_use]
    pub fn with_check_requests(&self, check: bool) -> Self {
        self.with(|policy| policy.check_requests = check)
    }

    /// What waits are measured with.
    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.wire.inner.shared.clock
    }

    fn with(&self, change: impl FnOnce(&mut Policy)) -> Self {
        let mut wire = wire::Client::clone(&self.wire);
        change(&mut wire.inner.policy);
        Self { wire: Arc::new(wire) }
    }

    /// How long it takes until so many more calls of an operation have gone out, as far as the
    /// [limiter](crate::Limiter) knows now: what waits already goes first.
    ///
    /// ```
    /// use contacts_client::{Client, Operation};
    ///
    /// let client = Client::builder().token("any").build()?;
    /// // 240 a minute, of which the first ones need not wait.
    /// let minutes = client.eta(&Operation::CREATE_CONTACT, 10_000).as_secs() / 60;
    /// assert_eq!(minutes, 41);
    /// # Ok::<(), contacts_client::Error>(())
    /// ```
    pub fn eta(&self, operation: &Operation, calls: usize) -> Duration {
        let shared = &self.wire.inner.shared;
        shared.limiter.eta(&*shared.clock, operation, calls)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

/// What every call needs beside its own arguments.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) shared: Arc<Shared>,
    pub(crate) policy: Policy,
    /// The path of the base address, without a slash at its end.
    pub(crate) base_path: Arc<str>,
}

/// Builds a [`Client`].
pub struct ClientBuilder {
    base_url: String,
    tokens: Option<TokensFromEnv>,
    policy: Policy,
    connect_timeout: Duration,
    limiter: Limiter,
    clock: Arc<dyn Clock>,
    file_domains: Vec<String>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    root_certificates: Vec<Vec<u8>>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: BASE_URL.to_owned(),
            tokens: None,
            policy: Policy {
                retry: Retry::default(),
                deadline: DEADLINE,
                attempt_timeout: ATTEMPT_TIMEOUT,
                #[cfg(feature = "check")]
                check_requests: true,
            },
            connect_timeout: CONNECT_TIMEOUT,
            limiter: Limiter::default(),
            clock: Arc::new(SystemClock),
            file_domains: facts::DOWNLOAD_DOMAINS
                .iter()
                .chain([&facts::UPLOAD_HOST])
                .map(|it| (*it).to_owned())
                .collect(),
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            root_certificates: Vec::new(),
        }
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not even the address: until it is checked, it may carry a password.
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// A builder with what the environment says of where the service is and of how to get a token.
    ///
    /// | Variable | Meaning |
    /// |---|---|
    /// | `LINE_WORKS_BASE_URL` | the address that paths are appended to; optional |
    /// | `LINE_WORKS_TOKEN_URL` | where tokens are had; optional |
    /// | `LINE_WORKS_ACCESS_TOKEN` | a token that is there already; then none of the following |
    /// | `LINE_WORKS_CLIENT_ID`, `LINE_WORKS_CLIENT_SECRET` | the app |
    /// | `LINE_WORKS_REFRESH_TOKEN` | a person who has agreed; then none of the following |
    /// | `LINE_WORKS_SERVICE_ACCOUNT` | the service account of the app |
    /// | `LINE_WORKS_PRIVATE_KEY` or `LINE_WORKS_PRIVATE_KEY_FILE` | its key in PEM, or the file of it |
    /// | `LINE_WORKS_DELEGATED_MEMBER` | the member that it asks for; optional |
    /// | `LINE_WORKS_SCOPES` | what its tokens are to be good for, with spaces or commas between; optional |
    ///
    /// One that is empty counts as missing. One that is set for nothing is an error: whoever set it means something.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), contacts_client::Error> {
    /// use contacts_client::{ClientBuilder, Retry};
    ///
    /// let client = ClientBuilder::from_env()?.retry(Retry::default().attempts(5)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When a variable is missing or not Unicode, when two contradict each other, or when a key cannot be read; the
    /// error names them.
    pub fn from_env() -> Result<Self, Error> {
        let found = from_env(&|name| std::env::var_os(name))?;
        let builder = Self { tokens: Some(found.tokens), ..Self::default() };
        Ok(match found.base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    /// The access token, without the word `Bearer`, for as long as it lives: an hour or a day. What runs longer
    /// has a [source of tokens](Self::token_source). There is no default.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/auth>
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens = Some(TokensFromEnv::Fixed(token.into()));
        self
    }

    /// Where access tokens come from: see [`auth`](crate::auth). The last one that is set counts, be it a token or
    /// a source.
    #[must_use]
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.tokens = Some(TokensFromEnv::Source(Arc::new(source)));
        self
    }

    /// The address that paths are appended to; by default [`BASE_URL`](crate::BASE_URL).
    ///
    /// It is an `https` address, or an `http` address of this very machine, for tests.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// How requests that failed are sent again; by default 3 attempts: see [`Retry`].
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.policy.retry = retry;
        self
    }

    /// How calls are kept below the rate limit; by default each client has a limiter of its own, for 240 calls a
    /// minute of each operation: see [`Limiter`].
    #[must_use]
    pub fn limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = limiter;
        self
    }

    /// How long all attempts of a call may take, with the waits between them; by default 60 seconds. It runs from
    /// when the [limiter](Self::limiter) lets the first attempt through: calls in bulk may wait for that
    /// much longer.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.policy.deadline = deadline;
        self
    }

    /// How long one attempt may take, from its start to the end of its answer; by default 30 seconds.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.policy.attempt_timeout = timeout;
        self
    }

    /// How long a connection may take to be made; by default 3 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// What waits are measured with; by default [the time of this machine](SystemClock).
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The domains under which the service has the hosts that photos are sent to and read from, such as
    /// `worksmobile.com`: these, and none of the default ones. The token goes to those hosts as well, so an address
    /// that the service gives is used only if its host is one of them, or if it is of the scheme, host and port of the
    /// [base address](Self::base_url). By default they are those of the commercial edition.
    ///
    /// ```
    /// let client = contacts_client::Client::builder().token("any").file_domains(["example.com"]).build()?;
    /// # Ok::<(), contacts_client::Error>(())
    /// ```
    #[must_use]
    pub fn file_domains(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.file_domains = domains.into_iter().map(Into::into).collect();
        self
    }

    /// Whether a request is held against the document before it is sent; by default it is.
    ///
    /// A request that breaks a rule of the document is then refused: see [`check`](crate::check). Turn it off
    /// to send what the document does not allow, or not yet. A contact that came with an enum value that the
    /// document does not list is read, and kept as it came; written back with the check on, it is refused.
    ///
    /// ```
    /// let client = contacts_client::Client::builder().token("any").check_requests(false).build()?;
    /// # Ok::<(), contacts_client::Error>(())
    /// ```
    #[cfg(feature = "check")]
    #[must_use]
    pub fn check_requests(mut self, check: bool) -> Self {
        self.policy.check_requests = check;
        self
    }

    /// Trusts certificates, in PEM, beside those that the operating system trusts: that of a proxy, say.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    #[must_use]
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// When the token is missing or is no header value, the base address is not one that a token may be
    /// sent to, a domain is none, or a certificate cannot be read.
    pub fn build(self) -> Result<Client, Error> {
        let base = base_url(&self.base_url)?;
        let mut http = transport::builder()
            .timeout(self.policy.attempt_timeout)
            .connect_timeout(self.connect_timeout)
            .retry(reqwest::retry::never());
        if base.scheme() == "http" {
            // What is meant for this machine does not leave it for a proxy.
            http = http.no_proxy();
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if !self.root_certificates.is_empty() {
            http = http.tls_certs_merge(certificates(&self.root_certificates)?);
        }
        let http = http.build().map_err(Error::build)?;
        let tokens = match self.tokens {
            None => return Err(Error::configuration("there is no token; set one with `token` or `token_source`")),
            Some(TokensFromEnv::Fixed(token)) => {
                let header = bearer(&token).map_err(|why| Error::configuration(format!("the token {why}")))?;
                Tokens::fixed(header)
            }
            Some(TokensFromEnv::Source(source)) => {
                let clock = self.clock.clone();
                Tokens::new(source, Http::over(http.clone(), clock.clone()), clock)
            }
        };
        let shared = Shared {
            http: http.clone(),
            tokens,
            limiter: self.limiter,
            clock: self.clock,
            attempt_timeout: self.policy.attempt_timeout,
            budget: Budget::new(),
            file_domains: address::domains(&self.file_domains)?,
        };
        let wire = wire::Client {
            baseurl: base.as_str().trim_end_matches('/').to_owned(),
            client: http,
            inner: State {
                shared: Arc::new(shared),
                policy: self.policy,
                base_path: base.path().trim_end_matches('/').into(),
            },
        };
        Ok(Client { wire: Arc::new(wire) })
    }
}

/// An address that a token may be sent to, and that paths can be appended to.
fn base_url(text: &str) -> Result<Url, Error> {
    let refuse = |why: &str| Error::configuration(format!("the base address {why}"));
    let url = credentials_may_go_to(text).map_err(refuse)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("has a query or a fragment; paths are appended to it"));
    }
    Ok(url)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn certificates(pems: &[Vec<u8>]) -> Result<Vec<reqwest::Certificate>, Error> {
    let mut certificates = Vec::new();
    for pem in pems {
        let found = reqwest::Certificate::from_pem_bundle(pem).map_err(Error::build)?;
        if found.is_empty() {
            return Err(Error::configuration("there is no certificate in what `root_certificate` was given as PEM"));
        }
        certificates.extend(found);
    }
    Ok(certificates)
}
