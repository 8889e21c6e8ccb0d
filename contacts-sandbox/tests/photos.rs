//! Photos, in the two steps up and the two steps down.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use std::time::Duration;

use contacts_client::photo::Photo;
use contacts_client::types::ContactId;
use contacts_client::{Client, Limiter, Retry};
use contacts_sandbox::{Assumptions, Sandbox};
use serde_json::{Value, json};
use wire::{Answer, Api, contact, send, send_as_is, still};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0 and so on";

const FORM: &str = "multipart/form-data; boundary=xyz";

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder().base_url(sandbox.base_url()).token(sandbox.token());
    builder.limiter(Limiter::off()).retry(Retry::never()).build().unwrap()
}

/// The part that the document names.
fn part() -> String {
    let document = contacts_openapi::Document::contacts();
    let operations = contacts_openapi::operations(&document);
    let upload = operations.iter().find_map(|operation| operation.value.pointer("/x-upload/part"));
    upload.unwrap().as_str().unwrap().to_owned()
}

/// A form of parts: the headers of each and its bytes.
fn form(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut form = Vec::new();
    for (headers, bytes) in parts {
        form.extend_from_slice(format!("--xyz\r\n{headers}\r\n\r\n").as_bytes());
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(b"--xyz--\r\n");
    form
}

fn headers(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg")
}

fn photo(bytes: &[u8]) -> Vec<u8> {
    form(&[(&headers(&part()), bytes)])
}

/// Announces a file, and returns where it is to go.
async fn announced(api: &Api<'_>, path: &str, size: usize) -> String {
    let announcement = json!({"fileName": "a.jpg", "fileSize": size});
    let answer = api.post(&format!("{path}/photo"), &announcement).await.ok(200);
    answer["uploadUrl"].as_str().unwrap().to_owned()
}

async fn uploaded(api: &Api<'_>, url: &str, body: &[u8]) -> Answer {
    let token = format!("Bearer {}", api.token);
    send(api.sandbox, "POST", url, &[("Authorization", &token), ("Content-Type", FORM)], body).await
}

async fn downloaded(api: &Api<'_>, url: &str) -> Answer {
    send(api.sandbox, "GET", url, &[("Authorization", &format!("Bearer {}", api.token))], b"").await
}

/// Where the photo of a contact is.
async fn found(api: &Api<'_>, path: &str) -> String {
    let answer = api.get(&format!("{path}/photo")).await;
    answer.ok(302);
    answer.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn a_photo_that_the_client_uploads_is_downloaded_as_it_was() {
    let sandbox = still().start().await.unwrap();
    let path = Api::new(&sandbox).create(&contact("a@example.com")).await;
    let id = ContactId::from(path.strip_prefix("/contacts/").unwrap());
    let client = client(&sandbox);
    assert_eq!(client.download_photo(&id).await.unwrap_err().status().unwrap().as_u16(), 404);
    let mut bytes = JPEG.to_vec();
    for size in [JPEG.len(), 3_000_000, 10_485_760] {
        bytes.resize_with(size, || 7);
        client.upload_photo(&id, Photo::from_bytes("a.jpg", bytes.clone())).await.unwrap();
        let photo = client.download_photo(&id).await.unwrap();
        assert_eq!(photo.content_type(), Some("image/jpeg"));
        assert_eq!(photo.content_length(), Some(size as u64));
        assert!(photo.bytes(size).await.unwrap() == bytes, "{size}");
    }
    client.delete_contact_photo(&id).await.unwrap();
    assert_eq!(client.download_photo(&id).await.unwrap_err().status().unwrap().as_u16(), 404);
    assert_eq!(client.delete_contact_photo(&id).await.unwrap_err().status().unwrap().as_u16(), 404);
}

#[tokio::test]
async fn an_announcement_is_held_against_the_document() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = format!("{}/photo", api.create(&contact("a@example.com")).await);
    for example in ["createContactPhoto.request.en", "createContactPhoto.guide.request.en"] {
        api.post(&path, &wire::example(example)).await.ok(200);
    }
    for (body, code, pointer) in [
        (json!({"fileName": "a.jpg"}), "MISSING_PARAMETER", "fileSize"),
        (json!({"fileSize": 1}), "MISSING_PARAMETER", "fileName"),
        (json!({"fileName": "a.jpg", "fileSize": 0}), "OUT_OF_RANGE", "/fileSize"),
        (json!({"fileName": "a.jpg", "fileSize": 10_485_761}), "OUT_OF_RANGE", "/fileSize"),
        (json!({"fileName": "a.jpg", "fileSize": "1"}), "INVALID_PARAMETER", "/fileSize"),
    ] {
        let description = api.post(&path, &body).await.refused(400, code);
        assert!(description.contains(pointer), "{description}");
    }
    let announcement = json!({"fileName": "a.jpg", "fileSize": 1});
    api.post("/contacts/none/photo", &announcement).await.refused(404, "NOT_FOUND");
    let reader = Api { token: sandbox.token_for(None, &["contact.read"]), ..api };
    reader.post(&path, &announcement).await.refused(403, "FORBIDDEN");
}

#[tokio::test]
async fn a_file_that_is_not_as_the_document_says_is_refused_and_may_come_again() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let url = announced(&api, &path, JPEG.len()).await;
    assert!(url.starts_with(&format!("{}/", sandbox.url())) && !url.starts_with(&sandbox.base_url()), "{url}");
    let name = part();
    let good = headers(&name);
    let nameless = format!("Content-Disposition: form-data; name=\"{name}\"\r\nContent-Type: image/jpeg");
    let typeless = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"");
    for (body, why) in [
        (form(&[]), "no such part"),
        (form(&[(&headers("file"), JPEG)]), "a part of another name"),
        (form(&[(&good, JPEG), (&good, JPEG)]), "more parts"),
        (form(&[(&good, JPEG), (&headers("other"), b"1")]), "more parts"),
        (form(&[(&nameless, JPEG)]), "no file name"),
        (form(&[(&typeless, JPEG)]), "no content type"),
        (form(&[(&good, &JPEG[1..])]), "were announced"),
        (form(&[(&good, b"")]), "were announced"),
        (form(&[(&good, &[JPEG, b"1"].concat())]), "were announced"),
        (form(&[(&good, JPEG)])[..30].to_vec(), "no form in parts"),
        (b"hello".to_vec(), "no form in parts"),
        (Vec::new(), "no form in parts"),
    ] {
        let answer = uploaded(&api, &url, &body).await;
        let description = answer.ok(400)["description"].to_string();
        assert!(description.contains(why), "{why}: {description}");
    }
    let long = form(&[(&good, &vec![0; 100_000])]);
    assert!(uploaded(&api, &url, &long).await.refused(413, "BAD_REQUEST").contains("larger"));

    let (token, body) = (format!("Bearer {}", api.token), photo(JPEG));
    let authorization = ("Authorization", token.as_str());
    let typed = |content_type| [authorization, ("Content-Type", content_type)];
    send(&sandbox, "POST", &url, &typed("image/jpeg"), &body).await.refused(415, "BAD_REQUEST");
    send(&sandbox, "POST", &url, &typed("multipart/mixed; boundary=xyz"), &body).await.refused(415, "BAD_REQUEST");
    send(&sandbox, "POST", &url, &typed("multipart/form-data"), &body).await.refused(400, "INVALID_PARAMETER");
    send(&sandbox, "PUT", &url, &typed(FORM), &body).await.refused(405, "BAD_REQUEST");
    let pieces = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
    let chunked = [authorization, ("Content-Type", FORM), ("Transfer-Encoding", "chunked")];
    let description = send_as_is(&sandbox, "POST", &url, &chunked, &pieces).await.refused(400, "MISSING_PARAMETER");
    assert!(description.contains("content-length"), "{description}");

    assert_eq!(api.get(&format!("{path}/photo")).await.status, 404, "none of them is the photo");
    assert_eq!(uploaded(&api, &url, &body).await.ok(200), json!({}));
    assert_eq!(downloaded(&api, &found(&api, &path).await).await.body, JPEG);
}

