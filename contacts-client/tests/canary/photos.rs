//! Photos, whose addresses are a secret of the service, and whose names may be those of persons.

use std::fmt::Write as _;
use std::io;

use contacts_client::Client;
use contacts_client::bytes::Bytes;
use contacts_client::photo::Photo;
use futures_util::stream;
use serde_json::json;

use crate::faults::{Faulty, Script};
use crate::log::Log;
use crate::{ID, NAME, SAID, TOKEN, assert_silent, client, meet_all_rows, printed};

fn jpeg() -> Bytes {
    [b"\xff\xd8\xff\xe0\0\x10JFIF\0", SAID.as_bytes()].concat().into()
}

fn photo() -> Photo {
    Photo::from_bytes(format!("{NAME}.jpg"), jpeg())
}

/// What the service says first: that the photo is, or goes, there.
fn download_from(address: &str) -> Script {
    Script::answer(302, &[&format!("location: {address}")], "")
}

fn upload_to(address: &str) -> Script {
    Script::answer(200, &[], json!({ "uploadUrl": address }).to_string())
}

async fn downloaded(client: &Client) -> String {
    match client.download_photo(&ID.into()).await {
        Ok(photo) => format!("{photo:?} {photo:#?}") + &printed(photo.bytes(100).await.map(|bytes| bytes.len())),
        Err(error) => printed::<()>(Err(error)),
    }
}

async fn uploaded(client: &Client, photo: Photo) -> String {
    format!("{photo:?} {photo:#?}") + &printed(client.upload_photo(&ID.into(), photo).await)
}

#[tokio::test]
async fn no_photo_shows_a_marker_however_it_fails() {
    let log = Log::everything();
    let mut text = String::new();
    meet_all_rows(SAID, client, async |client, stage, row| {
        let address = format!("{}/{SAID}?token={SAID}", stage.base_url());
        stage.play([&[download_from(&address)], &*row.scripts].concat());
        text.push_str(&downloaded(client).await);
        stage.play([&[upload_to(&address)], &*row.scripts].concat());
        text.push_str(&uploaded(client, photo()).await);
    })
    .await;
    let signs =
        ["PhotoDownload {", "Photo {", "no answer", "answered 400", "answered 302", "before its end", "Response"];
    assert_silent(&text, &signs);
    log.assert_silent(&["contacts.call"]);
}

#[tokio::test]
async fn no_address_that_is_not_trusted_is_shown_beyond_its_host() {
    let mut text = String::new();
    for address in [
        format!("https://example.com/{SAID}?token={TOKEN}"),
        format!("http://{SAID}:{SAID}@example.com/{SAID}"),
        format!("https://127.0.0.1/{SAID}"),
        format!("data:text/plain,{SAID}"),
        format!("/{SAID}"),
        format!("https://[{SAID}"),
    ] {
        let server = Faulty::playing(vec![download_from(&address), upload_to(&address)]).await;
        let client = client(&server.base_url(), false);
        text.push_str(&downloaded(&client).await);
        text.push_str(&uploaded(&client, photo()).await);
    }
    assert_silent(&text, &["example.com", "the address to send the photo to is none"]);
}

#[tokio::test]
async fn no_photo_that_cannot_be_sent_is_shown() {
    let server = Faulty::with(|number| match number {
        0 => Script::answer(200, &[], ""),
        _ => Script::answer(400, &[], SAID),
    })
    .await;
    let client = client(&server.base_url(), false);
    let broken = || stream::iter([Ok(jpeg()), Err(io::Error::from(io::ErrorKind::InvalidData))]);
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    for photo in [
        Photo::from_bytes(format!("{NAME}/{SAID}.jpg"), jpeg()),
        Photo::from_bytes(NAME, SAID),
        Photo::from_bytes(format!("{NAME}.png"), jpeg()),
        Photo::from_bytes(format!("{NAME}.{SAID}"), jpeg()),
        photo().content_type(SAID),
        Photo::from_bytes(format!("{NAME}.jpg"), ""),
        Photo::from_stream(format!("{NAME}.jpg"), 1000, broken()),
    ] {
        text.push_str(&uploaded(&client, photo).await);
    }
    for path in [folder.path().to_owned(), folder.path().join(SAID), folder.path().join(format!("{NAME}.jpg/a"))] {
        let _ = writeln!(text, "{}", printed(Photo::from_path(&path).await));
    }
    assert_silent(&text, &["not sent", "the photo is not a file", "the photo cannot be read"]);
}
