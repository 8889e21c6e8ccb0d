//! Tokens as the client has them: it runs against the sandbox as it does against the service.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/oauth.rs"]
mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use contacts_client::auth::{
    App, ExposeSecret as _, Http, PrivateKey, RefreshTokenStore, SecretString, ServiceAccount, StoreFuture, TokenHint,
    TokenSource,
};
use contacts_client::types::ContactInput;
use contacts_client::{Client, Limiter, Retry};
use contacts_sandbox::Sandbox;
use support::{CALLBACK, path, send, standing};

fn service_account(sandbox: &Sandbox) -> ServiceAccount {
    let account = sandbox.service_account();
    let key = PrivateKey::from_pem(&account.private_key).unwrap();
    let source = ServiceAccount::new(account.client_id, account.client_secret, account.id, key);
    source.token_url(&sandbox.token_url()).unwrap()
}

fn client(sandbox: &Sandbox, source: impl TokenSource) -> Client {
    let builder = Client::builder().base_url(sandbox.base_url()).limiter(Limiter::off()).retry(Retry::never());
    builder.token_source(source).build().unwrap()
}

fn app(sandbox: &Sandbox) -> App {
    let account = sandbox.service_account();
    let app = App::new(account.client_id, account.client_secret, CALLBACK);
    app.endpoints(&sandbox.authorization_url(), &sandbox.token_url(), &sandbox.revocation_url()).unwrap()
}

/// The code that a member came back with.
async fn code(sandbox: &Sandbox, app: &App) -> String {
    let url = app.authorization_url(["contact"], "a state", Some("a nonce")).unwrap();
    let answer = send(sandbox, "GET", path(url.as_str()), &[], "").await;
    assert_eq!((answer.status, answer.sent("state").as_deref()), (302, Some("a state")));
    answer.sent("code").unwrap()
}

fn contact() -> ContactInput {
    let file = format!("{}/createContact.minimal.request.en.json", contacts_openapi::EXAMPLES);
    let mut contact: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    // Whoever creates one that names no master is its master.
    contact["permission"].as_object_mut().unwrap().remove("masterUserId");
    serde_json::from_value(contact).unwrap()
}

#[tokio::test]
async fn a_service_account_signs_that_it_is_itself_and_may_call() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox, service_account(&sandbox));
    let created = client.create_contact(&contact()).await.unwrap();
    assert!(client.get_contact(&created.contact_id).await.is_ok());
}

#[tokio::test]
async fn what_a_service_account_asks_for_a_member_is_done_by_the_member() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox, service_account(&sandbox).on_behalf_of("a-member"));
    let created = client.create_contact(&contact()).await.unwrap();
    let created = serde_json::to_value(&*created).unwrap();
    assert_eq!(created["permission"]["masterUserId"], "a-member");
}

#[tokio::test]
async fn a_token_for_reading_does_not_write() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox, service_account(&sandbox).scopes(["contact.read"]));
    let refused = client.create_contact(&contact()).await.unwrap_err();
    assert!(refused.is_forbidden(), "{refused}");
}

#[tokio::test]
async fn an_app_that_is_not_the_sandboxs_is_refused() {
    let sandbox = Sandbox::builder().client("another-client", "another-secret").start().await.unwrap();
    let key = PrivateKey::from_pem(sandbox.service_account().private_key).unwrap();
    let source = ServiceAccount::new("sandbox-client", "sandbox-secret", "sandbox@example.com", key);
    let client = client(&sandbox, source.token_url(&sandbox.token_url()).unwrap());
    let refused = client.create_contact(&contact()).await.unwrap_err();
    assert_eq!((refused.is_authentication(), refused.oauth_code()), (true, Some("invalid_client")));
}

