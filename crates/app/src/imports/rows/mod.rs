//! The rows of an import: listing, editing, and the problems between rows.

mod edit;
mod layout;
mod list;
mod row_index;

pub use edit::edit_row;
pub(super) use layout::SheetLayout;
pub use list::list_rows;
pub(super) use row_index::RowIndex;
