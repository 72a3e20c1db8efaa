//! Checks of `cargo xtask test` that read files and manifests only.

pub(crate) mod deny;
pub(crate) mod layering;
