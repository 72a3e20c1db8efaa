//! Development commands: `cargo xtask <command>`.
//!
//! Each command works on a fresh machine: it installs the missing tools. Tools from package
//! registries are always installed; system packages only as root by apt-get, otherwise the error
//! names the command to run.

mod bench;
mod checks;
mod cmd;
mod compress;
mod input_hash;
mod interrupt;
mod openapi;
mod paths;
mod pg_cluster;
mod probe;
mod spa;
mod start;
mod test;
mod timing;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum as _};

use crate::cmd::Cmd;

/// Development commands of NMRS.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve it on http://127.0.0.1:8080, with demo data on the first run.
    Start(start::Options),
    /// Run every check and test, or only the named steps.
    Test(test::Options),
    /// Measure the work list on registers of several sizes.
    Bench(bench::Options),
    /// Write openapi/openapi.json from the code.
    Openapi,
    /// Build the single-page app into dist/.
    Spa(spa::Options),
    /// Format all Rust code.
    Fmt,
    /// Install the tools that the other commands need.
    Tools,
    /// Write .br and .gz siblings (run by trunk after a build).
    #[command(hide = true)]
    Compress,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    interrupt::install()?;
    match command {
        Command::Start(options) => start::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Openapi => openapi::write(),
        Command::Spa(options) => spa::run(&options),
        Command::Fmt => Cmd::cargo().args(["fmt", "--all"]).stream("Formatting"),
        Command::Tools => tools::ensure(tools::Tool::value_variants()),
        Command::Compress => compress::run(),
    }
}
