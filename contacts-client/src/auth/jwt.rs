//! An assertion: a JWT by which a service account proves that it is itself.
//!
//! Of the crates that make one, the one that fits takes its cryptography from a place that the whole program shares,
//! and panics where two of its features are on; and what is needed of it is three texts with dots between them. The
//! signature is that of aws-lc, which the default TLS has anyway.
//!
//! Documentation: <https://developers.worksmobile.com/en/docs/auth-jwt>

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::key::PrivateKey;
use crate::error::Error;
use crate::generated::facts;

/// How far back an assertion is dated, because to a service whose clock is behind ours it would come from the future.
const BACKDATED: Duration = Duration::from_secs(60);

/// Says, signed, that `issuer` asks for `subject`.
///
/// It lives half as long as it may, so that there is as much room for a clock that is ahead of ours, to which it is
/// nearly over, as for one that is behind, to which it lives longer than it does.
pub(crate) fn assertion(
    issuer: &str,
    subject: &str,
    today: SystemTime,
    key: &PrivateKey,
) -> Result<SecretString, Error> {
    let since_epoch = today.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let start = since_epoch.saturating_sub(BACKDATED).as_secs();
    let end = start + facts::JWT_MAX_LIFETIME.as_secs() / 2;
    let header = json!({ "alg": "RS256", "typ": "JWT" });
    let claims = json!({ "iss": issuer, "sub": subject, "iat": start, "exp": end });
    let message = format!("{}.{}", part(&header), part(&claims));
    let signature = BASE64_URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes())?);
    Ok(format!("{message}.{signature}").into())
}

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}
