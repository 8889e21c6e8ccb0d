//! Lists, page by page, and walks through the changes.

use std::fmt::Write as _;

use contacts_client::changes::{Changes, Checkpoint};
use contacts_client::types::*;
use contacts_client::{Client, Error};

use crate::faults::{Faulty, Script};
use crate::log::Log;
use crate::support::told;
use crate::{CURSOR, EMAIL, ID, PHONE, SAID, assert_silent, client, meet_all_rows, printed};

/// A page without contacts that leads to itself.
fn page() -> String {
    format!(r#"{{"contacts":[],"responseMetaData":{{"nextCursor":"{CURSOR}"}}}}"#)
}

/// The first error of what yields no item before it.
fn first_error<T>(item: Option<Result<T, Error>>) -> String {
    match item {
        Some(Err(error)) => told(&error),
        Some(Ok(_)) => panic!("the pages are empty"),
        None => String::new(),
    }
}

fn changes(client: &Client, since: &str) -> Changes {
    let filter = ListContactsParams::default().set_email(EMAIL).set_telephone(PHONE);
    client.changed_since(since).of_user(ID).filter(filter)
}

#[tokio::test]
async fn no_list_shows_a_marker_however_it_ends() {
    let log = Log::everything();
    let mut text = String::new();
    meet_all_rows(&page(), client, async |client, stage, _| {
        let params = ListContactsParams::default().set_email(EMAIL).set_telephone(PHONE);
        let mut pages = client.list_contacts_paged(params.clone()).from_cursor(CURSOR);
        stage.again();
        while let Some(page) = pages.next().await {
            let is_over = page.is_err();
            text.push_str(&printed(page));
            if is_over {
                break;
            }
        }
        let _ = writeln!(text, "{pages:?} {pages:#?}");

        let mut items = client.list_user_contacts_paged(&ID.into(), ListUserContactsParams::default()).items();
        stage.again();
        text.push_str(&first_error(items.next().await));
        let _ = writeln!(text, "{items:?} {items:#?}");
    })
    .await;
    assert_silent(&text, &["a page leads back to one that was read already", "Pages {", "Items {", "answered 400"]);
    log.assert_silent(&["contacts.call"]);
}

#[tokio::test]
async fn no_walk_through_the_changes_shows_a_marker_however_it_ends() {
    let log = Log::everything();
    let mut text = String::new();
    meet_all_rows(&page(), client, async |client, stage, _| {
        let mut changes = changes(client, "1970-01-01T00:00:00Z");
        stage.again();
        text.push_str(&first_error(changes.next().await));
        let checkpoint = changes.checkpoint();
        let _ = writeln!(text, "{changes:?} {changes:#?} {checkpoint:?} {checkpoint:#?}");
    })
    .await;
    assert_silent(
        &text,
        &["a page leads back to one that was read already", "Changes {", "Checkpoint {", "answered 400"],
    );
    log.assert_silent(&["contacts.call"]);
}

#[tokio::test]
async fn no_checkpoint_shows_who_was_handed_out() {
    let person = format!(
        r#"{{"contactId":"{ID}","permission":{{"accessibleRange":"ALL"}},"contactName":{{"lastName":"{SAID}"}},
            "modifiedTime":"1970-01-01T23:59:58Z"}}"#
    );
    let page = format!(r#"{{"contacts":[{person}],"responseMetaData":{{"nextCursor":null}}}}"#);
    let server = Faulty::playing(vec![Script::answer(200, &[], page)]).await;
    let client = client(&server.base_url(), false);
    let mut changes = changes(&client, "1970-01-01T00:00:00Z");
    assert_eq!(changes.next().await.unwrap().unwrap().contact_id.as_str(), ID);
    let during = changes.checkpoint();
    assert!(changes.next().await.is_none());
    let after: Checkpoint = serde_json::from_value(serde_json::to_value(changes.checkpoint()).unwrap()).unwrap();
    assert_silent(&format!("{changes:?} {during:?} {after:?} {after:#?}"), &["reached", "1970-01-"]);
}

#[tokio::test]
async fn no_moment_that_is_none_is_shown() {
    let client = client("http://localhost:1", false);
    let mut text = first_error(changes(&client, SAID).next().await);
    text.push_str(&first_error(changes(&client, "1970-01-01T00:00:00Z").until(SAID).next().await));
    assert_silent(&text, &["a moment of the walk is none"]);
}
