//! `nmrs verify-log`.

use nmrs_app::verify_log::{Report, verify_log};

use super::CommandError;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
}

/// Prints what is wrong, one line each, and fails when anything is.
pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    super::log_to_stderr("warn");
    let store = connect::store(&args.database).await?;
    if !connect::is_migrated(&store).await? {
        return Err(CommandError::NotMigrated);
    }
    let app = connect::app(store.clone(), &args.secret)?;
    let Report {
        accounts,
        events,
        faults,
    } = verify_log(&app).await?;
    store.close().await?;
    for fault in &faults {
        println!("{fault}");
    }
    println!(
        "Checked {events} events of {accounts} accounts: {} faults.",
        faults.len()
    );
    if faults.is_empty() {
        Ok(())
    } else {
        Err(CommandError::LogFaults(faults.len()))
    }
}
