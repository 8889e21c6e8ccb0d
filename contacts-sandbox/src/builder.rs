//! How a sandbox is to be.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::fault::FaultRule;
use crate::journal;
use crate::oauth;
use crate::quota::Quota;
use crate::sandbox::Sandbox;
use crate::service::StartError;

/// What becomes of a request that breaks only what the document marks as assumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Assumptions {
    /// It is carried out. The default: no page says that it is wrong.
    #[default]
    Accept,
    /// It is refused.
    Enforce,
}

/// What a [`Builder`] was told.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) address: SocketAddr,
    /// What answers call the sandbox; none, if it is where it listens.
    pub(crate) public_url: Option<String>,
    pub(crate) seed: u64,
    pub(crate) clock: Clock,
    pub(crate) quota: Quota,
    pub(crate) assumptions: Assumptions,
    pub(crate) takes_withdrawn: bool,
    /// The day by which dated changes are judged; none, if it is that of the clock.
    pub(crate) calendar_day: Option<String>,
    pub(crate) cursor_lifetime_seconds: i64,
    pub(crate) checks_answers: bool,
    pub(crate) workers: usize,
    pub(crate) seeds: Vec<Seed>,
    pub(crate) data: Option<PathBuf>,
    /// The domain; none, if it is that of the document's example.
    pub(crate) domain: Option<i32>,
    pub(crate) company_tags_by_members: bool,
    pub(crate) faults: Vec<FaultRule>,
    /// How many requests the journal keeps.
    pub(crate) journal: usize,
    pub(crate) oauth: oauth::Settings,
}

/// What to load at the start.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    /// What an error calls it.
    pub(crate) name: String,
    pub(crate) ndjson: Arc<str>,
}

/// Makes a [`Sandbox`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    settings: Settings,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            settings: Settings {
                address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
                public_url: None,
                seed: 0,
                clock: Clock::system(),
                quota: Quota::default(),
                assumptions: Assumptions::default(),
                takes_withdrawn: false,
                calendar_day: None,
                cursor_lifetime_seconds: 60 * 60,
                checks_answers: cfg!(debug_assertions),
                workers: 1,
                seeds: Vec::new(),
                data: None,
                domain: None,
                company_tags_by_members: true,
                faults: Vec::new(),
                journal: journal::LENGTH,
                oauth: oauth::Settings::default(),
            },
        }
    }
}

