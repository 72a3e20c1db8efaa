//! Imports, paths and definitions of one source file, outside of its tests.

use std::collections::BTreeSet;

use super::lexer::{self, Token};

/// One name of a `use` declaration; groups are expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name in this file; `None` for `*`.
    pub(super) name: Option<String>,
    /// True for `pub use` and `pub(…) use`.
    pub(super) exported: bool,
    pub(super) line: usize,
}

/// A path of two or more segments in the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// The parts of a source file that decide which other files it uses.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) imports: Vec<Import>,
    pub(super) mentions: Vec<Mention>,
    /// Names of items that are defined here, at any depth.
    pub(super) defined: BTreeSet<String>,
    /// All words of the code except in `use` declarations, each with its first line.
    pub(super) words: std::collections::BTreeMap<String, usize>,
    /// Names of test modules in files apart from this one.
    pub(super) test_modules: BTreeSet<String>,
}

/// Keywords that are followed by the name that they define.
const DEFINING: &[&str] = &[
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "union",
    "mod",
    "macro_rules",
];

impl Source {
    /// Reads source text.
    pub(super) fn parse(text: &str) -> Self {
        let tokens = lexer::tokens(text);
        let mut parser = Parser {
            tokens: &tokens,
            at: 0,
            source: Self::default(),
        };
        while parser.at < tokens.len() {
            parser.step();
        }
        parser.source
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    source: Source,
}

impl Parser<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn starts_with(&self, wanted: &[&str]) -> bool {
        (self.at..)
            .zip(wanted)
            .all(|(at, wanted)| self.text(at) == *wanted)
    }

