//! `cargo xtask lint`: whether the document is sound, consistent and ours.

use std::borrow::Cow;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
use contacts_findings::many;
use contacts_openapi::validate::{Validator, nearest};
use contacts_openapi::{CONTACTS_PATH, Document, LoadError};
use textwrap::{Options, termwidth, wrap};

use super::day;
use crate::exit::Failure;
use crate::lint::{self, Rule};
use crate::report::{self, Found, Shown};
use crate::workspace::Workspace;

/// The verb, as people type it.
const COMMAND: &str = "cargo xtask lint";

const EXAMPLES: &str = "\
Examples:
  cargo xtask lint
      Every rule on openapi/contacts.yaml.
  cargo xtask lint --explain dangling-reference
      Why a rule is, and how to mend what breaks it.
  cargo xtask lint --rule example-invalid --rule example-missing
      Two rules, and no other.
  cargo xtask lint --strict --date 2026-12-01
      What will be wrong on that day, warnings and all.
  cargo xtask lint --format github
      Annotations beside the lines of a pull request.
  cargo xtask lint --format json draft.yaml | jq '.findings[].rule'
      Another document, for a program.";

const EXIT_CODES: &str = "\
Exit codes:
  0  the document is fine; there may be warnings
  1  the document has errors (with --strict, or warnings)
  2  bad usage, or a document that cannot be read";

/// Look for everything that is wrong with the document
///
/// Whether it is valid OpenAPI 3.0.3 and agrees with itself, whether the generator can take it, and
/// whether it keeps what this project promises: a page behind each statement, an example for each
/// body, a decision on each dated change.
///
/// Every finding says what is wrong, where in the file and in the document, and how to mend it.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXIT_CODES, after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Arguments {
    /// Another document than openapi/contacts.yaml
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    workspace: Workspace,

    /// Hold to this rule only; may be given more than once
    #[arg(long = "rule", value_name = "ID", help_heading = "What is looked for")]
    rules: Vec<String>,
    /// The day on which dated changes are judged [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "What is looked for")]
    date: Option<NaiveDate>,

    #[command(flatten)]
    shown: Shown,

    /// List the rules: the name of each, how much it matters, and what breaks it
    #[arg(long, conflicts_with_all = ["file", "rules", "explain"], help_heading = "About the rules")]
    list: bool,
    /// Say why a rule is, how to mend what breaks it, and show a document that fails and one that passes
    #[arg(long, value_name = "ID", conflicts_with_all = ["file", "rules"], help_heading = "About the rules")]
    explain: Option<String>,
}

/// A day as an option gives it.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if let Some(id) = &arguments.explain {
        report::say(known(lint::explained(), id)?.page.trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.list {
        let is_seen = std::io::stdout().is_terminal();
        let rules: Vec<&Rule> = lint::rules().collect();
        report::say(&table(&rules, if is_seen { termwidth() } else { usize::MAX }))?;
        return Ok(ExitCode::SUCCESS);
    }
    for id in &arguments.rules {
        known(lint::rules(), id)?;
    }
    let is_held_to = |id: &str| arguments.rules.is_empty() || arguments.rules.iter().any(|other| other == id);
    let read = match &arguments.file {
        Some(file) => Document::read(file),
        None => Document::read(arguments.workspace.path(CONTACTS_PATH)),
    };
    let validator;
    let found = match read {
        Ok(document) => {
            validator = Validator::new(document);
            let today = arguments.date.unwrap_or_else(|| Utc::now().date_naive()).to_string();
            let mut findings = lint::lint(&validator, &today);
            findings.retain(|finding| is_held_to(&finding.rule));
            let rules = lint::rules().filter(|rule| is_held_to(rule.id)).map(described).collect();
            Found { rules, ..Found::of(COMMAND, &[validator.document()], findings) }
        }
        // What is no YAML is a finding like others; it breaks none of the rules, since none could be held to.
        Err(LoadError::Malformed(finding)) => Found::of(COMMAND, &[], vec![*finding]).with_texts(),
        Err(error) => return Err(Failure::Load(error)),
    };
    let path = found.texts.first().map(|(path, _)| path.clone()).unwrap_or_default();
    let held_to = many(found.rules.len() as u64, "rule", "rules");
    let explained =
        found.findings.iter().find_map(|it| lint::explained().find(|rule| rule.id == it.rule)).map(|rule| rule.id);
    arguments.shown.show(found, |counts| match (counts.errors + counts.warnings, explained) {
        (0, _) => format!("{path}: no findings by {held_to}"),
        (_, None) => format!("{counts} in {path}"),
        (_, Some(id)) => format!("{counts} in {path}; see `{COMMAND} --explain {id}`"),
    })
}

/// A rule as the forms for programs tell of it.
fn described(rule: &Rule) -> contacts_findings::Rule {
    let Rule { id, severity, summary, page } = *rule;
    contacts_findings::Rule { id, severity, summary, page }
}

/// The rules in lines of a width: what is wrapped stands under what it is of.
fn table(rules: &[&Rule], width: usize) -> String {
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let lines = rules.iter().flat_map(|rule| {
        let head = format!("{:longest$}  {:<7}  ", rule.id, rule.severity.to_string());
        let under = " ".repeat(head.len());
        // On a terminal too narrow for three columns, the third is as wide as it is on one that is just wide enough.
        let options = Options::new(width.max(head.len() + 20)).initial_indent(&head).subsequent_indent(&under);
        wrap(rule.summary, options).into_iter().map(Cow::into_owned).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The rule of a name that somebody typed, of those that can be meant.
fn known(rules: impl Iterator<Item = &'static Rule>, id: &str) -> Result<&'static Rule, Failure> {
    let rules: Vec<_> = rules.collect();
    rules.iter().find(|rule| rule.id == id).copied().ok_or_else(|| {
        let near = nearest(rules.iter().map(|rule| rule.id), id);
        let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        Failure::Usage {
            message: format!("there is no rule `{id}`"),
            help: format!("{meant}`cargo xtask lint --list` lists the rules"),
        }
    })
}

#[cfg(test)]
mod tests {
    use contacts_openapi::Severity;

    use super::*;

    fn rule(id: &'static str, severity: Severity, summary: &'static str) -> Rule {
        Rule { id, severity, summary, page: "" }
    }

    #[test]
    fn rules_are_listed_in_columns_and_wrapped_to_the_terminal() {
        let short = rule("endless", Severity::Error, "a composition that contains itself");
        let long = rule("unused-component", Severity::Warning, "a component that nothing in the document refers to");
        let wide = "\
endless           error    a composition that contains itself
unused-component  warning  a component that nothing in the document refers to";
        let narrow = "\
endless           error    a composition that
                           contains itself
unused-component  warning  a component that nothing
                           in the document refers to";
        assert_eq!(table(&[&short, &long], usize::MAX), wide);
        assert_eq!(table(&[&short, &long], 52), narrow);
        assert_eq!(table(&[&short, &long], 1).lines().count(), 5);
        assert_eq!(table(&[], 80), "");
    }
}
