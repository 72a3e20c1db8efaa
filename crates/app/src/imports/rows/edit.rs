//! Mending a row, or leaving it out.

use std::collections::BTreeSet;

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::ImportId;
use nmrs_domain::import::cleaned;
use nmrs_domain::text::TextError;
use nmrs_domain::wire::{ImportRowChangedOut, ImportRowIn};
use nmrs_store::imports::{self, OutlineRow, Row};

use super::check::{Register, Uploaded};
use super::outline::Outline;
use super::present::{import_out, row_out};
use super::sheet::Sheet;
use super::{find, lock, stale};
use crate::auth::Session;
use crate::{App, AppError};

/// Most characters of a cell: more than any field takes, so that the check can say by how much.
const MAX_CELL: usize = 5_000;
/// Most other rows that come with the answer; the list has all of them.
const MOST_OTHERS: usize = 100;

/// Changes cells of a row, or leaves it out or takes it back in, and checks it anew.
///
/// # Errors
/// [`ErrorCode::NotFound`], [`ErrorCode::ImportCommitted`], [`ErrorCode::VersionConflict`], and
/// [`ErrorCode::ValidationFailed`] for a text that no cell can have.
pub async fn patch_row(
    app: &App,
    session: &Session,
    id: ImportId,
    number: u32,
    input: &ImportRowIn,
) -> Result<ImportRowChangedOut, AppError> {
    bounded(input)?;
    let tx = app.store.begin().await?;
    let import = lock(app, &tx, session, id).await?;
    if import.committed.is_some() {
        return Err(AppError::refused(ErrorCode::ImportCommitted));
    }
    if import.version != input.version {
        return Err(stale());
    }
    let sheet = Sheet::read(&import.layout)?;
    let rows = imports::rows(&tx, id, &[number]).await?;
    let row = rows.into_iter().next().ok_or_else(no_such_row)?;
    let before = Outline::new(imports::outline(&tx, id).await?);

    let changed = changed(&sheet, &row, input)?;
    let checked = Register::new(session)?.check(&tx, vec![changed]).await?;
    imports::replace_rows(&tx, id, &checked).await?;

    let after = before.with(&checked);
    imports::touch(&tx, &import, after.counts()).await?;
    let mut numbers = others(&before, &after, &OutlineRow::from(&row), &checked);
    numbers.truncate(MOST_OTHERS);
    numbers.insert(0, number);
    let mut rows = imports::rows(&tx, id, &numbers).await?;
    // The one that was asked about comes first.
    rows.sort_by_key(|row| (row.number != number, row.number));
    let import = find(app, &tx, session, id).await?;
    tx.commit().await?;
    Ok(ImportRowChangedOut {
        import: import_out(import)?,
        rows: rows
            .into_iter()
            .map(|row| row_out(&sheet, &after, row))
            .collect(),
    })
}

fn bounded(input: &ImportRowIn) -> Result<(), FieldErrors> {
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

fn changed(sheet: &Sheet, row: &Row, input: &ImportRowIn) -> Result<Uploaded, AppError> {
    let mut cells = row.cells.clone();
    for (column, text) in &input.cells {
        // As a cell of a file is cleaned: what is typed and what is uploaded become the same.
        if !sheet.set(&mut cells, *column, &cleaned(*column, text)) {
            return Err(AppError::Internal(format!("no place for {column:?}")));
        }
    }
    let skipped = input.skipped.unwrap_or(row.skipped);
    Ok(Uploaded::new(sheet, row.number, cells, skipped))
}

/// Other rows about which something else is said than before.
fn others(before: &Outline, after: &Outline, was: &OutlineRow, checked: &[Row]) -> Vec<u32> {
    let is = checked.first().map(OutlineRow::from);
    let is = is.unwrap_or_else(|| was.clone());
    let mut others = BTreeSet::new();
    for row in [was, &is] {
        for outline in [before, after] {
            others.extend(outline.rows_of(row.identity_hash.as_ref()));
        }
        // Only the first and the second row of a platform change what is said about each other.
        if let Some(platform) = &row.platform_code {
            let counts = [before, after].map(|outline| outline.on_platform(Some(platform)));
            if counts.contains(&1) && counts.contains(&2) {
                others.extend(after.rows_on(platform));
            }
        }
    }
    others.remove(&is.number());
    others.into_iter().collect()
}
