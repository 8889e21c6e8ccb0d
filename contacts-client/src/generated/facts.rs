// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

//! What the document says of the API as a whole, for the half of the client that is written by hand.

use std::ops::RangeInclusive;
use std::time::Duration;

/// Where a person agrees that an app may act for them.
pub(crate) const AUTHORIZATION_URL: &str = "https://auth.worksmobile.com/oauth2/v2.0/authorize";

/// Where tokens are had.
pub(crate) const TOKEN_URL: &str = "https://auth.worksmobile.com/oauth2/v2.0/token";

/// Where tokens are given up.
pub(crate) const REVOCATION_URL: &str = "https://auth.worksmobile.com/oauth2/v2.0/revoke";

/// Every scope that the document defines.
pub(crate) const SCOPES: &[&str] = &["contact", "contact.read"];

/// `grant_type` with an authorization code.
pub(crate) const AUTHORIZATION_CODE_GRANT: &str = "authorization_code";

/// `grant_type` with a refresh token.
pub(crate) const REFRESH_TOKEN_GRANT: &str = "refresh_token";

/// `grant_type` with an assertion of a service account.
pub(crate) const JWT_BEARER_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// How long an assertion may live.
pub(crate) const JWT_MAX_LIFETIME: Duration = Duration::from_secs(3600);

/// `response_type` that asks for an authorization code.
pub(crate) const RESPONSE_TYPE: &str = "code";

/// The header that tells the calls made in the window, in lower case.
pub(crate) const RATE_LIMIT_USED: &str = "ratelimit-ssed";

/// The header that tells how many calls a window allows, in lower case.
pub(crate) const RATE_LIMIT_LIMIT: &str = "ratelimit-limit";

/// The header that tells the calls left in the window, in lower case.
pub(crate) const RATE_LIMIT_REMAINING: &str = "ratelimit-remaining";

/// The header that tells the seconds until the window ends, in lower case.
pub(crate) const RATE_LIMIT_RESET: &str = "ratelimit-reset";

/// The window in which calls are counted.
pub(crate) const RATE_LIMIT_WINDOW: Duration = Duration::from_secs(60);

/// The most calls of one operation that any plan allows in a window.
pub(crate) const RATE_LIMIT: u32 = 240;

/// After so long of continuous calls the limit is lowered.
pub(crate) const SUSTAINED_AFTER: Duration = Duration::from_secs(1800);

/// To this share of itself.
pub(crate) const SUSTAINED_SHARE: f64 = 0.5;

/// Where the file of a photo is sent to.
pub(crate) const UPLOAD_HOST: &str = "apis-storage.worksmobile.com";

/// The part of the form that is the file.
pub(crate) const UPLOAD_PART: &str = "Filedata";

/// The domains that files are read from.
pub(crate) const DOWNLOAD_DOMAINS: &[&str] = &["worksmobile.com", "worksapis.com"];

/// The sizes that a photo may have, in bytes.
pub(crate) const PHOTO_BYTES: RangeInclusive<u64> = 1..=10_485_760;

/// The formats that the product takes as a photo; those of the API are not documented.
pub(crate) const PHOTO_FORMATS: &[&str] = &["jpg", "png", "gif"];

/// Headers in which services tell the id of a request; none is documented. In lower case.
pub(crate) const REQUEST_ID_HEADERS: &[&str] = &["x-request-id", "x-correlation-id"];

/// The longest period that a list can be asked for.
pub(crate) const LIST_WINDOW: Duration = Duration::from_secs(604_800);

/// How many results of one query can be reached, over all its pages.
pub(crate) const RESULT_CAP: usize = 50_000;
