//! What `cargo xtask demo` shows: see [`contacts_conformance::tour`].

use std::process::ExitCode;

use anstream::eprintln;
use contacts_conformance::tour;
use contacts_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match tour::run(Sandbox::builder(), &mut anstream::stdout()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(ended) => {
            eprintln!("error: {ended}");
            ExitCode::FAILURE
        }
    }
}
