//! A recording of requests and answers: parameters and bodies are held against what the document says of their
//! operation.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contacts_findings::{Aim, Unread};
use contacts_openapi::validate::{Target, TargetError};
use contacts_openapi::{Finding, Operation, Place, Severity, route_recorded};
use serde_json::error::Category;

use super::lexer::Lexer;
use super::parameters;
use super::recording::{self, Body, Exchange, Text};
use super::{BYTE_ORDER_MARK, Stop, is_over};
use crate::event::{Event, Exchanges};
use crate::input::Input;
use crate::judge::{Block, Content, Judge, too_large};
use crate::pipeline::{Run, Stage};

/// Reads the exchanges of a recording.
pub(super) fn read(source: impl Read, input: &Input, run: &Run, stage: &mut dyn Stage) -> Result<bool, Stop> {
    if run.aims.is_chosen() {
        let help = "validate it by itself, without `--operation` or `--schema`";
        return Err(Stop::unread("a recording says itself which operations its payloads are of", Some(help)));
    }
    let source = without_mark(source)?;
    // As many letters of base64 as the largest payload may have, and some; as many as any address has.
    let most = (run.rules.options.max_bytes.saturating_mul(4) / 3 + 8).max(64 << 10);
    let mut reader = Reader { input, run, stage, exchanges: Exchanges::default(), is_over: false };
    let result = recording::read(Lexer::new(source, most), &mut |exchange| reader.exchange(exchange));
    if reader.is_over {
        return Err(Stop::Over);
    }
    let exchanges = reader.exchanges;
    let wants_more = exchanges.total == 0 || reader.stage.tell(Event::Exchanges(exchanges));
    match result {
        Ok(true) => Ok(wants_more),
        Ok(false) => Err(Stop::unread("it is no recording: it has no `log` with `entries`", None)),
        Err(error) => Err(broken(&error, exchanges)),
    }
}

/// What is wrong with a recording that cannot be read to its end.
fn broken(error: &serde_json::Error, Exchanges { total, .. }: Exchanges) -> Stop {
    let what = error.to_string();
    let what = what.strip_suffix(&format!(" at line {} column {}", error.line(), error.column())).unwrap_or(&what);
    let what = match error.classify() {
        Category::Eof => "it ends too early".to_owned(),
        Category::Io => format!("it cannot be read: {what}"),
        Category::Syntax => format!("it is no recording: {what}"),
        // What serde says of it shows the value.
        Category::Data => "it is no recording: a member is of another kind than in HAR 1.2".to_owned(),
    };
    let before = match total {
        0 => String::new(),
        1 => "; the exchange before was validated".to_owned(),
        n => format!("; the {n} exchanges before were validated"),
    };
    Stop::Unread((error.line() > 0).then(|| error.line()), format!("{what}{before}"), None)
}

/// The source without a mark at its start.
fn without_mark(mut source: impl Read) -> Result<impl Read, Stop> {
    let mut start = Vec::with_capacity(BYTE_ORDER_MARK.len());
    source.by_ref().take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut start)?;
    if start == BYTE_ORDER_MARK {
        start.clear();
    }
    Ok(std::io::Cursor::new(start).chain(source))
}

struct Reader<'a> {
    input: &'a Input,
    run: &'a Run,
    stage: &'a mut dyn Stage,
    exchanges: Exchanges,
    is_over: bool,
}

