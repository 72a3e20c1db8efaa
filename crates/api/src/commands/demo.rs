//! `nmrs demo`.

use nmrs_app::{Clock as _, SystemClock};
use nmrs_demo::{Filled, Seeded};

use super::logging::log_to_stderr;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
    /// Fill a register of this many accounts by bulk insert, for benchmarks.
    #[arg(long)]
    accounts: Option<u64>,
    /// Seed of the random data of `--accounts`.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    log_to_stderr("info,sqlx=warn,nmrs_app::accounts=warn,nmrs_app::reviews=warn");
    let store = connect::store(&args.database).await?;
    connect::migrate(&store).await?;
    if let Some(accounts) = args.accounts {
        let fill = nmrs_demo::Fill {
            accounts,
            seed: args.seed,
            now: SystemClock.now(),
        };
        let filled = nmrs_demo::fill(&store, fill)
            .await
            .map_err(|error| CommandError::App(error.to_string()))?;
        let Filled {
            units,
            accounts,
            events,
        } = filled;
        println!("Filled: {units} units, {accounts} accounts, {events} lines of their logs.");
    } else {
        let app = connect::app(store.clone(), &args.secret)?;
        match nmrs_demo::seed(&store, &app).await? {
            Seeded::Created { users, accounts } => {
                println!("Demo data: {users} users, {accounts} accounts.");
            }
            Seeded::AlreadyThere => println!("There are users already; nothing was changed."),
        }
    }
    Ok(store.close().await?)
}
