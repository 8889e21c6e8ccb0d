//! `cargo xtask diff`: what a change of the document does to those who use it.

use std::process::ExitCode;

use anstream::{eprintln, print, println};
use chrono::{NaiveDate, Utc};
use contacts_findings::many;

use super::day;
use crate::codegen::check::dangling;
use crate::diff::accepted::{self, Accepted};
use crate::diff::account::Account;
use crate::diff::output::{self, Form};
use crate::diff::{self, CLASSES};
use crate::exit::{self, Failure};
use crate::published;
use crate::report;
use crate::revision::Revision;
use crate::workspace::Workspace;

/// Say what changed between two documents, for whom, and which version comes next
///
/// A change is judged three times: as the wire sees it, in requests and in answers apart; as the Rust API of the
/// regenerated client sees it; and by the documentation's own examples, which are held against both documents.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(crate) struct Arguments {
    /// The old document: a file, or a revision of git [default: the last release, in openapi/published]
    #[arg(allow_hyphen_values = true)]
    base: Option<String>,
    /// The new document: a file, or a revision of git [default: openapi/contacts.yaml as it is]
    #[arg(allow_hyphen_values = true)]
    head: Option<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// List what changed in words alone and what was accepted, too
    #[arg(long)]
    all: bool,
    /// Accept a change: it stays quiet and stops nobody, but counts for the next version; may be given more than once
    #[arg(long, value_name = "FINGERPRINT", requires = "reason", conflicts_with_all = ["format", "all"])]
    accept: Vec<String>,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT", requires = "accept")]
    reason: Option<String>,
    /// The day on which it is accepted [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "accept")]
    date: Option<NaiveDate>,
    /// Say what a class of changes does to requests and to answers, and how to go about it
    #[arg(long, value_name = "CLASS", conflicts_with_all = ["base", "format", "all", "accept", "list"])]
    explain: Option<String>,
    /// List the classes
    #[arg(long, conflicts_with_all = ["base", "format", "all", "accept"])]
    list: bool,
    #[command(flatten)]
    workspace: Workspace,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask diff                                what the edit at hand does to those who use the last release
  cargo xtask diff main                           what it does to those who use the document of main
  cargo xtask diff v0.1.0 HEAD                    from a tag to what is committed
  cargo xtask diff old.yaml new.yaml --all        two files, words and accepted changes included
  cargo xtask diff main --format markdown         a comment for a pull request
  cargo xtask diff --format changelog             a draft for CHANGELOG.md
  cargo xtask diff --accept 3f2a9c01b7de --reason 'the service never sent it'
                                                  keep a change quiet, in openapi/accepted-changes.yaml";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if let Some(id) = &arguments.explain {
        let class = diff::class(id).ok_or_else(|| Failure::Usage {
            message: format!("there is no class `{id}`"),
            help: "`cargo xtask diff --list` lists the classes".to_owned(),
        })?;
        println!("{}", class.page.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.list {
        for class in CLASSES {
            println!("{:<32} {}", class.id, class.summary);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = &arguments.workspace;
    let base = match &arguments.base {
        Some(name) => Revision::read(workspace, name)?,
        None => last_release(workspace)?,
    };
    let head = match &arguments.head {
        Some(name) => Revision::read(workspace, name)?,
        None => Revision::work_tree(workspace)?,
    };
    let accepted = Accepted::read(workspace.path(accepted::PATH))?;
    if tell_dangling(&base) | tell_dangling(&head) {
        eprintln!("nothing was compared");
        return Ok(ExitCode::from(2));
    }
    let account = Account::new(&base, &head, &accepted)?;
    if !arguments.accept.is_empty() {
        return accept(arguments, accepted, &account);
    }
    print!("{}", output::show(&account, arguments.format, arguments.all));
    if account.unread_examples > 0 {
        let count = many(account.unread_examples as u64, "example has", "examples have");
        eprintln!("warning: {count} no file beside either document, and nobody held them against the change");
    }
    for warning in accepted.idle(|change| account.knows(change)) {
        eprintln!("warning: {warning}");
    }
    Ok(ExitCode::from(u8::from(account.is_breaking())))
}

/// Tells the references that lead nowhere, and whether there are any. What is behind them cannot be compared, and would
/// look as if it had gone.
fn tell_dangling(revision: &Revision) -> bool {
    let findings = dangling(&revision.document);
    if !findings.is_empty() {
        report::findings(&revision.document, &findings);
    }
    !findings.is_empty()
}

fn last_release(workspace: &Workspace) -> Result<Revision, Failure> {
    match published::last(workspace)? {
        Some(published) => Ok(Revision::of(published.document)),
        None => Err(Failure::Usage {
            message: "nothing was released yet: openapi/published has no document".to_owned(),
            help: "name what to compare with: `cargo xtask diff main`, `cargo xtask diff old.yaml`".to_owned(),
        }),
    }
}

fn accept(arguments: &Arguments, mut accepted: Accepted, account: &Account) -> Result<ExitCode, Failure> {
    let reason = arguments.reason.as_deref().unwrap_or_default().trim();
    if reason.is_empty() {
        return Err(Failure::Usage {
            message: "a change is accepted with a reason".to_owned(),
            help: "say why in `--reason`, in words for whoever reads it next year".to_owned(),
        });
    }
    let mut found = Vec::new();
    for change in &arguments.accept {
        let Some(what) = account.message(change) else {
            return Err(Failure::Usage {
                message: format!("no change between {} and {} is {change}", account.base.name, account.head.name),
                help: "`cargo xtask diff --all` shows the fingerprint of each".to_owned(),
            });
        };
        if accepted.of(change).is_some() {
            println!("{change} is accepted already");
        } else if !found.iter().any(|(known, _)| known == change) {
            found.push((change.clone(), what));
        }
    }
    let on = arguments.date.unwrap_or_else(|| Utc::now().date_naive()).to_string();
    for (change, what) in found {
        accepted = accepted.add(&change, &what, reason, &on)?;
        println!("accepted {change}: {what}");
    }
    Ok(ExitCode::SUCCESS)
}
