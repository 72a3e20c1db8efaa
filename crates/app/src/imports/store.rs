//! Step 4: stores the checked rows as an import that can be edited and committed.

use nmrs_domain::import::IMPORT_HOURS;
use nmrs_domain::wire::ImportOut;
use nmrs_spreadsheet::ImportFile;
use nmrs_store::Tx;
use nmrs_store::imports::{self, NewImport, RowSummary};
use time::Duration;

use super::check::{CHUNK, ParsedRow, RegisterChecker};
use super::not_found;
use super::rows::{RowIndex, SheetLayout};
use super::to_response::import_to_response;
use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// Checks and stores rows in chunks, so that the problems of all rows are not in memory at once.
pub(super) async fn store(
    app: &App,
    tx: &Tx,
    session: &Session,
    filename: &str,
    file: ImportFile,
) -> Result<ImportOut, AppError> {
    let ImportFile {
        layout,
        rows,
        notices,
    } = file;
    let layout = SheetLayout(layout);
    let unit = own_unit(session)?;
    let at = app.now();
    let new = NewImport {
        unit,
        filename,
        layout: layout.to_json()?,
        notices: &notices,
        at,
        expires: at + Duration::hours(IMPORT_HOURS),
    };
    let id = imports::insert(tx, new).await?;
    let mut register = RegisterChecker::new(session)?;
    let mut index = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<ParsedRow> = rows
            .by_ref()
            .take(CHUNK)
            .map(|row| ParsedRow::new(&layout, row.number, row.cells, false))
            .collect();
        if chunk.is_empty() {
            break;
        }
        let checked = register.check(tx, chunk).await?;
        imports::add_rows(tx, id, &checked).await?;
        index.extend(checked.iter().map(RowSummary::from));
    }
    imports::set_counts(tx, id, RowIndex::new(index).counts()).await?;
    let import = imports::find(tx, unit, id, at)
        .await?
        .ok_or_else(not_found)?;
    import_to_response(import)
}
