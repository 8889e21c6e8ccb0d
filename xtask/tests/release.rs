//! Releases: what is checked, what is shown, what is written, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::too_many_lines, clippy::format_push_string)]

mod workspace;

use std::fs;
use std::process::Command;

use expect_test::expect_file;
use workspace::{Edit, Outcome, Snapshot, Workspace, edit, edited, xtask};

/// A document in which lint finds no error, with everything that the generator asks for.
const CLEAN: &str = include_str!("golden/clean.yaml");

/// What it refers to.
const EXAMPLES: [(&str, &str); 3] = [
    ("listTags.response.en.json", "{\"tags\": [{\"tagId\": \"t1\", \"name\": \"Customers\"}], \"nextCursor\": null}\n"),
    ("createTag.request.en.json", "{\"name\": \"Customers\"}\n"),
    ("ApiError.response.en.json", "{\"code\": \"FORBIDDEN\", \"description\": \"Forbidden\"}\n"),
];

const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\nTo become 0.1.0.\n\n### Added\n\n- Tags.\n";

const MANIFEST: &str = "[workspace]\nmembers = []\n\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                        [workspace.dependencies]\nother = { version = \"0.1.0\" }\n";

const CLIENT: &str = "[package]\nname = \"contacts-client\"\nversion = \"0.1.0\"\n\n[dependencies]\n\
                      contacts-openapi = { path = \"../openapi\", version = \"0.1.0\" }\nother = \"0.1.0\"\n";

const LOCK: &str = "version = 4\n\n[[package]]\nname = \"contacts-client\"\nversion = \"0.1.0\"\n\n[[package]]\n\
                    name = \"other\"\nversion = \"0.1.0\"\nsource = \"registry\"\n";

/// A repository with everything that a release is made of.
struct Project(Workspace);

impl Project {
    /// One of which nothing was released.
    fn new() -> Self {
        let project = Self(Workspace::generated(CLEAN));
        fs::create_dir(project.0.root().join("openapi/examples")).unwrap();
        for (name, text) in EXAMPLES {
            project.write(&format!("openapi/examples/{name}"), text);
        }
        project.write("CHANGELOG.md", CHANGELOG);
        project.write("Cargo.toml", MANIFEST);
        project.write("contacts-client/Cargo.toml", CLIENT);
        project.write("Cargo.lock", LOCK);
        project.git(&["init", "--quiet"]);
        project.commit();
        project
    }

    /// One that was released.
    fn released() -> Self {
        let project = Self::new();
        project.run(&["--date", "2026-12-01"]).succeeds();
        project.commit();
        project.git(&["tag", "v0.1.0"]);
        project
    }

    /// One with a change of the document, of which everything is told and committed.
    fn changed() -> Self {
        Self::with(&[edit("", "version: 0.1.0", "version: 0.1.1"), edit("", "title: Tags", "title: All tags")])
    }

    /// The same with changes of one's own.
    fn with(edits: &[Edit<'_>]) -> Self {
        let project = Self::released();
        project.0.set_document(edited(CLEAN, edits).0);
        project.0.generate().succeeds();
        let text = project.read("CHANGELOG.md");
        project.write("CHANGELOG.md", &text.replace("[Unreleased]\n", "[Unreleased]\n\n### Changed\n\n- Words.\n"));
        project.commit();
        project
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let all = ["release", "--workspace", "."].iter().chain(arguments);
        xtask(all, self.0.root())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.root().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.root().join(name), text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.0.root().join(name)).unwrap();
    }

    /// Replaces a text in a file.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from:?}");
        self.write(name, &text.replacen(from, to, 1));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "It"]);
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git").arg("-C").arg(self.0.root()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Every file but git's own, which `git status` refreshes.
    fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.0.snapshot();
        snapshot.retain(|path, _| !path.starts_with(self.0.root().join(".git")));
        snapshot
    }
}

/// What a person sees.
fn told(outcome: &Outcome) -> String {
    format!("{}{}", outcome.stdout, outcome.stderr)
}

#[test]
fn a_first_release_keeps_the_document_and_writes_the_heading() {
    let project = Project::new();
    let before = project.snapshot();
    let dry = project.run(&["--dry-run", "--date", "2026-12-01"]).succeeds();
    assert_eq!(project.snapshot(), before, "the dry run has changed something");
    expect_file!["golden/release_first_dry.txt"].assert_eq(&dry.stdout);
    let outcome = project.run(&["--date", "2026-12-01"]).succeeds();
    expect_file!["golden/release_first.txt"].assert_eq(&outcome.stdout);
    assert_eq!(project.read("openapi/published/0.1.0.yaml"), CLEAN);
    let changelog = project.read("CHANGELOG.md");
    assert!(
        changelog.contains("## [0.1.0] - 2026-12-01\n\nWith version 0.1.0 of the document.\n\n### Added"),
        "{changelog}"
    );
    assert!(!changelog.contains("To become"), "{changelog}");
    project.run(&["--check"]).succeeds();
}

