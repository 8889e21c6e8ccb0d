//! `cargo xtask generate`: from the document to the client's generated half.

use std::process::ExitCode;
use std::time::Instant;

use anstream::println;

use crate::codegen;
use crate::exit::{self, Failure};
use crate::tree::Tree;
use crate::workspace::Workspace;

/// The generated folder, from the workspace's root.
pub(crate) const FOLDER: &str = "contacts-client/src/generated";

/// Regenerate the client from the document.
///
/// Reads openapi/contacts.yaml and writes contacts-client/src/generated. The output depends on nothing
/// but the document and the version of the generator; a document with findings changes nothing.
#[derive(clap::Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Arguments {
    /// Write nothing; print what would change as a unified diff, and exit with 4 if anything would
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    workspace: Workspace,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let tree = tree(&arguments.workspace)?;
    let lines: usize = tree.files.values().map(|text| text.lines().count()).sum();
    let summary = format!("{} files, {lines} lines", tree.files.len());
    if arguments.check {
        tree.check()?;
        println!("up to date: {summary}, checked in {} ms", started.elapsed().as_millis());
    } else {
        let changed = tree.write()?;
        let what = if changed == 0 { "nothing changed".to_owned() } else { format!("{changed} changed") };
        println!("generated {summary} in {} ms; {what}", started.elapsed().as_millis());
    }
    Ok(ExitCode::SUCCESS)
}

/// What the generated folder of a workspace should hold.
pub(crate) fn tree(workspace: &Workspace) -> Result<Tree, Failure> {
    let files = codegen::generate(workspace.document()?)?;
    let root = workspace.root();
    Ok(Tree { root: root.to_owned(), folder: root.join(FOLDER), files })
}

/// Whether the generated folder is what the document makes of it.
pub(crate) fn is_fresh() -> Result<(), Failure> {
    tree(&Workspace::here())?.check()
}
