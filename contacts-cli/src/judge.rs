//! What a worker does with a block of an input: holds its payloads against their schemas.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use contacts_findings::{Aim, Excerpt, Payload, Report, Unread};
use contacts_openapi::validate::Options;
use contacts_openapi::{Finding, Place, Severity};
use memchr::memchr;

use crate::aim::{Aims, Held};
use crate::event::{Event, Part};
use crate::guess::Guess;
use crate::in_flight::Permit;
use crate::input::{Input, cause};
use crate::read::json;

/// The most findings that a worker keeps before it hands them on.
const FINDINGS: usize = 256;

/// How findings are treated, for a whole run.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) options: Options,
    /// Whether a warning is an error.
    pub(crate) is_strict: bool,
    /// Whether the text around a place is kept.
    pub(crate) has_excerpts: bool,
    /// Set when no more findings are shown, and they need only be counted.
    pub(crate) is_enough: AtomicBool,
    /// Set when the run is to end.
    pub(crate) is_over: AtomicBool,
}

/// A block of an input.
pub(crate) struct Block {
    pub(crate) input: Arc<str>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) content: Content,
    /// What the progress of the run grows by.
    pub(crate) size: u64,
    pub(crate) permit: Permit,
}

/// What a block holds.
pub(crate) enum Content {
    /// Payloads, one a line, from this line on.
    Lines(Held, usize),
    /// Files with one payload each, still to be read.
    Files(Vec<Input>),
    /// A payload; without something to hold it against, its shape decides.
    Payload(Option<Held>),
    /// A payload that stands as text in a recording: at a place and under a pointer.
    Recorded(Held, Place, Arc<str>),
}

/// Where parts go; false when nobody takes them any more.
pub(crate) type Deliver<'a> = &'a mut dyn FnMut(Part) -> bool;

/// Holds the payloads of a block against their schemas. The last part that is delivered says so.
pub(crate) fn judge(block: Block, aims: &Aims, rules: &Rules, deliver: Deliver<'_>) {
    let Block { input, bytes, content, size, permit } = block;
    let mut judge = Judge::new(input, rules, deliver);
    match content {
        Content::Lines(held, first) => {
            let mut line = first;
            let mut rest = &bytes[..];
            while !rest.is_empty() && !judge.is_stopped && !rules.is_over.load(Ordering::Relaxed) {
                let end = memchr(b'\n', rest).unwrap_or(rest.len());
                judge.line(&rest[..end], &held, line);
                rest = rest.get(end + 1..).unwrap_or_default();
                line += 1;
            }
        }
        Content::Files(inputs) => {
            for input in inputs {
                if judge.is_stopped || rules.is_over.load(Ordering::Relaxed) {
                    break;
                }
                judge.file(&input, aims);
            }
        }
        Content::Payload(held) => judge.payload(&bytes, held.as_ref(), aims),
        Content::Recorded(held, at, within) => {
            let findings = findings(&bytes, &held, &rules.options);
            judge.recorded(findings, &bytes, &held, within, &at);
        }
    }
    judge.part.bytes = size;
    judge.part.is_last = true;
    // What the block held is gone before the next one is asked for.
    drop((bytes, permit));
    judge.finish();
}

/// Whether a line holds nothing.
pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

/// The findings about a payload; one that is too large is not looked at.
pub(crate) fn findings(payload: &[u8], held: &Held, options: &Options) -> Vec<Finding> {
    if payload.len() > options.max_bytes {
        return vec![too_large(options.max_bytes)];
    }
    held.schema.findings(payload, options)
}

/// The finding about a payload that has more bytes than it may.
pub(crate) fn too_large(max_bytes: usize) -> Finding {
    Finding {
        rule: "too-large".into(),
        severity: Severity::Error,
        message: format!("the payload has more than {max_bytes} bytes, and was not looked at"),
        place: Place { file: PathBuf::new(), line: 1, column: 1 },
        pointer: None,
        span: None,
        help: Some("if it is meant to be so large, raise `--max-bytes`".to_owned()),
        source: None,
    }
}

