//! Tools that the commands need: each is installed only if it is missing, by the ordinary way
//! before any fallback.

pub(crate) mod apt;
pub(crate) mod cargo_tools;
pub(crate) mod chromium;
mod git_hooks;
pub(crate) mod npm;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod wasm;

use anyhow::Result;
use clap::ValueEnum;

/// Something that a step needs on the machine, in the order of installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Tool {
    /// clippy and rustfmt.
    RustComponents,
    /// Rust's standard library for wasm32.
    Wasm,
    /// Tailwind, daisyUI and wasm-opt.
    Npm,
    /// The generator of the JavaScript glue, in the version of `Cargo.lock`.
    WasmBindgen,
    /// The builder of the single-page app.
    Trunk,
    /// The checker of licences and sources.
    CargoDeny,
    /// PostgreSQL's server programs.
    Postgres,
    /// A browser with its driver and Chinese fonts.
    Chromium,
    /// LibreOffice.
    Office,
    /// Python with the pinned packages.
    Python,
    /// The reverse proxy, and what its test needs.
    Nginx,
    /// The check of commit messages.
    GitHooks,
    /// The HTTP load generator of the measurements.
    Wrk,
}

impl Tool {
    /// Tools that a build of the single-page app needs.
    pub(crate) const SPA: &[Self] = &[Self::Wasm, Self::Npm, Self::WasmBindgen, Self::Trunk];

    fn ensure(self) -> Result<()> {
        match self {
            Self::RustComponents => cargo_tools::rust_components(),
            Self::Wasm => wasm::ensure().map(drop),
            Self::Npm => npm::ensure(),
            Self::WasmBindgen => cargo_tools::wasm_bindgen(),
            Self::Trunk => cargo_tools::trunk(),
            Self::CargoDeny => cargo_tools::cargo_deny(),
            Self::Postgres => postgres::ensure().map(drop),
            Self::Chromium => chromium::ensure().map(drop),
            Self::Office => apt::OFFICE.ensure().map(drop),
            Self::Python => python::ensure().map(drop),
            Self::Nginx => [apt::NGINX, apt::CURL, apt::OPENSSL]
                .iter()
                .try_for_each(|package| package.ensure().map(drop)),
            Self::GitHooks => git_hooks::install(),
            Self::Wrk => apt::WRK.ensure().map(drop),
        }
    }
}

/// Installs those of the tools that are missing.
pub(crate) fn ensure(tools: &[Tool]) -> Result<()> {
    tools.iter().try_for_each(|tool| tool.ensure())
}
