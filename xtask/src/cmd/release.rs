//! `cargo xtask release`: a document becomes a release.

use std::process::ExitCode;

use anstream::{eprintln, println};
use chrono::{NaiveDate, Utc};
use contacts_openapi::Finding;
use semver::Version;

use super::day;
use crate::exit::{self, Failure};
use crate::published::{self, Checked, Outlook, Plan};
use crate::report::{Found, Shown};
use crate::workspace::Workspace;

const EXAMPLES: &str = "\
Examples:
  cargo xtask release --check             # may this document stand beside those that were released?
  cargo xtask release --dry-run           # what would be released, and what is missing?
  cargo xtask release                     # do what the dry run shows
  cargo xtask release --crates 0.2.0      # because the code, too, breaks somebody";

/// Turn the document and the crates into a release.
///
/// Keeps the document in openapi/published under its version, if that is not released yet; gives what stands under
/// `Unreleased` in CHANGELOG.md its heading; and writes the crates' version into the manifests. Everything is written, or,
/// if anything is missing, nothing; nothing is committed: the end says how.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(crate) struct Arguments {
    /// Write nothing; look whether the document may stand beside those that were released: they are as they were, its
    /// version fits what has changed since, CHANGELOG.md tells of it, and the client is up to date
    #[arg(long, conflicts_with_all = ["dry_run", "date", "crates"])]
    check: bool,
    /// Write nothing; show what would be written, and what is missing
    #[arg(long)]
    dry_run: bool,
    /// The day of the release, on which dated changes are judged, too [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    /// The version of the crates [default: that of the manifests, if it is to come, or the next that fits]
    #[arg(long, value_name = "VERSION")]
    crates: Option<Version>,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    workspace: Workspace,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.check {
        return check(arguments);
    }
    let date = arguments.date.unwrap_or_else(|| Utc::now().date_naive());
    let (plan, missing) = match Plan::of(&arguments.workspace, date, arguments.crates.as_ref())? {
        Outlook::Nothing(last) => {
            println!("nothing to release: nothing has changed since {last}");
            return Ok(ExitCode::SUCCESS);
        }
        Outlook::Unclear { missing } => return Ok(refuse(&missing)),
        Outlook::Planned { plan, missing } => (plan, missing),
    };
    let is_done = missing.is_empty() && !arguments.dry_run;
    if is_done {
        plan.carry_out()?;
    }
    show(&plan, is_done);
    if !missing.is_empty() {
        println!();
        return Ok(refuse(&missing));
    }
    if arguments.dry_run {
        println!("\nnothing is missing; nothing was written");
        return Ok(ExitCode::SUCCESS);
    }
    let Plan { crates, document, .. } = &plan;
    println!("\nNow commit and tag it:");
    println!("  git add --all");
    println!("  git commit --message \"Release {crates}\"");
    println!("  git tag --annotate v{crates} --message \"{crates}, with version {document} of the document\"");
    println!("  git push --follow-tags");
    Ok(ExitCode::SUCCESS)
}

fn check(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let checked = published::check(&arguments.workspace)?;
    let summary = checked.summary();
    let Checked { document, findings, .. } = checked;
    let found = Found::of("cargo xtask release --check", &[&document], findings).with_texts();
    arguments.shown.show(found, |counts| match counts.errors {
        0 => summary,
        _ => format!("{counts}; {} cannot be released as it is", document.path().display()),
    })
}

fn show(plan: &Plan, is_done: bool) {
    println!("release v{} with version {} of the document\n", plan.crates, plan.document);
    for line in &plan.lines {
        println!("  {line}");
    }
    println!("\n{}", if is_done { "written" } else { "to be written" });
    let width = plan.files.iter().map(|file| file.name.len()).max().unwrap_or_default();
    for file in &plan.files {
        println!("  {:<width$}  {}", file.name, file.note);
    }
}

/// Says what is missing.
fn refuse(missing: &[Finding]) -> ExitCode {
    let noun = if missing.len() == 1 { "thing is" } else { "things are" };
    eprintln!("{} {noun} missing; nothing was written\n", missing.len());
    for finding in missing {
        let Finding { rule, message, place, help, .. } = finding;
        if place.file.as_os_str().is_empty() {
            eprintln!("  [{rule}] {message}");
        } else {
            eprintln!("  {place}: [{rule}] {message}");
        }
        if let Some(help) = help {
            eprintln!("      help: {help}");
        }
    }
    ExitCode::from(1)
}