impl Builder {
    /// Sets where to listen; by default any free port of the loopback address.
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.settings.address = address;
        self
    }

    /// Sets what answers call the sandbox, such as `http://sandbox.test:4010`, where they name addresses on it; by
    /// default the address that it listens at.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.settings.public_url = Some(url.into());
        self
    }

    /// Sets what identifiers, cursors and chance follow from; by default 0. The same seed, clock and requests give the
    /// same answers, byte by byte.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Sets the time; by default the machine's.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.settings.clock = clock;
        self
    }

    /// Sets how many calls of an operation a minute allows; by default as many as the documentation says of the plan
    /// that allows the most.
    pub fn quota(mut self, quota: Quota) -> Self {
        self.settings.quota = quota;
        self
    }

    /// Sets what becomes of requests that break only what the document assumes; by default they are carried out.
    pub fn assumptions(mut self, assumptions: Assumptions) -> Self {
        self.settings.assumptions = assumptions;
        self
    }

    /// Sets the day, as `YYYY-MM-DD`, by which dated changes of the API are judged; by default that of the clock.
    pub fn calendar(mut self, day: impl Into<String>) -> Self {
        self.settings.calendar_day = Some(day.into());
        self
    }

    /// Whether values that the documentation has withdrawn by the day are still taken; by default not.
    pub fn withdrawn_values(mut self, are_taken: bool) -> Self {
        self.settings.takes_withdrawn = are_taken;
        self
    }

    /// Sets how long a cursor is good; by default an hour. The documentation does not say.
    pub fn cursor_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.cursor_lifetime_seconds = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
        self
    }

    /// Whether every answer is held against the document, so that one that breaks it becomes an error with status 500
    /// that says where; by default in debug builds only.
    pub fn check_answers(mut self, are_checked: bool) -> Self {
        self.settings.checks_answers = are_checked;
        self
    }

    /// Sets how many threads serve requests; by default one.
    pub fn workers(mut self, workers: usize) -> Self {
        self.settings.workers = workers.max(1);
        self
    }

    /// Adds what the sandbox is to hold at the start: records as NDJSON, as [`Sandbox::dump`] gives them and
    /// [`Sandbox::load`] describes them.
    pub fn load(self, ndjson: impl Into<String>) -> Self {
        self.load_as("what is to be loaded", ndjson)
    }

    /// The same, with a name that an error calls it by, such as that of its file.
    pub fn load_as(mut self, name: impl Into<String>, ndjson: impl Into<String>) -> Self {
        self.settings.seeds.push(Seed { name: name.into(), ndjson: ndjson.into().into() });
        self
    }

    /// Adds what the documentation's own examples refer to: the tags, and the definitions of custom properties, of
    /// which these are as many as a domain may have.
    pub fn documented(self) -> Self {
        self.load_as("the documented seed", include_str!("../seed/documented.ndjson"))
    }

    /// Keeps what the sandbox holds in a file, an `SQLite` database that is made if it is not there, so that it survives
    /// a restart and the end of the process, however sudden: a request is answered when what it changed is written. A
    /// file that a sandbox has used before says what there is at the start, and what else was to be loaded is not. The
    /// file is one sandbox's at a time.
    ///
    /// When the file can no longer be written, requests that change something are answered with status 503 until it
    /// can; standard error says why.
    pub fn data(mut self, file: impl Into<PathBuf>) -> Self {
        self.settings.data = Some(file.into());
        self
    }

    /// Sets what the sandbox's one app proves itself with; by default `sandbox-client` and `sandbox-secret`.
    pub fn client(mut self, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        self.settings.oauth.client_id = client_id.into();
        self.settings.oauth.client_secret = client_secret.into();
        self
    }

    /// Adds a public key, RSA as `-----BEGIN PUBLIC KEY-----` in PEM, by which assertions are verified beside the
    /// sandbox's own: for who has the private key of it.
    pub fn public_key(mut self, pem: impl Into<String>) -> Self {
        self.settings.oauth.public_key = Some(pem.into());
        self
    }

    /// Sets how long access tokens are good, in whole seconds; by default an hour, the shorter of the two lives that
    /// the documentation names.
    pub fn access_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.oauth.access_token_seconds = Some(i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX));
        self
    }

    /// Whether the use of a refresh token gives a new one in its place; by default not. The documentation does not say.
    pub fn refresh_token_rotation(mut self, rotates: bool) -> Self {
        self.settings.oauth.rotates = rotates;
        self
    }

    /// Whether `expires_in` of a token is a text, such as `"3600"`; by default it is a number. The documentation does
    /// not say.
    pub fn expires_in_as_text(mut self, is_text: bool) -> Self {
        self.settings.oauth.expires_in_as_text = is_text;
        self
    }

    /// Sets the member who agrees at the authorization endpoint, where a request names none in `login_hint`; by default
    /// the first one that was loaded, or else `sandbox-member`.
    pub fn authorizing_member(mut self, user_id: impl Into<String>) -> Self {
        self.settings.oauth.member = Some(user_id.into());
        self
    }

    /// Sets the id of the domain that the sandbox is; by default that of the documentation's examples. There is no
    /// other domain in a sandbox.
    ///
    /// ```
    /// let builder = contacts_sandbox::Sandbox::builder().domain(10_000_002);
    /// ```
    pub fn domain(mut self, id: i32) -> Self {
        self.settings.domain = Some(id);
        self
    }

    /// Whether members may create, change and delete company tags, which is an option of the domain; by default they
    /// may. A service account always may.
    ///
    /// ```
    /// let builder = contacts_sandbox::Sandbox::builder().company_tags_by_members(false);
    /// ```
    pub fn company_tags_by_members(mut self, may_they: bool) -> Self {
        self.settings.company_tags_by_members = may_they;
        self
    }

    /// What it was told, for tests of what is behind the port.
    #[cfg(test)]
    pub(crate) fn into_settings(self) -> Settings {
        self.settings
    }

    /// Adds a rule by which requests are hit by a [fault](crate::Fault). An operation that is none is an error at the
    /// start.
    pub fn fault(mut self, rule: impl Into<FaultRule>) -> Self {
        self.settings.faults.push(rule.into());
        self
    }

    /// Sets how many requests are kept for [`Sandbox::requests`]; by default the last 1,000. 0 keeps none.
    pub fn journal(mut self, requests: usize) -> Self {
        self.settings.journal = requests;
        self
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    ///
    /// When it cannot listen, when a setting cannot be, or when what it is to hold cannot be read.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        Sandbox::run(self.settings).await
    }
}
