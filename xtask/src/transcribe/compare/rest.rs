//! What of a page stands beside its parameters and its bodies: operations, scopes, headers, statuses, dates.

use std::collections::BTreeSet;

use contacts_openapi::{Location, Method, Operation, list};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::{Comparison, Difference};
use crate::transcribe::known;
use crate::transcribe::notices::months;
use crate::transcribe::page::{Kind, Part, Row, operation};

/// No scope is longer; a line of one long word is something else.
const MAX_SCOPE: usize = 100;

impl<'a> Comparison<'a, '_> {
    /// The index should know a page that somebody reads.
    pub(super) fn source(&mut self) {
        let Some(id) = self.id.clone() else { return };
        if self.document.address(&id).is_none() {
            let at = PointerBuf::from_tokens(["x-source-index"]);
            let message = format!("the document's index has no page `{id}`");
            let help = "add it, with how much of the copy was legible";
            self.tell(Difference {
                rule: "unknown-page",
                at: &at,
                line: 1,
                printed: Some(&id),
                message,
                help: help.into(),
            });
        }
    }

    /// An operation should name the page that it was read from.
    pub(super) fn is_named_by(&mut self, operation: &Operation<'_>) {
        let Some(id) = self.id.clone() else { return };
        if list(operation.value, "x-source").all(|page| page.as_str() != Some(&id)) {
            let message = format!("the operation does not name the page `{id}`");
            let help = "add it to `x-source`";
            let at = operation.pointer.with_trailing_token("x-source");
            self.tell(Difference {
                rule: "unnamed-page",
                at: &at,
                line: 1,
                printed: Some(&id),
                message,
                help: help.into(),
            });
        }
    }

    pub(super) fn unknown_operation(&mut self, operations: &[Operation<'_>], line: usize, method: Method, path: &str) {
        let at = PointerBuf::from_tokens(["paths", path]);
        let is_known = self.document.pointer(at.as_str()).is_some();
        let at = if is_known { at } else { PointerBuf::from_tokens(["paths"]) };
        let near = operations
            .iter()
            .map(|it| (strsim::jaro(&format!("{method} {path}"), &format!("{} {}", it.method, it.path)), it));
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(likeness, _)| *likeness > 0.85);
        let help = match near {
            Some((_, near)) => format!("add it; or is `{} {}` meant?", near.method, near.path),
            None => "add it".to_owned(),
        };
        let printed = format!("{method} {path}");
        let message = format!("the document has no operation `{printed}`");
        self.tell(Difference { rule: "operation", at: &at, line, printed: Some(&printed), message, help: help.into() });
    }

    /// A page without an operation: its tables list operations, and its payloads are of any of them.
    pub(super) fn overview(&mut self, operations: &[Operation<'a>]) {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut last = 1;
        for (line, part) in &self.page.parts {
            match part {
                Part::Table(table) if table.kind == Kind::Operations => {
                    self.found.tables += 1;
                    for row in &table.rows {
                        self.found.rows += 1;
                        last = row.line;
                        self.listed(row, operations, &mut seen);
                    }
                }
                Part::Example(glued) => self.loose_example(*line, glued),
                _ => {}
            }
        }
        // A page about something else lists none of ours.
        if seen.is_empty() || self.page.is_cut {
            return;
        }
        for it in operations.iter().filter(|it| !seen.contains(&(it.method.as_str(), it.path))) {
            let message = format!("the page does not list `{} {}`", it.method, it.path);
            let help = "see whether it is gone";
            let at = &it.pointer;
            self.tell(Difference { rule: "not-on-page", at, line: last, printed: None, message, help: help.into() });
        }
    }

    #[allow(clippy::single_match_else, reason = "both arms say what is there")]
    fn listed<'s>(&mut self, row: &Row, operations: &'s [Operation<'a>], seen: &mut BTreeSet<(&'s str, &'s str)>) {
        let printed = row.name.as_deref().unwrap_or_default();
        match operation(printed) {
            Some((method, path)) => match operations.iter().find(|it| it.method == method && it.path == path) {
                Some(known) => drop(seen.insert((known.method.as_str(), known.path))),
                None => self.unknown_operation(operations, row.line, method, &path),
            },
            None => {
                let at = PointerBuf::from_tokens(["paths"]);
                let message = "this row names no operation".to_owned();
                let help = "expected a method and a path, such as `GET /contacts`";
                self.tell(Difference {
                    rule: "operation",
                    at: &at,
                    line: row.line,
                    printed: Some(printed),
                    message,
                    help: help.into(),
                });
            }
        }
    }

    /// The scopes stand on lines of their own before the first table.
    pub(super) fn scopes(&mut self, operation: &Operation<'_>) {
        let is_scope = |text: &str| {
            text.len() < MAX_SCOPE
                && text.split('.').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        };
        let before = self.page.parts.iter().take_while(|(_, part)| !matches!(part, Part::Table(_)));
        let scopes = before.filter_map(|(line, part)| match part {
            Part::Text(text) if is_scope(text) => Some((*line, text.as_str())),
            _ => None,
        });
        let scopes: Vec<(usize, &str)> = scopes.collect();
        let at = operation.pointer.with_trailing_token("security");
        for (line, scope) in &scopes {
            if !operation.scopes.contains(scope) {
                let message = format!("the page names the scope `{scope}`, the document does not");
                let help = "add a requirement with it to `security`";
                self.tell(Difference {
                    rule: "scope",
                    at: &at,
                    line: *line,
                    printed: Some(scope),
                    message,
                    help: help.into(),
                });
            }
        }
        let line = scopes.last().map_or(1, |(line, _)| *line);
        for scope in operation.scopes.iter().filter(|scope| !scopes.iter().any(|(_, known)| known == *scope)) {
            let at = operation.security.iter().find(|it| it.scopes.contains(scope)).map_or(&at, |it| &it.pointer);
            if self.document.assumption(at).is_some() {
                self.found.assumed += 1;
                continue;
            }
            let (message, help) = if scopes.is_empty() {
                let message = format!("the document names the scope `{scope}`, the page names no scope");
                (message, "if it does, scopes stand alone on a line, before the first table; else drop the requirement")
            } else {
                let message = format!("the document names the scope `{scope}`, the page does not");
                (message, "drop the requirement")
            };
            self.tell(Difference { rule: "scope", at, line, printed: None, message, help: help.into() });
        }
    }

    /// `Authorization` and `Content-Type` are no parameters: the document says them by security and media types.
    pub(super) fn headers(&mut self, operation: &Operation<'_>) {
        let tables = self.page.parts.iter().filter_map(|(line, part)| match part {
            Part::Table(table) if table.kind == Kind::Headers => Some((*line, table)),
            _ => None,
        });
        let tables: Vec<_> = tables.collect();
        let Some((line, _)) = tables.first().copied() else { return };
        self.found.tables += tables.len();
        let rows: Vec<&Row> = tables.iter().flat_map(|(_, table)| &table.rows).collect();
        self.found.rows += rows.len();
        let row =
            |name: &str| rows.iter().find(|row| row.name.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(name)));
        let body = self.document.definition(&operation.pointer.with_trailing_token("requestBody"));
        let media =
            self.document.pointer(body.as_str()).and_then(|body| body.get("content")).and_then(Value::as_object);
        let pairs = [
            ("Authorization", !operation.security.is_empty(), operation.pointer.with_trailing_token("security")),
            ("Content-Type", media.is_some(), body.clone()),
        ];
        for (name, is_known, at) in &pairs {
            match (row(name), is_known) {
                (Some(row), false) => {
                    let message = format!("the page has the header `{name}`, and the document nothing that says it");
                    let help = "it says that the operation needs a token, or takes a body";
                    self.tell(Difference {
                        rule: "header",
                        at,
                        line: row.line,
                        printed: Some(name),
                        message,
                        help: help.into(),
                    });
                }
                (None, true) => {
                    let message = format!("the page has no row for the header `{name}`");
                    let help = "see whether the operation needs no token, or takes no body";
                    self.tell(Difference { rule: "header", at, line, printed: None, message, help: help.into() });
                }
                _ => {}
            }
        }
        if let Some((row, media)) = row("Content-Type").copied().zip(media) {
            let printed = row.constraints.get("example").unwrap_or(&row.description);
            let printed = printed.split_whitespace().find(|word| word.contains('/')).unwrap_or(printed);
            if !media.keys().any(|known| printed.contains(&**known)) {
                let at = body.with_trailing_token("content");
                let message = format!("the page sends the body as `{printed}`, the document as another type");
                let help = "name it below `content`";
                self.tell(Difference {
                    rule: "header",
                    at: &at,
                    line: row.line,
                    printed: Some(printed),
                    message,
                    help: help.into(),
                });
            }
        }
        for row in &rows {
            let Some(name) = row.name.as_deref() else { continue };
            let is_ours = pairs.iter().any(|(known, ..)| known.eq_ignore_ascii_case(name));
            let mut known = operation.parameters_in(Location::Header).map(|it| it.name);
            let of_answers = operation.responses.iter().filter_map(|it| it.value.get("headers")?.as_object());
            let mut of_answers = of_answers.flat_map(|headers| headers.keys());
            if !is_ours
                && !known.any(|known| known.eq_ignore_ascii_case(name))
                && !of_answers.any(|known| known.eq_ignore_ascii_case(name))
            {
                let at = operation.pointer.with_trailing_token("parameters");
                let message = format!("the document has no header `{name}` here");
                let help = "add it";
                self.tell(Difference {
                    rule: "header",
                    at: &at,
                    line: row.line,
                    printed: Some(name),
                    message,
                    help: help.into(),
                });
            }
        }
    }

    /// The labels of answers stand for statuses; those of every operation are on a page of their own.
    pub(super) fn statuses(&mut self, operation: &Operation<'_>) {
        let labels = self.page.parts.iter().filter_map(|(line, part)| match part {
            Part::Label(status) => Some((*line, status)),
            _ => None,
        });
        let labels: Vec<_> = labels.collect();
        let answers = operation.pointer.with_trailing_token("responses");
        for (line, status) in &labels {
            if operation.responses.iter().any(|it| it.status == status.as_str()) {
                continue;
            }
            let printed = status.canonical_reason().unwrap_or_default();
            let success = operation.success().filter(|_| status.is_success());
            let (at, message, help) = match success {
                Some(success) => (
                    answers.with_trailing_token(success.status),
                    format!(
                        "the page labels the answer \"{printed}\", which is {}; the document has {}",
                        status.as_str(),
                        success.status
                    ),
                    "look the number up on the page",
                ),
                None => (answers.clone(), format!("the document has no answer {}", status.as_str()), "add it"),
            };
            self.tell(Difference {
                rule: "status",
                at: &at,
                line: *line,
                printed: Some(printed),
                message,
                help: help.into(),
            });
        }
        if labels.is_empty() || self.page.is_cut {
            return;
        }
        let common = self.document.pointer("/x-transport/commonStatuses/values").cloned().unwrap_or_default();
        let common = known::values(&common);
        let line = labels.last().map_or(1, |(line, _)| *line);
        for answer in operation.responses.iter().filter(|it| !it.is_success() && it.status != "default") {
            let at = answers.with_trailing_token(answer.status);
            let is_seen = labels.iter().any(|(_, status)| status.as_str() == answer.status);
            if is_seen || common.iter().any(|common| common == answer.status) {
                continue;
            }
            if self.document.assumption(&at).is_some() {
                self.found.assumed += 1;
                continue;
            }
            let message = format!("the page has no answer {}", answer.status);
            let help = "drop it, or say why in `x-assumed-responses`";
            self.tell(Difference { rule: "status", at: &at, line, printed: None, message, help: help.into() });
        }
    }

    /// A date on a page is a change that is planned.
    pub(super) fn notices(&mut self) {
        let mut dates: Vec<(PointerBuf, &str)> = Vec::new();
        self.document.walk(&mut |at, value| {
            if at.last().is_some_and(|token| token.decoded() == "x-dated-changes") {
                let of_list = value.as_array().into_iter().flatten();
                dates.extend(
                    of_list.filter_map(|change| change.get("date")?.as_str()).map(|date| (at.to_owned(), date)),
                );
            }
        });
        let nearest = dates.first().map_or_else(PointerBuf::new, |(at, _)| at.clone());
        let mut texts: Vec<(usize, &str)> = Vec::new();
        for (line, part) in &self.page.parts {
            match part {
                Part::Text(text) => texts.push((*line, text)),
                Part::Table(table) => texts.extend(table.rows.iter().map(|row| (row.line, row.description.as_str()))),
                _ => {}
            }
        }
        for (line, text) in texts {
            for (month, printed) in months(text) {
                if !dates.iter().any(|(_, date)| date.starts_with(&month)) {
                    let message = format!("the page speaks of {month}, and no dated change of the document does");
                    let help = "look at x-dated-changes: the notice may be of a new one, or of another date";
                    let at: &Pointer = &nearest;
                    self.tell(Difference {
                        rule: "dated-notice",
                        at,
                        line,
                        printed: Some(&printed),
                        message,
                        help: help.into(),
                    });
                }
            }
        }
    }

    /// The schema of the JSON body of a request or an answer.
    pub(super) fn json_schema(&self, holder: &Pointer) -> Option<PointerBuf> {
        let content = self.document.pointer(holder.as_str())?.get("content")?.as_object()?;
        let (media, value) = content.iter().find(|(media, _)| media.contains("json"))?;
        value.get("schema")?;
        Some(holder.with_trailing_token("content").with_trailing_token(media.as_str()).with_trailing_token("schema"))
    }
}
