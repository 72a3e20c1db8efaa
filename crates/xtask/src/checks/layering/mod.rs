//! Layering: dependencies between crates, between the modules of a crate, and on what only some
//! code may use.

mod crates;
mod modules;
mod restricted;
pub(crate) mod sources;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{cmd::Cmd, timing};

/// Fails with every violation of the layering.
pub(crate) fn check() -> Result<()> {
    timing::begin("Checking the layering of crates and modules");
    let metadata = metadata(&["--no-deps"])?;
    let mut faults = crates::faults(&metadata)?;
    faults.extend(restricted::faults()?);
    faults.extend(modules::faults(&metadata)?);
    for fault in &faults {
        eprintln!("  {fault}");
    }
    if !faults.is_empty() {
        bail!(
            "{} violations of the layering (crates/xtask/src/checks/layering has the rules)",
            faults.len()
        );
    }
    Ok(())
}

/// Returns what `cargo metadata` prints; fails if `Cargo.lock` does not fit the manifests.
pub(crate) fn metadata(options: &[&str]) -> Result<Value> {
    let text = Cmd::cargo()
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(options)
        .read()?;
    serde_json::from_str(&text).context("cargo metadata printed something else than JSON")
}
