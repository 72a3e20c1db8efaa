//! `nmrs demo`.

use nmrs_app::{Clock as _, SystemClock, demo};

use super::CommandError;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
    /// Fill a register of this many accounts by bulk insert, for benchmarks.
    #[arg(long)]
    accounts: Option<u64>,
    /// Where the randomness of `--accounts` begins.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    super::log_to_stderr("info,sqlx=warn,nmrs_app::accounts=warn,nmrs_app::reviews=warn");
    let store = connect::store(&args.database).await?;
    connect::migrate(&store).await?;
    match args.accounts {
        Some(accounts) => {
            let fill = demo::Fill {
                accounts,
                seed: args.seed,
                now: SystemClock.now(),
            };
            let filled = demo::fill(&store, fill)
                .await
                .map_err(|error| CommandError::App(error.to_string()))?;
            println!("{filled:?}");
        }
        None => {
            let app = connect::app(store.clone(), &args.secret)?;
            let _ = app;
            return Err(CommandError::App("not yet".into()));
        }
    }
    Ok(store.close().await?)
}
