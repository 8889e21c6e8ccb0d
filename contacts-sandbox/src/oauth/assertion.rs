//! Assertions: JWTs by which the service account proves that it is itself (RFC 7523).
//!
//! A crate that reads them takes its cryptography from a place that the whole program shares, and what is needed of it
//! is three texts with dots between them. The signature is verified before anything that was signed is believed.
//!
//! There is no allowance for clocks that differ: the sandbox's is the only one.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::keys::Keys;
use super::rules::Assertions;

/// Whom an assertion is about (`sub`), if it is good at a moment in milliseconds of UNIX time; otherwise what is wrong
/// with it, to be put behind its name.
pub(super) fn subject(
    assertion: &str,
    rules: &Assertions,
    keys: &Keys,
    issuer: &str,
    now_millis: i64,
) -> Result<String, &'static str> {
    if assertion.contains('=') {
        return Err("must be base64url without padding");
    }
    let pieces: Vec<&str> = assertion.splitn(4, '.').collect();
    let [header, claims, signature] = *pieces else {
        return Err("must be a JWT: three pieces with dots between them");
    };
    let signed = &assertion[..header.len() + 1 + claims.len()];
    let header = object(header)?;
    let is = |name: &str, value: &str| header.get(name).and_then(Value::as_str) == Some(value);
    if !is("alg", &rules.alg) {
        return Err("has another alg in its header than the documented one");
    }
    if !is("typ", &rules.typ) {
        return Err("has another typ in its header than the documented one");
    }
    if header.contains_key("crit") {
        return Err("has a header with crit, of which nothing is understood here");
    }
    if !keys.have_signed(signed.as_bytes(), &decoded(signature)?) {
        return Err("is not signed with the private key of the service account");
    }
    let claims = object(claims)?;
    if claims.get("iss").and_then(Value::as_str) != Some(issuer) {
        return Err("must have the client id as iss");
    }
    times(&claims, rules, now_millis)?;
    let subject = claims.get("sub").and_then(Value::as_str).filter(|subject| !subject.is_empty());
    subject.map(str::to_owned).ok_or("must have the service account, or a member, as sub")
}

fn times(claims: &Map<String, Value>, rules: &Assertions, now_millis: i64) -> Result<(), &'static str> {
    let seconds = |claim: &str| claims.get(claim).filter(|value| value.is_number()).and_then(Value::as_f64);
    let issued = seconds("iat").ok_or("must have iat, in seconds of UNIX time, as a number")?;
    let expires = seconds("exp").ok_or("must have exp, in seconds of UNIX time, as a number")?;
    // Milliseconds until the year 9999 are exact in a double.
    #[allow(clippy::cast_precision_loss)]
    let now = now_millis as f64 / 1000.0;
    if expires <= now {
        return Err("has expired (exp)");
    }
    if issued > now {
        return Err("comes from the future (iat)");
    }
    if expires - issued > f64::from(rules.max_lifetime_seconds) {
        return Err("lives longer than is documented (exp - iat)");
    }
    Ok(())
}

fn object(piece: &str) -> Result<Map<String, Value>, &'static str> {
    serde_json::from_slice(&decoded(piece)?).map_err(|_| "has a header or claims that are no JSON object")
}

fn decoded(piece: &str) -> Result<Vec<u8>, &'static str> {
    BASE64_URL_SAFE_NO_PAD.decode(piece).map_err(|_| "must be base64url")
}
