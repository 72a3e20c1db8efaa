//! Rows of an import.

use nmrs_domain::import::ImportColumn;
use nmrs_domain::values::ids::ImportId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::db::batch_insert::BatchInsert;
use crate::db::json::{from_json, to_json};
use crate::entity::import_rows::{self, Column};
use crate::{Executor, StoreError, Tx};

/// Maximum number of rows in one query.
const CHUNK: usize = 500;

/// Bytes of buffered cells from which on the rows are inserted.
const FLUSH_BYTES: usize = 1024 * 1024;

/// A conflict of a cell with the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellIssue {
    /// The column.
    pub column: ImportColumn,
    /// Message in Chinese.
    pub detail: String,
}

/// A row of an uploaded sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Row number in the sheet.
    pub number: u32,
    /// The text of each column of the layout.
    pub cells: Vec<String>,
    /// Errors found by comparison with the register. Errors within the file are not stored: they
    /// are derived from the cells.
    pub errors: Vec<CellIssue>,
    /// Warnings found by comparison with the register.
    pub warnings: Vec<CellIssue>,
    /// True if any error prevents the submission.
    pub has_error: bool,
    /// True if an error prevents even a draft.
    pub blocks_draft: bool,
    /// True if the row is skipped.
    pub skipped: bool,
    /// Platform code, if the kind is known.
    pub platform: Option<String>,
    /// Hash of the identity, if the link has one.
    pub identity_hash: Option<String>,
}

/// A row without its cells, to count and compare rows.
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSummary {
    row_number: i64,
    /// True if the row is skipped.
    pub skipped: bool,
    /// True if any error prevents the submission.
    pub has_error: bool,
    /// True if an error prevents even a draft.
    pub blocks_draft: bool,
    /// True if the row has warnings.
    pub has_warning: bool,
    /// Platform code, if the kind is known.
    pub platform_code: Option<String>,
    /// Hash of the identity, if the link has one.
    pub identity_hash: Option<String>,
}

impl RowSummary {
    /// Returns the row number in the sheet.
    pub fn number(&self) -> u32 {
        u32::try_from(self.row_number).unwrap_or_default()
    }
}

impl From<&Row> for RowSummary {
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
pub async fn add_rows(tx: &Tx, id: ImportId, rows: &[Row]) -> Result<(), StoreError> {
    let mut batch = BatchInsert::new(
        tx.conn().get_database_backend(),
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
        let summary = RowSummary::from(row);
        bytes += row.cells.iter().map(String::len).sum::<usize>();
        batch.push([
            id.0.into(),
            summary.row_number.into(),
            to_json("cells", &row.cells)?.into(),
            to_json("errors", &row.errors)?.into(),
            to_json("warnings", &row.warnings)?.into(),
            summary.has_error.into(),
            summary.blocks_draft.into(),
            summary.has_warning.into(),
            summary.skipped.into(),
            summary.platform_code.into(),
            summary.identity_hash.into(),
        ]);
        if bytes > FLUSH_BYTES {
            batch.flush(tx).await?;
            bytes = 0;
        }
        batch.flush_full(tx).await?;
    }
    batch.flush(tx).await
}

/// Replaces rows with the same numbers.
pub async fn replace_rows(tx: &Tx, id: ImportId, rows: &[Row]) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        let numbers = chunk.iter().map(|row| i64::from(row.number));
        import_rows::Entity::delete_many()
            .filter(Column::ImportId.eq(id.0))
            .filter(Column::RowNumber.is_in(numbers))
            .exec(tx.conn())
            .await?;
        add_rows(tx, id, chunk).await?;
    }
    Ok(())
}

/// Returns the summaries of all rows, by number.
pub async fn row_summaries(
    db: &impl Executor,
    id: ImportId,
) -> Result<Vec<RowSummary>, StoreError> {
    // Tuples are read by position, which is faster than by column name.
    let rows: Vec<SummaryTuple> = import_rows::Entity::find()
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
        .all(db.conn())
        .await?;
    let rows = rows.into_iter().map(|row| {
        let (row_number, skipped, has_error, blocks_draft, has_warning, platform, identity) = row;
        RowSummary {
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

type SummaryTuple = (i64, bool, bool, bool, bool, Option<String>, Option<String>);

/// Returns the rows with these numbers, by number.
pub async fn rows(
    db: &impl Executor,
    id: ImportId,
    numbers: &[u32],
) -> Result<Vec<Row>, StoreError> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let rows = import_rows::Entity::find()
            .filter(Column::ImportId.eq(id.0))
            .filter(Column::RowNumber.is_in(chunk.iter().map(|number| i64::from(*number))))
            .order_by_asc(Column::RowNumber)
            .all(db.conn())
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

/// Returns up to 500 rows after a number, by number.
pub async fn rows_after(
    db: &impl Executor,
    id: ImportId,
    number: u32,
) -> Result<Vec<Row>, StoreError> {
    import_rows::Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .filter(Column::RowNumber.gt(i64::from(number)))
        .order_by_asc(Column::RowNumber)
        .limit(CHUNK as u64)
        .all(db.conn())
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
