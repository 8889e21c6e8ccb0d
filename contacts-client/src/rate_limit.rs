//! What answers tell about the rate limit.

use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::generated::facts;

/// The state of an operation's rate limit, as an answer tells it. What the answer does not tell is `None`.
///
/// ```no_run
/// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
/// let contact = client.get_contact(&"contact2-a56d-44a4-5304-033e16fca8d1".into()).await?;
/// if let Some(remaining) = contact.rate_limit().remaining {
///     println!("{remaining} calls are left");
/// }
/// # Ok(())
/// # }
/// ```
///
/// The client heeds it by itself: see [`Limiter`](crate::Limiter).
///
/// Documentation: <https://developers.worksmobile.com/en/docs/rate-limits>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many calls a window allows.
    pub limit: Option<u32>,
    /// How many calls were made in the window.
    pub used: Option<u32>,
    /// How many calls are left in the window.
    pub remaining: Option<u32>,
    /// How long it is until the window ends.
    pub reset: Option<Duration>,
}

impl RateLimit {
    /// Reads the headers by their documented names, the misspelled one included.
    /// The case does not count.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut read = Self::default();
        // A few headers are gone through faster than four names are looked up.
        for (name, value) in headers {
            let number = || value.to_str().ok()?.trim().parse::<u32>().ok();
            match name.as_str() {
                facts::RATE_LIMIT_LIMIT => read.limit = number(),
                facts::RATE_LIMIT_USED => read.used = number(),
                facts::RATE_LIMIT_REMAINING => read.remaining = number(),
                facts::RATE_LIMIT_RESET => read.reset = number().map(|seconds| Duration::from_secs(seconds.into())),
                _ => {}
            }
        }
        read
    }
}
