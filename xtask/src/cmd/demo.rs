//! `cargo xtask demo`: the whole pipeline on the documentation's own examples, for a person to watch.

use std::process::Command;

use anstream::println;

use crate::cmd::generate;
use crate::exit::{self, Failure};

/// Replay the documented examples through the generated client against a local server.
///
/// Checks that the client is what the document makes of it, starts a server on this machine, sends every
/// documented example through the client, and shows what was sent, what came back, and how long it took.
#[derive(clap::Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    // Whoever wants the demo has no use for the difference.
    generate::is_fresh().map_err(|failure| match failure {
        Failure::Stale { files, .. } => Failure::Stale { diff: String::new(), files },
        other => other,
    })?;
    println!("The client is what openapi/contacts.yaml makes of it. Building what replays the examples ...");
    // The demo needs the client, which this program must not be built with: it is what mends the client.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(&cargo);
    child.args(["run", "--quiet", "--package", "contacts-conformance", "--bin", "demo"]);
    let status = child.status().map_err(|source| Failure::Io { path: cargo.into(), source })?;
    if status.success() { Ok(()) } else { Err(Failure::Child) }
}
