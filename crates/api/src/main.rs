//! `nmrs`: serves the register, and the commands to set it up.

use std::process::ExitCode;

use clap::Parser as _;
use nmrs_api::commands::Cli;

#[actix_web::main]
async fn main() -> ExitCode {
    match nmrs_api::commands::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nmrs: {error}");
            ExitCode::FAILURE
        }
    }
}
