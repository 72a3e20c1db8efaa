//! Logic of the import pages.

mod cell;
mod commit;
mod file;
mod rows;

pub(super) use cell::{
    CellAt, Editor, Mark, Step, adjacent_cell, cell_name, columns_shown, editor, mark_of,
    next_error_cell, text_of,
};
pub(super) use commit::{commit_effects, draft_refusal, submit_refusal};
pub(super) use file::{ACCEPTED, percent, refusal};
pub(super) use rows::{RowFilter, RowsUrl, initial_view};

#[cfg(test)]
use nmrs_domain::wire::ImportRowOut;
use nmrs_domain::wire::{ImportMode, ImportOut};

use crate::ui::group_thousands;

pub(super) fn progress(import: &ImportOut) -> String {
    let rows = format!("{} 行", group_thousands(import.rows.into()));
    match import.errors {
        0 => format!("{rows}，没有错误，待提交"),
        errors => format!("{rows}，{} 行有错误", group_thousands(errors.into())),
    }
}

pub(super) fn outcome(mode: ImportMode, accounts: u32) -> String {
    let accounts = group_thousands(accounts.into());
    match mode {
        ImportMode::Submit => format!("已提交 {accounts} 个账号"),
        ImportMode::Draft => format!("已存为草稿 {accounts} 个"),
    }
}

#[cfg(test)]
fn test_import(rows: u32, errors: u32, draft_errors: u32) -> ImportOut {
    let at = time::macros::datetime!(2026-11-20 01:12 UTC);
    ImportOut {
        id: 7,
        filename: "账号.xlsx".into(),
        sheet: "报送表格".into(),
        created_at: at,
        expires_at: at + time::Duration::days(1),
        version: 1,
        rows,
        skipped: 0,
        errors,
        draft_errors,
        warnings: 0,
        notices: Vec::new(),
        committed: None,
    }
}

#[cfg(test)]
fn test_row(row: u32, wrong: &[nmrs_domain::import::ImportColumn]) -> ImportRowOut {
    use nmrs_domain::import::ImportColumn;
    let problem = |&column: &ImportColumn| nmrs_domain::wire::CellProblemOut {
        column,
        found: String::new(),
        detail: "请填写".into(),
        blocks_draft: false,
    };
    ImportRowOut {
        row,
        cells: [(ImportColumn::Name, format!("账号 {row}"))].into(),
        errors: wrong.iter().map(problem).collect(),
        warnings: Vec::new(),
        skipped: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_progress_of_an_import_is_described_in_words() {
        assert_eq!(progress(&test_import(40, 3, 0)), "40 行，3 行有错误");
        assert_eq!(progress(&test_import(40, 0, 0)), "40 行，没有错误，待提交");
        assert_eq!(
            progress(&test_import(4_000, 3_000, 0)),
            "4,000 行，3,000 行有错误"
        );
    }

    #[test]
    fn the_result_of_an_import_is_described_in_words() {
        assert_eq!(outcome(ImportMode::Submit, 3_000), "已提交 3,000 个账号");
        assert_eq!(outcome(ImportMode::Draft, 3), "已存为草稿 3 个");
    }
}