#[test]
fn a_release_does_what_its_dry_run_shows_and_nothing_else() {
    let project = Project::changed();
    let check = project.run(&["--check"]).succeeds();
    assert_eq!(check.stdout, "0.1.1 may follow 0.1.0\n");
    let before = project.snapshot();
    let dry = project.run(&["--dry-run", "--date", "2026-12-24"]).succeeds();
    assert_eq!(project.snapshot(), before, "the dry run has changed something");
    project.run(&["--date", "2026-12-24"]).succeeds();
    let named = dry.stdout.lines().skip_while(|line| *line != "to be written").skip(1);
    let mut named: Vec<&str> = named.map_while(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let written = project.git(&["status", "--porcelain", "--untracked-files=all"]);
    let mut written: Vec<&str> = written.lines().map(|line| &line[3..]).collect();
    named.sort_unstable();
    written.sort_unstable();
    assert_eq!(named, written);
    project.git(&["add", "--all"]);
    expect_file!["golden/release_second.diff"].assert_eq(&project.git(&["diff", "--cached", "--", ":!*.yaml"]));
    assert_eq!(project.read("openapi/published/0.1.1.yaml"), fs::read_to_string(project.0.document()).unwrap());
    project.run(&["--check"]).succeeds();
}

#[test]
fn sha256sum_itself_takes_the_sums() {
    let project = Project::released();
    let folder = project.0.root().join("openapi/published");
    let Ok(output) = Command::new("sha256sum").args(["--check", "SHA256SUMS"]).current_dir(folder).output() else {
        return;
    };
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "0.1.0.yaml: OK\n");
}

#[test]
fn nothing_is_released_where_nothing_has_changed() {
    let project = Project::released();
    let before = project.snapshot();
    for arguments in [&["--dry-run"][..], &[]] {
        let outcome = project.run(arguments).succeeds();
        assert_eq!(
            outcome.stdout,
            "nothing to release: nothing has changed since v0.1.0, with version 0.1.0 of the document\n"
        );
    }
    assert_eq!(project.snapshot(), before);
}

#[test]
fn code_alone_is_released_over_the_document_that_was_released() {
    let project = Project::released();
    project.edit("CHANGELOG.md", "[Unreleased]\n", "[Unreleased]\n\n### Fixed\n\n- A slip.\n");
    project.commit();
    let outcome = project.run(&["--date", "2026-12-24", "--crates", "0.2.0"]).succeeds();
    assert!(outcome.stdout.starts_with("release v0.2.0 with version 0.1.0 of the document\n"), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("published"), "{}", outcome.stdout);
    assert!(project.read("contacts-client/Cargo.toml").contains("path = \"../openapi\", version = \"0.2.0\""));
    assert_eq!(project.read("Cargo.lock"), LOCK.replacen("0.1.0", "0.2.0", 1));
}

/// A name may be shorter than what was taken before.
const BREAKING: Edit<'_> = edit("", "maxLength: 30", "maxLength: 20");

/// A request may have one more member.
const COMPATIBLE: Edit<'_> = edit(
    "description: Name of the tag.\n",
    "    TagInput:",
    "        color: {type: string, description: Color of the tag.}\n    TagInput:",
);

const WORDS: Edit<'_> = edit("", "Identifies a tag.", "Identifies one tag.");

