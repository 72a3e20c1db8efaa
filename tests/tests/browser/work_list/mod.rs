//! The work list, its export, and duplicates.

mod columns_and_filters;
mod duplicates;
mod exports;