#[tokio::test]
async fn a_file_needs_a_token_that_may_write_the_contact() {
    let record = wire::record(
        "c1",
        "a@example.com",
        "2021-06-03T10:00:00+09:00",
        &json!({
            "permission": {
                "accessibleRange": "MEMBER",
                "masterUserId": "master",
                "isCoEditing": false,
                "accessibleMembers": [{"id": "reader", "type": "USER"}],
            },
        }),
    );
    let sandbox = still().load(record).start().await.unwrap();
    let api = Api::new(&sandbox);
    let url = announced(&api, "/contacts/c1", JPEG.len()).await;
    let body = photo(JPEG);
    let answer = send(&sandbox, "POST", &url, &[("Content-Type", FORM)], &body).await;
    answer.refused(401, "UNAUTHORIZED");
    assert!(answer.header("www-authenticate").is_some());
    let unknown = Api { token: "unknown".to_owned(), ..api.clone() };
    uploaded(&unknown, &url, &body).await.refused(401, "UNAUTHORIZED");
    let scoped = Api { token: sandbox.token_for(None, &["contact.read"]), ..api.clone() };
    uploaded(&scoped, &url, &body).await.refused(403, "FORBIDDEN");
    for member in ["reader", "stranger"] {
        let member = Api::of(&sandbox, member);
        uploaded(&member, &url, &body).await.refused(403, "FORBIDDEN");
        member.post("/contacts/c1/photo", &json!({"fileName": "a", "fileSize": 1})).await.refused(403, "FORBIDDEN");
        member.delete("/contacts/c1/photo").await.refused(403, "FORBIDDEN");
    }
    uploaded(&Api::of(&sandbox, "master"), &url, &body).await.ok(200);

    let (reader, stranger) = (Api::of(&sandbox, "reader"), Api::of(&sandbox, "stranger"));
    let url = found(&reader, "/contacts/c1").await;
    stranger.get("/contacts/c1/photo").await.refused(403, "FORBIDDEN");
    downloaded(&stranger, &url).await.refused(403, "FORBIDDEN");
    send(&sandbox, "GET", &url, &[], b"").await.refused(401, "UNAUTHORIZED");
    assert_eq!(downloaded(&reader, &url).await.body, JPEG);
    assert_eq!(downloaded(&scoped, &found(&scoped, "/contacts/c1").await).await.body, JPEG);
}

