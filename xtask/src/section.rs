//! A part of a Markdown file that a command writes, between two marks:
//!
//! ```text
//! <!-- coverage: written by `cargo xtask coverage --write` -->
//! ...
//! <!-- end of coverage -->
//! ```
//!
//! What stands around it is written by people, and stays.

use std::fs;
use std::path::PathBuf;

use similar::TextDiff;

use crate::exit::Failure;
use crate::staged;
use crate::tree::io_failure;

/// A part of a file, and what should stand there.
pub(crate) struct Section {
    pub(crate) path: PathBuf,
    /// The name in its marks.
    pub(crate) name: &'static str,
    /// The command that writes it.
    pub(crate) command: &'static str,
    /// Its text, without the marks.
    pub(crate) text: String,
}

impl Section {
    /// Brings the file up to date and says whether it was not; the file is replaced as a whole, or not at all.
    pub(crate) fn write(&self) -> Result<bool, Failure> {
        let (old, new) = self.texts()?;
        if old == new {
            return Ok(false);
        }
        staged::write(&self.path, &new)?;
        Ok(true)
    }

    /// Whether the file has what it should have; writes nothing.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let (old, new) = self.texts()?;
        if old == new {
            return Ok(());
        }
        let name = self.path.display();
        let changes = TextDiff::from_lines(old.as_str(), new.as_str());
        let diff = changes.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        Err(Failure::Stale { diff, files: 1, command: self.command })
    }

    /// The file as it is and as it should be.
    fn texts(&self) -> Result<(String, String), Failure> {
        let old = fs::read_to_string(&self.path).map_err(io_failure(&self.path))?;
        let begin = format!("<!-- {}: written by `{}` -->\n", self.name, self.command);
        let end = format!("<!-- end of {} -->", self.name);
        let marks = old.find(&begin).map(|at| at + begin.len());
        let marks = marks.and_then(|start| Some(start..start + old[start..].find(&end)?));
        let Some(between) = marks else {
            return Err(Failure::Usage {
                message: format!("{} has no place for `{}`", self.path.display(), self.name),
                help: format!("put these two lines where it should stand:\n{begin}{end}"),
            });
        };
        let text = self.text.trim_end();
        let new = format!("{}\n{text}\n\n{}", &old[..between.start], &old[between.end..]);
        Ok((old, new))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use std::path::Path;

    use super::*;

    fn section(folder: &Path, text: &str) -> Section {
        let path = folder.join("README.md");
        Section { path, name: "table", command: "cargo xtask table --write", text: text.to_owned() }
    }

    #[test]
    fn what_stands_around_a_section_stays_and_a_second_run_changes_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let before = "# A\n<!-- table: written by `cargo xtask table --write` -->\nold\n<!-- end of table -->\nz\n";
        fs::write(folder.path().join("README.md"), before).unwrap();
        let section = section(folder.path(), "| a |\n");
        let Err(Failure::Stale { diff, files: 1, .. }) = section.check() else { panic!("it is not told") };
        assert!(diff.contains("-old\n") && diff.contains("+| a |\n"), "{diff}");
        assert!(section.write().unwrap_or_default());
        let after = fs::read_to_string(&section.path).unwrap();
        assert_eq!(
            after,
            "# A\n<!-- table: written by `cargo xtask table --write` -->\n\n| a |\n\n<!-- end of table -->\nz\n"
        );
        assert!(section.check().is_ok() && !section.write().unwrap_or(true));
    }

    #[test]
    fn a_file_without_the_marks_is_told_which_to_add() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("README.md"), "# A\n").unwrap();
        let Err(Failure::Usage { help, .. }) = section(folder.path(), "").write() else { panic!("it is not told") };
        assert!(help.contains("<!-- table: written by") && help.contains("<!-- end of table -->"), "{help}");
    }
}
