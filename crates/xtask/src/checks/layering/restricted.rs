//! Code that only some files may contain: connecting to the database, reading a clock.

use std::fs;

use anyhow::Result;

use super::sources::rust_files;
use crate::paths;

/// The files of crates/api that connect to the database, and so may name the store.
const STORE_USERS: &[&str] = &["connect.rs", "commands/", "error.rs"];
/// Calls that read a clock.
const CLOCKS: &[&str] = &["SystemTime::now", "Instant::now", "now_utc", "now_local"];

/// Returns every line that names the store or a clock where it must not.
pub(super) fn faults() -> Result<Vec<String>> {
    let mut faults = source_faults("crates/api/src", &["nmrs_store"], STORE_USERS)?;
    faults.extend(source_faults("crates/domain/src", CLOCKS, &[])?);
    Ok(faults)
}

/// Lines of code that contain one of the words, in files that may not.
fn source_faults(dir: &str, words: &[&str], allowed: &[&str]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let dir = paths::at(dir);
    for file in rust_files(&dir)? {
        let relative = file
            .strip_prefix(&dir)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        if allowed.iter().any(|allowed| permits(allowed, &relative)) {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().starts_with("//"));
        for (number, line) in lines {
            if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                let file = paths::relative(&file);
                faults.push(format!("{file}:{}: uses {word}", number + 1));
            }
        }
    }
    Ok(faults)
}

/// `commands/` permits a folder, `connect.rs` a file.
fn permits(allowed: &str, file: &str) -> bool {
    if allowed.ends_with('/') {
        file.starts_with(allowed)
    } else {
        file == allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_are_permitted_as_a_whole() {
        assert!(permits("commands/", "commands/serve.rs"));
        assert!(permits("connect.rs", "connect.rs"));
        assert!(!permits("connect.rs", "routes/connect.rs"));
    }
}
