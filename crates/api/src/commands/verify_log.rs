//! `nmrs verify-log`.

use nmrs_app::event_log::{Report, verify_log};

use super::register::{Args, Register};
use crate::error::CommandError;

/// Prints the faults, one a line, and fails if there are any.
pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    let register = Register::open(args).await?;
    let Report {
        accounts,
        events,
        faults,
    } = verify_log(&register.app).await?;
    register.close().await?;
    for fault in &faults {
        println!("{fault}");
    }
    println!(
        "Checked {events} events of {accounts} accounts: {} faults.",
        faults.len()
    );
    if faults.is_empty() {
        Ok(())
    } else {
        Err(CommandError::LogFaults(faults.len()))
    }
}
