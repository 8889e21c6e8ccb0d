use std::time::Duration;

use contacts_client::Error;
use contacts_client::auth::{ExposeSecret as _, Token, TokenSource as _};
use serde_json::json;

use crate::support::{Answer, Server, told};
use crate::{MARKER, account, http, json as text};

async fn fetch(answer: Answer) -> Result<Token, Error> {
    account(&Server::answering(answer).await).fetch(&http()).await
}

#[tokio::test]
async fn a_life_is_a_number_or_a_text_that_is_one() {
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    for (expires_in, expected) in [
        (json!(86400), seconds(86400)),
        (json!("86400"), seconds(86400)),
        (json!(" 3600 "), seconds(3600)),
        (json!(3600.0), seconds(3600)),
        (json!("0"), seconds(0)),
        (json!(-1), seconds(0)),
        (json!("-1"), seconds(0)),
        (json!(null), None),
        (json!("soon"), None),
        (json!(""), None),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!(1e300), None),
        (json!([3600]), None),
    ] {
        let body = json!({ "access_token": "a", "expires_in": expires_in });
        let token = fetch(Answer::json(200, &body)).await.unwrap();
        assert_eq!(token.lifetime(), expected, "{expires_in}");
    }
    assert_eq!(fetch(text(r#"{"access_token":"a"}"#)).await.unwrap().lifetime(), None);
}

#[tokio::test]
async fn all_that_is_known_of_a_token_is_kept() {
    let body = json!({
        "access_token": "access-7f3a", "refresh_token": "new-7f3a", "token_type": "Bearer", "expires_in": "86400",
        "scope": "contact", "id_token": "7f3a",
    });
    let token = fetch(Answer::json(200, &body)).await.unwrap();
    assert_eq!(token.secret().expose_secret(), "access-7f3a");
    assert_eq!(token.refresh_token().unwrap().expose_secret(), "new-7f3a");
    assert_eq!(token.scope(), Some("contact"));
    assert!(!format!("{token:?} {token:#?}").contains(MARKER));
}

#[tokio::test]
async fn what_is_odd_and_does_no_harm_is_read() {
    for body in [
        r#"{"access_token":"a","token_type":"bearer"}"#,
        r#"{"access_token":"a","token_type":"BEARER"}"#,
        r#"{"access_token":"a","token_type":null}"#,
        r#"{"access_token":"a","error":null}"#,
        r#"{"access_token":"a","refresh_token":"","scope":["contact"]}"#,
        r#"{"access_token":"a","refresh_token":5}"#,
        "\r\n {\"access_token\":\"a\"} \r\n",
    ] {
        let token = fetch(text(body)).await.unwrap();
        assert_eq!(token.secret().expose_secret(), "a", "{body}");
        assert!(token.refresh_token().is_none() && token.scope().is_none());
    }
    assert!(fetch(Answer::new(201, &["content-type: text/plain"], r#"{"access_token":"a"}"#)).await.is_ok());
}

#[tokio::test]
async fn a_success_that_is_no_token_is_an_error_that_keeps_its_status() {
    let too_long = format!(r#"{{"access_token":"{}"}}"#, "7f3a".repeat(20_000));
    for (body, why) in [
        (r#"{"access_token":"7f3a","token_type":"mac"}"#, "another type"),
        (r#"{"access_token":"7f3a","token_type":5}"#, "another type"),
        (r#"{"token_type":"Bearer"}"#, "no access token"),
        (r#"{"access_token":""}"#, "no access token"),
        (r#"{"access_token":null}"#, "no access token"),
        (r#"{"access_token":{"7f3a":1}}"#, "no access token"),
        (r#"{"access_token":"7f3a two"}"#, "no header"),
        (r#"{"access_token":"7f3a\r\nx: y"}"#, "no header"),
        (r#"{"access_token":"7f3aワークス"}"#, "no header"),
        (r#"{"access_token":"7f3a\u0000"}"#, "no header"),
        ("", "no JSON object"),
        ("<html>7f3a</html>", "no JSON object"),
        (r#"["7f3a"]"#, "no JSON object"),
        (r#""7f3a""#, "no JSON object"),
        (r#"{"access_token":"7f3a""#, "no JSON object"),
        (&too_long, "too long"),
    ] {
        let error = fetch(text(body)).await.expect_err(why);
        assert!(error.is_authentication() && error.to_string().contains(why), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(error.oauth_code(), None);
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}

#[tokio::test]
async fn a_refusal_keeps_its_code_and_shows_no_words() {
    for status in [200, 400, 401, 403, 500] {
        let body =
            json!({ "error": "invalid_grant", "error_description": "7f3a is over", "error_uri": "https://7f3a" });
        let error = fetch(Answer::json(status, &body)).await.expect_err("a refusal");
        assert!(error.is_authentication() && error.to_string().ends_with("(invalid_grant)"), "{error}");
        assert_eq!(error.oauth_code(), Some("invalid_grant"));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(error.headers().unwrap().contains_key("content-type"));
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}

#[tokio::test]
async fn a_code_that_no_standard_has_is_kept_and_not_shown() {
    let error = fetch(Answer::json(400, &json!({ "error": "code-7f3a" }))).await.expect_err("a refusal");
    assert_eq!(error.oauth_code(), Some("code-7f3a"));
    assert!(!told(&error).contains(MARKER), "{error:?}");
    for other in [json!(""), json!(5), json!({ "7f3a": 1 }), json!("two words"), json!("x".repeat(65))] {
        for status in [200, 400] {
            let error = fetch(Answer::json(status, &json!({ "error": other, "access_token": "a" }))).await;
            let error = error.expect_err("a refusal");
            assert_eq!(error.oauth_code(), None);
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        }
    }
}

#[tokio::test]
async fn an_error_without_json_keeps_its_status() {
    let too_long = "7f3a".repeat(20_000);
    for body in ["", "<html>7f3a</html>", "null", r#"{"code":"UNAUTHORIZED","description":"7f3a"}"#, &too_long] {
        let error = fetch(Answer::new(401, &["content-type: text/html"], body)).await.expect_err("a refusal");
        assert!(error.is_authentication());
        assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Server::answering(text(r#"{"access_token":"a"}"#)).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("location: {}/7f3a", target.base_url());
        let error = fetch(Answer::new(status, &[&location], "")).await.expect_err("a redirect");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(!told(&error).contains(MARKER), "{error:?}");
    }
    assert!(target.nothing_arrived().await);
}

#[tokio::test]
async fn an_answer_without_end_is_given_up_when_it_is_too_long() {
    let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n".to_vec();
    bytes.resize(bytes.len() + (80 << 10), b' ');
    let error = fetch(Answer::Hang(bytes)).await.expect_err("no end");
    assert!(error.to_string().contains("too long"), "{error}");
}