impl Reader<'_> {
    /// Validates an exchange; false when nobody wants to hear of another.
    fn exchange(&mut self, exchange: Exchange) -> bool {
        let index = self.exchanges.total;
        self.exchanges.total += 1;
        let url = exchange.url.as_ref().map(|url| String::from_utf8_lossy(&url.bytes)).unwrap_or_default();
        let operations = self.run.aims.operations();
        let Some(operation) = route_recorded(operations, &exchange.method, parameters::path(&url)) else {
            self.exchanges.unmatched += 1;
            return true;
        };
        if let Some(Text { line, column, .. }) = exchange.url {
            self.parameters(operation, &url, &self.place(line, column), format!("/log/entries/{index}/request/url"));
        }
        let request = Target::Request(operation.id.to_owned());
        let response = Target::Response(operation.id.to_owned(), exchange.status);
        self.body(exchange.request, &request, format!("/log/entries/{index}/request/postData/text"));
        self.body(exchange.response, &response, format!("/log/entries/{index}/response/content/text"));
        self.is_over |= is_over(&self.run.rules);
        !self.is_over
    }

    /// Validates what the address of a request says. Its headers are left alone: recordings lack some of them.
    fn parameters(&mut self, operation: &Operation<'_>, url: &str, at: &Place, within: String) {
        let rules = &self.run.rules;
        let known = match self.run.aims.validator.parameters(operation.id) {
            Ok(known) => known,
            Err(error) => return self.unread(at.line, &error),
        };
        let values = parameters::values(operation.path, url);
        let values = values.iter().map(|(location, name, value)| (*location, &**name, &**value));
        let mut findings = known.findings(values, &rules.options);
        findings.retain(|finding| {
            let location = finding.pointer.as_ref().and_then(|pointer| pointer.first());
            location.is_none_or(|location| matches!(&*location.decoded(), "path" | "query"))
        });
        if !findings.is_empty() {
            let aim = Arc::new(Aim { target: Target::Request(operation.id.to_owned()).to_string(), is_guess: false });
            let mut deliver = |part| self.stage.hand_over(part);
            let mut judge = Judge::new(self.input.name.clone(), rules, &mut deliver);
            judge.parameters(findings, &aim, within.into(), at);
            self.is_over |= !judge.finish();
        }
    }

    /// Tells of a schema that is none.
    fn unread(&mut self, line: usize, error: &TargetError) {
        let input = self.input.name.clone();
        let unread = Unread { input, line: Some(line), message: error.to_string(), help: None };
        self.is_over |= !self.stage.tell(Event::Unread(unread));
    }

    fn place(&self, line: usize, column: usize) -> Place {
        Place { file: self.input.name.to_string().into(), line, column }
    }

    fn body(&mut self, body: Body, target: &Target, within: String) {
        let Some(text) = body.text.filter(|text| !text.bytes.is_empty()) else { return };
        let is_json = body.media_type.is_empty() || body.media_type.to_ascii_lowercase().contains("json");
        let held = match self.run.aims.held(target) {
            Ok(held) if is_json => held,
            Ok(_) | Err(TargetError::NoBody(_)) => {
                self.exchanges.unchecked += 1;
                return;
            }
            Err(error) => return self.unread(text.line, &error),
        };
        let rules = &self.run.rules;
        let place = self.place(text.line, text.column);
        let is_large = |length: usize| length > rules.options.max_bytes;
        let decoded = match body.is_base64 {
            true if is_large(text.bytes.len() / 4 * 3) => Err(too_large(rules.options.max_bytes)),
            true => STANDARD.decode(text.bytes.trim_ascii()).map_err(|_| not_base64()),
            false if is_large(text.bytes.len()) => Err(too_large(rules.options.max_bytes)),
            false => Ok(text.bytes),
        };
        let is_wanted = match decoded {
            Ok(bytes) => {
                let size = bytes.len() as u64;
                let permit = self.stage.in_flight().room_for(bytes.capacity());
                let content = Content::Recorded(held, place, within.into());
                self.stage.submit(Block { input: self.input.name.clone(), bytes, content, size, permit })
            }
            Err(finding) => {
                let mut deliver = |part| self.stage.hand_over(part);
                let mut judge = Judge::new(self.input.name.clone(), rules, &mut deliver);
                judge.recorded(vec![finding], b"", &held, within.into(), &place);
                judge.finish()
            }
        };
        self.is_over |= !is_wanted;
    }
}

fn not_base64() -> Finding {
    Finding {
        rule: "not-base64".into(),
        severity: Severity::Error,
        message: "the recording says that this is base64, and it is not".to_owned(),
        place: Place { file: PathBuf::new(), line: 1, column: 1 },
        pointer: None,
        span: None,
        help: Some("record it again, or take this exchange out".to_owned()),
        source: None,
    }
}
