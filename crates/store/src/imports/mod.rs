//! Uploaded spreadsheets. Only the reporting unit that uploaded one sees it, and only until it
//! expires.

mod rows;

pub use rows::{OutlineRow, Remark, Row, add_rows, outline, replace_rows, rows, rows_behind};

use nmrs_domain::ids::{ImportId, ReportingUnitId};
use nmrs_domain::wire::ImportMode;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::LockType,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::imports::{self, Column};
use crate::{Handle, StoreError, Tx};

/// How many rows of which kind an import has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that are not left out.
    pub rows: u32,
    /// Rows that are left out.
    pub skipped: u32,
    /// Rows that cannot be submitted.
    pub errors: u32,
    /// Rows that cannot be kept as drafts.
    pub draft_errors: u32,
    /// Rows with warnings.
    pub warnings: u32,
}

/// What an import became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// Submitted or kept as drafts.
    pub mode: ImportMode,
    /// How many accounts.
    pub accounts: u32,
    /// When.
    pub at: OffsetDateTime,
}

/// An uploaded spreadsheet.
#[derive(Debug, Clone)]
pub struct Import {
    /// Key.
    pub id: ImportId,
    /// Name of the file.
    pub filename: String,
    /// Where the columns of the sheet stand, as JSON.
    pub layout: String,
    /// What was noticed about the file as a whole.
    pub notices: Vec<String>,
    /// Its rows, counted.
    pub counts: Counts,
    /// Version; grows with every change.
    pub version: i64,
    /// When it was uploaded.
    pub created: OffsetDateTime,
    /// When it is thrown away.
    pub expires: OffsetDateTime,
    /// What it became.
    pub committed: Option<Committed>,
}

/// An import that is stored for the first time.
#[derive(Debug)]
pub struct NewImport<'a> {
    /// The unit that uploaded it.
    pub unit: ReportingUnitId,
    /// Name of the file.
    pub filename: &'a str,
    /// Where the columns of the sheet stand, as JSON.
    pub layout: String,
    /// What was noticed about the file as a whole.
    pub notices: &'a [String],
    /// When.
    pub at: OffsetDateTime,
    /// When it is thrown away.
    pub expires: OffsetDateTime,
}

/// Stores an import; its rows are added to it.
///
/// # Errors
/// Database errors.
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
        notices: Set(json("notices", notices)?),
        counts: Set(json("counts", &Counts::default())?),
        version: Set(1),
        created_at: Set(to_ms(at)),
        expires_at: Set(to_ms(expires)),
        committed_mode: Set(None),
        committed_accounts: Set(None),
        committed_at: Set(None),
        ..Default::default()
    };
    Ok(ImportId(row.insert(tx.c()).await?.id))
}

/// An import of a unit, if it has not expired.
///
/// # Errors
/// Database errors.
pub async fn find(
    db: &impl Handle,
    unit: ReportingUnitId,
    id: ImportId,
    now: OffsetDateTime,
) -> Result<Option<Import>, StoreError> {
    let row = of_unit(unit, now)
        .filter(Column::Id.eq(id.0))
        .one(db.c())
        .await?;
    row.map(read).transpose()
}

/// The same, for one that is going to be changed: nobody else changes it until the transaction ends.
///
/// # Errors
/// Database errors.
pub async fn lock(
    tx: &Tx,
    unit: ReportingUnitId,
    id: ImportId,
    now: OffsetDateTime,
) -> Result<Option<Import>, StoreError> {
    let mut query = of_unit(unit, now).filter(Column::Id.eq(id.0));
    if tx.c().get_database_backend() == DbBackend::Postgres {
        query = query.lock(LockType::Update);
    }
    query.one(tx.c()).await?.map(read).transpose()
}

/// The imports of a unit that have not expired, newest first.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    unit: ReportingUnitId,
    now: OffsetDateTime,
    most: u64,
) -> Result<Vec<Import>, StoreError> {
    of_unit(unit, now)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(db.c())
        .await?
        .into_iter()
        .map(read)
        .collect()
}

/// How many imports of a unit wait to be committed.
///
/// # Errors
/// Database errors.
pub async fn waiting(
    db: &impl Handle,
    unit: ReportingUnitId,
    now: OffsetDateTime,
) -> Result<u64, StoreError> {
    let query = of_unit(unit, now).filter(Column::CommittedAt.is_null());
    Ok(query.count(db.c()).await?)
}

fn of_unit(unit: ReportingUnitId, now: OffsetDateTime) -> Select<imports::Entity> {
    imports::Entity::find()
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(Column::ExpiresAt.gt(to_ms(now)))
}

/// Keeps the counts of an import that was just stored.
///
/// # Errors
/// Database errors.
pub async fn count(tx: &Tx, id: ImportId, counts: Counts) -> Result<(), StoreError> {
    let row = imports::ActiveModel {
        counts: Set(json("counts", &counts)?),
        ..Default::default()
    };
    update(tx, id, row).await
}

/// Notes that rows changed, and answers the new version. The caller has locked the import.
///
/// # Errors
/// Database errors.
pub async fn touch(tx: &Tx, import: &Import, counts: Counts) -> Result<i64, StoreError> {
    let version = import.version + 1;
    let row = imports::ActiveModel {
        counts: Set(json("counts", &counts)?),
        version: Set(version),
        ..Default::default()
    };
    update(tx, import.id, row).await?;
    Ok(version)
}

/// Notes what an import became. The caller has locked it.
///
/// # Errors
/// Database errors.
pub async fn commit(tx: &Tx, import: &Import, committed: Committed) -> Result<(), StoreError> {
    let Committed { mode, accounts, at } = committed;
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
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Removes an import of a unit with its rows; answers whether it was there.
///
/// # Errors
/// Database errors.
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
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Removes what has expired, with its rows.
///
/// # Errors
/// Database errors.
pub async fn purge(tx: &Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    let result = imports::Entity::delete_many()
        .filter(Column::ExpiresAt.lte(to_ms(now)))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected)
}

fn read(row: imports::Model) -> Result<Import, StoreError> {
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
        (Some(mode), Some(accounts), Some(at)) => Some(Committed {
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

const fn mode_text(mode: ImportMode) -> &'static str {
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

fn json(column: &str, value: &(impl Serialize + ?Sized)) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(column, error))
}

fn from_json<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt(column, error))
}
