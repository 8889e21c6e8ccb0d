//! The version of the crates, which the manifests say and a release raises.
//!
//! The client spells out its own version, and that of the document's crate; the others inherit the workspace's. Lock
//! files repeat them all, and a build with `--locked` asks that they do.

use std::path::PathBuf;
use std::{fs, io};

use contacts_openapi::Finding;
use semver::Version;

use super::finding;
use crate::exit::Failure;
use crate::tree::io_failure;
use crate::workspace::Workspace;

/// The manifests that say a version, and the table that says it.
const MANIFESTS: [(&str, &str); 2] =
    [("Cargo.toml", "[workspace.package]"), ("contacts-client/Cargo.toml", "[package]")];

const LOCKS: [&str; 2] = ["Cargo.lock", "openapi/fuzz/Cargo.lock"];

/// The crates' version as the manifests have it.
pub(super) struct Crates {
    pub(super) version: Version,
    manifests: Vec<(PathBuf, String)>,
    locks: Vec<(PathBuf, String)>,
}

impl Crates {
    /// Reads the manifests; what is wrong with them is a finding.
    pub(super) fn read(workspace: &Workspace) -> Result<Result<Self, Finding>, Failure> {
        let mut manifests = Vec::new();
        let mut version: Option<Version> = None;
        for (name, table) in MANIFESTS {
            let path = workspace.path(name);
            let text = fs::read_to_string(&path).map_err(io_failure(&path))?;
            let stated = stated(&text, table);
            let line = stated.as_ref().map_or(1, |(line, _)| *line);
            let found = stated.and_then(|(_, version)| Version::parse(version).ok());
            let message = match (found, &version) {
                (None, _) => format!("`{table}` says no version"),
                (Some(found), Some(first)) if found != *first => {
                    format!("the version is {found} here, and {first} in {}", MANIFESTS[0].0)
                }
                (Some(found), _) => {
                    version = Some(found);
                    manifests.push((path, text));
                    continue;
                }
            };
            let help = "all crates have the same version: write it into both manifests";
            return Ok(Err(finding("crates-version", &path, line, message, help)));
        }
        let mut locks = Vec::new();
        for name in LOCKS {
            let path = workspace.path(name);
            match fs::read_to_string(&path) {
                Ok(text) => locks.push((path, text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(io_failure(&path)(error)),
            }
        }
        let version = version.unwrap_or(Version::new(0, 0, 0));
        Ok(Ok(Self { version, manifests, locks }))
    }

    /// The manifests and lock files as another version has them; nothing where they have it already.
    pub(super) fn raised(&self, to: &Version) -> Vec<(PathBuf, String)> {
        let (from, to) = (stating(&self.version), stating(to));
        let of_manifest = |text: &String, table: &str| {
            let mut within = "";
            let lines = text.split_inclusive('\n').map(|line| {
                if line.starts_with('[') {
                    within = line.trim_end();
                }
                let is_own = within == table && line.starts_with("version = ");
                let is_neighbour = line.contains("path = \"");
                if is_own || is_neighbour { line.replace(&from, &to) } else { line.to_owned() }
            });
            lines.collect::<String>()
        };
        let of_lock = |text: &String| {
            let packages = text.split_inclusive("\n\n").map(|package| {
                // What comes from elsewhere says from where.
                if package.contains("\nsource = ") { package.to_owned() } else { package.replace(&from, &to) }
            });
            packages.collect::<String>()
        };
        let manifests = self.manifests.iter().zip(MANIFESTS);
        let manifests = manifests.map(|((path, text), (_, table))| (path, text, of_manifest(text, table)));
        let locks = self.locks.iter().map(|(path, text)| (path, text, of_lock(text)));
        let changed = manifests.chain(locks).filter(|(_, old, new)| *old != new);
        changed.map(|(path, _, new)| (path.clone(), new)).collect()
    }
}

fn stating(version: &Version) -> String {
    format!("version = \"{version}\"")
}

/// The version that a table of a manifest says, and in which line.
fn stated<'a>(text: &'a str, table: &str) -> Option<(usize, &'a str)> {
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim_end() != table).skip(1);
    let within = lines.by_ref().take_while(|(_, line)| !line.starts_with('['));
    let (index, version) = { within }.find_map(|(index, line)| Some((index, line.strip_prefix("version = \"")?)))?;
    Some((index + 1, version.split('"').next()?))
}
