//! What all HTTP clients here have in common, be it for the API or for a token endpoint.

use std::time::Duration;

/// How long a connection may take to be made, if nobody says otherwise.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// A client that follows nobody elsewhere and tells nobody where it comes from.
pub(crate) fn builder() -> reqwest::ClientBuilder {
    secured(reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false))
}

/// Said outright, because another crate in the tree may have turned the other one on.
fn secured(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(feature = "native-tls")]
    return builder.tls_backend_native();
    #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
    return builder.tls_backend_rustls();
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    return builder;
}
