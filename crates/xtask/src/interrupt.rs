//! Ctrl-C and SIGTERM: recorded, so that child processes are stopped and cleaned up.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Records an interrupt instead of ending the process; [`check`] then ends the run.
pub(crate) fn install() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst))?;
    Ok(())
}

/// Returns true if Ctrl-C was pressed or SIGTERM came.
pub(crate) fn requested() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Fails once an interrupt was requested.
pub(crate) fn check() -> Result<()> {
    if requested() {
        bail!("interrupted");
    }
    Ok(())
}
