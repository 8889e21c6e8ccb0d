//! A name of another site that was made to lead to this machine reaches nothing of the sandbox.

use contacts_sandbox::Sandbox;

#[path = "support/socket.rs"]
mod socket;

fn status(sandbox: &Sandbox, path: &str, host: &str) -> u16 {
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer sandbox\r\nConnection: close\r\n\r\n");
    socket::exchange(sandbox, &head).status()
}

#[tokio::test]
async fn a_sandbox_at_the_loopback_address_is_addressed_by_its_number_or_as_localhost() {
    let sandbox = Sandbox::builder().public_url("http://sandbox.example:8080").start().await.expect("it starts");
    let port = sandbox.address().port();
    for path in ["/v1.0/contacts", "/", "/openapi.json", "/_sandbox/status"] {
        for host in ["evil.example", "evil.example:4010", "127.0.0.1.evil.example"] {
            assert_eq!(status(&sandbox, path, host), 421, "{path} {host}");
        }
    }
    for host in
        [format!("127.0.0.1:{port}"), "localhost".to_owned(), "[::1]:80".to_owned(), "sandbox.example:8080".to_owned()]
    {
        assert_eq!(status(&sandbox, "/v1.0/contacts", &host), 200, "{host}");
    }
}
