//! Bringing the generated folder up to date, and saying that it is not.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use expect_test::expect_file;
use workspace::{CONTACTS, Edit, SMALL, Workspace, command, edit, edited, xtask};

const FILES: [&str; 10] = [
    "enums.rs",
    "facts.rs",
    "httpmock.rs",
    "ids.rs",
    "mod.rs",
    "operations.rs",
    "params.rs",
    "types.rs",
    "unions.rs",
    "wire.rs",
];

#[test]
fn the_committed_client_is_what_the_document_makes_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    xtask(["generate", "--check", "--workspace", root.to_str().unwrap()], root).succeeds();
}

#[test]
fn generating_twice_gives_the_same_bytes_and_touches_nothing() {
    let workspace = Workspace::new(CONTACTS);
    let first = workspace.generate().succeeds();
    assert!(first.stdout.starts_with("generated 10 files, "), "{}", first.stdout);
    assert!(first.stdout.ends_with("; 10 changed\n"), "{}", first.stdout);
    let before = workspace.snapshot();
    let second = workspace.generate().succeeds();
    assert!(second.stdout.ends_with("; nothing changed\n"), "{}", second.stdout);
    assert_eq!(workspace.snapshot(), before);
    let elsewhere = Workspace::generated(CONTACTS);
    for name in FILES {
        assert_eq!(workspace.read(name), elsewhere.read(name), "{name} depends on where it was generated");
    }
}

#[test]
fn a_fresh_folder_passes_the_check() {
    let outcome = Workspace::generated(CONTACTS).check().succeeds();
    assert!(outcome.stdout.starts_with("up to date: 10 files, "), "{}", outcome.stdout);
}

