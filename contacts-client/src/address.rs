//! Which addresses credentials may be sent to, and how their queries are spelled.
//!
//! A token in the clear, or sent to where a slip of the pen leads, is lost; so an address is judged when it is
//! given, by one rule for all of them.

use std::net::IpAddr;

use reqwest::Url;

/// Reads an address that credentials may be sent to: `https`, or `http` on this very machine, and no user in it.
///
/// # Errors
///
/// What is wrong with it, to be put behind what it is the address of. It does not show the address, which may
/// carry a password.
pub(crate) fn credentials_may_go_to(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "is no URL")?;
    let is_loopback = match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback()),
        None => return Err("names no host"),
    };
    match url.scheme() {
        "https" if cfg!(any(feature = "rustls", feature = "native-tls")) => {}
        "https" => return Err("needs TLS; turn on the feature `rustls` or `native-tls`"),
        "http" if is_loopback => {}
        "http" => return Err("would send the token in the clear; use https"),
        _ => return Err("is neither https nor http"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("carries a user name; the token is the only credential");
    }
    Ok(url)
}

/// Spells a space in the query as `%20`, as the documentation does; a plus sign of the caller's own is
/// `%2B` by then.
pub(crate) fn spell_spaces(url: &mut Url) {
    let spelled = url.query().filter(|query| query.contains('+')).map(|query| query.replace('+', "%20"));
    if let Some(query) = spelled {
        url.set_query(Some(&query));
    }
}
