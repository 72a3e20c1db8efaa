//! Exports: rows are read in batches, written as they come, and handed over in pieces; nothing is
//! kept longer than that. `docs/adr/0017-exports.md` says why it is done this way.
//!
//! Three parties work at the same time: one thread reads the next batches, another writes the file,
//! and whoever asked takes its pieces. Each waits for the next one when that is slower, and all stop
//! when the last one goes away.

mod account_row;
mod accounts;
mod body;
mod file;
mod progress;
mod reader;
mod record;
mod reporting_units;
mod start;
mod tickets;
mod unit_row;
mod writer;

pub use accounts::accounts;
pub use body::{Body, BrokenOff};
pub use file::ExportFile;
pub use progress::{ExportKey, cancel_export, export_run};
pub use reporting_units::reporting_units;
pub use tickets::{NewTicket, create_ticket, redeem_ticket};

use std::sync::Arc;
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{App, AppError};

/// Exports that a server writes at the same time: each takes a processor.
const AT_ONCE: usize = 2;
/// How long another one waits for its turn.
const WAIT: Duration = Duration::from_secs(10);

/// The places for exports of a server.
#[derive(Debug, Clone)]
pub(crate) struct Places(Arc<Semaphore>);

impl Default for Places {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Takes a place, or says that there is none.
async fn place(app: &App) -> Result<OwnedSemaphorePermit, AppError> {
    let Places(places) = &app.exports;
    match tokio::time::timeout(WAIT, Arc::clone(places).acquire_owned()).await {
        Ok(Ok(place)) => Ok(place),
        Ok(Err(error)) => Err(AppError::Internal(error.to_string())),
        Err(_) => Err(AppError::refused(ErrorCode::Unavailable)
            .detail("同时导出的人较多，请过一会儿再导出。")
            .retry_after(WAIT.as_secs())),
    }
}