#[tokio::test]
async fn an_address_is_good_for_one_file_and_for_its_own_contact() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let (one, other) = (api.create(&contact("a@example.com")).await, api.create(&contact("b@example.com")).await);
    let (url, unused) = (announced(&api, &one, JPEG.len()).await, announced(&api, &other, JPEG.len()).await);
    assert_ne!(url, unused);
    uploaded(&api, &url, &photo(JPEG)).await.ok(200);
    uploaded(&api, &url, &photo(JPEG)).await.refused(404, "NOT_FOUND");
    assert_eq!(api.get(&format!("{other}/photo")).await.status, 404, "the other contact has no photo of it");
    let mut made_up = url.clone().into_bytes();
    let last = made_up.len() - 3;
    made_up[last] ^= 1;
    uploaded(&api, &String::from_utf8(made_up).unwrap(), &photo(JPEG)).await.refused(404, "NOT_FOUND");
    // An address of one kind is none of the other.
    let there = found(&api, &one).await;
    downloaded(&api, &url.replace("upload", "photo")).await.refused(404, "NOT_FOUND");
    uploaded(&api, &there.replace("photo", "upload"), &photo(JPEG)).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn of_two_files_that_come_to_one_address_at_once_one_is_taken() {
    let sandbox = still().workers(2).start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    for _ in 0..20 {
        let url = announced(&api, &path, JPEG.len()).await;
        let body = photo(JPEG);
        let (one, other) = tokio::join!(uploaded(&api, &url, &body), uploaded(&api, &url, &body));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404]);
    }
}

#[tokio::test]
async fn addresses_expire() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let (early, late) = (announced(&api, &path, JPEG.len()).await, announced(&api, &path, JPEG.len()).await);
    sandbox.clock().advance(Duration::from_secs(24 * 60 * 60 - 1));
    uploaded(&api, &early, &photo(JPEG)).await.ok(200);
    sandbox.clock().advance(Duration::from_secs(1));
    uploaded(&api, &late, &photo(JPEG)).await.refused(404, "NOT_FOUND");
    let url = found(&api, &path).await;
    sandbox.clock().advance(Duration::from_secs(60 * 60 - 1));
    assert_eq!(downloaded(&api, &url).await.status, 200);
    sandbox.clock().advance(Duration::from_secs(1));
    downloaded(&api, &url).await.refused(404, "NOT_FOUND");
    assert_eq!(downloaded(&api, &found(&api, &path).await).await.status, 200);
}

