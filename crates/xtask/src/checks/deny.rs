//! Licences, bans and sources of all dependencies, and known vulnerabilities where the database
//! of advisories can be had.

use std::time::Duration;

use anyhow::Result;

use crate::cmd::Cmd;

/// The database is small; whoever cannot get it in this time has no way to it.
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
