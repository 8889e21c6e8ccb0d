//! The data file: what the sandbox holds survives its process, and a request is answered only when what it changed
//! does.
//!
//! The file is an `SQLite` database with one record a row, in the very lines of a dump. One thread writes it, and takes
//! everything that waits into one transaction, so that many callers share the wait for the disk (group commit). Changes
//! are handed over while the state is locked, so that the file sees them in the order in which they happened, and are
//! waited for after that, so that nobody else waits.
//!
//! What is kept, and what is not:
//!
//! - An answer that says that something was done comes after the transaction. No such write is lost when the process is
//!   killed, whenever that is; nor when the power fails, as far as the disk and the system's `fsync` keep their word.
//! - What was not answered yet is there as a whole or not at all. All that one request changes is one transaction.
//! - When the file cannot be written, because the disk is full or the file was taken away, the requests that wait are
//!   answered with status 503, and so is every later one that changes something. Each of these tries again to write
//!   what is still unwritten; when that works, the sandbox goes on. So what it holds is ahead of the file only as long
//!   as it tells every writer so. Reading goes on all the time.
//! - Windows of quotas and uploads under way are not kept.

mod file;
mod writer;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use http::StatusCode;
use tokio::sync::oneshot;

use crate::record::Change;
use crate::refusal::Refusal;
use crate::service::StartError;
pub(crate) use file::File;
use writer::{Done, Job, Work, write};

/// A data file that is written.
pub(crate) struct Store {
    jobs: mpsc::Sender<Job>,
    /// Whether something could not be written, and still is not.
    is_failing: Arc<AtomicBool>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// Something could not be written to the data file. Standard error says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unwritten;

/// Changes on their way to the file.
#[must_use = "what is not waited for may be lost"]
pub(crate) struct Keeping(oneshot::Receiver<Result<(), Unwritten>>);

/// The same, for a thread that may block.
#[must_use = "what is not waited for may be lost"]
pub(crate) struct BlockingKeeping(mpsc::Receiver<Result<(), Unwritten>>);

impl Store {
    /// Begins to write a file.
    pub(crate) fn start(file: File, path: &Path) -> Result<Self, StartError> {
        let (jobs, waiting) = mpsc::channel();
        let is_failing = Arc::new(AtomicBool::new(false));
        let (failing, path) = (Arc::clone(&is_failing), path.to_owned());
        let writer = thread::Builder::new().name("contacts-sandbox-file".to_owned());
        let writer = writer.spawn(move || write(file, &path, &waiting, &failing));
        let writer = writer.map_err(|error| StartError::because("no thread can be started", error))?;
        Ok(Self { jobs, is_failing, writer: Mutex::new(Some(writer)) })
    }

    /// Hands changes over; to be called while the state is locked.
    pub(crate) fn send(&self, changes: Vec<Change>) -> Keeping {
        let (done, kept) = oneshot::channel();
        self.queue(Work::Add(changes), Done::Task(done));
        Keeping(kept)
    }

    /// The same, for a thread that may block. `is_whole` says that the changes are all that there is from now on.
    pub(crate) fn send_blocking(&self, changes: Vec<Change>, is_whole: bool) -> BlockingKeeping {
        let (done, kept) = mpsc::sync_channel(1);
        let work = if is_whole { Work::Replace(changes) } else { Work::Add(changes) };
        self.queue(work, Done::Thread(done));
        BlockingKeeping(kept)
    }

    /// Whether changes can be kept as far as is known. If not, what is unwritten is tried again.
    pub(crate) fn check(&self) -> Result<(), Unwritten> {
        if !self.is_failing.load(Ordering::Acquire) {
            return Ok(());
        }
        self.queue(Work::Add(Vec::new()), Done::Nobody);
        Err(Unwritten)
    }

    /// Writes what waits, and lets go of the file.
    pub(crate) fn close(&self) {
        self.queue(Work::End, Done::Nobody);
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A writer that panicked has said so, and everybody who waited for it was told.
        let _ = writer.map(JoinHandle::join);
    }

    fn queue(&self, work: Work, done: Done) {
        // When the writer is gone, so is its end of `done`, which tells whoever waits.
        let _ = self.jobs.send(Job { work, done });
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}

impl Keeping {
    /// Returns when the changes survive the process.
    pub(crate) async fn kept(self) -> Result<(), Unwritten> {
        self.0.await.unwrap_or(Err(Unwritten))
    }
}

impl BlockingKeeping {
    /// Returns when the changes survive the process.
    pub(crate) fn kept(self) -> Result<(), Unwritten> {
        self.0.recv().unwrap_or(Err(Unwritten))
    }
}

impl From<Unwritten> for Refusal {
    fn from(Unwritten: Unwritten) -> Self {
        let description = "the sandbox cannot write its data file; its standard error says why";
        Self::other(StatusCode::SERVICE_UNAVAILABLE, description)
    }
}
