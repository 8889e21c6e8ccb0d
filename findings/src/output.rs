//! How findings are shown: one module for each form.

mod github;
mod json;
mod junit;
mod sarif;
mod text;

use std::borrow::Cow;
use std::io::{self, Write as _};

use jsonptr::PointerBuf;

use crate::program::Program;
use crate::report::{Aim, Report, Unread};
use crate::summary::Summary;

pub use text::tell_finding;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON document: findings, guesses, unread, summary
    Json,
    /// SARIF 2.1.0, which code hosts and editors show
    Sarif,
    /// `JUnit` XML, which CI servers show; a payload with errors, or a broken rule, is a failed test
    #[value(help = "JUnit XML, which CI servers show; a payload with errors is a failed test")]
    Junit,
    /// Workflow commands of GitHub Actions, which become annotations
    Github,
}

impl Format {
    /// The most findings that are shown unless somebody says otherwise: as many as a person reads. What is read
    /// by programs has all of them, but `JUnit`, which cannot be written before all are known.
    pub fn most(self) -> u64 {
        match self {
            Format::Text | Format::Github => 100,
            Format::Junit => 1000,
            Format::Json | Format::Sarif => u64::MAX,
        }
    }

    /// The output of a program in this form, on standard output.
    pub fn output(self, program: Program) -> Box<dyn Output> {
        match self {
            Format::Text => Box::new(text::Text::new()),
            Format::Json => Box::new(json::Json::new()),
            Format::Sarif => Box::new(sarif::Sarif::new(program)),
            Format::Junit => Box::new(junit::Junit::new(program)),
            Format::Github => Box::new(github::Github::new()),
        }
    }
}

/// Shows a run. Nothing but the text form has anything of a payload but names of members.
#[allow(clippy::missing_errors_doc, reason = "each fails when standard output does")]
pub trait Output {
    /// An input begins; what follows is about it.
    fn open(&mut self, _input: &str) -> io::Result<()> {
        Ok(())
    }
    /// Nothing said what an input is, and its shape did.
    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()>;
    /// A finding about the input.
    fn finding(&mut self, report: &Report) -> io::Result<()>;
    /// An input, or a part of it, cannot be looked at.
    fn unread(&mut self, unread: &Unread) -> io::Result<()>;
    /// Nothing more comes. Where programs read the output, the line for people goes to standard error.
    fn end(&mut self, summary: &dyn Summary) -> io::Result<()>;
    /// Writes what is held back.
    fn flush(&mut self) -> io::Result<()>;
}

/// Standard output, for forms that programs read.
fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::new(io::stdout().lock())
}

/// Tells people what programs read in the output. A closed standard error is nobody to tell.
fn tell(text: &dyn std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{}", printable(&text.to_string()));
}

/// Says what could not be looked at.
fn tell_unread(unread: &Unread) {
    tell(&format_args!("error: {unread}"));
    if let Some(help) = &unread.help {
        tell(&format_args!("  help: {help}"));
    }
}

/// How much of a text is shown to people, from its start and from its end: names of members may be of any length.
const HEAD: usize = 200;
const TAIL: usize = 100;

/// A text that people read: without what a terminal would obey, and of a length that they read.
fn readable(text: &str) -> Cow<'_, str> {
    let Some((head, _)) = text.char_indices().nth(HEAD) else { return printable(text) };
    let Some((tail, _)) = text.char_indices().rev().nth(TAIL - 1) else { return printable(text) };
    if tail <= head {
        return printable(text);
    }
    format!("{}…{}", printable(&text[..head]), printable(&text[tail..])).into()
}

/// A text in which nothing moves the cursor: names of files and members may hold what a terminal obeys.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return text.into();
    }
    let shown = |letter: char| if is_obeyed(letter) { letter.escape_default().to_string() } else { letter.into() };
    text.chars().map(shown).collect::<String>().into()
}

/// Whether a terminal obeys a letter, or writes in another direction from it on.
pub fn is_obeyed(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A pointer as people read it: that of the whole payload is empty, which would look like a slip.
fn place_in_payload(pointer: &PointerBuf) -> &str {
    if pointer.is_root() { "the root" } else { pointer.as_str() }
}

/// What a finding says besides its sentence, a line each as findings print it everywhere.
fn detail_lines(report: &Report) -> impl Iterator<Item = String> {
    details(report).into_iter().map(|(name, text)| {
        let colon = if name == "help" { ":" } else { "" };
        format!("{name}{colon} {text}")
    })
}

/// What a finding says besides its sentence: where in the payload, what the payload is, what says so, what to do.
fn details(report: &Report) -> Vec<(&'static str, String)> {
    let finding = &report.finding;
    let mut lines = Vec::with_capacity(4);
    if let Some(pointer) = &finding.pointer {
        let of = report.payload.within().map(|within| format!(" of {within}")).unwrap_or_default();
        lines.push(("at", format!("{}{of}", place_in_payload(pointer))));
    } else if let Some(within) = report.payload.within() {
        lines.push(("in", within.to_owned()));
    }
    if let Some(aim) = &report.aim {
        lines.push(("as", aim.to_string()));
    }
    if let Some(source) = &finding.source {
        let page = source.page.as_ref().map(|page| format!(", {page}")).unwrap_or_default();
        lines.push(("by", format!("{}{page}", source.place)));
    }
    lines.extend(finding.help.clone().map(|help| ("help", help)));
    lines
}
