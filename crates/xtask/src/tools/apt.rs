//! System packages: through apt-get where this runs as root on Debian or Ubuntu; otherwise the
//! command to run is named, since nothing here asks for a password.

use std::{path::PathBuf, sync::Once};

use anyhow::{Result, bail};

use crate::{cmd::Cmd, probe};

/// A system package that is recognised by a program that it brings.
pub(crate) struct Package {
    pub(crate) what: &'static str,
    pub(crate) programs: &'static [&'static str],
    pub(crate) apt: &'static [&'static str],
    pub(crate) brew: &'static str,
}

/// The load generator.
pub(crate) const WRK: Package = Package {
    what: "wrk (HTTP load generator)",
    programs: &["wrk"],
    apt: &["wrk"],
    brew: "wrk",
};

impl Package {
    /// The program, after installation if need be.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        if let Some(path) = probe::program(self.programs) {
            return Ok(path);
        }
        install(self.what, self.apt, self.brew)?;
        match probe::program(self.programs) {
            Some(path) => Ok(path),
            None => bail!(
                "{} was installed, but `{}` is not on PATH",
                self.what,
                self.programs[0]
            ),
        }
    }
}

/// How system packages get onto this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manager {
    /// apt-get, and we are root.
    Apt,
    /// apt-get, but somebody else must run it.
    SudoApt,
    Brew,
    Unknown,
}

impl Manager {
    fn detect() -> Self {
        Self::decide(
            probe::program(&["apt-get"]).is_some(),
            probe::root(),
            cfg!(target_os = "macos") || probe::program(&["brew"]).is_some(),
        )
    }

    const fn decide(apt: bool, root: bool, brew: bool) -> Self {
        match (apt, root, brew) {
            (true, true, _) => Self::Apt,
            (true, false, _) => Self::SudoApt,
            (false, _, true) => Self::Brew,
            (false, _, false) => Self::Unknown,
        }
    }

    /// What a person is told to do when it cannot be done from here.
    fn advice(self, apt: &[&str], brew: &str) -> String {
        let apt = apt.join(" ");
        match self {
            Self::Apt | Self::SudoApt => {
                format!("run `sudo apt-get update && sudo apt-get install -y {apt}`")
            }
            Self::Brew => format!("run `brew install {brew}`"),
            Self::Unknown => format!("install it by hand (Debian's packages: {apt})"),
        }
    }
}

/// Whether [`install`] can do anything by itself.
pub(crate) fn possible() -> bool {
    Manager::detect() == Manager::Apt
}

/// Installs Debian packages, or fails with the command that does it.
pub(crate) fn install(what: &str, apt: &[&str], brew: &str) -> Result<()> {
    let manager = Manager::detect();
    if manager != Manager::Apt {
        bail!(
            "{what} is missing: {}, then repeat this command",
            manager.advice(apt, brew)
        );
    }
    update();
    apt_get()
        .args(["install", "-y", "--no-install-recommends"])
        .args(apt)
        .quiet(&format!(
            "Installing {what} (apt-get install {})",
            apt.join(" ")
        ))
}

/// Refreshes the package lists once per run; old lists may still do, so a failure is only shown.
fn update() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if let Err(error) = apt_get()
            .arg("update")
            .quiet("Refreshing the package lists")
        {
            eprintln!("  going on with the old package lists: {error:#}");
        }
    });
}

fn apt_get() -> Cmd {
    Cmd::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apt_runs_only_as_root() {
        assert_eq!(Manager::decide(true, true, false), Manager::Apt);
        assert_eq!(Manager::decide(true, false, false), Manager::SudoApt);
        assert_eq!(Manager::decide(false, false, true), Manager::Brew);
        assert_eq!(Manager::decide(false, true, false), Manager::Unknown);
    }

    #[test]
    fn the_advice_is_a_command_to_copy() {
        let advice = Manager::SudoApt.advice(&["chromium", "chromium-driver"], "chromium");
        assert!(
            advice.contains("sudo apt-get install -y chromium chromium-driver"),
            "{advice}"
        );
        assert_eq!(
            Manager::Brew.advice(&["wrk"], "wrk"),
            "run `brew install wrk`"
        );
    }
}
