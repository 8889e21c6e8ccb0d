//! The token endpoint, by raw forms: what it answers, and what it refuses.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/oauth.rs"]
mod support;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::prelude::{BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};
use contacts_sandbox::{Clock, Sandbox, ServiceAccount};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use support::{Answer, CLIENT, FORM, agreed, encoded, path, refresh, send, standing, token};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// The time of the sandboxes here, in seconds.
const NOW: u64 = 1_790_000_000;

async fn sandbox() -> Sandbox {
    let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW));
    Sandbox::builder().clock(clock).start().await.unwrap()
}

fn key(account: &ServiceAccount) -> KeyPair {
    KeyPair::from_pkcs8(pem::parse(&account.private_key).unwrap().contents()).unwrap()
}

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

fn signed(key: &KeyPair, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", part(header), part(claims));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
    format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

fn header() -> Value {
    json!({ "alg": "RS256", "typ": "JWT" })
}

fn claims() -> Value {
    json!({ "iss": "sandbox-client", "sub": "sandbox@example.com", "iat": NOW, "exp": NOW + 3600 })
}

async fn assert_with(sandbox: &Sandbox, assertion: &str) -> Answer {
    token(sandbox, &[("grant_type", GRANT), ("assertion", assertion), ("scope", "contact")]).await
}

/// The status and the code of an answer that is an error, which has nothing else but a description.
fn error(answer: &Answer) -> (u16, String) {
    let body = answer.json();
    let mut members: Vec<_> = body.as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(members, ["error", "error_description"]);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    (answer.status, answer.text("error"))
}

#[tokio::test]
async fn a_token_is_answered_as_rfc_6749_says_and_stored_by_nobody() {
    let sandbox = sandbox().await;
    let key = key(&sandbox.service_account());
    let answer = assert_with(&sandbox, &signed(&key, &header(), &claims())).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let body = answer.json();
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!((&body["expires_in"], &body["scope"]), (&json!(3600), &json!("contact")));
    assert!(body["refresh_token"].is_string());
    assert_eq!(standing(&sandbox, &answer.text("access_token")).await.0, 200);
}

#[tokio::test]
async fn an_assertion_that_is_not_good_is_refused_and_said_why() {
    let sandbox = sandbox().await;
    let own = key(&sandbox.service_account());
    let with = |member: &str, value: Value| {
        let mut claims = claims();
        claims[member] = value;
        claims
    };
    let without = |member: &str| {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(member);
        claims
    };
    let signed_with = |claims: Value| signed(&own, &header(), &claims);
    let good = signed_with(claims());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let padded = |value: &Value| BASE64_URL_SAFE.encode(value.to_string());
    let other = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let cases = [
        ("three pieces", "nothing".to_owned()),
        ("three pieces", format!("{good}.x")),
        ("padding", format!("{}=.{}.x", part(&header()), part(&claims()))),
        ("padding", format!("{message}.{signature}==")),
        ("padding", format!("{}.{}.x", padded(&header()), padded(&claims()))),
        ("base64url", format!("{message}.+/")),
        ("no JSON object", format!("{}.{}.x", part(&json!([])), part(&claims()))),
        ("alg", signed(&own, &json!({ "alg": "RS512", "typ": "JWT" }), &claims())),
        ("alg", format!("{}.{}.", part(&json!({ "alg": "none", "typ": "JWT" })), part(&claims()))),
        ("typ", signed(&own, &json!({ "alg": "RS256" }), &claims())),
        ("crit", signed(&own, &json!({ "alg": "RS256", "typ": "JWT", "crit": ["b64"] }), &claims())),
        ("not signed", format!("{message}.")),
        ("not signed", signed(&other, &header(), &claims())),
        ("not signed", format!("{}.{}.{signature}", part(&header()), part(&with("sub", json!("a-member"))))),
        ("iss", signed_with(with("iss", json!("another-client")))),
        ("iss", signed_with(without("iss"))),
        ("sub", signed_with(without("sub"))),
        ("sub", signed_with(with("sub", json!("")))),
        ("as a number", signed_with(with("iat", json!(NOW.to_string())))),
        ("as a number", signed_with(with("exp", json!((NOW + 60).to_string())))),
        ("as a number", signed_with(without("iat"))),
        ("as a number", signed_with(without("exp"))),
        ("future", signed_with(with("iat", json!(NOW + 1)))),
        ("longer than is documented", signed_with(with("exp", json!(NOW + 3601)))),
        ("expired", {
            let mut claims = with("exp", json!(NOW));
            claims["iat"] = json!(NOW - 60);
            signed_with(claims)
        }),
    ];
    for (why, assertion) in cases {
        let answer = assert_with(&sandbox, &assertion).await;
        assert_eq!(error(&answer), (400, "invalid_grant".to_owned()), "{why}");
        assert!(answer.text("error_description").contains(why), "{why}: {}", answer.body);
    }
    assert_eq!(assert_with(&sandbox, &good).await.status, 200);
}

#[tokio::test]
async fn who_has_a_key_of_their_own_registers_its_public_half() {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = pem::encode(&pem::Pem::new("PUBLIC KEY", pair.public_key().as_der().unwrap().as_ref()));
    let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW));
    let sandbox = Sandbox::builder().clock(clock).public_key(public).start().await.unwrap();
    assert_eq!(assert_with(&sandbox, &signed(&pair, &header(), &claims())).await.status, 200);
    for wrong in ["no key", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        assert!(Sandbox::builder().public_key(wrong).start().await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn a_form_that_is_not_as_documented_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = sandbox.token_url();
    let post = async |content_type: &str, body: String| {
        let headers = [("Content-Type", content_type)];
        error(&send(&sandbox, "POST", path(&url), &headers, &body).await)
    };
    let client = encoded(&CLIENT);
    let refresh = "grant_type=refresh_token&refresh_token=unheard-of";
    let cases = [
        (400, "invalid_request", "application/json", format!("{refresh}&{client}")),
        (400, "invalid_request", "", format!("{refresh}&{client}")),
        (400, "invalid_request", FORM, format!("{refresh}&{client}&refresh_token=another")),
        (400, "invalid_request", FORM, client.clone()),
        (400, "invalid_request", FORM, format!("grant_type=refresh_token&{client}")),
        (400, "invalid_request", FORM, format!("grant_type=refresh_token&refresh_token=&{client}")),
        (400, "invalid_request", FORM, format!("grant_type=authorization_code&code=a&{client}")),
        (400, "invalid_request", FORM, format!("grant_type=authorization_code&redirect_uri=a&{client}")),
        (400, "invalid_request", FORM, format!("grant_type={GRANT}&scope=contact&{client}")),
        (400, "invalid_request", FORM, format!("grant_type={GRANT}&assertion=a&{client}")),
        (400, "invalid_request", FORM, format!("{refresh}&{client}&filler={}", "x".repeat(70_000))),
        (400, "unsupported_grant_type", FORM, format!("grant_type=password&{client}")),
        (400, "invalid_scope", FORM, format!("{refresh}&scope=mail&{client}")),
        (400, "invalid_grant", FORM, format!("{refresh}&{client}")),
        (401, "invalid_client", FORM, refresh.to_owned()),
        (401, "invalid_client", FORM, format!("{refresh}&client_id=sandbox-client")),
        (401, "invalid_client", FORM, format!("{refresh}&client_id=sandbox-client&client_secret=sandbox-secre")),
        (401, "invalid_client", FORM, format!("{refresh}&client_id=another&client_secret=sandbox-secret")),
    ];
    for (status, code, content_type, body) in cases {
        let shown = &body[..body.len().min(120)];
        assert_eq!(post(content_type, body.clone()).await, (status, code.to_owned()), "{content_type} {shown}");
    }
}

#[tokio::test]
async fn nothing_that_was_sent_comes_back_in_an_error() {
    let sandbox = Sandbox::start().await.unwrap();
    let marked = "marked-secret";
    for form in [
        [("grant_type", "refresh_token"), ("refresh_token", marked), ("scope", "contact")],
        [("grant_type", "refresh_token"), ("refresh_token", marked), ("scope", marked)],
        [("grant_type", marked), ("refresh_token", marked), ("scope", marked)],
        [("grant_type", GRANT), ("assertion", marked), ("scope", "contact")],
        [("grant_type", "authorization_code"), ("code", marked), ("redirect_uri", marked)],
    ] {
        let answer = token(&sandbox, &form).await;
        assert_eq!(answer.status, 400);
        assert!(!answer.body.contains(marked), "{}", answer.body);
    }
}

#[tokio::test]
async fn each_endpoint_has_the_documented_method_only() {
    let sandbox = Sandbox::start().await.unwrap();
    let (token, authorization) = (sandbox.token_url(), sandbox.authorization_url());
    let revocation = sandbox.revocation_url();
    for (url, allowed, others) in [
        (&token, "POST", ["GET", "PUT"]),
        (&revocation, "POST", ["GET", "DELETE"]),
        (&authorization, "GET", ["POST", "PUT"]),
    ] {
        for method in others {
            let answer = send(&sandbox, method, path(url), &[], "").await;
            assert_eq!((answer.status, answer.header("allow")), (405, Some(allowed)), "{method} {url}");
        }
        let head = send(&sandbox, "HEAD", path(url), &[], "").await;
        assert_eq!(head.status, 405);
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_for_some_of_its_scopes_and_no_others() {
    let sandbox = sandbox().await;
    let key = key(&sandbox.service_account());
    let assertion = signed(&key, &header(), &claims());
    let for_scope = async |scope: &str| {
        token(&sandbox, &[("grant_type", GRANT), ("assertion", &assertion), ("scope", scope)]).await
    };
    let narrowed = async |given: &Answer, scope: &str| {
        let refresh_token = given.text("refresh_token");
        let form = [("grant_type", "refresh_token"), ("refresh_token", &*refresh_token), ("scope", scope)];
        token(&sandbox, &form).await
    };
    let both = for_scope("contact,contact.read").await;
    assert_eq!(both.text("scope"), "contact contact.read");
    assert_eq!(narrowed(&both, "contact.read").await.text("scope"), "contact.read");
    let reader = for_scope("contact.read").await;
    assert_eq!(error(&narrowed(&reader, "contact").await), (400, "invalid_scope".to_owned()));
    assert_eq!(refresh(&sandbox, &reader.text("refresh_token")).await.text("scope"), "contact.read");
    let unknown = for_scope("contact mail").await;
    assert_eq!(error(&unknown), (400, "invalid_scope".to_owned()));
}

#[tokio::test]
async fn a_refresh_token_is_not_replaced_unless_the_sandbox_is_told_so() {
    let sandbox = Sandbox::start().await.unwrap();
    let refresh_token = agreed(&sandbox).await.text("refresh_token");
    for _ in 0..2 {
        let answer = refresh(&sandbox, &refresh_token).await;
        assert_eq!((answer.status, answer.json().get("refresh_token")), (200, None));
    }
}

#[tokio::test]
async fn a_replaced_refresh_token_that_comes_again_revokes_all_of_its_grant() {
    let sandbox = Sandbox::builder().refresh_token_rotation(true).start().await.unwrap();
    let other = agreed(&sandbox).await;
    let first = agreed(&sandbox).await;
    let second = refresh(&sandbox, &first.text("refresh_token")).await;
    assert_eq!(standing(&sandbox, &second.text("access_token")).await.0, 200);
    assert_eq!(error(&refresh(&sandbox, &first.text("refresh_token")).await).1, "invalid_grant");
    assert_eq!(standing(&sandbox, &second.text("access_token")).await.0, 401);
    assert_eq!(error(&refresh(&sandbox, &second.text("refresh_token")).await).1, "invalid_grant");
    assert_eq!(standing(&sandbox, &other.text("access_token")).await.0, 200);
}

#[tokio::test]
async fn a_refresh_token_is_good_for_as_long_as_is_documented() {
    let sandbox = sandbox().await;
    let refresh_token = agreed(&sandbox).await.text("refresh_token");
    sandbox.clock().advance(Duration::from_secs(90 * 24 * 60 * 60 - 1));
    assert_eq!(refresh(&sandbox, &refresh_token).await.status, 200);
    sandbox.clock().advance(Duration::from_secs(1));
    let answer = refresh(&sandbox, &refresh_token).await;
    assert_eq!(error(&answer), (400, "invalid_grant".to_owned()));
    assert!(answer.text("error_description").contains("expired"));
}
