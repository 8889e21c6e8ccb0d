use std::sync::LazyLock;
use std::time::Duration;

use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use contacts_client::auth::{ExposeSecret as _, PrivateKey, ServiceAccount, TokenSource as _};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde_json::{Value, json};

use crate::keys::{pem, pkcs8};
use crate::support::{Answer, Server, told};
use crate::{MARKER, TODAY, clock, form, http, http_with, in_turn, token};

pub(crate) static KEY: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate(KeySize::Rsa2048).unwrap());

fn account(server: &Server) -> ServiceAccount {
    let key = PrivateKey::from_pem(pem("PRIVATE KEY", &pkcs8(&KEY))).unwrap();
    let account = ServiceAccount::new("id-7f3a", "secret-7f3a", "7f3a.serviceaccount@example.com", key);
    account.token_url(&server.base_url()).unwrap()
}

/// The claims of an assertion that our key has signed, as a library of others judges it.
fn claims(assertion: &str) -> Value {
    let mut validation = Validation::new(Algorithm::RS256);
    // By the clock of the test, below.
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    let key = DecodingKey::from_rsa_der(KEY.public_key().as_ref());
    let decoded = decode::<Value>(assertion, &key, &validation).unwrap();
    assert_eq!(decoded.header.typ.as_deref(), Some("JWT"));
    decoded.claims
}

#[tokio::test]
async fn a_service_account_signs_who_it_is_and_gets_a_token() {
    let server = Server::answering(token("access-7f3a")).await;
    let got = account(&server).fetch(&http()).await.unwrap();
    assert_eq!(got.secret().expose_secret(), "access-7f3a");
    assert_eq!(got.lifetime(), Some(Duration::from_secs(3600)));

    let mut form = form(&server.request());
    let claims = claims(&form.remove("assertion").unwrap());
    let expected = [
        ("client_id", "id-7f3a"),
        ("client_secret", "secret-7f3a"),
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("scope", "contact"),
    ];
    assert_eq!(form, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let today = TODAY.as_secs();
    let expected = json!({
        "iss": "id-7f3a", "sub": "7f3a.serviceaccount@example.com", "iat": today - 60, "exp": today - 60 + 1800,
    });
    assert_eq!(claims, expected);
}

#[tokio::test]
async fn every_fetch_is_signed_anew_by_the_clock() {
    let server = Server::answering(token("a")).await;
    let (account, clock) = (account(&server), clock());
    let http = http_with(&clock);
    account.fetch(&http).await.unwrap();
    clock.advance(Duration::from_secs(7200));
    account.fetch(&http).await.unwrap();
    let issued: Vec<u64> =
        server.requests().iter().map(|request| claims(&form(request)["assertion"])["iat"].as_u64().unwrap()).collect();
    assert_eq!(issued[1] - issued[0], 7200);
}

#[tokio::test]
async fn a_delegated_member_is_the_subject() {
    let server = Server::answering(token("a")).await;
    account(&server).on_behalf_of("member@example.com").fetch(&http()).await.unwrap();
    let claims = claims(&form(&server.request())["assertion"]);
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("id-7f3a"), &json!("member@example.com")));
}

#[tokio::test]
async fn scopes_are_those_that_are_asked_for() {
    let server = Server::answering(token("a")).await;
    account(&server).scopes(["contact.read", "user.read"]).fetch(&http()).await.unwrap();
    assert_eq!(form(&server.request())["scope"], "contact.read user.read");
}

#[tokio::test]
async fn an_assertion_is_sent_again_whatever_went_wrong_on_the_way() {
    let broken = b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"access_token\"".to_vec();
    for answer in [
        Answer::status(429),
        Answer::status(500),
        Answer::status(502),
        Answer::status(503),
        Answer::status(504),
        Answer::Reset(Vec::new()),
        Answer::Close(broken),
    ] {
        let server = in_turn([answer.clone(), answer.clone(), token("a")]).await;
        assert!(account(&server).fetch(&http()).await.is_ok());
        assert_eq!(server.requests().len(), 3);

        let server = Server::answering(answer).await;
        let error = account(&server).fetch(&http()).await.expect_err("it goes wrong for good");
        assert!(error.is_authentication());
        assert_eq!((server.requests().len(), error.attempts()), (3, 3));
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let server = Server::answering(Answer::new(401, &[], r#"{"error":"invalid_client"}"#)).await;
    let error = account(&server).fetch(&http()).await.expect_err("a refusal");
    assert_eq!(error.oauth_code(), Some("invalid_client"));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_account_shows_nothing() {
    let server = Server::answering(token("a")).await;
    let account = account(&server).on_behalf_of("member-7f3a");
    assert_eq!(format!("{account:?}"), "ServiceAccount { .. }");
}
