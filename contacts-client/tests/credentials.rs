//! The token goes into one header of a request and nowhere else.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::{Client, Error};
use support::{Answer, CONTACT_ID, Server, TOKEN, example, told};

fn build(token: &str) -> Result<Client, Error> {
    Client::builder().token(token).base_url("http://127.0.0.1:1").build()
}

#[test]
fn neither_a_client_nor_its_builder_prints_the_token() {
    let builder = Client::builder().token(TOKEN);
    let printed = format!("{builder:?} {builder:#?}");
    assert!(!printed.contains("kr1AAAB"), "{printed}");
    let client = builder.build().unwrap();
    let printed = format!("{client:?} {client:#?} {:?} {}", client.clone(), client.base_url());
    assert!(!printed.contains("kr1AAAB"), "{printed}");
}

#[test]
fn a_builder_does_not_print_credentials_of_its_base_address() {
    for address in ["https://user:marker7f3a@example.com", "https://example.com/?token=marker7f3a"] {
        let builder = Client::builder().token(TOKEN).base_url(address);
        let printed = format!("{builder:?}");
        assert!(!printed.contains("7f3a"), "{printed}");
    }
}

#[tokio::test]
async fn neither_an_answer_nor_an_error_prints_the_token_or_what_was_read() {
    let server = Server::answering(Answer::json(200, &example("getContact.response.composed"))).await;
    let answer = server.client().get_contact(&CONTACT_ID.into()).await.unwrap();
    let printed = format!("{answer:?} {answer:#?}");
    for secret in ["kr1AAAB", "Doe", "example1", CONTACT_ID] {
        assert!(!printed.contains(secret), "{printed}");
    }

    // A service that shows what it was sent.
    let echo = Server::with(|request| {
        Answer::new(401, &[&format!("www-authenticate: {}", request.header("authorization").unwrap())], &request.head)
    })
    .await;
    let error = echo.client().get_contact(&CONTACT_ID.into()).await.expect_err("it is no success");
    assert!(error.is_unauthorized());
    assert!(!told(&error).contains("kr1AAAB"), "{error:?}");
    assert!(!error.body_excerpt().unwrap().contains("kr1AAAB"), "{:?}", error.body_excerpt());
}

#[test]
fn a_token_that_no_header_can_carry_is_refused_and_not_printed() {
    for token in [
        "",
        " ",
        "\n",
        "marker7f3a\n",
        "marker7f3a\r\nhost: example.com",
        "marker7f3a\0",
        "marker7f3a\u{7f}",
        "marker7f3a\u{1b}",
        "marker7f3a\tmarker",
        "marker7f3a marker",
        " marker7f3a",
        "marker7f3a ",
        "Bearer marker7f3a",
        "marker7f3aトークン",
        "marker7f3aé",
        "marker7f3a\u{a0}",
    ] {
        let error = build(token).expect_err(token);
        assert!(error.is_configuration(), "{token:?}");
        assert_eq!(error.operation(), None);
        let told = told(&error);
        assert!(told.contains("token") && !told.contains("7f3a"), "{told}");
    }
}

#[test]
fn a_client_without_a_token_is_not_built() {
    let error = Client::builder().build().expect_err("there is no token");
    assert!(error.is_configuration());
    assert!(error.to_string().contains("token"), "{error}");
}

#[tokio::test]
async fn any_token_that_a_header_can_carry_is_sent_as_it_is() {
    for token in ["a", "a.b-c_d~e+f/g==", "\"quoted\"", "!#$%&'*^`|", &"x".repeat(4_000)] {
        let server = Server::answering(Answer::status(204)).await;
        let client = Client::builder().token(token).base_url(server.base_url()).build().unwrap();
        client.delete_contact(&CONTACT_ID.into()).await.unwrap();
        assert_eq!(server.request().header("authorization"), Some(format!("Bearer {token}")));
    }
}
