//! Builds the single-page app into `dist/` with trunk.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{
    cmd::Cmd,
    input_hash, paths,
    tools::{self, Tool, wasm, wasm::Toolchain},
};

/// Inputs of the build.
const INPUTS: &[&str] = &[
    "frontend",
    "crates/domain",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "crates/xtask/src/compress.rs",
];
const NO_INPUTS: &[&str] = &["frontend/node_modules", "frontend/styles/generated.css"];
const INPUT_HASH: &str = "dist/.input-hash";

/// A separate target directory: the toolchain may differ from the server's.
const TARGET_DIR: &str = "target/spa";

/// Options of `cargo xtask spa`.
#[derive(Args)]
pub(crate) struct Options {
    /// Optimise for size and compress, as it is served.
    #[arg(long)]
    release: bool,
}

/// Builds even if nothing has changed.
pub(crate) fn run(options: &Options) -> Result<()> {
    build(options.release)
}

/// Builds the release page unless nothing has changed since it was built.
pub(crate) fn ensure_release() -> Result<()> {
    let fresh = inputs(true)?;
    if fs::read_to_string(paths::at(INPUT_HASH)).is_ok_and(|built| built == fresh) {
        eprintln!("▶ The page in dist/ is up to date");
        return Ok(());
    }
    build(true)
}

fn inputs(release: bool) -> Result<String> {
    let profile = if release { "release" } else { "debug" };
    input_hash::of(&paths::root(), INPUTS, NO_INPUTS, profile)
}

fn build(release: bool) -> Result<()> {
    tools::ensure(Tool::SPA)?;
    let toolchain = wasm::ensure()?;
    drop_foreign_artefacts(toolchain)?;
    // Taken first: a file that changes during the build makes the next build run again.
    let built_from = inputs(release)?;
    let what = if release {
        "Building the page (release)"
    } else {
        "Building the page (debug)"
    };
    trunk(toolchain)?
        .args(release.then_some("--release"))
        .stream(what)?;
    fs::write(paths::at(INPUT_HASH), built_from).context("dist/ was not written")?;
    if release {
        eprint!("{}", sizes(&paths::at("dist"))?);
    }
    Ok(())
}

fn trunk(toolchain: Toolchain) -> Result<Cmd> {
    let xtask = env::current_exe().context("cannot tell where this program is")?;
    Ok(toolchain
        .apply(Cmd::new("trunk"))
        .arg("build")
        .env("CARGO_TARGET_DIR", paths::at(TARGET_DIR))
        .env("NMRS_XTASK", xtask)
        // Its own backtrace would hide the compiler's message.
        .env("RUST_BACKTRACE", "0")
        // trunk refuses the `NO_COLOR=1` that others take.
        .env_remove("NO_COLOR"))
}

/// Removes what was compiled against another standard library of the same compiler.
fn drop_foreign_artefacts(toolchain: Toolchain) -> Result<()> {
    let identity = toolchain.identity()?;
    let target = paths::at(TARGET_DIR);
    let marker = target.join("std.txt");
    if fs::read_to_string(&marker).is_ok_and(|before| before == identity) {
        return Ok(());
    }
    let artefacts = target.join(wasm::TARGET);
    if marker.exists() && artefacts.exists() {
        eprintln!("  the standard library for wasm32 has changed: removing what was built with it");
        fs::remove_dir_all(&artefacts)?;
    }
    fs::create_dir_all(&target)?;
    fs::write(marker, identity)?;
    Ok(())
}

/// Checks that `domain` compiles for wasm32.
pub(crate) fn check_domain() -> Result<()> {
    let toolchain = wasm::ensure()?;
    drop_foreign_artefacts(toolchain)?;
    toolchain
        .apply(Cmd::new("cargo"))
        .args([
            "check",
            "--package",
            "nmrs-domain",
            "--target",
            wasm::TARGET,
        ])
        .env("CARGO_TARGET_DIR", paths::at(TARGET_DIR))
        .stream("Compiling the domain for wasm32")
}

/// A table of what a browser loads, in bytes: as it is, with gzip, with Brotli.
fn sizes(dist: &Path) -> Result<String> {
    let mut rows = Vec::new();
    let mut total = [0; 3];
    for entry in fs::read_dir(dist)? {
        let file = entry?.path();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let packed = [".gz", ".br"].iter().any(|suffix| name.ends_with(suffix));
        if packed || name.starts_with('.') || !file.is_file() {
            continue;
        }
        let raw = size(&file).unwrap_or(0);
        let sibling = |suffix| size(&file.with_file_name(format!("{name}.{suffix}")));
        let row = [
            raw,
            sibling("gz").unwrap_or(raw),
            sibling("br").unwrap_or(raw),
        ];
        total
            .iter_mut()
            .zip(row)
            .for_each(|(total, size)| *total += size);
        rows.push(line(&name, row.map(|size| size.to_string())));
    }
    rows.sort();
    rows.insert(0, line("file", ["bytes", "gz", "br"].map(str::to_owned)));
    rows.push(line("all", total.map(|size: u64| size.to_string())));
    Ok(rows.concat())
}

fn line(name: &str, [raw, gz, br]: [String; 3]) -> String {
    format!("  {name:<52} {raw:>10} {gz:>9} {br:>9}\n")
}

fn size(file: &Path) -> Option<u64> {
    file.metadata().ok().map(|meta| meta.len())
}
