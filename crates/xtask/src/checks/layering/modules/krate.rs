//! The module tree of a crate, and which of its files uses which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::source::{Import, Source};
use crate::checks::layering::sources::rust_files;

/// Segments of a module's path below the crate's root.
type Module = Vec<String>;

/// Re-exports are followed this far; a ring of them ends here.
const DEPTH: usize = 16;

/// The files of a crate, by module.
pub(super) struct Crate {
    files: BTreeMap<Module, (PathBuf, Source)>,
}

/// A line of one file that uses another file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) from: PathBuf,
    pub(super) to: PathBuf,
    pub(super) line: usize,
}

impl Crate {
    /// Reads the files below the folder of a crate's root file, without test modules.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let dir = root.parent().context("a crate's root has no folder")?;
        let mut texts = BTreeMap::new();
        for path in rust_files(dir)? {
            let text = fs::read_to_string(&path)?;
            texts.insert(path, text);
        }
        Ok(Self::new(root, texts))
    }

    fn new(root: &Path, texts: BTreeMap<PathBuf, String>) -> Self {
        let dir = root.parent().unwrap_or(root);
        let mut files: BTreeMap<Module, (PathBuf, Source)> = texts
            .into_iter()
            .filter_map(|(path, text)| {
                let module = module(dir, root, &path)?;
                Some((module, (path, Source::parse(&text))))
            })
            .collect();
        let test_only: Vec<Module> = files
            .iter()
            .flat_map(|(module, (_, source))| {
                let names = source.test_modules.iter();
                names.map(|name| child(module, name))
            })
            .collect();
        files.retain(|module, _| !test_only.iter().any(|test| module.starts_with(test)));
        Self { files }
    }

    /// Returns each use of another file of the crate, the first line of each pair of files.
    pub(super) fn uses(&self) -> Vec<Use> {
        let mut uses = BTreeMap::new();
        for (module, (from, _)) in &self.files {
            for (target, line) in self.used_by(module) {
                let (to, _) = &self.files[&target];
                if from != to {
                    let first = uses.entry((from, to.clone())).or_insert(line);
                    *first = line.min(*first);
                }
            }
        }
        uses.into_iter()
            .map(|((from, to), line)| Use {
                from: from.clone(),
                to,
                line,
            })
            .collect()
    }

    fn source(&self, module: &[String]) -> Option<&Source> {
        self.files.get(module).map(|(_, source)| source)
    }

    fn used_by(&self, module: &Module) -> BTreeSet<(Module, usize)> {
        let Some(source) = self.source(module) else {
            return BTreeSet::new();
        };
        let mut used = BTreeSet::new();
        for import in &source.imports {
            match &import.name {
                // A re-export is a use only where this file's own code has the name as well.
                Some(name) if import.exported && !source.words.contains_key(name) => {}
                Some(_) => {
                    let target = self.resolve(module, &import.path, DEPTH);
                    used.extend(target.map(|target| (target, import.line)));
                }
                None if import.exported => {}
                None => used.extend(self.used_by_glob(module, source, import)),
            }
        }
        for mention in &source.mentions {
            let target = self.resolve(module, &mention.path, DEPTH);
            used.extend(target.map(|target| (target, mention.line)));
        }
        used
    }

    /// The files that define the words that a `use …::*` brings in.
    fn used_by_glob(
        &self,
        module: &Module,
        source: &Source,
        import: &Import,
    ) -> Vec<(Module, usize)> {
        let Some(target) = self.module_of(module, &import.path) else {
            return Vec::new();
        };
        let named = source
            .words
            .iter()
            .filter(|(word, _)| !source.defined.contains(*word));
        named
            .filter_map(|(word, line)| {
                let found = self.walk(&target, std::slice::from_ref(word), DEPTH)?;
                Some((found, *line))
            })
            .collect()
    }

    /// The module that defines the item that a path names, or `None` if the path names a module or
    /// another crate, or if the item is not found.
    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<Module> {
        let depth = depth.checked_sub(1)?;
        let (start, rest) = self.start(module, path);
        if let Some(start) = start {
            return self.walk(&start, rest, depth);
        }
        let binding = self.binding(module, path.first()?)?;
        // `use a::a` binds the name of the crate that it begins with.
        if binding.path.first() == path.first() {
            return None;
        }
        self.resolve(module, &[&binding.path, rest].concat(), depth)
    }

    /// The module that a path names.
    fn module_of(&self, module: &[String], path: &[String]) -> Option<Module> {
        let (start, rest) = self.start(module, path);
        let target = [start?.as_slice(), rest].concat();
        self.files.contains_key(&target).then_some(target)
    }

    /// Where a path begins in the module tree, and the segments that are left.
    fn start<'a>(&self, module: &[String], path: &'a [String]) -> (Option<Module>, &'a [String]) {
        let Some((first, rest)) = path.split_first() else {
            return (None, path);
        };
        match first.as_str() {
            "crate" => (Some(Vec::new()), rest),
            "self" => (Some(module.to_vec()), rest),
            "super" => {
                let ups = path
                    .iter()
                    .take_while(|segment| *segment == "super")
                    .count();
                let parent = module.len().checked_sub(ups);
                (parent.map(|length| module[..length].to_vec()), &path[ups..])
            }
            _ if self.files.contains_key(&child(module, first)) => (Some(module.to_vec()), path),
            _ => (None, rest),
        }
    }

    fn binding(&self, module: &[String], name: &str) -> Option<&Import> {
        let imports = &self.source(module)?.imports;
        imports
            .iter()
            .find(|import| import.name.as_deref() == Some(name))
    }

    fn walk(&self, module: &[String], path: &[String], depth: usize) -> Option<Module> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let inner = child(module, first);
        if self.files.contains_key(&inner) && !rest.is_empty() {
            return self.walk(&inner, rest, depth);
        }
        let source = self.source(module)?;
        if source.defined.contains(first) {
            return (!self.files.contains_key(&inner)).then(|| module.to_vec());
        }
        if let Some(import) = self.binding(module, first) {
            return self.resolve(module, &[&import.path, rest].concat(), depth);
        }
        let globs = source.imports.iter().filter(|import| import.name.is_none());
        globs
            .filter(|import| import.exported)
            .filter_map(|import| self.module_of(module, &import.path))
            .find_map(|target| self.walk(&target, path, depth))
    }
}

