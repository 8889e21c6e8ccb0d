//! Private keys, also those that are none, and what a service account signs with its own.

use std::fmt::Write as _;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use contacts_client::auth::{PrivateKey, ServiceAccount};

use crate::{ACCOUNT, CLIENT_ID, CLIENT_SECRET, KEY, SAID, assert_silent, printed};

/// A service account, with a key that is as good as any.
pub(crate) fn service_account(token_url: &str) -> ServiceAccount {
    static PEM: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: Pkcs8V1Der<'_> = key.as_der().unwrap();
        pem("PRIVATE KEY", &BASE64_STANDARD.encode(der.as_ref()))
    });
    let key = PrivateKey::from_pem(&*PEM).unwrap();
    ServiceAccount::new(CLIENT_ID, CLIENT_SECRET, ACCOUNT, key).token_url(token_url).unwrap()
}

fn pem(label: &str, text: &str) -> String {
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

#[test]
fn no_service_account_shows_its_secrets() {
    let account = service_account("http://localhost:1").on_behalf_of(ACCOUNT).scopes([SAID]);
    assert_silent(&format!("{account:?} {account:#?}"), &["ServiceAccount {"]);
    assert_silent(
        &printed(account.token_url(&format!("https://{SAID}@example.com"))),
        &["the address of the endpoint"],
    );
}

#[test]
fn no_key_that_is_refused_is_shown() {
    let wrong: Vec<Vec<u8>> = vec![
        KEY.into(),
        pem("PRIVATE KEY", KEY).into(),
        pem("PRIVATE KEY", &BASE64_STANDARD.encode(KEY)).into(),
        pem("RSA PRIVATE KEY", &BASE64_STANDARD.encode(KEY)).into(),
        pem("EC PRIVATE KEY", KEY).into(),
        pem("ENCRYPTED PRIVATE KEY", KEY).into(),
        pem("PUBLIC KEY", KEY).into(),
        pem("CERTIFICATE", KEY).into(),
        pem(KEY, KEY).into(),
        format!("-----BEGIN PRIVATE KEY-----\n{KEY}").into(),
        pem("PRIVATE KEY", &KEY.repeat(10_000)).into(),
        [KEY.as_bytes(), b"\xff"].concat(),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("private.key");
    let mut text = printed(PrivateKey::from_file(folder.path()));
    text.push_str(&printed(PrivateKey::from_file(&path)));
    for content in &wrong {
        std::fs::write(&path, content).unwrap();
        for mode in [0o600, 0o000, 0o640, 0o604, 0o777] {
            #[cfg(unix)]
            std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
            let key = PrivateKey::from_file(&path);
            assert!(key.is_err(), "with mode {mode:o}");
            text.push_str(&printed(key));
        }
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        if let Ok(content) = std::str::from_utf8(content) {
            let _ = writeln!(text, "{}", printed(PrivateKey::from_pem(content)));
        }
    }
    let signs =
        ["is no PEM", "is damaged", "is no RSA key", "encrypted", "is no text", "can be read by others", "larger"];
    assert_silent(&text, &signs);
}
