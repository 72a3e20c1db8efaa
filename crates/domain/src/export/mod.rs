//! Columns and row selection of an export.

mod columns;
mod request;

pub use columns::{ExportColumn, ExportField, UnitColumn};
pub use request::{ExportRequest, ExportSelection};

/// Maximum number of rows in a selection by keys.
pub const MAX_EXPORT_IDS: usize = 10_000;
