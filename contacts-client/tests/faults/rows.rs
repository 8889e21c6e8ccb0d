//! Everything that a server does wrong, as data.

use std::time::{Duration, SystemTime};

use super::{Reads, Script, Step, answer};

/// One way to misbehave.
pub struct Row {
    pub name: &'static str,
    /// What the server does, in a sentence.
    pub does: &'static str,
    /// With the first request, the second, and so on; the last one for ever.
    pub scripts: Vec<Script>,
    /// Whether the server makes the client wait, so that an attempt must not take long.
    pub stalls: bool,
    /// Whether the body of a POST is larger than what sockets hold.
    pub is_large: bool,
}

/// When the rows take place, by the calendar.
pub fn today() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(24 * 60 * 60)
}

fn row(name: &'static str, does: &'static str, script: Script) -> Row {
    Row { name, does, scripts: vec![script], stalls: false, is_large: false }
}

fn send(bytes: impl Into<Vec<u8>>) -> Step {
    Step::Send(bytes.into())
}

impl Row {
    /// What follows the first request's script.
    fn then(mut self, script: Script) -> Self {
        self.scripts.push(script);
        self
    }

    fn stalling(mut self) -> Self {
        self.stalls = true;
        self
    }

    fn large(mut self) -> Self {
        self.is_large = true;
        self
    }
}

