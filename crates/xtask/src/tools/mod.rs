//! What the commands need on the machine: each tool is looked for first and installed only when
//! it is missing, the ordinary way before any fallback.

pub(crate) mod apt;
pub(crate) mod cargo_tools;
pub(crate) mod chromium;
pub(crate) mod npm;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod wasm;

use anyhow::Result;

/// Something that a step needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// LibreOffice, which opens and makes spreadsheets.
    Office,
    /// Python with libraries for spreadsheets.
    Python,
    /// The HTTP load generator of the measurements.
    Wrk,
}

impl Tool {
    /// All that any command needs, in the order of installation.
    pub(crate) const ALL: &[Self] = &[
        Self::RustComponents,
        Self::Wasm,
        Self::Npm,
        Self::WasmBindgen,
        Self::Trunk,
        Self::CargoDeny,
        Self::Postgres,
        Self::Chromium,
        Self::Office,
        Self::Python,
        Self::Wrk,
    ];

    /// What a build of the single-page app needs.
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
            Self::Office => python::office().map(drop),
            Self::Python => python::python().map(drop),
            Self::Wrk => apt::WRK.ensure().map(drop),
        }
    }
}

/// Makes sure that all of these are there.
pub(crate) fn ensure(tools: &[Tool]) -> Result<()> {
    tools.iter().try_for_each(|tool| tool.ensure())
}