#[tokio::test]
async fn formats_matter_where_assumptions_are_enforced() {
    let text = b"no picture";
    for (assumptions, status) in [(Assumptions::Accept, 200), (Assumptions::Enforce, 400)] {
        let sandbox = still().assumptions(assumptions).start().await.unwrap();
        let api = Api::new(&sandbox);
        let path = api.create(&contact("a@example.com")).await;
        let url = announced(&api, &path, text.len()).await;
        assert_eq!(uploaded(&api, &url, &photo(text)).await.status, status);
        for bytes in [JPEG, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a\x01\0\x01\0"] {
            let url = announced(&api, &path, bytes.len()).await;
            uploaded(&api, &url, &photo(bytes)).await.ok(200);
        }
    }
}

#[tokio::test]
async fn a_redirect_has_no_headers_of_quotas_and_leads_to_where_the_sandbox_is_said_to_be() {
    let sandbox = Sandbox::builder().public_url("http://sandbox.test:4010/").start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let url = announced(&api, &path, JPEG.len()).await;
    assert!(url.starts_with("http://sandbox.test:4010/_files/upload/"), "{url}");
    let here = url.replace("http://sandbox.test:4010", &sandbox.url());
    uploaded(&api, &here, &photo(JPEG)).await.ok(200);
    assert!(sandbox.requests().iter().any(|it| here.ends_with(it.path())), "the journal has it too");
    let answer = api.get(&format!("{path}/photo")).await;
    assert_eq!((answer.status, answer.body.len()), (302, 0));
    assert!(answer.header("location").unwrap().starts_with("http://sandbox.test:4010/_files/photo/"));
    let quotas: Vec<_> = answer.headers.iter().filter(|(name, _)| name.starts_with("ratelimit")).collect();
    assert!(quotas.is_empty(), "{quotas:?}");
    assert!(api.get(&path).await.headers.iter().any(|(name, _)| name.starts_with("ratelimit")));
}

#[tokio::test]
async fn what_the_sandbox_is_called_must_be_an_address() {
    for url in ["", "sandbox.test", "/files", "http://sandbox.test/a b", "http://sandbox.test/?a", "http://\n"] {
        assert!(Sandbox::builder().public_url(url).start().await.is_err(), "{url:?}");
    }
}

#[tokio::test]
async fn a_photo_goes_with_its_contact() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let path = api.create(&contact("a@example.com")).await;
    let url = announced(&api, &path, JPEG.len()).await;
    uploaded(&api, &url, &photo(JPEG)).await.ok(200);
    let (there, next) = (found(&api, &path).await, announced(&api, &path, JPEG.len()).await);
    api.delete(&path).await.ok(204);
    downloaded(&api, &there).await.refused(404, "NOT_FOUND");
    uploaded(&api, &next, &photo(JPEG)).await.refused(404, "NOT_FOUND");
    for method in ["GET", "DELETE"] {
        api.call(method, &format!("{path}/photo"), None).await.refused(404, "NOT_FOUND");
    }
    api.delete(&format!("{path}/forcedelete")).await.ok(204);
}

#[tokio::test]
async fn a_photo_is_loaded() {
    let contact = wire::record("c1", "a@example.com", "2021-06-03T10:00:00+09:00", &json!({}));
    let photo = |data: &str| -> String {
        let value: Value = json!({"contactId": "c1", "fileName": "a.gif", "contentType": "image/gif", "data": data});
        json!({"kind": "photo", "value": value}).to_string()
    };
    let sandbox = still().load(contact.clone()).load(photo("R0lGODlh")).start().await.unwrap();
    let api = Api::new(&sandbox);
    let answer = downloaded(&api, &found(&api, "/contacts/c1").await).await;
    assert_eq!((answer.body.as_slice(), answer.header("content-type")), (&b"GIF89a"[..], Some("image/gif")));
    for data in ["", "?"] {
        assert!(still().load(contact.clone()).load(photo(data)).start().await.is_err(), "{data}");
    }
}
