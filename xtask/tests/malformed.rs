//! Documents that cannot be read: where and why, with nothing changed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::fs;

use expect_test::expect_file;
use workspace::{HERE, SMALL, Workspace, edited};

/// A name, a document with the mark where it is at fault, and what is said about it.
fn rows() -> Vec<(&'static str, String, &'static str)> {
    let bad_indentation = SMALL.replace("  version: 0.1.0", &format!(" {HERE}version: 0.1.0"));
    let unclosed = SMALL.replace("title: Tags", &format!("title: {HERE}'Tags"));
    let alias_bomb = (b'b'..=b'k').fold("a: &a [x, x]\n".to_owned(), |text, letter| {
        let (name, last) = (char::from(letter), char::from(letter - 1));
        let mark = if letter == b'b' { HERE } else { "" };
        text + &format!("{name}: &{name} [{mark}{}]\n", vec![format!("*{last}"); 10].join(", "))
    });
    let deep = |deep: &str| format!("openapi: 3.0.3\n{deep}");
    vec![
        ("indentation", bad_indentation, "this is not YAML"),
        ("unclosed_quote", unclosed, "this is not YAML"),
        ("unclosed_bracket", format!("openapi: 3.0.3\ntags: [a, b\npaths{HERE}: {{}}\n"), "this is not YAML"),
        ("tab", format!("openapi: 3.0.3\ninfo:\n\t{HERE}title: Tags\n"), "tabs disallowed"),
        ("key_twice", format!("openapi: 3.0.3\ninfo: {{}}\npaths: {{}}\n{HERE}info: {{}}\n"), "duplicated key"),
        (
            "key_twice_in_other_quotes",
            format!("openapi: 3.0.3\n\"info\": {{}}\n{HERE}'info': {{}}\n"),
            "duplicated key",
        ),
        ("two_documents", format!("openapi: 3.0.3\n{HERE}---\nopenapi: 3.0.3\n"), "found a second"),
        ("empty", HERE.to_owned(), "found none"),
        ("only_a_comment", format!("{HERE}# openapi: 3.0.3\n"), "found none"),
        ("list_as_root", format!("{HERE}- openapi: 3.0.3\n"), "expected a mapping"),
        ("text_as_root", format!("{HERE}openapi 3.0.3\n"), "expected a mapping"),
        ("null_as_root", format!("{HERE}~\n"), "expected a mapping"),
        ("unquoted_status", format!("responses:\n  {HERE}200: {{}}\n"), "a key that is not text"),
        ("list_as_key", format!("paths:\n  ? {HERE}[a, b]\n  : c\n"), "a key that is not text"),
        ("wide_letters_before", format!("'連絡先': {{{HERE}200: x}}\n"), "a key that is not text"),
        ("tag", format!("info: {HERE}!secret x\n"), "a tag"),
        ("infinite_number", format!("maximum: {HERE}.inf\n"), "not a JSON number"),
        ("alias", format!("a: &a {{b: 1}}\nc: {HERE}*a\n"), "an alias"),
        ("alias_bomb", alias_bomb, "an alias"),
        ("alias_of_nothing", format!("a: {HERE}*b\n"), "unknown anchor"),
        ("10000_lists", deep(&format!("x:\n{}{HERE}{}", "- ".repeat(99), "- ".repeat(9_901))), "nested more than"),
        ("10000_brackets", deep(&format!("x: {}", "[".repeat(10_000))), "recursion limit exceeded"),
        (
            "1000_mappings",
            (0..1_000).map(|n| format!("{}{}a:\n", " ".repeat(n), if n == 100 { HERE } else { "" })).collect(),
            "nested more than",
        ),
    ]
}

#[test]
fn a_document_that_is_no_yaml_is_shown_where_it_breaks_and_changes_nothing() {
    let workspace = Workspace::generated(SMALL);
    for (name, marked, message) in rows() {
        let (text, place) = edited(&marked, &[]);
        workspace.set_document(&text);
        let before = workspace.snapshot();
        for outcome in [workspace.generate(), workspace.check()] {
            let outcome = outcome.exits_with(2).says("error[yaml-syntax]: ").says(message).says("= help: ");
            if let Some((line, column)) = place {
                let outcome = outcome.says(&format!("--> openapi/contacts.yaml:{line}:{column}\n"));
                assert_eq!(outcome.stdout, "", "{name}");
            }
        }
        assert_eq!(workspace.snapshot(), before, "{name}");
    }
}

#[test]
fn what_is_said_about_a_broken_document_is_fit_to_read() {
    let workspace = Workspace::new("");
    for (name, marked, _) in rows() {
        if matches!(name, "indentation" | "key_twice" | "two_documents" | "unquoted_status" | "wide_letters_before") {
            workspace.set_document(edited(&marked, &[]).0);
            expect_file![format!("golden/malformed_{name}.txt")].assert_eq(&workspace.generate().stderr);
        }
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_shown_by_line_and_column() {
    let workspace = Workspace::generated(SMALL);
    let rows: [(&[u8], &str); 3] = [
        (b"openapi: 3.0.3\ninfo: \xff\n", ":2:7\n"),
        (b"\xff\xfeo\0p\0", ":1:1\n"),
        (b"a: '\xe9\x80\xa3\xe9\x80", ":1:6\n"),
    ];
    for (bytes, place) in rows {
        workspace.set_document(bytes);
        let before = workspace.snapshot();
        let outcome = workspace.generate().exits_with(2).says("error[not-utf-8]: ").says("= help: ");
        outcome.says(&format!("--> openapi/contacts.yaml{place}"));
        assert_eq!(workspace.snapshot(), before);
    }
}

#[test]
fn a_missing_document_is_named_with_a_way_out() {
    let workspace = Workspace::generated(SMALL);
    fs::remove_file(workspace.document()).unwrap();
    let before = workspace.snapshot();
    workspace.generate().exits_with(2).says("cannot read openapi/contacts.yaml: ").says("help: ");
    fs::create_dir(workspace.document()).unwrap();
    workspace.generate().exits_with(2).says("cannot read openapi/contacts.yaml: ").says("help: ");
    workspace.check().exits_with(2).says("cannot read openapi/contacts.yaml: ");
    assert_eq!(workspace.snapshot(), before);
}

#[test]
fn line_ends_of_another_system_and_a_byte_order_mark_change_no_code() {
    let workspace = Workspace::generated(SMALL);
    let code = |workspace: &Workspace| {
        let names = ["types.rs", "enums.rs", "params.rs", "operations.rs", "wire.rs", "httpmock.rs"];
        names.map(|name| workspace.read(name).lines().skip(3).collect::<Vec<_>>().join("\n"))
    };
    let before = code(&workspace);
    for text in [SMALL.replace('\n', "\r\n"), format!("\u{feff}{SMALL}")] {
        workspace.set_document(text);
        workspace.generate().succeeds();
        assert_eq!(code(&workspace), before);
    }
}
