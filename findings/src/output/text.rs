//! For people: each finding with the line that it is about.

use std::io::{self, BufWriter, Write};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use contacts_openapi::Severity;

use super::{Output, details, printable, readable, tell_unread};
use crate::report::{Aim, Payload, Report, Unread};
use crate::summary::Summary;

/// More guesses than these are only counted.
const GUESSES: u64 = 10;

pub(super) struct Text {
    out: BufWriter<AutoStream<io::StdoutLock<'static>>>,
    renderer: Renderer,
    guesses: u64,
}

impl Text {
    pub(super) fn new() -> Self {
        let renderer = renderer(AutoStream::choice(&io::stdout()));
        Self { out: BufWriter::new(AutoStream::auto(io::stdout().lock())), renderer, guesses: 0 }
    }
}

impl Output for Text {
    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()> {
        self.guesses += 1;
        if self.guesses > GUESSES {
            return Ok(());
        }
        writeln!(self.out, "note: {} is held against {}, by its shape\n", printable(input), aim.target)
    }

    fn finding(&mut self, report: &Report) -> io::Result<()> {
        write(&mut self.out, &self.renderer, report)
    }

    fn unread(&mut self, unread: &Unread) -> io::Result<()> {
        // What stands before it in the order of the inputs is seen before it.
        self.out.flush()?;
        tell_unread(unread);
        Ok(())
    }

    fn end(&mut self, summary: &dyn Summary) -> io::Result<()> {
        if self.guesses > GUESSES {
            let more = self.guesses - GUESSES;
            let inputs = if more == 1 { "input is" } else { "inputs are" };
            writeln!(self.out, "note: {more} more {inputs} held against what their shape says\n")?;
        }
        writeln!(self.out, "{summary}")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Shows a finding on standard error, as the text form does on standard output: for programs that cannot go on.
pub fn tell_finding(report: &Report) {
    let mut out = anstream::stderr();
    let renderer = renderer(AutoStream::choice(&io::stderr()));
    // A closed standard error is nobody to tell.
    let _ = write(&mut out, &renderer, report);
}

fn renderer(choice: ColorChoice) -> Renderer {
    if choice == ColorChoice::Never { Renderer::plain() } else { Renderer::styled() }
}

/// Writes a finding with the line that it is about.
fn write(out: &mut dyn Write, renderer: &Renderer, report: &Report) -> io::Result<()> {
    let finding = &report.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let path = finding.place.file.to_string_lossy();
    let origin = Origin::path(printable(&path)).line(finding.place.line).char_column(finding.place.column);
    let mut group = level.primary_title(readable(&finding.message)).id(&*finding.rule).element(origin);
    if let Some(excerpt) = &report.excerpt {
        let snippet = Snippet::source(&*excerpt.text)
            .line_start(finding.place.line)
            // The lines of a payload within a recording are not lines of the recording.
            .line_numbering(!matches!(report.payload, Payload::Recorded(_)))
            .annotation(AnnotationKind::Primary.span(excerpt.mark.clone()));
        group = group.element(snippet);
    }
    for (name, text) in &details(report) {
        let level = if *name == "help" { Level::HELP } else { Level::NOTE };
        group = group.element(level.with_name(*name).message(readable(text).into_owned()));
    }
    for line in renderer.render(&[group]).lines() {
        // A snippet behind a place of its own gets a mark for another file, and no file is named there.
        if strip_str(line).to_string().trim() != ":::" {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)
}
