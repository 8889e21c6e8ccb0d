//! A sandbox as a process of its own, and calls of it with nothing in between.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};

use super::contacts;

/// A sandbox that runs. Dropping it kills it.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) stdout: BufReader<ChildStdout>,
    /// Host and port.
    pub(crate) authority: String,
    /// The path that those of the API are appended to.
    pub(crate) base_path: String,
}

/// A connection that is kept open.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    authority: String,
    base_path: String,
}

impl Running {
    /// Starts `contacts sandbox --port 0 --quiet` with more arguments, and waits until it listens.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = contacts(folder);
        command.args(["sandbox", "--port", "0", "--quiet", "--quota", "off"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").expect("it prints its base address");
        let (authority, path) = address.split_once('/').unwrap();
        let (authority, base_path) = (authority.to_owned(), format!("/{path}"));
        Self { child, stdout, authority, base_path }
    }

    pub(crate) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(&self.authority).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection {
            stream: BufReader::new(stream),
            authority: self.authority.clone(),
            base_path: self.base_path.clone(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Connection {
    /// Status and body of an answer; none if the connection broke before it was whole.
    pub(crate) fn call(&mut self, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
        let head = format!(
            "{method} {}{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer sandbox\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.base_path,
            self.authority,
            body.len()
        );
        self.stream.get_mut().write_all((head + body).as_bytes()).ok()?;
        let (mut status, mut length) = (None, 0);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).ok()? == 0 || !line.ends_with("\r\n") {
                return None;
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if status.is_none() {
                status = line.split(' ').nth(1)?.parse().ok();
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).ok()?;
        Some((status?, String::from_utf8(body).ok()?))
    }
}
