//! Photos go up and come down whole or not at all, and the token goes with them only where it may.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use contacts_client::bytes::Bytes;
use contacts_client::clock::ManualClock;
use contacts_client::photo::{Photo, PhotoDownload};
use contacts_client::types::ContactId;
use contacts_client::{Client, Error, Limiter, Operation, Response, Retry};
use futures_util::{StreamExt as _, stream};
use serde_json::json;
use support::{Answer, CONTACT_ID, Request, Server, TOKEN, told};
use tempfile::TempDir;

/// What no error may tell.
const SECRET: &str = "marker7f3a";

/// The beginning of a JPEG file, and then anything, in more than one piece.
fn jpeg() -> Bytes {
    let rest = (0_u32..50_000).flat_map(u32::to_le_bytes);
    b"\xff\xd8\xff\xe0\0\x10JFIF\0".iter().copied().chain(rest).collect()
}

fn id() -> ContactId {
    CONTACT_ID.into()
}

fn pieces(pieces: impl IntoIterator<Item = io::Result<Bytes>>) -> Photo {
    let pieces: Vec<_> = pieces.into_iter().collect();
    Photo::from_stream(format!("{SECRET}.jpg"), jpeg().len() as u64, stream::iter(pieces))
}

fn file(name: &str, bytes: &[u8]) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A service whose second step has these answers, one after the other, and the last one for ever.
async fn server(answers: impl IntoIterator<Item = Answer>) -> Server {
    let answers: Vec<Answer> = answers.into_iter().collect();
    let next = AtomicUsize::new(0);
    Server::with(move |request| match (request.method(), request.path()) {
        (_, "/file") => answers[next.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1)].clone(),
        (method, _) => place(method, &format!("http://{}/file?key={SECRET}", request.header("host").unwrap())),
    })
    .await
}

/// The answer of the first step.
fn place(method: &str, address: &str) -> Answer {
    match method {
        "POST" => Answer::json(200, &json!({ "uploadUrl": address })),
        _ => Answer::new(302, &[&format!("location: {address}")], ""),
    }
}

/// A client whose waits take no time.
fn client(server: &Server, retry: Retry) -> Client {
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock).retry(retry).build().unwrap()
}

/// The headers of the one part of a form, and its bytes.
fn part(request: &Request) -> (String, Vec<u8>) {
    let kind = request.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = request.body.strip_prefix(format!("--{boundary}\r\n").as_bytes()).unwrap();
    let body = body.strip_suffix(format!("\r\n--{boundary}--\r\n").as_bytes()).unwrap();
    let end = body.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    (String::from_utf8(body[..end].to_vec()).unwrap(), body[end + 4..].to_vec())
}

fn is_silent(error: &Error) -> bool {
    let told = told(error);
    !told.contains(SECRET) && !told.contains(TOKEN) && !told.contains(CONTACT_ID)
}

