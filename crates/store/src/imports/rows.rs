//! The rows of an import.

use nmrs_domain::ids::ImportId;
use nmrs_domain::import::ImportColumn;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::{from_json, json};
use crate::db::batch_insert::Batch;
use crate::entity::import_rows::{self, Column};
use crate::{Handle, StoreError, Tx};

/// Most rows in one condition.
const AT_ONCE: usize = 500;

/// Bytes of text after which rows are written before more are gathered.
const ENOUGH: usize = 1024 * 1024;

/// What the register says about a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The column.
    pub column: ImportColumn,
    /// In Chinese.
    pub detail: String,
}

/// A row of an uploaded sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet.
    pub number: u32,
    /// The text of each column of the layout.
    pub cells: Vec<String>,
    /// What the register has against it. What its own cells and the other rows of the import say is
    /// not kept: it follows from them.
    pub errors: Vec<Remark>,
    /// What the register says that should be looked at.
    pub warnings: Vec<Remark>,
    /// Whether its cells or the register say that it cannot be submitted.
    pub has_error: bool,
    /// Whether it cannot even be kept as a draft.
    pub blocks_draft: bool,
    /// Whether it is left out.
    pub skipped: bool,
    /// Code of its platform, if its kind is known.
    pub platform: Option<String>,
    /// Hash of its identity, if it carries one.
    pub identity_hash: Option<String>,
}

/// A row without its cells: what is counted and compared.
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    row_number: i64,
    /// Whether it is left out.
    pub skipped: bool,
    /// Whether something was found that cannot be submitted.
    pub has_error: bool,
    /// Whether something was found that cannot be kept as a draft.
    pub blocks_draft: bool,
    /// Whether something should be looked at.
    pub has_warning: bool,
    /// Code of its platform.
    pub platform_code: Option<String>,
    /// Hash of its identity.
    pub identity_hash: Option<String>,
}

impl OutlineRow {
    /// Its number in the sheet.
    pub fn number(&self) -> u32 {
        u32::try_from(self.row_number).unwrap_or_default()
    }
}

impl From<&Row> for OutlineRow {
    fn from(row: &Row) -> Self {
        Self {
            row_number: row.number.into(),
            skipped: row.skipped,
            has_error: row.has_error,
            blocks_draft: row.blocks_draft,
            has_warning: !row.warnings.is_empty(),
            platform_code: row.platform.clone(),
            identity_hash: row.identity_hash.clone(),
        }
    }
}

/// Adds rows to an import.
///
/// # Errors
/// Database errors.
pub async fn add_rows(tx: &Tx, id: ImportId, rows: &[Row]) -> Result<(), StoreError> {
    let mut batch = Batch::new(
        tx.c().get_database_backend(),
        "import_rows",
        [
            "import_id",
            "row_number",
            "cells",
            "errors",
            "warnings",
            "has_error",
            "blocks_draft",
            "has_warning",
            "skipped",
            "platform_code",
            "identity_hash",
        ],
    );
    let mut bytes = 0;
    for row in rows {
        let outline = OutlineRow::from(row);
        bytes += row.cells.iter().map(String::len).sum::<usize>();
        batch.push([
            id.0.into(),
            outline.row_number.into(),
            json("cells", &row.cells)?.into(),
            json("errors", &row.errors)?.into(),
            json("warnings", &row.warnings)?.into(),
            outline.has_error.into(),
            outline.blocks_draft.into(),
            outline.has_warning.into(),
            outline.skipped.into(),
            outline.platform_code.into(),
            outline.identity_hash.into(),
        ]);
        if bytes > ENOUGH {
            batch.flush(tx).await?;
            bytes = 0;
        }
        batch.flush_full(tx).await?;
    }
    batch.flush(tx).await
}

/// Writes rows in place of what they were.
///
/// # Errors
/// Database errors.
pub async fn replace_rows(tx: &Tx, id: ImportId, rows: &[Row]) -> Result<(), StoreError> {
    for chunk in rows.chunks(AT_ONCE) {
        let numbers = chunk.iter().map(|row| i64::from(row.number));
        import_rows::Entity::delete_many()
            .filter(Column::ImportId.eq(id.0))
            .filter(Column::RowNumber.is_in(numbers))
            .exec(tx.c())
            .await?;
        add_rows(tx, id, chunk).await?;
    }
    Ok(())
}

/// Every row without its cells, in the order of the sheet.
///
/// # Errors
/// Database errors.
pub async fn outline(db: &impl Handle, id: ImportId) -> Result<Vec<OutlineRow>, StoreError> {
    // By place rather than by name: there are many rows.
    let rows: Vec<OutlineTuple> = import_rows::Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .order_by_asc(Column::RowNumber)
        .select_only()
        .columns([
            Column::RowNumber,
            Column::Skipped,
            Column::HasError,
            Column::BlocksDraft,
            Column::HasWarning,
            Column::PlatformCode,
            Column::IdentityHash,
        ])
        .into_tuple()
        .all(db.c())
        .await?;
    let rows = rows.into_iter().map(|row| {
        let (row_number, skipped, has_error, blocks_draft, has_warning, platform, identity) = row;
        OutlineRow {
            row_number,
            skipped,
            has_error,
            blocks_draft,
            has_warning,
            platform_code: platform,
            identity_hash: identity,
        }
    });
    Ok(rows.collect())
}

type OutlineTuple = (i64, bool, bool, bool, bool, Option<String>, Option<String>);

/// Some rows, in the order of the sheet.
///
/// # Errors
/// Database errors.
pub async fn rows(db: &impl Handle, id: ImportId, numbers: &[u32]) -> Result<Vec<Row>, StoreError> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(AT_ONCE) {
        let rows = import_rows::Entity::find()
            .filter(Column::ImportId.eq(id.0))
            .filter(Column::RowNumber.is_in(chunk.iter().map(|number| i64::from(*number))))
            .order_by_asc(Column::RowNumber)
            .all(db.c())
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

/// The rows behind one, in the order of the sheet; some hundred at most.
///
/// # Errors
/// Database errors.
pub async fn rows_behind(
    db: &impl Handle,
    id: ImportId,
    behind: u32,
) -> Result<Vec<Row>, StoreError> {
    import_rows::Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .filter(Column::RowNumber.gt(i64::from(behind)))
        .order_by_asc(Column::RowNumber)
        .limit(AT_ONCE as u64)
        .all(db.c())
        .await?
        .into_iter()
        .map(read)
        .collect()
}

fn read(row: import_rows::Model) -> Result<Row, StoreError> {
    let import_rows::Model {
        import_id: _,
        row_number,
        cells,
        errors,
        warnings,
        has_error,
        blocks_draft,
        has_warning: _,
        skipped,
        platform_code,
        identity_hash,
    } = row;
    Ok(Row {
        number: u32::try_from(row_number)
            .map_err(|_| StoreError::corrupt("row_number", row_number))?,
        cells: from_json("cells", &cells)?,
        errors: from_json("errors", &errors)?,
        warnings: from_json("warnings", &warnings)?,
        has_error,
        blocks_draft,
        skipped,
        platform: platform_code,
        identity_hash,
    })
}
