//! A private Python environment with the pinned packages of `tests/python/requirements.txt`: libraries
//! for spreadsheets, and programs that check spelling and container files.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::apt::{self, Package};
use crate::{cmd::Cmd, paths};

const PYTHON: Package = Package {
    what: "Python 3",
    programs: &["python3"],
    apt: &["python3", "python3-venv"],
    brew: "python",
};

/// The pinned packages.
const REQUIREMENTS: &str = "tests/python/requirements.txt";
/// Nothing is installed outside of this folder.
const ENVIRONMENT: &str = "target/tools/python";
/// A copy of the requirements that are installed.
const INSTALLED: &str = "target/tools/python/requirements.txt";

/// Returns a program that one of the packages brings.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    ensure()?;
    Ok(paths::at(ENVIRONMENT).join("bin").join(name))
}

/// Returns the Python of the environment, after installation if needed.
pub(crate) fn ensure() -> Result<PathBuf> {
    let python = paths::at(ENVIRONMENT).join("bin/python");
    let wanted = fs::read_to_string(paths::at(REQUIREMENTS)).context(REQUIREMENTS)?;
    let has = fs::read_to_string(paths::at(INSTALLED)).unwrap_or_default();
    if has == wanted && python.exists() {
        return Ok(python);
    }
    let base = PYTHON.ensure()?;
    // Debian ships the module without what a new environment needs.
    if Cmd::new(&base)
        .args(["-c", "import ensurepip"])
        .read()
        .is_err()
    {
        apt::install("Python's environments", &["python3-venv"], "python")?;
    }
    Cmd::new(&base)
        .args(["-m", "venv", "--clear", ENVIRONMENT])
        .quiet("Making a Python environment")?;
    Cmd::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--requirement", REQUIREMENTS])
        .quiet("Installing the packages of tests/python/requirements.txt (pip install)")?;
    fs::write(paths::at(INSTALLED), wanted)?;
    Ok(python)
}
