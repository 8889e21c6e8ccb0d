//! The workspace that a verb works in, and its files.

use std::path::{Path, PathBuf};

use contacts_openapi::{CONTACTS_PATH, Document};

use crate::exit::Failure;

/// Which workspace is meant.
#[derive(clap::Args)]
pub(crate) struct Workspace {
    /// The workspace to work in
    #[arg(long = "workspace", value_name = "FOLDER", default_value_os_t = here())]
    root: PathBuf,
}

/// The workspace that cargo runs this program in.
fn here() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    manifest.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

impl Workspace {
    /// The one that cargo runs this program in.
    pub(crate) fn here() -> Self {
        Self { root: here() }
    }

    /// Its root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file in it, as a person in the current folder would type it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        let path = self.root.join(name);
        let here = std::env::current_dir().unwrap_or_default();
        path.strip_prefix(here).or_else(|_| path.strip_prefix(".")).map(Path::to_owned).unwrap_or(path)
    }

    /// Its document.
    pub(crate) fn document(&self) -> Result<Document, Failure> {
        Document::read(self.path(CONTACTS_PATH)).map_err(Failure::Load)
    }
}
