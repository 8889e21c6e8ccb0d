//! What the program says of itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod workspace;

use std::path::Path;

use expect_test::expect_file;
use workspace::xtask;

/// The verbs, as the program itself lists them.
fn verbs() -> Vec<String> {
    let help = xtask(["--help"], Path::new(".")).succeeds().stdout;
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let names = list.lines().map_while(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn help_teaches_the_verbs_and_lists_the_exit_codes() {
    let verbs = verbs();
    assert!(verbs.len() > 8, "{verbs:?}");
    let own = verbs.iter().map(|verb| (vec![verb.as_str(), "--help"], format!("help_{verb}.txt")));
    for (arguments, golden) in own.chain([(vec!["--help"], "help.txt".to_owned())]) {
        let outcome = xtask(&arguments, Path::new(".")).succeeds();
        for told in ["Usage: cargo xtask ", "\nExit codes:\n  0  ", "\n  1  ", "\n  2  "] {
            assert!(outcome.stdout.contains(told), "{arguments:?} does not tell {told:?}");
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
