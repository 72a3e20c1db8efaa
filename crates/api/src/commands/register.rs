//! A register that exists, as commands open it that work on all of it.

use nmrs_app::App;
use nmrs_store::Store;

use super::logging::log_to_stderr;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;
use crate::error::CommandError;

/// Which register.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
}

/// A register while a command works on it.
pub(super) struct Register {
    pub(super) app: App,
    store: Store,
}

impl Register {
    /// Opens it; one whose schema is not that of this program is refused.
    pub(super) async fn open(args: Args) -> Result<Self, CommandError> {
        log_to_stderr("warn");
        let store = connect::store(&args.database).await?;
        if !connect::is_migrated(&store).await? {
            return Err(CommandError::NotMigrated);
        }
        let app = connect::app(store.clone(), &args.secret)?;
        Ok(Self { app, store })
    }

    /// Closes it.
    pub(super) async fn close(self) -> Result<(), CommandError> {
        Ok(self.store.close().await?)
    }
}
