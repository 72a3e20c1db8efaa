//! Opens the register for commands that work on all of it.

use nmrs_app::App;
use nmrs_store::Store;

use super::logging::log_to_stderr;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;
use crate::error::CommandError;

/// Database and secret of the register.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
}

/// An open register.
pub(super) struct Register {
    pub(super) app: App,
    store: Store,
}

impl Register {
    /// Opens the register. Fails if its schema is not the one of this program.
    pub(super) async fn open(args: Args) -> Result<Self, CommandError> {
        log_to_stderr("warn");
        let store = connect::store(&args.database).await?;
        if !connect::is_migrated(&store).await? {
            return Err(CommandError::NotMigrated);
        }
        let app = connect::app(store.clone(), &args.secret)?;
        Ok(Self { app, store })
    }

    pub(super) async fn close(self) -> Result<(), CommandError> {
        Ok(self.store.close().await?)
    }
}
