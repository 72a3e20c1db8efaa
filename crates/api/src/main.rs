//! `nmrs`: serves the register, and the commands to set it up.

use std::process::ExitCode;

use clap::Parser as _;
use nmrs_api::commands::Cli;

/// Returns freed memory to the system, see `docs/adr/0020-allocator.md`. Its settings are in
/// `.cargo/config.toml`.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

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
