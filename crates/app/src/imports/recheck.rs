//! Checking an import anew, when the register changed under it.

use nmrs_domain::ids::ImportId;
use nmrs_store::imports::{self, ImportCounts, RowSummary};

use super::check::{Register, Uploaded};
use super::lock;
use super::outline::Outline;
use super::sheet::Sheet;
use crate::auth::Session;
use crate::{App, AppError};

/// Checks every row anew and keeps what is found, in a transaction of its own.
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
    let sheet = Sheet::read(&import.layout)?;
    let mut register = Register::new(session)?;
    let mut outline = Vec::new();
    let mut behind = 0;
    loop {
        let stored = imports::rows_after(&tx, id, behind).await?;
        let Some(last) = stored.last() else { break };
        behind = last.number;
        let again = stored
            .iter()
            .map(|row| Uploaded::new(&sheet, row.number, row.cells.clone(), row.skipped));
        let mut checked = register.check(&tx, again.collect()).await?;
        outline.extend(checked.iter().map(RowSummary::from));
        let mut was = stored.iter();
        checked.retain(|row| was.next() != Some(row));
        imports::replace_rows(&tx, id, &checked).await?;
    }
    let counts = Outline::new(outline).counts();
    if counts != import.counts {
        imports::record_change(&tx, &import, counts).await?;
    }
    tx.commit().await?;
    Ok(counts)
}
