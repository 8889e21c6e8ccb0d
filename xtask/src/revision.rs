//! A document as it stands in a file, in the work tree or in a commit, with the files beside it.
//!
//! Git is asked by its own program, and only with names that it has given out itself: a person's text goes to
//! `git rev-parse` alone, which makes the hash of a commit of it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use contacts_openapi::{CONTACTS_PATH, Document};

use crate::exit::Failure;
use crate::workspace::Workspace;

/// How much of a commit's hash people are shown.
const SHORT: usize = 7;

/// A document, and what to call it.
pub(crate) struct Revision {
    /// `openapi/contacts.yaml`, `main~3 (1a2b3c4)`.
    pub(crate) name: String,
    pub(crate) document: Document,
    origin: Origin,
}

/// Where a document was found, and so what its relative references start from.
enum Origin {
    Folder(PathBuf),
    /// `object` is the commit and the folder, as git spells it: `1a2b3c4...:./openapi`.
    Commit {
        root: PathBuf,
        object: String,
    },
}

impl Revision {
    /// The document that somebody means by a file's name or by a revision of git.
    pub(crate) fn read(workspace: &Workspace, name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        let is_named_like_a_file =
            path.extension().is_some_and(|it| ["yaml", "yml", "json"].iter().any(|known| it == *known));
        if path.is_file() {
            Self::file(path.to_owned())
        } else if is_named_like_a_file && !name.contains(':') {
            Err(Failure::Usage {
                message: format!("there is no file `{name}`"),
                help: "name a file, or a revision of git such as `main`, `HEAD~1` or a tag".to_owned(),
            })
        } else {
            Self::commit(workspace.root(), name)
        }
    }

    /// The document of a file.
    pub(crate) fn file(path: PathBuf) -> Result<Self, Failure> {
        Ok(Self::of(Document::read(path).map_err(Failure::Load)?))
    }

    /// A document that was read from a file.
    pub(crate) fn of(document: Document) -> Self {
        let folder = document.path().parent().unwrap_or(Path::new(""));
        // A released document stands one folder deeper than when its references were written.
        let is_released = folder.ends_with("openapi/published");
        let folder = folder.parent().filter(|_| is_released).unwrap_or(folder).to_owned();
        let name = document.path().display().to_string();
        Self { name: name.strip_prefix("./").unwrap_or(&name).to_owned(), document, origin: Origin::Folder(folder) }
    }

    /// The document of the work tree.
    pub(crate) fn work_tree(workspace: &Workspace) -> Result<Self, Failure> {
        Self::file(workspace.path(CONTACTS_PATH))
    }

    /// The document of a commit; behind a colon another path than the document's, as git spells it.
    fn commit(root: &Path, name: &str) -> Result<Self, Failure> {
        let (commit, path) = match (hash(root, name)?, name.split_once(':')) {
            (Some(commit), _) => (Some(commit), None),
            (None, Some((revision, path))) => (hash(root, revision)?, Some(path)),
            (None, None) => (None, None),
        };
        let Some(commit) = commit else {
            return Err(Failure::Usage {
                message: format!("`{name}` is neither a file nor a revision that git knows here"),
                help:
                    "name a file, or a revision of git such as `main`, `HEAD~1` or a tag; a clone without history has \
                       few of them: `git fetch --unshallow`"
                        .to_owned(),
            });
        };
        let of_root = format!("./{CONTACTS_PATH}");
        let path = path.unwrap_or(&of_root);
        let shown = path.strip_prefix("./").unwrap_or(path);
        let short = &commit[..SHORT];
        let output = git(root, ["cat-file", "blob", &format!("{commit}:{path}")])?;
        if !output.status.success() {
            return Err(Failure::Usage {
                message: format!("`{name}` ({short}) has no {shown}"),
                help:
                    "name a revision in which the document stands, or another path in it: `main:openapi/contacts.yaml`"
                        .to_owned(),
            });
        }
        let text = String::from_utf8(output.stdout).map_err(|_| Failure::Usage {
            message: format!("{shown} of `{name}` ({short}) is not UTF-8 text"),
            help: "name another revision".to_owned(),
        })?;
        let document = Document::parse(format!("{short}:{shown}"), text).map_err(Failure::Load)?;
        let what = if shown == CONTACTS_PATH { "" } else { &format!(":{shown}") };
        let named = if commit.starts_with(name) { short.to_owned() } else { format!("{name} ({short})") };
        let name = if name.contains(':') { format!("{short}{what}") } else { named };
        let folder = Path::new(path).parent().unwrap_or(Path::new("")).display().to_string();
        Ok(Self {
            name,
            document,
            origin: Origin::Commit { root: root.to_owned(), object: format!("{commit}:{folder}") },
        })
    }

    /// The files of these names beside the document, as far as they exist.
    pub(crate) fn beside<'n>(&self, names: &[&'n str]) -> Result<BTreeMap<&'n str, Vec<u8>>, Failure> {
        match &self.origin {
            Origin::Folder(folder) => {
                let texts = names.iter().filter_map(|name| Some((*name, std::fs::read(folder.join(name)).ok()?)));
                Ok(texts.collect())
            }
            Origin::Commit { root, object } => objects(root, object, names),
        }
    }
}

/// The hash of the commit that a person means, if there is one.
fn hash(root: &Path, revision: &str) -> Result<Option<String>, Failure> {
    // No name of git's begins with a dash, so that such a text is an option that somebody would like it to take.
    if revision.is_empty() || revision.starts_with('-') {
        return Ok(None);
    }
    let output = git(root, ["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
    let hash = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && hash.len() > SHORT && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(Some(hash));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("not a git repository") || said.contains("dubious ownership") {
        return Err(Failure::Usage {
            message: format!("cannot look for `{revision}`: {}", said.lines().next().unwrap_or_default()),
            help: "name two files, or run this in a clone".to_owned(),
        });
    }
    Ok(None)
}

/// Several files of a commit's folder by one run of git.
fn objects<'n>(root: &Path, folder: &str, names: &[&'n str]) -> Result<BTreeMap<&'n str, Vec<u8>>, Failure> {
    // Git reads one name a line.
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.contains('\n')).collect();
    let separator = if folder.ends_with([':', '/']) { "" } else { "/" };
    let asked: String = names.iter().map(|name| format!("{folder}{separator}{name}\n")).collect();
    let mut child = command(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(no_git)?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // While it answers, so that neither waits for the other.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
        child.wait_with_output()
    });
    let mut rest = &*output.map_err(no_git)?.stdout;
    let mut found = BTreeMap::new();
    for name in names {
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { break };
        let header = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        // `<hash> blob <size>`, or the name and `missing`.
        let mut words = header.rsplit(' ');
        if let (Some(Ok(size)), Some(kind)) = (words.next().map(str::parse::<usize>), words.next()) {
            if let Some(text) = rest.get(..size).filter(|_| kind == "blob") {
                found.insert(name, text.to_vec());
            }
            rest = rest.get(size + 1..).unwrap_or_default();
        }
    }
    Ok(found)
}

fn git(root: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Output, Failure> {
    command(root).args(arguments).stdin(Stdio::null()).output().map_err(no_git)
}

/// A call of git in a folder.
pub(crate) fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    // What it says is looked at.
    command.env("LC_ALL", "C");
    command
}

#[allow(clippy::needless_pass_by_value, reason = "it is the form of `map_err`")]
fn no_git(error: io::Error) -> Failure {
    Failure::Usage { message: format!("cannot run git: {error}"), help: "install git, or name two files".to_owned() }
}
