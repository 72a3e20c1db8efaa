//! An import and its rows, as answers describe them.

use nmrs_domain::import::{ImportColumn, check, found};
use nmrs_domain::wire::{CellProblemOut, ImportCommittedOut, ImportOut, ImportRowOut};
use nmrs_store::imports::{Committed, Counts, Import, OutlineRow, Remark, Row};

use super::outline::Outline;
use super::sheet::Sheet;
use crate::AppError;

pub(super) fn import_out(import: Import) -> Result<ImportOut, AppError> {
    let Import {
        id,
        filename,
        layout,
        notices,
        counts,
        version,
        created,
        expires,
        committed,
    } = import;
    let Counts {
        rows,
        skipped,
        errors,
        draft_errors,
        warnings,
    } = counts;
    Ok(ImportOut {
        id: id.0,
        filename,
        sheet: Sheet::read(&layout)?.0.sheet,
        created_at: created,
        expires_at: expires,
        version,
        rows,
        skipped,
        errors,
        draft_errors,
        warnings,
        notices,
        committed: committed.map(committed_out),
    })
}

pub(super) fn committed_out(committed: Committed) -> ImportCommittedOut {
    let Committed { mode, accounts, at } = committed;
    ImportCommittedOut { mode, accounts, at }
}

/// A row with everything that is said about it: by its own cells, the other rows, the register.
pub(super) fn row_out(sheet: &Sheet, outline: &Outline, row: Row) -> ImportRowOut {
    let in_outline = OutlineRow::from(&row);
    let Row {
        number,
        cells,
        errors: against,
        warnings,
        has_error: _,
        blocks_draft: _,
        skipped,
        platform: _,
        identity_hash: _,
    } = row;
    let cells = sheet.cells(&cells);
    let problem = |column: ImportColumn, detail: String| CellProblemOut {
        column,
        found: cells
            .get(&column)
            .map(|cell| found(cell))
            .unwrap_or_default(),
        detail,
        blocks_draft: false,
    };
    let remark = |remark: Remark| problem(remark.column, remark.detail);
    let mut errors = check(&cells).problems;
    errors.extend(against.into_iter().map(remark));
    if let Some(twice) = outline.twice(&in_outline) {
        errors.push(problem(ImportColumn::Url, twice));
    }
    errors.sort_by_key(|problem| problem.column);
    let mut warnings: Vec<_> = warnings.into_iter().map(remark).collect();
    if outline.shares_platform(&in_outline) {
        let detail = "本表另有账号在同一平台，请确认不是重复开设。".to_owned();
        warnings.push(problem(ImportColumn::Kind, detail));
    }
    warnings.sort_by_key(|problem| problem.column);
    ImportRowOut {
        row: number,
        errors,
        warnings,
        skipped,
        cells,
    }
}
