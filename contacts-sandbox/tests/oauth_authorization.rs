//! Members who agree, what becomes of their codes, and how it all is given up.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/oauth.rs"]
mod support;

use std::time::{Duration, SystemTime};

use contacts_sandbox::{Clock, Sandbox};
use support::{
    Answer, CALLBACK, CLIENT, FORM, agreed, authorize, encoded, path, post, redeem, refresh, revoke, send, standing,
    token,
};

/// Of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn sandbox() -> Sandbox {
    let clock = Clock::fixed(SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000));
    Sandbox::builder().clock(clock).start().await.unwrap()
}

/// What the token endpoint said is wrong.
fn error(answer: &Answer) -> String {
    assert_eq!(answer.status, 400, "{answer:?}");
    answer.text("error")
}

#[tokio::test]
async fn the_browser_is_sent_back_with_a_code_and_the_state() {
    let sandbox = sandbox().await;
    for callback in [CALLBACK, "https://example.com/callback?a=b", "http://127.0.0.1:9/callback"] {
        let answer = authorize(&sandbox, &[("redirect_uri", callback), ("nonce", "a nonce"), ("unheard", "of")]).await;
        assert_eq!((answer.status, answer.header("cache-control")), (302, Some("no-store")));
        let location = answer.header("location").unwrap();
        let separator = if callback.contains('?') { '&' } else { '?' };
        assert!(location.starts_with(&format!("{callback}{separator}code=")), "{location}");
        assert_eq!(answer.sent("state").as_deref(), Some("a state"));
    }
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_right() {
    let sandbox = sandbox().await;
    for wrong in [
        [("redirect_uri", "http://example.com/")],
        [("redirect_uri", "https://example.com/#part")],
        [("redirect_uri", "javascript:alert(1)")],
        [("redirect_uri", "https://example.com/\r\nX: y")],
        [("redirect_uri", "")],
        [("client_id", "another-client")],
        [("client_id", "")],
    ] {
        let answer = authorize(&sandbox, &wrong).await;
        assert_eq!((answer.status, answer.header("location")), (400, None), "{wrong:?}");
        assert_eq!(answer.text("error"), "invalid_request");
    }
    let twice = authorize(&sandbox, &[("redirect_uri", CALLBACK), ("redirect_uri", CALLBACK)]).await;
    assert_eq!((twice.status, twice.header("location")), (400, None));
}

#[tokio::test]
async fn what_else_is_wrong_is_told_to_the_app() {
    let sandbox = sandbox().await;
    for (code, wrong) in [
        ("invalid_request", vec![("scope", "")]),
        ("invalid_request", vec![("response_type", "")]),
        ("invalid_request", vec![("nonce", "a"), ("nonce", "b")]),
        ("invalid_request", vec![("code_challenge", "short")]),
        ("invalid_request", vec![("code_challenge", CHALLENGE), ("code_challenge_method", "S512")]),
        ("invalid_request", vec![("code_challenge_method", "S256")]),
        ("invalid_scope", vec![("scope", "mail")]),
        ("unsupported_response_type", vec![("response_type", "id_token")]),
        ("unsupported_response_type", vec![("response_type", "token")]),
    ] {
        let answer = authorize(&sandbox, &wrong).await;
        assert_eq!(answer.status, 302, "{wrong:?}");
        assert!(answer.header("location").unwrap().starts_with(CALLBACK));
        assert_eq!(answer.sent("error").as_deref(), Some(code), "{wrong:?}");
        assert_eq!(answer.sent("state").as_deref(), Some("a state"));
        assert_eq!(answer.sent("code"), None);
    }
}

#[tokio::test]
async fn a_code_is_good_once_and_takes_back_what_it_gave_when_it_comes_again() {
    let sandbox = sandbox().await;
    let code = authorize(&sandbox, &[]).await.sent("code").unwrap();
    let given = redeem(&sandbox, &code).await;
    assert_eq!(standing(&sandbox, &given.text("access_token")).await.0, 200);
    assert_eq!(error(&redeem(&sandbox, &code).await), "invalid_grant");
    assert_eq!(standing(&sandbox, &given.text("access_token")).await.0, 401);
    assert_eq!(error(&refresh(&sandbox, &given.text("refresh_token")).await), "invalid_grant");
}

#[tokio::test]
async fn a_code_is_good_for_as_long_as_is_documented() {
    let sandbox = sandbox().await;
    let codes =
        [authorize(&sandbox, &[]).await.sent("code").unwrap(), authorize(&sandbox, &[]).await.sent("code").unwrap()];
    sandbox.clock().advance(Duration::from_secs(599));
    assert_eq!(redeem(&sandbox, &codes[0]).await.status, 200);
    sandbox.clock().advance(Duration::from_secs(1));
    assert_eq!(error(&redeem(&sandbox, &codes[1]).await), "invalid_grant");
}

#[tokio::test]
async fn a_code_is_good_for_the_address_that_it_was_sent_to() {
    let sandbox = sandbox().await;
    let code = authorize(&sandbox, &[("redirect_uri", "https://example.com/other")]).await.sent("code").unwrap();
    assert_eq!(error(&redeem(&sandbox, &code).await), "invalid_grant");
}

#[tokio::test]
async fn a_code_that_was_had_with_a_challenge_needs_the_verifier() {
    let sandbox = sandbox().await;
    let hashed = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    let plain = [("code_challenge", VERIFIER)];
    for (asked, verifier, is_good) in [
        (&hashed as &[_], Some(VERIFIER), true),
        (&hashed, Some(CHALLENGE), false),
        (&hashed, None, false),
        (&plain, Some(VERIFIER), true),
        (&plain, Some(CHALLENGE), false),
        (&[], Some(VERIFIER), false),
    ] {
        let code = authorize(&sandbox, asked).await.sent("code").unwrap();
        let form = [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", CALLBACK)];
        let verifier: Vec<_> = verifier.map(|verifier| ("code_verifier", verifier)).into_iter().collect();
        let answer = token(&sandbox, &[&form, &*verifier].concat()).await;
        assert_eq!(answer.status == 200, is_good, "{asked:?} {verifier:?}");
        if !is_good {
            assert_eq!(error(&answer), "invalid_grant");
        }
    }
}

#[tokio::test]
async fn a_refresh_token_that_is_revoked_takes_all_of_its_grant_with_it() {
    let sandbox = sandbox().await;
    let (first, other) = (agreed(&sandbox).await, agreed(&sandbox).await);
    let second = refresh(&sandbox, &first.text("refresh_token")).await;
    let answer = revoke(&sandbox, &first.text("refresh_token")).await;
    assert_eq!((answer.status, &*answer.body), (200, ""));
    for (answer, status) in [(&first, 401), (&second, 401), (&other, 200)] {
        assert_eq!(standing(&sandbox, &answer.text("access_token")).await.0, status);
    }
    assert_eq!(error(&refresh(&sandbox, &first.text("refresh_token")).await), "invalid_grant");
}

#[tokio::test]
async fn an_access_token_that_is_revoked_goes_alone() {
    let sandbox = sandbox().await;
    let given = agreed(&sandbox).await;
    let form = [("token", &*given.text("access_token")), ("token_type_hint", "refresh_token")];
    assert_eq!(post(&sandbox, &sandbox.revocation_url(), &form).await.status, 200);
    let (status, challenge) = standing(&sandbox, &given.text("access_token")).await;
    assert_eq!(status, 401);
    assert!(challenge.contains("not known"), "{challenge}");
    assert_eq!(refresh(&sandbox, &given.text("refresh_token")).await.status, 200);
}

#[tokio::test]
async fn what_is_not_known_is_as_good_as_revoked_but_not_for_everybody() {
    let sandbox = sandbox().await;
    assert_eq!(revoke(&sandbox, "unheard-of").await.status, 200);
    assert_eq!(revoke(&sandbox, sandbox.token()).await.status, 200);
    assert_eq!(standing(&sandbox, sandbox.token()).await.0, 200);
    let url = sandbox.revocation_url();
    for (status, code, form) in [
        (401, "invalid_client", encoded(&[("token", "unheard-of"), CLIENT[0]])),
        (400, "invalid_request", encoded(&CLIENT)),
        (
            400,
            "unsupported_token_type",
            encoded(&[("token", "a"), ("token_type_hint", "id_token"), CLIENT[0], CLIENT[1]]),
        ),
    ] {
        let answer = send(&sandbox, "POST", path(&url), &[("Content-Type", FORM)], &form).await;
        assert_eq!((answer.status, &*answer.text("error")), (status, code));
    }
}

#[tokio::test]
async fn the_member_who_agrees_is_the_one_that_is_named() {
    let sandbox = Sandbox::builder().authorizing_member("set-member").start().await.unwrap();
    let file = format!("{}/createContact.minimal.request.en.json", contacts_openapi::EXAMPLES);
    let mut contact: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    contact["permission"].as_object_mut().unwrap().remove("masterUserId");
    for (hint, member) in [(None, "set-member"), (Some("hinted-member"), "hinted-member")] {
        let hint: Vec<_> = hint.map(|hint| ("login_hint", hint)).into_iter().collect();
        let code = authorize(&sandbox, &hint).await.sent("code").unwrap();
        let bearer = format!("Bearer {}", redeem(&sandbox, &code).await.text("access_token"));
        let headers = [("Authorization", &*bearer), ("Content-Type", "application/json")];
        let url = format!("{}/contacts", sandbox.base_url());
        let created = send(&sandbox, "POST", path(&url), &headers, &contact.to_string()).await;
        assert_eq!(created.json()["permission"]["masterUserId"], member, "{created:?}");
    }
}
