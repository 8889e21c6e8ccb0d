//! How a run ends: the exit codes, and what keeps a run from starting.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use contacts_openapi::LoadError;
use contacts_openapi::validate::TargetError;

/// The exit codes, as `--help` prints them.
pub(crate) const HELP: &str = "\
Exit codes:
  0    every payload is fine; there may be warnings
  1    a payload has errors (with --strict, or warnings)
  2    bad input or usage: something could not be validated, whatever was found in the rest
  130  interrupted";

/// Something could not be validated.
pub(crate) const BAD_INPUT: u8 = 2;

/// The run was interrupted; the number that shells use for it.
pub(crate) const INTERRUPTED: u8 = 130;

/// Why nothing was validated at all.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The document of `--spec` could not be read.
    Load(LoadError),
    /// The target of the options does not exist.
    Target(TargetError),
    /// The options do not say enough, or too much: what is wrong, and what to do.
    Usage(String, String),
    /// The sandbox does not start: why, and what to do where the reason does not say it.
    #[cfg(feature = "sandbox")]
    Start(contacts_sandbox::StartError, Option<&'static str>),
    /// The program cannot be interrupted, or no thread can be started.
    System(std::io::Error),
}

impl Failure {
    /// Says it, and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        let mut text = match self {
            Failure::Load(error) => format!("error: {error}"),
            Failure::Target(error) => format!("error: {error}"),
            Failure::Usage(what, help) => format!("error: {what}\n  help: {help}"),
            #[cfg(feature = "sandbox")]
            Failure::Start(error, _) => format!("error: {error}"),
            Failure::System(error) => format!("error: the system refused what a run needs: {error}"),
        };
        let source = match self {
            Failure::Load(error) => error.source(),
            #[cfg(feature = "sandbox")]
            Failure::Start(error, _) => error.source(),
            _ => None,
        };
        if let Some(source) = source {
            let _ = write!(text, ": {source}");
        }
        #[cfg(feature = "sandbox")]
        if let Failure::Start(_, Some(help)) = self {
            let _ = write!(text, "\n  help: {help}");
        }
        // Nobody is left to be told when standard error is closed.
        let _ = writeln!(anstream::stderr(), "{text}");
        ExitCode::from(BAD_INPUT)
    }
}
