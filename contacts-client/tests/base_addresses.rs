//! A token is sent over TLS, or not beyond this machine.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::{BASE_URL, Client, Error};
use support::{TOKEN, told};

fn build(address: &str) -> Result<Client, Error> {
    Client::builder().token(TOKEN).base_url(address).build()
}

#[test]
fn the_documented_address_is_the_default() {
    assert_eq!(BASE_URL, "https://www.worksapis.com/v1.0");
    assert_eq!(Client::builder().token(TOKEN).build().unwrap().base_url(), BASE_URL);
}

#[test]
fn https_goes_anywhere_and_http_to_this_machine() {
    for address in [
        "https://example.com",
        "https://example.com:8443/v1.0/",
        "https://192.0.2.1",
        "HTTPS://EXAMPLE.COM",
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://[::1]:8080/v1.0",
        "http://localhost:8080",
        "http://LOCALHOST",
    ] {
        assert!(build(address).is_ok(), "{address}: {:?}", build(address));
    }
}

#[test]
fn http_to_any_other_host_is_refused() {
    for address in [
        "http://www.worksapis.com/v1.0",
        "http://example.com",
        "http://192.0.2.1",
        "http://0.0.0.0",
        "http://[::]",
        "http://[2001:db8::1]",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://example.com#127.0.0.1",
        "http://notlocalhost",
        "http:example.com",
        "http:\\\\example.com",
    ] {
        let error = build(address).expect_err(address);
        assert!(error.is_configuration(), "{address}");
        assert!(error.to_string().contains("https"), "{address}: {error}");
    }
}

#[test]
fn an_address_that_a_path_cannot_be_appended_to_is_refused_and_not_printed() {
    for address in [
        "",
        "marker7f3a",
        "/v1.0",
        "//marker7f3a",
        "ftp://marker7f3a.example.com",
        "file:///marker7f3a",
        "data:,marker7f3a",
        "unix:/marker7f3a",
        "https://",
        "https://user:marker7f3a@example.com",
        "https://marker7f3a@example.com",
        "https://:marker7f3a@example.com",
        "https://example.com?token=marker7f3a",
        "https://example.com/#marker7f3a",
        "https://exa mple.com/marker7f3a",
        "https://example.com:99999/marker7f3a",
    ] {
        let error = build(address).expect_err(address);
        assert!(error.is_configuration(), "{address}");
        let told = told(&error);
        assert!(told.contains("base address") && !told.contains("7f3a") && !told.contains(TOKEN), "{told}");
    }
}
