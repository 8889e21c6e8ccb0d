//! The pages and the document, from outside and without a browser: what `browser.rs` sees is there and comes as it
//! should.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;

use contacts_openapi::{CONTACTS_YAML, Document, examples, operations};
use contacts_sandbox::Sandbox;

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What is answered to a request without a body, with a line of headers or none.
fn ask(sandbox: &Sandbox, method: &str, path: &str, header: &str) -> Answer {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    let host = sandbox.address();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{header}\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    let body = bytes.split_off(end + 4);
    let head = String::from_utf8(bytes).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer { status, headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(), body }
}

fn get(sandbox: &Sandbox, path: &str) -> Answer {
    ask(sandbox, "GET", path, "")
}

/// The values of `src` and `href` within a page.
fn addresses(html: &str) -> Vec<&str> {
    let after = |name: &'static str| html.split(name).skip(1).map(|rest| rest.split('"').next().unwrap());
    after("src=\"").chain(after("href=\"")).collect()
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere_and_all_that_they_load_is_there() {
    let sandbox = Sandbox::start().await.unwrap();
    for path in ["/", "/_sandbox/"] {
        let page = get(&sandbox, path);
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(!policy.contains("http"), "{policy}");
        let named = addresses(page.text());
        assert!(named.len() > 4, "{named:?}");
        for address in named {
            assert!(address.starts_with('/'), "{path} names {address}");
            assert_eq!(get(&sandbox, address).status, 200, "{address}");
        }
        assert!(!page.text().contains("://"), "{path}");
    }
}

#[tokio::test]
async fn the_app_of_the_sandbox_stands_in_the_page_as_text() {
    let sandbox = Sandbox::builder().client("\"><script>", "a&b").start().await.unwrap();
    let page = get(&sandbox, "/");
    assert!(page.text().contains("data-client-id=\"&quot;>&lt;script>\" data-client-secret=\"a&amp;b\""));
}

#[tokio::test]
async fn every_file_comes_with_its_media_type_and_the_policy() {
    let sandbox = Sandbox::start().await.unwrap();
    let rows = [
        ("/", "text/html; charset=utf-8"),
        ("/openapi.json", "application/json"),
        ("/openapi.yaml", "application/yaml"),
        ("/_sandbox/", "text/html; charset=utf-8"),
        ("/_sandbox/assets/page.css", "text/css; charset=utf-8"),
        ("/_sandbox/assets/favicon.png", "image/png"),
        ("/_sandbox/assets/oauth2-redirect.html?code=1", "text/html; charset=utf-8"),
        ("/_sandbox/assets/oauth2-redirect.js", "text/javascript; charset=utf-8"),
        ("/_sandbox/assets/status.js", "text/javascript; charset=utf-8"),
        ("/_sandbox/assets/swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
        ("/_sandbox/assets/swagger-ui.css", "text/css; charset=utf-8"),
        ("/_sandbox/assets/swagger-ui-license.txt", "text/plain; charset=utf-8"),
        ("/_sandbox/assets/swagger-ui-notice.txt", "text/plain; charset=utf-8"),
    ];
    for (path, media_type) in rows {
        let file = get(&sandbox, path);
        assert_eq!((file.status, file.header("content-type")), (200, Some(media_type)), "{path}");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(file.header("cache-control"), Some("no-cache"), "{path}");
        assert!(file.header("content-security-policy").is_some(), "{path}");
        let is_packed = file.body.starts_with(&[0x1f, 0x8b]);
        assert_eq!(file.header("content-encoding"), is_packed.then_some("gzip"), "{path}");
        let head = ask(&sandbox, "HEAD", path, "");
        assert_eq!((head.status, head.header("content-type"), head.body.len()), (200, Some(media_type), 0), "{path}");
    }
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = "/_sandbox/assets/swagger-ui-bundle.js";
    let tag = get(&sandbox, path).header("etag").unwrap().to_owned();
    let again = ask(&sandbox, "GET", path, &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(&*tag)));
    assert_eq!(ask(&sandbox, "GET", path, "If-None-Match: \"another\"\r\n").status, 200);
}

#[tokio::test]
async fn what_is_no_page_is_answered_as_before() {
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(get(&sandbox, "/_sandbox/assets/another.js").status, 404);
    assert_eq!(get(&sandbox, "/index.html").status, 404);
    let moved = get(&sandbox, "/_sandbox");
    assert_eq!((moved.status, moved.header("location")), (308, Some("/_sandbox/")));
}

#[tokio::test]
async fn the_document_is_served_as_it_is_and_as_that_of_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    assert!(get(&sandbox, "/openapi.yaml").text() == CONTACTS_YAML);

    let json = get(&sandbox, "/openapi.json");
    let served = Document::parse("openapi.json", json.text()).unwrap();
    let own = Document::contacts();
    let (served_operations, own_operations) = (operations(&served), operations(&own));
    let named = |all: &[contacts_openapi::Operation<'_>]| -> Vec<String> {
        all.iter().map(|it| format!("{} {} {} {:?}", it.id, it.method.as_str(), it.path, it.scopes)).collect()
    };
    assert_eq!(named(&served_operations), named(&own_operations));
    assert!(!own_operations.is_empty());
    let address = served.pointer("/servers/0/url").and_then(serde_json::Value::as_str);
    assert_eq!(address, Some(&*sandbox.base_url()));
    assert!(!json.text().contains("\"externalValue\""));
    // Where a file was named is now what it holds.
    for example in examples(&own).unwrap() {
        let Some(place) = example.pointer.parent().filter(|_| example.pointer.as_str().ends_with("/externalValue"))
        else {
            continue;
        };
        let held = served.pointer(&format!("{place}/value")).unwrap();
        let text = contacts_openapi::example(&example.file).unwrap();
        assert_eq!(*held, serde_json::from_str::<serde_json::Value>(text).unwrap(), "{}", example.file);
    }
}