    fn step(&mut self) {
        if self.starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) {
            self.at += 7;
            self.skip_item();
        } else if self.starts_with(&["#", "!", "[", "cfg", "(", "test", ")", "]"]) {
            self.at = self.tokens.len();
        } else if self.starts_with(&["pub", "("]) {
            self.at += 1;
            self.skip_group();
            if self.text(self.at) == "use" {
                self.import(true);
            }
        } else if self.starts_with(&["pub", "use"]) {
            self.at += 1;
            self.import(true);
        } else if self.text(self.at) == "use" && self.text(self.at + 1) != "<" {
            self.import(false);
        } else if self.tokens[self.at].is_word() {
            self.words();
        } else {
            self.at += 1;
        }
    }

    /// A path or a single word; a path after `::` continues something that is no module.
    fn words(&mut self) {
        let line = self.tokens[self.at].line;
        let continued = self.at > 0 && self.text(self.at - 1) == "::";
        let mut path = vec![self.text(self.at).to_owned()];
        self.at += 1;
        while self.text(self.at) == "::"
            && self
                .tokens
                .get(self.at + 1)
                .is_some_and(|token| token.is_word())
        {
            path.push(self.text(self.at + 1).to_owned());
            self.at += 2;
        }
        if DEFINING.contains(&path[0].as_str()) {
            let name = self.at + usize::from(self.text(self.at) == "!");
            self.source.defined.insert(self.text(name).to_owned());
        }
        for word in &path {
            self.source.words.entry(word.clone()).or_insert(line);
        }
        if path.len() > 1 && !continued {
            self.source.mentions.push(Mention { path, line });
        }
    }

    fn import(&mut self, exported: bool) {
        self.at += 1;
        self.import_tree(&[], exported);
    }

    fn import_tree(&mut self, prefix: &[String], exported: bool) {
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        let mut path = prefix.to_vec();
        loop {
            match self.text(self.at) {
                // A path from the root names another crate.
                "::" if path.is_empty() => path.push(String::new()),
                "::" => {}
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(self.at), "}" | "") {
                        self.import_tree(&path, exported);
                        if self.text(self.at) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "*" => {
                    self.at += 1;
                    return self.imported(path, None, exported, line);
                }
                "self" if !path.is_empty() => {}
                "as" => {
                    let name = self.text(self.at + 1).to_owned();
                    self.at += 2;
                    return self.imported(path, Some(name), exported, line);
                }
                _ if self
                    .tokens
                    .get(self.at)
                    .is_some_and(|token| token.is_word()) =>
                {
                    path.push(self.text(self.at).to_owned());
                }
                _ => {
                    let name = path.last().cloned();
                    // The end of the declaration, or a sign that is not understood.
                    self.at += usize::from(!matches!(self.text(self.at), "," | "}" | ""));
                    return self.imported(path, name, exported, line);
                }
            }
            self.at += 1;
        }
    }

    fn imported(&mut self, path: Vec<String>, name: Option<String>, exported: bool, line: usize) {
        self.source.imports.push(Import {
            path,
            name,
            exported,
            line,
        });
    }

    /// Skips an item after its attribute: to its `;` or to the end of its braces.
    fn skip_item(&mut self) {
        if self.starts_with(&["mod"]) && self.text(self.at + 2) == ";" {
            let name = self.text(self.at + 1).to_owned();
            self.source.test_modules.insert(name);
        }
        loop {
            match self.text(self.at) {
                "" => return,
                ";" | "," => {
                    self.at += 1;
                    return;
                }
                "{" => return self.skip_group(),
                "(" | "[" => self.skip_group(),
                _ => self.at += 1,
            }
        }
    }

    /// Skips from an opening bracket to the one that closes it.
    fn skip_group(&mut self) {
        let mut depth = 0;
        loop {
            match self.text(self.at) {
                "" => return,
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let source = Source::parse(text);
        let imports = source.imports.iter().map(|import| &import.path);
        let mentions = source.mentions.iter().map(|mention| &mention.path);
        imports
            .chain(mentions)
            .map(|path| path.join("::"))
            .collect()
    }

    #[test]
    fn groups_of_imports_are_expanded() {
        let source = Source::parse("use crate::{a::{self, B as C}, d::*};\npub use super::e;");
        let names: Vec<_> = source
            .imports
            .iter()
            .map(|import| {
                (
                    import.path.join("::"),
                    import.name.as_deref(),
                    import.exported,
                )
            })
            .collect();
        assert_eq!(
            names,
            [
                ("crate::a".to_owned(), Some("a"), false),
                ("crate::a::B".to_owned(), Some("C"), false),
                ("crate::d".to_owned(), None, false),
                ("super::e".to_owned(), Some("e"), true),
            ]
        );
        assert_eq!(source.imports[3].line, 2);
    }

    #[test]
    fn paths_in_code_and_macros_are_mentions() {
        assert_eq!(
            paths("fn f() { let x = a::g(crate::b::H::new()); view! { <c::Page/> } }"),
            ["a::g", "crate::b::H::new", "c::Page"]
        );
        assert_eq!(paths("fn f() { <T as a::B>::C::d() }"), ["a::B"]);
        assert_eq!(paths("pub(in crate::x) fn f() {}"), [""; 0]);
    }

    #[test]
    fn tests_are_no_part_of_the_code() {
        let text = "use a::B;\n#[cfg(test)]\nmod tests {\n use c::D; fn f() { e::g() }\n}\nfn h() {}\n\
                    #[cfg(test)]\nmod more;\n#[cfg(test)]\nuse i::J;";
        let source = Source::parse(text);
        assert_eq!(paths(text), ["a::B"]);
        assert!(source.test_modules.contains("more"));
        assert!(source.defined.contains("h") && !source.defined.contains("f"));
    }

    #[test]
    fn items_are_defined_by_their_keyword() {
        let source =
            Source::parse("pub struct A; enum B {} macro_rules! c { () => {} } const D: u8 = 1;");
        let defined: Vec<_> = source.defined.iter().map(String::as_str).collect();
        assert_eq!(defined, ["A", "B", "D", "c"]);
    }
}
