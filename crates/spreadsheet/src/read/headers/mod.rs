//! The titles of a sheet.

pub(in crate::read) mod aliases;
pub(in crate::read) mod find;
