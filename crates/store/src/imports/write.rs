//! Writes imports.

use nmrs_domain::values::ids::{ImportId, ReportingUnitId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::read::{Import, ImportCommit, ImportCounts, mode_text};
use crate::db::json::to_json;
use crate::db::timestamp::to_ms;
use crate::entity::imports::{self, Column};
use crate::{Executor as _, StoreError, Tx};

/// An import to insert.
#[derive(Debug)]
pub struct NewImport<'a> {
    /// The unit that uploaded the file.
    pub unit: ReportingUnitId,
    /// Name of the file.
    pub filename: &'a str,
    /// The column layout of the sheet, as JSON.
    pub layout: String,
    /// Notices about the whole file.
    pub notices: &'a [String],
    /// Time of the upload.
    pub at: OffsetDateTime,
    /// Time after which it is deleted.
    pub expires: OffsetDateTime,
}

/// Inserts an import without rows.
pub async fn insert(tx: &Tx, new: NewImport<'_>) -> Result<ImportId, StoreError> {
    let NewImport {
        unit,
        filename,
        layout,
        notices,
        at,
        expires,
    } = new;
    let row = imports::ActiveModel {
        reporting_unit_id: Set(unit.0),
        filename: Set(filename.into()),
        layout: Set(layout),
        notices: Set(to_json("notices", notices)?),
        counts: Set(to_json("counts", &ImportCounts::default())?),
        version: Set(1),
        created_at: Set(to_ms(at)),
        expires_at: Set(to_ms(expires)),
        committed_mode: Set(None),
        committed_accounts: Set(None),
        committed_at: Set(None),
        ..Default::default()
    };
    Ok(ImportId(row.insert(tx.conn()).await?.id))
}

/// Sets the row counts of a new import.
pub async fn set_counts(tx: &Tx, id: ImportId, counts: ImportCounts) -> Result<(), StoreError> {
    let row = imports::ActiveModel {
        counts: Set(to_json("counts", &counts)?),
        ..Default::default()
    };
    update(tx, id, row).await
}

/// Records a change of rows and returns the new version. The caller must have locked the import.
pub async fn record_change(
    tx: &Tx,
    import: &Import,
    counts: ImportCounts,
) -> Result<i64, StoreError> {
    let version = import.version + 1;
    let row = imports::ActiveModel {
        counts: Set(to_json("counts", &counts)?),
        version: Set(version),
        ..Default::default()
    };
    update(tx, import.id, row).await?;
    Ok(version)
}

/// Records the commit of an import. The caller must have locked it.
pub async fn commit(tx: &Tx, import: &Import, committed: ImportCommit) -> Result<(), StoreError> {
    let ImportCommit { mode, accounts, at } = committed;
    let row = imports::ActiveModel {
        version: Set(import.version + 1),
        committed_mode: Set(Some(mode_text(mode).into())),
        committed_accounts: Set(Some(accounts.into())),
        committed_at: Set(Some(to_ms(at))),
        ..Default::default()
    };
    update(tx, import.id, row).await
}

async fn update(tx: &Tx, id: ImportId, row: imports::ActiveModel) -> Result<(), StoreError> {
    imports::Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes an import of a unit with its rows. Returns true if it existed.
pub async fn delete(
    tx: &Tx,
    unit: ReportingUnitId,
    id: ImportId,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let result = imports::Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(Column::ExpiresAt.gt(to_ms(now)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Deletes expired imports with their rows; returns their number.
pub async fn purge(tx: &Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    let result = imports::Entity::delete_many()
        .filter(Column::ExpiresAt.lte(to_ms(now)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
