//! Who may use the control plane: any program that reaches the port, but no page of another site by a browser.
//!
//! A browser says where a request comes from, in `Origin` and `Sec-Fetch-Site`; what comes from elsewhere is refused.
//! A name of another site that was made to lead to the own machine (DNS rebinding) makes its pages the same site, and
//! shows in `Host` only: a sandbox that listens at the loopback address is addressed by its number or as `localhost`.
//! One that listens elsewhere was asked to, and can have any name.

use std::net::{IpAddr, SocketAddr};

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderName, StatusCode};

use super::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what a page of another site sends.
pub(super) fn admit(address: Option<&SocketAddr>, headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(HOST).unwrap_or_default();
    if address.is_none_or(|address| address.ip().is_loopback()) && !is_local(host) {
        return Err(refused("address the sandbox as 127.0.0.1 or localhost"));
    }
    if text(SEC_FETCH_SITE).is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return Err(refused("pages of other sites may not use the control plane"));
    }
    match text(ORIGIN) {
        Some(origin) if origin.strip_prefix("http://") != Some(host) => {
            Err(refused("pages of other origins may not use the control plane"))
        }
        _ => Ok(()),
    }
}

/// Whether the value of `Host` means this machine.
pub(crate) fn is_local(host: &str) -> bool {
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    };
    let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || number.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn refused(message: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the sandbox listens, the headers of a request, and whether it comes in.
    type Row = (SocketAddr, &'static [(&'static str, &'static str)], bool);

    #[test]
    fn programs_and_the_own_pages_come_in_and_other_sites_do_not() {
        let local: SocketAddr = "127.0.0.1:4010".parse().expect("it is one");
        let public: SocketAddr = "0.0.0.0:4010".parse().expect("it is one");
        let rows: [Row; 16] = [
            (local, &[("host", "127.0.0.1:4010")], true),
            (local, &[("host", "localhost:4010")], true),
            (local, &[("host", "LOCALHOST")], true),
            (local, &[("host", "[::1]:4010")], true),
            (local, &[("host", "rebound.example:4010")], false),
            (local, &[("host", "127.0.0.1.example:4010")], false),
            (local, &[("host", "localhost.example")], false),
            (local, &[], false),
            (local, &[("host", "127.0.0.1:4010"), ("origin", "http://127.0.0.1:4010")], true),
            (local, &[("host", "127.0.0.1:4010"), ("origin", "http://127.0.0.1:3000")], false),
            (local, &[("host", "127.0.0.1:4010"), ("origin", "null")], false),
            (local, &[("host", "127.0.0.1:4010"), ("sec-fetch-site", "cross-site")], false),
            (local, &[("host", "127.0.0.1:4010"), ("sec-fetch-site", "same-site")], false),
            (local, &[("host", "127.0.0.1:4010"), ("sec-fetch-site", "same-origin")], true),
            (public, &[("host", "sandbox.example:4010")], true),
            (public, &[("host", "sandbox.example:4010"), ("origin", "http://other.example")], false),
        ];
        for (address, given, is_admitted) in rows {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.insert(*name, value.parse().expect("it is one"));
            }
            assert_eq!(admit(Some(&address), &headers).is_ok(), is_admitted, "{address} {given:?}");
        }
    }
}
