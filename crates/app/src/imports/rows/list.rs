use nmrs_domain::query::ImportRowQuery;
use nmrs_domain::values::ids::ImportId;
use nmrs_domain::wire::{ImportRowOut, Page};
use nmrs_store::imports;

use super::super::find;
use super::super::to_response::row_to_response;
use super::{RowIndex, SheetLayout};
use crate::auth::Session;
use crate::{App, AppError};

/// Returns one page of the rows of an import with their problems, in the order of the sheet.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`], field errors for invalid conditions.
pub async fn list_rows(
    app: &App,
    session: &Session,
    id: ImportId,
    query: &ImportRowQuery,
) -> Result<Page<ImportRowOut>, AppError> {
    let (only, paging) = query.parse()?;
    let snapshot = app.store.snapshot().await?;
    let import = find(app, &snapshot, session, id).await?;
    let layout = SheetLayout::from_json(&import.layout)?;
    let index = RowIndex::new(imports::row_summaries(&snapshot, id).await?);
    let numbers = index.numbers(only);
    let first = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let page: Vec<u32> = numbers
        .iter()
        .skip(first)
        .take(paging.per_page as usize)
        .copied()
        .collect();
    let rows = imports::rows(&snapshot, id, &page).await?;
    snapshot.end().await?;
    Ok(Page {
        items: rows
            .into_iter()
            .map(|row| row_to_response(&layout, &index, row))
            .collect(),
        page: paging.page,
        per_page: paging.per_page,
        total: numbers.len() as u64,
        total_exact: true,
    })
}
