//! Reporting units.

mod counters;
mod list;
mod read;
mod write;

pub use counters::{next_identifier_number, shift_account_count};
pub use list::{by_ids, list, matching_ids, visible_ids};
pub use read::{ReportingUnit, find};
pub use write::{NewReportingUnit, insert};
