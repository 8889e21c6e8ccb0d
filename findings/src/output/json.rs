//! One JSON document, written as findings come, each on a line of its own:
//!
//! ```json
//! {"version": 1,
//!  "findings": [{"file", "line", "column", "within", "target", "guessed", "rule", "severity", "message",
//!                "pointer", "help", "source": {"file", "line", "column", "pointer", "page"}}],
//!  "guesses": [{"file", "target"}],
//!  "unread": [{"file", "line", "message", "help"}],
//!  "summary": {"errors", "warnings", "reported", ...}}
//! ```
//!
//! What else the summary counts is the program's affair. Members may be added; none of these goes or changes while
//! `version` is 1. What is not known is null.

use std::io::{self, BufWriter, StdoutLock, Write};

use contacts_openapi::{Finding, Source};
use serde::Serialize;

use super::{Output, stdout, tell, tell_unread};
use crate::report::{Aim, Report, Unread};
use crate::summary::Summary;

pub(super) struct Json {
    out: BufWriter<StdoutLock<'static>>,
    has_findings: bool,
    /// What the document has behind the findings: a little for each input at most.
    guesses: Vec<Guess>,
    unread: Vec<UnreadInput>,
}

impl Json {
    pub(super) fn new() -> Self {
        Self { out: stdout(), has_findings: false, guesses: Vec::new(), unread: Vec::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        let between = if self.has_findings { ",\n" } else { "{\"version\":1,\n\"findings\":[\n" };
        self.has_findings = true;
        self.out.write_all(between.as_bytes())
    }
}

#[derive(Serialize)]
struct FindingInFile<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    within: Option<&'a str>,
    target: Option<&'a str>,
    guessed: bool,
    rule: &'a str,
    severity: String,
    message: &'a str,
    pointer: Option<&'a str>,
    help: Option<&'a str>,
    source: Option<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    file: String,
    line: usize,
    column: usize,
    pointer: &'a str,
    page: Option<&'a str>,
}

#[derive(Serialize)]
struct Guess {
    file: String,
    target: String,
}

#[derive(Serialize)]
struct UnreadInput {
    file: String,
    line: Option<usize>,
    message: String,
    help: Option<String>,
}

impl Output for Json {
    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()> {
        self.guesses.push(Guess { file: input.to_owned(), target: aim.target.clone() });
        Ok(())
    }

    fn finding(&mut self, report: &Report) -> io::Result<()> {
        self.begin()?;
        let Finding { rule, severity, message, place, pointer, span: _, help, source } = &report.finding;
        let statement = |Source { place, pointer, page }: &'_ Source| {
            let file = place.file.to_string_lossy().into_owned();
            (file, place.line, place.column, pointer.to_string(), page.clone())
        };
        let source = source.as_ref().map(statement);
        let source = source.as_ref().map(|(file, line, column, pointer, page)| Statement {
            file: file.clone(),
            line: *line,
            column: *column,
            pointer,
            page: page.as_deref(),
        });
        let finding = FindingInFile {
            file: &place.file.to_string_lossy(),
            line: place.line,
            column: place.column,
            within: report.payload.within(),
            target: report.aim.as_ref().map(|aim| &*aim.target),
            guessed: report.aim.as_ref().is_some_and(|aim| aim.is_guess),
            rule,
            severity: severity.to_string(),
            message,
            pointer: pointer.as_ref().map(|pointer| pointer.as_str()),
            help: help.as_deref(),
            source,
        };
        serde_json::to_writer(&mut self.out, &finding)?;
        Ok(())
    }

    fn unread(&mut self, unread: &Unread) -> io::Result<()> {
        tell_unread(unread);
        let Unread { input, line, message, help } = unread.clone();
        self.unread.push(UnreadInput { file: input.to_string(), line, message, help });
        Ok(())
    }

    fn end(&mut self, summary: &dyn Summary) -> io::Result<()> {
        if self.has_findings {
            self.out.write_all(b"\n],\n")?;
        } else {
            self.out.write_all(b"{\"version\":1,\n\"findings\":[],\n")?;
        }
        self.out.write_all(b"\"guesses\":")?;
        serde_json::to_writer(&mut self.out, &self.guesses)?;
        self.out.write_all(b",\n\"unread\":")?;
        serde_json::to_writer(&mut self.out, &self.unread)?;
        self.out.write_all(b",\n\"summary\":")?;
        serde_json::to_writer(&mut self.out, &summary.counts())?;
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        tell(summary);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
