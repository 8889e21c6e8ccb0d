//! Requests of a caller's own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use contacts_client::Method;
use serde_json::json;

use crate::calls::contact;
use crate::log::Log;
use crate::{CURSOR, EMAIL, ID, NAME, PHONE, SAID, assert_silent, client, meet_all_rows, printed, support};

#[tokio::test]
async fn no_request_of_a_callers_own_shows_a_marker_however_it_fails() {
    let log = Log::everything();
    let id = ID.replace(' ', "%20");
    let mut text = String::new();
    meet_all_rows(&json!(SAID).to_string(), client, async |client, stage, _| {
        for (method, path) in [(Method::GET, "contacts"), (Method::PATCH, "contacts"), (Method::POST, "new-things")] {
            stage.again();
            let request = client.request(method.clone(), format!("/{path}/{id}"));
            let request = request.query(&[("email", EMAIL), ("telephone", PHONE), ("cursor", CURSOR)]);
            let request = if method == Method::GET { request } else { request.json(&contact()) };
            let _ = writeln!(text, "{request:?} {request:#?}");
            text.push_str(&printed(request.send().await));
        }
    })
    .await;
    assert_silent(&text, &["RawRequest {", "Response", "answered 400", "getContact:", "patchContact:"]);
    log.assert_silent(&["contacts.call"]);
}

#[tokio::test]
async fn no_request_of_a_callers_own_that_is_refused_is_shown() {
    let (_socket, nobody) = support::nobody_listens();
    let client = client(&format!("http://{nobody}"), false);
    let mut text = String::new();
    for path in
        [SAID, &format!("/{ID}"), &format!("/contacts/../{NAME}"), &format!("/a?email={EMAIL}"), &format!("@{SAID}")]
    {
        text.push_str(&printed(client.request(Method::GET, path).send().await));
    }
    text.push_str(&printed(client.request(Method::GET, "/a").query(EMAIL).send().await));
    text.push_str(&printed(
        client.request(Method::POST, "/a").json(&BTreeMap::from([(vec![SAID], NAME)])).send().await,
    ));
    assert_silent(&text, &["encode its segments", "no request can be made of this"]);
}
