//! `cargo xtask demo`: a tour of the API against the sandbox, for a person to watch.

use std::process::{Command, ExitCode};

use anstream::println;

use crate::cmd::generate;
use crate::exit::{self, Failure};

/// Take a tour of the API: start the sandbox on this machine and call it through the client.
///
/// Checks that the client is what the document makes of it, starts a sandbox, gets a token from it, and goes from a first
/// contact over a tag, pages, a change and a photo to the rate limit, met and survived, and to a bad payload, refused.
/// Every line says what was called and what came back; the end says where to look next. It needs no account and no
/// network, and leaves nothing behind. A step that fails ends it with exit code 1.
#[derive(clap::Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<ExitCode, Failure> {
    // Whoever wants the demo has no use for the difference.
    generate::is_fresh().map_err(|failure| match failure {
        Failure::Stale { files, command, .. } => Failure::Stale { diff: String::new(), files, command },
        other => other,
    })?;
    println!("The client is what openapi/contacts.yaml makes of it. Building the sandbox and the tour ...");
    // The demo needs the client, which this program must not be built with: it is what mends the client.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(&cargo);
    child.args(["run", "--quiet", "--package", "contacts-conformance", "--bin", "demo"]);
    let status = child.status().map_err(|source| Failure::Io { path: cargo.into(), source })?;
    if status.success() { Ok(ExitCode::SUCCESS) } else { Err(Failure::Child) }
}
