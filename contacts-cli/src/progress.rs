//! A bar on the terminal of a person who waits. Short runs are over before it would be seen.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run lasts before the bar appears.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is.
pub(crate) struct Progress {
    started: Instant,
    /// The bytes of all inputs, where they are known.
    total: Option<u64>,
    done: u64,
    bar: Option<ProgressBar>,
    is_seen: bool,
}

impl Progress {
    pub(crate) fn new(total: Option<u64>) -> Self {
        let is_seen = std::io::stderr().is_terminal();
        Self { started: Instant::now(), total, done: 0, bar: None, is_seen }
    }

    /// Takes note of bytes that are done with.
    pub(crate) fn advance(&mut self, bytes: u64) {
        self.done += bytes;
        if !self.is_seen || self.bar.is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_insert_with(|| bar(self.total)).set_position(self.done);
    }

    /// Does something to the terminal while the bar is away.
    pub(crate) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let template = match total {
        Some(_) => "{bar:40} {percent}% of {total_bytes}, {bytes_per_sec}, {eta} left",
        None => "{spinner} {bytes}, {bytes_per_sec}",
    };
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(10));
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
