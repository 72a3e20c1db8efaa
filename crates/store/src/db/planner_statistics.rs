//! What the query planner knows about the tables.
//!
//! Without it SQLite takes “status is normal” for as selective as “in this county”, and walks through
//! the whole country's accounts to find a county's.

use sea_orm::ConnectionTrait as _;

use crate::{Store, StoreError};

/// Entries of each index that are looked at; enough to tell a county from a status.
const ENTRIES: u32 = 20_000;

impl Store {
    /// Gathers statistics over everything, once very much has been written.
    ///
    /// # Errors
    /// Database errors.
    pub async fn analyze(&self) -> Result<(), StoreError> {
        let db = self.migration_connection();
        db.execute_unprepared("ANALYZE").await?;
        if self.is_sqlite() {
            db.execute_unprepared("PRAGMA optimize").await?;
            self.forget_samples().await?;
            db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Keeps the statistics near the truth, in a tenth of a second whatever the size. PostgreSQL does
    /// so by itself.
    ///
    /// # Errors
    /// Database errors.
    pub async fn keep_statistics(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            let sql =
                format!("PRAGMA analysis_limit = {ENTRIES}; ANALYZE; PRAGMA analysis_limit = 0");
            self.migration_connection().execute_unprepared(&sql).await?;
            self.forget_samples().await?;
        }
        Ok(())
    }

    /// With samples of values SQLite plans a statement anew for each value that is bound to it, which
    /// takes longer than to run it. Averages are enough to choose an index.
    async fn forget_samples(&self) -> Result<(), StoreError> {
        let sql = "DROP TABLE IF EXISTS sqlite_stat4";
        self.migration_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
