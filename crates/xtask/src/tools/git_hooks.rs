//! The commit-msg hook in `.githooks`.

use anyhow::Result;

use crate::{cmd::Cmd, paths};

const FOLDER: &str = ".githooks";

/// Makes git run the hooks of this repository; another setting of `core.hooksPath` is kept.
pub(super) fn install() -> Result<()> {
    let git = |args: &[&str]| Cmd::new("git").arg("config").args(args).read();
    let cloned = paths::at(".git").exists();
    if !cloned || git(&["--get", "core.hooksPath"]).is_ok() {
        return Ok(());
    }
    git(&["--local", "core.hooksPath", FOLDER]).map(drop)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_subject_is_short_and_has_one_scope() {
        let file = std::env::temp_dir().join(format!("nmrs-xtask-subject-{}", std::process::id()));
        let accepted = |subject: &str| {
            fs::write(&file, format!("{subject}\n\nBody of any length.\n")).unwrap();
            let hook = Cmd::new(paths::at(FOLDER).join("commit-msg"));
            hook.arg(&file).attempt().is_ok()
        };
        assert!(accepted("reviews: Refuse stale decisions"));
        assert!(accepted("Merge branch 'names'"));
        assert!(accepted("fixup! reviews: Refuse stale decisions"));
        assert!(!accepted("Refuse stale decisions"));
        assert!(!accepted("reviews: refuse stale decisions"));
        assert!(!accepted("reviews: Refuse this; page: Show that"));
        assert!(!accepted("api, page: Refuse stale decisions"));
        assert!(accepted(&format!("docs: Say {}", "a".repeat(62))));
        assert!(!accepted(&format!("docs: Say {}", "a".repeat(63))));
        fs::remove_file(&file).unwrap();
    }
}
