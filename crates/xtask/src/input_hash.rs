//! A hash over the inputs of a build, stored with its result, to skip a build without changes.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// Returns a hash over the names and contents of these files and folders, and over `extra`.
///
/// Not cryptographic, and different in another version of Rust: that costs only one more build.
pub(crate) fn of(root: &Path, inputs: &[&str], skip: &[&str], extra: &str) -> Result<String> {
    let mut files = BTreeSet::new();
    for input in inputs {
        collect(root, Path::new(input), skip, &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    extra.hash(&mut hasher);
    for file in files {
        file.hash(&mut hasher);
        let path = root.join(&file);
        fs::read(&path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

fn collect(
    root: &Path,
    relative: &Path,
    skip: &[&str],
    files: &mut BTreeSet<PathBuf>,
) -> Result<()> {
    if skip.iter().any(|skipped| relative == Path::new(skipped)) {
        return Ok(());
    }
    let path = root.join(relative);
    if path.is_dir() {
        for entry in fs::read_dir(&path)? {
            collect(root, &relative.join(entry?.file_name()), skip, files)?;
        }
    } else if path.exists() {
        files.insert(relative.to_path_buf());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_added_or_renamed_input_changes_the_stamp() {
        let root =
            std::env::temp_dir().join(format!("nmrs-xtask-input-hash-{}", std::process::id()));
        fs::create_dir_all(root.join("src/generated")).unwrap();
        let hash = || of(&root, &["src", "Trunk.toml"], &["src/generated"], "release").unwrap();

        fs::write(root.join("src/main.rs"), "1").unwrap();
        let first = hash();
        assert_eq!(first, hash());

        fs::write(root.join("src/main.rs"), "2").unwrap();
        let changed = hash();
        assert_ne!(first, changed);

        fs::write(root.join("src/generated/out.css"), "x").unwrap();
        assert_eq!(changed, hash());

        fs::write(root.join("Trunk.toml"), "").unwrap();
        let added = hash();
        assert_ne!(changed, added);

        fs::rename(root.join("src/main.rs"), root.join("src/lib.rs")).unwrap();
        assert_ne!(added, hash());
        assert_ne!(
            hash(),
            of(&root, &["src", "Trunk.toml"], &[], "release").unwrap()
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
