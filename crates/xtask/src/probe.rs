//! Installed programs and their versions, and the current user.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{cmd::Cmd, paths};

/// Returns the first of these programs that is on `PATH`, cargo's and npm's programs included.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .find_map(|name| search(name, env::split_paths(&paths::search_path())))
}

fn search(name: &str, mut dirs: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    dirs.find_map(|dir| {
        let path = dir.join(name);
        executable(&path).then_some(path)
    })
}

fn executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// The version in the first line that `program --version` prints.
pub(crate) fn version(program: &str) -> Option<String> {
    first_version(&Cmd::new(program).arg("--version").read().ok()?)
}

/// The first word of a text that looks like a version, without a leading `v`.
pub(crate) fn first_version(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
}

/// Returns true if this process runs as root.
pub(crate) fn root() -> bool {
    user_id(None) == Some(0)
}

/// The numeric id of a user, or of the current one.
pub(crate) fn user_id(name: Option<&str>) -> Option<u32> {
    id("-u", name)
}

/// The numeric id of a user's group.
pub(crate) fn group_id(name: &str) -> Option<u32> {
    id("-g", Some(name))
}

fn id(what: &str, name: Option<&str>) -> Option<u32> {
    Cmd::new("id")
        .arg(what)
        .args(name)
        .read()
        .ok()?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_only_where_it_can_be_run() {
        assert!(program(&["no-such-program-anywhere", "sh"]).is_some());
        assert_eq!(program(&["no-such-program-anywhere"]), None);
        let here = [PathBuf::from(env!("CARGO_MANIFEST_DIR"))];
        assert_eq!(search("Cargo.toml", here.into_iter()), None);
    }

    #[test]
    fn versions_are_read_from_what_programs_print() {
        let cases = [
            ("trunk 0.21.14", "0.21.14"),
            ("wasm-bindgen 0.2.130", "0.2.130"),
            ("v20.20.2\n", "20.20.2"),
            ("wasm-opt version 132 (version_132)", "132"),
            ("initdb (PostgreSQL) 15.9 (Debian 15.9-0+deb12u1)", "15.9"),
        ];
        for (text, version) in cases {
            assert_eq!(first_version(text).as_deref(), Some(version));
        }
        assert_eq!(first_version("no figures"), None);
    }
}
