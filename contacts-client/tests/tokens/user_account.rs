use std::sync::{Arc, Mutex};
use std::time::Duration;

use contacts_client::auth::{
    App, ExposeSecret as _, RefreshTokenStore, SecretString, StoreFuture, TokenHint, TokenSource as _, UserAccount,
};

use crate::support::{Answer, Server, told};
use crate::{MARKER, account, clock, expect_form, http, http_with, in_turn, json, pair, token};

const REDIRECT: &str = "https://example.com/callback?a=b c";

/// Keeps what it is given, and refuses as often as it is told to.
#[derive(Default)]
struct Store {
    stored: Mutex<Vec<String>>,
    refusals: Mutex<u32>,
}

impl RefreshTokenStore for Store {
    fn store<'a>(&'a self, refresh_token: &'a SecretString) -> StoreFuture<'a> {
        Box::pin(async move {
            let mut refusals = self.refusals.lock().unwrap();
            if *refusals > 0 {
                *refusals -= 1;
                return Err("the disk is full".into());
            }
            self.stored.lock().unwrap().push(refresh_token.expose_secret().to_owned());
            Ok(())
        })
    }
}

impl Store {
    fn all(&self) -> Vec<String> {
        self.stored.lock().unwrap().clone()
    }
}

fn app(server: &Server) -> App {
    let url = server.base_url();
    App::new("id-7f3a", "secret-7f3a", REDIRECT).endpoints(&url, &url, &url).unwrap()
}

