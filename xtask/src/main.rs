//! What maintainers do with the document. One verb, one file under `cmd`.

mod cmd;
mod codegen;
mod exit;
mod report;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    Demo(cmd::demo::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().verb {
        Verb::Generate(arguments) => cmd::generate::run(&arguments),
        Verb::Demo(arguments) => cmd::demo::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::failure(&failure);
            failure.exit_code()
        }
    }
}