#[test]
fn every_generated_file_is_rust_and_says_where_it_comes_from() {
    for document in [CONTACTS, SMALL] {
        let workspace = Workspace::generated(document);
        let names: Vec<_> = fs::read_dir(workspace.folder()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names.len(), FILES.len(), "{names:?}");
        for name in FILES {
            let text = workspace.read(name);
            assert!(text.starts_with("// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.\n"));
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// Checks, generates, and checks again; what was removed and added is told by the diff, and is in the file.
fn is_noticed(document: &str, change: Edit<'_>, file: &str, lines: &[&str]) {
    let workspace = Workspace::generated(document);
    workspace.set_document(edited(document, &[change]).0);
    let before = workspace.snapshot();
    let outcome = workspace.check().exits_with(4).says("generated files are stale; run `cargo xtask generate`\n");
    assert_eq!(workspace.snapshot(), before, "the check has changed something");
    let name = format!("contacts-client/src/generated/{file}");
    let start = outcome.stdout.find(&format!("--- a/{name}\n+++ b/{name}\n@@ ")).unwrap_or_else(|| {
        panic!("no diff of {file} in:\n{}", outcome.stdout);
    });
    let diff = &outcome.stdout[start..];
    let diff = diff.find("\n--- a/").map_or(diff, |end| &diff[..=end]);
    for line in lines {
        assert!(diff.lines().any(|found| found == *line), "{line:?} is not in:\n{diff}");
    }
    workspace.generate().succeeds();
    let text = workspace.read(file);
    for added in lines.iter().filter_map(|line| line.strip_prefix('+')) {
        assert!(text.lines().any(|found| found == added), "{added:?} is not in {file}");
    }
    workspace.check().succeeds();
}

#[test]
fn a_changed_constraint_is_shown_as_a_diff_and_arrives_in_the_documentation() {
    let memo = edit("        memo:", "maxLength: 4000", "maxLength: 3000");
    is_noticed(CONTACTS, memo, "types.rs", &["-    /// At most 4000 characters.", "+    /// At most 3000 characters."]);
    let telephones = edit("        telephones:", "maxItems: 100", "maxItems: 7");
    is_noticed(CONTACTS, telephones, "types.rs", &["-    /// At most 100 items.", "+    /// At most 7 items."]);
    let count = edit("    Count:", "maximum: 500", "maximum: 200");
    let lines = ["-    /// 1 to 500. Default: `100`.", "+    /// 1 to 200. Default: `100`."];
    is_noticed(CONTACTS, count, "params.rs", &lines);
    let text = edit("", "description: Telephone numbers.", "description: Numbers to call.");
    is_noticed(CONTACTS, text, "types.rs", &["-    /// Telephone numbers.", "+    /// Numbers to call."]);
}

#[test]
fn a_comment_in_the_document_makes_the_file_with_its_digest_stale_and_no_other() {
    let workspace = Workspace::generated(SMALL);
    workspace.set_document(format!("# Tags.\n{SMALL}"));
    let outcome = workspace.check().exits_with(4).says("1 generated file is stale");
    assert!(outcome.stdout.starts_with("--- a/contacts-client/src/generated/mod.rs\n"), "{}", outcome.stdout);
    assert_eq!(outcome.stdout.matches("--- a/").count(), 1);
}

#[test]
fn additions_to_the_document_arrive_in_every_file_that_they_concern() {
    let edits = [
        edit(
            "    ContactDetails:",
            "        memo:\n",
            "        blog:\n          type: string\n          description: Address of a blog.\n        memo:\n",
        ),
        edit("    DayType:", "enum: [SOLAR, LUNAR]", "enum: [SOLAR, LUNAR, MOON_BASE]"),
        edit(
            "operationId: listContacts",
            "\n      parameters:\n",
            "\n      parameters:\n        - name: withPhoto\n          in: query\n          description: Only contacts with a photo.\n          schema: {type: boolean}\n",
        ),
        edit(
            "",
            "  /contacts/{contactId}/forcedelete:\n",
            "  /contacts/{contactId}/restore:\n    post:\n      operationId: restoreContact\n      summary: Bring a contact back\n      security:\n        - oauth2: [contact]\n      parameters:\n        - $ref: '#/components/parameters/ContactIdPath'\n      responses:\n        '200':\n          description: The contact.\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Contact'\n  /contacts/{contactId}/forcedelete:\n",
        ),
    ];
    let workspace = Workspace::generated(&edited(CONTACTS, &edits).0);
    let rows = [
        ("types.rs", "    /// Address of a blog.\n"),
        ("types.rs", "    pub blog: Option<String>,\n"),
        ("types.rs", "    pub blog: Patch<String>,\n"),
        ("types.rs", "    pub fn set_blog(mut self, value: impl Into<String>) -> Self {\n"),
        ("enums.rs", "        MoonBase = \"MOON_BASE\",\n"),
        (
            "params.rs",
            "    /// Only contacts with a photo.\n    #[serde(rename = \"withPhoto\", default, skip_serializing_if = \"Option::is_none\")]\n    pub with_photo: Option<bool>,\n",
        ),
        ("params.rs", "    pub fn set_with_photo(mut self, value: impl Into<bool>) -> Self {\n"),
        ("wire.rs", "\"withPhoto\""),
        ("httpmock.rs", "\"withPhoto\""),
        ("operations.rs", "    /// Bring a contact back: `POST /contacts/{contactId}/restore`.\n"),
        ("operations.rs", "    pub async fn restore_contact(\n"),
        ("operations.rs", "    pub const RESTORE_CONTACT: Operation = Operation {\n"),
        ("operations.rs", "        Self::RESTORE_CONTACT,\n"),
        ("wire.rs", "    pub(crate) async fn restore_contact"),
        ("httpmock.rs", "    pub struct RestoreContactWhen("),
        ("httpmock.rs", "    fn restore_contact<"),
        ("mod.rs", "restore_contact = \"restoreContact\","),
    ];
    for (file, text) in rows {
        assert!(workspace.read(file).contains(text), "{text:?} is not in {file}");
    }
}

#[test]
fn a_removed_property_leaves_every_type() {
    let edits = [edit(
        "    ContactDetails:",
        "        memo:\n          type: string\n          description: Free text.\n          maxLength: 4000\n",
        "",
    )];
    let workspace = Workspace::generated(&edited(CONTACTS, &edits).0);
    for file in FILES {
        assert!(!workspace.read(file).contains("memo"), "{file}");
    }
}

#[test]
fn a_stale_folder_is_shown_as_a_diff_that_is_fit_to_read() {
    let workspace = Workspace::generated(SMALL);
    let edits =
        [edit("        name:", "maxLength: 30", "maxLength: 40"), edit("", "[RED, DARK_RED]", "[RED, DARK_RED, BLUE]")];
    workspace.set_document(edited(SMALL, &edits).0);
    fs::write(workspace.folder().join("stray.rs"), "pub struct Stray;\n").unwrap();
    fs::remove_file(workspace.folder().join("ids.rs")).unwrap();
    let outcome = workspace.check().exits_with(4);
    // The other files differ in their headers only.
    let is_telling = |diff: &&str| ["enums.rs", "ids.rs", "stray.rs", "types.rs"].iter().any(|it| diff.contains(it));
    let starts = outcome.stdout.match_indices("--- ").map(|(index, _)| index);
    let ends = starts.clone().skip(1).chain([outcome.stdout.len()]);
    let diffs = starts.zip(ends).map(|(start, end)| &outcome.stdout[start..end]);
    expect_file!["golden/stale.diff"].assert_eq(&diffs.filter(is_telling).collect::<String>());
    expect_file!["golden/stale.txt"].assert_eq(&outcome.stderr);
}

#[test]
fn files_that_nothing_generates_are_reported_and_removed() {
    let workspace = Workspace::generated(SMALL);
    let rows = [
        ("stray.rs", &b"pub struct Stray;\n"[..], "-pub struct Stray;\n"),
        ("empty.rs", b"", ""),
        (".hidden", b"x", "-x\n\\ No newline at end of file\n"),
        ("photo.png", b"\x89PNG\xff\n", "-\u{fffd}PNG\u{fffd}\n"),
    ];
    for (name, bytes, removed) in rows {
        let path = workspace.folder().join(name);
        fs::write(&path, bytes).unwrap();
        let before = workspace.snapshot();
        let outcome = workspace.check().exits_with(4).says("1 generated file is stale");
        let headers = format!("--- a/contacts-client/src/generated/{name}\n+++ /dev/null\n");
        assert!(outcome.stdout.starts_with(&headers) && outcome.stdout.ends_with(removed), "{}", outcome.stdout);
        assert_eq!(workspace.snapshot(), before);
        let outcome = workspace.generate().succeeds();
        assert!(outcome.stdout.ends_with("; 1 changed\n"), "{}", outcome.stdout);
        assert!(!path.exists(), "{name}");
        workspace.check().succeeds();
    }
}

#[test]
fn a_file_edited_by_hand_is_reported_and_put_right() {
    let workspace = Workspace::generated(SMALL);
    let path = workspace.folder().join("ids.rs");
    let before = fs::read(&path).unwrap();
    fs::write(&path, [before.as_slice(), b"// by hand\n"].concat()).unwrap();
    let outcome = workspace.check().exits_with(4).says("1 generated file is stale");
    assert!(outcome.stdout.contains("\n-// by hand\n"), "{}", outcome.stdout);
    workspace.generate().succeeds();
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_missing_folder_is_stale_and_is_made() {
    let workspace = Workspace::new(SMALL);
    let outcome = workspace.check().exits_with(4).says("10 generated files are stale");
    assert!(outcome.stdout.starts_with("--- /dev/null\n+++ b/contacts-client/src/generated/enums.rs\n"));
    assert!(!workspace.folder().exists(), "the check has made the folder");
    workspace.generate().succeeds();
    workspace.check().succeeds();
}

#[test]
fn what_stands_in_the_way_of_the_folder_is_named_and_stays() {
    // A file where the folder should be, and one where its parent should be.
    for name in ["contacts-client/src/generated", "contacts-client/src"] {
        let workspace = Workspace::new(SMALL);
        let path = workspace.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "a file").unwrap();
        let before = workspace.snapshot();
        workspace.generate().exits_with(2).says("error: ").says("contacts-client/src/generated");
        workspace.check().exits_with(2).says("contacts-client/src/generated");
        assert_eq!(workspace.snapshot(), before, "{name}");
    }
    // A folder where a file should be, and one where nothing should be.
    for name in ["types.rs", "zoo"] {
        let workspace = Workspace::generated(SMALL);
        let path = workspace.folder().join(name);
        let _ = fs::remove_file(&path);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("precious"), "a file").unwrap();
        workspace.set_document(format!("# Stale.\n{SMALL}"));
        let before = workspace.snapshot();
        workspace.generate().exits_with(2).says("error: ").says(name);
        workspace.check().exits_with(2).says("error: ").says(name);
        assert_eq!(workspace.snapshot(), before, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_named_and_nothing_is_half_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = Workspace::generated(SMALL);
    let source = workspace.root().join("contacts-client/src");
    let allow = |mode| fs::set_permissions(&source, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(source.join("probe"), "").is_ok() {
        // Past the test harness, which keeps what passing tests print to itself.
        writeln!(std::io::stderr(), "SKIPPED: whoever runs this test may write everywhere").unwrap();
        return;
    }
    workspace.set_document(format!("# Stale.\n{SMALL}"));
    let before = workspace.snapshot();
    let outcome = workspace.generate();
    allow(0o755);
    outcome.exits_with(2).says("error: ").says("contacts-client/src/generated").says("ermission denied");
    assert_eq!(workspace.snapshot(), before);
}

#[cfg(unix)]
#[test]
fn generated_files_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = Workspace::generated(SMALL);
    for name in FILES {
        let mode = fs::metadata(workspace.folder().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o644, "{name}");
    }
}

#[test]
fn a_reader_who_stops_reading_the_diff_is_no_reason_to_panic() {
    let workspace = Workspace::new(CONTACTS);
    let mut check = command(workspace.root());
    check.args(["generate", "--check", "--workspace", "."]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut check = check.spawn().unwrap();
    let mut first = String::new();
    BufReader::new(check.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = check.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((first.as_str(), output.status.code()), ("--- /dev/null\n", Some(4)), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn the_workspace_can_be_named_from_anywhere() {
    let workspace = Workspace::generated(SMALL);
    let source = workspace.root().join("contacts-client/src");
    xtask(["generate", "--check"], workspace.root()).succeeds();
    xtask(["generate", "--check", "--workspace", "../.."], &source).succeeds();
    xtask(["generate", "--check", "--workspace", "nowhere"], &source)
        .exits_with(2)
        .says("nowhere/openapi/contacts.yaml");
}
