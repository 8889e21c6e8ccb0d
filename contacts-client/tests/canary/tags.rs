//! Tags by their names.

use serde_json::json;

use crate::faults::{Faulty, Script};
use crate::log::Log;
use crate::{CURSOR, ID, SAID, TAG, assert_silent, client, meet_all_rows, printed};

/// The tag itself is the caller's.
fn failure<T>(result: Result<T, contacts_client::Error>) -> String {
    printed(result.map(|_| "found or created"))
}

#[tokio::test]
async fn no_tag_shows_its_name_however_the_search_for_it_ends() {
    let log = Log::everything();
    let page = json!({ "contactTags": [], "responseMetaData": { "nextCursor": CURSOR } }).to_string();
    let mut text = String::new();
    meet_all_rows(&page, client, async |client, stage, _| {
        stage.again();
        text.push_str(&failure(client.find_or_create_contact_tag(TAG).await));
        stage.again();
        text.push_str(&failure(client.find_or_create_user_contact_tag(&ID.into(), TAG).await));
    })
    .await;
    assert_silent(&text, &["a page leads back to one that was read already", "listContactTags", "answered 400"]);
    log.assert_silent(&["contacts.call"]);
}

#[tokio::test]
async fn no_tag_shows_its_name_when_it_cannot_be_created() {
    let none = json!({ "contactTags": [], "responseMetaData": { "nextCursor": null } }).to_string();
    let taken = json!({ "code": "ALREADY_EXIST", "description": format!("{TAG} {SAID}") }).to_string();
    let scripts = vec![
        Script::answer(200, &[], &none),
        Script::answer(400, &[], taken),
        Script::answer(200, &[], &none),
        Script::answer(200, &[], &none),
        Script::answer(409, &[], TAG),
        Script::answer(200, &[], &none),
    ];
    let server = Faulty::playing(scripts).await;
    let client = client(&server.base_url(), false);
    let mut text = failure(client.find_or_create_contact_tag(TAG).await);
    text.push_str(&failure(client.find_or_create_user_contact_tag(&ID.into(), TAG).await));
    assert_silent(&text, &["createContactTag: answered 400", "createUserContactTag: answered 409"]);
}
