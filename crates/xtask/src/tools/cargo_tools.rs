//! Tools that cargo and rustup install: once per machine, in fixed versions.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::{cmd::Cmd, paths, probe};

/// trunk 0.22 needs a newer compiler than the workspace does.
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";

/// The tools' own release profiles (fat LTO) double the time to compile them and gain nothing
/// that would be noticed here.
const QUICK_PROFILE: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// trunk, without the parts that look for updates.
pub(crate) fn trunk() -> Result<()> {
    let options = ["--locked", "--no-default-features", "--features", "rustls"];
    install("trunk", "trunk", TRUNK, &options)
}

/// cargo-deny.
pub(crate) fn cargo_deny() -> Result<()> {
    install("cargo-deny", "cargo-deny", CARGO_DENY, &["--locked"])
}

/// wasm-bindgen's program, which must match the library to the digit.
///
/// Without `--locked`: its lock file has named versions that were withdrawn from the registry.
pub(crate) fn wasm_bindgen() -> Result<()> {
    let lock = fs::read_to_string(paths::at("Cargo.lock")).context("cannot read Cargo.lock")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    install("wasm-bindgen", "wasm-bindgen-cli", version, &[])
}

/// rustfmt and clippy, which a minimal installation of Rust does not have.
pub(crate) fn rust_components() -> Result<()> {
    if answers("fmt") && answers("clippy") {
        return Ok(());
    }
    if probe::program(&["rustup"]).is_none() {
        bail!("rustfmt and clippy are missing, and there is no rustup to install them");
    }
    Cmd::new("rustup")
        .args(["component", "add", "rustfmt", "clippy"])
        .quiet("Installing rustfmt and clippy")
}

fn answers(subcommand: &str) -> bool {
    Cmd::cargo().args([subcommand, "--version"]).read().is_ok()
}

fn install(program: &str, package: &str, version: &str, options: &[&str]) -> Result<()> {
    if probe::version(program).as_deref() == Some(version) {
        return Ok(());
    }
    let cmd = QUICK_PROFILE
        .iter()
        .fold(Cmd::cargo(), |cmd, (name, value)| cmd.env(name, value));
    cmd.dir(std::env::temp_dir())
        .args(["install", package, "--version", version, "--force"])
        .args(options)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .stream(&format!(
            "Installing {package} {version} (a few minutes, once per machine)"
        ))?;
    let found = probe::version(program);
    if found.as_deref() != Some(version) {
        bail!(
            "{program} {version} was installed, but PATH leads to {}",
            found.unwrap_or_else(|| "none".to_owned())
        );
    }
    Ok(())
}

/// The version of a package in the text of a lock file.
pub(crate) fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_found_by_its_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
