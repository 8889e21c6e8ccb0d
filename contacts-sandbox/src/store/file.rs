//! The file itself: one table of records, in a database that says whose it is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, params};

use super::writer::Work;
use crate::record::{Change, Kind};
use crate::service::StartError;

/// What the header of the database calls the program that it belongs to: `LWCS`.
const APPLICATION: i32 = 0x4c57_4353;

/// The version of what is in the file. One that is higher is not read.
const VERSION: i32 = 1;

/// A record that changes keeps its place: what was made first is read first.
const PUT: &str = "INSERT INTO record (kind, id, line) VALUES (?1, ?2, ?3)
    ON CONFLICT (kind, id) DO UPDATE SET line = excluded.line";

/// A file by its path, whatever that looks like, which one thread at a time uses.
const FLAGS: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_CREATE).union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// A data file that is open, and ours alone.
pub(crate) struct File {
    connection: Connection,
    /// Which file the path led to when it was opened.
    place: Place,
}

/// What could not be done with the file.
#[derive(Debug)]
pub(super) enum Failure {
    Database(rusqlite::Error),
    /// Its path leads elsewhere, or nowhere: what is written to it would be found by nobody.
    Gone,
}

impl File {
    /// Opens a file, or makes one where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, StartError> {
        let named = path.display();
        let mut connection = Connection::open_with_flags(path, FLAGS).map_err(|error| refused(path, error))?;
        // Whoever has the file has it for long.
        connection.busy_timeout(Duration::ZERO).map_err(|error| refused(path, error))?;
        // Nothing is changed before it is known whose file it is.
        match whose(&connection).map_err(|error| refused(path, error))? {
            Owner::Other => {
                return Err(StartError::setting(format!(
                    "{named} belongs to another program: name a file that is not there yet, or one of a sandbox"
                )));
            }
            Owner::Version(version) if version > VERSION => {
                return Err(StartError::setting(format!(
                    "{named} has version {version} of the form of data files, and this program knows {VERSION}: use the program that wrote it, or name another file"
                )));
            }
            Owner::Nobody | Owner::Version(_) => {}
        }
        if connection.is_readonly("main").map_err(|error| refused(path, error))? {
            return Err(StartError::setting(format!(
                "{named} cannot be written: give the right to, or name another file"
            )));
        }
        prepare(&mut connection).map_err(|error| refused(path, error))?;
        Ok(Self { connection, place: Place::of(path) })
    }

    /// Shows the line of every record; false if there is none, as in a file that is new.
    pub(crate) fn read(&self, mut each: impl FnMut(&str) -> Result<(), String>) -> Result<bool, StartError> {
        let unreadable =
            |error| StartError::because("the data file cannot be read: it is damaged, name another one", error);
        let mut statement = self.connection.prepare("SELECT line FROM record ORDER BY place").map_err(unreadable)?;
        let mut rows = statement.query([]).map_err(unreadable)?;
        let mut is_begun = false;
        while let Some(row) = rows.next().map_err(unreadable)? {
            let line = row.get_ref(0).map_err(unreadable)?;
            let line = line.as_bytes().ok().and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
            each(line).map_err(|message| StartError::setting(format!("a record of the data file: {message}")))?;
            is_begun = true;
        }
        Ok(is_begun)
    }

    /// Writes the first records.
    pub(crate) fn begin(&mut self, records: Vec<Change>) -> Result<(), StartError> {
        let written = self.commit(&[Work::Replace(records)]);
        written.map_err(|error| StartError::setting(format!("the data file cannot be written: {error}")))
    }

    /// Writes everything in one transaction.
    pub(super) fn commit(&mut self, works: &[Work]) -> Result<(), Failure> {
        if works.is_empty() {
            return Ok(());
        }
        if !self.place.is_unmoved() {
            return Err(Failure::Gone);
        }
        let transaction = self.connection.transaction()?;
        {
            let mut put = transaction.prepare_cached(PUT)?;
            let mut delete = transaction.prepare_cached("DELETE FROM record WHERE kind = ?1 AND id = ?2")?;
            for work in works {
                let changes = match work {
                    Work::End => continue,
                    Work::Add(changes) => changes,
                    Work::Replace(changes) => {
                        transaction.execute("DELETE FROM record", [])?;
                        changes
                    }
                };
                for Change { kind, id, line } in changes {
                    match line {
                        Some(line) => put.execute(params![name(*kind), id, line])?,
                        None => delete.execute(params![name(*kind), id])?,
                    };
                }
            }
        }
        Ok(transaction.commit()?)
    }
}

/// What the header of a database and its tables say of whose it is.
enum Owner {
    /// It is new.
    Nobody,
    /// It is a sandbox's.
    Version(i32),
    Other,
}

fn whose(connection: &Connection) -> rusqlite::Result<Owner> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    if application == APPLICATION {
        return Ok(Owner::Version(version));
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if application == 0 && version == 0 && tables == 0 { Owner::Nobody } else { Owner::Other })
}

/// Takes the file for this process alone, and makes the table if there is none.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    // With a log that is written ahead, a commit is one write and one wait for the disk.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    transaction.execute_batch(&format!(
        "CREATE TABLE IF NOT EXISTS record (
            place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, line BLOB NOT NULL, UNIQUE (kind, id)
        );
        PRAGMA application_id = {APPLICATION};
        PRAGMA user_version = {VERSION};"
    ))?;
    transaction.commit()
}

/// How the table calls a kind.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Sandbox => "sandbox",
        Kind::Member => "member",
        Kind::CustomProperty => "customProperty",
        Kind::ContactTag => "contactTag",
        Kind::Contact => "contact",
        Kind::Photo => "photo",
        Kind::Grant => "grant",
    }
}

/// Why a file cannot be used, and what to do.
fn refused(path: &Path, error: rusqlite::Error) -> StartError {
    let named = path.display();
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("{named} is in use, by another sandbox or another program: end that, or name another file")
        }
        Some(ErrorCode::NotADatabase) => {
            format!("{named} is no data file of a sandbox: name a file that is not there yet, or one of a sandbox")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            format!("{named} cannot be written: give the right to, or name another file")
        }
        Some(ErrorCode::CannotOpen) => {
            format!("{named} cannot be opened: its folder must be there, and files in it may have to be made")
        }
        _ => format!("{named} cannot be opened"),
    };
    StartError::because(message, error)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The text of the database's own error; no value of a record is part of it.
            Failure::Database(error) => error.fmt(f),
            Failure::Gone => f.write_str("it was moved, replaced or deleted; put it back"),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Database(error)
    }
}

/// Where a file lies, so that it is noticed when it no longer does. The database itself would go on writing to a file
/// that has no name any more, and tell nobody.
struct Place {
    path: PathBuf,
    identity: Option<Identity>,
}

impl Place {
    fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), identity: identity(path) }
    }

    fn is_unmoved(&self) -> bool {
        identity(&self.path) == self.identity
    }
}

/// Device and number.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;

    std::fs::metadata(path).ok().map(|it| (it.dev(), it.ino()))
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}
