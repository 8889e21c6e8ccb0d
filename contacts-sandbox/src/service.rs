//! The service behind the port: everything that a request meets, in one place.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use contacts_openapi::validate::{Options, Target, Validator};

use crate::builder::{Assumptions, Settings};
use crate::clock::Clock;
use crate::control::guard::is_local;
use crate::facts::{Facts, Missing, path_of};
use crate::fault::{FaultError, Faults};
use crate::files::Files;
use crate::journal::Journal;
use crate::moment::Writing;
use crate::oauth::{Caller, OAuth};
use crate::operation::{self, Operation};
use crate::operations::{CustomValues, Seal};
use crate::quota::{QuotaError, Quotas};
use crate::record::Change;
use crate::shape::Shape;
use crate::snapshot;
use crate::state::{Looks, State};
use crate::store::{Keeping, Store, Unwritten};

/// An access token of the service account that is always good.
pub(crate) const TOKEN: &str = "sandbox";

/// Everything that a request meets.
pub(crate) struct Service {
    pub(crate) validator: &'static Validator,
    pub(crate) operations: Vec<Operation>,
    /// The path of the server's address, such as `/v1.0`.
    pub(crate) base_path: String,
    pub(crate) content_type: http::HeaderValue,
    pub(crate) request_content_type: String,
    pub(crate) request_id: http::HeaderName,
    pub(crate) contact_shape: Shape,
    pub(crate) tag_shape: Shape,
    pub(crate) property_shape: Shape,
    pub(crate) custom_values: CustomValues,
    /// The domain that the sandbox is.
    pub(crate) domain: i64,
    /// How many definitions of custom properties a domain may have.
    pub(crate) properties_per_domain: usize,
    pub(crate) looks: Looks,
    pub(crate) writing: Writing,
    pub(crate) seal: Seal,
    pub(crate) files: Files,
    pub(crate) quotas: Quotas,
    pub(crate) oauth: OAuth,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    /// When it started, by its clock.
    pub(crate) started_millis: i64,
    /// Where it listens, once it does.
    pub(crate) address: OnceLock<SocketAddr>,
    pub(crate) settings: Settings,
    /// Whether a data file held what it began with.
    pub(crate) is_resumed: bool,
    state: Mutex<State>,
    /// Where what the sandbox holds survives the process, if there is such a place.
    pub(crate) store: Option<Store>,
    today: RwLock<Today>,
}

/// What the day decides.
#[derive(Clone)]
pub(crate) struct Today {
    from: i64,
    to: i64,
    /// As `YYYY-MM-DD`, by the offset in which moments are written.
    pub(crate) day: Arc<str>,
    /// How bodies are judged.
    pub(crate) options: Arc<Options>,
    /// Whether contacts are answered as they are stored.
    pub(crate) is_contact_current: bool,
}

impl Service {
    pub(crate) fn new(settings: Settings) -> Result<Self, StartError> {
        let validator = Validator::contacts();
        let document = validator.document();
        let facts = Facts(document);
        let operations = operation::all(validator)?;
        let header = facts.texts("/x-transport/requestIdHeaders/values")?.first().copied().unwrap_or_default();
        let clock = settings.clock.clone();
        if let Some(url) = &settings.public_url {
            let is_address = url.parse::<http::Uri>().is_ok_and(|it| it.scheme().is_some() && it.query().is_none());
            if !is_address {
                return Err(StartError::setting("the public URL is no address such as `http://sandbox.test:4010`"));
            }
        }
        let oauth = OAuth::new(facts, settings.seed, settings.oauth.clone())?;
        let scopes = facts.members("/components/securitySchemes/oauth2/flows/authorizationCode/scopes")?;
        let scopes = scopes.map(|(scope, _)| scope.to_owned()).collect();
        oauth.grant(TOKEN.to_owned(), Caller { user_id: None, scopes }, i64::MAX);
        let mut service = Self {
            validator,
            base_path: path_of(facts.text("/servers/0/url")?).to_owned(),
            content_type: http::HeaderValue::from_str(facts.text("/x-transport/responseContentType")?)
                .map_err(StartError::document)?,
            request_content_type: facts.text("/x-transport/requestContentType")?.to_owned(),
            request_id: http::HeaderName::from_bytes(header.as_bytes()).map_err(StartError::document)?,
            contact_shape: Shape::of(document, "Contact"),
            tag_shape: Shape::of(document, "ContactTag"),
            property_shape: Shape::of(document, "ContactCustomProperty"),
            custom_values: CustomValues::of(document)?,
            domain: match settings.domain {
                Some(domain) => domain.into(),
                None => {
                    i64::try_from(facts.count("/components/schemas/DomainId/example")?).map_err(StartError::document)?
                }
            },
            properties_per_domain: usize::try_from(facts.count("/x-limits/customPropertiesPerDomain/value")?)
                .map_err(StartError::document)?,
            looks: Looks::of(document),
            writing: Writing::like(facts.text("/x-date-time/bodyExample")?)
                .ok_or_else(|| StartError::document("the example of a moment is none"))?,
            seal: Seal::new(settings.seed, settings.cursor_lifetime_seconds),
            files: Files::of(facts, settings.seed)?,
            quotas: Quotas::new(facts, &settings.quota, operations.len())?,
            oauth,
            faults: Faults::new(settings.seed, validator, &settings.faults)?,
            journal: Journal::new(settings.journal),
            started_millis: clock.millis(),
            address: OnceLock::new(),
            clock,
            is_resumed: false,
            state: Mutex::new(State::new(settings.seed, false)),
            store: None,
            today: RwLock::new(Today {
                from: 0,
                to: 0,
                day: "".into(),
                options: Arc::default(),
                is_contact_current: false,
            }),
            operations,
            settings,
        };
        snapshot::begin(&mut service)?;
        Ok(service)
    }

