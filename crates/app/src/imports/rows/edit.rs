use std::collections::BTreeSet;

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::import::cleaned;
use nmrs_domain::values::ids::ImportId;
use nmrs_domain::values::text::TextError;
use nmrs_domain::wire::{ImportRowChangedOut, ImportRowIn};
use nmrs_store::imports::{self, Row, RowSummary};

use super::super::check::{ParsedRow, RegisterChecker};
use super::super::to_response::{import_to_response, row_to_response};
use super::super::{find, lock, version_conflict};
use super::{RowIndex, SheetLayout};
use crate::auth::Session;
use crate::{App, AppError};

/// Longest cell, in characters: more than any field allows, so that the check reports the length.
const MAX_CELL: usize = 5_000;
/// Most other rows in the response; the list has all.
const MAX_OTHERS: usize = 100;

/// Edits the cells of a row, or skips or includes the row, and checks it again.
///
/// # Errors
/// [`ErrorCode::NotFound`], [`ErrorCode::ImportCommitted`], [`ErrorCode::VersionConflict`], and
/// [`ErrorCode::ValidationFailed`] for texts that are too long.
pub async fn edit_row(
    app: &App,
    session: &Session,
    id: ImportId,
    number: u32,
    input: &ImportRowIn,
) -> Result<ImportRowChangedOut, AppError> {
    check_lengths(input)?;
    let tx = app.store.begin().await?;
    let import = lock(app, &tx, session, id).await?;
    if import.committed.is_some() {
        return Err(AppError::refused(ErrorCode::ImportCommitted));
    }
    if import.version != input.version {
        return Err(version_conflict());
    }
    let layout = SheetLayout::from_json(&import.layout)?;
    let rows = imports::rows(&tx, id, &[number]).await?;
    let row = rows.into_iter().next().ok_or_else(no_such_row)?;
    let before = RowIndex::new(imports::row_summaries(&tx, id).await?);

    let edited = edited(&layout, &row, input)?;
    let checked = RegisterChecker::new(session)?
        .check(&tx, vec![edited])
        .await?;
    imports::replace_rows(&tx, id, &checked).await?;

    let after = before.with_changed(&checked);
    imports::record_change(&tx, &import, after.counts()).await?;
    let mut numbers = affected_rows(&before, &after, &RowSummary::from(&row), &checked);
    numbers.truncate(MAX_OTHERS);
    numbers.insert(0, number);
    let mut rows = imports::rows(&tx, id, &numbers).await?;
    // The edited row comes first.
    rows.sort_by_key(|row| (row.number != number, row.number));
    let import = find(app, &tx, session, id).await?;
    tx.commit().await?;
    Ok(ImportRowChangedOut {
        import: import_to_response(import)?,
        rows: rows
            .into_iter()
            .map(|row| row_to_response(&layout, &after, row))
            .collect(),
    })
}

fn check_lengths(input: &ImportRowIn) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    for (column, text) in &input.cells {
        let actual = text.chars().count();
        if actual > MAX_CELL {
            let too_long = TextError::TooLong {
                label: column.label(),
                max: MAX_CELL,
                actual,
            };
            errors.push(format!("/cells/{}", column.as_str()), too_long.to_string());
        }
    }
    errors.into_result()
}

fn no_such_row() -> AppError {
    AppError::refused(ErrorCode::NotFound).detail("这份导入里没有这一行。")
}

fn edited(layout: &SheetLayout, row: &Row, input: &ImportRowIn) -> Result<ParsedRow, AppError> {
    let mut cells = row.cells.clone();
    for (column, text) in &input.cells {
        // Typed and uploaded texts are cleaned in the same way.
        if !layout.set_cell(&mut cells, *column, &cleaned(*column, text)) {
            return Err(AppError::Internal(format!("no place for {column:?}")));
        }
    }
    let skipped = input.skipped.unwrap_or(row.skipped);
    Ok(ParsedRow::new(layout, row.number, cells, skipped))
}

/// Returns the other rows whose problems have changed.
fn affected_rows(
    before: &RowIndex,
    after: &RowIndex,
    old: &RowSummary,
    checked: &[Row],
) -> Vec<u32> {
    let new = checked.first().map(RowSummary::from);
    let new = new.unwrap_or_else(|| old.clone());
    let mut others = BTreeSet::new();
    for row in [old, &new] {
        for index in [before, after] {
            others.extend(index.rows_with_identity(row.identity_hash.as_ref()));
        }
        // Only the first and second row of a platform change the warnings of each other.
        if let Some(platform) = &row.platform_code {
            let counts = [before, after].map(|index| index.count_on_platform(Some(platform)));
            if counts.contains(&1) && counts.contains(&2) {
                others.extend(after.rows_on_platform(platform));
            }
        }
    }
    others.remove(&new.number());
    others.into_iter().collect()
}