/// All of them. Where a server has a say it says `say`: in bodies, in headers, in the place of syntax. `good` is
/// the body of a success, and `elsewhere` an address that nothing may be sent to.
pub fn rows(say: &str, good: &str, elsewhere: &str) -> Vec<Row> {
    let fine = || Script::answer(200, &["content-type: application/json"], good);
    let says = |status: u16, headers: &[&str]| {
        Script::answer(status, headers, format!(r#"{{"code":"{say}","description":"{say}"}}"#))
    };
    [connections(say, good, &fine), framing(say, good), bodies(say, good), statuses(say, elsewhere, &says, &fine)]
        .into_iter()
        .flatten()
        .collect()
}

fn connections(say: &str, good: &str, fine: &dyn Fn() -> Script) -> Vec<Row> {
    let head = format!("HTTP/1.1 200 OK\r\nx-note: {say}\r\ncontent-length: {}\r\n", good.len());
    let half = format!("{head}\r\n{}", &good[..good.len() / 2]);
    let part = &head[..head.len() - 12];
    vec![
        row(
            "reset while it asks",
            "resets the connection after the request's first byte",
            Script::new([Step::Reset]).reads(Reads::FirstByte),
        ),
        row("reset before headers", "reads the request and resets the connection", Script::new([Step::Reset])),
        row("reset before headers, once", "resets the connection, then answers", Script::new([Step::Reset]))
            .then(fine()),
        row("close before headers", "reads the request and closes the connection", Script::new([Step::Close])),
        row("reset in the headers", "resets the connection within the headers", Script::new([send(part), Step::Reset])),
        row("close in the headers", "closes the connection within the headers", Script::new([send(part), Step::Close])),
        row(
            "reset in the body",
            "resets the connection within the body",
            Script::new([send(half.as_bytes()), Step::Reset]),
        ),
        row(
            "close in the body",
            "sends a body that is shorter than its content-length",
            Script::new([send(half.as_bytes()), Step::Close]),
        ),
        row(
            "close in the body, once",
            "breaks off within the body, then answers",
            Script::new([send(half.as_bytes()), Step::Close]),
        )
        .then(fine()),
        row("silence", "reads the request and says nothing", Script::new([Step::Hang])).stalling(),
        row("silence in the headers", "says nothing more within the headers", Script::new([send(part), Step::Hang]))
            .stalling(),
        row(
            "silence in the body",
            "says nothing more within the body",
            Script::new([send(half.as_bytes()), Step::Hang]),
        )
        .stalling(),
        row(
            "a body that trickles",
            "sends a body byte by byte, without end",
            Script::new([
                send(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
                Step::Repeat(b"1\r\n \r\n".to_vec(), None),
            ]),
        )
        .stalling(),
        row(
            "silence in an error's body",
            "answers 503 and says nothing more within the body",
            Script::new([
                send(format!("HTTP/1.1 503 {say}\r\ncontent-length: 900\r\n\r\n{{\"code\":\"{say}")),
                Step::Hang,
            ]),
        )
        .stalling(),
        row(
            "an answer to half a request",
            "answers 413 before it has read the body, and reads no more",
            Script::new([send(answer(413, &[], say)), Step::Freeze]).reads(Reads::Head),
        )
        .large(),
        row(
            "a close to half a request",
            "closes the connection before it has read the body",
            Script::new([Step::Close]).reads(Reads::Head),
        )
        .large(),
    ]
}

fn framing(say: &str, good: &str) -> Vec<Row> {
    let length = good.len();
    let raw = |bytes: String| Script::new([send(bytes), Step::Close]);
    let then_fine = |first: &str| Script::new([send(first.as_bytes()), send(answer(200, &[], good))]);
    vec![
        row(
            "longer than its length",
            "sends more than the content-length says",
            Script::new([send([answer(200, &[], good), say.into()].concat())]),
        ),
        row(
            "no length at all",
            "sends a body that ends with the connection",
            raw(format!("HTTP/1.1 200 OK\r\n\r\n{good}")),
        ),
        row(
            "chunks",
            "sends the body in chunks",
            Script::new([send(format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{good}\r\n0\r\n\r\n"
            ))]),
        ),
        row(
            "chunks that break off",
            "closes the connection within a chunk",
            raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{good}", length + 9)),
        ),
        row(
            "chunks without a last one",
            "closes the connection after a chunk",
            raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{good}\r\n")),
        ),
        row(
            "chunks of no size",
            "sends a size that is no number",
            raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{say}\r\n{good}")),
        ),
        row(
            "two lengths that differ",
            "sends two content-lengths",
            raw(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: 1\r\n\r\n{good}")),
        ),
        row(
            "two lengths that agree",
            "sends one content-length twice",
            raw(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: {length}\r\n\r\n{good}")),
        ),
        row(
            "a length and chunks",
            "sends a content-length and chunks",
            raw(format!(
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{good}\r\n0\r\n\r\n"
            )),
        ),
        row(
            "a length that is no number",
            "sends a content-length that is no number",
            raw(format!("HTTP/1.1 200 OK\r\ncontent-length: {say}\r\n\r\n{good}")),
        ),
        row("no HTTP", "greets like another protocol", raw(format!("SSH-2.0-{say}\r\n\r\n"))),
        row("HTTP/0.9", "sends a body and nothing else", raw(good.to_owned())),
        row("a status that is no number", "sends a bad status line", raw(format!("HTTP/1.1 {say} OK\r\n\r\n"))),
        row(
            "a version that is none",
            "sends a bad version",
            raw(format!("HTTP/9.9 200 OK\r\ncontent-length: {length}\r\n\r\n{good}")),
        ),
        row("a header without a colon", "sends a bad header", raw(format!("HTTP/1.1 200 OK\r\n{say}\r\n\r\n{good}"))),
        row(
            "a header of 1 MB",
            "sends one that is very long",
            raw(format!(
                "HTTP/1.1 200 OK\r\nx-note: {}\r\ncontent-length: {length}\r\n\r\n{good}",
                say.repeat((1 << 20) / say.len())
            )),
        ),
        row(
            "10,000 headers",
            "sends so many",
            raw(format!(
                "HTTP/1.1 200 OK\r\n{}content-length: {length}\r\n\r\n{good}",
                format!("x-note: {say}\r\n").repeat(10_000)
            )),
        ),
        row("100-continue", "says so, unasked, then answers", then_fine("HTTP/1.1 100 Continue\r\n\r\n")),
        row(
            "early hints",
            "sends a 102 and a 103, then answers",
            then_fine(&format!("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: <{say}>\r\n\r\n")),
        ),
        row(
            "100-continue and no more",
            "says so and closes the connection",
            raw("HTTP/1.1 100 Continue\r\n\r\n".to_owned()),
        ),
        row(
            "another protocol, unasked",
            "switches to another protocol",
            raw(format!("HTTP/1.1 101 Switching Protocols\r\nupgrade: {say}\r\nconnection: upgrade\r\n\r\n{say}")),
        ),
    ]
}

fn bodies(say: &str, good: &str) -> Vec<Row> {
    let json = |body: &[u8]| Script::answer(200, &["content-type: application/json"], body);
    let html = format!("<html><title>{say}</title><h1>502 Bad Gateway</h1>{say}</html>");
    // The beginning of what gzip makes of a gigabyte of zeros.
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xec\xc1\x01\x01\x00\x00\x00\x80\x90\xfe\xaf\xee\x08\x0a\x00\x00\x00\x00";
    vec![
        row("JSON that breaks off", "sends half of a JSON text as all of it", json(&good.as_bytes()[..good.len() - 3])),
        row("JSON and more", "sends a JSON text and more", json(format!("{good}{say}").as_bytes())),
        row(
            "JSON of a wrong type",
            "sends a number where a text is documented",
            json(good.replace(&format!("\"{say}\""), "7355608").as_bytes()),
        ),
        row("a list", "sends a list where an object is documented", json(format!("[{good}]").as_bytes())),
        row("null", "sends a null where an object is documented", json(b"null")),
        row(
            "not UTF-8",
            "sends a text in another encoding",
            json(
                good.replace(say, &format!("{say}%"))
                    .as_bytes()
                    .iter()
                    .map(|it| if *it == b'%' { 0xe9 } else { *it })
                    .collect::<Vec<u8>>()
                    .as_slice(),
            ),
        ),
        row("no body", "answers 200 without a body where one is due", json(b"")),
        row("no content", "answers 204 where a body is due", Script::answer(204, &[], "")),
        row("HTML", "answers 200 with a page", Script::answer(200, &["content-type: text/html"], &html)),
        row("HTML of a gateway", "answers 502 with a page", Script::answer(502, &["content-type: text/html"], &html)),
        row(
            "gzip, unasked",
            "sends a body that would unpack to a gigabyte",
            Script::answer(200, &["content-encoding: gzip"], gzip),
        ),
        row(
            "a body too large",
            "announces a body of 64 MiB",
            Script::new([send(b"HTTP/1.1 200 OK\r\ncontent-length: 67108864\r\n\r\n"), Step::Hang]),
        ),
        row(
            "an endless body",
            "sends a body without end",
            Script::new([send(b"HTTP/1.1 200 OK\r\n\r\n"), Step::Repeat(vec![b' '; 1 << 16], None)]),
        ),
        row(
            "an endless error",
            "answers 400 with a body without end",
            Script::new([
                send(format!("HTTP/1.1 400 {say}\r\n\r\n{say}")),
                Step::Repeat(say.repeat(1000).into_bytes(), None),
            ]),
        ),
    ]
}

fn statuses(say: &str, elsewhere: &str, says: &dyn Fn(u16, &[&str]) -> Script, fine: &dyn Fn() -> Script) -> Vec<Row> {
    let away = format!("location: {elsewhere}/{say}");
    let here = format!("location: /v1.0/contacts/{say}");
    let bare = |status| Script::answer(status, &[], "");
    vec![
        row("429", "answers 429", says(429, &[])),
        row("429, once", "answers 429, then the second request", says(429, &[])).then(fine()),
        row("429 with seconds, once", "tells to come back in 7 seconds, then answers", says(429, &["retry-after: 7"]))
            .then(fine()),
        row(
            "429 with a date, once",
            "tells to come back at a time, 20 seconds ahead, then answers",
            says(429, &["retry-after: Fri, 02 Jan 1970 00:00:20 GMT"]),
        )
        .then(fine()),
        row(
            "429 with the window's end, once",
            "tells that the window ends in 9 seconds, then answers",
            says(429, &["rateLimit-limit: 60", "rateLimit-remaining: 0", "rateLimit-reset: 9"]),
        )
        .then(fine()),
        row("429 with an hour", "tells to come back in an hour", says(429, &["retry-after: 3600"])),
        row("429 with nonsense", "tells to come back, but not when", says(429, &[&format!("retry-after: {say}")])),
        row("503 with seconds, once", "tells to come back in 7 seconds, then answers", says(503, &["retry-after: 7"]))
            .then(fine()),
        row("503 with seconds", "tells to come back in 7 seconds, for ever", says(503, &["retry-after: 7"])),
        row("500, once", "answers 500, then the second request", says(500, &[])).then(fine()),
        row("500", "answers 500", says(500, &[])),
        row("504 without a body", "answers 504", bare(504)),
        row("400", "answers 400", says(400, &[])),
        row(
            "400 with broken JSON",
            "answers 400 with what is not quite JSON",
            Script::answer(400, &[], format!(r#"{{"memo":"{say}","name":{say}}}"#)),
        ),
        row(
            "400 with a text",
            "answers 400 with a sentence",
            Script::answer(400, &["content-type: text/plain"], format!("no contact {say} {say}, {say}")),
        ),
        row("401", "answers 401", says(401, &[&format!("www-authenticate: Bearer realm=\"{say}\"")])),
        row("403", "answers 403", says(403, &[])),
        row("404 without a body", "answers 404", bare(404)),
        row("409", "answers 409", says(409, &[])),
        row("410", "answers 410", says(410, &[])),
        row("301 to another host", "redirects to another host", says(301, &[&away])),
        row("302 to another host", "redirects to another host", says(302, &[&away])),
        row("307 to another host", "redirects to another host, as the same request", says(307, &[&away])),
        row("308 to another host", "redirects to another host, as the same request", says(308, &[&away])),
        row("302 to the same host", "redirects to the same host", says(302, &[&here])),
        row("308 to the same host", "redirects to the same host, as the same request", says(308, &[&here])),
        row("302 to nowhere", "redirects without a location", bare(302)),
        row("304, unasked", "answers 304", Script::new([send(b"HTTP/1.1 304 Not Modified\r\n\r\n")])),
        row("a status of no class", "answers 600", says(600, &[])),
        row("the last status", "answers 999", says(999, &[])),
        row(
            "a status below all",
            "answers 099",
            Script::new([send(format!("HTTP/1.1 099 {say}\r\ncontent-length: 0\r\n\r\n")), Step::Close]),
        ),
    ]
}
