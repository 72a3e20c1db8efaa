//! Rules inside a crate: no cycles of files or folders, which folder may use which, and how many
//! files a folder may have.
//!
//! Definition. File A *uses* file B of the same crate if A's code, outside of tests, names an item
//! that is defined in B. Paths and imports are followed through re-exports to the definition, so
//! that `mod b;` and `pub use b::B;` alone use nothing. A module's own file (`mod.rs`, `folder.rs`,
//! `lib.rs`) and the files below it are one module to the outside: what a file uses of the module
//! file of a folder around it does not count. Files are on a cycle if each uses the next one and the
//! last the first; folders likewise, where a folder uses what any file below it uses. Items that a
//! macro defines are not seen.

mod cycles;
mod krate;
mod lexer;
mod source;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde_json::Value;

use self::krate::{Crate, Use};
use super::sources::rust_files;
use crate::paths;

/// The most `.rs` files directly in one folder.
const LARGEST_FOLDER: usize = 14;

/// A folder or file, and the other parts of the same table that it may use.
type Part = (&'static str, &'static [&'static str]);

/// Folders whose parts may use each other in one direction only. A part that does not exist is an
/// error, so that a renamed folder does not lose its rule.
const PARTS: &[(&str, &[Part])] = &[(
    "crates/store/src/accounts",
    &[
        ("search", &[]),
        ("dedup", &["search"]),
        ("queue", &["search"]),
        ("list", &["queue", "search"]),
    ],
)];

/// Crates with cycles of folders, though none of files. In `domain`, API types and rules name each
/// other's types; in `app`, the context holds state of the use cases that take it.
const FOLDER_CYCLES: &[&str] = &["crates/app", "crates/domain"];

/// Returns every violation of the rules above.
pub(super) fn faults(metadata: &Value) -> Result<Vec<String>> {
    of_roots(&roots(metadata)?)
}

fn of_roots(roots: &[PathBuf]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut uses = Vec::new();
    for root in roots {
        let of_crate = Crate::read(root)?.uses();
        faults.extend(file_cycle_faults(&of_crate));
        if !FOLDER_CYCLES
            .iter()
            .any(|part| root.starts_with(paths::at(part)))
        {
            faults.extend(folder_cycle_faults(&of_crate));
        }
        uses.extend(of_crate);
    }
    faults.extend(part_faults(PARTS, &uses, |part| paths::at(part).exists()));
    let mut folders: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for file in rust_files(&paths::root())? {
        *folders.entry(folder(&file)).or_default() += 1;
    }
    faults.extend(
        folders
            .into_iter()
            .filter(|(_, files)| *files > LARGEST_FOLDER)
            .map(|(folder, files)| {
                let folder = paths::relative(&folder);
                format!("{folder} has {files} files, more than {LARGEST_FOLDER}")
            }),
    );
    Ok(faults)
}

/// The root file of each package: its library, or its program if it has no library.
fn roots(metadata: &Value) -> Result<Vec<PathBuf>> {
    let packages = metadata["packages"].as_array().context("no packages")?;
    Ok(packages
        .iter()
        .filter_map(|package| {
            let targets = package["targets"].as_array()?;
            let of_kind = |kind: &str| {
                targets.iter().find(|target| {
                    let kinds = target["kind"].as_array().into_iter().flatten();
                    kinds.into_iter().any(|found| found == kind)
                })
            };
            let root = of_kind("lib").or_else(|| of_kind("bin"))?;
            Some(PathBuf::from(root["src_path"].as_str()?))
        })
        .collect())
}

fn file_cycle_faults(uses: &[Use]) -> Vec<String> {
    let upwards = |used: &Use| as_module(&used.from).starts_with(as_module(&used.to));
    let edges = uses.iter().filter(|used| !upwards(used));
    let edges = edges.map(|used| (used.from.clone(), used.to.clone()));
    describe("cycle of files", cycles::cycles(edges), uses)
}

fn folder_cycle_faults(uses: &[Use]) -> Vec<String> {
    let folders = uses
        .iter()
        .filter_map(|used| siblings(&used.from, &used.to));
    let of_folders = cycles::cycles(folders.filter(|(from, to)| is_folder(from) || is_folder(to)));
    describe("cycle of folders", of_folders, uses)
}

/// The two entries of one folder to which two files belong; `None` if one file is the module file of
/// a folder around the other.
fn siblings(from: &Path, to: &Path) -> Option<(PathBuf, PathBuf)> {
    let (from, to) = (as_module(from), as_module(to));
    let shared = from
        .iter()
        .zip(to.iter())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |path: &Path| -> Option<PathBuf> {
        (path.iter().count() > shared).then(|| path.iter().take(shared + 1).collect())
    };
    Some((part(&from)?, part(&to)?))
}

/// `a/mod.rs` and `a.rs` are `a`, and the root file of a crate is its `src`.
fn as_module(file: &Path) -> PathBuf {
    let module = file.with_extension("");
    match module.file_name() {
        Some(name) if name == "mod" || name == "lib" || name == "main" => folder(&module),
        _ => module,
    }
}

fn is_folder(module: &Path) -> bool {
    module.is_dir()
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_path_buf()
}

/// Formats each cycle with one use for each of its steps.
fn describe(kind: &str, cycles: Vec<Vec<PathBuf>>, uses: &[Use]) -> Vec<String> {
    cycles
        .into_iter()
        .map(|cycle| {
            let next = cycle.iter().cycle().skip(1);
            let steps = cycle.iter().zip(next);
            let lines = steps.filter_map(|(from, to)| example(from, to, uses));
            let lines: Vec<_> = std::iter::once(kind.to_owned()).chain(lines).collect();
            lines.join("\n      ")
        })
        .collect()
}

/// The first use of one file or folder by another.
fn example(from: &Path, to: &Path, uses: &[Use]) -> Option<String> {
    let belongs = |file: &Path, part: &Path| file == part || as_module(file).starts_with(part);
    let first = uses.iter().find(|used| {
        belongs(&used.from, from)
            && belongs(&used.to, to)
            && !belongs(&used.from, to)
            && !belongs(&used.to, from)
    });
    first.map(line)
}

fn line(used: &Use) -> String {
    let (from, to) = (paths::relative(&used.from), paths::relative(&used.to));
    format!("{from}:{} uses {to}", used.line)
}

fn part_faults(
    rules: &[(&str, &[Part])],
    uses: &[Use],
    exists: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (folder, parts) in rules {
        let base = paths::at(folder);
        for (part, allowed) in *parts {
            let (dir, file) = (format!("{folder}/{part}"), format!("{folder}/{part}.rs"));
            if !exists(&dir) && !exists(&file) {
                faults.push(format!("{dir} does not exist, but has a rule"));
            }
            let forbidden = uses.iter().filter(|used| {
                siblings(&used.from, &used.to).is_some_and(|(from, to)| {
                    let other = to.strip_prefix(&base).map(Path::to_string_lossy);
                    from == base.join(part)
                        && other.is_ok_and(|other| {
                            parts.iter().any(|(name, _)| *name == other)
                                && !allowed.contains(&&*other)
                        })
                })
            });
            faults.extend(forbidden.map(|used| format!("{} (not allowed)", line(used))));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_cycles(uses: &[Use]) -> Vec<String> {
        [file_cycle_faults(uses), folder_cycle_faults(uses)].concat()
    }

    fn used(from: &str, to: &str) -> Use {
        Use {
            from: paths::at(from),
            to: paths::at(to),
            line: 3,
        }
    }

    #[test]
    fn a_cycle_of_files_is_printed_with_each_of_its_uses() {
        let uses = [used("s/a.rs", "s/b.rs"), used("s/b.rs", "s/a.rs")];
        assert_eq!(
            all_cycles(&uses),
            ["cycle of files\n      s/a.rs:3 uses s/b.rs\n      s/b.rs:3 uses s/a.rs"]
        );
    }

    #[test]
    fn a_child_may_use_its_parent() {
        let uses = [
            used("s/a/mod.rs", "s/a/b.rs"),
            used("s/a/b.rs", "s/a/mod.rs"),
            used("s/a/b.rs", "s/lib.rs"),
        ];
        assert!(all_cycles(&uses).is_empty());
        let outside = [used("s/c.rs", "s/a/mod.rs"), used("s/a/mod.rs", "s/c.rs")];
        assert_eq!(all_cycles(&outside).len(), 1);
    }

    #[test]
    fn folders_are_compared_where_their_paths_part() {
        let parts = |from, to| siblings(Path::new(from), Path::new(to));
        assert_eq!(
            parts("s/a/x.rs", "s/b/y/z.rs"),
            Some((PathBuf::from("s/a"), PathBuf::from("s/b")))
        );
        assert_eq!(
            parts("s/a/mod.rs", "s/b.rs"),
            Some((PathBuf::from("s/a"), PathBuf::from("s/b")))
        );
        assert_eq!(parts("s/a/mod.rs", "s/a/x.rs"), None);
        assert_eq!(parts("s/a.rs", "s/a/x.rs"), None);
    }

    #[test]
    fn a_part_uses_only_what_its_rule_names() {
        let rules: &[(&str, &[Part])] = &[("s", &[("list", &["search"]), ("search", &[])])];
        let uses = [
            used("s/list/a.rs", "s/search/b.rs"),
            used("s/search/b.rs", "s/list/a.rs"),
            used("s/search/b.rs", "s/read.rs"),
        ];
        assert_eq!(
            part_faults(rules, &uses, |_| true),
            ["s/search/b.rs:3 uses s/list/a.rs (not allowed)"]
        );
        assert_eq!(
            part_faults(rules, &[], |path| path.starts_with("s/list")),
            ["s/search does not exist, but has a rule"]
        );
    }
}
