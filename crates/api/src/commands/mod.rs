//! The commands of `nmrs`.

mod demo;
mod document;
mod init;
mod logging;
mod migrate;
mod openapi;
mod register;
mod remind;
mod serve;
mod verify_log;

use clap::{Parser, Subcommand};

use crate::config::ServeConfig;
use crate::error::CommandError;

/// The register of government new-media accounts.
#[derive(Debug, Parser)]
#[command(name = "nmrs", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the page.
    Serve(Box<ServeConfig>),
    /// Migrate the schema of the database.
    Migrate(migrate::Args),
    /// Set up a register for production: schema and user of the central office.
    Init(init::Args),
    /// Fill an empty register with demo data.
    Demo(demo::Args),
    /// Verify the log of every account.
    VerifyLog(register::Args),
    /// Verify a log document: signature and log.
    VerifyDocument(document::Args),
    /// Print the public key for log documents of this register.
    DocumentKey(document::KeyArgs),
    /// Remind offices of overdue decisions, as servers do daily.
    Remind(register::Args),
    /// Print the OpenAPI document.
    Openapi,
}

/// Runs a command.
///
/// # Errors
/// See [`CommandError`].
pub async fn run(cli: Cli) -> Result<(), CommandError> {
    match cli.command {
        Command::Serve(config) => serve::run(*config).await,
        Command::Migrate(args) => migrate::run(args).await,
        Command::Init(args) => init::run(args).await,
        Command::Demo(args) => demo::run(args).await,
        Command::VerifyLog(args) => verify_log::run(args).await,
        Command::VerifyDocument(args) => document::verify(args),
        Command::DocumentKey(args) => document::print_key(&args),
        Command::Remind(args) => remind::run(args).await,
        Command::Openapi => openapi::run(),
    }
}
