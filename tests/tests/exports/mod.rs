//! Files to take away: the template of an import, and exports.

mod cells;
mod formats;
mod programs;
mod progress;
mod refused;
mod rows;
mod template;
mod tickets;
mod units;
