//! The one way in which files are written: beside their places first, and moved there when all are written.
//!
//! A full disk or an interruption leaves no file half-written, and a failure while they are staged leaves all as they were.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::exit::Failure;
use crate::tree::io_failure;

/// Files on their way.
#[derive(Default)]
pub(crate) struct Staged {
    /// Where they wait, if not each in the folder that it goes to.
    waiting: Option<PathBuf>,
    files: Vec<(NamedTempFile, PathBuf)>,
}

/// Writes a file as a whole, or not at all.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut staged = Staged::default();
    staged.add(path, text)?;
    staged.commit()
}

/// The same, but a file that exists stays as it is, and is a failure.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let kept = temporary(folder(path), path, text)?.persist_noclobber(path);
    kept.map(drop).map_err(|error| io_failure(path)(error.error))
}

impl Staged {
    /// For files that wait in one folder, on the disk that they go to; those that they go to exist.
    pub(crate) fn waiting_in(folder: &Path) -> Self {
        Self { waiting: Some(folder.to_owned()), files: Vec::new() }
    }

    /// Writes a file that is to go to a place.
    pub(crate) fn add(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let folder = self.waiting.as_deref().unwrap_or_else(|| folder(path));
        self.files.push((temporary(folder, path, text)?, path.to_owned()));
        Ok(())
    }

    /// Moves every file to its place, in the order in which they were added.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        for (file, path) in self.files {
            file.persist(&path).map_err(|error| Failure::Io { path, source: error.error })?;
        }
        Ok(())
    }
}

/// The folder that a file goes to.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file on its way, in a folder that is made if it is not there.
fn temporary(folder: &Path, path: &Path, text: &str) -> Result<NamedTempFile, Failure> {
    fs::create_dir_all(folder).map_err(io_failure(folder))?;
    let mut file = NamedTempFile::new_in(folder).map_err(io_failure(path))?;
    file.write_all(text.as_bytes()).map_err(io_failure(path))?;
    make_readable(file.path()).map_err(io_failure(path))?;
    Ok(file)
}

/// Temporary files are private to their owner; source files are not.
#[cfg(unix)]
fn make_readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_where_it_belongs_before_all_is_written_and_what_is_given_up_leaves_no_trace() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "old").unwrap();
        let mut staged = Staged::default();
        staged.add(&path("a"), "new").unwrap_or_else(|_| unreachable!());
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old");
        // No file can be made below a file.
        assert!(staged.add(&path("a/b"), "new").is_err());
        drop(staged);
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old");
        assert!(write(&path("deep/er"), "new").is_ok());
        assert_eq!(fs::read_to_string(path("deep/er")).unwrap(), "new");
    }

    #[test]
    fn a_new_file_takes_the_place_of_none() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a");
        assert!(write_new(&path, "first").is_ok());
        assert!(matches!(write_new(&path, "second"), Err(Failure::Io { path: told, .. }) if told == path));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(names(folder.path()), ["a"]);
    }
}
