//! A browser with its driver and fonts for Chinese, for the browser tests.

use std::{env, path::PathBuf};

use anyhow::{Context as _, Result, bail};

use super::apt;
use crate::{cmd::Cmd, probe};

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const MAC_BROWSERS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// Ubuntu and Debian once kept the driver out of PATH.
const DRIVERS: &[&str] = &[
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

/// The programs that a browser test starts.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds browser, driver and fonts; installs those that are missing.
pub(crate) fn ensure() -> Result<Browser> {
    if browser().is_none() || driver().is_none() {
        let apt = ["chromium", "chromium-driver", "fonts-noto-cjk"];
        apt::install(
            "Chromium with its driver",
            &apt,
            "--cask chromium chromedriver",
        )?;
    }
    if !chinese_fonts() {
        apt::install(
            "Chinese fonts",
            &["fonts-noto-cjk"],
            "--cask font-noto-sans-cjk",
        )?;
    }
    let found = "was installed, but cannot be found; name its path in";
    Ok(Browser {
        chromium: browser().with_context(|| format!("Chromium {found} CHROMIUM"))?,
        driver: driver().with_context(|| format!("chromedriver {found} CHROMEDRIVER"))?,
    })
}

impl Browser {
    /// Refuses a browser and a driver that do not speak to each other.
    pub(crate) fn check(&self) -> Result<()> {
        let version = |path: &PathBuf| {
            let text = Cmd::new(path).arg("--version").read().ok()?;
            probe::first_version(&text)
        };
        let (browser, driver) = (version(&self.chromium), version(&self.driver));
        if let (Some(browser), Some(driver)) = (browser, driver)
            && major(&browser) != major(&driver)
        {
            bail!("Chromium {browser} and chromedriver {driver} differ; install matching ones");
        }
        Ok(())
    }
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

fn browser() -> Option<PathBuf> {
    from_env("CHROMIUM")
        .or_else(|| probe::program(BROWSERS))
        .or_else(|| existing(MAC_BROWSERS))
}

fn driver() -> Option<PathBuf> {
    // Joining an absolute path to a directory of PATH gives the absolute path itself.
    from_env("CHROMEDRIVER").or_else(|| probe::program(DRIVERS))
}

fn from_env(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .filter(|path| path.exists())
}

fn existing(paths: &[&str]) -> Option<PathBuf> {
    paths.iter().map(PathBuf::from).find(|path| path.exists())
}

/// macOS brings its own; elsewhere fontconfig is asked.
fn chinese_fonts() -> bool {
    cfg!(target_os = "macos")
        || Cmd::new("fc-list")
            .args([":lang=zh-cn", "family"])
            .read()
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}