async fn secret(account: &UserAccount) -> String {
    account.fetch(&http()).await.unwrap().secret().expose_secret().to_owned()
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn the_address_where_a_person_agrees_says_what_the_documentation_asks_for() {
    let app = App::new("an id", "secret-7f3a", REDIRECT);
    let url = app.authorization_url(["contact", "user.read"], "st+te", None).unwrap();
    assert_eq!(
        url.as_str(),
        "https://auth.worksmobile.com/oauth2/v2.0/authorize?client_id=an%20id\
         &redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Fa%3Db%20c&scope=contact%20user.read\
         &response_type=code&state=st%2Bte"
    );
    let url = app.authorization_url(["contact"], "state", Some("once")).unwrap();
    assert!(url.as_str().ends_with("&state=state&nonce=once"), "{url}");
    assert!(!url.as_str().contains(MARKER));
}

#[tokio::test]
async fn a_code_is_exchanged_and_its_token_handed_out_first() {
    let server = in_turn([pair("first", "refresh 1"), pair("second", "refresh 2")]).await;
    let account = app(&server).exchange(&http(), "code&7f3a").await.unwrap();
    expect_form(
        &server.request(),
        &[
            ("grant_type", "authorization_code"),
            ("code", "code&7f3a"),
            ("redirect_uri", REDIRECT),
            ("client_id", "id-7f3a"),
            ("client_secret", "secret-7f3a"),
        ],
    );
    assert_eq!(secret(&account).await, "first");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(secret(&account).await, "second");
    expect_form(
        &server.last_request(),
        &[
            ("grant_type", "refresh_token"),
            ("refresh_token", "refresh 1"),
            ("client_id", "id-7f3a"),
            ("client_secret", "secret-7f3a"),
        ],
    );
}

#[tokio::test]
async fn the_token_of_a_code_has_the_life_that_is_left_of_it() {
    let server = in_turn([pair("first", "r1"), pair("second", "r2"), pair("third", "r3")]).await;
    let clock = clock();
    let http = http_with(&clock);
    let account = app(&server).exchange(&http, "code").await.unwrap();
    clock.advance(Duration::from_secs(600));
    assert_eq!(account.fetch(&http).await.unwrap().lifetime(), Some(Duration::from_secs(3000)));

    let account = app(&server).exchange(&http, "code").await.unwrap();
    clock.advance(Duration::from_secs(3600));
    assert_eq!(account.fetch(&http).await.unwrap().secret().expose_secret(), "third", "the second one is over");
}

#[tokio::test]
async fn a_refresh_token_is_replaced_by_the_one_that_comes() {
    let server = in_turn([pair("a", "r2"), token("b"), pair("c", "r2"), pair("d", "r3")]).await;
    let store = Arc::new(Store::default());
    let account = account(&server).stored_in(store.clone());
    for expected in ["a", "b", "c", "d"] {
        assert_eq!(secret(&account).await, expected);
    }
    let sent: Vec<_> = server.requests().iter().map(|request| crate::form(request)["refresh_token"].clone()).collect();
    assert_eq!(sent, ["refresh-7f3a-1", "r2", "r2", "r2"]);
    assert_eq!(account.refresh_token().await.unwrap().expose_secret(), "r3");
    assert_eq!(store.all(), ["r2", "r3"], "only new ones are stored");
}

#[tokio::test]
async fn the_refresh_token_of_a_code_is_stored() {
    let server = in_turn([pair("a", "r1")]).await;
    let store = Arc::new(Store::default());
    let account = app(&server).exchange(&http(), "code").await.unwrap().stored_in(store.clone());
    assert_eq!(store.all(), [""; 0]);
    assert_eq!(secret(&account).await, "a");
    assert_eq!(store.all(), ["r1"]);
}

#[tokio::test]
async fn when_storing_fails_that_is_told_and_nothing_is_lost() {
    let server = in_turn([pair("a", "r2"), pair("b", "r3")]).await;
    let store = Arc::new(Store { refusals: Mutex::new(2), ..Store::default() });
    let account = account(&server).stored_in(store.clone());
    for _ in 0..2 {
        let error = account.fetch(&http()).await.expect_err("it is not stored");
        assert!(error.is_authentication() && error.to_string().contains("stored"), "{error}");
        assert!(told(&error).contains("the disk is full"));
        assert!(!told(&error).contains("r2"), "{error:?}");
        assert_eq!(account.refresh_token().await.unwrap().expose_secret(), "r2");
    }
    assert_eq!(secret(&account).await, "a", "the token that was had before");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(store.all(), ["r2"]);
    assert_eq!(secret(&account).await, "b");
    assert_eq!(store.all(), ["r2", "r3"]);
}

#[tokio::test]
async fn a_refresh_that_is_refused_leaves_the_refresh_token() {
    let refusal = Answer::new(400, &[], r#"{"error":"invalid_grant","error_description":"7f3a"}"#);
    let server = in_turn([refusal, token("a")]).await;
    let account = account(&server);
    let error = account.fetch(&http()).await.expect_err("a refusal");
    assert_eq!(error.oauth_code(), Some("invalid_grant"));
    assert_eq!(secret(&account).await, "a");
}

#[tokio::test]
async fn without_a_refresh_token_the_person_has_to_agree_again() {
    let server = in_turn([token("a")]).await;
    let account = app(&server).exchange(&http(), "code").await.unwrap();
    assert_eq!(secret(&account).await, "a");
    let error = account.fetch(&http()).await.expect_err("there is nothing to ask with");
    assert!(error.is_authentication() && error.to_string().contains("agree again"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_refresh_token_is_used_by_one_at_a_time() {
    let server = in_turn((2..=11).map(|number| pair("a", &format!("refresh-7f3a-{number}")))).await;
    let (account, http) = (Arc::new(account(&server)), http());
    let fetches: Vec<_> = (0..10)
        .map(|_| {
            let (account, http) = (account.clone(), http.clone());
            tokio::spawn(async move { account.fetch(&http).await.map(|_| ()) })
        })
        .collect();
    for fetch in fetches {
        fetch.await.unwrap().unwrap();
    }
    let sent: Vec<_> = server.requests().iter().map(|request| crate::form(request)["refresh_token"].clone()).collect();
    let expected: Vec<_> = (1..=10).map(|number| format!("refresh-7f3a-{number}")).collect();
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_token_is_given_up_by_its_kind() {
    let server = in_turn([pair("access-7f3a", "refresh-7f3a-2"), Answer::status(200), json("{}")]).await;
    let account = app(&server).account_of("refresh-7f3a-1");
    account.revoke(&http(), TokenHint::AccessToken).await.unwrap();
    assert_eq!(server.requests().len(), 0, "there is none yet");
    secret(&account).await;
    let credentials = [("client_id", "id-7f3a"), ("client_secret", "secret-7f3a")];
    for (hint, name, value) in [
        (TokenHint::AccessToken, "access_token", "access-7f3a"),
        (TokenHint::RefreshToken, "refresh_token", "refresh-7f3a-2"),
    ] {
        account.revoke(&http(), hint).await.unwrap();
        let expected = [&credentials[..], &[("token", value), ("token_type_hint", name)]].concat();
        expect_form(&server.last_request(), &expected);
        account.revoke(&http(), hint).await.unwrap();
    }
    assert_eq!(server.requests().len(), 3, "what is given up is not given up again");
    assert!(account.refresh_token().await.is_none());
}

#[tokio::test]
async fn a_revocation_that_is_refused_is_an_error() {
    for answer in [Answer::status(400), json(r#"{"error":"unsupported_token_type"}"#)] {
        let server = Server::answering(answer).await;
        let account = app(&server).account_of("refresh-7f3a-1");
        let error = account.revoke(&http(), TokenHint::RefreshToken).await.expect_err("a refusal");
        assert!(error.is_authentication());
        assert!(account.refresh_token().await.is_some());
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}
