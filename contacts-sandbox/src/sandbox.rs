//! A sandbox that runs.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::watch;

use crate::builder::{Builder, Settings};
use crate::clock::Clock;
use crate::fault::{FaultError, FaultRule};
use crate::journal::Requests;
use crate::oauth::{Caller, ServiceAccount};
use crate::server;
use crate::service::{Service, StartError, TOKEN};
use crate::snapshot::{self, LoadError};

/// A sandbox that runs, on threads of its own, until it is dropped.
pub struct Sandbox {
    service: Arc<Service>,
    address: SocketAddr,
    stop: watch::Sender<bool>,
    runtime: Option<Runtime>,
}

impl Sandbox {
    /// Starts a sandbox on a free port of the loopback address, with nothing in it.
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Says how a sandbox is to be.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) async fn run(settings: Settings) -> Result<Self, StartError> {
        let (address, workers) = (settings.address, settings.workers);
        let service = Arc::new(Service::new(settings)?);
        let router = server::router(&service)?;
        // Threads of its own: a test that blocks the only thread of its runtime is answered all the same.
        let runtime = runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
        let runtime = runtime.map_err(|error| StartError::because("no threads can be started", error))?;
        let listener = runtime.spawn(TcpListener::bind(address)).await;
        let listener = listener.map_err(|error| StartError::because("no threads can be started", error))?;
        let listening = listener.and_then(|listener| Ok((listener.local_addr()?, listener)));
        let (address, listener) = match listening {
            Ok(listening) => listening,
            Err(error) => {
                // Dropping it would wait for its threads, which nothing may do that other tasks share a thread with.
                runtime.shutdown_background();
                return Err(StartError::because(format!("cannot listen at {address}"), error));
            }
        };
        // It is set once, here.
        let _ = service.address.set(address);
        let (stop, stopped) = watch::channel(false);
        runtime.spawn(server::run(listener, router, Arc::clone(&service), stopped));
        Ok(Self { service, address, stop, runtime: Some(runtime) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the sandbox as a whole, such as `http://127.0.0.1:4010`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base address of the API, such as `http://127.0.0.1:4010/v1.0`.
    pub fn base_url(&self) -> String {
        format!("http://{}{}", self.address, self.service.base_path)
    }

    /// An access token of the service account, with every scope, that is always good.
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// Adds records to what the sandbox holds, and puts them in the place of those with the same ids; returns how many.
    ///
    /// One record a line, `{"kind": ..., "value": ...}`; lines with nothing in them are passed over. In the values there
    /// is, by kind:
    ///
    /// | kind | value |
    /// |---|---|
    /// | `contact` | a contact as the operation that reads one answers it, an external message contact too |
    /// | `contactTag` | a tag as answers carry it; with `userId`, if it is a member's own |
    /// | `customProperty` | a definition as answers carry it |
    /// | `photo` | `contactId`, `fileName`, `contentType`, and the file as `data` in Base64 |
    /// | `member` | `userId`, and if need be `email`, `externalKey`, `orgUnitIds` and `groupIds`; with the first one, only members that were loaded exist |
    /// | `sandbox` | `identifiers`: how many were made, so that none is made twice |
    /// | `grant` | a refresh token by its digest, as a dump has it |
    ///
    /// A contact may have, beside its value, its place in the order of creation as `sequence`, and `"trashed": true`. If
    /// another one has the place, or none is given, it comes last.
    ///
    /// # Errors
    ///
    /// When a line is no such record, or its value breaks the document. Then nothing is changed. When the data file
    /// cannot be written, what was loaded is there, and becomes part of the file when it can be.
    pub fn load(&self, ndjson: &str) -> Result<usize, LoadError> {
        snapshot::load(&self.service, ndjson)
    }

    /// Everything that the sandbox holds, as [`Sandbox::load`] takes it: the same state always gives the same bytes.
    pub fn dump(&self) -> String {
        snapshot::dump(&self.service)
    }

    /// Takes the sandbox back to what the builder was told to load: windows of quotas, faults and the journal begin
    /// anew, and tokens that were given are no longer good, [`Sandbox::token`] aside. The clock stays as it is.
    ///
    /// # Errors
    ///
    /// When the data file cannot be written; it is when it can be.
    pub fn reset(&self) -> Result<(), LoadError> {
        snapshot::reset(&self.service)
    }

    /// A new access token, with these scopes, of a member or, without one, of the service account. Scopes are taken as
    /// they are given: with one that nothing asks for, a token that is not allowed to do anything is had.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), contacts_sandbox::StartError> {
    /// let sandbox = contacts_sandbox::Sandbox::start().await?;
    /// let reader = sandbox.token_for(Some("a-member"), &["contact.read"]);
    /// # assert!(!reader.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn token_for(&self, user_id: Option<&str>, scopes: &[&str]) -> String {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let caller = Caller { user_id: user_id.map(str::to_owned), scopes };
        self.service.oauth.mint(caller, self.service.clock.millis())
    }

    /// Lets every access token that was given so far expire now; [`Sandbox::token`] stays good.
    pub fn expire_tokens(&self) {
        self.service.oauth.expire_all(self.service.clock.seconds());
    }

    /// What the sandbox's app proves itself with. The first call of a process makes a key, which takes a good part of a
    /// second; all sandboxes of the process have the same one. The times of an assertion are held against the sandbox's
    /// clock: where that was moved, whoever signs goes by it too.
    pub fn service_account(&self) -> ServiceAccount {
        self.service.oauth.service_account()
    }

    /// Where tokens are had.
    pub fn token_url(&self) -> String {
        let [token, _, _] = self.service.oauth.paths();
        format!("{}{token}", self.url())
    }

    /// Where a member agrees that the app acts for them.
    pub fn authorization_url(&self) -> String {
        let [_, authorization, _] = self.service.oauth.paths();
        format!("{}{authorization}", self.url())
    }

    /// Where tokens are given up.
    pub fn revocation_url(&self) -> String {
        let [_, _, revocation] = self.service.oauth.paths();
        format!("{}{revocation}", self.url())
    }

    /// Whether its data file held what it began with, so that nothing that was to be loaded was.
    pub fn is_resumed(&self) -> bool {
        self.service.is_resumed
    }

    /// Its time.
    pub fn clock(&self) -> &Clock {
        &self.service.clock
    }

    /// Lets requests be hit by a [fault](crate::Fault) from now on.
    ///
    /// # Errors
    ///
    /// When the rule names an operation that is none.
    pub fn fault(&self, rule: impl Into<FaultRule>) -> Result<(), FaultError> {
        self.service.faults.add(self.service.validator, rule.into())
    }

    /// Takes all rules of faults back.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }

    /// The last requests of the API, the oldest first; how many are kept, [`Builder::journal`] says. Whoever has an
    /// answer finds its request here; one that is still under way is not among them.
    pub fn requests(&self) -> Requests {
        self.service.journal.read(&self.service.operations)
    }

    /// Forgets the requests up to now; the numbers of those to come go on.
    pub fn clear_journal(&self) {
        self.service.journal.clear();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // No connection that is still open keeps it.
        let _ = self.stop.send(true);
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        // Tasks that still hold the service end later, and the next sandbox may want the file at once.
        if let Some(store) = &self.service.store {
            store.close();
        }
    }
}
