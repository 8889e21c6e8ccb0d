//! Takes what a run says, in order: counts it, shows it, and decides how the program ends.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use contacts_findings::Output;

use crate::event::{Event, Exchanges, Part};
use crate::exit;
use crate::judge::Rules;
use crate::progress::Progress;
use crate::summary::Summary;

/// The one place that output comes from.
pub(crate) struct Writer {
    output: Box<dyn Output>,
    progress: Progress,
    summary: Summary,
    /// The most findings that are shown.
    most: u64,
    /// Why nothing more can be written.
    broken: Option<io::Error>,
}

impl Writer {
    pub(crate) fn new(output: Box<dyn Output>, progress: Progress, most: u64) -> Self {
        Self { output, progress, summary: Summary::default(), most, broken: None }
    }

    /// Takes a part of what a run says.
    pub(crate) fn take(&mut self, part: &Part, rules: &Rules) {
        self.summary.payloads += part.payloads;
        self.summary.errors += part.errors;
        self.summary.warnings += part.warnings;
        if !part.events.is_empty() && self.broken.is_none() {
            let Self { output, progress, summary, most, .. } = self;
            let show = || {
                part.events.iter().try_for_each(|event| take(event, &mut **output, summary, *most))?;
                output.flush()
            };
            if let Err(error) = progress.suspend(show) {
                self.broken = Some(error);
                // There is no use in going on.
                rules.is_over.store(true, Ordering::Relaxed);
            }
        }
        if self.summary.reported >= self.most {
            rules.is_enough.store(true, Ordering::Relaxed);
        }
        self.progress.advance(part.bytes);
    }

    /// Ends the output with the summary.
    pub(crate) fn end(mut self, rules: &Rules) -> ExitCode {
        self.progress.end();
        self.summary.interrupted = self.broken.is_none() && rules.is_over.load(Ordering::Relaxed);
        let result = match self.broken.take() {
            Some(error) => Err(error),
            None => self.output.end(&self.summary).and_then(|()| self.output.flush()),
        };
        let code = match result {
            // Whoever reads the output has enough of it, as `head` has.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let _ = writeln!(anstream::stderr(), "error: the output cannot be written: {error}");
                exit::BAD_INPUT
            }
            _ if self.summary.interrupted => exit::INTERRUPTED,
            _ if self.summary.unread > 0 => exit::BAD_INPUT,
            _ => u8::from(self.summary.errors > 0),
        };
        ExitCode::from(code)
    }
}

fn take(event: &Event, output: &mut dyn Output, summary: &mut Summary, most: u64) -> io::Result<()> {
    match event {
        Event::Open(input) => {
            summary.inputs += 1;
            output.open(input)
        }
        Event::Guess(input, aim) => {
            summary.guessed += 1;
            output.guess(input, aim)
        }
        Event::Finding(report) => {
            if summary.reported >= most {
                return Ok(());
            }
            summary.reported += 1;
            output.finding(report)
        }
        Event::Unread(unread) => {
            summary.unread += 1;
            output.unread(unread)
        }
        Event::Exchanges(Exchanges { total, unmatched, unchecked }) => {
            summary.exchanges += total;
            summary.exchanges_unmatched += unmatched;
            summary.bodies_unchecked += unchecked;
            Ok(())
        }
    }
}
