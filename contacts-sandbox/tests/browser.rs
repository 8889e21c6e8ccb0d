//! The pages in a real browser: `CHROME=chromium cargo test -p contacts-sandbox --test browser -- --ignored`.
//!
//! Where `PICTURES` names a folder, the pages are left there as they were seen; `docs/reference.png` is one of them.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/browser.rs"]
mod browser;

use std::{env, fs};

use browser::Browser;
use contacts_client::types::ListContactTagsParams;
use contacts_client::{Client, Limiter, Retry};
use contacts_openapi::{Document, example, operations};
use contacts_sandbox::Sandbox;
use serde_json::{Value, json};

fn browser() -> Browser {
    let program = env::var("CHROME").expect("CHROME names the program of a browser");
    Browser::start(&program, 1280, 800)
}

/// Leaves a picture of the page, if anybody wants it.
fn leave_picture(browser: &mut Browser, name: &str) {
    if let Ok(folder) = env::var("PICTURES") {
        fs::write(format!("{folder}/{name}"), browser.picture()).unwrap();
    }
}

/// Everything that the page asked for came from the sandbox, and the browser found nothing wrong.
fn is_at_home(browser: &mut Browser, sandbox: &Sandbox) {
    let requests = browser.requests();
    assert!(requests.len() > 3, "{requests:?}");
    for request in requests {
        let is_own = request.starts_with(&sandbox.url()) || request.starts_with("data:");
        assert!(is_own, "{request}");
    }
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Opens an operation in the reference, ready to be tried.
fn try_out(browser: &mut Browser, id: &str) {
    browser.wait_for(&format!("document.querySelector('[id$=\"-{id}\"]')"));
    browser.evaluate(&format!("document.querySelector('[id$=\"-{id}\"] .opblock-summary-control').click()"));
    browser.wait_for(&format!("document.querySelector('[id$=\"-{id}\"] .try-out__btn')"));
    browser.evaluate(&format!("document.querySelector('[id$=\"-{id}\"] .try-out__btn').click()"));
    browser.wait_for(&format!("document.querySelector('[id$=\"-{id}\"] .execute')"));
}

/// Carries out the operation that is ready; gives the status and the body that the page shows.
fn execute(browser: &mut Browser, id: &str) -> (String, Value) {
    browser.evaluate(&format!("document.querySelector('[id$=\"-{id}\"] .execute').click()"));
    let shown = format!(
        "document.querySelector('[id$=\"-{id}\"] .live-responses-table .response .response-col_status')?.innerText"
    );
    let status = browser.wait_for(&shown).as_str().unwrap().trim().to_owned();
    let body =
        format!("document.querySelector('[id$=\"-{id}\"] .live-responses-table pre code')?.textContent ?? 'null'");
    let body = browser.evaluate(&body);
    (status, serde_json::from_str(body.as_str().unwrap()).unwrap_or_default())
}

/// Puts a text in place of what a field of an operation holds, as someone who types it and goes on does.
fn write(browser: &mut Browser, id: &str, field: &str, text: &str) {
    let text = Value::from(text);
    browser.evaluate(&format!(
        "(() => {{
            const field = document.querySelector('[id$=\"-{id}\"] {field}');
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, {text});
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            field.dispatchEvent(new FocusEvent('focusout', {{ bubbles: true }}));
        }})()"
    ));
}

