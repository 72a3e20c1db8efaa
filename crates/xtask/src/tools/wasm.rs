//! Rust's standard library for wasm32.
//!
//! The ordinary way is `rustup target add`. Where rustup's server cannot be reached, Debian's own
//! compiler and the source of its standard library serve instead: std is built once and placed
//! where that compiler looks for it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

use super::apt;
use crate::{cmd::Cmd, probe};

/// The target of the single-page app.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup is given up after this long: without a network it may try for minutes.
const RUSTUP_LIMIT: Duration = Duration::from_mins(2);
/// The name under which rustup knows Debian's compiler.
const DEBIAN: &str = "debian";
const DEBIAN_PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// A Rust toolchain that can compile for wasm32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that compiles everything else.
    Default,
    /// Debian's, linked into rustup.
    Debian,
}

impl Toolchain {
    /// Makes a command use this toolchain.
    pub(crate) fn apply(self, cmd: Cmd) -> Cmd {
        match self {
            Self::Default => cmd,
            // CARGO and RUSTC of the outer toolchain would win over the choice.
            Self::Debian => cmd
                .env("RUSTUP_TOOLCHAIN", DEBIAN)
                .env_remove("CARGO")
                .env_remove("RUSTC"),
        }
    }

    /// Where the compiler looks for the target's libraries.
    fn lib_dir(self) -> Option<PathBuf> {
        let rustc = self.apply(Cmd::new("rustc"));
        let printed = rustc
            .args(["--print", "target-libdir", "--target", TARGET])
            .read()
            .ok()?;
        Some(PathBuf::from(printed.trim()))
    }

    fn ready(self) -> bool {
        self.lib_dir()
            .is_some_and(|dir| std_library(&dir).is_some())
    }

    /// Identifies the standard library: artefacts built against one cannot be used with another,
    /// and cargo notices only a change of the compiler.
    pub(crate) fn identity(self) -> Result<String> {
        let dir = self
            .lib_dir()
            .context("rustc does not tell its target-libdir")?;
        let std = std_library(&dir).context("no standard library for wasm32")?;
        let rustc = self.apply(Cmd::new("rustc")).arg("-vV").read()?;
        let built = std
            .metadata()?
            .modified()?
            .duration_since(std::time::UNIX_EPOCH)?;
        Ok(format!("{rustc}{} {}\n", std.display(), built.as_secs()))
    }
}

/// The file of the standard library in a directory of libraries.
fn std_library(dir: &Path) -> Option<PathBuf> {
    let mut entries = fs::read_dir(dir).ok()?.flatten();
    entries.find_map(|entry| is_std(&entry.file_name().to_string_lossy()).then(|| entry.path()))
}

fn is_std(name: &str) -> bool {
    name.starts_with("libstd-") && is_library(name)
}

fn is_library(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "rlib")
}

/// A toolchain that compiles for wasm32, after installation if need be.
pub(crate) fn ensure() -> Result<Toolchain> {
    if let Some(toolchain) = present() {
        return Ok(toolchain);
    }
    let refused = match rustup_target() {
        Ok(()) if Toolchain::Default.ready() => return Ok(Toolchain::Default),
        Ok(()) => "rustup reported success, but the library is not there".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    if !apt::possible() {
        bail!(
            "the wasm32 target cannot be installed ({refused}): run `rustup target add {TARGET}`, \
             then repeat this command"
        );
    }
    eprintln!("  rustup has no way to the target ({refused}); using Debian's compiler");
    debian()?;
    if !Toolchain::Debian.ready() {
        bail!("Debian's compiler still has no standard library for {TARGET}");
    }
    Ok(Toolchain::Debian)
}

/// A toolchain that is ready as it is.
fn present() -> Option<Toolchain> {
    [Toolchain::Default, Toolchain::Debian]
        .into_iter()
        .find(|toolchain| toolchain.ready())
}

fn rustup_target() -> Result<()> {
    if probe::program(&["rustup"]).is_none() {
        bail!("rustup is not installed");
    }
    Cmd::new("rustup")
        .args(["target", "add", TARGET])
        .limit(RUSTUP_LIMIT)
        .quiet("Installing the wasm32 target (rustup target add)")
}

fn debian() -> Result<()> {
    if !DEBIAN_PACKAGES.iter().all(|package| installed(package)) {
        apt::install(
            "Debian's Rust compiler for wasm32",
            DEBIAN_PACKAGES,
            "rustup",
        )?;
    }
    Cmd::new("rustup")
        .args(["toolchain", "link", DEBIAN, "/usr"])
        .quiet("Linking Debian's compiler into rustup")?;
    build_std()
}

fn installed(package: &str) -> bool {
    Cmd::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .read()
        .is_ok_and(|status| status.contains("install ok installed"))
}

/// Builds std from Debian's source, with bitcode (without it, LTO fails later), and puts it where
/// the compiler looks.
fn build_std() -> Result<()> {
    let scratch = env::temp_dir().join(format!("nmrs-wasm-std-{}", std::process::id()));
    fs::create_dir_all(scratch.join("src"))?;
    fs::write(
        scratch.join("Cargo.toml"),
        "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
         [profile.release]\npanic = \"abort\"\n[workspace]\n",
    )?;
    fs::write(scratch.join("src/lib.rs"), "")?;
    let built = Toolchain::Debian
        .apply(Cmd::new("cargo"))
        .dir(&scratch)
        .args([
            "build",
            "-Zbuild-std=std,panic_abort",
            "--release",
            "--target",
            TARGET,
        ])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_TARGET_DIR")
        .quiet("Building the standard library for wasm32")
        .and_then(|()| place(&scratch.join("target").join(TARGET).join("release/deps")));
    // A scratch folder that is left behind does no harm.
    let _ = fs::remove_dir_all(&scratch);
    built
}

fn place(built: &Path) -> Result<()> {
    let dir = Toolchain::Debian
        .lib_dir()
        .context("Debian's rustc does not tell its libraries")?;
    fs::create_dir_all(&dir)?;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if is_library(&name) && !name.starts_with("libscratch") {
            fs::copy(&path, dir.join(&name)).with_context(|| format!("cannot place {name}"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_library_itself_counts_as_std() {
        assert!(is_std("libstd-85fd4caffd0ea7f7.rlib"));
        assert!(!is_std("libstd-85fd4caffd0ea7f7.rmeta"));
        assert!(!is_std("libstd_detect-85fd4caffd0ea7f7.rlib"));
        assert!(!is_std("libcore-85fd4caffd0ea7f7.rlib"));
    }

    #[test]
    fn an_empty_or_missing_directory_has_no_std() {
        let dir = env::temp_dir().join(format!("nmrs-xtask-std-{}", std::process::id()));
        assert_eq!(std_library(&dir), None);
        fs::create_dir_all(&dir).unwrap();
        assert_eq!(std_library(&dir), None);
        fs::write(dir.join("libstd-0.rlib"), "").unwrap();
        assert_eq!(std_library(&dir), Some(dir.join("libstd-0.rlib")));
        fs::remove_dir_all(&dir).unwrap();
    }
}
