//! A sandbox on a clock that stands still, and the clients that call it over real sockets.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, SystemTime};

use contacts_client::auth::{PrivateKey, ServiceAccount};
use contacts_client::{Client, ClientBuilder, Limiter, Retry};
use contacts_sandbox::{Builder, Clock, Sandbox};

use crate::clock::CommonClock;
use crate::record;
use crate::record::relay::{Relay, Scopes};

/// A moment behind every dated change that the document may get for years, in seconds of UNIX time: 2034-01-04, 09:00 in
/// Japan.
pub const MOMENT: u64 = 2_019_945_600;

/// A sandbox that runs, and its clock.
pub struct Stage {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Its clock, as its clients see it.
    pub clock: Arc<CommonClock>,
    /// Where clients find it: at a relay, while something is recorded.
    url: String,
    scopes: Scopes,
}

impl Stage {
    /// Starts a sandbox that holds its own answers against the document.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub async fn start(builder: Builder) -> Result<Self, String> {
        let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(MOMENT));
        let builder = builder.clock(clock).check_answers(true);
        let relay = if record::is_wanted() { Some(Relay::bind().await?) } else { None };
        let builder = match &relay {
            Some(relay) => builder.public_url(relay.url()),
            None => builder,
        };
        let sandbox = builder.start().await.map_err(|error| error.to_string())?;
        let clock = Arc::new(CommonClock::of(sandbox.clock()));
        let scopes = Scopes::default();
        let mut url = sandbox.url();
        if let Some(relay) = relay {
            let base_path = sandbox.base_url().strip_prefix(&url).unwrap_or_default().to_owned();
            url = relay.url();
            relay.lead_to(sandbox.address(), base_path, Arc::clone(&scopes));
        }
        Ok(Self { sandbox, clock, url, scopes })
    }

    /// Where clients find the sandbox, without the base path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A token with some scopes, of the service account or of a member.
    pub fn token(&self, member: Option<&str>, scopes: &[&str]) -> String {
        let token = self.sandbox.token_for(member, scopes);
        let granted = scopes.iter().map(|&scope| scope.to_owned()).collect();
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), granted);
        token
    }

    /// Where tokens are had: the sandbox's OAuth endpoint, for its service account or, if one is named, for a member.
    ///
    /// # Errors
    ///
    /// When what the sandbox says of its service account is not what the client takes.
    pub fn account(&self, member: Option<&str>) -> Result<ServiceAccount, contacts_client::Error> {
        let account = self.sandbox.service_account();
        let key = PrivateKey::from_pem(&account.private_key)?;
        let source = ServiceAccount::new(account.client_id, account.client_secret, account.id, key)
            .token_url(&self.sandbox.token_url())?;
        Ok(match member {
            Some(member) => source.on_behalf_of(member),
            None => source,
        })
    }

    /// A client without tokens, which neither waits nor repeats.
    pub fn builder(&self) -> ClientBuilder {
        let clock = Arc::<CommonClock>::clone(&self.clock);
        let base_url = self.sandbox.base_url().replacen(&self.sandbox.url(), &self.url, 1);
        Client::builder().base_url(base_url).clock(clock).limiter(Limiter::off()).retry(Retry::never())
    }

    /// A client with tokens from the sandbox's OAuth endpoint.
    ///
    /// # Errors
    ///
    /// Those of [`Self::account`], and when no client can be built.
    pub fn client(&self, member: Option<&str>) -> Result<Client, String> {
        let account = self.account(member).map_err(|error| format!("{error:?}"))?;
        self.builder().token_source(account).build().map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use contacts_client::types::DateTime;
    use contacts_openapi::Document;
    use serde_json::Value;

    use super::MOMENT;

    #[test]
    fn the_moment_lies_behind_every_dated_change() {
        let mut dates = Vec::new();
        Document::contacts().walk(&mut |_, value| {
            let changes = value.get("x-dated-changes").and_then(Value::as_array).into_iter().flatten();
            dates.extend(changes.filter_map(|change| change["date"].as_str().map(str::to_owned)));
        });
        assert!(!dates.is_empty());
        for date in dates {
            let date: DateTime = format!("{date}T00:00:00+09:00").parse().expect("it is a day");
            let date = SystemTime::try_from(&date).expect("a day is a moment");
            assert!(date < SystemTime::UNIX_EPOCH + Duration::from_secs(MOMENT), "{date:?}");
        }
    }
}
