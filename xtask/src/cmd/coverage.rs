//! `cargo xtask coverage`: what of the document the conformance run exercises.

use std::fs::{self, File};
use std::io::{IsTerminal as _, Write as _, stderr};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anstream::{eprint, eprintln, print};
use contacts_openapi::validate::Validator;
use contacts_openapi::{Document, Example, examples, operations};
use serde_json::Value;

use crate::coverage::{self, Format, REASONS, Reasons, measure};
use crate::exit::{self, Failure};
use crate::section::Section;
use crate::tree::io_failure;
use crate::workspace::Workspace;

/// The variable by which the conformance tests are told to record, and where to.
const RECORD: &str = "CONTACTS_CONFORMANCE_RECORD";

/// What is run: the tests that go over the wire.
const TESTS: [&str; 3] = ["replay", "sandbox", "violations"];

const EXAMPLES: &str = "\
Examples:
  cargo xtask coverage                      run the conformance tests and say what they met
  cargo xtask coverage --format json | jq '.items[] | select(.gaps != [])'
  cargo xtask coverage --write              bring the table in README.md up to date
  cargo xtask coverage --check              fail with 4 if it is not

  CONTACTS_CONFORMANCE_RECORD=$PWD/recorded cargo test --package contacts-conformance
  cargo xtask coverage --from recorded      the same without another run; what else wrote there counts as well";

/// Say what of the document the conformance tests exercise, and what they do not, by name.
///
/// Runs the conformance tests, which record what goes over the wire, and holds that against the document: which
/// operations were called, which parameters sent and left out, which statuses, media types, headers and examples seen,
/// which scopes sufficed, and of each keyword of each schema whether a value kept it (satisfied) and whether one broke it
/// (violated), by the engine that all here validate with. What could be seen and was not is a gap, unless
/// tests/deviations.violations.json says why no test can show it. The numbers follow from the tests alone: the same commit
/// gives the same.
///
/// Gaps are told and fail nothing; `--check` notices when there come to be others.
#[derive(clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(crate) struct Arguments {
    /// Read the recordings of a folder, and run nothing
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the table into README.md
    #[arg(long, conflicts_with_all = ["check", "format"])]
    write: bool,
    /// Say by a diff whether the table in README.md is stale, and write nothing
    #[arg(long, conflicts_with = "format")]
    check: bool,
    #[command(flatten)]
    workspace: Workspace,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let document = arguments.workspace.document()?;
    let examples = read_examples(&document)?;
    let reasons = Reasons::read(&arguments.workspace.path(REASONS))?;
    let exchanges = if let Some(folder) = &arguments.from {
        coverage::read(folder, &operations(&document))?
    } else {
        let folder = tempfile::tempdir().map_err(io_failure(Path::new("a temporary folder")))?;
        record(arguments.workspace.root(), folder.path())?;
        coverage::read(folder.path(), &operations(&document))?
    };
    let items = measure(&Validator::new(document), &examples, &exchanges, &reasons)?;
    if !arguments.write && !arguments.check {
        print!("{}", coverage::show(&items, arguments.format));
        return Ok(ExitCode::SUCCESS);
    }
    let section = Section {
        path: arguments.workspace.path("README.md"),
        name: "coverage",
        command: "cargo xtask coverage --write",
        text: coverage::show(&items, Format::Markdown),
    };
    if arguments.check {
        section.check()?;
    } else if section.write()? {
        eprintln!("{} is up to date now", section.path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// The examples that the document refers to, with what they say.
fn read_examples(document: &Document) -> Result<Vec<(Example, Value)>, Failure> {
    let found = examples(document).map_err(|findings| {
        let first = findings.first().map(ToString::to_string).unwrap_or_default();
        Failure::Usage { message: first, help: "mend the references to examples".to_owned() }
    })?;
    let folder = document.path().parent().unwrap_or(Path::new("")).join("examples");
    let read = |example: Example| {
        let path = folder.join(&example.file);
        let text = fs::read_to_string(&path).map_err(io_failure(&path))?;
        let value = serde_json::from_str(&text).map_err(|error| Failure::Usage {
            message: format!("{}: {error}", path.display()),
            help: "an example is one JSON value".to_owned(),
        })?;
        Ok((example, value))
    };
    found.into_iter().map(read).collect()
}

/// Runs the conformance tests, which record into a folder; quietly, unless they fail.
fn record(root: &Path, folder: &Path) -> Result<(), Failure> {
    let output = folder.join("output.txt");
    let file = File::create(&output).map_err(io_failure(&output))?;
    let again = file.try_clone().map_err(io_failure(&output))?;
    // The tests need the client, which this program must not be built with: it is what mends the client.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command.args(["test", "--package", "contacts-conformance"]).current_dir(root).env(RECORD, folder);
    for test in TESTS {
        command.args(["--test", test]);
    }
    let failed = |source| Failure::Io { path: PathBuf::from(&cargo), source };
    let mut child = command.stdout(file).stderr(again).spawn().map_err(failed)?;
    let started = Instant::now();
    let mut told = None;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        let seconds = started.elapsed().as_secs();
        if stderr().is_terminal() && told.replace(seconds) != Some(seconds) {
            tell(&format!("conformance tests, {seconds} s: {}", step(&output)));
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    tell("");
    if status.success() {
        return Ok(());
    }
    eprintln!("{}", fs::read_to_string(&output).unwrap_or_default());
    eprintln!("error: the conformance tests fail, so that nothing was measured");
    Err(Failure::Child)
}

/// What cargo is at, by what it has said so far.
fn step(output: &Path) -> String {
    let text = fs::read(output).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut steps = text.lines().rev().map(str::trim_start).filter_map(|line| {
        let (verb, rest) = line.split_once(' ')?;
        let name = rest.split(' ').next()?;
        matches!(verb, "Compiling" | "Running").then(|| format!("{} {name}", verb.to_lowercase()))
    });
    steps.next().unwrap_or_else(|| "starting".to_owned())
}

/// Puts a text in the place of the last line of a terminal.
fn tell(text: &str) {
    if stderr().is_terminal() {
        let text: String = text.chars().take(79).collect();
        eprint!("\r{text:<79}\r{text}");
        let _ = stderr().flush();
    }
}
