//! The default features speak TLS, and trust what they should.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]
#![cfg(any(feature = "rustls", feature = "native-tls"))]

mod support;

use std::sync::Arc;

use contacts_client::{Client, Error};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use support::{Answer, CONTACT_ID, Server, TOKEN, example, told};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// An authority of our own with this name, and a server that it vouches for under that name.
async fn vouched_for(authority_name: &str, name: &str) -> (String, Server) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.distinguished_name.push(DnType::CommonName, authority_name);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let root = authority.self_signed(&authority_key).unwrap();

    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new([name.to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &Issuer::new(authority, authority_key)).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    let answer = Answer::json(200, &example("getContact.response.composed"));
    (root.pem(), Server::behind_tls(TlsAcceptor::from(Arc::new(config)), answer).await)
}

fn build(server: &Server, roots: &[&str]) -> Result<Client, Error> {
    let builder = Client::builder().token(TOKEN).base_url(server.base_url());
    roots.iter().fold(builder, |builder, root| builder.root_certificate(*root)).build()
}

#[tokio::test]
async fn a_server_whose_authority_is_trusted_is_spoken_to() {
    let (root, server) = vouched_for("an authority of our own", "127.0.0.1").await;
    let client = build(&server, &[&root]).unwrap();
    let contact = client.get_contact(&CONTACT_ID.into()).await.unwrap();
    assert_eq!(contact.contact_id.as_str(), CONTACT_ID);
    assert_eq!(server.request().header("authorization"), Some(format!("Bearer {TOKEN}")));
}

#[tokio::test]
async fn more_than_one_authority_can_be_trusted() {
    let (first, first_server) = vouched_for("an authority of our own", "127.0.0.1").await;
    let (second, second_server) = vouched_for("another authority", "127.0.0.1").await;
    for server in [first_server, second_server] {
        let client = build(&server, &[&first, &second]).unwrap();
        assert!(client.get_contact(&CONTACT_ID.into()).await.is_ok());
    }
}

#[tokio::test]
async fn a_server_whose_authority_is_not_trusted_gets_no_request_and_the_error_says_why() {
    let (_, server) = vouched_for("an authority of our own", "127.0.0.1").await;
    let (other_root, _) = vouched_for("another authority", "127.0.0.1").await;
    for roots in [&[][..], &[other_root.as_str()]] {
        let error =
            build(&server, roots).unwrap().get_contact(&CONTACT_ID.into()).await.expect_err("it is not trusted");
        assert!(error.is_transport() && !error.is_timeout(), "{error}");
        let told = told(&error);
        assert!(told.contains("certificate"), "{told}");
        assert!(!told.contains(TOKEN) && !told.contains(CONTACT_ID), "{told}");
        assert!(server.requests().is_empty());
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_accepted() {
    let (root, server) = vouched_for("an authority of our own", "example.com").await;
    let error = build(&server, &[&root]).unwrap().get_contact(&CONTACT_ID.into()).await.expect_err("not its name");
    assert!(error.is_transport(), "{error}");
    assert!(told(&error).contains("certificate"), "{}", told(&error));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_gets_no_request() {
    let server = Server::answering(Answer::Close(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec())).await;
    let client = Client::builder().token(TOKEN).base_url(format!("https://{}", server.address()));
    // The handshake is no request that the server could read, and it waits for the rest of one.
    let client = client.attempt_timeout(std::time::Duration::from_millis(50)).build().unwrap();
    let error = client.get_contact(&CONTACT_ID.into()).await.expect_err("it is no TLS");
    assert!(error.is_transport(), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_certificate_that_cannot_be_read_is_a_configuration_error() {
    let (root, server) = vouched_for("an authority of our own", "127.0.0.1").await;
    let damaged = root.replace("MII", "!!!");
    let mut accepted = Vec::new();
    for pem in ["", "marker7f3a", "-----BEGIN CERTIFICATE-----\nmarker7f3a\n-----END CERTIFICATE-----\n", &damaged] {
        match build(&server, &[pem]) {
            Ok(_) => accepted.push(pem),
            Err(error) => {
                assert!(error.is_configuration(), "{error}");
                assert!(!told(&error).contains("7f3a"), "{}", told(&error));
            }
        }
    }
    assert_eq!(accepted, [""; 0]);
}
