use std::path::{Path, PathBuf};

/// Returns the program under test: `NMRS_BIN`, or the output of `cargo build`.
pub fn program() -> PathBuf {
    from_root("NMRS_BIN", "target/debug/nmrs")
}

/// Returns the folder of the built page: `NMRS_STATIC_DIR`, or the output of `cargo xtask spa`.
pub fn static_dir() -> PathBuf {
    from_root("NMRS_STATIC_DIR", "dist")
}

fn from_root(variable: &str, default: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::var_os(variable).map_or_else(|| root.join(default), PathBuf::from)
}
