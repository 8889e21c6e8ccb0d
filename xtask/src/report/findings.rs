//! Findings about documents on standard output, in the forms of `contacts validate`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::path::Path;
use std::process::ExitCode;
use std::{fmt, fs, io};

use contacts_findings::{Format, Output, Payload, Program, Report, Rule, Summary, many};
use contacts_openapi::{Document, Finding, Severity};
use serde_json::{Value, json};

use super::written;
use crate::exit::Failure;

/// How findings are shown: options of every verb that has any.
#[derive(clap::Args)]
pub(crate) struct Shown {
    /// The form of the output: text for people, json, sarif for code hosts, junit for CI servers, or github for
    /// annotations of GitHub Actions
    #[arg(long, value_enum, default_value_t = Format::Text, hide_possible_values = true, help_heading = "What is shown")]
    pub(crate) format: Format,
    /// Take warnings for errors
    #[arg(long, help_heading = "What is shown")]
    pub(crate) strict: bool,
    /// Show at most so many findings; all are counted [default: 100, 1000 in junit, all in json and sarif]
    #[arg(long, value_name = "N", help_heading = "What is shown")]
    pub(crate) max_findings: Option<u64>,
}

/// What a verb found.
pub(crate) struct Found<'a> {
    /// The verb, such as `cargo xtask lint`.
    pub(crate) command: &'static str,
    /// The rules that were held to, where each has a name and a page.
    pub(crate) rules: Vec<Rule>,
    /// The texts that were looked at, with their paths.
    pub(crate) texts: Vec<(String, Cow<'a, str>)>,
    pub(crate) findings: Vec<Finding>,
}

impl<'a> Found<'a> {
    /// What a verb found in documents.
    pub(crate) fn of(command: &'static str, documents: &[&'a Document], findings: Vec<Finding>) -> Self {
        let text = |document: &&'a Document| (named(document.path()), Cow::Borrowed(document.text()));
        Self { command, rules: Vec::new(), texts: documents.iter().map(text).collect(), findings }
    }

    /// With the texts of the other files that findings are about, as far as there are any.
    pub(crate) fn with_texts(mut self) -> Self {
        for finding in &self.findings {
            let (file, path) = (&finding.place.file, named(&finding.place.file));
            if self.texts.iter().all(|(known, _)| *known != path)
                && let Ok(bytes) = fs::read(file)
            {
                self.texts.push((path, String::from_utf8_lossy(&bytes).into_owned().into()));
            }
        }
        self
    }
}

/// A path as it is shown.
fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    /// Those that are shown.
    pub(crate) shown: u64,
}

/// The kinds of findings that there are: `2 errors, 1 warning`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { errors, warnings, .. } = *self;
        let kinds = [(errors, "error", "errors"), (warnings, "warning", "warnings")];
        let kinds = kinds.into_iter().filter(|(count, ..)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(count, one, more)| many(count, one, more)).collect();
        f.write_str(if kinds.is_empty() { "no findings" } else { "" })?;
        f.write_str(&kinds.join(", "))
    }
}

/// The counts, and what is said of them.
struct Sum {
    counts: Counts,
    rules: usize,
    line: String,
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)?;
        match self.counts.errors + self.counts.warnings - self.counts.shown {
            0 => Ok(()),
            hidden => write!(f, "; {} not shown (see --max-findings)", many(hidden, "finding is", "findings are")),
        }
    }
}

impl Summary for Sum {
    fn counts(&self) -> Value {
        let Counts { errors, warnings, shown } = self.counts;
        json!({"rules": self.rules, "errors": errors, "warnings": warnings, "reported": shown})
    }

    fn is_complete(&self) -> bool {
        true
    }
}

impl Shown {
    /// Shows findings on standard output, and a line about all of them; exit code 1 if there is an error among them.
    pub(crate) fn show(&self, found: Found<'_>, line: impl FnOnce(Counts) -> String) -> Result<ExitCode, Failure> {
        let Found { command, rules, texts, mut findings } = found;
        let mut counts = Counts::default();
        for finding in &mut findings {
            if self.strict {
                finding.severity = Severity::Error;
            }
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
            }
        }
        let most = usize::try_from(self.max_findings.unwrap_or(self.format.most())).unwrap_or(usize::MAX);
        if findings.len() > most {
            // Where not all are shown, no warning stands in an error's place.
            findings.sort_by_key(|finding| Reverse(finding.severity));
            findings.truncate(most);
        }
        counts.shown = findings.len() as u64;
        let sum = Sum { counts, rules: rules.len(), line: line(counts) };
        let program = Program { name: command, command, version: env!("CARGO_PKG_VERSION"), rules };
        written(write(&mut *self.format.output(program), &texts, findings, &sum))?;
        Ok(ExitCode::from(u8::from(counts.errors > 0)))
    }
}

fn write(
    output: &mut dyn Output,
    texts: &[(String, Cow<'_, str>)],
    findings: Vec<Finding>,
    sum: &Sum,
) -> io::Result<()> {
    let mut left = findings;
    for (path, text) in texts {
        output.open(path)?;
        let (here, others) = left.into_iter().partition(|finding| named(&finding.place.file) == *path);
        left = others;
        for finding in Vec::<Finding>::into_iter(here) {
            output.finding(&Report::of_text(finding, text))?;
        }
    }
    for finding in left {
        output.finding(&Report { finding, aim: None, payload: Payload::Whole, excerpt: None })?;
    }
    output.end(sum)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_by_kind_and_no_kind_is_named_that_there_is_none_of() {
        let rows =
            [((0, 0), "no findings"), ((1, 0), "1 error"), ((0, 2), "2 warnings"), ((3, 1), "3 errors, 1 warning")];
        for ((errors, warnings), expected) in rows {
            assert_eq!(Counts { errors, warnings, shown: 0 }.to_string(), expected);
        }
    }
}
