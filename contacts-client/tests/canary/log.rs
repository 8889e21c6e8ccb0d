//! All that is logged in this process.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex};
use std::{io, mem};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::spellings::leaks;
use crate::{CURSOR, ID, MEMO, TOKEN, assert_no_leak};

/// What shows that it is a log, and of whom.
pub(crate) const LOGGED: &[&str] = &[
    "contacts.call",
    "contacts.attempt",
    "url.template",
    "TRACE hyper_util",
    "starting new connection",
    "the request is repeated",
];

/// All that is logged in this process, by `tracing` and by `log`.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no test panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Logs everything from now on, spans with their fields as well as events.
    pub(crate) fn everything() -> Self {
        static LOG: LazyLock<Log> = LazyLock::new(|| {
            let log = Log::default();
            let writer = log.clone();
            let subscriber = tracing_subscriber::fmt()
                .with_max_level(LevelFilter::TRACE)
                .with_span_events(FmtSpan::FULL)
                .with_ansi(false)
                .without_time()
                .with_writer(move || writer.clone())
                .finish();
            tracing::subscriber::set_global_default(subscriber).expect("it is the only one");
            tracing_log::LogTracer::init().expect("it is the only one");
            log
        });
        LOG.clone()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no test panics with it")).into_owned()
    }

    /// That no marker shows in what was logged since this was last asked, and that these signs have shown: what is
    /// logged is searched once, whoever logs it.
    pub(crate) fn assert_silent(&self, signs: &[&'static str]) {
        static SHOWN: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
        let (text, missing) = {
            let mut shown = SHOWN.lock().expect("no test panics with it");
            let bytes = mem::take(&mut *self.0.lock().expect("no test panics with it"));
            let text = String::from_utf8_lossy(&bytes).into_owned();
            shown.extend(LOGGED.iter().filter(|sign| text.contains(**sign)));
            (text, signs.iter().filter(|sign| !shown.contains(*sign)).collect::<Vec<_>>())
        };
        assert!(missing.is_empty(), "{missing:?}");
        assert_no_leak(&text);
    }
}

#[test]
fn the_canary_hears_every_log() {
    // In a log of its own, which nobody else searches.
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let span = tracing::trace_span!("careless", id = ID, late = tracing::field::Empty);
        let _entered = span.enter();
        span.record("late", CURSOR);
        tracing::trace!(target: "hyper_util::careless", memo = ?MEMO, "an event");
        tracing_log::format_trace(
            &log::Record::builder().args(format_args!("{TOKEN}")).level(log::Level::Trace).target("reqwest").build(),
        )
        .unwrap();
    });
    let found = leaks(&log.text());
    for marker in [ID, CURSOR, MEMO, TOKEN] {
        let found = log.text().lines().filter(|line| leaks(line).len() == 1).count();
        assert!(found > 0, "{marker}");
    }
    assert!(found.len() >= 4, "{found:?}");
}
