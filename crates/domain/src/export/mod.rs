//! What an export writes: its columns, and which rows.

mod columns;
mod order;

pub use columns::{ExportColumn, ExportField, UnitColumn};
pub use order::{ExportRequest, ExportSelection};

/// Most rows that can be chosen by their keys.
pub const MAX_EXPORT_IDS: usize = 10_000;
