//! What a payload is held against: options, names, shapes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use expect_test::expect_file;
use run::{Folder, Outcome, contacts};

#[test]
fn options_say_it() {
    let folder = Folder::new(&[("a.json", "{\"code\": 1, \"name\": 1}")]);
    let rows = [
        (&["--operation", "createTag", "--request"][..], "as: createTag request\n"),
        (&["--operation", "createTag", "--response", "201"], "as: createTag response 201\n"),
        (&["--operation", "createTag", "--response", "400"], "as: createTag response 400\n"),
        (&["--schema", "ApiError"], "as: schema ApiError\n"),
    ];
    for (options, expected) in rows {
        folder.validate(options.iter().chain(&["a.json"])).exits_with(1).says(expected);
    }
}

#[test]
fn options_win_over_names() {
    let folder = Folder::new(&[("createTag.request.json", "{\"name\": 1}")]);
    folder.validate(["--schema", "Tag", "createTag.request.json"]).exits_with(1).says("as: schema Tag\n");
}

#[test]
fn options_that_do_not_say_it_are_wrong_usage() {
    let folder = Folder::new(&[("a.json", "{}")]);
    let rows: [(&[&str], &str); 9] = [
        (&["--operation", "createTga", "--request"], "there is no operation `createTga`; did you mean `createTag`?"),
        (&["--schema", "Tga"], "there is no schema `Tga`"),
        (&["--operation", "deleteTag", "--request"], "no JSON body is documented for deleteTag request"),
        (&["--operation", "createTag"], "`--request` or `--response STATUS`, where STATUS is one of 201, default"),
        (&["--request"], "--operation <ID>"),
        (&["--operation", "createTag", "--request", "--response", "201"], "cannot be used with"),
        (&["--operation", "createTag", "--request", "--schema", "Tag"], "cannot be used with"),
        (&["--date", "2026-7-32"], "no day: write it like 2026-07-31"),
        (&["--jobs", "0"], "--jobs"),
    ];
    for (options, expected) in rows {
        let outcome = folder.validate(options.iter().chain(&["a.json"])).exits_with(2).says(expected);
        assert_eq!(outcome.stdout, "");
    }
    Outcome::of(contacts(folder.path()).arg("validate")).exits_with(2).says("<INPUT>").says("--help");
    Outcome::of(contacts(folder.path()).args(["validate", "--spec", "absent.yaml", "a.json"]))
        .exits_with(2)
        .says("cannot read absent.yaml");
    folder.write("broken.yaml", "a: [1\n");
    Outcome::of(contacts(folder.path()).args(["validate", "--spec", "broken.yaml", "a.json"]))
        .exits_with(2)
        .says("broken.yaml:");
}

#[test]
fn names_like_those_of_the_examples_say_it() {
    let rows = [
        ("createTag.request.json", "createTag request"),
        ("createTag.minimal.request.en.json", "createTag request"),
        ("createTag.response.json", "createTag response 201"),
        ("folder/createTag.response.404.json", "createTag response 404"),
        ("createTag.request.ndjson", "createTag request"),
        ("Tag.json", "schema Tag"),
        ("Tag.any.response.en.jsonl", "schema Tag"),
    ];
    for (name, expected) in rows {
        let folder = Folder::new(&[(name, "[]")]);
        folder.validate([name]).exits_with(1).says(&format!("as: {expected}\n")).never_says("by its shape");
    }
    let folder = Folder::new(&[("deleteTag.response.json", "{}")]);
    folder.validate(["deleteTag.response.json"]).exits_with(2).says("no JSON body is documented for deleteTag");
}

#[test]
fn shapes_say_it_and_the_guess_is_stated() {
    let rows = [
        ("{\"name\": \"a\"}", "createTag request"),
        ("{\"tagId\": \"t\", \"name\": \"a\"}", "createTag response 201"),
        ("{\"tags\": [], \"unknown\": 1}", "listTags response 200"),
        ("{\"memo\": \"a\"}", "patchTag request"),
        ("{\"color\": \"a\"}", "patchColor request"),
    ];
    for (payload, expected) in rows {
        let folder = Folder::new(&[("a.json", payload)]);
        folder.validate(["a.json"]).exits_with(0).says(&format!("a.json is held against {expected}, by its shape"));
        folder
            .validate(["--format", "json", "a.json"])
            .says(&format!("{{\"file\":\"a.json\",\"target\":\"{expected}\"}}"));
    }
}

#[test]
fn a_shape_that_does_not_say_it_is_bad_input_with_the_option_to_give() {
    let folder =
        Folder::new(&[("a.json", "{}"), ("b.json", "[]"), ("c.json", "{\"tagId\": \"t\", \"name\": 1, \"color\": 1}")]);
    let outcome = folder.validate(["a.json", "b.json", "c.json"]).exits_with(2);
    expect_file!["golden/guess_unknown.txt"].assert_eq(&outcome.whole());
}

#[test]
fn of_lines_the_first_that_is_json_says_it() {
    let folder = Folder::new(&[
        ("a.ndjson", "\n{\"name\n{\"name\": \"a\"}\n{\"tagId\": \"t\"}\n"),
        ("b.ndjson", "{}\n{\"name\": 1}\n"),
    ]);
    let outcome = folder.validate(["--no-excerpt", "a.ndjson", "b.ndjson"]).exits_with(2);
    expect_file!["golden/guess_lines.txt"].assert_eq(&outcome.whole());
}

#[test]
fn a_slip_in_the_first_line_is_told_once_a_later_line_says_what_they_are() {
    let lines = "{\"name\": 1, \"color\": 1}\n{\"name\nnull\n{\"name\": \"a\"}\n{\"name\": 2}\n";
    let folder = Folder::new(&[("a.ndjson", lines)]);
    let outcome = folder.validate(["--no-excerpt", "a.ndjson"]).exits_with(1).says("held against createTag request");
    let places: Vec<&str> = outcome.stdout.lines().filter_map(|line| line.strip_prefix("--> ")).collect();
    let lines: Vec<&str> = places.iter().filter_map(|place| place.split(':').nth(1)).collect();
    assert_eq!(lines, ["1", "1", "2", "3", "5"], "{}", outcome.stdout);
}

#[test]
fn more_than_ten_guesses_are_counted() {
    let folder = Folder::new(&[]);
    for index in 10..22 {
        folder.write(&format!("in/{index}.json"), "{\"name\": \"a\"}");
    }
    let outcome =
        folder.validate(["in"]).exits_with(0).says("note: 2 more inputs are held against what their shape says");
    assert_eq!(outcome.stdout.matches("by its shape").count(), 10);
}
