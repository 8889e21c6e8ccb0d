//! The HTTP client that token endpoints are asked with.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use crate::clock::{Clock, SystemClock};
use crate::decode;
use crate::error::Error;
use crate::transport::{self, CONNECT_TIMEOUT};

/// How long an answer may take, from the start of the request to the end of its body.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The most that is read of an answer, in bytes: tokens are a few kilobytes.
const LONGEST_BODY: usize = 64 << 10;

/// What token endpoints are asked with: no redirects, 30 seconds an answer, 3 to connect, 64 KiB a body.
///
/// A client hands its own to its source. One of your own is needed where there is no client yet:
///
/// ```no_run
/// use contacts_client::auth::{App, Http};
///
/// # async fn example(code: &str) -> Result<(), contacts_client::Error> {
/// let app = App::new("client id", "client secret", "https://example.com/callback");
/// let account = app.exchange(&Http::new()?, code).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    /// For `http` addresses, which are those of this very machine: made when the first one is met.
    local: OnceLock<reqwest::Client>,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}

impl Http {
    /// One that trusts what the operating system trusts.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, Error> {
        Ok(Self::over(builder().build().map_err(Error::build)?, Arc::new(SystemClock)))
    }

    /// One that goes through this client, which follows no redirects.
    pub(crate) fn over(client: reqwest::Client, clock: Arc<dyn Clock>) -> Self {
        Self { client, local: OnceLock::new(), clock }
    }

    /// Measures waits with another clock, and takes the day from it.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// What waits are measured with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Sends a form; an error if no answer begins to come.
    pub(crate) async fn post(&self, url: &Url, form: &[(&str, &str)]) -> Result<Answer, reqwest::Error> {
        let client = if url.scheme() == "http" { self.local()? } else { &self.client };
        let mut response = client.post(url.clone()).timeout(TIMEOUT).form(form).send().await?;
        let body = match decode::read(&mut response, LONGEST_BODY).await {
            Ok(Some(whole)) => Body::Whole(whole),
            Ok(None) => Body::TooLong,
            Err(error) => Body::Broken(error),
        };
        Ok(Answer { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
    }

    fn local(&self) -> Result<&reqwest::Client, reqwest::Error> {
        if let Some(client) = self.local.get() {
            return Ok(client);
        }
        // What is meant for this machine does not leave it for a proxy.
        let client = builder().no_proxy().build()?;
        Ok(self.local.get_or_init(|| client))
    }
}

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// A body, as far as it came.
pub(crate) enum Body {
    Whole(Vec<u8>),
    TooLong,
    Broken(reqwest::Error),
}

fn builder() -> reqwest::ClientBuilder {
    transport::builder().timeout(TIMEOUT).connect_timeout(CONNECT_TIMEOUT)
}
