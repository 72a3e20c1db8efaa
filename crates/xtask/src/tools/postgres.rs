//! PostgreSQL's server programs, which the tests start themselves; no running server is needed.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use super::apt;
use crate::{cmd::Cmd, probe};

/// The oldest version that NMRS supports.
const OLDEST: u32 = 14;
/// Folders that hold one folder per version, each with a `bin`.
const VERSIONED: &[&str] = &["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/// The folder of `initdb` and `postgres`, after installation if need be.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(dir) = find() {
        return checked(dir);
    }
    apt::install(
        "PostgreSQL's server programs",
        &["postgresql"],
        "postgresql@16",
    )?;
    checked(find().context("PostgreSQL was installed, but initdb cannot be found")?)
}

/// The folder of the programs, if it is there already.
pub(crate) fn find() -> Option<PathBuf> {
    let named = env::var_os("NMRS_POSTGRES_BIN").map(PathBuf::from);
    let configured = || {
        let printed = Cmd::new("pg_config").arg("--bindir").read().ok()?;
        Some(PathBuf::from(printed.trim()))
    };
    let on_path = || probe::program(&["initdb"])?.parent().map(Path::to_path_buf);
    named
        .filter(|dir| complete(dir))
        .or_else(|| VERSIONED.iter().find_map(|base| newest(Path::new(base))))
        .or_else(|| configured().filter(|dir| complete(dir)))
        .or_else(|| on_path().filter(|dir| complete(dir)))
}

/// `pg_config` alone may come from the client's package.
fn complete(dir: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl"]
        .iter()
        .all(|program| dir.join(program).is_file())
}

fn newest(base: &Path) -> Option<PathBuf> {
    let mut versions: Vec<_> = fs::read_dir(base)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version = folder_version(&entry.file_name().to_string_lossy())?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| complete(bin))
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

/// `15` as Debian names the folder, `postgresql@15` as Homebrew does.
fn folder_version(name: &str) -> Option<u32> {
    name.strip_prefix("postgresql@")
        .unwrap_or(name)
        .parse()
        .ok()
}

fn checked(dir: PathBuf) -> Result<PathBuf> {
    let text = Cmd::new(dir.join("postgres")).arg("--version").read()?;
    let version = probe::first_version(&text).unwrap_or_default();
    let major: u32 = version
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .unwrap_or(0);
    if major < OLDEST {
        bail!(
            "PostgreSQL {OLDEST} or newer is needed, found `{}`",
            text.trim()
        );
    }
    Ok(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_folders_of_debian_and_homebrew_are_understood() {
        assert_eq!(folder_version("15"), Some(15));
        assert_eq!(folder_version("postgresql@16"), Some(16));
        assert_eq!(folder_version("postgresql"), None);
        assert_eq!(folder_version("openssl@3"), None);
    }

    #[test]
    fn a_folder_without_the_server_is_not_taken() {
        assert!(!complete(Path::new("/no/such/folder")));
        assert_eq!(newest(Path::new("/no/such/folder")), None);
    }
}
