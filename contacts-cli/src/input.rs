//! Which files are read, in which order, and as what.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use contacts_findings::Unread;
use walkdir::{DirEntry, WalkDir};

/// What standard input is called in reports.
const STDIN: &str = "<stdin>";

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kind {
    /// One payload
    Json,
    /// One payload a line
    Ndjson,
    /// Requests and answers that a browser or a proxy recorded
    Har,
}

impl Kind {
    /// The kind that the end of a file's name says.
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(Kind::Json),
            "ndjson" | "jsonl" => Some(Kind::Ndjson),
            "har" => Some(Kind::Har),
            _ => None,
        }
    }
}

/// Something to read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The file; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// What reports call it.
    pub(crate) name: Arc<str>,
    pub(crate) kind: Kind,
}

impl Input {
    fn file(path: &Path, kind: Kind) -> Self {
        // What `.` and `./folder` find is named without the `./`, as tools that link to it expect.
        let path = path.strip_prefix(".").unwrap_or(path);
        Self { path: Some(path.to_owned()), name: name(path), kind }
    }
}

fn name(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

/// The inputs that the arguments name: files, folders, patterns, and `-`.
pub(crate) fn expand(arguments: &[PathBuf], kind: Option<Kind>) -> Vec<Result<Input, Unread>> {
    let mut inputs = Vec::with_capacity(arguments.len());
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Ok(Input { path: None, name: STDIN.into(), kind: kind.unwrap_or(Kind::Json) }));
        } else {
            match argument.to_str().filter(|text| text.contains(['*', '?', '['])) {
                // A file may have such letters in its name.
                Some(pattern) if fs::symlink_metadata(argument).is_err() => matching(pattern, kind, &mut inputs),
                _ => add(argument, kind, &mut inputs),
            }
        }
    }
    inputs
}

/// What a pattern matches, which not every shell finds out.
fn matching(pattern: &str, kind: Option<Kind>, inputs: &mut Vec<Result<Input, Unread>>) {
    let before = inputs.len();
    match glob::glob(pattern) {
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) => add(&path, kind, inputs),
                    Err(error) => inputs.push(Err(unread(error.path(), cause(error.error()), None))),
                }
            }
            if inputs.len() == before {
                inputs.push(Err(unread(Path::new(pattern), "the pattern matches no file".to_owned(), None)));
            }
        }
        Err(error) => {
            let help = "`*`, `?`, `[abc]` and `**` between slashes are understood";
            inputs.push(Err(unread(Path::new(pattern), format!("this is no pattern: {}", error.msg), Some(help))));
        }
    }
}

/// A file, or what is in a folder.
fn add(path: &Path, kind: Option<Kind>, inputs: &mut Vec<Result<Input, Unread>>) {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk(path, kind, inputs),
        Ok(_) => inputs.push(match kind.or_else(|| Kind::of(path)) {
            Some(kind) => Ok(Input::file(path, kind)),
            None => Err(unread(
                path,
                "its name does not say how to read it".to_owned(),
                Some("say `--kind json`, `--kind ndjson` or `--kind har`"),
            )),
        }),
        Err(error) => inputs.push(Err(unread(path, cause(&error), None))),
    }
}

/// The files of a folder and of those in it, by name; what is hidden is left alone.
fn walk(folder: &Path, kind: Option<Kind>, inputs: &mut Vec<Result<Input, Unread>>) {
    let before = inputs.len();
    let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                if let Some(of_name) = Kind::of(entry.path()) {
                    inputs.push(Ok(Input::file(entry.path(), kind.unwrap_or(of_name))));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                let message =
                    error.io_error().map_or_else(|| "the link leads back to a folder that it is in".to_owned(), cause);
                inputs.push(Err(unread(path, message, None)));
            }
        }
    }
    if inputs.len() == before {
        let message = "the folder has no .json, .ndjson, .jsonl or .har in it".to_owned();
        inputs.push(Err(unread(folder, message, None)));
    }
}

/// Why a file cannot be read, in the same words on every system where the reason is a common one.
pub(crate) fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read: permission denied".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

fn unread(path: &Path, message: String, help: Option<&str>) -> Unread {
    let path = path.strip_prefix(".").unwrap_or(path);
    Unread { input: name(path), line: None, message, help: help.map(ToOwned::to_owned) }
}
