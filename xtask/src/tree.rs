//! One way to bring generated files up to date, or to say that they are not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use similar::TextDiff;

use crate::exit::Failure;
use crate::report::relative;
use crate::staged::Staged;

/// The file that says what the others were made from, and by which a build tells whether they are fresh.
const LAST: &str = "mod.rs";

/// A folder that holds generated files and nothing else.
pub(crate) struct Tree {
    /// The workspace's root, for names in diffs.
    pub(crate) root: PathBuf,
    /// The folder, absolute.
    pub(crate) folder: PathBuf,
    /// What each file in it should hold, by its name.
    pub(crate) files: BTreeMap<String, String>,
}

impl Tree {
    /// Brings the folder up to date and returns how many files changed.
    ///
    /// Everything is written beside the folder first and moved into place file by file, so that a full
    /// disk or an interruption leaves no file half-written. [`LAST`] is moved once everything else is as it
    /// should be, so that what an interrupted run leaves behind is never called fresh.
    pub(crate) fn write(&self) -> Result<usize, Failure> {
        fs::create_dir_all(&self.folder).map_err(io_failure(&self.folder))?;
        let strays = self.strays()?;
        let parent = self.folder.parent().unwrap_or(&self.folder);
        let mut staged = Staged::waiting_in(parent);
        let mut changed = strays.len();
        let (last, others): (Vec<_>, Vec<_>) = self.files.iter().partition(|(name, _)| *name == LAST);
        for (name, text) in others.into_iter().chain(last) {
            let path = self.folder.join(name);
            if read(&path)?.as_deref() != Some(text.as_bytes()) {
                staged.add(&path, text)?;
                changed += 1;
            }
        }
        for path in strays {
            fs::remove_file(&path).map_err(io_failure(&path))?;
        }
        staged.commit()?;
        Ok(changed)
    }

    /// Holds the folder against what it should be; writes nothing.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let mut diff = String::new();
        let mut files = 0;
        let mut compare = |path: &Path, old: Option<Vec<u8>>, new: Option<&str>| {
            if old.as_deref() == new.map(str::as_bytes) {
                return;
            }
            files += 1;
            let old = old.map(|old| String::from_utf8_lossy(&old).into_owned());
            let name = relative(path, &self.root);
            let headers = (format!("a/{name}"), format!("b/{name}"));
            let (from, to) = match (&old, &new) {
                (None, _) => ("/dev/null", headers.1.as_str()),
                (_, None) => (headers.0.as_str(), "/dev/null"),
                _ => (headers.0.as_str(), headers.1.as_str()),
            };
            let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
            let changes = TextDiff::from_lines(old.as_str(), new);
            let changes = changes.unified_diff().header(from, to).to_string();
            diff.push_str(&changes);
            if changes.is_empty() {
                // Of a file without lines there is only the name to show.
                diff.extend(["--- ", from, "\n+++ ", to, "\n"]);
            }
        };
        for (name, text) in &self.files {
            let path = self.folder.join(name);
            compare(&path, read(&path)?, Some(text));
        }
        for path in self.strays()? {
            compare(&path, read(&path)?, None);
        }
        if files == 0 { Ok(()) } else { Err(Failure::Stale { diff, files, command: "cargo xtask generate" }) }
    }

    /// Files in the folder that nothing generates.
    fn strays(&self) -> Result<Vec<PathBuf>, Failure> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(Failure::Io { path: self.folder.clone(), source }),
        };
        let mut strays = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io_failure(&self.folder))?;
            let path = entry.path();
            if entry.file_type().map_err(io_failure(&path))?.is_dir() {
                let source = io::Error::other("a folder among the generated files; move it away");
                return Err(Failure::Io { path, source });
            }
            if !self.files.contains_key(entry.file_name().to_string_lossy().as_ref()) {
                strays.push(path);
            }
        }
        strays.sort();
        Ok(strays)
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Failure::Io { path: path.to_owned(), source }),
    }
}

pub(crate) fn io_failure(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |source| Failure::Io { path, source }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_run_leaves_the_file_that_a_build_looks_at_as_it_was() {
        let workspace = tempfile::TempDir::new().unwrap();
        let folder = workspace.path().join("generated");
        fs::create_dir(&folder).unwrap();
        for name in ["mod.rs", "enums.rs", "stray.rs"] {
            fs::write(folder.join(name), "old").unwrap();
        }
        // Nothing can be moved into a folder that is not there.
        let files = ["enums.rs", "mod.rs", "zoo/types.rs"].map(|name| (name.to_owned(), "new".to_owned()));
        let tree = Tree { root: workspace.path().to_owned(), folder: folder.clone(), files: files.into() };
        assert!(matches!(tree.write(), Err(Failure::Io { path, .. }) if path.ends_with("zoo/types.rs")));
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        assert_eq!(read("mod.rs").as_deref(), Some("old"));
        assert_eq!(read("enums.rs").as_deref(), Some("new"));
        assert_eq!(read("stray.rs"), None);
    }
}
