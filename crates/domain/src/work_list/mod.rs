//! Columns of the work list, and the user's choice of them.

pub mod columns;
pub mod preferences;
