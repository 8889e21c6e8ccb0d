//! An account as a comment on a pull request.
//!
//! The first line is a mark that nobody sees, by which a workflow finds its comment and writes it anew. Whatever the
//! documents hold is text here: no name and no description can end a table, mention somebody or become a link.

use std::fmt::Write as _;

use contacts_findings::many;

use super::{advice, effect, headline, is_mock, listed, numbers, operations, origin, parent, who, without_rust};
use crate::diff::account::{Account, Marked};
use crate::diff::rust_api::RustChange;
use crate::diff::{Change, Impact};

/// The line by which a comment is found.
const MARK: &str = "<!-- cargo xtask diff -->";

pub(super) fn markdown(account: &Account, all: bool) -> String {
    let mut text = format!("{MARK}\n### {}\n\n", escape(&headline(account)));
    let names = [&account.base.name, &account.head.name].map(|name| code(name));
    let _ = writeln!(text, "{} → {}. {}.", names[0], names[1], escape(&advice(account)));
    if let Some(loud) = without_rust(account) {
        let _ = writeln!(text, "\n> **Warning:** {}", escape(&loud));
    }
    let numbers = numbers(account, all);
    let section = |title: &str, impact: Impact, is_open: bool| {
        let changes = listed(&account.wire, impact, all);
        if changes.is_empty() {
            return String::new();
        }
        let mut table = "| | What | Who | Operations |\n|--:|---|---|---|\n".to_owned();
        for (at, change) in &changes {
            row(account, *at, change, numbers.get(*at).copied().flatten(), &mut table);
        }
        fold(title, changes.len(), is_open, &table)
    };
    text.push_str(&section("Breaking", Impact::Breaking, true));
    text.push_str(&examples(account, all));
    text.push_str(&rust(account, &numbers, Impact::Breaking, all));
    text.push_str(&section("Compatible", Impact::Compatible, false));
    text.push_str(&rust(account, &numbers, Impact::Compatible, all));
    if all {
        text.push_str(&section("Words", Impact::Words, false));
    } else {
        let words = listed(&account.wire, Impact::Words, false).len();
        let notes = [(words, "in words alone"), (account.accepted(), "accepted")];
        let notes: Vec<String> =
            notes.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !notes.is_empty() {
            let _ = writeln!(text, "\n<sub>Not listed: {}.</sub>", notes.join(", "));
        }
    }
    text
}

/// A part with a title, to be opened where it does not matter at once.
fn fold(title: &str, count: usize, is_open: bool, inner: &str) -> String {
    if is_open {
        format!("\n#### {title}\n\n{inner}")
    } else {
        format!("\n<details><summary>{title}: {count}</summary>\n\n{inner}\n</details>\n")
    }
}

fn row(account: &Account, at: usize, change: &Marked<Change>, number: Option<usize>, table: &mut String) {
    let Change { class, pointer, message, effects, reach, fix, .. } = &change.it;
    let place = account.places.get(at).map(ToString::to_string).unwrap_or_default();
    let mut what = format!("**{}** <sub>{}</sub>", escape(message), escape(class.id));
    let _ = write!(what, "<br>{} {}", code(&place), code(pointer.as_str()));
    if let Some(fix) = fix {
        let _ = write!(what, "<br>*Fix:* {}", escape(fix));
    }
    match &change.accepted {
        Some(reason) => drop(write!(what, "<br>*Accepted:* {}", escape(reason))),
        None => drop(write!(what, "<br><sub>fingerprint {}</sub>", code(&change.fingerprint))),
    }
    let who: Vec<String> =
        effects.iter().map(|it| format!("**{}** {}", who(it.direction), escape(&effect(it)))).collect();
    let operations = operations(reach, false).map(|it| escape(&it)).unwrap_or_default();
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    let _ = writeln!(table, "| {number} | {what} | {} | {operations} |", who.join("<br>"));
}

fn examples(account: &Account, all: bool) -> String {
    let mut rows = String::new();
    let shown = account.examples.iter().filter(|change| all || change.accepted.is_none());
    for change in shown {
        let verdict = |verdict: &crate::diff::examples::Verdict| match verdict.said() {
            Some(said) => format!("{} {} {}", verdict.as_str(), escape(&said.rule), code(&said.pointer)),
            None => verdict.as_str().to_owned(),
        };
        let _ = writeln!(
            rows,
            "| {} | {} | {} |",
            code(&change.it.file),
            verdict(&change.it.before),
            verdict(&change.it.after)
        );
    }
    if rows.is_empty() { rows } else { format!("\n#### Examples\n\n| Example | Before | Now |\n|---|---|---|\n{rows}") }
}

fn rust(account: &Account, numbers: &[Option<usize>], impact: Impact, all: bool) -> String {
    let Ok(changes) = &account.rust else { return String::new() };
    let (shown, mocks): (Vec<_>, Vec<_>) =
        listed(changes, impact, all).into_iter().map(|(_, change)| change).partition(|change| all || !is_mock(change));
    let mut lines = String::new();
    let mut last = None;
    for change in &shown {
        let RustChange { path, before, after, note, .. } = &change.it;
        let head = format!("  {} ({})", parent(path), one_line(&origin(change, numbers)));
        if last.as_ref() != Some(&head) {
            let _ = writeln!(lines, "{head}");
            last = Some(head);
        }
        for (sign, code) in [('-', before), ('+', after)] {
            let _ = code.as_ref().map(|code| writeln!(lines, "{sign} {}", one_line(code)));
        }
        let _ = note.as_ref().map(|note| writeln!(lines, "  // {}", one_line(note)));
    }
    if lines.is_empty() {
        return lines;
    }
    if !mocks.is_empty() {
        let _ = writeln!(lines, "  and {} of the typed mocks", many(mocks.len() as u64, "item", "items"));
    }
    let fence = fence(&lines);
    let title = if impact == Impact::Breaking { "Rust API, breaking" } else { "Rust API, compatible" };
    fold(title, shown.len(), false, &format!("{fence}diff\n{lines}{fence}\n"))
}

/// A fence that nothing within can close.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text as code, whatever is in it.
fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<code>{}</code>", entities(text)) }
}

/// A text as text; what stands between backticks as code.
fn escape(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return entities(text);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { entities(part) };
    parts.iter().enumerate().map(part).collect()
}

/// A text in which nothing means anything to Markdown, to HTML, or to who looks for names and links in comments.
fn entities(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '#' | '@' | '~' | '!' | '$' => {
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            c if c.is_control() => escaped.push(' '),
            // Characters that turn the direction of what follows.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    // What a comment would make links of by itself.
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_break_a_table_mention_somebody_or_become_a_link() {
        let rows = [
            ("a `b|c` d", "a <code>b&#124;c</code> d"),
            ("one ` tick", "one &#96; tick"),
            ("a\n| b |", "a &#124; b &#124;"),
            ("<script> & [x](y) **z**", "&#60;script&#62; &#38; &#91;x&#93;(y) &#42;&#42;z&#42;&#42;"),
            ("@everyone #1", "&#64;everyone &#35;1"),
            ("http://a.example www.b.example", "http&#58;//a.example www&#46;b.example"),
            ("`<b>`", "<code>&#60;b&#62;</code>"),
        ];
        for (text, expected) in rows {
            assert_eq!(escape(text), expected);
        }
        assert_eq!(fence("a ``` b"), "````");
        assert_eq!(fence("a"), "```");
    }
}
