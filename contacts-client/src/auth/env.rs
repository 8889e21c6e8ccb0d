//! What the environment says of where the service is, and of how to get a token. The variables are described where
//! people look for them: at [`ClientBuilder::from_env`](crate::ClientBuilder::from_env).

use std::ffi::OsString;
use std::sync::Arc;

use super::{TokenSource, UserAccount};
use crate::error::Error;

pub(crate) const BASE_URL: &str = "LINE_WORKS_BASE_URL";
pub(crate) const TOKEN_URL: &str = "LINE_WORKS_TOKEN_URL";
pub(crate) const ACCESS_TOKEN: &str = "LINE_WORKS_ACCESS_TOKEN";
pub(crate) const CLIENT_ID: &str = "LINE_WORKS_CLIENT_ID";
pub(crate) const CLIENT_SECRET: &str = "LINE_WORKS_CLIENT_SECRET";
pub(crate) const REFRESH_TOKEN: &str = "LINE_WORKS_REFRESH_TOKEN";
pub(crate) const SERVICE_ACCOUNT: &str = "LINE_WORKS_SERVICE_ACCOUNT";
pub(crate) const PRIVATE_KEY: &str = "LINE_WORKS_PRIVATE_KEY";
pub(crate) const PRIVATE_KEY_FILE: &str = "LINE_WORKS_PRIVATE_KEY_FILE";
pub(crate) const DELEGATED_MEMBER: &str = "LINE_WORKS_DELEGATED_MEMBER";
pub(crate) const SCOPES: &str = "LINE_WORKS_SCOPES";

/// What only the key of a service account is for.
const OF_SERVICE_ACCOUNTS: [&str; 5] = [SERVICE_ACCOUNT, PRIVATE_KEY, PRIVATE_KEY_FILE, DELEGATED_MEMBER, SCOPES];

/// What was found.
pub(crate) struct FromEnv {
    pub(crate) base_url: Option<String>,
    pub(crate) tokens: TokensFromEnv,
}

/// How to get a token.
pub(crate) enum TokensFromEnv {
    /// This is it, without the word `Bearer`.
    Fixed(String),
    Source(Arc<dyn TokenSource>),
}

/// Reads the variables with `read`, which is `std::env::var_os` but in tests.
pub(crate) fn from_env(read: &dyn Fn(&str) -> Option<OsString>) -> Result<FromEnv, Error> {
    let environment = Environment(read);
    Ok(FromEnv { base_url: environment.text(BASE_URL)?, tokens: environment.tokens()? })
}

struct Environment<'a>(&'a dyn Fn(&str) -> Option<OsString>);

impl Environment<'_> {
    fn tokens(&self) -> Result<TokensFromEnv, Error> {
        if let Some(token) = self.text(ACCESS_TOKEN)? {
            self.forbid(ACCESS_TOKEN, &[CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, TOKEN_URL])?;
            self.forbid(ACCESS_TOKEN, &OF_SERVICE_ACCOUNTS)?;
            return Ok(TokensFromEnv::Fixed(token));
        }
        if let Some(refresh_token) = self.text(REFRESH_TOKEN)? {
            self.forbid(REFRESH_TOKEN, &OF_SERVICE_ACCOUNTS)?;
            let account = UserAccount::new(
                self.needed(CLIENT_ID, REFRESH_TOKEN)?,
                self.needed(CLIENT_SECRET, REFRESH_TOKEN)?,
                refresh_token,
            );
            return Ok(source(match self.text(TOKEN_URL)? {
                Some(url) => account.token_url(&url).map_err(|error| said_by(TOKEN_URL, &error))?,
                None => account,
            }));
        }
        let of_apps = [CLIENT_ID, CLIENT_SECRET];
        match OF_SERVICE_ACCOUNTS.iter().chain(&of_apps).find(|name| self.get(name).is_some()) {
            Some(because) => self.service_account(because),
            None => Err(Error::configuration(format!(
                "the environment has no {ACCESS_TOKEN}, no {SERVICE_ACCOUNT} and no {REFRESH_TOKEN}: set one of them"
            ))),
        }
    }

    #[cfg(feature = "service-account")]
    fn service_account(&self, because: &str) -> Result<TokensFromEnv, Error> {
        use super::{PrivateKey, ServiceAccount};

        let client_id = self.needed(CLIENT_ID, because)?;
        let client_secret = self.needed(CLIENT_SECRET, because)?;
        let Some(service_account) = self.text(SERVICE_ACCOUNT)? else {
            let or =
                if OF_SERVICE_ACCOUNTS.contains(&because) { String::new() } else { format!(" or {REFRESH_TOKEN}") };
            return Err(missing(&format!("{SERVICE_ACCOUNT}{or}"), because));
        };
        let key = match (self.text(PRIVATE_KEY)?, self.get(PRIVATE_KEY_FILE)) {
            (Some(_), Some(_)) => return Err(contradiction(PRIVATE_KEY, PRIVATE_KEY_FILE)),
            (Some(pem), None) => PrivateKey::from_pem(pem).map_err(|error| said_by(PRIVATE_KEY, &error))?,
            (None, Some(path)) => PrivateKey::from_file(path).map_err(|error| said_by(PRIVATE_KEY_FILE, &error))?,
            (None, None) => return Err(missing(&format!("{PRIVATE_KEY} or {PRIVATE_KEY_FILE}"), SERVICE_ACCOUNT)),
        };
        let mut account = ServiceAccount::new(client_id, client_secret, service_account, key);
        if let Some(member) = self.text(DELEGATED_MEMBER)? {
            account = account.on_behalf_of(member);
        }
        if let Some(scopes) = self.text(SCOPES)? {
            let scopes =
                scopes.split(|each: char| each == ',' || each.is_whitespace()).filter(|scope| !scope.is_empty());
            account = account.scopes(scopes);
        }
        if let Some(url) = self.text(TOKEN_URL)? {
            account = account.token_url(&url).map_err(|error| said_by(TOKEN_URL, &error))?;
        }
        Ok(source(account))
    }

    #[cfg(not(feature = "service-account"))]
    #[allow(clippy::unused_self, reason = "it takes the place of the one above")]
    fn service_account(&self, because: &str) -> Result<TokensFromEnv, Error> {
        Err(Error::configuration(format!(
            "{because} is of use for service accounts only; turn on the feature `service-account`"
        )))
    }

    fn get(&self, name: &str) -> Option<OsString> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let text = self.get(name).map(OsString::into_string).transpose();
        text.map_err(|_| Error::configuration(format!("the variable {name} is not Unicode")))
    }

    fn needed(&self, name: &str, because: &str) -> Result<String, Error> {
        self.text(name)?.ok_or_else(|| missing(name, because))
    }

    fn forbid(&self, chosen: &str, others: &[&str]) -> Result<(), Error> {
        match others.iter().find(|name| self.get(name).is_some()) {
            Some(other) => Err(contradiction(chosen, other)),
            None => Ok(()),
        }
    }
}

fn source(source: impl TokenSource) -> TokensFromEnv {
    TokensFromEnv::Source(Arc::new(source))
}

fn missing(name: &str, because: &str) -> Error {
    Error::configuration(format!("the variable {name} is missing, and {because} is set, which needs it"))
}

fn contradiction(chosen: &str, other: &str) -> Error {
    Error::configuration(format!("the variables {chosen} and {other} are both set: only one of them can count"))
}

fn said_by(name: &str, error: &Error) -> Error {
    Error::configuration(format!("the variable {name} is of no use: {error}"))
}

#[cfg(test)]
mod tests;
