//! What `cargo xtask diff` says of two documents, in each of its forms, and what it refuses.
#![allow(clippy::unwrap_used, clippy::panic, clippy::needless_raw_string_hashes)]

mod workspace;

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::{expect, expect_file};
use workspace::{Edit, Outcome, SMALL, Workspace, edit, edited, xtask};

/// What the small document needs so that an example of it can be judged.
const WITH_EXAMPLES: &[Edit<'_>] = &[edit(
    "createTag",
    "$ref: '#/components/schemas/TagInput'\n",
    "$ref: '#/components/schemas/TagInput'\n            examples:\n              \
         full: {externalValue: ./examples/createTag.full.request.composed.json}\n              \
         short: {externalValue: ./examples/createTag.short.request.composed.json}\n",
)];

/// An edit as a page's new edition brings it: something for everybody.
const EDIT: &[Edit<'_>] = &[
    // A request must have one more member, and a name may have fewer letters.
    edit("    TagInput:", "required: [name]", "required: [name, color]"),
    edit("    TagProperties:", "maxLength: 30", "maxLength: 20"),
    // A value goes, another comes.
    edit("    TagColor:", "enum: [RED, DARK_RED]", "enum: [RED, BLUE]"),
    // An answer has one member less, and another more.
    edit(
        "    Tag:",
        "            createdTime:\n              type: string\n              format: date-time\n              readOnly: true\n",
        "            usedBy:\n              type: integer\n              description: How many contacts carry the tag.\n              readOnly: true\n",
    ),
    // A parameter that may be sent.
    edit(
        "operationId: listTags",
        "        - name: cursor\n",
        "        - {name: prefix, in: query, schema: {type: string}}\n        - name: cursor\n",
    ),
    // An operation.
    edit(
        "  /tags/{tagId}/image:\n",
        "    get:\n      operationId: getTagImage",
        "    delete:\n      operationId: deleteTagImage\n      summary: Delete the image of a tag\n      parameters:\n        \
         - {name: tagId, in: path, required: true, schema: {$ref: '#/components/schemas/TagId'}}\n      responses:\n        \
         '204': {description: Deleted.}\n        default: {$ref: '#/components/responses/Error'}\n    \
         get:\n      operationId: getTagImage",
    ),
    // Other words.
    edit("    TagId:", "Identifies a tag.", "Identifies a tag of a domain."),
];

/// A workspace whose last release is `base`, and whose document is `head`.
fn released(base: &str, head: &str) -> Workspace {
    let workspace = Workspace::new(head);
    let folder = workspace.root().join("openapi");
    fs::create_dir(folder.join("published")).unwrap();
    fs::write(folder.join("published/0.1.0.yaml"), base).unwrap();
    fs::create_dir(folder.join("examples")).unwrap();
    let examples =
        [("full", "{\"name\": \"a name of some length\", \"color\": \"RED\"}"), ("short", "{\"name\": \"a\"}")];
    for (name, text) in examples {
        fs::write(folder.join(format!("examples/createTag.{name}.request.composed.json")), text).unwrap();
    }
    workspace
}

/// The workspace in which everything happens at once.
fn edited_workspace() -> Workspace {
    let base = edited(SMALL, WITH_EXAMPLES).0;
    let head = edited(&base, EDIT).0;
    released(&base, &head)
}

fn diff(workspace: &Workspace, arguments: &[&str]) -> Outcome {
    let root = workspace.root().to_str().unwrap();
    xtask(["diff", "--workspace", root].iter().chain(arguments), workspace.root())
}

