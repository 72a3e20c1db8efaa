use nmrs_domain::values::ids::ImportId;
use nmrs_store::imports::{self, ImportCounts, RowSummary};

use super::check::{ParsedRow, RegisterChecker};
use super::lock;
use super::rows::{RowIndex, SheetLayout};
use crate::auth::Session;
use crate::{App, AppError};

/// Checks every row against the present register and stores the changes, in a separate transaction.
pub(super) async fn recheck(
    app: &App,
    session: &Session,
    id: ImportId,
) -> Result<ImportCounts, AppError> {
    let tx = app.store.begin().await?;
    let import = lock(app, &tx, session, id).await?;
    if import.committed.is_some() {
        return Ok(ImportCounts::default());
    }
    let layout = SheetLayout::from_json(&import.layout)?;
    let mut register = RegisterChecker::new(session)?;
    let mut index = Vec::new();
    let mut last_number = 0;
    loop {
        let stored = imports::rows_after(&tx, id, last_number).await?;
        let Some(last) = stored.last() else { break };
        last_number = last.number;
        let rows = stored
            .iter()
            .map(|row| ParsedRow::new(&layout, row.number, row.cells.clone(), row.skipped));
        let mut checked = register.check(&tx, rows.collect()).await?;
        index.extend(checked.iter().map(RowSummary::from));
        let mut before = stored.iter();
        checked.retain(|row| before.next() != Some(row));
        imports::replace_rows(&tx, id, &checked).await?;
    }
    let counts = RowIndex::new(index).counts();
    if counts != import.counts {
        imports::record_change(&tx, &import, counts).await?;
    }
    tx.commit().await?;
    Ok(counts)
}
