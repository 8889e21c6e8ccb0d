//! An account for people on a terminal: what it comes to, what breaks, what else there is.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use contacts_findings::many;

use super::{advice, effect, headline, is_mock, listed, numbers, operations, origin, parent, short, who, without_rust};
use crate::diff::account::{Account, Marked};
use crate::diff::examples::ExampleChange;
use crate::diff::rust_api::{RustChange, What};
use crate::diff::{Change, Impact};

/// How wide a line may be.
const WIDTH: usize = 120;

/// How wide a label is, with the space around it.
const LABEL: usize = 18;

/// How many examples, and items of the Rust API that break nobody, are shown unless all are asked for.
const SHOWN: usize = 12;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const BAD: Style = AnsiColor::Red.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default();

pub(super) fn text(account: &Account, all: bool) -> String {
    let mut page = Page { account, all, numbers: numbers(account, all), text: String::new() };
    page.head();
    page.wire("Breaking", Impact::Breaking);
    page.wire("Compatible", Impact::Compatible);
    if all {
        page.wire("Words", Impact::Words);
    }
    page.examples();
    page.rust();
    page.foot();
    page.text
}

struct Page<'a> {
    account: &'a Account,
    all: bool,
    numbers: Vec<Option<usize>>,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let Account { base, head, .. } = self.account;
        self.line(0, Style::new(), &format!("{} -> {}", base.name, head.name));
        let style = if self.account.is_breaking() { BAD } else { BOLD };
        self.line(0, style, &headline(self.account));
        let style = if self.account.misfit.is_some() { BOLD } else { Style::new() };
        self.line(0, style, &advice(self.account));
        if let Some(loud) = without_rust(self.account) {
            self.text.push('\n');
            self.line(0, BAD, &format!("warning: {loud}"));
        }
    }

    fn wire(&mut self, title: &str, impact: Impact) {
        let changes = listed(&self.account.wire, impact, self.all);
        if changes.is_empty() {
            return;
        }
        self.title(title);
        for (at, change) in changes {
            self.change(at, change);
        }
    }

    fn change(&mut self, at: usize, change: &Marked<Change>) {
        let Change { class, pointer, message, effects, reach, fix, .. } = &change.it;
        let number = self.numbers.get(at).copied().flatten().unwrap_or_default();
        let title = format!("{number}. {message} [{}]", class.id);
        self.line(2, BOLD, &title);
        let place = self.account.places.get(at).map(ToString::to_string).unwrap_or_default();
        self.labelled("at", Style::new(), &format!("{place} {pointer}"));
        for it in effects {
            let style = if it.impact == Impact::Breaking { BAD } else { GOOD };
            self.labelled(who(it.direction), style, &effect(it));
        }
        if let Some(ids) = operations(reach, self.all) {
            self.labelled("operations", Style::new(), &ids);
        }
        if let Some(items) = self.items(at) {
            self.labelled("Rust API", Style::new(), &items);
        }
        if let Some(fix) = fix {
            self.labelled("fix", Style::new(), fix);
        }
        self.mark(change);
        self.text.push('\n');
    }

    /// What is to be typed to accept a change, or why it was.
    fn mark<T>(&mut self, change: &Marked<T>) {
        match &change.accepted {
            Some(reason) => self.labelled("accepted", GOOD, &format!("{}: {reason}", change.fingerprint)),
            None => self.labelled("fingerprint", DIM, &change.fingerprint),
        }
    }

    /// The items of the Rust API that follow from a change of the wire.
    fn items(&self, at: usize) -> Option<String> {
        let follows = |change: &&Marked<RustChange>| change.causes.contains(&at) && !is_mock(change);
        let all: Vec<&Marked<RustChange>> = self.account.rust.iter().flatten().filter(follows).collect();
        let mut shown: Vec<&&Marked<RustChange>> = all.iter().filter(|it| it.impact == Impact::Breaking).collect();
        let verb = if shown.is_empty() { "fine" } else { "breaks" };
        if shown.is_empty() {
            shown = all.iter().collect();
        }
        let count = shown.len();
        let names: Vec<&str> = shown.iter().take(3).map(|it| short(&it.it.path)).collect();
        let more = if count > names.len() { format!(" and {} more", count - names.len()) } else { String::new() };
        (count > 0).then(|| format!("{verb}: {}{more}", names.join(", ")))
    }

    fn examples(&mut self) {
        let account = self.account;
        for (title, impact) in [
            ("Examples that are refused now", Impact::Breaking),
            ("Examples that are judged otherwise", Impact::Compatible),
        ] {
            let changes = listed(&account.examples, impact, self.all);
            if changes.is_empty() {
                continue;
            }
            self.title(title);
            let width = changes.iter().map(|(_, change)| change.it.file.len()).max().unwrap_or_default();
            let shown = if self.all { changes.len() } else { changes.len().min(SHOWN) };
            for (_, change) in &changes[..shown] {
                let ExampleChange { file, before, after, .. } = &change.it;
                let said = after.said().or(before.said());
                let said = said.map(|said| {
                    let at = if said.pointer.is_empty() { "the root" } else { &said.pointer };
                    format!(": {} at {at}", said.rule)
                });
                let verdicts = format!("{} -> {}", before.as_str(), after.as_str());
                let said = said.unwrap_or_default();
                let line = format!("{file:<width$}  {verdicts}{said}, {}", origin(change, &self.numbers));
                self.line(2, Style::new(), &line);
            }
            if shown < changes.len() {
                self.line(2, DIM, &format!("and {} more; `--all` lists them", changes.len() - shown));
            }
        }
    }

    fn rust(&mut self) {
        let account = self.account;
        let Ok(changes) = &account.rust else { return };
        let of = |impact: Impact| {
            let listed = listed(changes, impact, self.all).into_iter().map(|(_, change)| change);
            listed.partition::<Vec<_>, _>(|change| self.all || !is_mock(change))
        };
        let (breaking, breaking_mocks) = of(Impact::Breaking);
        let (compatible, other_mocks) = of(Impact::Compatible);
        if !breaking.is_empty() {
            self.title("Rust API: what callers have to change");
            self.items_of(&breaking);
        }
        if !compatible.is_empty() {
            self.title("Rust API: what else is different");
            let shown = if self.all { compatible.len() } else { compatible.len().min(SHOWN) };
            self.items_of(&compatible[..shown]);
            if shown < compatible.len() {
                self.line(2, DIM, &format!("and {} more; `--all` lists them", compatible.len() - shown));
                self.text.push('\n');
            }
        }
        let mocks = breaking_mocks.len() + other_mocks.len();
        if mocks > 0 {
            self.line(
                2,
                DIM,
                &format!("{} of the typed mocks too; `--all` lists them", many(mocks as u64, "item", "items")),
            );
            self.text.push('\n');
        }
    }

    /// Changes of the Rust API, those of one type and one origin under one head.
    fn items_of(&mut self, changes: &[&Marked<RustChange>]) {
        let key = |change: &Marked<RustChange>| {
            (parent(&change.it.path).to_owned(), change.causes.clone(), change.accepted.is_some())
        };
        for group in changes.chunk_by(|a, b| !a.causes.is_empty() && key(a) == key(b)) {
            let Some(first) = group.first() else { continue };
            let origin = origin(first, &self.numbers);
            let _ = writeln!(self.text, "  {BOLD}{}{BOLD:#}  {DIM}{origin}{DIM:#}", key(first).0);
            for change in group {
                let RustChange { what, before, after, note, .. } = &change.it;
                if let Some(before) = before {
                    self.code('-', before);
                }
                if let Some(after) = after {
                    self.code('+', after);
                }
                // The note on new fields is the same for each, and stands once.
                let is_told = *what == What::Added
                    && group.iter().take_while(|it| !std::ptr::eq(**it, *change)).any(|it| it.it.note == *note);
                if let Some(note) = note.as_ref().filter(|_| !is_told) {
                    self.line(6, DIM, note);
                }
            }
            self.text.push('\n');
        }
    }

    fn foot(&mut self) {
        if self.all {
            return;
        }
        let words = listed(&self.account.wire, Impact::Words, false).len();
        let accepted = self.account.accepted();
        let mut notes = Vec::new();
        if words > 0 {
            notes.push(format!("{} in words alone", many(words as u64, "change", "changes")));
        }
        if accepted > 0 {
            notes.push(format!("{accepted} accepted"));
        }
        if !notes.is_empty() {
            if !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
            self.line(0, DIM, &format!("not listed: {}; `--all` lists them", notes.join(", ")));
        }
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        self.text.push('\n');
    }

    fn title(&mut self, title: &str) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        let _ = writeln!(self.text, "{BOLD}{title}{BOLD:#}\n");
    }

    /// A text that begins in a column.
    fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.wrapped(&" ".repeat(indent), indent + if indent == 0 { 0 } else { 3 }, style, text);
    }

    /// A text behind a label.
    fn labelled(&mut self, label: &str, style: Style, text: &str) {
        let start = format!("     {label:<width$}", width = LABEL - 5);
        self.wrapped(&start, LABEL, style, text);
    }

    fn wrapped(&mut self, start: &str, hanging: usize, style: Style, text: &str) {
        // Control characters of a document would be commands to a terminal.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let hang = " ".repeat(hanging);
        let options = textwrap::Options::new(WIDTH).initial_indent(start).subsequent_indent(&hang).break_words(false);
        let lines = textwrap::wrap(&text, options.word_splitter(textwrap::WordSplitter::NoHyphenation));
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { start.len() } else { hanging }.min(line.len());
            let (blank, rest) = line.split_at(indent);
            let _ = writeln!(self.text, "{}", format!("{blank}{style}{rest}{style:#}").trim_end());
        }
    }

    /// A line of Rust that is there no more, or anew.
    fn code(&mut self, sign: char, code: &str) {
        let style = if sign == '-' { AnsiColor::Red.on_default() } else { AnsiColor::Green.on_default() };
        self.wrapped(&format!("    {sign} "), 10, style, code);
    }
}
