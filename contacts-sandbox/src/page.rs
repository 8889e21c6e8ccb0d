//! What a person sees who opens the sandbox in a browser: at the root a reference of the API in which calls can be
//! tried, and at `/_sandbox/` what the sandbox holds and was asked of late.
//!
//! The reference is Swagger UI, from this program and from nowhere else: no page may load anything of another origin,
//! which a policy that goes out with every answer makes sure of. What the API says of itself is at `/openapi.json`, as
//! this sandbox, and at `/openapi.yaml`, word by word.

mod assets;
mod document;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use contacts_openapi::CONTACTS_YAML;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::service::{Service, TOKEN};

const REFERENCE: &str = include_str!("page/reference.html");
const STATUS: &str = include_str!("page/status.html");
const HTML: &str = "text/html; charset=utf-8";

/// A page has scripts, styles, pictures and answers of its own origin, the pictures within its style sheets, no frame,
/// and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Everything of this room that can be addressed. None of it stands below the base of the API.
pub(crate) fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(reference))
        .route("/openapi.json", get(json))
        .route("/openapi.yaml", get(async || answer("application/yaml", CONTACTS_YAML)))
        .route("/_sandbox", get(to_status))
        .route("/_sandbox/", get(async || answer(HTML, STATUS)))
        .route("/_sandbox/assets/{name}", get(asset))
}

/// The reference, which is given the token that is always good, so that a call can be tried at the first click, and the
/// sandbox's app, for whoever wants a token of their own.
async fn reference(State(service): State<Arc<Service>>) -> Response {
    let app = &service.settings.oauth;
    let given = [("token", TOKEN), ("client-id", &app.client_id), ("client-secret", &app.client_secret)];
    let attributes = given.map(|(name, value)| format!(" data-{name}=\"{}\"", escape(value)));
    answer(HTML, REFERENCE.replace(" data-given", &attributes.concat()))
}

/// A text as it stands within an attribute of HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

async fn json(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    let document = service.validator.document();
    answer("application/json", document::of_sandbox(document, &origin(&headers), &service.base_path))
}

async fn to_status() -> Response {
    let mut response = answer(HTML, "");
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/_sandbox/"));
    response
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let mut response = assets::get(&name).map_or_else(
        || {
            let mut response = answer("text/plain; charset=utf-8", "there is no such file\n");
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        },
        |asset| asset.response(&headers),
    );
    guard(&mut response);
    response
}

/// By which origin the sandbox was asked, such as `http://127.0.0.1:4010`: the address at which it listens need not be
/// the one by which a browser reaches it. Empty if the request does not say, so that what follows it is relative.
fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    host.map_or_else(String::new, |host| format!("http://{host}"))
}

fn answer(media_type: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    guard(&mut response);
    response
}

fn guard(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // The next version of the sandbox may listen at the same address.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_that_by_which_the_sandbox_was_asked() {
        let asked = |host: &'static str| origin(&HeaderMap::from_iter([(HOST, HeaderValue::from_static(host))]));
        assert_eq!(asked("localhost:4010"), "http://localhost:4010");
        assert_eq!(asked("[::1]:4010"), "http://[::1]:4010");
        assert_eq!(asked("a b"), "");
        assert_eq!(origin(&HeaderMap::new()), "");
    }
}
