//! What is meant for this machine does not leave it through a proxy that the environment names.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::process::{Command, Stdio};

use support::{Answer, CONTACT_ID, Server, client};

/// Tells the test that it runs as a program of its own, in an environment with a proxy, and whom to call.
const TARGET: &str = "CONTACTS_CLIENT_TEST_TARGET";
const NAME: &str = "plain_http_to_this_machine_goes_through_no_proxy";

#[tokio::test]
async fn plain_http_to_this_machine_goes_through_no_proxy() {
    if let Ok(target) = std::env::var(TARGET) {
        client(&target).delete_contact(&CONTACT_ID.into()).await.unwrap();
        return;
    }
    let (target, proxy) = (Server::answering(Answer::status(204)).await, Server::answering(Answer::status(204)).await);
    // The environment of this process belongs to all tests, so another process gets the proxy.
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["--exact", NAME]).env(TARGET, target.base_url()).stdout(Stdio::null()).stderr(Stdio::null());
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        program.env(name, format!("http://{}", proxy.address()));
    }
    program.env_remove("no_proxy").env_remove("NO_PROXY").env_remove("REQUEST_METHOD");
    let ended = tokio::task::spawn_blocking(move || program.status().unwrap()).await.unwrap();
    assert!(ended.success());
    assert!(proxy.nothing_arrived().await, "the proxy was sent the token");
    assert_eq!(target.requests().len(), 1);
}
