//! Logic that several parts of the work list use.

mod address;
mod chips;
mod row;

pub(super) use address::{ListUrl, same_filters};
pub(super) use chips::{Chip, UnitNames, chips, filter_count};
pub(super) use row::{NumberedRow, RowAction, draft_gaps, row_actions, row_key, rows_before};
