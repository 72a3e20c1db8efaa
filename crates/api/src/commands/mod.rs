//! The commands of `nmrs`.

mod demo;
mod document;
mod init;
mod migrate;
mod openapi;
mod register;
mod remind;
mod serve;
mod verify_log;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use nmrs_app::AppError;
use nmrs_store::StoreError;

use crate::config::ServeConfig;

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
    /// Bring the database's schema up to date.
    Migrate(migrate::Args),
    /// Set up a register for production: the schema, and the user of the central office.
    Init(init::Args),
    /// Fill an empty register with demo data.
    Demo(demo::Args),
    /// Check that the log of every account is as it was written.
    VerifyLog(register::Args),
    /// Check a document with the log of an account: who signed it, and whether it is unaltered.
    VerifyDocument(document::Args),
    /// Print the public key that documents of this register are checked with.
    DocumentKey(document::KeyArgs),
    /// Remind offices of decisions that are overdue; servers do so by themselves.
    Remind(register::Args),
    /// Print the OpenAPI document.
    Openapi,
}

/// Why a command failed; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file or folder.
    #[error("{}: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// The secret is too short.
    #[error("{}: a secret needs at least 32 characters", .0.display())]
    ShortSecret(PathBuf),
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness")]
    Randomness,
    /// A schema change failed.
    #[error("schema: {0}")]
    Migration(String),
    /// The schema is older than the program.
    #[error("the database's schema is not the one of this program; run `nmrs migrate` first")]
    NotMigrated,
    /// A development version made the database; holds one of its migrations.
    #[error(
        "the database was made by a development version before 2026-11-28 (migration {0}), which \
         this program can neither use nor migrate; nothing was changed. Start with a new database: \
         move the SQLite file away, or create an empty PostgreSQL database, and run `nmrs init`. \
         To keep the accounts, export them with the program that made the database"
    )]
    DevelopmentSchema(String),
    /// A newer program migrated the database; holds its latest migration.
    #[error(
        "the database was migrated by a newer version of nmrs (migration {0}), which this program \
         can neither use nor undo; nothing was changed. Run that version, or restore the backup \
         from before the upgrade"
    )]
    NewerSchema(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A use case.
    #[error("{0}")]
    App(String),
    /// The log is not as it was written.
    #[error("the log has {0} faults")]
    LogFaults(usize),
    /// A document proves nothing, or that its log is not whole.
    #[error("{0}")]
    Document(String),
    /// The server.
    #[error("server: {0}")]
    Server(#[from] std::io::Error),
}

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(refused) => {
                let fields: Vec<_> = refused
                    .fields
                    .0
                    .iter()
                    .map(|field| field.detail.as_str())
                    .collect();
                Self::App(if fields.is_empty() {
                    refused
                        .detail
                        .unwrap_or_else(|| refused.code.detail().into())
                } else {
                    fields.join("；")
                })
            }
            other => Self::App(other.to_string()),
        }
    }
}

/// Runs a command.
///
/// # Errors
/// Why it failed, for the operator.
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

/// Logs as JSON on standard error; `NMRS_LOG` chooses what, as `tracing` filters do.
fn log_to_stderr(default: &str) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("NMRS_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
