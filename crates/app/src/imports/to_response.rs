use nmrs_domain::import::{ImportColumn, check, found};
use nmrs_domain::wire::{CellProblemOut, ImportCommittedOut, ImportOut, ImportRowOut};
use nmrs_store::imports::{CellIssue, Import, ImportCommit, ImportCounts, Row, RowSummary};

use super::rows::{RowIndex, SheetLayout};
use crate::AppError;

pub(super) fn import_to_response(import: Import) -> Result<ImportOut, AppError> {
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
    let ImportCounts {
        rows,
        skipped,
        errors,
        draft_errors,
        warnings,
    } = counts;
    Ok(ImportOut {
        id: id.0,
        filename,
        sheet: SheetLayout::from_json(&layout)?.0.sheet,
        created_at: created,
        expires_at: expires,
        version,
        rows,
        skipped,
        errors,
        draft_errors,
        warnings,
        notices,
        committed: committed.map(committed_to_response),
    })
}

pub(super) fn committed_to_response(committed: ImportCommit) -> ImportCommittedOut {
    let ImportCommit { mode, accounts, at } = committed;
    ImportCommittedOut { mode, accounts, at }
}

/// Converts a row into the response, with the problems from its cells, the other rows and the
/// register.
pub(super) fn row_to_response(layout: &SheetLayout, index: &RowIndex, row: Row) -> ImportRowOut {
    let entry = RowSummary::from(&row);
    let Row {
        number,
        cells,
        errors: register_errors,
        warnings,
        has_error: _,
        blocks_draft: _,
        skipped,
        platform: _,
        identity_hash: _,
    } = row;
    let cells = layout.cells(&cells);
    let problem = |column: ImportColumn, detail: String| CellProblemOut {
        column,
        found: cells
            .get(&column)
            .map(|cell| found(cell))
            .unwrap_or_default(),
        detail,
        blocks_draft: false,
    };
    let remark = |remark: CellIssue| problem(remark.column, remark.detail);
    let mut errors = check(&cells).problems;
    errors.extend(register_errors.into_iter().map(remark));
    if let Some(detail) = index.duplicate_detail(&entry) {
        errors.push(problem(ImportColumn::Url, detail));
    }
    errors.sort_by_key(|problem| problem.column);
    let mut warnings: Vec<_> = warnings.into_iter().map(remark).collect();
    if index.shares_platform(&entry) {
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
