//! Cells of a sheet: texts, editors, navigation.

use nmrs_domain::import::ImportColumn;
use nmrs_domain::kind::KINDS;
use nmrs_domain::wire::{CellProblemOut, ImportRowOut};

/// Row number in the sheet, and column.
pub(crate) type CellAt = (u32, ImportColumn);

pub(crate) fn cell_name(at: CellAt) -> String {
    format!("第 {} 行{}", at.0, at.1.label())
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Editor {
    Text,
    Choice(Vec<&'static str>),
}

pub(crate) fn editor(column: ImportColumn) -> Editor {
    match column {
        ImportColumn::Kind => Editor::Choice(KINDS.iter().map(|kind| kind.label).collect()),
        ImportColumn::RepresentsGovernment
        | ImportColumn::Publish
        | ImportColumn::Service
        | ImportColumn::Interact => Editor::Choice(vec!["是", "否"]),
        _ => Editor::Text,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    Warning,
    Error,
}

fn of_column(problems: &[CellProblemOut], column: ImportColumn) -> bool {
    problems.iter().any(|problem| problem.column == column)
}

/// Mark of a cell; skipped rows have none.
pub(crate) fn mark_of(row: &ImportRowOut, column: ImportColumn) -> Mark {
    if row.skipped {
        Mark::None
    } else if of_column(&row.errors, column) {
        Mark::Error
    } else if of_column(&row.warnings, column) {
        Mark::Warning
    } else {
        Mark::None
    }
}

pub(crate) fn text_of(row: &ImportRowOut, column: ImportColumn) -> &str {
    row.cells.get(&column).map_or("", String::as_str)
}

/// Columns to show: required ones, functions, those with content or problems, and those shown
/// before.
pub(crate) fn columns_shown(rows: &[ImportRowOut], before: &[ImportColumn]) -> Vec<ImportColumn> {
    let functions = [
        ImportColumn::Publish,
        ImportColumn::Service,
        ImportColumn::Interact,
    ];
    ImportColumn::ALL
        .into_iter()
        .filter(|column| {
            column.is_required()
                || functions.contains(column)
                || before.contains(column)
                || rows.iter().any(|row| {
                    !text_of(row, *column).is_empty()
                        || of_column(&row.errors, *column)
                        || of_column(&row.warnings, *column)
                })
        })
        .collect()
}

fn error_cells(rows: &[ImportRowOut]) -> impl Iterator<Item = CellAt> {
    rows.iter().filter(|row| !row.skipped).flat_map(|row| {
        ImportColumn::ALL
            .into_iter()
            .filter(|column| of_column(&row.errors, *column))
            .map(|column| (row.row, column))
    })
}

/// Next wrong cell after `from`, wrapping around; never `from` itself.
pub(crate) fn next_error_cell(rows: &[ImportRowOut], from: Option<CellAt>) -> Option<CellAt> {
    let behind = from.and_then(|from| error_cells(rows).find(|cell| *cell > from));
    behind.or_else(|| error_cells(rows).find(|cell| Some(*cell) != from))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Left,
    Right,
    Up,
    Down,
}

impl Step {
    /// Step of a `KeyboardEvent.key`.
    pub(crate) fn of(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            _ => return None,
        })
    }
}

/// `None` at the edge.
pub(crate) fn adjacent_cell(
    rows: &[ImportRowOut],
    columns: &[ImportColumn],
    at: CellAt,
    step: Step,
) -> Option<CellAt> {
    let row = rows.iter().position(|row| row.row == at.0)?;
    let column = columns.iter().position(|column| *column == at.1)?;
    let (row, column) = match step {
        Step::Left => (row, column.checked_sub(1)?),
        Step::Right => (row, column + 1),
        Step::Up => (row.checked_sub(1)?, column),
        Step::Down => (row + 1, column),
    };
    Some((rows.get(row)?.row, *columns.get(column)?))
}

#[cfg(test)]
mod tests {
    use super::super::test_row;
    use super::*;
    use ImportColumn::{Kind, Name, Owner, Publish, Url};

    #[test]
    fn closed_columns_are_edited_with_a_select() {
        let Editor::Choice(kinds) = editor(Kind) else {
            panic!("a kind is chosen");
        };
        assert_eq!(kinds.len(), 13);
        assert!(kinds.contains(&"微信订阅号"));
        assert_eq!(editor(Publish), Editor::Choice(vec!["是", "否"]));
        assert_eq!(editor(Url), Editor::Text);
    }

    #[test]
    fn the_next_wrong_cell_wraps_around() {
        let rows = [
            test_row(12, &[Url, Kind]),
            test_row(13, &[]),
            test_row(15, &[Owner]),
        ];
        assert_eq!(next_error_cell(&rows, None), Some((12, Kind)));
        assert_eq!(next_error_cell(&rows, Some((12, Kind))), Some((12, Url)));
        assert_eq!(next_error_cell(&rows, Some((12, Url))), Some((15, Owner)));
        assert_eq!(next_error_cell(&rows, Some((15, Owner))), Some((12, Kind)));
        assert_eq!(next_error_cell(&rows, Some((13, Name))), Some((15, Owner)));
        // The only wrong cell is not its own successor.
        assert_eq!(next_error_cell(&rows[2..], Some((15, Owner))), None);
        let mut left_out = test_row(12, &[Kind]);
        left_out.skipped = true;
        assert_eq!(mark_of(&left_out, Kind), Mark::None);
        assert_eq!(next_error_cell(&[left_out], None), None);
    }

    #[test]
    fn empty_columns_are_hidden_and_shown_ones_stay() {
        let rows = [test_row(12, &[ImportColumn::ContactMobile])];
        let shown = columns_shown(&rows, &[]);
        assert!(shown.contains(&Name) && shown.contains(&Url) && shown.contains(&Publish));
        assert!(shown.contains(&ImportColumn::ContactMobile));
        assert!(!shown.contains(&ImportColumn::PlatformName));
        assert_eq!(columns_shown(&[], &shown), shown);
    }

    #[test]
    fn arrow_keys_move_to_the_adjacent_cell() {
        let rows = [test_row(12, &[]), test_row(14, &[])];
        let columns = [Name, Owner];
        let beside = |at, step| adjacent_cell(&rows, &columns, at, step);
        assert_eq!(beside((12, Name), Step::Right), Some((12, Owner)));
        assert_eq!(beside((12, Name), Step::Down), Some((14, Name)));
        assert_eq!(beside((14, Owner), Step::Up), Some((12, Owner)));
        assert_eq!(beside((14, Owner), Step::Left), Some((14, Name)));
        for (at, step) in [
            ((12, Name), Step::Left),
            ((12, Name), Step::Up),
            ((14, Owner), Step::Right),
            ((14, Owner), Step::Down),
        ] {
            assert_eq!(beside(at, step), None);
        }
        assert_eq!(Step::of("ArrowUp"), Some(Step::Up));
        assert_eq!(Step::of("a"), None);
    }
}
