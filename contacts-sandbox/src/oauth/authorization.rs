//! The authorization endpoint: a member agrees that the app acts for them, which here happens at once, and the browser
//! is sent back with a code.
//!
//! Where it would be sent to is looked at first: an address that is wrong, or of an app that is not known, is told here
//! and not sent anywhere.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header::LOCATION;
use http::{HeaderValue, Request, StatusCode, Uri};

use super::denial::{Denial, unstored};
use super::form::Form;
use super::grants::Code;
use super::pkce::CodeChallenge;
use super::{Caller, account};
use crate::service::Service;

/// The response type that is carried out; the others that are documented are for ID tokens.
const CODE: &str = "code";

/// The endpoint.
pub(super) async fn serve(State(service): State<Arc<Service>>, request: Request<Body>) -> Response {
    let form = Form::parse(request.uri().query().unwrap_or_default().as_bytes());
    let endpoint = &service.oauth.rules.authorization;
    if request.method() != endpoint.method {
        return Denial::method(&endpoint.method).into_response();
    }
    let redirect_uri = match returned_to(&service, &form) {
        Ok(redirect_uri) => redirect_uri,
        Err(denial) => return denial.into_response(),
    };
    let mut answer = form_urlencoded::Serializer::new(String::new());
    match agreed(&service, &form, redirect_uri) {
        Ok(code) => answer.append_pair("code", &code),
        Err(denial) => answer.append_pair("error", denial.error).append_pair("error_description", &denial.description),
    };
    if let Some(state) = form.get("state") {
        answer.append_pair("state", state);
    }
    let separator = if redirect_uri.contains('?') { '&' } else { '?' };
    let Ok(location) = HeaderValue::from_str(&format!("{redirect_uri}{separator}{}", answer.finish())) else {
        return Denial::invalid_request("redirect_uri has characters that no address has").into_response();
    };
    unstored((StatusCode::FOUND, [(LOCATION, location)]).into_response())
}

/// Where the browser is sent back to.
fn returned_to<'f>(service: &Service, form: &'f Form) -> Result<&'f str, Denial> {
    for parameter in ["client_id", "redirect_uri"] {
        if form.repeats(parameter) {
            return Err(Denial::invalid_request(format!("{parameter} comes more than once")));
        }
    }
    if form.needed("client_id")? != service.oauth.settings.client_id {
        return Err(Denial::invalid_request("client_id is not that of the sandbox's app"));
    }
    let redirect_uri = form.needed("redirect_uri")?;
    let scheme = &service.oauth.rules.redirect_scheme;
    if is_address(redirect_uri, scheme) {
        return Ok(redirect_uri);
    }
    let form = format!("redirect_uri must be an {scheme} address, or an http address of this machine");
    Err(Denial::invalid_request(format!("{form}, without user and fragment")))
}

/// A code for what a request asks for.
fn agreed(service: &Service, form: &Form, redirect_uri: &str) -> Result<String, Denial> {
    form.once()?;
    let rules = &service.oauth.rules;
    for parameter in &rules.authorization_parameters {
        form.needed(parameter)?;
    }
    let response_type = form.needed("response_type")?;
    if response_type != CODE {
        let is_known = rules.response_types.iter().any(|known| known == response_type);
        let why = if is_known { "is for ID tokens, which the sandbox does not give" } else { "is not documented" };
        return Err(Denial::unsupported_response_type(format!("response_type {why}; it gives a {CODE}")));
    }
    let scopes = rules.scopes(form.needed("scope")?)?;
    let challenge = CodeChallenge::of(form)?;
    let caller = Arc::new(Caller { user_id: Some(member(service, form)?), scopes });
    let code = Code { caller, redirect_uri: redirect_uri.to_owned(), challenge, grant: None };
    Ok(service.oauth.grants_mut().code(code, service.clock.millis()))
}

/// The member who agrees.
fn member(service: &Service, form: &Form) -> Result<String, Denial> {
    let state = service.state();
    let named = form.get("login_hint").or(service.oauth.settings.member.as_deref());
    let first = || state.directory.members().next().map_or(account::MEMBER, |member| &*member.user_id);
    let member = state.directory.resolve(named.unwrap_or_else(first));
    member.ok_or_else(|| Denial::access_denied("there is no such member as is to agree (login_hint)"))
}

/// Whether a browser may be sent to an address: one of the scheme, or an `http` one of this machine.
fn is_address(text: &str, scheme: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else { return false };
    let (Some(given), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
    let is_local = ["localhost", "127.0.0.1", "[::1]"].contains(&authority.host());
    let is_plain = text.is_ascii() && !text.contains('#') && !authority.as_str().contains('@');
    is_plain && !authority.host().is_empty() && (given == scheme || (given == "http" && is_local))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::Builder;
    use crate::state::directory::Member;

    #[test]
    fn the_member_who_agrees_is_the_named_one_the_set_one_or_the_first_one() {
        let agrees = |builder: Builder, members: &[&str], query: &str| {
            let service = Service::new(builder.into_settings()).expect("it can be");
            for user_id in members {
                let json = format!("{{\"userId\":\"{user_id}\",\"email\":\"{user_id}@example.com\"}}");
                let loaded: Member = serde_json::from_str(&json).expect("it is one");
                service.state().directory.insert(loaded);
            }
            member(&service, &Form::parse(query.as_bytes())).map_err(|denial| denial.error)
        };
        let set = || Builder::default().authorizing_member("set");
        assert_eq!(agrees(Builder::default(), &[], ""), Ok(account::MEMBER.to_owned()));
        assert_eq!(agrees(Builder::default(), &["two", "one"], ""), Ok("one".to_owned()));
        assert_eq!(agrees(set(), &["one", "set"], ""), Ok("set".to_owned()));
        assert_eq!(agrees(set(), &["one", "set"], "login_hint=one@example.com"), Ok("one".to_owned()));
        assert_eq!(agrees(set(), &["one"], ""), Err("access_denied"));
        assert_eq!(agrees(set(), &["one", "set"], "login_hint=nobody"), Err("access_denied"));
    }

    #[test]
    fn browsers_are_sent_to_secure_addresses_and_to_this_machine() {
        for good in
            ["https://example.com/callback?a=b", "http://localhost:8080/", "http://127.0.0.1", "http://[::1]:1/a"]
        {
            assert!(is_address(good, "https"), "{good}");
        }
        for bad in [
            "http://example.com/",
            "http://localhost.example.com/",
            "https://user@example.com/",
            "https://example.com/#part",
            "https:///path",
            "//example.com/",
            "/callback",
            "javascript:alert(1)",
            "https://ex\u{e4}mple.com/",
            "ftp://localhost/",
        ] {
            assert!(!is_address(bad, "https"), "{bad}");
        }
    }
}
