//! `nmrs remind`.

use nmrs_app::messages::{Reminded, remind};

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

/// Reminds the offices that were not reminded today, and says how many there were.
pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    super::log_to_stderr("warn");
    let store = connect::store(&args.database).await?;
    if !connect::is_migrated(&store).await? {
        return Err(CommandError::NotMigrated);
    }
    let app = connect::app(store.clone(), &args.secret)?;
    let reminded = remind(&app, &app.process_name()).await?;
    store.close().await?;
    match reminded {
        Reminded::Offices(offices) => println!("Reminded {offices} offices."),
        Reminded::DayOff => println!("Nobody works today: nobody was reminded."),
        Reminded::Busy => println!("A server is reminding the offices at this moment."),
    }
    Ok(())
}
