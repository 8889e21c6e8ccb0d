//! The command `contacts`: what a CI job and a person run. One verb, one file under `cmd`.

mod aim;
mod cmd;
mod event;
mod exit;
mod guess;
mod in_flight;
mod input;
mod interrupt;
mod judge;
mod pipeline;
mod progress;
mod read;
mod summary;
mod writer;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a sandbox holds only grows, which takes a fifth of its time where every page is asked for alone.
#[cfg(feature = "sandbox")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Hold payloads of the LINE WORKS Contacts API against its document, and try requests out without a tenant.
#[derive(Parser)]
#[command(name = "contacts", version, after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Validate(cmd::validate::Arguments),
    #[cfg(feature = "sandbox")]
    Sandbox(cmd::sandbox::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Validate(arguments) => cmd::validate::run(&arguments),
        #[cfg(feature = "sandbox")]
        Verb::Sandbox(arguments) => cmd::sandbox::run(&arguments),
    };
    outcome.unwrap_or_else(|failure| failure.report())
}