#[tokio::test]
async fn a_photo_is_announced_and_sent_as_a_form_whatever_it_comes_from() {
    let (_folder, path) = file("写真 1.jpg", &jpeg());
    let name = "写真 1.jpg";
    let size = jpeg().len() as u64;
    let slices = stream::iter([&jpeg()[..1], &[], &jpeg()[1..]].map(|it| io::Result::Ok(it.to_vec())));
    for photo in [
        Photo::from_path(&path).await.unwrap(),
        Photo::from_bytes(name, jpeg()),
        Photo::from_stream(name, size, slices),
    ] {
        let server = server([Answer::new(201, &["x-request-id: r1"], "whatever")]).await;
        let answer: Response<()> = server.client().upload_photo(&id(), photo).await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.request_id()), (201, Some("r1")));

        let [announced, sent]: [Request; 2] = server.requests().try_into().ok().unwrap();
        assert_eq!(announced.target(), format!("/v1.0/contacts/{CONTACT_ID}/photo"));
        assert_eq!(announced.json(), json!({ "fileName": name, "fileSize": size }));

        assert_eq!((sent.method(), sent.target()), ("POST", &*format!("/file?key={SECRET}")));
        let names: Vec<String> = sent.headers().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["accept", "authorization", "content-length", "content-type", "host"]);
        assert_eq!(sent.header("authorization"), Some(format!("Bearer {TOKEN}")));
        let (head, body) = part(&sent);
        let disposition = format!("Content-Disposition: form-data; name=\"Filedata\"; filename=\"{name}\"");
        assert_eq!(head, format!("{disposition}\r\nContent-Type: image/jpeg"));
        assert!(body == jpeg());
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_photo_is_said_before_anything_is_sent() {
    let (_folder, path) = file("a.png", &jpeg());
    let most = vec![0xff; 10_485_761];
    let server = server([Answer::status(200)]).await;
    for client in [server.client(), server.unchecked_client()] {
        for (photo, why) in [
            (Photo::from_bytes("", jpeg()), "has no name"),
            (Photo::from_bytes("a\r\nb.jpg", jpeg()), "a control character"),
            (Photo::from_bytes("../a.jpg", jpeg()), "a separator"),
            (Photo::from_bytes("\"a\".jpg", jpeg()), "a quote"),
            (Photo::from_bytes("a.jpg", ""), "the photo has 0 bytes; it may have 1 to 10485760"),
            (Photo::from_bytes("a.jpg", most.clone()), "the photo has 10485761 bytes"),
            (Photo::from_stream("a.jpg", u64::MAX, stream::iter([io::Result::Ok(jpeg())])), "bytes; it may have"),
            (Photo::from_path(&path).await.unwrap(), "image/png by its name and image/jpeg by its bytes"),
            (Photo::from_bytes("a.txt", "hello"), "text/plain by its name"),
            (Photo::from_bytes("a", "hello"), "none of the formats"),
            (Photo::from_stream("a.txt", 5, stream::iter([io::Result::Ok("hello")])), "none of the formats"),
            (Photo::from_bytes("a.jpg", jpeg()).content_type("image"), "no media type"),
            (Photo::from_bytes("a.jpg", jpeg()).content_type("image/jpeg\r\nx: y"), "no media type"),
        ] {
            let error = client.upload_photo(&id(), photo).await.unwrap_err();
            assert!(error.is_refused() && error.to_string().contains(why), "{error}");
            assert_eq!(error.operation(), Some(&Operation::CREATE_CONTACT_PHOTO));
        }
    }
    assert!(server.nothing_arrived().await);
}

#[tokio::test]
async fn a_photo_whose_content_type_is_set_may_be_of_any_format() {
    let server = server([Answer::status(200)]).await;
    for name in ["a", "a.jpg", "a.webp"] {
        let photo = Photo::from_bytes(name, "RIFF").content_type("image/webp");
        server.client().upload_photo(&id(), photo).await.unwrap();
        let (head, body) = part(&server.last_request());
        assert!(head.ends_with("\r\nContent-Type: image/webp"), "{head}");
        assert_eq!(body, b"RIFF");
    }
}

#[tokio::test]
async fn progress_is_told_from_the_first_byte_to_the_last() {
    let (_folder, path) = file("a.jpg", &jpeg());
    for photo in [Photo::from_path(&path).await.unwrap(), Photo::from_bytes("a.jpg", jpeg())] {
        let told: Arc<Mutex<Vec<(u64, u64)>>> = Arc::default();
        let ear = Arc::clone(&told);
        let server = server([Answer::status(429), Answer::status(200)]).await;
        let photo = photo.progress(move |sent, total| ear.lock().unwrap().push((sent, total)));
        client(&server, Retry::default()).upload_photo(&id(), photo).await.unwrap();
        let told = told.lock().unwrap();
        let size = jpeg().len() as u64;
        let once = told.iter().position(|(sent, _)| *sent == size).unwrap() + 1;
        assert!(once > 2 && told[..once].is_sorted() && told.iter().all(|(_, total)| *total == size), "{told:?}");
        // It was sent twice.
        assert_eq!(told[..once], told[once..]);
    }
}

