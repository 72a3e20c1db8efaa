//! `cargo xtask test words`: spelling, comments, and paths in documents.

mod comments;
mod paths;

use anyhow::{Result, bail};

use crate::{cmd::Cmd, timing, tools::python};

/// Fails with every misspelt word, unusual comment and path that leads nowhere.
pub(crate) fn check() -> Result<()> {
    let spelling = Cmd::new(python::program("typos")?)
        .args(["--config", "_typos.toml", "--format", "brief"])
        .quiet("Checking the spelling");
    timing::begin("Checking comments, and paths in documents");
    let mut faults = comments::faults()?;
    faults.extend(paths::faults()?);
    for fault in &faults {
        eprintln!("  {fault}");
    }
    if !faults.is_empty() {
        bail!(
            "{} faults in comments and documents (crates/xtask/src/checks/words has the rules)",
            faults.len()
        );
    }
    spelling
}
