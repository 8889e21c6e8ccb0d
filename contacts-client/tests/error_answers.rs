//! Of an answer that is no success everything is kept that may be shown, whatever its body.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::ErrorCode;
use contacts_client::{Error, Operation};
use serde_json::json;
use support::{Answer, CONTACT_ID, Exchange, call, example, told};

const HEADERS: &[&str] = &["x-request-id: 6bf35bb7", "retry-after: 30"];

async fn failure(answer: Answer) -> Error {
    failure_of(&Exchange::start().await, answer).await
}

async fn failure_of(exchange: &Exchange, answer: Answer) -> Error {
    exchange.next(answer).get_contact(&CONTACT_ID.into()).await.expect_err("it is no success")
}

/// What is kept of any error answer.
fn assert_kept(error: &Error, status: u16) {
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.operation(), Some(&Operation::GET_CONTACT));
    let headers = error.headers().unwrap();
    assert_eq!(
        (&headers["x-request-id"], &headers["retry-after"]),
        (&"6bf35bb7".parse().unwrap(), &"30".parse().unwrap())
    );
    assert!(error.to_string().starts_with(&format!("getContact: answered {status}")), "{error}");
    assert!(!error.is_refused() && !error.is_transport() && !error.is_unreadable() && !error.is_configuration());
    let excerpt = error.body_excerpt().unwrap_or_default();
    assert!(excerpt.trim_end_matches("...").chars().count() <= 512, "{} characters", excerpt.chars().count());
}

#[tokio::test]
async fn a_documented_error_has_its_code_and_its_description() {
    let error = failure(Answer::json(429, &example("ApiError.tooManyRequests.response.en"))).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.code(), Some(&ErrorCode::TooManyRequests));
    assert_eq!(error.description(), Some("API rate limit exceeded"));
    assert_eq!(error.to_string(), "getContact: answered 429 Too Many Requests (TOO_MANY_REQUESTS)");
}

#[tokio::test]
async fn an_undocumented_code_is_kept() {
    let error = failure(Answer::json(400, &example("ApiError.common.response.jp"))).await;
    assert_eq!(error.code(), Some(&ErrorCode::Unknown("ERROR_CODE".to_owned())));
    assert_eq!(error.description(), Some("error description"));
}

#[tokio::test]
async fn every_operation_reports_its_errors_alike() {
    let exchange = Exchange::start().await;
    let mut calls = 0;
    for operation in Operation::ALL {
        for status in [400, 401, 403, 404, 409, 410, 429, 500, 503] {
            let client = exchange.next(Answer::json(status, &example("ApiError.common.response.en")));
            let error = call(client, operation, CONTACT_ID).await.expect_err("it is no success");
            assert_eq!(error.operation(), Some(operation));
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{}", operation.id);
            assert_eq!(error.code().map(ErrorCode::as_str), Some("ERROR_CODE"), "{}", operation.id);
            calls += 1;
            assert_eq!(exchange.server.requests().len(), calls, "{} is sent once", operation.id);
        }
    }
}

#[tokio::test]
async fn a_predicate_is_true_of_its_status_and_of_no_other() {
    let exchange = Exchange::start().await;
    for status in [400, 401, 403, 404, 405, 409, 410, 412, 418, 428, 429, 499, 500, 502, 503, 504, 599] {
        let error = failure_of(&exchange, Answer::status(status)).await;
        assert_eq!(error.is_unauthorized(), status == 401);
        assert_eq!(error.is_forbidden(), status == 403);
        assert_eq!(error.is_not_found(), matches!(status, 404 | 410));
        assert_eq!(error.is_conflict(), status == 409);
        assert_eq!(error.is_rate_limited(), status == 429);
        assert!(!error.is_timeout());
    }
}

