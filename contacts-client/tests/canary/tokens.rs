//! Those who get tokens themselves, from endpoints that break in every way and say back what they were sent.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use contacts_client::auth::{
    App, Http, RefreshTokenStore, SecretString, StoreFuture, Token, TokenHint, TokenSource, UserAccount,
};
use contacts_client::clock::ManualClock;
use contacts_client::{Client, Operation};

use crate::calls::call;
use crate::faults::rows::today;
use crate::log::Log;
use crate::support::{Answer, Server, told};
use crate::{
    CLIENT_ID, CLIENT_SECRET, CODE, ID, REFRESH_TOKEN, SAID, TOKEN, assert_silent, builder, meet_all_rows, printed,
};

/// Keeps nothing; is full or not.
struct Store {
    is_full: bool,
}

impl RefreshTokenStore for Store {
    fn store<'a>(&'a self, _: &'a SecretString) -> StoreFuture<'a> {
        Box::pin(async { if self.is_full { Err("the disk is full".into()) } else { Ok(()) } })
    }
}

fn app(url: &str) -> App {
    let app = App::new(CLIENT_ID, CLIENT_SECRET, format!("https://example.com/{SAID}"));
    app.endpoints(url, url, url).unwrap()
}

fn user_account(url: &str) -> UserAccount {
    app(url).account_of(REFRESH_TOKEN)
}

fn stored(url: &str, is_full: bool) -> UserAccount {
    user_account(url).stored_in(Arc::new(Store { is_full }))
}

fn http() -> Http {
    Http::new().unwrap().with_clock(Arc::new(ManualClock::new(today())))
}

/// A client whose tokens come from there, and that does not wait for them where that is vain.
fn client_of(source: impl TokenSource, api: &str, stalls: bool) -> Client {
    let client = builder(api, stalls).token_source(source).build().unwrap();
    if stalls { client.with_deadline(Duration::from_millis(20)) } else { client }
}

/// A client of everything that gets tokens, by this endpoint.
fn clients(endpoint: &str, api: &str, stalls: bool) -> Vec<Client> {
    vec![
        #[cfg(feature = "service-account")]
        client_of(crate::keys::service_account(endpoint), api, stalls),
        client_of(user_account(endpoint), api, stalls),
        client_of(stored(endpoint, false), api, stalls),
    ]
}

#[test]
fn nobody_who_has_a_secret_shows_it() {
    let url = "http://localhost:1";
    let token = Token::new(TOKEN).expires_in(Duration::from_secs(3600));
    let app = app(url);
    let mut text = format!("{token:?} {token:#?} {app:?} {app:#?} {:?}", TokenHint::RefreshToken);
    for account in [user_account(url), stored(url, true), UserAccount::new(CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN)] {
        let _ = write!(text, "{account:?} {account:#?}");
        let builder = Client::builder().token_source(account);
        let _ = write!(text, "{builder:?}");
        text.push_str(&printed(builder.build()));
    }
    assert_silent(&text, &["Token {", "App {", "UserAccount {", "3600", "ClientBuilder", "Client {"]);
}

#[test]
fn an_endpoint_that_is_refused_is_not_shown() {
    let mut text = String::new();
    for url in [format!("https://{SAID}:{SAID}@example.com"), format!("http://{SAID}.example.com"), SAID.to_owned()] {
        text.push_str(&printed(user_account("http://localhost:1").token_url(&url)));
        text.push_str(&printed(app("http://localhost:1").endpoints(&url, &url, &url)));
    }
    assert_silent(&text, &["the address of the endpoint"]);
}

#[tokio::test]
async fn no_failure_to_get_a_token_shows_a_secret() {
    let log = Log::everything();
    let good = format!(
        r#"{{"access_token":"{TOKEN}","refresh_token":"{REFRESH_TOKEN}","expires_in":"{SAID}","scope":"{SAID}"}}"#
    );
    // It rejects every token, so that the next call needs another.
    let api = Server::answering(Answer::status(401)).await.base_url();
    let http = http();
    let mut text = String::new();
    let prepare = |endpoint: &str, stalls: bool| (clients(endpoint, &api, stalls), app(endpoint));
    meet_all_rows(&good, prepare, async |(clients, app), stage, row| {
        if row.is_large {
            // Forms are not.
            return;
        }
        for client in clients {
            for operation in [&Operation::GET_CONTACT, &Operation::CREATE_CONTACT] {
                stage.again();
                text.push_str(&call(client, operation, ID).await);
            }
        }
        // They wait for as long as an endpoint takes.
        if !row.stalls {
            stage.again();
            text.push_str(&printed(app.exchange(&http, CODE).await));
            stage.again();
            let revoked = app.account_of(REFRESH_TOKEN).revoke(&http, TokenHint::RefreshToken).await;
            text.push_str(&printed(revoked));
        }
    })
    .await;
    let signs = ["no token", "refused with 400", "is no JSON object", "is too long", "UserAccount {"];
    assert_silent(&text, &signs);
    log.assert_silent(&["contacts.call", "contacts.attempt"]);
}

#[tokio::test]
async fn an_endpoint_that_echoes_shows_no_secret() {
    let log = Log::everything();
    let mut text = String::new();
    let http = http();
    let bodies: [fn(&str) -> String; 4] = [
        str::to_owned,
        |form| serde_json::json!({ "error": form }).to_string(),
        |form| serde_json::json!({ "access_token": form, "token_type": form }).to_string(),
        |form| serde_json::json!({ "access_token": format!("{form}\n"), "refresh_token": form }).to_string(),
    ];
    for status in [200, 302, 400, 401] {
        for body in bodies {
            let server = Server::with(move |request| {
                let form = String::from_utf8_lossy(&request.body).into_owned();
                Answer::new(status, &[&format!("location: /{form}"), &format!("x-echo: {form}")], body(&form))
            })
            .await;
            let (url, http) = (server.base_url(), &http);
            let app = app(&url);
            text.push_str(&printed(app.exchange(http, CODE).await));
            text.push_str(&printed(app.account_of(REFRESH_TOKEN).fetch(http).await));
            text.push_str(&printed(stored(&url, true).fetch(http).await));
            #[cfg(feature = "service-account")]
            text.push_str(&printed(crate::keys::service_account(&url).fetch(http).await));
        }
    }
    assert_silent(&text, &["no token", "refused with 302", "refused with 401", "no header can carry"]);
    log.assert_silent(&["starting new connection"]);
}

#[tokio::test]
async fn a_store_that_fails_shows_what_it_says_and_no_token() {
    let good = format!(r#"{{"access_token":"{TOKEN}","refresh_token":"{SAID}"}}"#);
    let endpoint = Server::answering(Answer::new(200, &[], good)).await.base_url();
    let client = client_of(stored(&endpoint, true), "http://localhost:1", false);
    let error = client.get_contact(&ID.into()).await.unwrap_err();
    assert_silent(&told(&error), &["could not be stored", "the disk is full"]);
}
