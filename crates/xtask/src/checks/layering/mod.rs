//! Holds the architecture: which crate may depend on which, what the pure and the downloaded
//! code may not contain, and who may open the database.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{cmd::Cmd, paths, timing, tools::wasm};

/// Which crates of the workspace a crate may depend on. Development dependencies are free:
/// they are not part of what runs.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("nmrs-domain", &[]),
    ("nmrs-store", &["nmrs-domain"]),
    ("nmrs-xlsx", &["nmrs-domain"]),
    ("nmrs-migrations", &["nmrs-domain"]),
    ("nmrs-app", &["nmrs-domain", "nmrs-store", "nmrs-xlsx"]),
    (
        "nmrs-api",
        &["nmrs-app", "nmrs-domain", "nmrs-migrations", "nmrs-store"],
    ),
    ("nmrs-frontend", &["nmrs-domain"]),
    (
        "nmrs-tests",
        &["nmrs-domain", "nmrs-migrations", "nmrs-store"],
    ),
    ("xtask", &[]),
];

/// Packages that a crate may not name among its own dependencies; `*` stands for any ending.
const BANNED_DIRECTLY: &[(&str, &[&str])] = &[
    ("nmrs-app", &["actix*", "utoipa*", "sea-orm*", "sqlx*"]),
    ("nmrs-api", &["sea-orm", "sqlx*"]),
    ("nmrs-store", &["actix*", "utoipa*"]),
    (
        "nmrs-xlsx",
        &["actix*", "utoipa*", "sea-orm*", "sqlx*", "tokio"],
    ),
];

/// What may be nowhere below the domain: databases, web servers, run times, clock, randomness.
const BANNED_BELOW_DOMAIN: &[&str] = &[
    "sea-*",
    "sqlx*",
    "actix*",
    "tokio*",
    "hyper*",
    "chrono",
    "rand",
    "getrandom",
    "fastrand",
];
/// What may be nowhere in the page that is downloaded.
const BANNED_IN_PAGE: &[&str] = &["sea-*", "sqlx*", "actix*", "tokio", "hyper*", "chrono"];

/// The files of crates/api that connect to the database, and so name the store.
const STORE_USERS: &[&str] = &["connect.rs", "database.rs", "startup.rs", "commands/"];
/// How code asks for the time.
const CLOCKS: &[&str] = &["SystemTime::now", "Instant::now", "now_utc", "now_local"];

/// Fails with every forbidden edge.
pub(crate) fn check() -> Result<()> {
    timing::begin("Checking the layering");
    let mut faults = workspace_faults(&metadata(&["--no-deps"])?)?;
    faults.extend(tree_faults("nmrs-domain", &[], BANNED_BELOW_DOMAIN)?);
    faults.extend(tree_faults(
        "nmrs-frontend",
        &["--target", wasm::TARGET],
        BANNED_IN_PAGE,
    )?);
    faults.extend(source_faults(
        &paths::at("crates/api/src"),
        &["nmrs_store"],
        STORE_USERS,
    )?);
    faults.extend(source_faults(&paths::at("crates/domain/src"), CLOCKS, &[])?);
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        eprintln!("  {fault}");
    }
    bail!(
        "{} forbidden dependencies (crates/xtask/src/checks/layering has the rules)",
        faults.len()
    );
}

/// What cargo knows of the workspace; fails when `Cargo.lock` does not fit the manifests.
pub(crate) fn metadata(options: &[&str]) -> Result<Value> {
    let text = Cmd::cargo()
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(options)
        .read()?;
    serde_json::from_str(&text).context("cargo metadata printed something else than JSON")
}

