//! `cargo xtask generate`: from the document to the client's generated half.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anstream::println;
use contacts_openapi::{CONTACTS_PATH, Document};

use crate::codegen;
use crate::exit::{self, Failure};
use crate::tree::Tree;

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
    /// The workspace to work in
    #[arg(long, value_name = "FOLDER", default_value_os_t = workspace())]
    workspace: PathBuf,
}

/// The workspace that cargo runs this program in.
fn workspace() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    manifest.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
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
    Ok(())
}

/// What the generated folder of a workspace should hold.
pub(crate) fn tree(workspace: &Path) -> Result<Tree, Failure> {
    let path = workspace.join(CONTACTS_PATH);
    let here = std::env::current_dir().unwrap_or_default();
    let document = Document::read(path.strip_prefix(here).unwrap_or(&path)).map_err(Failure::Load)?;
    let files = codegen::generate(document)?;
    Ok(Tree { root: workspace.to_owned(), folder: workspace.join("contacts-client/src/generated"), files })
}

/// Whether the generated folder is what the document makes of it.
pub(crate) fn is_fresh() -> Result<(), Failure> {
    tree(&workspace())?.check()
}
