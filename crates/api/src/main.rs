//! `nmrs`: serves the register, and the commands to set it up.

use std::process::ExitCode;

use clap::Parser as _;
use nmrs_api::commands::Cli;

fn main() -> ExitCode {
    nmrs_api::memory::settle();
    run()
}

#[actix_web::main]
async fn run() -> ExitCode {
    match nmrs_api::commands::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nmrs: {error}");
            ExitCode::FAILURE
        }
    }
}
