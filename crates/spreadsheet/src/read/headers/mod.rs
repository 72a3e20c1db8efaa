//! The header row of a sheet: finding it and recognizing its columns.

pub(super) mod aliases;
pub(super) mod find;
pub(super) mod layout;
