//! A test of the whole corpus: what its trials are about, and what it comes to. What no trial exercised is a failure, by
//! name, unless only some of the trials were asked for.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard};

use contacts_conformance::corpus::{self, Payload};
use contacts_openapi::{Document, Operation, operations};
use libtest_mimic::{Arguments, Conclusion, Trial};
use tokio::runtime::{Builder, Runtime};

/// The corpus, leaked, because trials outlive the stack of whoever makes them.
pub(crate) struct Suite {
    pub(crate) document: &'static Document,
    pub(crate) payloads: &'static [Payload],
    pub(crate) operations: &'static [Operation<'static>],
    pub(crate) runtime: Arc<Runtime>,
    arguments: Arguments,
}

impl Suite {
    /// Runs a suite with the arguments of the process.
    pub(crate) fn main(run: impl FnOnce(&Self) -> Result<ExitCode, String>) -> ExitCode {
        let told = Self::open().and_then(|suite| run(&suite));
        told.unwrap_or_else(|message| {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        })
    }

    fn open() -> Result<Self, String> {
        let arguments = Arguments::from_args();
        let document: &'static Document = Box::leak(Box::new(Document::contacts()));
        let payloads = corpus::payloads(document)?.leak();
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = Arc::new(runtime.map_err(|error| error.to_string())?);
        Ok(Self { document, payloads, operations: operations(document).leak(), runtime, arguments })
    }

    /// Runs the trials, and where all of them were asked for, says what is left to be done.
    pub(crate) fn run(
        &self,
        trials: Vec<Trial>,
        left: impl FnOnce(&Conclusion) -> Result<Vec<String>, String>,
    ) -> Result<ExitCode, String> {
        let conclusion = libtest_mimic::run(&self.arguments, trials);
        let Arguments { filter, exact, skip, list, .. } = &self.arguments;
        if filter.is_some() || *exact || !skip.is_empty() || *list {
            return Ok(conclusion.exit_code());
        }
        let left = left(&conclusion)?;
        for what in &left {
            eprintln!("error: {what}");
        }
        Ok(if left.is_empty() { conclusion.exit_code() } else { ExitCode::FAILURE })
    }
}

/// What trials write down in turn.
pub(crate) fn locked<T>(shared: &Mutex<T>) -> Result<MutexGuard<'_, T>, String> {
    shared.lock().map_err(|error| error.to_string())
}
