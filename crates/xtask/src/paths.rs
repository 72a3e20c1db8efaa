//! Paths in the checkout.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .ancestors()
        .nth(2)
        .unwrap_or(manifest)
        .to_path_buf()
}

/// A path below the root of the workspace.
pub(crate) fn at(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Formats a path below the root of the workspace relative to it.
pub(crate) fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// The server's program as `cargo build` leaves it.
pub(crate) fn nmrs(release: bool) -> PathBuf {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), |dir| root().join(dir));
    target
        .join(if release { "release" } else { "debug" })
        .join("nmrs")
}

/// The folder in which `cargo install` puts programs.
pub(crate) fn cargo_bin() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    Some(home.join("bin"))
}

/// `PATH` with the checkout's npm programs and cargo's programs first.
///
/// The order matters: a distribution's `wasm-opt` may be too old to build a page that works.
pub(crate) fn search_path() -> OsString {
    let mut dirs = vec![at("frontend/node_modules/.bin")];
    dirs.extend(cargo_bin());
    dirs.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    env::join_paths(dirs).unwrap_or_default()
}
