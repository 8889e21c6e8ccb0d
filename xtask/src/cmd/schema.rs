//! `cargo xtask schema`: the schemas as JSON Schema 2020-12.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use anstream::{print, println};
use contacts_openapi::Direction;
use contacts_openapi::validate::nearest;
use similar::TextDiff;

use crate::bundle::{self, Bundle, SUFFIX};
use crate::exit::{self, Failure};
use crate::staged::Staged;
use crate::tree::io_failure;
use crate::workspace::Workspace;

const EXAMPLES: &str = "\
Examples:
  cargo xtask schema                                   # all of them, into target/schemas
  cargo xtask schema Contact createContact             # a schema, both ways, and the bodies of an operation
  cargo xtask schema ContactTag --direction response --stdout | head
  cargo xtask schema --out schemas --check             # for a folder that is committed
  npx ajv-cli@5 validate --spec=draft2020 -c ajv-formats -s target/schemas/createContact.request.schema.json -d body.json";

/// Export the schemas of the document as JSON Schema 2020-12.
///
/// Writes a file for each schema and direction, NAME.request.schema.json and NAME.response.schema.json, and for each JSON
/// body of an operation, by the operation's id: of its request and of its first success. A file holds all that it refers
/// to. In a request, read-only members are neither required nor looked at; in an answer, write-only ones. A payload is
/// valid by it exactly if `contacts validate` finds no error: what the document only assumes, and what is worth a
/// warning, is not in it. Let the validator assert formats.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(crate) struct Arguments {
    /// Schemas, or ids of operations [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Only what travels this way
    #[arg(long, value_enum)]
    direction: Option<Way>,
    /// The folder to write to [default: target/schemas in the workspace]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Write nothing; print what would change as a unified diff, and exit with 4 if anything would
    #[arg(long)]
    check: bool,
    /// Print the one schema that is asked for, and write nothing
    #[arg(long, conflicts_with_all = ["out", "check"])]
    stdout: bool,
    #[command(flatten)]
    workspace: Workspace,
}

/// Which way a payload travels.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Way {
    Request,
    Response,
}

impl Arguments {
    fn wants(&self, bundle: &Bundle) -> bool {
        let is_way = match self.direction {
            None => true,
            Some(Way::Request) => bundle.direction == Direction::Request,
            Some(Way::Response) => bundle.direction == Direction::Response,
        };
        is_way && (self.names.is_empty() || self.names.contains(&bundle.subject))
    }

    /// Whether everything is asked for, so that what is not among it is of no use.
    fn is_whole(&self) -> bool {
        self.names.is_empty() && self.direction.is_none()
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let bundles = bundle::bundles(arguments.workspace.document()?)?;
    for name in &arguments.names {
        if bundles.iter().all(|bundle| bundle.subject != *name) {
            let help = match nearest(bundles.iter().map(|bundle| &*bundle.subject), name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a schema or an operation of the document as it is spelled there".to_owned(),
            };
            let message = format!("there is no schema `{name}`, and no operation of that id with a JSON body");
            return Err(Failure::Usage { message, help });
        }
    }
    let bundles: Vec<Bundle> = bundles.into_iter().filter(|bundle| arguments.wants(bundle)).collect();
    if arguments.stdout {
        let [bundle] = &bundles[..] else {
            let message = match bundles.len() {
                0 => "there is no schema of that direction".to_owned(),
                count => format!("{count} schemas cannot be printed as one"),
            };
            let help = "name one schema, and say `--direction request` or `--direction response`".to_owned();
            return Err(Failure::Usage { message, help });
        };
        print!("{}", bundle.text());
        return Ok(ExitCode::SUCCESS);
    }
    let folder = arguments.out.clone().unwrap_or_else(|| arguments.workspace.path("target/schemas"));
    let files: BTreeMap<String, String> = bundles.iter().map(|bundle| (bundle.file(), bundle.text())).collect();
    let strays = if arguments.is_whole() { strays(&folder, &files)? } else { Vec::new() };
    let mut changed: Vec<(PathBuf, Option<String>, Option<&str>)> = Vec::new();
    for (name, text) in &files {
        let path = folder.join(name);
        let old = read(&path)?;
        if old.as_deref() != Some(text) {
            changed.push((path, old, Some(text)));
        }
    }
    for path in strays {
        changed.push((path.clone(), read(&path)?, None));
    }
    if arguments.check {
        return check(files.len(), &changed);
    }
    let mut staged = Staged::default();
    for (path, _, new) in &changed {
        if let Some(text) = new {
            staged.add(path, text)?;
        }
    }
    for (path, _, new) in &changed {
        if new.is_none() {
            fs::remove_file(path).map_err(io_failure(path))?;
        }
    }
    staged.commit()?;
    println!("{} schemas in {}; {} changed", files.len(), folder.display(), changed.len());
    Ok(ExitCode::SUCCESS)
}

fn check(count: usize, changed: &[(PathBuf, Option<String>, Option<&str>)]) -> Result<ExitCode, Failure> {
    if changed.is_empty() {
        println!("up to date: {count} schemas");
        return Ok(ExitCode::SUCCESS);
    }
    let diffs = changed.iter().map(|(path, old, new)| {
        let name = |side: &str, text: Option<&str>| match text {
            Some(_) => format!("{side}/{}", path.display()),
            None => "/dev/null".to_owned(),
        };
        let (from, to) = (name("a", old.as_deref()), name("b", *new));
        let diff = TextDiff::from_lines(old.as_deref().unwrap_or_default(), new.unwrap_or_default());
        diff.unified_diff().header(&from, &to).to_string()
    });
    Err(Failure::Stale { diff: diffs.collect(), files: changed.len(), command: "cargo xtask schema" })
}

/// Schemas in the folder that nothing exports any more. Whatever else is there is somebody's.
fn strays(folder: &Path, files: &BTreeMap<String, String>) -> Result<Vec<PathBuf>, Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_failure(folder)(error)),
    };
    let mut strays = Vec::new();
    for entry in entries {
        let entry = entry.map_err(io_failure(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(SUFFIX) && !files.contains_key(&name) {
            strays.push(entry.path());
        }
    }
    strays.sort();
    Ok(strays)
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_failure(path)(error)),
    }
}
