//! The command `contacts`: what a CI job and a person run. One verb, one file under `cmd`.

mod aim;
mod cmd;
mod excerpt;
mod exit;
mod guess;
mod in_flight;
mod input;
mod interrupt;
mod judge;
mod output;
mod pipeline;
mod progress;
mod read;
mod report;
mod summary;
mod writer;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Hold payloads of the LINE WORKS Contacts API against its document.
#[derive(Parser)]
#[command(name = "contacts", version, after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Validate(cmd::validate::Arguments),
}

fn main() -> ExitCode {
    let Verb::Validate(arguments) = Arguments::parse().verb;
    cmd::validate::run(&arguments).unwrap_or_else(|failure| failure.report())
}
