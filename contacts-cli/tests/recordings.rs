//! Recordings: which exchanges are validated, and where their findings are.
#![allow(clippy::unwrap_used, clippy::panic)]

mod run;

use expect_test::expect_file;
use run::{Folder, Outcome};

fn validate(har: &str, options: &[&str]) -> Outcome {
    Folder::new(&[("a.har", har)]).validate(options.iter().chain(&["a.har"]))
}

/// A recording of entries.
fn har(entries: &[&str]) -> String {
    format!("{{\"log\": {{\"version\": \"1.2\", \"entries\": [\n{}\n]}}}}\n", entries.join(",\n"))
}

fn exchange(method: &str, path: &str, request: &str, status: u16, response: &str) -> String {
    format!(
        "{{\"request\": {{\"method\": \"{method}\", \"url\": \"https://example.com/v1.0{path}\"{request}}}, \
         \"response\": {{\"status\": {status}, \"content\": {{{response}}}}}}}"
    )
}

#[test]
fn bodies_are_held_against_the_operation_of_their_method_and_path() {
    let har = har(&[
        &exchange(
            "POST",
            "/tags?a=b",
            ", \"postData\": {\"mimeType\": \"application/json\", \"text\": \"{\\\"name\\\": 1}\"}",
            201,
            "",
        ),
        &exchange(
            "GET",
            "/tags",
            "",
            200,
            "\"mimeType\": \"application/json; charset=utf-8\", \"text\": \"{\\\"tags\\\": [{}]}\"",
        ),
        &exchange("GET", "/tags", "", 503, "\"mimeType\": \"application/json\", \"text\": \"{}\""),
        &exchange(
            "GET",
            "/favicon.ico",
            "",
            200,
            "\"mimeType\": \"image/png\", \"text\": \"AAAA\", \"encoding\": \"base64\"",
        ),
        &exchange("PUT", "/tags/t", ", \"postData\": null", 500, "\"mimeType\": \"text/html\", \"text\": \"<html>\""),
        &exchange("GET", "/tags", "", 0, "\"size\": 0, \"text\": \"\""),
    ]);
    let outcome = validate(&har, &["--no-excerpt"]).exits_with(1);
    expect_file!["golden/recording.txt"].assert_eq(&outcome.whole());
}

#[test]
fn parameters_are_held_against_the_operation_too() {
    let har = har(&[
        &exchange("GET", "/tags?count=101&cuont=1&count", "", 200, ""),
        &exchange("GET", "/tags?count=1%30%31", "", 200, ""),
        &exchange("GET", "/tags?count=100", "", 200, ""),
    ]);
    let outcome = validate(&har, &[]).exits_with(1);
    expect_file!["golden/recording_parameters.txt"].assert_eq(&outcome.whole());
}

#[test]
fn base64_is_decoded_and_what_is_none_is_told() {
    let har = har(&[
        &exchange("GET", "/tags", "", 200, "\"encoding\": \"base64\", \"text\": \"eyJ0YWdzIjogW119\\n\""),
        &exchange("GET", "/tags", "", 200, "\"text\": \"eyJ0YWdzIjogMX0=\", \"encoding\": \"base64\""),
        &exchange("GET", "/tags", "", 200, "\"text\": \"{}\", \"encoding\": \"base64\""),
    ]);
    let outcome = validate(&har, &[]).exits_with(1);
    expect_file!["golden/recording_base64.txt"].assert_eq(&outcome.whole());
}

#[test]
fn a_text_that_is_too_long_is_left_out_and_the_rest_is_read() {
    let good = exchange("GET", "/tags", "", 200, "\"text\": \"{\\\"tags\\\": []}\"");
    let letters = "\\ud83d\\ude00\\\\n\\\\\\\"あ".repeat(20_000);
    // Wherever the cut comes, between letters or in the middle of one.
    for before in 0..12 {
        let text = format!("{{\\\"tags\\\": \\\"{}{letters}\\\"}}", "x".repeat(before));
        let long = exchange("GET", "/tags", "", 200, &format!("\"text\": \"{text}\""));
        let har = har(&[&good, &long, &good]);
        let outcome = validate(&har, &["--max-bytes", "100"]).exits_with(1);
        let outcome = outcome.says("error[too-large]").says("/log/entries/1/response/content/text");
        outcome.says("3 payloads in 1 input: 1 error, 0 warnings\n");
        validate(&har, &[]).exits_with(1).says("error[type]").says("3 payloads in 1 input: 1 error, 0 warnings\n");
    }
}

#[test]
fn what_is_no_recording_is_told_with_the_line() {
    let deep = format!("{{\"log\": {{\"x\": {}", "[".repeat(1_000_000));
    let open = "{\"log\": {\"entries\": [\n";
    let good = exchange("GET", "/tags", "", 200, "\"text\": \"{\\\"tags\\\": []}\"");
    let rows = [
        (String::new(), "a.har: line 1: it ends too early"),
        ("log".to_owned(), "a.har: line 1: it is no recording: expected value"),
        ("{}".to_owned(), "a.har: it is no recording: it has no `log` with `entries`"),
        ("[]".to_owned(), "a.har: line 1: it is no recording: a member is of another kind than in HAR 1.2"),
        (format!("{open}1]}}}}"), "a.har: line 2: it is no recording: a member is of another kind"),
        // What stands there is somebody's data.
        (
            format!("{open}{{\"request\": {{\"postData\": \"Taro\"}}}}]}}}}"),
            "a member is of another kind than in HAR 1.2\n",
        ),
        (format!("{open}{good},\n"), "a.har: line 3: it ends too early; the exchange before was validated"),
        (
            format!("{open}{good},\n{good},\n]"),
            "a.har: line 4: it is no recording: trailing comma; the 2 exchanges before",
        ),
        (deep, "a.har: line 1: it cannot be read: nested more than 500 levels deep"),
    ];
    for (har, expected) in rows {
        let fine = ("Tag.json", "{\"tagId\": \"t\", \"name\": \"a\"}");
        let folder = Folder::new(&[("a.har", &har), fine]);
        folder.validate(["a.har", "Tag.json"]).exits_with(2).says(expected).says("in 2 inputs: 0 errors");
    }
}

#[test]
fn bytes_that_are_no_text_are_a_finding_of_their_payload() {
    let entry = exchange("GET", "/tags", "", 200, "\"text\": \"{\\\"tags\\\": \\\"?\\\"}\"");
    let mut har = har(&[&entry, &entry]).into_bytes();
    let at = har.iter().position(|byte| *byte == b'?').unwrap();
    har[at] = 0xff;
    let folder = Folder::new(&[]);
    folder.write("a.har", har);
    folder.validate(["a.har"]).exits_with(1).says("error[not-utf-8]").says("2 payloads in 1 input: 2 errors");
}

#[test]
fn a_recording_says_itself_what_is_in_it() {
    let outcome = validate(&har(&[]), &["--schema", "Tag"]).exits_with(2);
    outcome.says("a.har: a recording says itself which operations its payloads are of");
    validate(&har(&[]), &[]).exits_with(0);
}
