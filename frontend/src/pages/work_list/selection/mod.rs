//! Selected rows and bulk actions.

mod bar;
mod bulk;
mod checkbox;
mod model;
mod state;

pub(super) use bulk::Bulk;
pub(super) use checkbox::{SelectPage, SelectRow};
pub(super) use model::Selection;
pub(super) use state::{SelectionState, use_selection};