fn workspace_faults(metadata: &Value) -> Result<Vec<String>> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata has no packages")?;
    let direct: BTreeMap<&str, BTreeSet<&str>> = packages
        .iter()
        .filter_map(|package| Some((package["name"].as_str()?, dependencies(package))))
        .collect();
    let mut faults = Vec::new();
    for (package, dependencies) in &direct {
        let Some((_, allowed)) = MAY_DEPEND_ON.iter().find(|(name, _)| name == package) else {
            faults.push(format!("{package} is new: say what it may depend on"));
            continue;
        };
        let inner = dependencies
            .iter()
            .filter(|name| direct.contains_key(*name));
        faults.extend(
            inner
                .filter(|name| !allowed.contains(name))
                .map(|name| format!("{package} → {name}")),
        );
        let banned = BANNED_DIRECTLY.iter().find(|(name, _)| name == package);
        let banned = banned.map_or(&[][..], |(_, patterns)| patterns);
        let outer = dependencies.iter().filter(|name| matches_any(name, banned));
        faults.extend(outer.map(|name| format!("{package} → {name}")));
    }
    Ok(faults)
}

/// The names of what a package is built from.
fn dependencies(package: &Value) -> BTreeSet<&str> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    all.filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str())
        .collect()
}

/// Banned packages anywhere below a package, as cargo resolves it alone.
fn tree_faults(package: &str, options: &[&str], banned: &[&str]) -> Result<Vec<String>> {
    let tree = Cmd::cargo()
        .args([
            "tree",
            "--package",
            package,
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
        ])
        .args(["--format", "{lib}\t{p}"])
        .args(options)
        .read()?;
    Ok(banned_in_tree(&tree, banned)
        .into_iter()
        .map(|name| format!("{package} → … → {name} (cargo tree -p {package} -i {name})"))
        .collect())
}

fn banned_in_tree(tree: &str, banned: &[&str]) -> BTreeSet<String> {
    tree.lines()
        .filter_map(|line| line.split('\t').nth(1)?.split(' ').next())
        .filter(|name| matches_any(name, banned))
        .map(str::to_owned)
        .collect()
}

fn matches_any(name: &str, patterns: &[&str]) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *pattern,
        })
}

/// Lines of code that contain one of the words, in files that may not.
fn source_faults(dir: &Path, words: &[&str], allowed: &[&str]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in rust_files(dir)? {
        let relative = file
            .strip_prefix(dir)
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
                let file = file.strip_prefix(paths::root()).unwrap_or(&file).display();
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

fn rust_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<_> = dependencies
            .iter()
            .map(|(name, kind)| json!({ "name": name, "kind": kind }))
            .collect();
        json!({ "name": name, "dependencies": dependencies })
    }

    #[test]
    fn an_upward_dependency_is_a_fault_except_in_tests() {
        let metadata = json!({ "packages": [
            package("nmrs-domain", &[("serde", None)]),
            package("nmrs-store", &[("nmrs-domain", None), ("nmrs-migrations", Some("dev"))]),
            package("nmrs-migrations", &[("nmrs-store", None)]),
        ]});
        assert_eq!(
            workspace_faults(&metadata).unwrap(),
            ["nmrs-migrations → nmrs-store"]
        );
    }

    #[test]
    fn an_unknown_crate_and_a_banned_package_are_faults() {
        let metadata = json!({ "packages": [
            package("nmrs-app", &[("actix-web", None), ("sea-orm", Some("build"))]),
            package("nmrs-helpers", &[]),
        ]});
        assert_eq!(
            workspace_faults(&metadata).unwrap(),
            [
                "nmrs-app → actix-web",
                "nmrs-app → sea-orm",
                "nmrs-helpers is new: say what it may depend on"
            ]
        );
    }

    #[test]
    fn banned_packages_are_found_by_their_exact_name_or_beginning() {
        let tree = "nmrs_domain\tnmrs-domain v0.1.0 (/here)\nrand_core\trand_core v0.9.3\n\
                    tokio_util\ttokio-util v0.7.1\nrand\trand v0.9.1 (*)\n";
        let found = banned_in_tree(tree, BANNED_BELOW_DOMAIN);
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            ["rand", "tokio-util"]
        );
    }

    #[test]
    fn files_and_folders_are_permitted_as_a_whole() {
        assert!(permits("commands/", "commands/serve.rs"));
        assert!(permits("connect.rs", "connect.rs"));
        assert!(!permits("connect.rs", "routes/connect.rs"));
    }
}
