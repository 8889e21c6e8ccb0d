//! No message carries a token, an id or anybody's data, however a call fails.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::fmt::Write as _;
use std::time::Duration;

use contacts_client::types::*;
use contacts_client::{Client, Operation};
use serde_json::json;
use support::{Answer, Server, told};

const TOKEN: &str = "token7f3a";
const ID: &str = "id7f3a";
/// An id that is not sent.
const BAD_ID: &str = "id7f3a/forcedelete";
const NAME: &str = "name7f3a";
const MEMO: &str = "memo7f3a";
const EMAIL: &str = "email7f3a@example.com";
/// A name without anything by which a mask could tell that it is one.
const PLAIN_NAME: &str = "Quentin";
/// What all of them have in common.
const MARKERS: &[&str] = &["7f3a", PLAIN_NAME];

fn input() -> ContactInput {
    let name = ContactName::default().set_last_name(NAME).set_first_name(PLAIN_NAME);
    ContactInput::new(Permission::new(AccessibleRange::All).set_master_user_id(ID), name)
        .set_emails([ContactEmail::new(true, EMAIL)])
        .set_memo(MEMO)
}

/// Calls that carry marks wherever they can, in the path, in the query and in the body.
async fn log_of(client: &Client, id: &str) -> String {
    let mut log = String::new();
    macro_rules! note {
        ($($call:expr),+ $(,)?) => {
            $(match $call.await {
                Ok(answer) => {
                    let _ = writeln!(log, "{answer:?} {answer:#?}");
                }
                Err(error) => {
                    log.push_str(&told(&error));
                    let _ = writeln!(log, "excerpt: {}", error.body_excerpt().unwrap_or_default());
                }
            })+
        };
    }
    let list = ListContactsParams::default().set_email(EMAIL).set_telephone(NAME).set_cursor(MEMO);
    let user_list = ListUserContactsParams::default().set_email(EMAIL).set_telephone(NAME).set_cursor(MEMO);
    let patch =
        ContactPatch::default().set_memo(MEMO).set_contact_name(ContactNamePatch::default().set_last_name(NAME));
    let tag = ContactTagInput::new(NAME);
    note!(
        client.create_contact(&input()),
        client.list_contacts(&list),
        client.list_user_contacts(&id.into(), &user_list),
        client.get_contact(&id.into()),
        client.update_contact(&id.into(), &input()),
        client.patch_contact(&id.into(), &patch),
        client.delete_contact(&id.into()),
        client.force_delete_contact(&id.into()),
        client.get_contact_photo(&id.into()),
        client.create_contact_photo(&id.into(), &ContactPhotoUpload::new(NAME, 1)),
        client.create_contact_tag(&tag),
        client.create_user_contact_tag(&id.into(), &tag),
        client.update_contact_tag(&id.into(), &tag),
        client.get_custom_property(&id.into(), &GetCustomPropertyParams::default()),
    );
    let _ = writeln!(log, "{client:?} {client:#?}");
    log
}

fn is_marked(text: &str) -> bool {
    MARKERS.iter().any(|marker| text.contains(marker))
}

fn marked_client(base_url: &str) -> Client {
    let builder = Client::builder().token(TOKEN).base_url(base_url).timeout(Duration::from_millis(200));
    builder.build().unwrap()
}

