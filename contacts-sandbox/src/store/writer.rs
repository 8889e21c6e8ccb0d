//! The one thread that writes the data file.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use tokio::sync::oneshot;

use super::{File, Unwritten};
use crate::record::Change;

/// What is to be written, and who waits for it.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) done: Done,
}

/// What is to be written.
pub(super) enum Work {
    Add(Vec<Change>),
    /// These are all records; what else was there goes.
    Replace(Vec<Change>),
    /// Nothing more is.
    End,
}

/// Who waits.
pub(super) enum Done {
    Task(oneshot::Sender<Result<(), Unwritten>>),
    Thread(SyncSender<Result<(), Unwritten>>),
    Nobody,
}

/// The most requests that share a transaction, so that a batch does not grow for as long as others come.
const BATCH: usize = 4096;

/// Writes until it is told to end, or until nobody is left to tell it.
pub(super) fn write(mut file: File, path: &Path, jobs: &Receiver<Job>, is_failing: &AtomicBool) {
    // In the order in which it happened; more than one batch only after a failure.
    let mut unwritten: Vec<Work> = Vec::new();
    let mut is_over = false;
    while !is_over {
        let Ok(first) = jobs.recv() else { return };
        let mut waiting = Vec::new();
        for Job { work, done } in std::iter::once(first).chain(jobs.try_iter().take(BATCH)) {
            match work {
                Work::End => is_over = true,
                Work::Add(changes) if changes.is_empty() => {}
                // Nobody needs what went before it.
                Work::Replace(_) => unwritten = vec![work],
                Work::Add(_) => unwritten.push(work),
            }
            waiting.push(done);
        }
        let result = file.commit(&unwritten);
        if result.is_ok() {
            unwritten.clear();
        }
        let was_failing = is_failing.swap(result.is_err(), Ordering::AcqRel);
        match &result {
            Err(error) if !was_failing => eprintln!(
                "error: the data file {} cannot be written: {error}\n  help: requests that change something are answered with status 503 until it can",
                path.display()
            ),
            Ok(()) if was_failing => eprintln!("the data file {} is written again", path.display()),
            _ => {}
        }
        for done in waiting {
            done.tell(result.as_ref().map_err(|_| Unwritten).copied());
        }
    }
}

impl Done {
    /// Whoever has gone away need not be told.
    fn tell(self, result: Result<(), Unwritten>) {
        match self {
            Done::Task(done) => drop(done.send(result)),
            Done::Thread(done) => drop(done.send(result)),
            Done::Nobody => {}
        }
    }
}
