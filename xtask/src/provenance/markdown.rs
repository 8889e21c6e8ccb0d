//! The provenance of a document as Markdown, and the table of conflicts that a README has of it.

use std::fmt::Write as _;

use super::conflicts::{Conflict, Reading};
use super::report::Report;
use super::statements::Statement;

pub(crate) fn markdown(report: &Report<'_>) -> String {
    let mut out = String::new();
    let Report { counts, statements, unsourced, assumptions, conflicts, dated } = report;
    if let Some(counts) = counts {
        let (all, sourced) = (counts.statements, counts.sourced);
        let (assumed, neither) = (counts.assumed, counts.neither);
        let _ = writeln!(out, "{all} statements: {sourced} read from a page, {assumed} assumed, {neither} neither.\n");
        let pages = counts.by_page.iter().map(|(page, count)| vec![format!("`{page}`"), count.to_string()]);
        table(&mut out, &["Page", "Statements"], pages);
    }
    if let Some(statements) = statements {
        table(&mut out, &STATEMENT, statements.iter().map(row));
    }
    if let Some(unsourced) = unsourced {
        let _ = writeln!(out, "Stated by no page and not marked as assumed: {}\n", unsourced.len());
        if !unsourced.is_empty() {
            table(&mut out, &STATEMENT, unsourced.iter().map(|statement| row(statement)));
        }
    }
    if let Some(assumptions) = assumptions {
        let rows =
            assumptions.iter().map(|it| vec![format!("`{}`", it.pointer), it.covers.clone(), it.reason.to_owned()]);
        table(&mut out, &["Assumed at", "Covers", "Reason"], rows);
    }
    if let Some(conflicts) = conflicts {
        out.push_str(&conflicts_table(conflicts));
        out.push('\n');
    }
    if let Some(dated) = dated {
        let rows = dated.iter().map(|it| {
            let state = format!("{:?}", it.state).to_lowercase();
            vec![it.date.to_owned(), it.id.to_owned(), state, it.statement.to_owned()]
        });
        table(&mut out, &["Date", "Change", "State", "Statement"], rows);
    }
    out
}

const STATEMENT: [&str; 4] = ["Place", "Keyword", "Value", "Page"];

fn row(statement: &Statement<'_>) -> Vec<String> {
    let page = match &statement.assumption {
        Some(at) => format!("assumed at `{at}`"),
        None => statement.pages.iter().map(|page| format!("`{page}`")).collect::<Vec<_>>().join(", "),
    };
    vec![format!("`{}`", statement.pointer), statement.keyword.clone(), statement.value.clone(), page]
}

/// The table of conflicts: subject, readings, decision.
pub(crate) fn conflicts_table(conflicts: &[Conflict]) -> String {
    let mut out = String::new();
    let rows = conflicts.iter().map(|conflict| {
        let said = conflict.readings.iter().map(|reading| said(reading, &conflict.readings));
        vec![conflict.subject.clone(), said.collect::<Vec<_>>().join(" / "), conflict.decision.clone()]
    });
    table(&mut out, &["Subject", "What the pages say", "What the document says"], rows);
    out
}

/// What some pages say, behind their languages; behind their names, where another page of that language says otherwise.
fn said(reading: &Reading, all: &[Reading]) -> String {
    let split = |reading: &Reading| -> Vec<(String, String)> {
        let pages = reading.pages.iter().filter_map(|page| page.split_once('/'));
        pages.map(|(slug, language)| (slug.to_owned(), language.to_owned())).collect()
    };
    let own = split(reading);
    let others = all.iter().filter(|other| !std::ptr::eq(*other, reading)).flat_map(split);
    let is_shared = others.into_iter().any(|(_, language)| own.iter().any(|(_, it)| *it == language));
    let mut names: Vec<String> = Vec::new();
    for (slug, language) in own {
        let name = if is_shared { format!("{slug}/{language}") } else { language };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { reading.says.clone() } else { format!("{}: {}", names.join(", "), reading.says) }
}

fn table(out: &mut String, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    let _ = writeln!(out, "| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let cells = row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " "));
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    out.push('\n');
}