fn child(module: &[String], name: &str) -> Module {
    let mut child = module.to_vec();
    child.push(name.to_owned());
    child
}

/// `accounts/list.rs` is `accounts::list`, `accounts/mod.rs` is `accounts`; programs of a library's
/// package belong to no module.
fn module(dir: &Path, root: &Path, file: &Path) -> Option<Module> {
    if file == root {
        return Some(Vec::new());
    }
    let relative = file.strip_prefix(dir).ok()?.with_extension("");
    let mut module: Module = relative
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    let program = module == ["main"] || module == ["lib"] || module.first()? == "bin";
    (!program).then_some(module)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(files: &[(&str, &str)]) -> Vec<String> {
        let texts = files
            .iter()
            .map(|(path, text)| (PathBuf::from("src").join(path), (*text).to_owned()))
            .collect();
        let krate = Crate::new(Path::new("src/lib.rs"), texts);
        let name = |path: &Path| path.strip_prefix("src").unwrap().display().to_string();
        let uses = krate.uses().into_iter();
        uses.map(|used| format!("{}:{} → {}", name(&used.from), used.line, name(&used.to)))
            .collect()
    }

    #[test]
    fn an_import_uses_the_file_that_defines_the_item() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "use crate::b::B;\nuse std::fs;"),
            ("b.rs", "pub struct B;"),
        ];
        assert_eq!(uses(&files), ["a.rs:1 → b.rs"]);
    }

    #[test]
    fn a_reexport_is_followed_and_is_no_use() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a/mod.rs", "mod c;\npub use c::C;\npub use d::*;\nmod d;"),
            ("a/c.rs", "use super::D;\npub struct C;"),
            ("a/d.rs", "pub struct D;"),
            ("b.rs", "fn f() { crate::a::C }"),
        ];
        assert_eq!(uses(&files), ["a/c.rs:1 → a/d.rs", "b.rs:1 → a/c.rs"]);
    }

    #[test]
    fn an_imported_module_is_used_where_its_items_are_named() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            (
                "a.rs",
                "use crate::b::{self, c};\nfn f() {\n b::g();\n c::h();\n}",
            ),
            ("b/mod.rs", "pub mod c;\npub fn g() {}"),
            ("b/c.rs", "pub fn h() {}"),
        ];
        assert_eq!(uses(&files), ["a.rs:4 → b/c.rs", "a.rs:3 → b/mod.rs"]);
    }

    #[test]
    fn a_parent_that_calls_its_child_and_is_called_by_it_has_uses_both_ways() {
        let files = [
            ("lib.rs", "mod a;"),
            ("a/mod.rs", "mod b;\npub struct A;\nfn f() { b::g() }"),
            ("a/b.rs", "use super::A;\npub fn g() {}"),
        ];
        assert_eq!(uses(&files), ["a/b.rs:1 → a/mod.rs", "a/mod.rs:3 → a/b.rs"]);
    }

    #[test]
    fn all_names_of_a_module_are_imported_by_a_star() {
        let files = [
            ("lib.rs", "mod a;\nmod b;\nmod c;"),
            ("a.rs", "use crate::b::*;\nfn f() -> B {}"),
            ("b.rs", "pub struct B;"),
            ("c.rs", "use crate::b::*;"),
        ];
        assert_eq!(uses(&files), ["a.rs:2 → b.rs"]);
    }

    #[test]
    fn files_of_tests_are_left_out() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "#[cfg(test)]\nmod tests;\npub struct A;"),
            ("a/tests.rs", "use crate::b::B;"),
            ("b.rs", "use crate::a::A;\npub struct B;"),
        ];
        assert_eq!(uses(&files), ["b.rs:1 → a.rs"]);
    }
}
