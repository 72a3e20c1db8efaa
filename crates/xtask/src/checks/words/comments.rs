//! Wording of comments: how a doc comment begins, and words that this project does without.

use std::fs;

use anyhow::Result;

use crate::{checks::layering::sources::rust_files, paths};

/// A doc comment begins with a verb in the third person or with a noun, not with one of these.
const NOT_FIRST: &[&str] = &[
    "how", "what", "whatever", "when", "whether", "who", "whoever", "whom", "whose", "why",
];
/// Number of doc comments of the whole workspace that may begin with one of the words above.
const ALLOWED: usize = 0;

/// Words and phrases with a more usual name; a `*` is any ending.
const UNUSUAL: &[(&str, &str)] = &[
    ("anew", "again"),
    ("at hand", "present, available"),
    ("beside", "next to, in addition to"),
    ("gone", "deleted, ended, removed"),
    ("hand* in", "submit"),
    ("mend*", "fix, edit"),
    ("of its own", "separate, private"),
    ("of their own", "separate, private"),
    ("so many", "the number of, at most n"),
    ("stand* in", "is in, replaces"),
    ("told", "reported, informed, passed"),
    ("whoever", "the user who, the caller"),
];

/// Returns every comment of the workspace that is worded otherwise.
pub(super) fn faults() -> Result<Vec<String>> {
    let (mut first, mut faults) = (Vec::new(), Vec::new());
    for file in rust_files(&paths::root())? {
        let name = paths::relative(&file);
        // The rules are their own examples.
        if name.starts_with("crates/xtask/src/checks/words/") {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let at = |(line, what): (usize, String)| format!("{name}:{line}: {what}");
        first.extend(first_words(&text).into_iter().map(at));
        faults.extend(unusual_words(&text).into_iter().map(at));
    }
    if first.len() > ALLOWED {
        faults.append(&mut first);
    }
    faults.sort();
    Ok(faults)
}

/// The text of a line that is a comment as a whole.
fn comment(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix("//")?;
    Some(text.trim_start_matches(['/', '!']).trim())
}

fn is_doc(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("///") || line.starts_with("//!")
}

fn first_words(text: &str) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        let begins = is_doc(line) && !inside;
        inside = is_doc(line);
        let words = comment(line).filter(|_| begins).unwrap_or_default();
        let first = words.split(|c: char| !c.is_alphanumeric()).next();
        if let Some(word) = first
            && NOT_FIRST.contains(&word.to_lowercase().as_str())
        {
            faults.push((number + 1, format!("a doc comment begins with `{word}`")));
        }
    }
    faults
}

fn unusual_words(text: &str) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let words = words(comment(line).unwrap_or_default());
        for (phrase, usual) in UNUSUAL {
            if contains(&words, phrase) {
                let phrase = phrase.replace('*', "");
                faults.push((number + 1, format!("`{phrase}`: say {usual}")));
            }
        }
    }
    faults
}

/// The words of a comment in lower case, without names of code in backticks.
fn words(comment: &str) -> Vec<String> {
    let outside = comment.split('`').step_by(2);
    outside
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn contains(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<_> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|window| {
        window
            .iter()
            .zip(&phrase)
            .all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(stem) => {
                    let ending = word.strip_prefix(stem);
                    ending.is_some_and(|ending| ["", "s", "ed", "ing"].contains(&ending))
                }
                None => word == wanted,
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_word_of_a_block_counts() {
        let text = "/// Returns the time\n/// when it ended.\nfn f() {}\n\n    /// When it ended.\n\
                    //! What\n// Why not.\n";
        let lines: Vec<_> = first_words(text)
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(lines, [5]);
        assert_eq!(first_words("/// Whenever.\n/// What."), []);
    }

    #[test]
    fn unusual_words_are_found_in_comments_only() {
        let found = |text| {
            let faults = unusual_words(text).into_iter();
            faults.map(|(line, _)| line).collect::<Vec<_>>()
        };
        assert_eq!(found("// Begin\n/// Reads it anew.\nlet anew = 1;"), [2]);
        assert_eq!(found("// Mended; handed in."), [1, 1]);
        assert_eq!(
            found("// Recommends and amendments; the status `gone`."),
            [0; 0]
        );
    }
}
