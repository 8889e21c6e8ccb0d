//! The revocation endpoint: tokens are given up (RFC 7009).
//!
//! A token that is not known is as good as revoked, so that the answer is the same. With a refresh token goes all that
//! came of the same grant.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{Request, StatusCode};

use super::denial::{Denial, unstored};
use super::form::Form;
use crate::service::Service;

/// The endpoint.
pub(super) async fn serve(State(service): State<Arc<Service>>, request: Request<Body>) -> Response {
    match revoked(&service, request).await {
        Ok(()) => unstored(StatusCode::OK.into_response()),
        Err(denial) => denial.into_response(),
    }
}

async fn revoked(service: &Service, request: Request<Body>) -> Result<(), Denial> {
    let oauth = &service.oauth;
    let form = Form::read(request, &oauth.rules.revocation).await?;
    oauth.authenticate(&form)?;
    let token = form.needed("token")?;
    let hints = &oauth.rules.token_type_hints;
    if form.get("token_type_hint").is_some_and(|hint| !hints.iter().any(|known| known == hint)) {
        let why = format!("token_type_hint must be one of {}", hints.join(", "));
        return Err(Denial::unsupported_token_type(why));
    }
    let _order = oauth.order.lock().await;
    let changes = {
        let mut grants = oauth.grants_mut();
        grants.revoke(token);
        grants.take_changes()
    };
    service.keep(changes).await.map_err(|_| Denial::unwritten())
}
