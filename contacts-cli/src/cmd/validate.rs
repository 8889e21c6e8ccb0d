//! `contacts validate`: holds payloads against the document.

use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use clap::value_parser;
use contacts_findings::{Format, Program};
use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Document, operations};

use crate::aim::Aims;
use crate::exit::{self, Failure};
use crate::input::{self, Kind};
use crate::judge::Rules;
use crate::pipeline::{self, Run};
use crate::progress::Progress;
use crate::read;
use crate::writer::Writer;

/// What the forms for programs say of this one. Its rules are not known before they are broken.
const PROGRAM: Program =
    Program { name: "contacts", command: "contacts validate", version: env!("CARGO_PKG_VERSION"), rules: Vec::new() };

const EXAMPLES: &str = "\
Examples:
  contacts validate tests/fixtures
      Every .json, .ndjson, .jsonl and .har of a folder. A file that is named like
      createContact.minimal.request.json or getContact.response.json is held against what its
      name says; what another one is, its shape decides.
  contacts validate --operation createContact --request export.ndjson
      Each line against what createContact takes.
  contacts validate --operation getContact --response 200 'answers/*.json'
  contacts validate --schema Contact contact.json
  contacts validate recording.har
      What a browser or a proxy recorded: parameters and bodies against what the document says
      of the operation that the method and the path are those of.
  curl ... | contacts validate --operation listContacts --response 200 -
  contacts validate --format sarif fixtures > contacts.sarif";

/// Hold payloads against the document of the Contacts API.
///
/// Every finding says what is wrong, where in the file and in the payload, which statement of
/// the document says so, and how to mend it.
///
/// The excerpts of the text form show what stands in a payload, which may be somebody's data:
/// leave them out with --no-excerpt where others read the output. No other form has any of it.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = exit::HELP, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(crate) struct Arguments {
    /// Files, folders, patterns such as 'a/**/*.json', or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Hold the payloads against a body of this operation, such as createContact
    #[arg(long, value_name = "ID", help_heading = "What the payloads are", conflicts_with = "schema")]
    operation: Option<String>,
    /// The body of the operation's request
    #[arg(long, help_heading = "What the payloads are", requires = "operation", conflicts_with = "response")]
    request: bool,
    /// The body of the operation's answer with this status
    #[arg(long, value_name = "STATUS", value_parser = value_parser!(u16).range(100..=599), help_heading = "What the payloads are", requires = "operation")]
    response: Option<u16>,
    /// Hold the payloads against this schema of the document, such as Contact
    #[arg(long, value_name = "NAME", help_heading = "What the payloads are")]
    schema: Option<String>,
    /// How to read the inputs, whatever their names say; standard input is json without it
    #[arg(long, value_enum, help_heading = "What the payloads are")]
    kind: Option<Kind>,

    /// Take warnings for errors
    #[arg(long, help_heading = "How they are judged")]
    strict: bool,
    /// The day on which values that the document withdraws are judged [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "How they are judged")]
    date: Option<NaiveDate>,
    /// Another OpenAPI document than the built-in one
    #[arg(long, value_name = "FILE", help_heading = "How they are judged")]
    spec: Option<PathBuf>,
    /// The most bytes that a payload may have
    #[arg(long, value_name = "N", default_value_t = Options::default().max_bytes, help_heading = "How they are judged")]
    max_bytes: usize,

    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Text, help_heading = "What is shown")]
    format: Format,
    /// Show at most so many findings; all are counted [default: 100, 1000 in junit, all in json and sarif]
    #[arg(long, value_name = "N", help_heading = "What is shown")]
    max_findings: Option<u64>,
    /// Show nothing of what stands in the payloads but names of members
    #[arg(long, help_heading = "What is shown")]
    no_excerpt: bool,

    /// How many threads validate [default: one for each processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

/// A day as an option gives it.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "no day: write it like 2026-07-31".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let validator = match &arguments.spec {
        None => Validator::contacts(),
        // The run lasts as long as the program does.
        Some(path) => Box::leak(Box::new(Validator::new(Document::read(path).map_err(Failure::Load)?))),
    };
    let date = arguments.date.unwrap_or_else(|| Utc::now().date_naive());
    let options = Options::default().date(date.to_string()).max_bytes(arguments.max_bytes);
    let target = target(arguments, validator.document())?;
    let aims = Aims::new(validator, options.clone(), target).map_err(Failure::Target)?;
    let rules = Arc::new(Rules {
        options,
        is_strict: arguments.strict,
        has_excerpts: arguments.format == Format::Text && !arguments.no_excerpt,
        is_enough: false.into(),
        is_over: false.into(),
    });
    let inputs = input::expand(&arguments.inputs, arguments.kind);
    let most = arguments.max_findings.unwrap_or(arguments.format.most());
    let progress = Progress::new(read::size(&inputs));
    let mut writer = Writer::new(arguments.format.output(PROGRAM), progress, most);
    pipeline::run(Run { inputs, aims, rules: rules.clone() }, arguments.jobs, &mut writer)?;
    Ok(writer.end(&rules))
}

/// What the options say that the payloads are.
fn target(arguments: &Arguments, document: &Document) -> Result<Option<Target>, Failure> {
    if let Some(name) = &arguments.schema {
        return Ok(Some(Target::Schema(name.clone())));
    }
    let Some(id) = &arguments.operation else { return Ok(None) };
    if arguments.request {
        return Ok(Some(Target::Request(id.clone())));
    }
    if let Some(status) = arguments.response {
        return Ok(Some(Target::Response(id.clone(), status)));
    }
    let answers = operations(document).into_iter().find(|operation| operation.id == id).map(|operation| {
        let statuses = operation.responses.iter().filter(|answer| answer.schema.is_some());
        let statuses: Vec<&str> = statuses.map(|answer| answer.status).collect();
        let request = if operation.request.is_some() { "`--request` or " } else { "" };
        format!("say {request}`--response STATUS`, where STATUS is one of {}", statuses.join(", "))
    });
    let help = answers.unwrap_or_else(|| "say `--request` or `--response STATUS`".to_owned());
    Err(Failure::Usage(format!("`--operation {id}` alone does not say which body"), help))
}
