//! Exports: rows are read in batches, written as they arrive, and streamed in chunks (`docs/adr/0017`).
//!
//! One task reads batches ahead, a blocking thread writes the file, and the HTTP response takes the
//! chunks. Bounded channels slow each stage down to the next; all stop when the response is dropped.

mod account_row;
mod accounts;
mod file;
mod progress;
mod reader;
mod reporting_unit_row;
mod reporting_units;
mod row;
mod slots;
mod start;
mod stream;
mod tickets;
mod writer;

pub use accounts::accounts;
pub use file::ExportFile;
pub use progress::{ExportKey, cancel_export, export_run};
pub use reporting_units::reporting_units;
pub(crate) use slots::ExportSlots;
pub use stream::{ExportAborted, ExportStream};
pub use tickets::{NewTicket, create_ticket, redeem_ticket};
