//! Programs that are not ours and make or open spreadsheets: Python's libraries and LibreOffice.
//! The tests of imports and exports are read and written with them, and the measurements compare.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::apt::{self, Package};
use crate::{cmd::Cmd, paths};

const OFFICE: Package = Package {
    what: "LibreOffice Calc",
    programs: &["soffice", "libreoffice"],
    apt: &["libreoffice-calc-nogui"],
    brew: "--cask libreoffice",
};
const PYTHON: Package = Package {
    what: "Python 3",
    programs: &["python3"],
    apt: &["python3", "python3-venv"],
    brew: "python",
};

/// The pinned libraries.
const REQUIREMENTS: &str = "tests/python/requirements.txt";
/// They get an environment of their own, so that nothing on the machine is changed.
const ENVIRONMENT: &str = "target/tools/python";
/// What was installed into it.
const INSTALLED: &str = "target/tools/python/requirements.txt";

/// LibreOffice's program, after installation if need be.
pub(crate) fn office() -> Result<PathBuf> {
    OFFICE.ensure()
}

/// A Python with the pinned libraries.
pub(crate) fn python() -> Result<PathBuf> {
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
        .quiet("Installing openpyxl, XlsxWriter and pandas (pip install)")?;
    fs::write(paths::at(INSTALLED), wanted)?;
    Ok(python)
}