/// Folds an operation that is open.
fn fold(browser: &mut Browser, id: &str) {
    browser.evaluate(&format!("document.querySelector('[id$=\"-{id}\"] .opblock-summary-control').click()"));
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn the_reference_shows_every_operation() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    browser.open(&sandbox.url());
    browser.wait_for("document.querySelector('.opblock')");
    let shown = browser.evaluate(
        "[...document.querySelectorAll('.opblock-summary')].map((it) => \
         [it.querySelector('.opblock-summary-method').textContent, it.querySelector('.opblock-summary-path').dataset.path])",
    );
    let mut shown: Vec<(String, String)> = serde_json::from_value(shown).unwrap();
    let document = Document::contacts();
    let known = operations(&document);
    let mut known: Vec<_> = known.iter().map(|it| (it.method.as_str().to_owned(), it.path.to_owned())).collect();
    shown.sort();
    known.sort();
    assert_eq!(shown, known);
    leave_picture(&mut browser, "reference-closed.png");
    browser.scheme("dark");
    leave_picture(&mut browser, "reference-dark.png");
    is_at_home(&mut browser, &sandbox);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn a_call_can_be_tried_at_the_first_click() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    browser.open(&sandbox.url());
    try_out(&mut browser, "createContact");
    let minimal = example("createContact.minimal.request.en.json").unwrap();
    write(&mut browser, "createContact", "textarea.body-param__text", minimal);
    let (status, created) = execute(&mut browser, "createContact");
    assert_eq!(status, "201", "{created}");
    fold(&mut browser, "createContact");

    try_out(&mut browser, "listContacts");
    let (status, listed) = execute(&mut browser, "listContacts");
    assert_eq!(status, "200", "{listed}");
    assert_eq!(listed["contacts"][0]["contactId"], created["contactId"]);
    fold(&mut browser, "listContacts");

    try_out(&mut browser, "getContact");
    write(&mut browser, "getContact", "input[placeholder=contactId]", created["contactId"].as_str().unwrap());
    let (status, read) = execute(&mut browser, "getContact");
    assert_eq!((&*status, &read), ("200", &created));
    browser.size(1280, 1040);
    browser.evaluate("document.querySelector('[id$=\"-getContact\"]').scrollIntoView()");
    leave_picture(&mut browser, "reference.png");
    is_at_home(&mut browser, &sandbox);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn a_member_s_token_is_had_by_two_clicks() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    browser.open(&sandbox.url());
    browser.wait_for("document.querySelector('.opblock')");
    browser.evaluate("document.querySelector('.auth-wrapper .authorize').click()");
    // The dialog has a form for each way; the first is that of the authorization code grant.
    browser.wait_for("document.querySelector('.dialog-ux .auth-container')");
    leave_picture(&mut browser, "reference-authorize.png");
    browser.evaluate("document.querySelector('.dialog-ux .auth-container .modal-btn.authorize').click()");
    browser.wait_for("/Logout/.test(document.querySelector('.dialog-ux .auth-container').innerText)");
    let held = browser.evaluate("viewer.authSelectors.authorized().getIn(['oauth2', 'token']).toJS()");
    let held = held["access_token"].as_str().unwrap();
    browser.evaluate("document.querySelector('.dialog-ux .close-modal').click()");
    // It counts, and not the one that the page had at first.
    try_out(&mut browser, "listContactTags");
    let (status, listed) = execute(&mut browser, "listContactTags");
    assert_eq!(status, "200", "{listed}");
    let sent = browser.evaluate("document.querySelector('[id$=\"-listContactTags\"] .curl-command').innerText");
    assert!(sent.as_str().unwrap().contains(&format!("Bearer {held}")), "{sent}");
    is_at_home(&mut browser, &sandbox);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn what_the_page_creates_the_api_lists() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    browser.open(&sandbox.url());
    try_out(&mut browser, "createContactTag");
    // The body that the page proposes is the first example of the documentation.
    let (status, created) = execute(&mut browser, "createContactTag");
    assert_eq!(status, "201", "{created}");
    let client = client(&sandbox);
    let listed = client.list_contact_tags(&ListContactTagsParams::default()).await.unwrap();
    let listed: Vec<_> = listed.contact_tags.iter().map(|tag| tag.contact_tag_id.to_string()).collect();
    assert_eq!(listed, [created["contactTagId"].as_str().unwrap()]);
    is_at_home(&mut browser, &sandbox);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn the_status_page_shows_the_request_that_was_just_made() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    browser.open(&format!("{}/_sandbox/", sandbox.url()));
    let body = serde_json::from_str(example("createContact.minimal.request.en.json").unwrap()).unwrap();
    client(&sandbox).create_contact(&body).await.unwrap();
    // It comes by itself.
    let row = browser.wait_for("document.querySelector('#requests tr')?.innerText");
    let row: Vec<&str> = row.as_str().unwrap().split('\t').map(str::trim).collect();
    assert_eq!(row[2..6], ["POST", "/v1.0/contacts", "createContact", "201"], "{row:?}");
    let contacts = browser.wait_for(
        "[...document.querySelectorAll('#held div')].map((it) => it.innerText).find((it) => it.startsWith('Contacts'))",
    );
    assert_eq!(contacts, "Contacts\n1");
    assert_eq!(browser.evaluate("document.getElementById('trouble').textContent"), "");
    leave_picture(&mut browser, "status.png");
    is_at_home(&mut browser, &sandbox);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn the_status_page_shows_what_it_is_told_as_text() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    let hostile = "<img src=x onerror=\"document.title='taken'\">";
    let request = |number: u32, method: &str, path: &str, operation: Option<&str>, status: u16, faults: &[&str]| {
        let at = format!("2026-11-21T19:43:{number:02}+09:00");
        json!({"number": number, "at": at, "method": method, "path": path, "query": null, "operation": operation,
               "status": status, "caller": {"userId": "user1"}, "faults": faults})
    };
    say(
        &mut browser,
        &json!({
            "/_sandbox/status": {
                "version": env!("CARGO_PKG_VERSION"),
                "document": Document::contacts().pointer("/info/version"),
                "basePath": "/v1.0",
                "clock": {"now": "2026-11-21T19:43:17+09:00", "stands": true},
                "counts": {"contacts": 1234, "trash": 2, "tags": 3, "customProperties": 4, "photos": 5, "members": 6},
                "requests": 4,
                "faults": [{"rule": hostile, "hits": 2}, {"rule": "status=503,every=3", "hits": 0}],
            },
            "/_sandbox/requests": {"requests": [
                request(1, "GET", "/v1.0/contacts", Some("listContacts"), 200, &[]),
                request(2, "POST", "/v1.0/contacts", Some("createContact"), 400, &[]),
                request(3, "GET", "/v1.0/contact-tags", Some("listContactTags"), 503, &["status=503"]),
                request(4, "GET", &format!("/v1.0/{hostile}"), None, 404, &[]),
            ]},
        }),
    );
    browser.open(&format!("{}/_sandbox/", sandbox.url()));
    browser.wait_for("document.querySelector('#requests tr')");
    let numbers = browser.evaluate("[...document.querySelectorAll('#requests tr')].map((it) => it.cells[0].innerText)");
    assert_eq!(numbers, json!(["4", "3", "2", "1"]));
    let shown = browser.evaluate("document.body.innerText");
    let shown = shown.as_str().unwrap();
    assert_eq!(shown.matches(hostile).count(), 2, "{shown}");
    for text in
        ["Contacts\n1,234", "Custom properties\n4", "Clock (stands still)\n2026-11-21T19:43:17+09:00", "19:43:04"]
    {
        assert!(shown.contains(text), "{text} in {shown}");
    }
    assert_eq!(browser.evaluate("document.querySelectorAll('img').length"), 0);
    leave_picture(&mut browser, "status-full.png");
    browser.scheme("dark");
    leave_picture(&mut browser, "status-dark.png");
    browser.size(390, 844);
    // Nothing but a table that is too wide is moved sideways.
    assert_eq!(browser.evaluate("document.documentElement.scrollWidth"), 390);
    leave_picture(&mut browser, "status-phone.png");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[tokio::test]
#[ignore = "needs a browser: set CHROME to its program"]
async fn the_status_page_says_what_is_missing() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut browser = browser();
    say(&mut browser, &json!({"/_sandbox/requests": {"requests": []}}));
    browser.open(&format!("{}/_sandbox/", sandbox.url()));
    let trouble = browser.wait_for("document.getElementById('trouble').textContent");
    assert_eq!(trouble, "/_sandbox/status is missing: it answers with status 404.");
    let sections = browser.evaluate("[...document.querySelectorAll('section')].map((it) => it.hidden)");
    assert_eq!(sections, json!([true, true, true, false]));
}

/// Lets pages be told this by path, and that there is nothing else, as if the sandbox said so.
fn say(browser: &mut Browser, answers: &Value) {
    browser.prepare(&format!(
        "window.fetch = async (path) => {{
            const answer = {answers}[path.split('?')[0]];
            return answer ? Response.json(answer) : new Response(null, {{ status: 404 }});
        }};"
    ));
}

fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token());
    client.limiter(Limiter::off()).retry(Retry::never()).build().unwrap()
}
