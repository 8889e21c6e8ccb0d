//! `JUnit` XML: an input is a suite, a payload with errors a failed test; or, where the rules are known, each rule is a
//! test. Warnings, of which the form knows nothing, are the suite's output.

use std::io::{self, BufWriter, StdoutLock, Write};

use contacts_openapi::Severity;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Output, detail_lines, stdout, tell, tell_unread};
use crate::program::Program;
use crate::report::{Aim, Payload, Report, Unread};
use crate::summary::Summary;

pub(super) struct Junit {
    program: Program,
    out: BufWriter<StdoutLock<'static>>,
    suites: Vec<Suite>,
}

/// An input.
struct Suite {
    name: String,
    guess: Option<String>,
    failed: Vec<Failed>,
    warnings: String,
    unread: Vec<Unread>,
}

/// A payload with errors, or a rule that is broken, and what the errors say.
struct Failed {
    payload: Payload,
    rule: String,
    message: String,
    text: String,
}

impl Junit {
    pub(super) fn new(program: Program) -> Self {
        Self { program, out: stdout(), suites: Vec::new() }
    }

    /// The suite of an input; the last one, unless the input could not be opened.
    fn suite(&mut self, input: &str) -> &mut Suite {
        let index = match self.suites.iter().rposition(|suite| suite.name == input) {
            Some(index) if index + 1 == self.suites.len() => index,
            _ => {
                let name = input.to_owned();
                let (failed, unread) = (Vec::new(), Vec::new());
                self.suites.push(Suite { name, guess: None, failed, warnings: String::new(), unread });
                self.suites.len() - 1
            }
        };
        &mut self.suites[index]
    }

    /// Whether each rule is a test, and not each payload.
    fn is_by_rule(&self) -> bool {
        !self.program.rules.is_empty()
    }

    fn report(&self, Suite { name, guess, failed, warnings, unread }: Suite) -> TestSuite {
        let mut suite = TestSuite::new(name.as_str());
        if let Some(guess) = guess {
            suite.add_property(("guess", guess.as_str()));
        }
        if !warnings.is_empty() {
            suite.set_system_out(warnings.as_str());
        }
        let fine = self.program.rules.iter().map(|rule| rule.id);
        let fine: Vec<&str> = fine.filter(|id| failed.iter().all(|failed| failed.rule != *id)).collect();
        let is_fine = failed.is_empty() && unread.is_empty();
        for Failed { payload, rule, message, text } in failed {
            let case = match &payload {
                _ if self.is_by_rule() => rule.clone(),
                Payload::Whole => name.clone(),
                Payload::Line(line) => format!("line {line}"),
                Payload::Recorded(pointer) => pointer.to_string(),
            };
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(rule.as_str()).set_message(message.as_str()).set_description(text.as_str());
            suite.add_test_case(test(&name, &case, status));
        }
        for unread in unread {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("not-validated").set_message(unread.message.as_str());
            if let Some(help) = &unread.help {
                status.set_description(help.as_str());
            }
            suite.add_test_case(test(&name, &name, status));
        }
        if self.is_by_rule() {
            suite.add_test_cases(fine.into_iter().map(|id| test(&name, id, TestCaseStatus::success())));
        } else if is_fine {
            suite.add_test_case(test(&name, &name, TestCaseStatus::success()));
        }
        suite
    }
}

impl Output for Junit {
    fn open(&mut self, input: &str) -> io::Result<()> {
        self.suite(input);
        Ok(())
    }

    fn guess(&mut self, input: &str, aim: &Aim) -> io::Result<()> {
        self.suite(input).guess = Some(aim.target.clone());
        Ok(())
    }

    fn finding(&mut self, report: &Report) -> io::Result<()> {
        let finding = &report.finding;
        let mut text = format!("{}: {}[{}]: {}\n", finding.place, finding.severity, finding.rule, finding.message);
        for line in detail_lines(report) {
            text = text + "  " + &line + "\n";
        }
        let is_by_rule = self.is_by_rule();
        let suite = self.suite(&finding.place.file.to_string_lossy());
        let same = if is_by_rule {
            suite.failed.iter_mut().find(|failed| failed.rule == finding.rule)
        } else {
            suite.failed.last_mut().filter(|failed| failed.payload == report.payload)
        };
        match (finding.severity, same) {
            (Severity::Warning, _) => suite.warnings.push_str(&text),
            (Severity::Error, Some(failed)) => failed.text.push_str(&text),
            (Severity::Error, None) => suite.failed.push(Failed {
                payload: report.payload.clone(),
                rule: finding.rule.to_string(),
                message: finding.message.clone(),
                text,
            }),
        }
        Ok(())
    }

    fn unread(&mut self, unread: &Unread) -> io::Result<()> {
        tell_unread(unread);
        self.suite(&unread.input).unread.push(unread.clone());
        Ok(())
    }

    fn end(&mut self, summary: &dyn Summary) -> io::Result<()> {
        let mut report = quick_junit::Report::new(self.program.command);
        let suites = std::mem::take(&mut self.suites);
        report.add_test_suites(suites.into_iter().map(|suite| self.report(suite)));
        let text = report.to_string().map_err(|error| io::Error::other(error.to_string()))?;
        self.out.write_all(text.as_bytes())?;
        self.out.flush()?;
        tell(summary);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A test of an input. CI servers sort tests by their class, and some want one.
fn test(input: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(input);
    case
}
