//! `cargo xtask provenance`: where every statement of the document comes from.

use std::process::ExitCode;

use anstream::{print, println};
use chrono::{NaiveDate, Utc};
use contacts_openapi::{Document, operations};
use jsonptr::PointerBuf;

use super::day;
use crate::exit::{self, Failure};
use crate::provenance::{Parts, Report, conflicts, conflicts_table, markdown, statements, text};
use crate::report;
use crate::section::Section;
use crate::workspace::Workspace;

const HELP: &str = "\
A statement is what says something of the API: an operation, a parameter, a status, a keyword of a
schema, a rule, a value of a root extension. Its pages are those of the nearest x-source around it.

Examples:
  cargo xtask provenance                              how much, whence, and what is open
  cargo xtask provenance ContactName                  the statements of a schema
  cargo xtask provenance listContacts                 of an operation
  cargo xtask provenance /x-rate-limits               of a place
  cargo xtask provenance --page contact-list/jp       what was read from one page
  cargo xtask provenance --dated --date 2026-12-01    what should have happened by then
  cargo xtask provenance --conflicts --format json
  cargo xtask provenance --write                      the table of conflicts in openapi/README.md

";

/// Say where every statement of the document comes from.
///
/// Without options: counts, what no page states, the assumptions, the conflicts between pages with the decision taken,
/// and the dated changes. Conflicts are data, openapi/provenance/conflicts.yaml; one that names a place or a page that
/// is not there is a finding.
#[derive(clap::Args)]
#[command(after_help = format!("{HELP}{}", exit::HELP))]
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
pub(crate) struct Arguments {
    /// The statements of an operation, a schema or a JSON Pointer
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    /// Every statement
    #[arg(long, conflicts_with = "what")]
    all: bool,
    /// The statements that come from this page
    #[arg(long, value_name = "SLUG/LANGUAGE")]
    page: Option<String>,
    /// The statements that no page makes and no assumption covers
    #[arg(long)]
    unsourced: bool,
    /// What no page states, and why it was taken
    #[arg(long)]
    assumptions: bool,
    /// Where pages disagree or lost text, and what was decided
    #[arg(long)]
    conflicts: bool,
    /// The changes that pages announce, and their state
    #[arg(long)]
    dated: bool,
    /// The day on which dated changes are judged [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the table of conflicts in openapi/README.md
    #[arg(long)]
    write: bool,
    /// Write nothing; show how that table would change, and exit with 4 if it would
    #[arg(long, conflicts_with = "write")]
    check: bool,
    #[command(flatten)]
    workspace: Workspace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a page or a pull request
    Markdown,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let document = arguments.workspace.document()?;
    let (file, conflicts) = conflicts::read(&arguments.workspace)?;
    let findings = file.as_ref().map(|file| conflicts::findings(&conflicts, file, &document)).unwrap_or_default();
    if arguments.write || arguments.check {
        if let (Some(file), false) = (file, findings.is_empty()) {
            return Err(Failure::Findings { document: Box::new(file), findings });
        }
        return section(arguments, &conflicts);
    }
    let mut statements = statements(&document);
    if let Some(page) = &arguments.page {
        known_page(&document, page)?;
        statements.retain(|statement| statement.pages.iter().any(|known| known == page));
    }
    if let Some(what) = &arguments.what {
        let at = place(&document, what)?;
        statements.retain(|statement| statement.pointer.starts_with(&at));
    }
    let lists = arguments.all || arguments.page.is_some() || arguments.what.is_some();
    let filters = [arguments.unsourced, arguments.assumptions, arguments.conflicts, arguments.dated];
    let is_summary = !lists && !filters.contains(&true);
    let parts = Parts {
        counts: is_summary,
        statements: lists && !arguments.unsourced,
        unsourced: is_summary || arguments.unsourced,
        assumptions: is_summary || arguments.assumptions,
        conflicts: is_summary || arguments.conflicts,
        dated: is_summary || arguments.dated,
    };
    let today = arguments.date.unwrap_or_else(|| Utc::now().date_naive()).to_string();
    let report = Report::new(&document, &statements, &conflicts, &today, parts);
    match arguments.format {
        Format::Text => print!("{}", text(&report)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&report).unwrap_or_default()),
        Format::Markdown => print!("{}", markdown(&report)),
    }
    match file {
        Some(file) if !findings.is_empty() => {
            report::findings(&file, &findings);
            Ok(ExitCode::FAILURE)
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The table of conflicts in the README.
fn section(arguments: &Arguments, conflicts: &[conflicts::Conflict]) -> Result<ExitCode, Failure> {
    let section = Section {
        path: arguments.workspace.path("openapi/README.md"),
        name: "conflicts",
        command: "cargo xtask provenance --write",
        text: conflicts_table(conflicts),
    };
    if arguments.check {
        section.check()?;
        println!("up to date: {} conflicts", conflicts.len());
    } else {
        let what = if section.write()? { "written" } else { "nothing changed" };
        println!("{} conflicts: {what}", conflicts.len());
    }
    Ok(ExitCode::SUCCESS)
}

fn known_page(document: &Document, page: &str) -> Result<(), Failure> {
    if document.address(page).is_some() {
        return Ok(());
    }
    Err(Failure::Usage {
        message: format!("x-source-index has no page `{page}`"),
        help: "write `<slug>/<language>`, such as contact-list/jp; `cargo xtask provenance` lists them".to_owned(),
    })
}

/// Where something stands that somebody named.
fn place(document: &Document, what: &str) -> Result<PointerBuf, Failure> {
    let unknown = || Failure::Usage {
        message: format!("there is no operation, schema or place `{what}`"),
        help: "give an operationId, the name of a schema, or a JSON Pointer such as /x-rate-limits".to_owned(),
    };
    if what.starts_with('/') {
        let at = PointerBuf::parse(what).map_err(|_| unknown())?;
        return document.pointer(at.as_str()).map(|_| at).ok_or_else(unknown);
    }
    if let Some(operation) = operations(document).into_iter().find(|operation| operation.id == what) {
        return Ok(operation.pointer);
    }
    let at = PointerBuf::from_tokens(["components", "schemas", what]);
    document.pointer(at.as_str()).map(|_| at).ok_or_else(unknown)
}
