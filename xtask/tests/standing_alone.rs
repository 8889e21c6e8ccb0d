//! The client notices that it is stale inside its workspace, and builds anywhere else.
//!
//! These tests run cargo. What it builds stays in cargo's own folder for tests, so that only the first run
//! pays for the dependencies.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;
use workspace::{Outcome, edit, edited, xtask};

/// To cargo both workspaces look alike, and share what it builds; it tells them apart by the age of their files. So the
/// second is copied when the first is done.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Checks the client in a folder, with nothing that it does not need.
fn check_client(folder: &Path) -> Outcome {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["check", "--package", "contacts-client", "--no-default-features", "--color=never"]);
    cargo.arg("--target-dir").arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("standing_alone"));
    let output = cargo.current_dir(folder).env_remove("CARGO_MANIFEST_DIR").output().unwrap();
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name() != "target" {
                copy(&entry.path(), &to.join(entry.file_name()));
            }
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn a_client_that_is_stale_does_not_build_and_names_the_one_command_to_run() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = TempDir::new().unwrap();
    let path = folder.path().canonicalize().unwrap();
    let path = path.as_path();
    let rooms = ["openapi", "contacts-client", "contacts-sandbox", "contacts-cli", "findings", "xtask", "tests"];
    for name in ["Cargo.toml", "Cargo.lock"].into_iter().chain(rooms) {
        copy(&root().join(name), &path.join(name));
    }
    let document = path.join("openapi/contacts.yaml");
    let memo = edit("        memo:", "maxLength: 4000", "maxLength: 3000");
    fs::write(&document, edited(&fs::read_to_string(&document).unwrap(), &[memo]).0).unwrap();

    let outcome = check_client(path);
    assert_ne!(outcome.code, Some(0), "{}", outcome.stderr);
    let told: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("cargo ")).collect();
    let [told] = told[..] else { panic!("not one command to run but {told:?}") };
    assert!(told.starts_with("error: contacts-client@"), "{told}");
    assert!(told.ends_with(": openapi/contacts.yaml has changed; run `cargo xtask generate`"), "{told}");

    xtask(["generate"], path).succeeds();
    check_client(path).exits_with(0);
}

#[test]
fn a_copy_of_the_client_and_the_document_builds_without_the_other_rooms() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = TempDir::new().unwrap();
    for name in ["Cargo.lock", "openapi", "contacts-client"] {
        copy(&root().join(name), &folder.path().join(name));
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    let manifest = manifest.replace(members, r#"members = ["openapi", "contacts-client"]"#);
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    check_client(folder.path()).exits_with(0);
}
