//! A recording of requests and answers: each body is held against what the document says of its operation.

use std::io::Read;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contacts_openapi::validate::{Target, TargetError};
use contacts_openapi::{Finding, Place, Severity, route_recorded};
use serde_json::error::Category;

use super::lexer::Lexer;
use super::recording::{self, Body, Exchange};
use super::{BYTE_ORDER_MARK, Stop, is_over};
use crate::input::Input;
use crate::judge::{Block, Content, Judge, too_large};
use crate::pipeline::{Run, Stage};
use crate::report::{Event, Exchanges, Unread};

/// Reads the exchanges of a recording.
pub(super) fn read(source: impl Read, input: &Input, run: &Run, stage: &mut dyn Stage) -> Result<bool, Stop> {
    if run.aims.is_chosen() {
        let help = "validate it by itself, without `--operation` or `--schema`";
        return Err(Stop::unread("a recording says itself which operations its payloads are of", Some(help)));
    }
    let source = without_mark(source)?;
    // As many letters of base64 as the largest payload may have, and some.
    let most = run.rules.options.max_bytes.saturating_mul(4) / 3 + 8;
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
        Category::Syntax | Category::Data => format!("it is no recording: {what}"),
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
    /// Validates the bodies of an exchange; false when nobody wants to hear of another.
    fn exchange(&mut self, exchange: Exchange) -> bool {
        let index = self.exchanges.total;
        self.exchanges.total += 1;
        let Some(operation) = route_recorded(self.run.aims.operations(), &exchange.method, path(&exchange.url)) else {
            self.exchanges.unmatched += 1;
            return true;
        };
        let request = Target::Request(operation.id.to_owned());
        let response = Target::Response(operation.id.to_owned(), exchange.status);
        self.body(exchange.request, request, format!("/log/entries/{index}/request/postData/text"));
        self.body(exchange.response, response, format!("/log/entries/{index}/response/content/text"));
        self.is_over |= is_over(&self.run.rules);
        !self.is_over
    }

    fn body(&mut self, body: Body, target: Target, within: String) {
        let Some(text) = body.text.filter(|text| !text.bytes.is_empty()) else { return };
        let is_json = body.media_type.is_empty() || body.media_type.to_ascii_lowercase().contains("json");
        let held = match self.run.aims.held(target) {
            Ok(held) if is_json => held,
            Ok(_) | Err(TargetError::NoBody(_)) => {
                self.exchanges.unchecked += 1;
                return;
            }
            Err(error) => {
                let input = self.input.name.clone();
                let unread = Unread { input, line: Some(text.line), message: error.to_string(), help: None };
                self.is_over |= !self.stage.tell(Event::Unread(unread));
                return;
            }
        };
        let rules = &self.run.rules;
        let place = Place { file: self.input.name.to_string().into(), line: text.line, column: text.column };
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

/// The path of an address, without what is before and behind it.
fn path(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |start| &rest[start..]),
        None => url,
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

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn the_path_of_an_address_stands_between_its_host_and_its_query() {
        let rows = [
            ("https://www.worksapis.com/v1.0/contacts?count=1&cursor=a/b", "/v1.0/contacts"),
            ("http://127.0.0.1:8080/contacts#x", "/contacts"),
            ("/contacts", "/contacts"),
            ("https://contacts", ""),
            ("https://contacts?a=/b", ""),
            ("", ""),
        ];
        for (url, expected) in rows {
            assert_eq!(path(url), expected, "{url}");
        }
    }
}
