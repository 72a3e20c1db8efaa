//! Progress of exports, updated about once a second by the server that writes the file. Any server
//! can read it.

use nmrs_domain::ids::UserId;
use nmrs_domain::wire::ExportState;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::export_runs;
use crate::{Executor, StoreError, Tx};
use export_runs::Column;

/// The progress of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportRun {
    /// Number of rows written so far.
    pub rows: u64,
    /// Number of rows in total.
    pub total: u64,
    /// Running, finished or failed.
    pub state: ExportState,
    /// Time of this record.
    pub at: OffsetDateTime,
}

/// Records the progress of an export of a user, replacing an earlier record of the same key.
pub async fn record(tx: &Tx, user: UserId, key: &str, run: ExportRun) -> Result<(), StoreError> {
    let ExportRun {
        rows,
        total,
        state,
        at,
    } = run;
    let row = export_runs::ActiveModel {
        user_id: Set(user.0),
        key: Set(key.into()),
        written: Set(i64::try_from(rows).unwrap_or(i64::MAX)),
        total: Set(i64::try_from(total).unwrap_or(i64::MAX)),
        state: Set(state.as_str().into()),
        updated_at: Set(to_ms(at)),
    };
    export_runs::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::UserId, Column::Key])
                .update_columns([
                    Column::Written,
                    Column::Total,
                    Column::State,
                    Column::UpdatedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Records the progress of a running export. Returns false if it was cancelled.
pub async fn advance(tx: &Tx, user: UserId, key: &str, run: ExportRun) -> Result<bool, StoreError> {
    let ExportRun {
        rows,
        total,
        state,
        at,
    } = run;
    let update = export_runs::ActiveModel {
        written: Set(i64::try_from(rows).unwrap_or(i64::MAX)),
        total: Set(i64::try_from(total).unwrap_or(i64::MAX)),
        state: Set(state.as_str().into()),
        updated_at: Set(to_ms(at)),
        ..Default::default()
    };
    update_running(tx, user, key, update).await
}

/// Cancels a running export: the server that writes it finds out with its next record. Returns false if
/// the user has no running export of this key.
pub async fn cancel(
    tx: &Tx,
    user: UserId,
    key: &str,
    at: OffsetDateTime,
) -> Result<bool, StoreError> {
    let update = export_runs::ActiveModel {
        state: Set(ExportState::Failed.as_str().into()),
        updated_at: Set(to_ms(at)),
        ..Default::default()
    };
    update_running(tx, user, key, update).await
}

async fn update_running(
    tx: &Tx,
    user: UserId,
    key: &str,
    update: export_runs::ActiveModel,
) -> Result<bool, StoreError> {
    let result = export_runs::Entity::update_many()
        .set(update)
        .filter(Column::UserId.eq(user.0))
        .filter(Column::Key.eq(key))
        .filter(Column::State.eq(ExportState::Running.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected > 0)
}

/// Returns the progress of an export of a user.
pub async fn find(
    db: &impl Executor,
    user: UserId,
    key: &str,
) -> Result<Option<ExportRun>, StoreError> {
    let row = export_runs::Entity::find_by_id((user.0, key.to_owned()))
        .one(db.conn())
        .await?;
    row.map(|row| {
        Ok(ExportRun {
            rows: u64::try_from(row.written).unwrap_or_default(),
            total: u64::try_from(row.total).unwrap_or_default(),
            state: ExportState::from_wire(&row.state)
                .ok_or_else(|| StoreError::corrupt("state", row.state))?,
            at: from_ms(row.updated_at)?,
        })
    })
    .transpose()
}

/// Deletes records older than a time; returns their number.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = export_runs::Entity::delete_many()
        .filter(Column::UpdatedAt.lt(to_ms(before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
