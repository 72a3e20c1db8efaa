//! System packages: installed by apt-get as root on Debian or Ubuntu; otherwise the error names the
//! command to run, since nothing here asks for a password.

use std::{path::PathBuf, sync::Once};

use anyhow::{Result, bail};

use crate::{cmd::Cmd, probe};

/// A system package that is recognised by one of its programs.
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

/// The office suite that opens and writes spreadsheets in tests.
pub(crate) const OFFICE: Package = Package {
    what: "LibreOffice Calc",
    programs: &["soffice", "libreoffice"],
    apt: &["libreoffice-calc-nogui"],
    brew: "--cask libreoffice",
};
/// The reverse proxy of the deployment test.
pub(crate) const NGINX: Package = Package {
    what: "nginx",
    programs: &["nginx", "/usr/sbin/nginx"],
    apt: &["nginx"],
    brew: "nginx",
};
/// The HTTP client of the deployment test.
pub(crate) const CURL: Package = Package {
    what: "curl",
    programs: &["curl"],
    apt: &["curl"],
    brew: "curl",
};
/// Makes the certificate of the deployment test.
pub(crate) const OPENSSL: Package = Package {
    what: "OpenSSL",
    programs: &["openssl"],
    apt: &["openssl"],
    brew: "openssl",
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

/// The package manager of this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manager {
    /// apt-get, and we are root.
    Apt,
    /// apt-get, but only root may run it.
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

    /// The command that the user has to run.
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

/// Returns true if [`install`] can install without the user.
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

/// Refreshes the package lists once per run. Old lists may suffice, so a failure is only printed.
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
