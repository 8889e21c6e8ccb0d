//! The provenance of a document for people.

use std::fmt::Write as _;

use super::conflicts::Reading;
use super::report::{Counts, Report, State};
use super::statements::Statement;

/// How wide reasons are set.
const WIDTH: usize = 100;

pub(crate) fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    let Report { counts, statements, unsourced, assumptions, conflicts, dated } = report;
    if let Some(counts) = counts {
        self::counts(&mut out, counts);
    }
    if let Some(statements) = statements {
        for statement in *statements {
            self::statement(&mut out, statement);
        }
        let _ = writeln!(out, "\n{} statements", statements.len());
    }
    if let Some(unsourced) = unsourced {
        heading(&mut out, &format!("Stated by no page and not marked as assumed: {}", unsourced.len()));
        for statement in unsourced {
            self::statement(&mut out, statement);
        }
    }
    if let Some(assumptions) = assumptions {
        heading(&mut out, &format!("Assumptions: {}", assumptions.len()));
        for assumed in assumptions {
            let _ = writeln!(out, "{} ({})\n  covers {}", assumed.pointer, assumed.place, assumed.covers);
            paragraph(&mut out, "  ", assumed.reason);
        }
    }
    if let Some(conflicts) = conflicts {
        heading(&mut out, &format!("Conflicts and losses: {}", conflicts.len()));
        for conflict in *conflicts {
            let _ = writeln!(out, "{}: {}", conflict.id, conflict.subject);
            for reading in &conflict.readings {
                paragraph(&mut out, "  ", &said(reading));
            }
            paragraph(&mut out, "  => ", &conflict.decision);
            paragraph(&mut out, "     ", &conflict.reason);
        }
    }
    if let Some(dated) = dated {
        heading(&mut out, &format!("Dated changes: {}", dated.len()));
        for change in dated {
            let state = match change.state {
                State::Planned => "planned",
                State::Due => "due, and nobody has decided what became of it",
                State::Decided => "decided",
                State::Review => "decided, and to be looked at again by now",
            };
            let _ = writeln!(out, "{} {}: {state}", change.date, change.id);
            paragraph(&mut out, "  ", change.statement);
            let decided = |member: &str| change.decision?.get(member)?.as_str();
            if let Some(says) = decided("says") {
                let review =
                    decided("review").map(|day| format!(" To be looked at again on {day}.")).unwrap_or_default();
                paragraph(&mut out, "  => ", &format!("{says}{review}"));
            }
        }
    }
    out.trim_start().to_owned()
}

fn counts(out: &mut String, counts: &Counts<'_>) {
    let Counts { statements, sourced, assumed, neither, by_language, by_page } = counts;
    let _ = writeln!(out, "{statements} statements: {sourced} read from a page, {assumed} assumed, {neither} neither");
    heading(out, "Statements by language");
    for (language, count) in by_language {
        let _ = writeln!(out, "{count:>6}  {language}");
    }
    heading(out, "Statements by page");
    for (page, count) in by_page {
        let _ = writeln!(out, "{count:>6}  {page}");
    }
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}");
}

fn statement(out: &mut String, statement: &Statement<'_>) {
    let Statement { pointer, keyword, value, pages, address, assumption } = statement;
    let value = if value.is_empty() { String::new() } else { format!(": {value}") };
    let whence = match (assumption, address, &pages[..]) {
        (Some(at), ..) => format!("assumed at {at}"),
        (None, Some(address), [_]) => address.clone(),
        (None, Some(address), more) => format!("{address} and {} more", more.len() - 1),
        (None, None, _) => "no page".to_owned(),
    };
    let _ = writeln!(out, "{pointer}\n  {keyword}{value}\n  {whence}");
}

/// What some pages say, behind their names.
pub(super) fn said(reading: &Reading) -> String {
    if reading.pages.is_empty() {
        reading.says.clone()
    } else {
        format!("{}: {}", reading.pages.join(", "), reading.says)
    }
}

fn paragraph(out: &mut String, indent: &str, text: &str) {
    let rest = " ".repeat(indent.len());
    let options = textwrap::Options::new(WIDTH).initial_indent(indent).subsequent_indent(&rest);
    let _ = writeln!(out, "{}", textwrap::fill(text, options));
}