#[test]
fn the_changes_of_the_document_are_counted_and_say_which_version_fits() {
    let rows: [(&str, &[Edit<'_>], &str); 3] = [
        ("0.1.1", &[WORDS], "1 of words; that asks for 0.1.1"),
        ("0.1.1", &[COMPATIBLE], "1 compatible; that asks for 0.1.1"),
        ("0.1.7", &[WORDS, COMPATIBLE], "1 compatible, 1 of words; that asks for 0.1.1"),
    ];
    for (version, edits, told) in rows {
        let raised = format!("version: {version}");
        let project = Project::with(&[&[edit("", "version: 0.1.0", &raised)], edits].concat());
        let outcome = project.run(&["--dry-run", "--date", "2026-12-24"]).succeeds();
        let told = format!("  document  0.1.0 -> {version}: {told} or beyond\n");
        assert!(outcome.stdout.contains(&told), "{told} is not in {}", outcome.stdout);
    }
}

#[test]
fn what_breaks_somebody_is_missing_until_it_is_accepted() {
    let raised = edit("", "version: 0.1.0", "version: 0.2.0");
    let project = Project::with(&[raised, WORDS, BREAKING, COMPATIBLE]);
    project.run(&["--check"]).succeeds();
    let outcome = project.run(&["--date", "2026-12-24"]).exits_with(1);
    expect_file!["golden/release_breaking.txt"].assert_eq(&told(&outcome));
    // Whoever does as it is told gets on.
    let command = outcome.stderr.split_once("cargo xtask diff --accept ").unwrap().1;
    let change = command.split(' ').next().unwrap();
    let accept = ["diff", "--accept", change, "--reason", "the page says so", "--date", "2026-12-24"];
    xtask(accept.iter().chain(&["--workspace", "."]), project.0.root()).succeeds();
    let accepted = project.read("openapi/accepted-changes.yaml");
    project.write("openapi/accepted-changes.yaml", &format!("# Ours.\n{accepted}"));
    project.commit();
    let outcome = project.run(&["--date", "2026-12-24"]).succeeds();
    assert!(outcome.stdout.starts_with("release v0.2.0 with version 0.2.0 of the document\n"), "{}", outcome.stdout);
    // What was accepted is released, and no change any more that anybody would have to accept.
    let line = "  openapi/accepted-changes.yaml  without its one entry, which is released\n";
    assert!(outcome.stdout.contains(line), "{}", outcome.stdout);
    assert_eq!(project.read("openapi/accepted-changes.yaml"), "# Ours.\n");
    let since = xtask(["diff", "--workspace", "."], project.0.root()).succeeds();
    assert_eq!(since.stderr, "", "{}", since.stdout);
}

/// Something that a person does to a project.
type Deed = fn(&Project);

const PUBLISHED: &str = "openapi/published/0.1.0.yaml";

/// Where the real work is: a document that was edited without more.
fn edit_document(project: &Project, from: &str, to: &str) {
    project.edit("openapi/contacts.yaml", from, to);
    project.0.generate();
}

#[test]
fn the_check_refuses_each_thing_that_a_release_must_not_have() {
    let rows: [(&str, Deed, &[&str]); 20] = [
        (
            "a released document is edited",
            |it| it.edit(PUBLISHED, "title: Tags", "title: Other"),
            &["published-edited"],
        ),
        (
            "a released document is edited, and its sum with it",
            |it| {
                it.edit(PUBLISHED, "title: Tags", "title: Other");
                let digest = hmac_sha256::Hash::hash(it.read(PUBLISHED).as_bytes());
                let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                let sums = format!("{digest}  0.1.0.yaml\n");
                it.write("openapi/published/SHA256SUMS", &sums);
                it.commit();
            },
            &["published-edited"],
        ),
        (
            "a released document is no YAML any more",
            |it| it.edit(PUBLISHED, "title: Tags", "title: ["),
            &["published-edited", "yaml-syntax"],
        ),
        ("a released document is gone", |it| it.remove(PUBLISHED), &["published-removed"]),
        (
            "a released document is called otherwise",
            |it| drop(it.git(&["mv", PUBLISHED, "openapi/published/0.0.9.yaml"])),
            &["published-renamed", "published-name"],
        ),
        (
            "a document was put among the released ones by hand",
            |it| it.write("openapi/published/0.0.1.yaml", &CLEAN.replace("0.1.0", "0.0.1")),
            &["published-unlisted"],
        ),
        ("the sums are gone", |it| it.remove("openapi/published/SHA256SUMS"), &["published-unlisted"]),
        (
            "a line of the sums has lost a space",
            |it| it.edit("openapi/published/SHA256SUMS", "  0.1.0", " 0.1.0"),
            &["published-sums", "published-unlisted"],
        ),
        (
            "a line of the sums stands twice",
            |it| {
                let sums = it.read("openapi/published/SHA256SUMS");
                it.write("openapi/published/SHA256SUMS", &format!("{sums}{sums}"));
            },
            &["published-sums"],
        ),
        (
            "the document is changed and nothing else",
            |it| edit_document(it, "title: Tags", "title: All tags"),
            &["version-not-raised", "changelog-entry"],
        ),
        (
            "the version goes back",
            |it| edit_document(it, "version: 0.1.0", "version: 0.0.9"),
            &["version-behind", "changelog-entry"],
        ),
        (
            "the version is raised by too little",
            |it| {
                edit_document(it, "version: 0.1.0", "version: 0.1.1");
                edit_document(it, "maxLength: 30", "maxLength: 20");
            },
            &["version-too-small", "changelog-entry"],
        ),
        (
            "the version is none",
            |it| edit_document(it, "version: 0.1.0", "version: one"),
            &["version-form", "changelog-entry"],
        ),
        ("there is no version", |it| edit_document(it, "  version: 0.1.0\n", ""), &["version-form", "changelog-entry"]),
        (
            "the client is stale",
            |it| it.edit("contacts-client/src/generated/ids.rs", "//", "///"),
            &["generated-stale"],
        ),
        (
            "the version is raised and nothing is told",
            |it| edit_document(it, "version: 0.1.0", "version: 0.1.1"),
            &["changelog-entry"],
        ),
        (
            "what is to come has no heading",
            |it| {
                edit_document(it, "version: 0.1.0", "version: 0.1.1");
                it.edit("CHANGELOG.md", "## [Unreleased]\n", "");
            },
            &["changelog-entry"],
        ),
        (
            "there is no changelog",
            |it| {
                edit_document(it, "version: 0.1.0", "version: 0.1.1");
                it.remove("CHANGELOG.md");
            },
            &["changelog-entry"],
        ),
        (
            "the document is changed, and another put among the released ones",
            |it| {
                it.write("openapi/published/0.0.1.yaml", &CLEAN.replace("0.1.0", "0.0.1"));
                it.edit("openapi/contacts.yaml", "title: Tags", "title: All tags");
            },
            &["version-not-raised", "published-unlisted", "changelog-entry", "generated-stale"],
        ),
        (
            "everything at once",
            |it| {
                it.edit(PUBLISHED, "title: Tags", "title: Other");
                it.write("openapi/published/0.0.1.yaml", CLEAN);
                it.edit("openapi/contacts.yaml", "title: Tags", "title: All tags");
            },
            &["published-edited", "published-unlisted", "published-name", "generated-stale"],
        ),
    ];
    let mut golden = String::new();
    for (title, deed, rules) in rows {
        let project = Project::released();
        deed(&project);
        let before = project.snapshot();
        let outcome = project.run(&["--check"]).exits_with(1);
        let text = told(&outcome);
        let found: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("error[")?.split(']').next()).collect();
        assert_eq!(found, rules, "{title}: {text}");
        golden.push_str(&format!("## {title}\n\n{}\n", text.trim_end()));
        golden.push('\n');
        for arguments in [&["--dry-run", "--date", "2026-12-24"][..], &["--date", "2026-12-24"]] {
            let outcome = project.run(arguments).exits_with(1);
            for rule in rules {
                assert!(outcome.stderr.contains(&format!("[{rule}] ")), "{title}: {}", outcome.stderr);
            }
        }
        assert_eq!(project.snapshot(), before, "{title}");
    }
    expect_file!["golden/release_check.txt"].assert_eq(&golden);
}

#[test]
fn a_release_refuses_what_is_missing_and_says_all_of_it() {
    let rows: [(&str, &[&str], Deed); 7] = [
        ("a file is in no commit", &[], |it| it.write("stray.txt", "")),
        ("there is a tag", &[], |it| drop(it.git(&["tag", "v0.1.1"]))),
        ("there is no repository", &[], |it| fs::remove_dir_all(it.0.root().join(".git")).unwrap()),
        ("the step of the crates goes back", &["--crates", "0.1.0"], |_| {}),
        ("the manifests disagree", &[], |it| {
            it.edit("contacts-client/Cargo.toml", "version = \"0.1.0\"", "version = \"0.1.5\"");
            it.commit();
        }),
        ("a manifest says no version", &[], |it| {
            it.edit("Cargo.toml", "version = \"0.1.0\"\n", "");
            it.commit();
        }),
        ("another version was announced", &[], |it| {
            it.edit("CHANGELOG.md", "[Unreleased]\n", "[Unreleased]\n\nTo become 0.7.0.\n");
            it.commit();
        }),
    ];
    let mut golden = String::new();
    for (title, arguments, deed) in rows {
        let project = Project::changed();
        deed(&project);
        let before = project.snapshot();
        for first in [&["--dry-run"][..], &[]] {
            let outcome = project.run(&[first, arguments, &["--date", "2026-12-24"]].concat()).exits_with(1);
            if first.is_empty() {
                golden.push_str(&format!("## {title}\n\n{}\n", told(&outcome)));
            }
        }
        assert_eq!(project.snapshot(), before, "{title}");
    }
    expect_file!["golden/release_refused.txt"].assert_eq(&golden);
}

#[test]
fn help_teaches_by_examples() {
    let project = Workspace::new(CLEAN);
    let outcome = xtask(["release", "--help"], project.root()).succeeds();
    expect_file!["golden/help_release.txt"].assert_eq(&outcome.stdout);
    xtask(["release", "--check", "--dry-run"], project.root()).exits_with(2).says("cannot be used with");
    xtask(["release", "--date", "tomorrow"], project.root()).exits_with(2).says("--date");
    xtask(["release", "--crates", "one"], project.root()).exits_with(2).says("--crates");
}
