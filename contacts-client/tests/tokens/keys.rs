use std::path::PathBuf;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::KeyPair;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use contacts_client::auth::PrivateKey;

use crate::service_account::KEY;
use crate::support::told;

pub(crate) fn pkcs8(key: &KeyPair) -> Vec<u8> {
    let der: Pkcs8V1Der<'_> = key.as_der().unwrap();
    der.as_ref().to_vec()
}

/// What stands in the last member of a PKCS#8 key of this size.
fn pkcs1(key: &KeyPair) -> Vec<u8> {
    pkcs8(key)[26..].to_vec()
}

pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn key() -> String {
    pem("PRIVATE KEY", &pkcs8(&KEY))
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("contacts-client-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>, mode: u32) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let _ = mode;
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_key_is_read_however_its_lines_end() {
    let key = key();
    for text in [
        key.clone(),
        pem("RSA PRIVATE KEY", &pkcs1(&KEY)),
        key.replace('\n', "\r\n"),
        key.replace('\n', "\\n"),
        key.replace('\n', "\\r\\n"),
        key.trim_end().to_owned(),
        format!("\u{feff}{key}"),
        format!("what the console wrote above it\n\n{key}\n\n"),
        key.lines().map(|line| format!("    {line}\n")).collect(),
    ] {
        let key = PrivateKey::from_pem(&text);
        assert!(key.is_ok(), "{key:?}: {text}");
        assert_eq!(format!("{:?}", key.unwrap()), "PrivateKey { .. }");
    }
}

#[test]
fn what_is_no_such_key_is_told_apart() {
    let other = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(Vec::new()).unwrap().self_signed(&other).unwrap();
    let pkcs8 = pkcs8(&KEY);
    let proc_type = pem("RSA PRIVATE KEY", &pkcs8).replacen('\n', "\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\n", 1);
    for (text, why) in [
        (other.serialize_pem(), "is no RSA key"),
        (pem("EC PRIVATE KEY", b"7f3a"), "is no RSA key"),
        (other.public_key_pem(), "is a public key"),
        (pem("RSA PUBLIC KEY", b"7f3a"), "is a public key"),
        (certificate.pem(), "is a certificate"),
        (pem("ENCRYPTED PRIVATE KEY", b"7f3a"), "openssl pkcs8"),
        (proc_type, "openssl pkcs8"),
        (pem("OPENSSH PRIVATE KEY", b"7f3a"), "OpenSSH"),
        (pem("X509 CRL", b"7f3a"), "something else"),
        (pem("PRIVATE KEY", b"7f3a"), "is damaged"),
        (pem("PRIVATE KEY", &pkcs8[..500]), "is damaged"),
        (pem("RSA PRIVATE KEY", &pkcs8), "is damaged"),
        (key().replace("-----END", "----"), "is damaged"),
        (key().replacen("MII", "!!!", 1), "is damaged"),
        (key().replace('\n', " "), "is"),
        (String::new(), "is no PEM"),
        ("7f3a".to_owned(), "is no PEM"),
    ] {
        let error = PrivateKey::from_pem(&text).expect_err(why);
        assert!(error.is_configuration() && error.to_string().contains(why), "{why}: {error}");
        // No line of the key either.
        let told = told(&error);
        let mut lines = text.lines().filter(|line| line.len() == 64);
        assert!(!told.contains("7f3a") && !lines.any(|line| told.contains(line)), "{told}");
    }
}

#[test]
fn a_key_is_read_from_a_file() {
    let folder = Folder::new("file");
    for mode in [0o600, 0o400] {
        let path = folder.file(&format!("{mode}.key"), key(), mode);
        assert!(PrivateKey::from_file(&path).is_ok());
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_refused_with_what_mends_it() {
    let folder = Folder::new("modes");
    for mode in [0o644, 0o640, 0o604, 0o660, 0o610] {
        let path = folder.file("private.key", key(), mode);
        let error = PrivateKey::from_file(&path).expect_err("others can read it");
        assert!(error.is_configuration());
        assert!(error.to_string().contains(&format!("`chmod 600 '{}'`", path.display())), "{error}");
        folder.file("private.key", key(), 0o600);
    }
}

#[test]
fn a_file_that_holds_no_key_is_named() {
    let folder = Folder::new("faults");
    let missing = folder.0.join("missing.key");
    let cases = [
        (missing, "cannot be read"),
        (folder.0.clone(), "is a directory"),
        (folder.file("large.key", vec![b'a'; (64 << 10) + 1], 0o600), "larger than 64 KiB"),
        (folder.file("bytes.key", [0xff, 0xfe, 0], 0o600), "is no text"),
        (folder.file("empty.key", "", 0o600), "is no PEM"),
        (folder.file("public.key", pem("PUBLIC KEY", b"7f3a"), 0o600), "is a public key"),
    ];
    for (path, why) in cases {
        let error = PrivateKey::from_file(&path).expect_err(why);
        assert!(error.is_configuration());
        let text = error.to_string();
        assert!(text.contains(why) && text.contains(&path.display().to_string()), "{text}");
        assert!(!told(&error).contains("7f3a"));
    }
}

#[cfg(unix)]
#[test]
fn a_device_is_no_key_file() {
    let error = PrivateKey::from_file("/dev/null").expect_err("a device");
    assert!(error.to_string().contains("is no regular file"), "{error}");
}