/// The fingerprint of the first change of a class.
fn fingerprint(workspace: &Workspace, class: &str) -> String {
    let outcome = diff(workspace, &["--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let changes = document["changes"].as_array().unwrap();
    let change = changes.iter().find(|change| change["class"] == class).unwrap_or_else(|| panic!("no {class}"));
    change["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn each_form_says_what_breaks_first_and_for_whom() {
    let workspace = edited_workspace();
    let before = workspace.snapshot();
    for (arguments, golden) in [
        (&[][..], "diff_text.txt"),
        (&["--all"], "diff_all.txt"),
        (&["--format", "json"], "diff.json"),
        (&["--format", "markdown"], "diff.md"),
        (&["--format", "changelog"], "diff_changelog.md"),
    ] {
        let outcome = diff(&workspace, arguments).exits_with(1);
        assert_eq!(outcome.stderr, "", "{arguments:?}");
        expect_file![format!("golden/{golden}")].assert_eq(&outcome.stdout);
        assert!(!outcome.stdout.contains('\u{1b}'), "{golden} has colours");
    }
    assert_eq!(workspace.snapshot(), before, "nothing is written");
}

#[test]
fn lines_of_text_fit_120_columns() {
    let workspace = edited_workspace();
    let text = diff(&workspace, &["--all"]).stdout;
    // What has no space cannot be broken.
    for line in text.lines().filter(|line| line.split_whitespace().count() > 2) {
        assert!(line.chars().count() <= 120, "{line}");
    }
}

#[test]
fn the_same_twice_is_nothing_and_new_words_are_a_patch() {
    let workspace = released(SMALL, SMALL);
    expect![[r#"
        openapi/published/0.1.0.yaml -> openapi/contacts.yaml
        nothing changed
        info.version is 0.1.0, which fits
    "#]]
    .assert_eq(&diff(&workspace, &[]).succeeds().stdout);
    workspace.set_document(edited(SMALL, &[edit("    TagId:", "Identifies a tag.", "Identifies one tag.")]).0);
    expect![[r#"
        openapi/published/0.1.0.yaml -> openapi/contacts.yaml
        only words: 1 change; next version 0.1.1
        info.version is 0.1.0; the next is 0.1.1, because words changed

        not listed: 1 change in words alone; `--all` lists them
    "#]]
    .assert_eq(&diff(&workspace, &[]).succeeds().stdout);
}

#[test]
fn what_is_new_breaks_nobody_and_a_version_that_fits_is_praised() {
    let edits = [
        edit("    Tag:", "            createdTime:", "            memo: {type: string}\n            createdTime:"),
        edit("info:", "version: 0.1.0", "version: 0.1.1"),
    ];
    let workspace = released(SMALL, &edited(SMALL, &edits).0);
    expect_file!["golden/diff_compatible.txt"].assert_eq(&diff(&workspace, &[]).succeeds().stdout);
}

#[test]
fn examples_without_a_file_are_told_to_be_unread() {
    let base = edited(SMALL, WITH_EXAMPLES).0;
    let workspace = released(&base, &edited(&base, EDIT).0);
    for name in ["full", "short"] {
        fs::remove_file(workspace.root().join(format!("openapi/examples/createTag.{name}.request.composed.json")))
            .unwrap();
    }
    diff(&workspace, &[]).exits_with(1).says("warning: 2 examples have no file beside either document");
}

#[test]
fn what_is_accepted_is_what_stood_there_and_nothing_in_its_place() {
    let with = |parameter: &str| {
        let edits = [edit("operationId: listTags", "        - name: cursor\n", parameter)];
        edited(SMALL, &edits).0
    };
    let begin = "        - {name: prefix, in: query, required: true, schema: ";
    let end = "}\n        - name: cursor\n";
    let workspace = released(SMALL, &with(&format!("{begin}{{type: string}}{end}")));
    let change = fingerprint(&workspace, "required-parameter-added");
    diff(&workspace, &["--accept", &change, "--reason", "the page says so", "--date", "2026-11-21"]).succeeds();
    diff(&workspace, &[]).succeeds();
    workspace.set_document(with(&format!("{begin}{{type: string}}, description: How it begins.{end}")));
    diff(&workspace, &[]).succeeds();
    workspace.set_document(with(&format!("{begin}{{type: integer, maximum: 3}}{end}")));
    diff(&workspace, &[]).exits_with(1);
}

#[test]
fn an_accepted_change_stays_quiet_with_all_that_follows_from_it_and_counts_for_the_version() {
    let head = edited(SMALL, &[edit("    TagColor:", "enum: [RED, DARK_RED]", "enum: [RED]")]).0;
    let workspace = released(SMALL, &head);
    diff(&workspace, &[]).exits_with(1);
    let file = workspace.root().join("openapi/accepted-changes.yaml");
    let change = fingerprint(&workspace, "enum-value-removed");

    let accept = ["--accept", &change, "--reason", "no service ever sent \"it\"", "--date", "2026-11-21"];
    let outcome = diff(&workspace, &accept).succeeds();
    expect![[r#"
        accepted b6a796ae33f1: `TagColor`: value `DARK_RED` removed
    "#]]
    .assert_eq(&outcome.stdout);
    expect![[r#"
        - change: "b6a796ae33f1"
          what: "`TagColor`: value `DARK_RED` removed"
          reason: "no service ever sent \"it\""
          on: 2026-11-21
    "#]]
    .assert_eq(&fs::read_to_string(&file).unwrap());
    expect![[r#"
        b6a796ae33f1 is accepted already
    "#]]
    .assert_eq(&diff(&workspace, &accept).succeeds().stdout);

    expect![[r#"
        openapi/published/0.1.0.yaml -> openapi/contacts.yaml
        nothing breaks but what was accepted: 1 change; next version 0.2.0
        info.version is 0.1.0; the next is 0.2.0, because 1 change breaks writers, accepted or not

        not listed: 1 accepted; `--all` lists them
    "#]]
    .assert_eq(&diff(&workspace, &[]).succeeds().stdout);
    expect_file!["golden/diff_accepted.txt"].assert_eq(&diff(&workspace, &["--all"]).succeeds().stdout);

    // Another change is added behind what is there, comments included.
    let text = format!("# Looked at together.\n{}# The end.\n", fs::read_to_string(&file).unwrap());
    fs::write(&file, &text).unwrap();
    workspace.set_document(edited(&head, &[edit("    TagProperties:", "maxLength: 30", "maxLength: 20")]).0);
    let second = fingerprint(&workspace, "length-tightened");
    diff(&workspace, &["--accept", &second, "--reason", "so it is", "--date", "2026-11-22"]).succeeds();
    let after = fs::read_to_string(&file).unwrap();
    assert!(after.starts_with(&text), "{after}");
    expect![[r#"
        - change: "8c729ea8586b"
          what: "`TagProperties.name`: `maxLength` was 30 and is 20"
          reason: "so it is"
          on: 2026-11-22
    "#]]
    .assert_eq(after.strip_prefix(&text).unwrap());
    diff(&workspace, &[]).succeeds();
}

#[test]
fn what_is_accepted_and_not_there_is_told_with_its_line() {
    let workspace = released(SMALL, SMALL);
    let file = workspace.root().join("openapi/accepted-changes.yaml");
    let entry = "- change: 0123456789ab\n  what: it went\n  reason: it was late\n  on: 2026-11-21\n";
    fs::write(&file, format!("# One, and one again.\n{entry}{entry}")).unwrap();
    let outcome = diff(&workspace, &[]).exits_with(0);
    expect![[r#"
        warning: openapi/accepted-changes.yaml:2: 0123456789ab (it went) is no change between these two; remove what is released
        warning: openapi/accepted-changes.yaml:6: 0123456789ab (it went) stands here twice; remove one entry
    "#]].assert_eq(&outcome.stderr);
}

#[test]
fn a_file_of_accepted_changes_that_is_not_one_is_told_by_its_place() {
    let workspace = released(SMALL, SMALL);
    let rows = [
        ("- change: 0123456789ab\n  what: it\n  on: 2026-11-21\n", "an accepted change without a `reason`", ":1:3"),
        (
            "# A\n- change: 0123456789ab\n  what: it\n  reason: ' '\n  on: x\n",
            "the `reason` of an accepted change",
            ":4:3",
        ),
        ("- change: 0123456789ab\n  why: it\n", "an accepted change has no `why`", ":1:3"),
        ("- 3\n", "this is no accepted change", ":1:3"),
        ("a: 1\n", "this is no list", ""),
        ("- a: [\n", "this is not YAML", ""),
    ];
    for (text, message, place) in rows {
        fs::write(workspace.root().join("openapi/accepted-changes.yaml"), text).unwrap();
        let place = format!("accepted-changes.yaml{place}");
        diff(&workspace, &[]).exits_with(2).says(message).says(&place);
    }
    for text in ["", "# Nothing yet.\n"] {
        fs::write(workspace.root().join("openapi/accepted-changes.yaml"), text).unwrap();
        diff(&workspace, &[]).succeeds();
    }
}

#[test]
fn nothing_is_accepted_without_a_reason_or_without_being_there() {
    let workspace = edited_workspace();
    let before = workspace.snapshot();
    let rows = [
        (&["--accept", "0123456789ab", "--reason", "x"][..], "no change between openapi/published/0.1.0.yaml and"),
        (&["--accept", "0123456789ab"], "--reason"),
        (&["--accept", "0123456789ab", "--reason", " "], "a change is accepted with a reason"),
        (&["--reason", "x"], "--accept"),
    ];
    for (arguments, message) in rows {
        diff(&workspace, arguments).exits_with(2).says(message);
    }
    assert_eq!(workspace.snapshot(), before);
}

#[test]
fn a_document_that_no_client_can_be_made_of_is_compared_by_the_wire_alone_and_says_so_loudly() {
    let edits = [
        edit("    TagColor:", "enum: [RED, DARK_RED]", "enum: [RED, DARK_RED, dark-red]"),
        edit("    TagProperties:", "maxLength: 30", "maxLength: 20"),
    ];
    let workspace = released(SMALL, &edited(SMALL, &edits).0);
    expect_file!["golden/diff_ungenerated.txt"].assert_eq(&diff(&workspace, &[]).exits_with(1).stdout);
}

#[test]
fn a_reference_that_leads_nowhere_stops_the_comparison_on_either_side() {
    let dangling = edited(
        SMALL,
        &[edit("createTag", "$ref: '#/components/schemas/TagInput'", "$ref: '#/components/schemas/TagInputs'")],
    )
    .0;
    for (name, base, head) in [("head", SMALL, &*dangling), ("base", &dangling, SMALL)] {
        let outcome = diff(&released(base, head), &[]).exits_with(2);
        assert_eq!(outcome.stdout, "", "{name}");
        expect_file![format!("golden/diff_dangling_{name}.txt")].assert_eq(&outcome.stderr);
    }
}

#[test]
fn what_is_nothing_to_the_wire_and_breaks_callers_of_the_client_is_told_as_breaking() {
    let workspace = released(SMALL, &edited(SMALL, &[edit("/tags/{tagId}:", "getTag", "readTag")]).0);
    expect_file!["golden/diff_renamed.txt"].assert_eq(&diff(&workspace, &[]).exits_with(1).stdout);
}

#[test]
fn a_version_that_is_none_is_told_and_stops_nothing() {
    let workspace = released(&SMALL.replace("version: 0.1.0", "version: one"), SMALL);
    let outcome = diff(&workspace, &[workspace.root().join("openapi/published/0.1.0.yaml").to_str().unwrap()]);
    let said = "is \"one\", no version by SemVer";
    assert!(outcome.code == Some(0) && outcome.stdout.contains(said), "{outcome:?}");
}

#[test]
fn no_document_is_too_odd_to_be_compared() {
    let odd = [
        "a: 1\n",
        "openapi: 3.0.3\npaths: 3\ncomponents: [1]\ninfo: x\n",
        "openapi: 3.0.3\npaths: {/a: {get: 3, post: {parameters: {}, responses: [1]}}}\n",
        "components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {allOf: [{$ref: '#/components/schemas/A'}]}}}\n",
        "components: {schemas: {Tag: {$ref: '#/components/schemas/Tag'}, TagInput: 3, TagColor: {enum: {}}}}\n",
    ];
    for text in odd {
        let workspace = released(SMALL, text);
        let files = ["openapi/published/0.1.0.yaml", "openapi/contacts.yaml"];
        for (base, head) in [(files[0], files[1]), (files[1], files[0]), (files[1], files[1])] {
            for form in ["text", "json", "markdown", "changelog"] {
                let outcome = diff(&workspace, &[base, head, "--format", form]);
                assert!(matches!(outcome.code, Some(0 | 1)) && outcome.stderr.is_empty(), "{text}{outcome:?}");
            }
        }
    }
}

/// Runs git in a folder as somebody who is the same everywhere.
fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]);
    git.args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]);
    for (variable, value) in
        [("GIT_AUTHOR_DATE", "2026-11-21T00:00:00Z"), ("GIT_COMMITTER_DATE", "2026-11-21T00:00:00Z")]
    {
        git.env(variable, value);
    }
    let output = git.args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_revision_of_git_is_the_document_and_the_examples_of_that_commit() {
    let base = edited(SMALL, WITH_EXAMPLES).0;
    let workspace = released(&base, &base);
    let root = workspace.root();
    git(root, &["init", "--quiet"]);
    git(root, &["add", "openapi/contacts.yaml", "openapi/examples"]);
    git(root, &["commit", "--quiet", "--message", "One"]);
    git(root, &["tag", "v0.1.0"]);
    workspace.set_document(edited(&base, EDIT).0);
    git(root, &["commit", "--quiet", "--all", "--message", "Two"]);

    let outcome = diff(&workspace, &["HEAD~1", "HEAD"]).exits_with(1);
    expect_file!["golden/diff_revisions.txt"].assert_eq(&outcome.stdout);
    let first = |arguments: &[&str]| diff(&workspace, arguments).stdout.lines().next().unwrap().to_owned();
    let rows: [(&[&str], _); 5] = [
        (&["v0.1.0"], expect!["v0.1.0 (002f880) -> openapi/contacts.yaml"]),
        (&["v0.1.0:openapi/contacts.yaml", "main"], expect!["002f880 -> main (71c9819)"]),
        (&["HEAD~1:./openapi/contacts.yaml"], expect!["002f880 -> openapi/contacts.yaml"]),
        (&["openapi/published/0.1.0.yaml", "HEAD"], expect!["openapi/published/0.1.0.yaml -> HEAD (71c9819)"]),
        (&["HEAD^{/One}"], expect!["HEAD^{/One} (002f880) -> openapi/contacts.yaml"]),
    ];
    for (arguments, expected) in rows {
        expected.assert_eq(&first(arguments));
    }
    // The same commit, by the files of the work tree being gone: its examples are read from it.
    fs::remove_dir_all(root.join("openapi/examples")).unwrap();
    assert_eq!(diff(&workspace, &["HEAD~1", "HEAD"]).stdout, outcome.stdout);

    let rows: [(&[&str], &str); 6] = [
        (&["nowhere"], "`nowhere` is neither a file nor a revision"),
        (&["--", "--upload-pack=x"], "`--upload-pack=x` is neither a file nor a revision"),
        (&["absent.yaml"], "there is no file `absent.yaml`"),
        (&["HEAD:absent.yaml"], "has no absent.yaml"),
        (&["HEAD^{tree}"], "is neither a file nor a revision"),
        (&[""], "is neither a file nor a revision"),
    ];
    for (arguments, message) in rows {
        diff(&workspace, arguments).exits_with(2).says(message);
    }
    git(root, &["rm", "--quiet", "-r", "--cached", "openapi"]);
    git(root, &["commit", "--quiet", "--message", "None"]);
    diff(&workspace, &["HEAD"]).exits_with(2).says("has no openapi/contacts.yaml");
    git(root, &["checkout", "--quiet", "--force", "HEAD~1"]);
    workspace.set_document("a: [\n");
    git(root, &["commit", "--quiet", "--all", "--message", "Broken"]);
    diff(&workspace, &["HEAD", "HEAD~1"]).exits_with(2).says("this is not YAML").says(":openapi/contacts.yaml:");
}

#[test]
fn without_a_release_a_repository_or_a_document_it_says_what_to_name() {
    let workspace = Workspace::new(SMALL);
    diff(&workspace, &[]).exits_with(2).says("nothing was released yet").says("cargo xtask diff main");
    let outcome = Workspace::new(SMALL);
    let mut command = workspace::command(outcome.root());
    // So that a repository around the folder of temporary files is none.
    let command = command.env("GIT_CEILING_DIRECTORIES", outcome.root().parent().unwrap());
    let output = command.args(["diff", "main", "--workspace"]).arg(outcome.root()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("not a git repository"), "{said}");
    let mut command = workspace::command(outcome.root());
    let output = command.args(["diff", "main", "--workspace"]).arg(outcome.root()).env("PATH", "").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot run git"));
    diff(&workspace, &["openapi/contacts.yaml", "openapi"]).exits_with(2);
    workspace.set_document("a: [\n");
    diff(&workspace, &["openapi/contacts.yaml"]).exits_with(2).says("this is not YAML");
}

#[test]
fn classes_are_listed_and_explained() {
    let workspace = Workspace::new(SMALL);
    let list = diff(&workspace, &["--list"]).succeeds().stdout;
    for line in list.lines() {
        let class = line.split_whitespace().next().unwrap();
        let page = diff(&workspace, &["--explain", class]).succeeds().stdout;
        assert!(page.starts_with('#'), "{class}: {page}");
    }
    diff(&workspace, &["--explain", "nothing"]).exits_with(2).says("there is no class `nothing`");
}

#[test]
fn help_teaches_by_examples() {
    let outcome = xtask(["diff", "--help"], Path::new(".")).succeeds();
    expect_file!["golden/help_diff.txt"].assert_eq(&outcome.stdout);
}
