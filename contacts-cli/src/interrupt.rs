//! What Ctrl-C does: the run ends with what was found so far. A second one ends it at once.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::SyncSender;

use crate::exit;
use crate::pipeline::{Run, Step};

/// Ends a run when the program is interrupted, even while it waits for an input.
pub(crate) fn listen(run: Arc<Run>, steps: SyncSender<Step>) -> io::Result<()> {
    let handler = move || {
        if run.rules.is_over.swap(true, Ordering::Relaxed) {
            process::exit(exit::INTERRUPTED.into());
        }
        // The writer may be waiting for a reader that waits for an input. If there is no room, it is not.
        let _ = steps.try_send(Step::Interrupted);
    };
    ctrlc::set_handler(handler).map_err(|error| match error {
        ctrlc::Error::System(error) => error,
        other => io::Error::other(other.to_string()),
    })
}
