//! A sandbox on a clock that stands still, and the clients that call it over real sockets.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use contacts_client::auth::{PrivateKey, ServiceAccount};
use contacts_client::{Client, ClientBuilder, Limiter, Retry};
use contacts_sandbox::{Builder, Clock, Sandbox};

use crate::clock::CommonClock;

/// A moment behind every dated change of the document, in seconds of UNIX time: 2027-01-04, 09:00 in Japan.
pub const MOMENT: u64 = 1_799_020_800;

/// A sandbox that runs, and its clock.
pub struct Stage {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Its clock, as its clients see it.
    pub clock: Arc<CommonClock>,
}

impl Stage {
    /// Starts a sandbox that holds its own answers against the document.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub async fn start(builder: Builder) -> Result<Self, String> {
        let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(MOMENT));
        let sandbox = builder.clock(clock).check_answers(true).start().await.map_err(|error| error.to_string())?;
        let clock = Arc::new(CommonClock::of(sandbox.clock()));
        Ok(Self { sandbox, clock })
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
        Client::builder().base_url(self.sandbox.base_url()).clock(clock).limiter(Limiter::off()).retry(Retry::never())
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
