//! The token endpoint: assertions, codes and refresh tokens are turned into access tokens.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{Request, StatusCode};
use serde_json::json;

use super::denial::{Denial, answer};
use super::form::Form;
use super::grants::Issued;
use super::rules::Grant;
use super::{Caller, OAuth, account, assertion};
use crate::service::Service;

/// The endpoint.
pub(super) async fn serve(State(service): State<Arc<Service>>, request: Request<Body>) -> Response {
    match given(&service, request).await {
        Ok(issued) => told(&service.oauth, issued),
        Err(denial) => denial.into_response(),
    }
}

async fn given(service: &Service, request: Request<Body>) -> Result<Issued, Denial> {
    let oauth = &service.oauth;
    let form = Form::read(request, &oauth.rules.token).await?;
    oauth.authenticate(&form)?;
    let (grant, fields) = oauth.rules.grant(form.needed("grant_type")?)?;
    for field in fields {
        form.needed(field)?;
    }
    let _order = oauth.order.lock().await;
    let issued = issue(service, grant, &form);
    // A refusal may have revoked something.
    let changes = oauth.grants_mut().take_changes();
    service.keep(changes).await.map_err(|_| Denial::unwritten())?;
    issued
}

fn issue(service: &Service, grant: Grant, form: &Form) -> Result<Issued, Denial> {
    let oauth = &service.oauth;
    let now_millis = service.clock.millis();
    let scopes = form.get("scope").map(|text| oauth.rules.scopes(text)).transpose()?;
    match grant {
        Grant::Code => {
            let (code, redirect_uri) = (form.needed("code")?, form.needed("redirect_uri")?);
            oauth.grants_mut().redeem(code, redirect_uri, form.get("code_verifier"), now_millis)
        }
        Grant::RefreshToken => {
            let token = form.needed("refresh_token")?;
            oauth.grants_mut().refresh(token, scopes, oauth.settings.rotates, now_millis)
        }
        Grant::Assertion => {
            let user_id = asserted(service, form.needed("assertion")?, now_millis)?;
            let caller = Caller { user_id, scopes: scopes.unwrap_or_default() };
            Ok(oauth.grants_mut().give(Arc::new(caller), now_millis))
        }
    }
}

/// The member that an assertion is about; none if it is the service account.
fn asserted(service: &Service, assertion: &str, now_millis: i64) -> Result<Option<String>, Denial> {
    let OAuth { rules, keys, settings, .. } = &service.oauth;
    let subject = assertion::subject(assertion, &rules.assertions, keys, &settings.client_id, now_millis);
    let subject = subject.map_err(|why| Denial::invalid_grant(format!("assertion {why}")))?;
    if subject == account::ID {
        return Ok(None);
    }
    let member = service.state().directory.resolve(&subject);
    let none = || Denial::invalid_grant("assertion has a sub that is neither the service account nor a member");
    member.map(Some).ok_or_else(none)
}

fn told(oauth: &OAuth, issued: Issued) -> Response {
    let lifetime = oauth.rules.lifetimes(&oauth.settings).access_token;
    let expires_in = if oauth.settings.expires_in_as_text { json!(lifetime.to_string()) } else { json!(lifetime) };
    let mut body = json!({
        "access_token": issued.access_token,
        "token_type": "Bearer",
        "expires_in": expires_in,
        "scope": issued.caller.scopes.join(" "),
    });
    if let Some(refresh_token) = issued.refresh_token {
        body["refresh_token"] = refresh_token.into();
    }
    answer(StatusCode::OK, &body)
}

impl OAuth {
    /// Refuses whoever does not prove, within a form, to be the app.
    pub(super) fn authenticate(&self, form: &Form) -> Result<(), Denial> {
        let is_it = form.get("client_id") == Some(&*self.settings.client_id);
        let secret = form.get("client_secret").unwrap_or_default();
        let is_secret = verify_slices_are_equal(secret.as_bytes(), self.settings.client_secret.as_bytes()).is_ok();
        if is_it && is_secret { Ok(()) } else { Err(Denial::invalid_client()) }
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeyPair;
    use aws_lc_rs::signature::RSA_PKCS1_SHA256;
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;
    use crate::builder::Builder;
    use crate::state::directory::Member;

    #[test]
    fn an_assertion_is_about_the_service_account_or_a_member_that_the_directory_has() {
        let service = Service::new(Builder::default().into_settings()).expect("it can be");
        let member: Member = serde_json::from_value(json!({ "userId": "one" })).expect("it is one");
        service.state().directory.insert(member);
        let account = service.oauth.service_account();
        let pem = pem::parse(&account.private_key).expect("it is PEM");
        let key = KeyPair::from_pkcs8(pem.contents()).expect("it is a key");
        let about = |subject: &str| {
            let claims = json!({ "iss": account.client_id, "sub": subject, "iat": 0, "exp": 60 });
            let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
            let message = format!("{}.{}", part(json!({ "alg": "RS256", "typ": "JWT" })), part(claims));
            let mut signature = vec![0; key.public_modulus_len()];
            key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).expect("it signs");
            let assertion = format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature));
            asserted(&service, &assertion, 1000).map_err(|denial| denial.error)
        };
        assert_eq!(about(&account.id), Ok(None));
        assert_eq!(about("one"), Ok(Some("one".to_owned())));
        assert_eq!(about("nobody"), Err("invalid_grant"));
    }
}
