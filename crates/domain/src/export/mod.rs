//! What an export writes: its columns, and which rows.

mod columns;
mod order;

pub use columns::{ExportColumn, Exported, UnitColumn};
pub use order::{ExportOrder, Wanted};

/// Most rows that can be chosen by their keys.
pub const MAX_EXPORT_IDS: usize = 10_000;
