//! Workflow commands of GitHub Actions: a runner makes annotations of them.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::{Output, detail_lines, printable, readable, stdout, tell};
use crate::report::{Aim, Report, Unread};
use crate::summary::Summary;

pub(super) struct Github {
    out: BufWriter<StdoutLock<'static>>,
}

impl Github {
    pub(super) fn new() -> Self {
        Self { out: stdout() }
    }
}

/// A text as the message of a command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a command's property.
fn property(text: &str) -> String {
    message(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}

impl Output for Github {
    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()> {
        let text = format!("held against {}, by its shape", aim.target);
        writeln!(self.out, "::notice file={},title=guess::{}", property(input), message(&text))
    }

    fn finding(&mut self, report: &Report) -> io::Result<()> {
        let finding = &report.finding;
        let mut text = readable(&finding.message).into_owned();
        for line in detail_lines(report) {
            text = text + "\n" + &readable(&line);
        }
        writeln!(
            self.out,
            "::{} file={},line={},col={},title={}::{}",
            finding.severity,
            property(&finding.place.file.to_string_lossy()),
            finding.place.line,
            finding.place.column,
            property(&finding.rule),
            message(&text)
        )
    }

    fn unread(&mut self, unread: &Unread) -> io::Result<()> {
        let line = unread.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let help = unread.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let text = format!("{}{help}", unread.message);
        writeln!(self.out, "::error file={}{line},title=not validated::{}", property(&unread.input), message(&text))
    }

    fn end(&mut self, summary: &dyn Summary) -> io::Result<()> {
        self.out.flush()?;
        tell(summary);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
