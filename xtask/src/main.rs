//! What maintainers do with the document. One verb, one file under `cmd`.

mod bundle;
mod cmd;
mod codegen;
mod coverage;
mod diff;
mod exit;
mod lint;
mod provenance;
mod published;
mod report;
mod revision;
mod section;
mod staged;
mod transcribe;
mod tree;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Most of what lint and diff do is to make small values and to drop them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Look after the Contacts API document and the client that is generated from it.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Generate(cmd::generate::Arguments),
    Lint(cmd::lint::Arguments),
    Diff(cmd::diff::Arguments),
    Release(cmd::release::Arguments),
    Coverage(cmd::coverage::Arguments),
    Provenance(cmd::provenance::Arguments),
    Transcribe(cmd::transcribe::Arguments),
    Schema(cmd::schema::Arguments),
    Demo(cmd::demo::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().verb {
        Verb::Generate(arguments) => cmd::generate::run(&arguments),
        Verb::Lint(arguments) => cmd::lint::run(&arguments),
        Verb::Diff(arguments) => cmd::diff::run(&arguments),
        Verb::Release(arguments) => cmd::release::run(&arguments),
        Verb::Coverage(arguments) => cmd::coverage::run(&arguments),
        Verb::Provenance(arguments) => cmd::provenance::run(&arguments),
        Verb::Transcribe(arguments) => cmd::transcribe::run(&arguments),
        Verb::Schema(arguments) => cmd::schema::run(&arguments),
        Verb::Demo(arguments) => cmd::demo::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            report::failure(&failure);
            failure.exit_code()
        }
    }
}
