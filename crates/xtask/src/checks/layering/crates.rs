//! Dependencies between crates, and packages that a crate must not depend on.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{cmd::Cmd, tools::wasm};

/// The crates of the workspace that a crate may depend on. Development dependencies are free:
/// they are not part of the program.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("nmrs-domain", &[]),
    ("nmrs-store", &["nmrs-domain"]),
    ("nmrs-spreadsheet", &["nmrs-domain"]),
    ("nmrs-migrations", &[]),
    (
        "nmrs-app",
        &["nmrs-domain", "nmrs-spreadsheet", "nmrs-store"],
    ),
    ("nmrs-demo", &["nmrs-app", "nmrs-domain", "nmrs-store"]),
    (
        "nmrs-api",
        &[
            "nmrs-app",
            "nmrs-demo",
            "nmrs-domain",
            "nmrs-migrations",
            "nmrs-store",
        ],
    ),
    ("nmrs-frontend", &["nmrs-domain"]),
    (
        "nmrs-tests",
        &["nmrs-domain", "nmrs-migrations", "nmrs-store"],
    ),
    ("xtask", &[]),
];

/// Packages that must not be direct dependencies of a crate; `*` is any ending.
const BANNED_DIRECTLY: &[(&str, &[&str])] = &[
    ("nmrs-app", &["actix*", "utoipa*", "sea-orm*", "sqlx*"]),
    ("nmrs-demo", &["actix*", "utoipa*", "sea-orm*", "sqlx*"]),
    ("nmrs-api", &["sea-orm", "sqlx*"]),
    ("nmrs-store", &["actix*", "utoipa*"]),
    (
        "nmrs-spreadsheet",
        &["actix*", "utoipa*", "sea-orm*", "sqlx*", "tokio"],
    ),
];

/// Packages that the domain must not depend on, directly or indirectly: databases, web servers,
/// run times, clocks, randomness.
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
/// Packages that must not be in the page.
const BANNED_IN_PAGE: &[&str] = &["sea-*", "sqlx*", "actix*", "tokio", "hyper*", "chrono"];

/// Returns every forbidden dependency of the workspace.
pub(super) fn faults(metadata: &Value) -> Result<Vec<String>> {
    let mut faults = workspace_faults(metadata)?;
    faults.extend(tree_faults("nmrs-domain", &[], BANNED_BELOW_DOMAIN)?);
    faults.extend(tree_faults(
        "nmrs-frontend",
        &["--target", wasm::TARGET],
        BANNED_IN_PAGE,
    )?);
    Ok(faults)
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

/// Names of the normal and build dependencies of a package.
fn dependencies(package: &Value) -> BTreeSet<&str> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    all.filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str())
        .collect()
}

/// Banned packages among all dependencies of a package, as cargo resolves it alone.
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
}
