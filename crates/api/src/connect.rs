//! Connects the use cases to the database of the configuration.

use std::path::Path;
use std::sync::Arc;

use nmrs_app::{App, Settings, SystemClock, SystemRandom};
use nmrs_migrations::{Migrator, MigratorTrait as _, SchemaState, schema_state};
use nmrs_store::{Options, Store};

use crate::config::{DatabaseConfig, SecretConfig};
use crate::error::CommandError;

/// Connects to the database, and creates the folder of a SQLite file.
///
/// # Errors
/// Refuses a database whose schema this program can neither use nor migrate, before anything is
/// written to it.
pub(crate) async fn store(config: &DatabaseConfig) -> Result<Store, CommandError> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://") {
        let path = Path::new(path.split('?').next().unwrap_or(path));
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .map_err(|error| CommandError::File(folder.to_path_buf(), error))?;
        }
    }
    let options = Options {
        url: config.database_url.clone(),
        connections: config.database_connections,
    };
    let store = Store::connect(&options).await?;
    let refusal = match state(&store).await? {
        SchemaState::Current | SchemaState::Pending => return Ok(store),
        SchemaState::Development(migration) => CommandError::DevelopmentSchema(migration),
        SchemaState::Newer(migration) => CommandError::NewerSchema(migration),
    };
    store.close().await?;
    Err(refusal)
}

/// Applies the pending migrations.
pub(crate) async fn migrate(store: &Store) -> Result<(), CommandError> {
    Migrator::up(store.migration_connection(), None)
        .await
        .map_err(|error| CommandError::Migration(error.to_string()))
}

/// Returns true if no migration is pending.
pub(crate) async fn is_migrated(store: &Store) -> Result<bool, CommandError> {
    Ok(state(store).await? == SchemaState::Current)
}

async fn state(store: &Store) -> Result<SchemaState, CommandError> {
    schema_state(store.migration_connection())
        .await
        .map_err(|error| CommandError::Migration(error.to_string()))
}

/// Returns the use cases on a database.
pub(crate) fn app(store: Store, secret: &SecretConfig) -> Result<App, CommandError> {
    Ok(App::new(
        store,
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
        &secret.load()?,
        Settings::default(),
    ))
}
