//! Import of accounts from a spreadsheet: the columns, and the conversion of cells to the account
//! form.

mod aliases;
mod check;
mod column;
mod normalize;

pub use aliases::{KindError, kind, kind_labels, yes_no};
pub use check::{Cells, CheckedRow, MAX_FOUND, check, found, identity_hash};
pub use column::{EXAMPLE_MARK, ImportColumn, TEMPLATE_VERSION};
pub use normalize::{cleaned, has_scheme, trimmed};

/// Maximum number of rows of an import.
pub const MAX_IMPORT_ROWS: usize = 10_000;
/// Maximum size of an imported file, in bytes (10 MiB).
pub const MAX_IMPORT_BYTES: usize = 10 * 1024 * 1024;
/// Lifetime of an import that is checked but not committed, in hours.
pub const IMPORT_HOURS: i64 = 24;