#[tokio::test]
async fn a_member_agrees_and_the_app_acts_for_them_beyond_the_life_of_a_token() {
    let sandbox = Sandbox::builder().authorizing_member("a-member").start().await.unwrap();
    let app = app(&sandbox);
    let account = app.exchange(&Http::new().unwrap(), &code(&sandbox, &app).await).await.unwrap();
    let client = client(&sandbox, account);
    let created = client.create_contact(&contact()).await.unwrap();
    assert_eq!(serde_json::to_value(&*created).unwrap()["permission"]["masterUserId"], "a-member");
    sandbox.clock().advance(Duration::from_secs(3600));
    assert!(client.get_contact(&created.contact_id).await.is_ok());
    sandbox.expire_tokens();
    assert!(client.get_contact(&created.contact_id).await.is_ok());
    sandbox.clock().advance(Duration::from_secs(90 * 24 * 60 * 60));
    let refused = client.get_contact(&created.contact_id).await.unwrap_err();
    assert!(refused.is_unauthorized() || refused.is_authentication(), "{refused}");
}

#[derive(Clone, Default)]
struct Store(Arc<Mutex<Vec<String>>>);

impl RefreshTokenStore for Store {
    fn store<'a>(&'a self, refresh_token: &'a SecretString) -> StoreFuture<'a> {
        self.0.lock().unwrap().push(refresh_token.expose_secret().to_owned());
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn refresh_tokens_are_replaced_when_they_are_used_if_the_sandbox_is_told_so() {
    for (rotates, stored) in [(false, 1), (true, 3)] {
        let sandbox = Sandbox::builder().refresh_token_rotation(rotates).start().await.unwrap();
        let (app, store) = (app(&sandbox), Store::default());
        let account = app.exchange(&Http::new().unwrap(), &code(&sandbox, &app).await).await.unwrap();
        let client = client(&sandbox, account.stored_in(Arc::new(store.clone())));
        let created = client.create_contact(&contact()).await.unwrap();
        for _ in 0..2 {
            sandbox.expire_tokens();
            client.get_contact(&created.contact_id).await.unwrap();
        }
        let stored_tokens = store.0.lock().unwrap().clone();
        assert_eq!(stored_tokens.len(), stored, "rotates: {rotates}");
        assert_eq!(stored_tokens.iter().collect::<std::collections::HashSet<_>>().len(), stored);
    }
}

#[tokio::test]
async fn what_the_client_gives_up_is_of_no_more_use() {
    let sandbox = Sandbox::start().await.unwrap();
    let (app, http) = (app(&sandbox), Http::new().unwrap());
    for (hint, is_refreshed) in [(TokenHint::AccessToken, true), (TokenHint::RefreshToken, false)] {
        let account = app.exchange(&http, &code(&sandbox, &app).await).await.unwrap();
        let token = account.fetch(&http).await.unwrap().secret().expose_secret().to_owned();
        assert_eq!(standing(&sandbox, &token).await.0, 200);
        let refresh_token = account.refresh_token().await.unwrap();
        account.revoke(&http, hint).await.unwrap();
        assert_eq!(standing(&sandbox, &token).await.0, 401);
        assert_eq!(app.account_of(refresh_token).fetch(&http).await.is_ok(), is_refreshed);
    }
}

#[tokio::test]
async fn the_life_of_a_token_is_told_as_a_number_or_as_a_text() {
    for (as_text, lifetime) in [(false, 3600), (true, 86400)] {
        let sandbox = Sandbox::builder().expires_in_as_text(as_text);
        let sandbox = sandbox.access_token_lifetime(Duration::from_secs(lifetime)).start().await.unwrap();
        let token = service_account(&sandbox).fetch(&Http::new().unwrap()).await.unwrap();
        assert_eq!(token.lifetime(), Some(Duration::from_secs(lifetime)));
        assert_eq!(token.scope(), Some("contact"));
        assert_eq!(support::agreed(&sandbox).await.json()["expires_in"].is_string(), as_text);
    }
}

#[tokio::test]
async fn nothing_prints_the_secrets_of_the_service_account() {
    let sandbox = Sandbox::start().await.unwrap();
    let account = sandbox.service_account();
    let printed = format!("{account:?} {:?}", Sandbox::builder().client("a", "sandbox-secret"));
    assert!(!printed.contains(&account.client_secret) && !printed.contains("PRIVATE KEY"), "{printed}");
    assert!(printed.contains(&account.id));
}
