//! A folder with inputs, and what `contacts` says of them.
#![allow(dead_code, reason = "no test file needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[cfg(feature = "sandbox")]
pub(crate) mod sandbox;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A document just large enough to have one of everything; its lines do not move when the real one's do.
pub(crate) const SMALL: &str = include_str!("../golden/small.yaml");

/// The name of that document in every folder.
pub(crate) const SPEC: &str = "small.yaml";

/// A folder to run the program in.
pub(crate) struct Folder {
    folder: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// None when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// A folder with files, and the small document.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { folder: TempDir::new().unwrap() };
        folder.write(SPEC, SMALL);
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// `contacts validate` by the small document.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = contacts(self.path());
        command.args(["validate", "--spec", SPEC]).args(arguments);
        command
    }

    /// Runs `contacts validate` by the small document.
    pub(crate) fn validate<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        Outcome::of(&mut self.command(arguments))
    }

    /// The same, with a text on standard input.
    pub(crate) fn pipe<A: AsRef<OsStr>>(&self, text: &[u8], arguments: impl IntoIterator<Item = A>) -> Outcome {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that needs no more of its input may be gone.
        let _ = child.stdin.take().unwrap().write_all(text);
        Outcome::from(child.wait_with_output().unwrap())
    }
}

/// The program, away from the variables of whoever runs the tests.
pub(crate) fn contacts(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contacts"));
    command.current_dir(folder).stdin(Stdio::null());
    for variable in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}

impl From<std::process::Output> for Outcome {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Outcome {
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// Asserts that the program ended with a code, and did not panic on the way.
    pub(crate) fn exits_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.whole());
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Asserts that the output has a text, wherever.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.whole().contains(text), "{text:?} is not in:\n{}", self.whole());
        self
    }

    /// Asserts that the output has a text nowhere.
    pub(crate) fn never_says(self, text: &str) -> Self {
        assert!(!self.whole().contains(text), "{text:?} is in:\n{}", self.whole());
        self
    }

    /// Everything that was said, with the exit code.
    pub(crate) fn whole(&self) -> String {
        let Self { code, stdout, stderr } = self;
        let code = code.map_or("none".to_owned(), |code| code.to_string());
        format!("{stdout}--- standard error ---\n{stderr}--- exit code {code} ---\n")
    }
}
