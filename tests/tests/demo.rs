//! What the demo says around its table.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::process::Command;

use expect_test::expect;

/// Every number as `#`, and of a table its header.
fn fixed(text: &str) -> String {
    let (mut rules, mut fixed) = (0, String::new());
    for line in text.lines() {
        rules += usize::from(line.starts_with('─'));
        if rules == 2 && !line.starts_with('─') {
            continue;
        }
        for c in line.trim_end().chars() {
            match c {
                '─' if fixed.ends_with('─') => {}
                c if c.is_ascii_digit() && fixed.ends_with('#') => {}
                c if c.is_ascii_digit() => fixed.push('#'),
                c => fixed.push(c),
            }
        }
        fixed.push('\n');
    }
    fixed
}

#[test]
fn the_demo_says_what_it_shows_and_what_comes_next() -> Result<(), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_demo")).output().map_err(|error| error.to_string())?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    expect![[r#"
        A local service at http://#.#.#.#:# stands in for LINE WORKS.

        ─
          operation              method   en      jp      kr      composed   params   statuses   fastest
        ─
        ─
        ↑ sent and ↓ read, by the language of the documentation's page; composed: no page shows one.

        # operations: # answers and # documented errors came back as they should, in # ms. Every body came through equal in meaning.

        Next: `cargo test --workspace`, then openapi/contacts.yaml, or `cargo doc --open -p contacts-client`.
    "#]]
    .assert_eq(&fixed(&String::from_utf8_lossy(&output.stdout)));
    Ok(())
}
