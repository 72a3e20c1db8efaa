//! Removes the folders and databases of runs that were killed. Their names contain the process id.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The beginning of the names of folders and databases; the process id follows.
pub(super) const PREFIX: &str = "nmrs_e2e_";

/// Creates the folder of this run and removes those of killed runs.
pub(super) fn run_folder() -> PathBuf {
    let temp = std::env::temp_dir();
    for entry in fs::read_dir(&temp).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_orphaned(&name) {
            // Fails if another run removes it at the same time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let folder = temp.join(format!("{PREFIX}{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for this run");
    folder
}

/// Returns true if a name belongs to a run whose process has ended.
pub(super) fn is_orphaned(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.split('_').next())
        .and_then(|id| id.parse::<u32>().ok())
        .is_some_and(|id| !is_alive(id))
}

fn is_alive(process: u32) -> bool {
    if Path::new("/proc/self").exists() {
        return Path::new(&format!("/proc/{process}")).exists();
    }
    Command::new("kill")
        .args(["-0", &process.to_string()])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
