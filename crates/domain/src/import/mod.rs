//! Declaring many accounts in a spreadsheet: its columns, and from its cells to the form.

mod aliases;
mod check;
mod column;
mod normalize;

pub use aliases::{KindError, kind, kind_labels, yes_no};
pub use check::{Cells, CheckedRow, MAX_FOUND, check, found, identity_hash};
pub use column::{EXAMPLE_MARK, ImportColumn, TEMPLATE_VERSION};
pub use normalize::{cleaned, has_scheme, trimmed};

/// Most rows of an import.
pub const MAX_IMPORT_ROWS: usize = 10_000;
/// Most bytes of a file that is imported: 10 MB.
pub const MAX_IMPORT_BYTES: usize = 10 * 1024 * 1024;
/// For how long an import can be gone on with, in hours.
pub const IMPORT_HOURS: i64 = 24;
