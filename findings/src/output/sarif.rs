//! SARIF 2.1.0, written as findings come: the rules stand behind the results, because only then are they known.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, StdoutLock, Write};

use contacts_openapi::Severity;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Output, detail_lines, stdout, tell, tell_unread};
use crate::program::{Program, Rule};
use crate::report::{Aim, Report, Unread};
use crate::summary::Summary;

/// What a path may not have in a URI reference. A colon would make a scheme of what is before it.
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) struct Sarif {
    program: Program,
    out: BufWriter<StdoutLock<'static>>,
    has_begun: bool,
    /// The names of the rules that were broken, and that the program does not describe.
    rules: BTreeSet<String>,
    notifications: Vec<Value>,
}

impl Sarif {
    pub(super) fn new(program: Program) -> Self {
        Self { program, out: stdout(), has_begun: false, rules: BTreeSet::new(), notifications: Vec::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        let before = if self.has_begun {
            ",\n"
        } else {
            concat!(
                "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n",
                "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
            )
        };
        self.has_begun = true;
        self.out.write_all(before.as_bytes())
    }
}

/// A path as a URI reference, relative to wherever the program was run; an absolute one as an address.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(&path, NO_PATH))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What code hosts show of a rule.
fn describe(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

impl Output for Sarif {
    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()> {
        self.notifications.push(json!({
            "level": "note",
            "message": {"text": format!("{input} is held against {}, by its shape", aim.target)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(input)}}}],
        }));
        Ok(())
    }

    fn finding(&mut self, report: &Report) -> io::Result<()> {
        self.begin()?;
        let finding = &report.finding;
        if self.program.rule(&finding.rule).is_none() && !self.rules.contains(&*finding.rule) {
            self.rules.insert(finding.rule.to_string());
        }
        let mut text = finding.message.clone();
        for line in detail_lines(report) {
            text = text + "\n" + &line;
        }
        let level = level(finding.severity);
        let mut location = json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(&finding.place.file.to_string_lossy())},
            "region": {"startLine": finding.place.line, "startColumn": finding.place.column},
        }});
        if let Some(pointer) = &finding.pointer {
            location["logicalLocations"] = json!([{"fullyQualifiedName": pointer.as_str(), "kind": "element"}]);
        }
        let result = json!({
            "ruleId": finding.rule, "level": level, "message": {"text": text}, "locations": [location],
        });
        serde_json::to_writer(&mut self.out, &result)?;
        Ok(())
    }

    fn unread(&mut self, unread: &Unread) -> io::Result<()> {
        tell_unread(unread);
        let mut place = json!({"artifactLocation": {"uri": uri(&unread.input)}});
        if let Some(line) = unread.line {
            place["region"] = json!({"startLine": line});
        }
        self.notifications.push(json!({
            "level": "error",
            "message": {"text": unread.to_string()},
            "locations": [{"physicalLocation": place}],
        }));
        Ok(())
    }

    fn end(&mut self, summary: &dyn Summary) -> io::Result<()> {
        if !self.has_begun {
            self.begin()?;
        }
        let described = self.program.rules.iter().map(describe);
        let rules: Vec<Value> = described.chain(self.rules.iter().map(|id| json!({"id": id}))).collect();
        let driver = json!({"name": self.program.name, "version": self.program.version, "rules": rules});
        let invocation = json!({
            "executionSuccessful": summary.is_complete(),
            "toolExecutionNotifications": self.notifications,
        });
        self.out.write_all(b"\n],\"invocations\":[")?;
        serde_json::to_writer(&mut self.out, &invocation)?;
        self.out.write_all(b"],\n\"tool\":{\"driver\":")?;
        serde_json::to_writer(&mut self.out, &driver)?;
        self.out.write_all(b"}}]}\n")?;
        self.out.flush()?;
        tell(summary);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
