//! `cargo xtask transcribe`: a page of the documentation beside the document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contacts_findings::many;
use contacts_openapi::{Finding, Language, Severity};

use crate::exit::Failure;
use crate::provenance::conflicts;
use crate::report::{self, Found, Shown};
use crate::transcribe::{Differences, Page, Unreadable, compare};
use crate::tree::io_failure;
use crate::workspace::Workspace;

const HELP: &str = "\
A page is the text that a browser shows, one thing a line, with tables in the form of Markdown: the
operation first (`GET/contacts`), or the tables of operations of an overview. Which page it is, and
in which language, is said by `--page`, or by its name, `contact-list.jp.txt`; else its operation
tells the page, and its script the language.

A table's rows are name, type and description, and the constraints of a row end its description:

  GET/contacts
  contact.read
  | Parameter | Type | Description |
  |---|---|---|
  | count | integer | How many. required default : 100 minimum : 1 maximum : 200 |

What is compared: operations, scopes, headers, parameters and members with their types and
constraints, the labels of answers, examples, and the months of notices. Descriptions are not. What
the document marks as assumed beyond the page is only counted, and so are differences that
openapi/provenance/conflicts.yaml decides.

Examples:
  cargo xtask transcribe contact-list.jp.txt          what is new on the page
  cargo xtask transcribe pages/*.txt --all            and what was decided before
  cargo xtask transcribe saved.txt --page contact-list/jp
  cargo xtask transcribe contact-create.kr.txt --write-examples

Exit codes:
  0  nothing that is not decided
  1  there are findings
  2  bad input or usage: a text that is no page says the line, and what was expected there";

/// Compare a saved page of the documentation with the document.
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Saved pages, called `<slug>.<en|jp|kr>.txt`
    #[arg(value_name = "PAGE.txt", required = true)]
    pages: Vec<PathBuf>,
    /// Which page it is, if its name does not say so
    #[arg(long, value_name = "SLUG/LANGUAGE", value_parser = page)]
    page: Option<(String, Language)>,
    /// Show what was decided before, with the decision
    #[arg(long)]
    all: bool,
    /// Write the page's examples that are in no file to openapi/examples; no file is overwritten
    #[arg(long)]
    write_examples: bool,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    workspace: Workspace,
}

/// A page as `x-source` names it.
fn page(text: &str) -> Result<(String, Language), String> {
    let (slug, language) = text.split_once('/').ok_or("expected `<slug>/<language>`, such as contact-list/jp")?;
    match language {
        "en" => Ok((slug.to_owned(), Language::En)),
        "jp" => Ok((slug.to_owned(), Language::Jp)),
        "kr" => Ok((slug.to_owned(), Language::Kr)),
        _ => Err(format!("expected en, jp or kr behind the slash, found `{language}`")),
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.page.is_some() && arguments.pages.len() > 1 {
        return Err(Failure::Usage {
            message: "`--page` says which page one file is, and there are several".to_owned(),
            help: "give one, or call them `<slug>.<language>.txt`".to_owned(),
        });
    }
    let document = arguments.workspace.document()?;
    let (file, conflicts) = conflicts::read(&arguments.workspace)?;
    let unfit = file.as_ref().map(|file| conflicts::findings(&conflicts, file, &document)).unwrap_or_default();
    if let Some(file) = file.filter(|_| !unfit.is_empty()) {
        // An entry that decides nothing would let what it was made for appear as news.
        report::findings(&file, &unfit);
    }
    let folder = arguments.workspace.path("openapi/examples");
    // Every page is read before anything is written.
    let pages = arguments.pages.iter().map(|path| read(path, arguments.page.as_ref()));
    let pages: Vec<Page> = pages.collect::<Result<_, _>>()?;
    let mut findings = Vec::new();
    let mut is_news = false;
    let mut summaries = Vec::new();
    for page in &pages {
        let found = compare(&document, page, &conflicts, &folder);
        is_news |= !found.news.is_empty();
        summaries.push(summary(&page.path, &found));
        if arguments.write_examples {
            for unwritten in &found.unwritten {
                unwritten.write()?;
                summaries.push(format!("{}: written", unwritten.path.display()));
            }
        }
        findings.extend(found.news);
        if arguments.all {
            findings.extend(found.decided.into_iter().map(|(finding, conflict)| Finding {
                severity: Severity::Warning,
                help: Some(format!("decided as `{}`: {}", conflict.id, conflict.decision)),
                ..finding
            }));
        }
    }
    let found = Found::of("cargo xtask transcribe", &[&document], findings);
    arguments.shown.show(found, |_| summaries.join("\n"))?;
    // What is shown besides, because it was decided before, is no news.
    Ok(ExitCode::from(u8::from(is_news || !unfit.is_empty())))
}

fn read(path: &Path, page: Option<&(String, Language)>) -> Result<Page, Failure> {
    let bytes = fs::read(path).map_err(io_failure(path))?;
    let unreadable = |Unreadable { line, expected }: Unreadable| Failure::Usage {
        message: format!("{}:{line}: {expected}", path.display()),
        help: "`cargo xtask transcribe --help` says what a page looks like".to_owned(),
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = String::from_utf8_lossy(good).matches('\n').count() + 1;
        unreadable(Unreadable { line, expected: "expected UTF-8".to_owned() })
    })?;
    Page::read(path, &text, page.map(|(slug, language)| (slug.as_str(), *language))).map_err(unreadable)
}

/// What was looked at, and what came of it.
fn summary(path: &Path, found: &Differences<'_>) -> String {
    let Differences { news, decided, assumed, tables, rows, examples, .. } = found;
    let mut ids: Vec<&str> = decided.iter().map(|(_, conflict)| conflict.id.as_str()).collect();
    ids.sort_unstable();
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for id in ids {
        match counts.last_mut() {
            Some((known, count)) if *known == id => *count += 1,
            _ => counts.push((id, 1)),
        }
    }
    let counts: Vec<String> = counts.into_iter().map(|(id, count)| format!("\n  decided: {id} {count}")).collect();
    format!(
        "{}: {}, {}, {} compared; {} new, {} decided, {assumed} assumed beyond the page{}",
        path.display(),
        many(*tables as u64, "table", "tables"),
        many(*rows as u64, "row", "rows"),
        many(*examples as u64, "example", "examples"),
        news.len(),
        decided.len(),
        counts.concat(),
    )
}