#[tokio::test]
async fn nothing_that_failed_says_what_was_sent_or_received() {
    let marked = json!({
        "contacts": [{"contactId": ID, "contactName": {"lastName": PLAIN_NAME, NAME: NAME}, "memo": MEMO, "emails": [EMAIL]}],
        "contactId": ID,
        "contactTagName": {NAME: PLAIN_NAME},
        "uploadUrl": [MEMO],
        "memo": MEMO,
        "permission": {"accessibleRange": {NAME: MEMO}},
        NAME: {NAME: NAME},
    });
    let error = json!({"code": NAME, "description": format!("{NAME} {EMAIL} {MEMO} {TOKEN}"), NAME: PLAIN_NAME});
    let cookie = format!("set-cookie: sid={TOKEN}");
    let location = format!("location: https://{NAME}.example.com/{ID}?token={TOKEN}");
    let no_location = format!("location: http://{ID}:{TOKEN}/");
    let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{{\"memo\":\"{MEMO}");
    let half_error = format!("HTTP/1.1 500 Whatever\r\ncontent-length: 900\r\n\r\n{{\"memo\":\"{PLAIN_NAME} {MEMO}");
    let no_http = format!("HTTP/1.1 200 OK\r\n{PLAIN_NAME}: {NAME}\r\n{NAME}\r\n\r\n");
    let bad_chunk = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{MEMO}\r\n{NAME}");
    let answers = [
        Answer::json(200, &marked),
        Answer::json(200, &json!(MEMO)),
        Answer::json(200, &json!({"contacts": PLAIN_NAME, "contactId": [PLAIN_NAME]})),
        Answer::new(200, &[&cookie], MEMO),
        Answer::new(200, &[], format!("{{\"memo\":\"{MEMO}\",}}")),
        Answer::new(200, &[], [MEMO.as_bytes(), b"\xff"].concat()),
        Answer::new(204, &[&cookie], ""),
        Answer::json(400, &error),
        Answer::json(401, &marked),
        Answer::json(400, &json!({"code": PLAIN_NAME, "description": PLAIN_NAME, "contact": marked})),
        Answer::new(403, &[&cookie], format!("<html>{MEMO} {NAME} {EMAIL}</html>")),
        Answer::new(502, &[], format!("<html><title>{PLAIN_NAME}</title><p title=\"{PLAIN_NAME}\">{PLAIN_NAME}</p>")),
        Answer::new(502, &[], format!("no contact {PLAIN_NAME} {NAME}, {PLAIN_NAME}")),
        Answer::new(400, &[], format!("{{\"memo\":\"{PLAIN_NAME}\",\"name\":{PLAIN_NAME}}}")),
        Answer::new(404, &[&cookie], ""),
        Answer::json(429, &error),
        Answer::json(500, &error),
        Answer::json(599, &error),
        Answer::new(302, &[&location], MEMO),
        Answer::new(308, &[&location], MEMO),
        Answer::new(302, &[&no_location], MEMO),
        Answer::Close(half.clone().into_bytes()),
        Answer::Reset(half.into_bytes()),
        Answer::Close(half_error.into_bytes()),
        Answer::Close(no_http.into_bytes()),
        Answer::Close(bad_chunk.into_bytes()),
        Answer::Close(MEMO.into()),
        Answer::Close(Vec::new()),
        Answer::Reset(Vec::new()),
        Answer::Hang(Vec::new()),
    ];
    let mut log = String::new();
    for answer in answers {
        let server = Server::answering(answer).await;
        let client = marked_client(&server.base_url());
        log.push_str(&log_of(&client, ID).await);
    }
    let (_socket, nobody) = support::nobody_listens();
    let client = marked_client(&format!("http://{nobody}"));
    log.push_str(&log_of(&client, ID).await);
    log.push_str(&log_of(&client, BAD_ID).await);

    // That there is something in which nothing was found.
    for sign in
        ["answered 400", "answered 302", "cannot be read", "not sent", "no connection", "no answer", "excerpt: <html>"]
    {
        assert!(log.contains(sign), "{sign}");
    }
    let leaks: Vec<&str> = log.lines().filter(|line| is_marked(line)).collect();
    assert_eq!(leaks, [""; 0]);
}

#[test]
fn no_failure_to_build_a_client_says_what_was_given() {
    let builder = Client::builder;
    let builders = [
        builder().token(format!("{TOKEN} ")),
        builder().token(format!("{TOKEN}\n")),
        builder().token(format!("{TOKEN}\0")),
        builder().token(TOKEN).base_url(format!("http://{NAME}.example.com")),
        builder().token(TOKEN).base_url(format!("https://{NAME}:{MEMO}@example.com")),
        builder().token(TOKEN).base_url(format!("https://example.com?{NAME}")),
        builder().token(TOKEN).base_url(NAME),
        builder().token(TOKEN).base_url(PLAIN_NAME),
        builder().token(TOKEN).base_url(format!("https://{PLAIN_NAME}:{PLAIN_NAME}@example.com")),
    ];
    for builder in builders {
        let error = builder.build().expect_err("it is no good");
        assert!(!is_marked(&told(&error)), "{}", told(&error));
    }
}

#[tokio::test]
async fn what_the_service_says_is_there_for_those_who_ask() {
    let body = json!({"code": NAME, "description": MEMO});
    let server = Server::answering(Answer::new(400, &[&format!("x-request-id: {ID}")], body.to_string())).await;
    let error = marked_client(&server.base_url()).get_contact(&ID.into()).await.expect_err("it is no success");
    assert_eq!(error.code().map(ErrorCode::as_str), Some(NAME));
    assert_eq!(error.description(), Some(MEMO));
    assert_eq!(error.headers().unwrap()["x-request-id"], ID);
    assert_eq!(error.operation(), Some(&Operation::GET_CONTACT));
}