    /// What answers call the sandbox, without a slash at the end.
    pub(crate) fn public_url(&self) -> String {
        match (&self.settings.public_url, self.address.get()) {
            (Some(url), _) => url.trim_end_matches('/').to_owned(),
            (None, address) => address.map_or_else(String::new, |address| format!("http://{address}")),
        }
    }

    /// Whether the value of `Host` means this sandbox. One that listens at the loopback address is addressed by its
    /// number, as `localhost`, or by its public address: any other name is that of a page that means to read what is
    /// here. One that listens elsewhere was asked to, and can have any name.
    pub(crate) fn is_named(&self, host: Option<&http::HeaderValue>) -> bool {
        let host = host.map_or("", |host| host.to_str().unwrap_or_default());
        let public = self.settings.public_url.as_deref().and_then(|url| url.split_once("://"));
        let is_public = || public.is_some_and(|(_, rest)| rest.split('/').next().is_some_and(|name| name == host));
        let is_elsewhere = || self.address.get().is_some_and(|address| !address.ip().is_loopback());
        host.is_empty() || is_local(host) || is_public() || is_elsewhere()
    }

    /// Whether a request is refused that breaks only what the document assumes.
    pub(crate) fn enforces_assumptions(&self) -> bool {
        self.settings.assumptions == Assumptions::Enforce
    }

    /// What the sandbox holds.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands what changed over to where it survives the process, if there is such a place. While the state is still
    /// locked, so that the order there is the order here; whoever answers waits for it afterwards.
    pub(crate) fn hand_over(&self, state: &mut State) -> Option<Keeping> {
        let store = self.store.as_ref()?;
        let changes = state.take_changes();
        (!changes.is_empty()).then(|| store.send(changes))
    }

    /// Forgets what was called: windows, faults and the journal are as at the start.
    pub(crate) fn start_over(&self) {
        self.quotas.reset();
        self.faults.restart(&self.settings.faults);
        self.journal.restart();
    }

    /// Keeps what changed elsewhere than in the state, where no two do at once; returns when it survives the process.
    pub(crate) async fn keep(&self, changes: Vec<Change>) -> Result<(), Unwritten> {
        match &self.store {
            Some(store) if !changes.is_empty() => store.send(changes).kept().await,
            _ => Ok(()),
        }
    }

    /// What the day of a moment decides.
    pub(crate) fn today(&self, now: i64) -> Today {
        let today = self.today.read().unwrap_or_else(PoisonError::into_inner);
        if (today.from..today.to).contains(&now) {
            return today.clone();
        }
        drop(today);
        let day = self.settings.calendar_day.clone().unwrap_or_else(|| self.writing.day(now));
        // A day of any offset ends with a quarter of an hour.
        let from = now.div_euclid(900) * 900;
        let today = Today {
            from,
            to: from + 900,
            day: day.as_str().into(),
            is_contact_current: self.contact_shape.is_current(&day),
            options: Arc::new(Options::default().date(day)),
        };
        *self.today.write().unwrap_or_else(PoisonError::into_inner) = today.clone();
        today
    }

    /// Whether a finding of a request is a reason to refuse it.
    pub(crate) fn refuses(&self, finding: &contacts_openapi::Finding) -> bool {
        use contacts_openapi::Severity;
        let is_remark =
            matches!(&*finding.rule, "unknown-property" | "read-only" | "deprecated-property" | "unknown-parameter");
        match finding.severity {
            Severity::Error => true,
            Severity::Warning if &*finding.rule == "deprecated-value" => !self.settings.takes_withdrawn,
            Severity::Warning => self.enforces_assumptions() && !is_remark,
        }
    }

    /// The operation of an id.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// What an answer is held against; none if it has no documented body.
    pub(crate) fn answer_schema(
        &self,
        operation: &Operation,
        status: u16,
    ) -> Option<contacts_openapi::validate::Schema> {
        self.validator.schema(&Target::Response(operation.id.clone(), status)).ok()
    }
}

/// Why a sandbox does not start.
#[derive(Debug)]
pub struct StartError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl StartError {
    /// The document is not what the sandbox can follow.
    pub(crate) fn document(error: impl fmt::Display) -> Self {
        Self { message: format!("the document cannot be followed: {error}"), source: None }
    }

    /// What it was told to be cannot be.
    pub(crate) fn setting(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Something outside failed.
    pub(crate) fn because(
        what: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { message: what.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}

impl From<Missing> for StartError {
    fn from(missing: Missing) -> Self {
        Self::document(missing)
    }
}

impl From<QuotaError> for StartError {
    fn from(error: QuotaError) -> Self {
        match error {
            QuotaError::Missing(missing) => missing.into(),
            QuotaError::NoPlan(message) => Self::setting(message),
        }
    }
}

impl From<FaultError> for StartError {
    fn from(error: FaultError) -> Self {
        Self::setting(error.to_string())
    }
}
