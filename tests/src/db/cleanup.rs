//! What a run that was killed left behind: its folder and its databases carry its process id.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How folders and databases of a run are named, before its process id.
pub(crate) const PREFIX: &str = "nmrs_e2e_";

/// The folder of this run; folders of dead runs are removed.
pub(crate) fn run_folder() -> PathBuf {
    let temp = std::env::temp_dir();
    for entry in fs::read_dir(&temp).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_dead(&name) {
            // Another run may be removing it at the same time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let folder = temp.join(format!("{PREFIX}{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for this run");
    folder
}

/// Whether a name is that of a run whose process is gone.
pub(crate) fn is_dead(name: &str) -> bool {
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
