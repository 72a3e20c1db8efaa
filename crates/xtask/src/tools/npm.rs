//! The npm packages of `frontend/package.json`.

use std::fs;

use anyhow::{Context as _, Result, bail};

use super::apt::Package;
use crate::{cmd::Cmd, paths, probe};

const NODE: Package = Package {
    what: "Node.js with npm",
    programs: &["npm"],
    apt: &["nodejs", "npm"],
    brew: "node",
};
/// The oldest version that Tailwind's compiler runs on.
const NODE_MAJOR: u32 = 20;
const FOLDER: &str = "frontend";
/// A copy of the lock file that was installed, inside the folder that it describes.
const INSTALLED: &str = "frontend/node_modules/.nmrs-installed.json";

/// Installs the packages unless exactly these are there.
pub(crate) fn ensure() -> Result<()> {
    let lock = fs::read(paths::at("frontend/package-lock.json"))
        .context("cannot read frontend/package-lock.json")?;
    if fs::read(paths::at(INSTALLED)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    NODE.ensure()?;
    node_is_recent()?;
    Cmd::new("npm")
        .dir(paths::at(FOLDER))
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .quiet("Installing Tailwind, daisyUI and wasm-opt (npm ci)")?;
    fs::write(paths::at(INSTALLED), lock)?;
    Ok(())
}

fn node_is_recent() -> Result<()> {
    let version = probe::version("node").unwrap_or_default();
    if major(&version).is_none_or(|major| major < NODE_MAJOR) {
        bail!(
            "Node.js {NODE_MAJOR} or newer is needed, found `{version}`: install it from \
             https://nodejs.org, then repeat this command"
        );
    }
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_decides() {
        assert_eq!(major("20.20.2"), Some(20));
        assert_eq!(major("9.0"), Some(9));
        assert_eq!(major(""), None);
    }
}
