//! The template of an import, and exports.

mod cells;
mod external_programs;
mod formats;
mod progress;
mod refused;
mod rows;
mod template;
mod tickets;
mod units;
