//! Table statistics for the query planner.
//!
//! Without them SQLite takes “status is normal” to be as selective as “in this county”, and scans the
//! accounts of the whole country to find those of a county.

use sea_orm::ConnectionTrait as _;

use crate::{Store, StoreError};

/// Entries of each index to sample; enough to tell a county from a status.
const ANALYSIS_LIMIT: u32 = 20_000;

impl Store {
    /// Gathers full statistics, after a bulk load.
    pub async fn analyze(&self) -> Result<(), StoreError> {
        let db = self.migration_connection();
        db.execute_unprepared("ANALYZE").await?;
        if self.is_sqlite() {
            db.execute_unprepared("PRAGMA optimize").await?;
            self.drop_value_samples().await?;
            db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Refreshes the statistics from samples; takes about 0.1 s at any size. PostgreSQL does so by
    /// itself.
    pub async fn refresh_statistics(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            let sql = format!(
                "PRAGMA analysis_limit = {ANALYSIS_LIMIT}; ANALYZE; PRAGMA analysis_limit = 0"
            );
            self.migration_connection().execute_unprepared(&sql).await?;
            self.drop_value_samples().await?;
        }
        Ok(())
    }

    /// Drops the samples of values. With them SQLite plans a statement again for each bound value,
    /// which takes longer than to run it; averages are enough to choose an index.
    async fn drop_value_samples(&self) -> Result<(), StoreError> {
        let sql = "DROP TABLE IF EXISTS sqlite_stat4";
        self.migration_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