#[tokio::test]
async fn a_body_of_any_kind_leaves_the_status_the_headers_and_the_operation() {
    let bodies: &[&[u8]] = &[
        b"",
        b" ",
        b"null",
        b"{}",
        b"[]",
        b"12",
        b"\"NOT_FOUND\"",
        b"{\"code\":",
        b"{\"code\":12}",
        b"{\"code\":null,\"description\":null}",
        b"{\"code\":{\"a\":[]}}",
        b"<html><title>502 Bad Gateway</title></html>",
        b"upstream connect error",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf{\"code\":\"NOT_FOUND\"}",
        b"{\"description\":\"\xff\"}",
        "顧客".as_bytes(),
        b"\0\r\n\x1b[31m",
    ];
    let exchange = Exchange::start().await;
    for status in [400, 401, 403, 404, 409, 410, 418, 429, 499, 500, 502, 503, 504, 599] {
        for body in bodies {
            let error = failure_of(&exchange, Answer::new(status, HEADERS, body)).await;
            assert_kept(&error, status);
            assert_eq!(error.body_excerpt().is_some(), !body.is_empty(), "{body:?}");
        }
    }
}

#[tokio::test]
async fn an_error_page_that_calls_itself_json_is_no_trouble() {
    let headers = [HEADERS, &["content-type: application/json"]].concat();
    let error = failure(Answer::new(404, &headers, "<html>404 Not Found</html>")).await;
    assert_kept(&error, 404);
    assert_eq!(error.body_excerpt(), Some("<html>*** Not Found</html>"));
    assert_eq!(error.code(), None);
}

#[tokio::test]
async fn a_code_is_read_whatever_the_content_type() {
    let error = failure(Answer::new(404, &["content-type: text/plain"], r#"{"code":"NOT_FOUND"}"#)).await;
    assert_eq!(error.code(), Some(&ErrorCode::NotFound));
    assert_eq!(error.description(), None);
}

#[tokio::test]
async fn a_huge_body_is_cut() {
    for body in
        ["x ".repeat(1 << 20), "あ".repeat(1 << 20), format!("[{}1]", "1,".repeat(1 << 20)), "[".repeat(1 << 20)]
    {
        let error = failure(Answer::new(500, HEADERS, body)).await;
        assert_kept(&error, 500);
        assert!(error.body_excerpt().is_some());
    }
}

#[tokio::test]
async fn an_error_body_that_never_ends_is_not_waited_for() {
    let mut bytes = b"HTTP/1.1 500 Whatever\r\nx-request-id: 6bf35bb7\r\nretry-after: 30\r\n\r\n".to_vec();
    bytes.resize(bytes.len() + (1 << 20), b'x');
    let error = failure(Answer::Hang(bytes)).await;
    assert_kept(&error, 500);
}

#[tokio::test]
async fn an_error_body_that_breaks_off_leaves_the_status_and_the_headers() {
    let bytes =
        b"HTTP/1.1 404 Whatever\r\nx-request-id: 6bf35bb7\r\nretry-after: 30\r\ncontent-length: 900\r\n\r\n{\"code\"";
    for answer in [Answer::Close(bytes.to_vec()), Answer::Reset(bytes.to_vec())] {
        let error = failure(answer).await;
        assert_kept(&error, 404);
        assert!(error.is_not_found());
    }
}

#[tokio::test]
async fn the_excerpt_shows_the_form_of_a_body_and_none_of_its_values() {
    let contact = example("getContact.response.composed");
    let whole = contact.to_string();
    let bodies = [
        json!({"message": "no", "contact": contact}).to_string(),
        whole.clone(),
        // As a gateway passes it on that gives up in the middle.
        whole[..whole.len() / 2].to_owned(),
        format!("{whole}{whole}"),
        // Longer than what is read of an error, so that its end is missing.
        format!("[{}]", vec![whole.as_str(); 100].join(",")),
    ];
    for body in bodies {
        let error = failure(Answer::new(400, HEADERS, &body)).await;
        assert_kept(&error, 400);
        let excerpt = error.body_excerpt().unwrap();
        for value in ["Doe", "John", "JD", "Dr.", "example1", "0000-0001", "company", "2021", "ctag2a81", "a56d"] {
            assert!(!excerpt.contains(value), "{value} of {} bytes: {excerpt}", body.len());
        }
    }
}

#[tokio::test]
async fn the_excerpt_of_a_text_has_none_of_its_values() {
    let text = "Bearer kr1AAABFNKyxc7xsVRQVKrTNFchiiMkQrfJMDM6whobYxfbO4fsF09m for example1@example.com, 0000-0001, \
                ワークス 太郎, Quentin, 012 345 678";
    for body in [
        text.to_owned(),
        format!("<html><head><title>{text}</title></head><body class=\"{text}\"><h1>{text}</h1></body></html>"),
        format!("<!-- {text} --><p title='{text}'>{text}"),
        format!("nginx: {text}\r\n{text}"),
        "no contact Quentin <q@a.jp>".to_owned(),
    ] {
        let error = failure(Answer::new(502, HEADERS, &body)).await;
        let excerpt = error.body_excerpt().unwrap();
        for value in ["kr1AAAB", "example1", "0000", "ワークス", "太郎", "Quentin", "012", "345", "q@a"] {
            assert!(!excerpt.contains(value), "{value} of {body}: {excerpt}");
        }
    }
}

#[tokio::test]
async fn neither_code_nor_description_nor_body_is_printed_unless_it_is_a_code() {
    for body in [
        json!({"code": "marker7f3a", "description": "marker7f3a"}),
        json!({"code": "marker", "description": "marker"}),
        json!({"code": "NO SUCH marker", "description": "marker7f3a", "marker7f3a": "marker7f3a"}),
        json!({"code": "MARKER".repeat(100)}),
        json!(["marker7f3a"]),
    ] {
        let error = failure(Answer::json(400, &body)).await;
        let told = told(&error) + error.body_excerpt().unwrap();
        assert!(!told.contains("marker") && !told.contains("MARKERMARKER"), "{told}");
    }
}