/// Collects findings about the payloads of an input, and delivers a few at a time.
pub(crate) struct Judge<'a> {
    input: Arc<str>,
    rules: &'a Rules,
    part: Part,
    deliver: Deliver<'a>,
    is_stopped: bool,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(input: Arc<str>, rules: &'a Rules, deliver: Deliver<'a>) -> Self {
        Self { input, rules, part: Part::default(), deliver, is_stopped: false }
    }

    /// Delivers what is left; false when nobody takes it any more.
    pub(crate) fn finish(self) -> bool {
        (self.deliver)(self.part) && !self.is_stopped
    }

    fn line(&mut self, line: &[u8], held: &Held, number: usize) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !is_blank(line) {
            let findings = findings(line, held, &self.rules.options);
            self.on_line(findings, line, Some(held), number);
        }
    }

    /// Takes the findings about a payload on one line.
    pub(crate) fn on_line(&mut self, findings: Vec<Finding>, line: &[u8], held: Option<&Held>, number: usize) {
        let in_file = |place: Place| Place { line: place.line + number - 1, ..place };
        self.part.payloads += 1;
        self.take(findings, line, held.map(|held| &held.aim), &Payload::Line(number), &in_file);
    }

    /// Takes the findings about a payload that stands in a recording.
    pub(crate) fn recorded(
        &mut self,
        findings: Vec<Finding>,
        payload: &[u8],
        held: &Held,
        within: Arc<str>,
        at: &Place,
    ) {
        self.part.payloads += 1;
        self.take(findings, payload, Some(&held.aim), &Payload::Recorded(within), &|_| at.clone());
    }

    /// Takes the findings about the parameters of a request, which are no payload.
    pub(crate) fn parameters(&mut self, findings: Vec<Finding>, aim: &Arc<Aim>, within: Arc<str>, at: &Place) {
        self.take(findings, b"", Some(aim), &Payload::Recorded(within), &|_| at.clone());
    }

    /// Reads and judges a file with one payload.
    fn file(&mut self, input: &Input, aims: &Aims) {
        self.input = input.name.clone();
        self.part.events.push(Event::Open(input.name.clone()));
        let held = aims.of_file(&input.name).map_err(|error| error.to_string());
        let read = held.and_then(|held| {
            let bytes = json::file(input, self.rules.options.max_bytes).map_err(|error| cause(&error))?;
            Ok((held, bytes))
        });
        match read {
            Ok((held, bytes)) => self.payload(&bytes, held.as_ref(), aims),
            Err(message) => self.unread(message, None),
        }
    }

    fn unread(&mut self, message: String, help: Option<String>) {
        self.part.events.push(Event::Unread(Unread { input: self.input.clone(), line: None, message, help }));
    }

    fn payload(&mut self, payload: &[u8], held: Option<&Held>, aims: &Aims) {
        match held {
            Some(held) => self.whole(findings(payload, held, &self.rules.options), payload, Some(held)),
            None => self.guessed(payload, aims),
        }
    }

    fn whole(&mut self, findings: Vec<Finding>, payload: &[u8], held: Option<&Held>) {
        self.part.payloads += 1;
        self.take(findings, payload, held.map(|held| &held.aim), &Payload::Whole, &|place| place);
    }

    fn guessed(&mut self, payload: &[u8], aims: &Aims) {
        if payload.len() > self.rules.options.max_bytes {
            return self.whole(vec![too_large(self.rules.options.max_bytes)], payload, None);
        }
        match aims.guess(payload) {
            Guess::Is(held, findings) => {
                self.part.events.push(Event::Guess(self.input.clone(), held.aim.clone()));
                self.whole(findings, payload, Some(&held));
            }
            Guess::Unreadable(findings) => self.whole(findings, payload, None),
            Guess::Unknown(message, help) => self.unread(message, Some(help)),
        }
    }

    /// Counts the findings about a payload, and keeps them while they are shown.
    fn take(
        &mut self,
        findings: Vec<Finding>,
        payload: &[u8],
        aim: Option<&Arc<Aim>>,
        which: &Payload,
        in_file: &dyn Fn(Place) -> Place,
    ) {
        for mut finding in findings {
            if self.rules.is_strict {
                finding.severity = Severity::Error;
            }
            self.part.count(finding.severity);
            if self.rules.is_enough.load(Ordering::Relaxed) {
                continue;
            }
            let span = finding.span.as_ref().filter(|_| self.rules.has_excerpts);
            let excerpt = span.map(|span| Excerpt::new(payload, span));
            finding.place = Place { file: PathBuf::from(&*self.input), ..in_file(finding.place) };
            let report = Report { finding, aim: aim.cloned(), payload: which.clone(), excerpt };
            self.part.events.push(Event::Finding(Box::new(report)));
            if self.part.events.len() >= FINDINGS {
                self.is_stopped |= !(self.deliver)(std::mem::take(&mut self.part));
            }
        }
    }
}
