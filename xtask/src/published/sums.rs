//! `SHA256SUMS` beside the released documents: what holds them to being unchanged, in the form of `sha256sum`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use contacts_openapi::Finding;
use hmac_sha256::Hash;
use semver::Version;

use super::{FOLDER, Published, files, finding};
use crate::exit::Failure;
use crate::tree::io_failure;
use crate::workspace::Workspace;

/// The name of the file in the folder of the released documents.
const NAME: &str = "SHA256SUMS";

/// The sums as they stand in the file.
pub(super) struct Sums {
    pub(super) path: PathBuf,
    text: String,
    /// The digest and the line of each name.
    lines: BTreeMap<String, (String, usize)>,
    faults: Vec<Finding>,
}

impl Sums {
    pub(super) fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let path = workspace.path(FOLDER).join(NAME);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text.map_err(io_failure(&path))?,
        };
        let mut sums = Self { path, text, lines: BTreeMap::new(), faults: Vec::new() };
        for (index, line) in sums.text.lines().enumerate() {
            let (digest, name) = line.split_once("  ").unwrap_or_default();
            let is_digest = digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            let message = if !is_digest || name.is_empty() || name.contains(['/', '\\']) {
                "this is no line of `sha256sum`: a digest in lower case, two spaces, and the name of a file here"
                    .to_owned()
            } else if sums.lines.contains_key(name) {
                format!("`{name}` has a sum above")
            } else {
                sums.lines.insert(name.to_owned(), (digest.to_owned(), index + 1));
                continue;
            };
            let help = "restore the line as it was committed; `cargo xtask release` writes this file";
            sums.faults.push(finding("published-sums", &sums.path, index + 1, message, help));
        }
        Ok(sums)
    }

    /// What differs between the sums and the documents in the folder.
    pub(super) fn check(&self, workspace: &Workspace) -> Result<Vec<Finding>, Failure> {
        let mut findings = self.faults.clone();
        let mut unknown = BTreeMap::new();
        let mut met = Vec::new();
        for path in files(workspace)? {
            let digest = digest(&fs::read(&path).map_err(io_failure(&path))?);
            let name = name(&path);
            match self.lines.get(&name) {
                Some((expected, line)) if *expected != digest => {
                    let message = format!("`{name}` is not as it was released: its sum is not that of {NAME}:{line}");
                    let help = format!(
                        "restore it with `git checkout <commit of its release> -- {FOLDER}/{name}`; what is wrong in it \
                         is mended in `contacts.yaml`, under the next version"
                    );
                    findings.push(finding("published-edited", &path, 1, message, help));
                }
                Some(_) => {}
                None => drop(unknown.insert(path, digest)),
            }
            met.push(name);
        }
        for (name, (digest, line)) in self.lines.iter().filter(|(name, _)| !met.contains(name)) {
            let renamed = unknown.iter().find(|(_, other)| *other == digest).map(|(path, _)| path.clone());
            if let Some(path) = renamed {
                unknown.remove(&path);
                let message = format!("the released document `{name}` is called `{}` now", self::name(&path));
                let help = format!("call it `{name}` again: a released document is found by its version");
                findings.push(finding("published-renamed", &path, 1, message, help));
            } else {
                let message = format!("the released document `{name}` is gone");
                let help = format!("restore it with `git checkout <commit of its release> -- {FOLDER}/{name}`");
                findings.push(finding("published-removed", &self.path, *line, message, help));
            }
        }
        for path in unknown.into_keys() {
            let message = format!("`{}` was never released: {NAME} has no sum of it", name(&path));
            let help = "take it out of the folder; `cargo xtask release` is what puts documents there";
            findings.push(finding("published-unlisted", &path, 1, message, help));
        }
        Ok(findings)
    }

    /// Whether a document is the last that was released, and as it was released.
    pub(super) fn vouch_for(&self, last: Option<&Published>) -> bool {
        let versions = self.lines.keys().filter_map(|name| Version::parse(name.strip_suffix(".yaml")?).ok());
        let known = versions.max();
        if known.as_ref() != last.map(|last| &last.version) {
            return false;
        }
        let expected = known.and_then(|known| self.lines.get(&format!("{known}.yaml")));
        expected.map(|(expected, _)| expected) == last.map(|last| digest(last.document.text().as_bytes())).as_ref()
    }

    /// The text of the file with one more document.
    pub(super) fn with(&self, name: &str, document: &str) -> String {
        format!("{}{}  {name}\n", self.text, digest(document.as_bytes()))
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn digest(bytes: &[u8]) -> String {
    Hash::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
