//! `nmrs serve`.

use super::logging::log_to_stderr;
use crate::config::ServeConfig;
use crate::error::CommandError;
use crate::{connect, server};

/// Serves until the signal to stop; requests under way are finished first.
pub(super) async fn run(config: ServeConfig) -> Result<(), CommandError> {
    log_to_stderr("info,sqlx=warn");
    let store = connect::store(&config.database).await?;
    if config.database.database_url.starts_with("sqlite:") {
        // The file belongs to this program alone. A PostgreSQL may be served by an older program
        // at this moment: there an operator says when.
        connect::migrate(&store).await?;
    } else if !connect::is_migrated(&store).await? {
        return Err(CommandError::NotMigrated);
    }
    let app = connect::app(store.clone(), &config.secret)?;
    server::run(app, &config).await?;
    store.close().await?;
    tracing::info!("Stopped");
    Ok(())
}
