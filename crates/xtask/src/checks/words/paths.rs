//! Paths and links in documents: each must lead to a file or folder of the repository.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{checks::layering::sources::rust_files, paths};

/// Folders with documents; their folders inside are not read.
const DOCUMENTS: &[&str] = &[".", "docs", "docs/adr"];
/// A record of the past may name what no longer exists.
const HISTORY: &str = "CHANGELOG.md";
/// Short forms of paths leave out one of these. The folder `src` of each package is one as well.
const BASES: &[&str] = &["", "crates", "docs", "frontend", "tests", "tests/tests"];
/// Made by a build or by a running server.
const GENERATED: &[&str] = &["data", "dist", "node_modules", "target"];
const EXTENSIONS: &[&str] = &[
    "md", "toml", "json", "csv", "py", "svg", "html", "css", "yml", "yaml", "conf", "lock",
];

/// Returns every path and link of the documents that leads nowhere.
pub(super) fn faults() -> Result<Vec<String>> {
    let repository = Repository::read()?;
    let mut faults = Vec::new();
    for folder in DOCUMENTS {
        let mut files: Vec<PathBuf> = fs::read_dir(paths::at(folder))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
        files.retain(|file| file.file_name().is_some_and(|name| name != HISTORY));
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file)?;
            let name = paths::relative(&file).replace("./", "");
            let dir = file.parent().unwrap_or(&file);
            for (line, path) in missing(&text, &repository, dir) {
                faults.push(format!("{name}:{line}: `{path}` does not exist"));
            }
        }
    }
    Ok(faults)
}

/// Files and folders that a path may be resolved against.
struct Repository {
    bases: Vec<PathBuf>,
    names: BTreeSet<String>,
}

impl Repository {
    fn read() -> Result<Self> {
        let files = rust_files(&paths::root())?;
        let sources = files.iter().flat_map(|file| file.ancestors());
        let sources = sources.filter(|dir| dir.file_name().is_some_and(|name| name == "src"));
        let mut bases: BTreeSet<PathBuf> = sources.map(Path::to_path_buf).collect();
        bases.extend(BASES.iter().map(|base| paths::at(base)));
        let names = files.iter().filter_map(|file| file.file_name());
        Ok(Self {
            names: names
                .map(|name| name.to_string_lossy().into_owned())
                .collect(),
            bases: bases.into_iter().collect(),
        })
    }

    fn has(&self, path: &str) -> bool {
        self.names.contains(path) || self.bases.iter().any(|base| base.join(path).exists())
    }
}

fn missing(text: &str, repository: &Repository, dir: &Path) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let named = code_spans(line).flat_map(|span| claimed(span, repository));
        let absent = named.filter(|path| !repository.has(path));
        faults.extend(absent.map(|path| (number + 1, path)));
        let absent = links(line).filter(|target| !dir.join(target).exists());
        faults.extend(absent.map(|target| (number + 1, target.to_owned())));
    }
    faults
}

fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Targets of links that are files, without their anchor.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#']).next()?;
        (!target.is_empty() && !target.contains(':')).then_some(target)
    })
}

/// The paths that a span names, if it has the form of one: up to a placeholder such as `<verb>` or
/// `…`, with `{a,b}` expanded.
fn claimed(span: &str, repository: &Repository) -> Vec<String> {
    let placeholder = span.find(['<', '…', '*']);
    let named = match placeholder {
        Some(end) => span[..end]
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder),
        None => span,
    };
    let is_path = |c: char| c.is_ascii_alphanumeric() || "_-./{},".contains(c);
    let first = named.split('/').next().unwrap_or_default();
    let extension = Path::new(named.trim_end_matches('}')).extension();
    let has_extension =
        |known: &[&str]| extension.is_some_and(|found| known.iter().any(|known| found == *known));
    let by_extension = has_extension(&["rs"]) || named.contains('/') && has_extension(EXTENSIONS);
    let by_folder = named.contains('/') && first != "." && repository.has(first);
    if named.is_empty()
        || named.starts_with(['/', '.'])
        || !named.chars().all(is_path)
        || named.split('/').any(|part| GENERATED.contains(&part))
        || !(by_folder || by_extension)
    {
        return Vec::new();
    }
    expanded(named)
}

/// `a/{b,c}.rs` is `a/b.rs` and `a/c.rs`.
fn expanded(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else {
        return vec![path.trim_end_matches('/').to_owned()];
    };
    let Some((choices, after)) = rest.split_once('}') else {
        return Vec::new();
    };
    choices
        .split(',')
        .flat_map(|choice| expanded(&format!("{before}{}{after}", choice.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let repository = Repository::read().unwrap();
        let missing = missing(text, &repository, &paths::at("docs"));
        missing.into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn braces_are_expanded() {
        assert_eq!(
            expanded("a/{b,c}/{d.rs,e}"),
            ["a/b/d.rs", "a/b/e", "a/c/d.rs", "a/c/e"]
        );
    }

    #[test]
    fn short_forms_placeholders_and_bare_names_are_understood() {
        assert!(
            found("`xtask/src/main.rs` `crates/xtask/src/<area>/<verb>.rs` `main.rs`").is_empty()
        );
        assert!(
            found("`application/json` `GET /api/v1/x` `target/debug/nmrs` `a = b/c`").is_empty()
        );
        assert!(found("```\n`crates/none.rs`\n```").is_empty());
    }

    #[test]
    fn paths_and_links_that_lead_nowhere_are_found() {
        assert_eq!(
            found("`crates/none/src/a.rs` `none_such.rs`"),
            ["crates/none/src/a.rs", "none_such.rs"]
        );
        assert_eq!(found("`crates/none/…`"), ["crates/none"]);
        assert_eq!(
            found("[a](adr/README.md#x) [b](none.md) [c](https://x.example)"),
            ["none.md"]
        );
    }
}
