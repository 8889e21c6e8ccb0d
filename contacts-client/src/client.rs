//! The client and how it is built.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;

use crate::BASE_URL;
use crate::error::Error;
use crate::generated::wire;

/// How long an attempt may take, from its start to the end of its body.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

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

    /// The address that paths are appended to.
    pub fn base_url(&self) -> &str {
        &self.wire.baseurl
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
    /// `Bearer` and the token, marked so that nothing prints it.
    pub(crate) authorization: HeaderValue,
    /// The path of the base address, without a slash at its end.
    pub(crate) base_path: String,
    /// Whether requests are held against the document.
    #[cfg(feature = "check")]
    pub(crate) check_requests: bool,
}

/// Builds a [`Client`].
pub struct ClientBuilder {
    base_url: String,
    token: Option<String>,
    timeout: Duration,
    connect_timeout: Duration,
    #[cfg(feature = "check")]
    check_requests: bool,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    root_certificates: Vec<Vec<u8>>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: BASE_URL.to_owned(),
            token: None,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            #[cfg(feature = "check")]
            check_requests: true,
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
    /// The access token, without the word `Bearer`. There is no default.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/auth>
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
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

    /// How long a call may take, from its start to the end of its answer; by default 30 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a connection may take to be made; by default 3 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
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
        self.check_requests = check;
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
    /// sent to, or a certificate cannot be read.
    pub fn build(self) -> Result<Client, Error> {
        let base = base_url(&self.base_url)?;
        let token = self.token.ok_or_else(|| Error::configuration("there is no token; set one with `token`"))?;
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err(Error::configuration("the token is empty or contains spaces; give it without `Bearer`"));
        }
        let mut authorization = match HeaderValue::try_from(format!("Bearer {token}")) {
            Ok(value) if token.is_ascii() => value,
            _ => return Err(Error::configuration("the token has characters that no header can carry")),
        };
        authorization.set_sensitive(true);
        let mut http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout);
        if base.scheme() == "http" {
            // What is meant for this machine does not leave it for a proxy.
            http = http.no_proxy();
        }
        // Said outright, because another crate in the tree may have turned the other one on.
        #[cfg(feature = "native-tls")]
        {
            http = http.tls_backend_native();
        }
        #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
        {
            http = http.tls_backend_rustls();
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if !self.root_certificates.is_empty() {
            http = http.tls_certs_merge(certificates(&self.root_certificates)?);
        }
        let base_path = base.path().trim_end_matches('/').to_owned();
        let wire = wire::Client {
            baseurl: base.as_str().trim_end_matches('/').to_owned(),
            client: http.build().map_err(Error::build)?,
            inner: State {
                authorization,
                base_path,
                #[cfg(feature = "check")]
                check_requests: self.check_requests,
            },
        };
        Ok(Client { wire: Arc::new(wire) })
    }
}

/// An address that a token may be sent to.
fn base_url(text: &str) -> Result<Url, Error> {
    let refuse = |why: &str| Err(Error::configuration(format!("the base address {why}")));
    let Ok(url) = Url::parse(text) else { return refuse("is no URL") };
    let is_loopback = match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        None => return refuse("names no host"),
    };
    match url.scheme() {
        "https" if cfg!(any(feature = "rustls", feature = "native-tls")) => {}
        "https" => return refuse("needs TLS; turn on the feature `rustls` or `native-tls`"),
        "http" if is_loopback => {}
        "http" => return refuse("would send the token in the clear; use https"),
        _ => return refuse("is neither https nor http"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("carries a user name; the token is the only credential");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("has a query or a fragment; paths are appended to it");
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
