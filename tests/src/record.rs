//! What went over the wire, for `cargo xtask coverage`: nothing at all, unless [`FOLDER`] names a folder.
//!
//! Each process appends to a file of its own there, one exchange a line, as JSON: the operation, what was asked, the
//! scopes of the token where the test chose them, and the answer. Bodies are kept as they came, headers where the
//! document names them; a token never.

pub mod relay;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use contacts_openapi::{Location, Operation, operations, route};
use serde_json::{Map, Value, json};

/// The variable of the environment that names the folder.
pub const FOLDER: &str = "CONTACTS_CONFORMANCE_RECORD";

/// A request and its answer.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The method, such as `POST`.
    pub method: String,
    /// The path behind the base path, and the query.
    pub target: String,
    /// The scopes of the token, where they are known.
    pub scopes: Option<Vec<String>>,
    /// The headers of the request.
    pub headers: Vec<(String, String)>,
    /// The body of the request.
    pub body: Vec<u8>,
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer.
    pub answer_headers: Vec<(String, String)>,
    /// The body of the answer.
    pub answer: Vec<u8>,
}

/// Whether anything is recorded.
pub fn is_wanted() -> bool {
    file().is_some()
}

/// Records an exchange, if that is wanted and it is one of an operation.
pub fn write(exchange: &Exchange) {
    let Some(file) = file() else { return };
    let path = exchange.target.split('?').next().unwrap_or_default();
    let Some(operation) = route(all(), &exchange.method, path) else { return };
    let mut line = json!({
        "operation": operation.id,
        "method": exchange.method,
        "target": exchange.target,
        "headers": kept(&exchange.headers),
        "answer": {"status": exchange.status, "headers": kept(&exchange.answer_headers)},
    });
    if let Some(scopes) = &exchange.scopes {
        line["scopes"] = json!(scopes);
    }
    if !exchange.body.is_empty() {
        line["body"] = String::from_utf8_lossy(&exchange.body).into();
    }
    if !exchange.answer.is_empty() {
        line["answer"]["body"] = String::from_utf8_lossy(&exchange.answer).into();
    }
    let line = format!("{line}\n");
    // What is not written is missed by whoever reads it, and no reason for a test to fail.
    let _ = file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
}

fn file() -> Option<&'static Mutex<File>> {
    static FILE: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let open = || {
        let folder = PathBuf::from(std::env::var_os(FOLDER).filter(|folder| !folder.is_empty())?);
        let path = folder.join(format!("{}.ndjson", std::process::id()));
        let file =
            std::fs::create_dir_all(folder).and_then(|()| OpenOptions::new().create(true).append(true).open(path));
        file.map_err(|error| eprintln!("nothing is recorded: {error}")).ok().map(Mutex::new)
    };
    FILE.get_or_init(open).as_ref()
}

fn all() -> &'static [Operation<'static>] {
    static ALL: OnceLock<Vec<Operation<'static>>> = OnceLock::new();
    ALL.get_or_init(|| operations(contacts_openapi::validate::Validator::contacts().document()))
}

/// The headers that the document names, in lower case.
fn kept(headers: &[(String, String)]) -> Map<String, Value> {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let of_answers =
            all().iter().flat_map(|it| &it.responses).filter_map(|it| it.value.get("headers")?.as_object());
        let of_requests = all().iter().flat_map(|it| it.parameters_in(Location::Header)).map(|it| it.name);
        let named = of_answers.flatten().map(|(name, _)| name.as_str()).chain(of_requests).chain(["content-type"]);
        named.filter(|name| !name.eq_ignore_ascii_case("authorization")).map(str::to_ascii_lowercase).collect()
    });
    let lower = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), Value::from(value.as_str())));
    lower.filter(|(name, _)| names.contains(name)).collect()
}
