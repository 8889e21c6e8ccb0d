//! A workspace in a temporary folder, and what `cargo xtask` does to it.
#![allow(dead_code, reason = "no test file needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

pub(crate) mod refusal;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

/// The real document.
pub(crate) const CONTACTS: &str = include_str!("../../../openapi/contacts.yaml");

/// A document just large enough to have one of everything; its lines do not move when the real one's do.
pub(crate) const SMALL: &str = include_str!("../golden/small.yaml");

/// Where the place of a finding is, in the text of an edit.
pub(crate) const HERE: &str = "$0";

/// One change of a document: behind the first `after`, the first `from` becomes `to`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit<'a> {
    pub(crate) after: &'a str,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
}

/// An edit, short enough for a row of a table.
pub(crate) const fn edit<'a>(after: &'a str, from: &'a str, to: &'a str) -> Edit<'a> {
    Edit { after, from, to }
}

/// A document with changes, and the line and column of the mark in them.
pub(crate) fn edited(yaml: &str, edits: &[Edit<'_>]) -> (String, Option<(usize, usize)>) {
    let mut text = yaml.to_owned();
    for Edit { after, from, to } in edits {
        let start = text.find(after).unwrap_or_else(|| panic!("the document has no {after:?}"));
        let from_here = text[start..].find(from).unwrap_or_else(|| panic!("no {from:?} behind {after:?}"));
        text.replace_range(start + from_here..start + from_here + from.len(), to);
    }
    let place = text.find(HERE).map(|at| place(&text, at));
    (text.replace(HERE, ""), place)
}

fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// A folder that `cargo xtask` can work in.
pub(crate) struct Workspace {
    folder: TempDir,
    root: PathBuf,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// None when a signal ended it, such as that of an overflown stack.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Every file of a folder with what is in it and when it was written.
pub(crate) type Snapshot = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

impl Workspace {
    /// A workspace with a document, and nothing generated yet.
    pub(crate) fn new(yaml: impl AsRef<[u8]>) -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("openapi")).unwrap();
        let workspace = Self { folder, root };
        workspace.set_document(yaml);
        workspace
    }

    /// A workspace whose generated folder is up to date.
    pub(crate) fn generated(yaml: &str) -> Self {
        let workspace = Self::new(yaml);
        workspace.generate().succeeds();
        workspace
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn document(&self) -> PathBuf {
        self.root.join("openapi/contacts.yaml")
    }

    pub(crate) fn set_document(&self, yaml: impl AsRef<[u8]>) {
        fs::write(self.document(), yaml).unwrap();
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.root.join("contacts-client/src/generated")
    }

    /// A generated file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).unwrap()
    }

    pub(crate) fn generate(&self) -> Outcome {
        self.run(["generate"])
    }

    pub(crate) fn check(&self) -> Outcome {
        self.run(["generate", "--check"])
    }

    fn run<const N: usize>(&self, arguments: [&str; N]) -> Outcome {
        xtask(arguments.iter().map(OsStr::new).chain(["--workspace".as_ref(), self.root.as_os_str()]), &self.root)
    }

    /// Everything in the workspace.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        add(&self.root, &mut snapshot);
        snapshot
    }
}

fn add(folder: &Path, snapshot: &mut Snapshot) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add(&path, snapshot);
        } else {
            let modified = path.metadata().unwrap().modified().unwrap();
            snapshot.insert(path.clone(), (fs::read(&path).unwrap(), modified));
        }
    }
}

/// Runs the program in a folder.
pub(crate) fn xtask(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>, folder: &Path) -> Outcome {
    let mut command = command(folder);
    let output = command.args(arguments).output().unwrap();
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program, away from the variables of whoever runs the tests.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(folder);
    for variable in ["CARGO_MANIFEST_DIR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}

impl Outcome {
    /// Asserts that the program did what it was asked to.
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self
    }

    /// Asserts that it ended with a code, and did not panic on the way.
    pub(crate) fn exits_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Asserts that standard error has a text.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "{text:?} is not in:\n{}", self.stderr);
        self
    }
}
