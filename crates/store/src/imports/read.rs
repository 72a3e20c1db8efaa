//! Reads imports.

use nmrs_domain::values::ids::{ImportId, ReportingUnitId};
use nmrs_domain::wire::ImportMode;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::LockType,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::db::json::from_json;
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::imports::{self, Column};
use crate::{Executor, StoreError, Tx};

/// Row counts of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Rows that are not skipped.
    pub rows: u32,
    /// Skipped rows.
    pub skipped: u32,
    /// Rows with errors that prevent their submission.
    pub errors: u32,
    /// Rows with errors that prevent even a draft.
    pub draft_errors: u32,
    /// Rows with warnings.
    pub warnings: u32,
}

/// The commit of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportCommit {
    /// The mode: submit the accounts or store them as drafts.
    pub mode: ImportMode,
    /// Number of accounts.
    pub accounts: u32,
    /// Time of the commit.
    pub at: OffsetDateTime,
}

/// An uploaded spreadsheet.
#[derive(Debug, Clone)]
pub struct Import {
    /// Primary key.
    pub id: ImportId,
    /// Name of the file.
    pub filename: String,
    /// The column layout of the sheet, as JSON.
    pub layout: String,
    /// Notices about the whole file.
    pub notices: Vec<String>,
    /// Row counts.
    pub counts: ImportCounts,
    /// Version for optimistic locking; raised by every change.
    pub version: i64,
    /// Time of the upload.
    pub created: OffsetDateTime,
    /// Time after which it is deleted.
    pub expires: OffsetDateTime,
    /// The commit, if there was one.
    pub committed: Option<ImportCommit>,
}

/// Returns an import of a unit that has not expired.
pub async fn find(
    db: &impl Executor,
    unit: ReportingUnitId,
    id: ImportId,
    now: OffsetDateTime,
) -> Result<Option<Import>, StoreError> {
    let row = of_unit(unit, now)
        .filter(Column::Id.eq(id.0))
        .one(db.conn())
        .await?;
    row.map(from_row).transpose()
}

/// Returns an import like [`find`], with its row locked until the transaction ends.
pub async fn lock(
    tx: &Tx,
    unit: ReportingUnitId,
    id: ImportId,
    now: OffsetDateTime,
) -> Result<Option<Import>, StoreError> {
    let mut query = of_unit(unit, now).filter(Column::Id.eq(id.0));
    if tx.conn().get_database_backend() == DbBackend::Postgres {
        query = query.lock(LockType::Update);
    }
    query.one(tx.conn()).await?.map(from_row).transpose()
}

/// Returns the imports of a unit that have not expired, newest first.
pub async fn list(
    db: &impl Executor,
    unit: ReportingUnitId,
    now: OffsetDateTime,
    limit: u64,
) -> Result<Vec<Import>, StoreError> {
    of_unit(unit, now)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.conn())
        .await?
        .into_iter()
        .map(from_row)
        .collect()
}

/// Counts the imports of a unit that are neither committed nor expired.
pub async fn count_uncommitted(
    db: &impl Executor,
    unit: ReportingUnitId,
    now: OffsetDateTime,
) -> Result<u64, StoreError> {
    let query = of_unit(unit, now).filter(Column::CommittedAt.is_null());
    Ok(query.count(db.conn()).await?)
}

fn of_unit(unit: ReportingUnitId, now: OffsetDateTime) -> Select<imports::Entity> {
    imports::Entity::find()
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(Column::ExpiresAt.gt(to_ms(now)))
}

fn from_row(row: imports::Model) -> Result<Import, StoreError> {
    let imports::Model {
        id,
        reporting_unit_id: _,
        filename,
        layout,
        notices,
        counts,
        version,
        created_at,
        expires_at,
        committed_mode,
        committed_accounts,
        committed_at,
    } = row;
    let committed = match (committed_mode, committed_accounts, committed_at) {
        (Some(mode), Some(accounts), Some(at)) => Some(ImportCommit {
            mode: mode_of(&mode).ok_or_else(|| StoreError::corrupt("committed_mode", mode))?,
            accounts: u32::try_from(accounts).unwrap_or_default(),
            at: from_ms(at)?,
        }),
        _ => None,
    };
    Ok(Import {
        id: ImportId(id),
        filename,
        layout,
        notices: from_json("notices", &notices)?,
        counts: from_json("counts", &counts)?,
        version,
        created: from_ms(created_at)?,
        expires: from_ms(expires_at)?,
        committed,
    })
}

pub(super) const fn mode_text(mode: ImportMode) -> &'static str {
    match mode {
        ImportMode::Submit => "submit",
        ImportMode::Draft => "draft",
    }
}

fn mode_of(text: &str) -> Option<ImportMode> {
    [ImportMode::Submit, ImportMode::Draft]
        .into_iter()
        .find(|mode| mode_text(*mode) == text)
}
