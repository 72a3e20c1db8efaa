//! The import wizard.

mod commit_refused;
mod keyboard;
mod unsaved_cells;
mod upload;
mod wizard;
