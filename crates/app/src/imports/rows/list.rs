//! The rows of an import, page by page.

use nmrs_domain::ids::ImportId;
use nmrs_domain::query::ImportRowQuery;
use nmrs_domain::wire::{ImportRowOut, Page};
use nmrs_store::imports;

use super::find;
use super::outline::Outline;
use super::present::row_out;
use super::sheet::Sheet;
use crate::auth::Session;
use crate::{App, AppError};

/// One page of the rows of an import, in the order of the sheet, with what is said about each.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`], and conditions that cannot be read.
pub async fn rows(
    app: &App,
    session: &Session,
    id: ImportId,
    query: &ImportRowQuery,
) -> Result<Page<ImportRowOut>, AppError> {
    let (only, paging) = query.parse()?;
    let snapshot = app.store.snapshot().await?;
    let import = find(app, &snapshot, session, id).await?;
    let sheet = Sheet::read(&import.layout)?;
    let outline = Outline::new(imports::outline(&snapshot, id).await?);
    let numbers = outline.numbers(only);
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
            .map(|row| row_out(&sheet, &outline, row))
            .collect(),
        page: paging.page,
        per_page: paging.per_page,
        total: numbers.len() as u64,
        total_exact: true,
    })
}
