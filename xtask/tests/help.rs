//! What the program says of itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::path::Path;

use expect_test::expect_file;
use workspace::xtask;

#[test]
fn help_teaches_the_verbs_and_lists_the_exit_codes() {
    for (arguments, golden) in [(&["--help"][..], "help.txt"), (&["generate", "--help"], "help_generate.txt")] {
        let outcome = xtask(arguments, Path::new(".")).succeeds();
        for code in
            ["0  done", "1  the document has findings", "2  bad input or usage", "4  the generated code is stale"]
        {
            assert!(outcome.stdout.contains(code), "{arguments:?} does not explain {code:?}");
        }
        expect_file![format!("golden/{golden}")].assert_eq(&outcome.stdout);
    }
}

#[test]
fn wrong_usage_exits_with_2_and_shows_the_right_one() {
    let rows = [
        &["generate", "--chekc"][..],
        &["generate", "--workspace"],
        &["generate", "stray"],
        &["--version"],
        &["regenerate"],
        &[],
    ];
    for arguments in rows {
        xtask(arguments, Path::new(".")).exits_with(2).says("--help");
    }
}
