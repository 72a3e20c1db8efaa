//! Licences, bans and sources of all dependencies, and known vulnerabilities if the database of
//! advisories can be fetched.

use std::time::Duration;

use anyhow::Result;

use crate::cmd::Cmd;

/// The database is small: a longer fetch means that its server cannot be reached.
const FETCH_LIMIT: Duration = Duration::from_mins(1);

/// Runs cargo-deny.
pub(crate) fn check() -> Result<()> {
    deny()
        .args(["check", "bans", "licenses", "sources"])
        .quiet("Checking licences, bans and sources of dependencies")?;
    let fetched = deny().args(["fetch", "db"]).limit(FETCH_LIMIT).attempt();
    if fetched.is_err() {
        eprintln!("  known vulnerabilities are NOT checked: the database cannot be fetched");
        return Ok(());
    }
    deny()
        .args(["check", "--disable-fetch", "advisories"])
        .quiet("Checking dependencies for known vulnerabilities")
}

fn deny() -> Cmd {
    Cmd::cargo().arg("deny").args(["--log-level", "warn"])
}
