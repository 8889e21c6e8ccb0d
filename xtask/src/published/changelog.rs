//! CHANGELOG.md: what the next release will say, and how its heading is written.

use std::path::PathBuf;
use std::{fs, io};

use contacts_openapi::Finding;
use semver::Version;

use super::finding;
use crate::exit::Failure;
use crate::tree::io_failure;
use crate::workspace::Workspace;

/// The file, from the workspace's root.
const NAME: &str = "CHANGELOG.md";

const UNRELEASED: &str = "## [Unreleased]";

/// The file, taken apart.
pub(super) struct Changelog {
    pub(super) path: PathBuf,
    text: String,
    /// The line of the heading of what is to come.
    line: Option<usize>,
    /// Whether anything stands in a list under it.
    pub(super) has_entries: bool,
    /// The version that it says it is to become.
    announced: Option<Version>,
    /// The highest version that it has a heading of.
    pub(super) last: Option<Version>,
}

impl Changelog {
    pub(super) fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let path = workspace.path(NAME);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self::parse(path, text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::parse(path, String::new())),
            Err(error) => Err(io_failure(&path)(error)),
        }
    }

    fn parse(path: PathBuf, text: String) -> Self {
        let (mut line, mut has_entries, mut announced, mut last) = (None, false, None, None);
        let mut is_unreleased = false;
        for (index, it) in text.lines().enumerate() {
            if it.starts_with("## ") {
                is_unreleased = it.trim_end() == UNRELEASED;
                if is_unreleased {
                    line.get_or_insert(index + 1);
                }
                last = last.max(heading(it));
            } else if is_unreleased {
                has_entries |= it.starts_with("- ") || it.starts_with("* ");
                announced = announced.or_else(|| announcement(it));
            }
        }
        Self { path, text, line, has_entries, announced, last }
    }

    /// What is to come is not told, though there is something to come.
    pub(super) fn lacks_entry(&self, what: &str) -> Option<Finding> {
        let message = match (self.line, self.has_entries) {
            (Some(_), true) => return None,
            (Some(_), false) => format!("{what}, and nothing stands under `[Unreleased]`"),
            (None, _) => format!("{what}, and the file has no heading `{UNRELEASED}`"),
        };
        let help = format!("say there, below a line `{UNRELEASED}`, in a list, what a user will notice");
        Some(finding("changelog-entry", &self.path, self.line.unwrap_or(1), message, help))
    }

    /// What is to come is told to be another version than it becomes.
    pub(super) fn announces_another(&self, version: &Version) -> Option<Finding> {
        let announced = self.announced.as_ref().filter(|announced| *announced != version)?;
        let message = format!("the release is {version}, and `[Unreleased]` says that it is to become {announced}");
        let help = format!("mend the line, or release with `--crates {announced}`");
        Some(finding("changelog-version", &self.path, self.line.unwrap_or(1), message, help))
    }

    /// The text with what is to come under the heading of a release.
    pub(super) fn released(&self, version: &Version, document: &Version, date: &str) -> String {
        let Some(line) = self.line else { return self.text.clone() };
        let mut text = String::new();
        let mut is_unreleased = false;
        let mut lines = self.text.split_inclusive('\n').enumerate().peekable();
        while let Some((index, it)) = lines.next() {
            if index + 1 == line {
                is_unreleased = true;
                let heading =
                    format!("{UNRELEASED}\n\n## [{version}] - {date}\n\nWith version {document} of the document.\n");
                text.push_str(&heading);
                continue;
            }
            is_unreleased &= !it.starts_with("## ");
            if is_unreleased && announcement(it).is_some() {
                // Together with the empty line behind it.
                lines.next_if(|(_, next)| next.trim().is_empty());
                continue;
            }
            text.push_str(it);
        }
        text
    }
}

/// The version of a heading.
fn heading(line: &str) -> Option<Version> {
    let (version, _) = line.strip_prefix("## [")?.split_once(']')?;
    Version::parse(version).ok()
}

/// The version that a line such as "To become 0.1.0." announces.
fn announcement(line: &str) -> Option<Version> {
    Version::parse(line.trim_end().strip_prefix("To become ")?.strip_suffix('.')?).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn released(text: &str) -> String {
        let version = |text| Version::parse(text).unwrap();
        let changelog = Changelog::parse(PathBuf::new(), text.to_owned());
        changelog.released(&version("0.2.0"), &version("0.4.0"), "2026-12-01")
    }

    #[test]
    fn the_heading_of_a_release_stands_above_what_was_to_come_and_the_announcement_goes() {
        let before =
            "# C\n\n## [Unreleased]\n\nTo become 0.2.0.\n\n### Added\n\n- a\n\n## [0.1.0] - 2026-11-30\n\n- b\n";
        let after = "# C\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\nWith version 0.4.0 of the document.\n\n\
                     ### Added\n\n- a\n\n## [0.1.0] - 2026-11-30\n\n- b\n";
        assert_eq!(released(before), after);
    }

    #[test]
    fn a_list_under_the_heading_is_an_entry_and_nothing_else_is() {
        let rows = [
            ("## [Unreleased]\n\n- a\n", true),
            ("## [Unreleased]\n\n### Added\n\n## [0.1.0]\n\n- a\n", false),
            ("## [Unreleased]\n\nTo become 0.1.0.\n", false),
            ("# Changelog\n\n- a\n", false),
            ("", false),
        ];
        for (text, expected) in rows {
            let changelog = Changelog::parse(PathBuf::new(), text.to_owned());
            assert_eq!(changelog.has_entries, expected, "{text}");
            assert_eq!(changelog.lacks_entry("it changed").is_none(), expected, "{text}");
        }
        let last = Changelog::parse(PathBuf::new(), "## [0.9.0]\n## [0.10.0]\n## [next]\n".to_owned()).last;
        assert_eq!(last.unwrap().to_string(), "0.10.0");
    }
}
