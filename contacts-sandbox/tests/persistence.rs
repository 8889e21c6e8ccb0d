//! The data file: what is in it after an end, and which files are refused.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::error::Error as _;
use std::fs;
use std::path::Path;

use contacts_client::types::ContactInput;
use contacts_client::{Client, Limiter, Method, Retry};
use contacts_sandbox::{Sandbox, StartError};
use tempfile::TempDir;

async fn start(file: &Path) -> Sandbox {
    Sandbox::builder().documented().data(file).start().await.unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token());
    client.limiter(Limiter::off()).retry(Retry::never()).build().unwrap()
}

fn contact() -> ContactInput {
    let text = fs::read_to_string(format!("{}/createContact.minimal.request.en.json", contacts_openapi::EXAMPLES));
    serde_json::from_str(&text.unwrap()).unwrap()
}

async fn refusal(file: &Path) -> StartError {
    let error = Sandbox::builder().data(file).start().await.expect_err("the file is refused");
    assert!(error.to_string().contains(&*file.to_string_lossy()), "{error}");
    error
}

#[tokio::test]
async fn what_was_done_is_there_after_a_restart_and_what_was_to_be_loaded_is_not_loaded_again() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    let sandbox = start(&file).await;
    let seeded = sandbox.dump();
    assert!(seeded.contains("link_multi"));
    let to = client(&sandbox);
    // The order of creation is not that of the ids.
    let path = "/contacts/custom-properties/link_multi";
    let gone = to.request(Method::DELETE, path).send().await.unwrap();
    assert!(gone.status().is_success());
    let definition = seeded.lines().find(|line| line.contains("link_multi")).unwrap();
    sandbox.load(&definition.replace("custompi", "a")).unwrap();
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(to.create_contact(&contact()).await.unwrap().contact_id.clone());
    }
    to.update_contact(&ids[0], &contact()).await.unwrap();
    to.delete_contact(&ids[1]).await.unwrap();
    to.force_delete_contact(&ids[2]).await.unwrap();
    sandbox.load(r#"{"kind":"member","value":{"userId":"userf7da-f82c-4284-13e7-030f3b4c756x"}}"#).unwrap();
    sandbox.load(r#"{"kind":"grant","value":{"digest":"a","grant":1,"serial":2,"scopes":[],"expires":9}}"#).unwrap();
    let dump = sandbox.dump();
    drop(sandbox);

    let sandbox = Sandbox::builder().load(r#"{"kind":"member","value":{"userId":"user-2"}}"#).data(&file);
    let sandbox = sandbox.start().await.unwrap();
    assert_eq!(sandbox.dump(), dump);
    let next = client(&sandbox).create_contact(&contact()).await.unwrap().contact_id.clone();
    assert!(!ids.contains(&next));
    drop(sandbox);

    let sandbox = start(&file).await;
    assert_ne!(sandbox.dump(), dump);
    sandbox.reset().unwrap();
    assert_eq!(sandbox.dump(), seeded);
    drop(sandbox);
    assert_eq!(start(&file).await.dump(), seeded);
}

#[tokio::test]
async fn the_file_sees_changes_in_the_order_in_which_they_happened() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    let sandbox = Sandbox::builder().data(&file).workers(4).quota(contacts_sandbox::Quota::Unlimited);
    let sandbox = sandbox.start().await.unwrap();
    let id = client(&sandbox).create_contact(&contact()).await.unwrap().contact_id.clone();
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..16 {
        let (to, id) = (client(&sandbox), id.clone());
        tasks.spawn(async move {
            for turn in 0..20 {
                let mut body = contact();
                body.memo = Some(format!("{task} {turn}"));
                to.update_contact(&id, &body).await.unwrap();
            }
        });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap();
    }
    let dump = sandbox.dump();
    drop(sandbox);
    assert_eq!(start(&file).await.dump(), dump);
}

#[tokio::test]
async fn two_sandboxes_do_not_share_a_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    let first = start(&file).await;
    let error = refusal(&file).await;
    assert!(error.to_string().contains("is in use"), "{error}");
    client(&first).create_contact(&contact()).await.unwrap();
    drop(first);
    start(&file).await;
}

#[tokio::test]
async fn a_sandbox_that_cannot_listen_lets_go_of_its_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    let other = Sandbox::start().await.unwrap();
    let error = Sandbox::builder().address(other.address()).data(&file).start().await.unwrap_err();
    assert!(error.to_string().starts_with("cannot listen at 127.0.0.1:"), "{error}");
    start(&file).await;
}

#[tokio::test]
async fn a_file_of_somebody_else_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a database, but long enough to be taken for one at the first look".repeat(20)).unwrap();
    let database = folder.path().join("other.db");
    rusqlite::Connection::open(&database).unwrap().execute_batch("CREATE TABLE song (name TEXT)").unwrap();
    let newer = folder.path().join("newer.db");
    drop(start(&newer).await);
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 2").unwrap();
    for (file, message) in
        [(&text, "is no data file"), (&database, "belongs to another program"), (&newer, "has version 2")]
    {
        let before = fs::read(file).unwrap();
        let error = refusal(file).await;
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(fs::read(file).unwrap(), before);
    }
    let nowhere = folder.path().join("absent/contacts.db");
    let error = refusal(&nowhere).await;
    assert!(error.to_string().contains("its folder must be there"), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn an_empty_file_is_used() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    fs::write(&file, "").unwrap();
    let dump = start(&file).await.dump();
    assert!(dump.contains("link_multi"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.db");
    drop(start(&file).await);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    // Whoever is allowed everything is not refused.
    if fs::OpenOptions::new().write(true).open(&file).is_err() {
        let error = refusal(&file).await;
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn while_the_file_cannot_be_written_changes_are_refused_and_when_it_can_be_again_they_are_kept() {
    let folder = TempDir::new().unwrap();
    let (file, elsewhere) = (folder.path().join("contacts.db"), folder.path().join("elsewhere.db"));
    let sandbox = start(&file).await;
    let to = client(&sandbox);
    let id = to.create_contact(&contact()).await.unwrap().contact_id.clone();
    fs::rename(&file, &elsewhere).unwrap();
    for _ in 0..3 {
        let error = to.delete_contact(&id).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(503), "{error}");
    }
    // The first of these was carried out before it was known that it cannot be kept; the others were not.
    assert_eq!(to.get_contact(&id).await.unwrap_err().status().map(|status| status.as_u16()), Some(404));
    assert!(sandbox.load(r#"{"kind":"member","value":{"userId":"user-1"}}"#).unwrap_err().line().is_none());
    assert!(sandbox.reset().is_err());
    assert!(!sandbox.dump().contains("user-1"));
    let dump = sandbox.dump();

    fs::rename(&elsewhere, &file).unwrap();
    // This one is still refused, and has what is unwritten tried again.
    assert!(to.create_contact(&contact()).await.is_err());
    while to.create_contact(&contact()).await.is_err() {}
    let after = sandbox.dump();
    assert!(after.lines().count() > dump.lines().count());
    drop(sandbox);
    let sandbox = start(&file).await;
    assert_eq!(sandbox.dump(), after);
    let trashed = format!("\"contactId\":\"{}\"", id.as_str());
    assert!(after.lines().any(|line| line.contains("\"trashed\":true") && line.contains(&trashed)));
}
