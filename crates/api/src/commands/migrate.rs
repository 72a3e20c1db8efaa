//! `nmrs migrate`.

use super::logging::log_to_stderr;
use crate::config::DatabaseConfig;
use crate::connect;
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
}

pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    log_to_stderr("warn");
    let store = connect::store(&args.database).await?;
    connect::migrate(&store).await?;
    println!("The schema is up to date.");
    Ok(store.close().await?)
}
