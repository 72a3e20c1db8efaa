//! Columns of the list, as the user chose them.

mod arrows;
mod dialog;
mod model;
mod preferences;
mod row;

pub(super) use dialog::{ColumnDialog, SaveStateAlert};
pub(super) use model::{cell_text, shown_columns, with_preferred_page_size};
pub(super) use preferences::{Preferences, use_preferences};