#[tokio::test]
async fn a_stream_that_is_not_as_announced_is_an_error_and_no_upload() {
    let failing = || Err(io::Error::other("the disk is gone"));
    for (photo, why) in [
        (pieces([Ok(jpeg().slice(1..))]), "shorter"),
        (pieces([]), "shorter"),
        (pieces([Ok(jpeg()), Ok(Bytes::from_static(b"a"))]), "longer"),
        (pieces([Ok([jpeg(), jpeg()].concat().into())]), "longer"),
        (pieces([Ok(jpeg().slice(..9)), failing()]), "cannot be read"),
        (pieces([Ok(jpeg()), failing()]), "cannot be read"),
    ] {
        let server = server([Answer::status(200)]).await;
        let eager = client(&server, Retry::default().repeat_unsafe(true));
        let error = eager.upload_photo(&id(), photo).await.unwrap_err();
        assert!(error.is_file() && !error.is_transport() && !error.is_refused(), "{error}");
        assert!(error.to_string().starts_with("createContactPhoto: the photo ") && error.to_string().contains(why));
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(cause.as_deref(), (why == "cannot be read").then_some("the disk is gone"));
        assert!(is_silent(&error), "{error:?}");
        // The second request never came to its end.
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_or_is_none_is_an_error() {
    let (folder, path) = file(&format!("{SECRET}.jpg"), &jpeg());
    for path in [folder.path().join(SECRET), folder.path().to_owned(), path.join("a")] {
        let error = Photo::from_path(path).await.unwrap_err();
        assert!(error.is_file() && is_silent(&error), "{error:?}");
    }
    assert!(Photo::from_path("..").await.unwrap_err().is_refused());

    let photo = Photo::from_path(&path).await.unwrap();
    assert!(!format!("{photo:?}").contains(SECRET));
    std::fs::remove_file(&path).unwrap();
    let server = server([Answer::status(200)]).await;
    let error = server.client().upload_photo(&id(), photo).await.unwrap_err();
    assert!(error.is_file() && is_silent(&error), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_file_that_changes_after_it_was_looked_at_is_an_error() {
    let rewrite = |path: &std::path::Path, bytes: &[u8], later| {
        std::fs::write(path, bytes).unwrap();
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(later)).unwrap();
    };
    // Shorter, longer, as long as before: in the meantime, and while it is read.
    for bytes in [jpeg().slice(1..), [jpeg(), jpeg()].concat().into(), vec![1; jpeg().len()].into()] {
        for meanwhile in [true, false] {
            let (_folder, path) = file(&format!("{SECRET}.jpg"), &jpeg());
            let mut photo = Photo::from_path(&path).await.unwrap();
            if meanwhile {
                rewrite(&path, &bytes, 10);
            } else {
                let (path, bytes) = (path.clone(), bytes.clone());
                photo = photo.progress(move |_, _| rewrite(&path, &bytes, 20));
            }
            let server = server([Answer::status(200)]).await;
            let error = server.client().upload_photo(&id(), photo).await.unwrap_err();
            assert!(error.is_file() && is_silent(&error), "{error:?}");
            assert_eq!(server.requests().len(), 1);
        }
    }
}

#[tokio::test]
async fn a_photo_is_sent_again_by_the_rules_of_all_requests_if_it_can_be_read_again() {
    let (_folder, path) = file("a.jpg", &jpeg());
    let unsafely = Retry::default().repeat_unsafe(true);
    for (status, retry, is_repeated) in [
        (429, Retry::default(), true),
        (503, Retry::default(), false),
        (503, unsafely, true),
        (401, Retry::default(), false),
    ] {
        for (photo, can_be_read_again) in [
            (Photo::from_path(&path).await.unwrap(), true),
            (Photo::from_bytes("a.jpg", jpeg()), true),
            (pieces([Ok(jpeg())]), false),
        ] {
            let server = server([Answer::status(status), Answer::status(201)]).await;
            let result = client(&server, retry.clone()).upload_photo(&id(), photo).await;
            assert_eq!(result.is_ok(), is_repeated && can_be_read_again, "{status}: {result:?}");
            let requests = server.requests();
            assert_eq!(requests.len(), if result.is_ok() { 3 } else { 2 });
            assert!(requests[1..].iter().all(|it| part(it).1 == jpeg()));
            if let Err(error) = result {
                assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
                assert_eq!(error.operation(), Some(&Operation::CREATE_CONTACT_PHOTO));
            }
        }
    }
}

#[tokio::test]
async fn an_address_that_is_not_of_the_service_gets_nothing() {
    let stranger = Server::answering(Answer::status(200)).await;
    let of_stranger = format!("http://{}/file?key={SECRET}", stranger.address());
    let by_name = format!("http://localhost:{}/file?key={SECRET}", stranger.address().port());
    let as_user = format!("http://{SECRET}@{}/file", stranger.address());
    for address in [of_stranger, by_name, as_user, format!("https://evilworksmobile.com/{SECRET}")] {
        let given = address.clone();
        let server = Server::with(move |request| place(request.method(), &given)).await;
        let client = server.client();
        for error in [
            client.upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await.unwrap_err(),
            client.download_photo(&id()).await.unwrap_err(),
        ] {
            assert!(error.is_refused() && error.operation().is_some() && is_silent(&error), "{address}: {error:?}");
            assert!(error.to_string().contains("the address that the service gave for the photo, at "), "{error}");
        }
        assert_eq!(server.requests().len(), 2);
    }
    assert!(stranger.nothing_arrived().await);
}

#[tokio::test]
async fn an_upload_address_that_is_none_is_an_unreadable_answer() {
    for address in ["", "/file", "marker7f3a", "https://"] {
        let server = Server::answering(place("POST", address)).await;
        let error = server.client().upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await.unwrap_err();
        assert!(error.is_unreadable() && is_silent(&error), "{error:?}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_second_step_leads_nowhere_else() {
    let target = Server::answering(Answer::status(200)).await;
    let location = format!("location: http://{}/{SECRET}", target.address());
    for status in [301, 302, 303, 307, 308] {
        let server = server([Answer::new(status, &[&location], "")]).await;
        let client = server.client();
        for error in [
            client.upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await.unwrap_err(),
            client.download_photo(&id()).await.unwrap_err(),
        ] {
            assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
            assert!(is_silent(&error), "{error:?}");
        }
        assert_eq!(server.requests().len(), 4);
    }
    assert!(target.nothing_arrived().await);
}

#[tokio::test]
async fn the_second_step_does_not_count_as_a_call() {
    let server = server([Answer::status(200)]).await;
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let builder = Client::builder().token(TOKEN).base_url(server.base_url()).clock(clock.clone());
    let client = builder.limiter(Limiter::per_window(1)).build().unwrap();
    client.upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await.unwrap();
    client.download_photo(&id()).await.unwrap();
    assert!(clock.waits().is_empty());
    client.download_photo(&id()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(60)]);
}

async fn download(answer: Answer) -> (Server, PhotoDownload) {
    let server = server([answer]).await;
    let photo = server.client().download_photo(&id()).await.unwrap();
    (server, photo)
}

/// The same in pieces whose number the headers do not tell.
fn chunked() -> Answer {
    let mut answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for piece in jpeg().chunks(10_000) {
        answer.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        answer.extend_from_slice(piece);
        answer.extend_from_slice(b"\r\n");
    }
    answer.extend_from_slice(b"0\r\n\r\n");
    Answer::Bytes(answer)
}

#[tokio::test]
async fn a_photo_is_read_where_the_redirect_says_with_the_token() {
    let answer = Answer::new(200, &["content-type: image/jpeg"], jpeg());
    let (server, photo) = download(answer.clone()).await;
    assert_eq!((photo.content_type(), photo.content_length()), (Some("image/jpeg"), Some(jpeg().len() as u64)));
    let debug = format!("{photo:?}");
    assert!(!debug.contains(SECRET) && !debug.contains(TOKEN), "{debug}");
    assert!(photo.bytes(jpeg().len()).await.unwrap() == jpeg());
    let request = server.last_request();
    assert_eq!((request.method(), request.target()), ("GET", &*format!("/file?key={SECRET}")));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}")));

    for answer in [answer, chunked()] {
        let (_server, mut photo) = download(answer.clone()).await;
        let first = photo.chunk().await.unwrap().unwrap();
        let rest: Vec<Bytes> = photo.map(Result::unwrap).collect().await;
        assert!([&first[..], &rest.concat()].concat() == jpeg());

        let (_server, photo) = download(answer).await;
        let mut written = Vec::new();
        assert_eq!(photo.write_to(&mut written).await.unwrap(), jpeg().len() as u64);
        assert!(written == jpeg());
    }
}

#[tokio::test]
async fn a_photo_is_asked_for_again_as_any_get_is() {
    let server = server([Answer::status(503), Answer::Close(Vec::new()), Answer::new(200, &[], jpeg())]).await;
    let photo = client(&server, Retry::default()).download_photo(&id()).await.unwrap();
    assert!(photo.bytes(usize::MAX).await.unwrap() == jpeg());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn more_bytes_than_wanted_are_not_kept() {
    for answer in [Answer::new(200, &[], jpeg()), chunked()] {
        let (_server, photo) = download(answer).await;
        let error = photo.bytes(jpeg().len() - 1).await.unwrap_err();
        assert!(error.is_unreadable() && error.to_string().ends_with(" it is larger than 200010 bytes"), "{error}");
        assert_eq!(error.operation(), Some(&Operation::GET_CONTACT_PHOTO));
    }
    let (_server, photo) = download(Answer::new(200, &[], "")).await;
    assert_eq!(photo.bytes(0).await.unwrap(), [0; 0]);
}

#[tokio::test]
async fn a_photo_that_breaks_off_is_an_error_and_then_the_end() {
    let cut = |answer| match answer {
        Answer::Bytes(bytes) => bytes[..bytes.len() - 10].to_vec(),
        _ => unreachable!("both are bytes"),
    };
    for bytes in [cut(Answer::new(200, &[], jpeg())), cut(chunked())] {
        for answer in [Answer::Close(bytes.clone()), Answer::Reset(bytes.clone())] {
            let (_server, mut photo) = download(answer.clone()).await;
            let error = loop {
                if let Err(error) = photo.chunk().await.expect("it ends with an error") {
                    break error;
                }
            };
            assert!(error.is_unreadable() && is_silent(&error), "{error:?}");
            assert!(photo.chunk().await.is_none());

            let (_server, photo) = download(answer.clone()).await;
            assert!(photo.bytes(usize::MAX).await.unwrap_err().is_unreadable());
            let (_server, photo) = download(answer).await;
            assert!(photo.write_to(&mut Vec::new()).await.unwrap_err().is_unreadable());
        }
    }
}

#[tokio::test]
async fn a_photo_that_cannot_be_written_is_an_error_of_the_file() {
    let (_server, photo) = download(Answer::new(200, &[], jpeg())).await;
    let mut narrow = [0; 10];
    let error = photo.write_to(&mut io::Cursor::new(&mut narrow[..])).await.unwrap_err();
    assert!(error.is_file(), "{error}");
    assert_eq!(error.to_string(), "getContactPhoto: the photo cannot be written");
}

#[tokio::test]
async fn errors_of_either_step_are_those_of_the_call() {
    let body = support::example("ApiError.common.response.en");
    for status in [400, 403, 404, 500] {
        let first = Server::answering(Answer::json(status, &body)).await;
        let second = server([Answer::json(status, &body)]).await;
        for (server, requests) in [(first, 1), (second, 2)] {
            let client = server.client();
            let error = client.download_photo(&id()).await.unwrap_err();
            assert_eq!(error.operation(), Some(&Operation::GET_CONTACT_PHOTO));
            assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
            assert!(error.code().is_some() && is_silent(&error));
            let error = client.upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await.unwrap_err();
            assert_eq!(error.operation(), Some(&Operation::CREATE_CONTACT_PHOTO));
            assert!(error.code().is_some() && is_silent(&error));
            assert_eq!(server.requests().len(), 2 * requests);
        }
    }
}

#[tokio::test]
async fn photos_can_be_sent_from_tasks() {
    let server = server([Answer::status(200)]).await;
    let client = server.client();
    let task = tokio::spawn(async move {
        client.upload_photo(&id(), Photo::from_bytes("a.jpg", jpeg())).await?;
        client.download_photo(&id()).await?.bytes(0).await
    });
    assert_eq!(task.await.unwrap().unwrap(), [0; 0]);
}
