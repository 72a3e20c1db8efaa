//! Checks of `cargo xtask test` that read files and manifests only.

pub(crate) mod containers;
pub(crate) mod deny;
pub(crate) mod layering;
pub(crate) mod words;
