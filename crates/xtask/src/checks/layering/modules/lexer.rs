//! Tokens of Rust source text: identifiers, `::` and single characters.
//!
//! Comments, literals and lifetimes are left out, so that nothing in them is taken for code.

/// A word or sign of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Counted from 1.
    pub(super) line: usize,
}

impl Token<'_> {
    pub(super) fn is_word(self) -> bool {
        self.text.starts_with(is_word_start)
    }
}

/// Splits source text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer {
        rest: text,
        line: 1,
        tokens: Vec::new(),
    };
    while let Some(first) = lexer.rest.chars().next() {
        lexer.step(first);
    }
    lexer.tokens
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn step(&mut self, first: char) {
        if self.rest.starts_with("//") {
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.take(comment_length(self.rest));
        } else if let Some(length) = raw_string_length(self.rest) {
            self.take(length);
        } else if first == '"' || self.rest.starts_with("b\"") || self.rest.starts_with("c\"") {
            self.take(string_length(self.rest));
        } else if first == '\'' {
            self.take(quote_length(self.rest));
        } else if let Some(word) = self.rest.strip_prefix("r#")
            && word.starts_with(is_word_start)
        {
            self.take(2);
        } else if is_word_start(first) {
            self.push(length_while(self.rest, is_word));
        } else if first.is_ascii_digit() {
            self.take(length_while(self.rest, is_word));
        } else if self.rest.starts_with("::") {
            self.push(2);
        } else if first.is_whitespace() {
            self.take(first.len_utf8());
        } else {
            self.push(first.len_utf8());
        }
    }

    fn push(&mut self, length: usize) {
        let line = self.line;
        let text = self.take(length);
        self.tokens.push(Token { text, line });
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn length_while(text: &str, accept: fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

/// Block comments nest.
fn comment_length(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Length of `r"…"`, `r#"…"#`, `br"…"` and the like.
fn raw_string_length(text: &str) -> Option<usize> {
    let start = text.find('r').filter(|at| *at < 2)?;
    if !["", "b", "c"].contains(&&text[..start]) {
        return None;
    }
    let hashes = length_while(&text[start + 1..], |c| c == '#');
    let content = start + 1 + hashes;
    let inner = text[content..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
    Some(content + 1 + length)
}

fn string_length(text: &str) -> usize {
    let start = text.find('"').map_or(0, |at| at + 1);
    let mut escaped = false;
    for (at, c) in text[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return start + at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of a character literal, or of a lifetime.
fn quote_length(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let after = at + escaped.len_utf8();
            text[after..]
                .find('\'')
                .map_or(after, |end| after + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1 + length_while(&text[1..], is_word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_literals_and_lifetimes_are_left_out() {
        assert_eq!(words("a // b\nc /* d /* e */ f */ g"), ["a", "c", "g"]);
        assert_eq!(
            words(r##"x("a::b \" c", r#"d " e"#, b"f") y"##),
            ["x", "(", ",", ",", ")", "y"]
        );
        assert_eq!(
            words(r"m('a', '\'', '\u{7}', '中') n"),
            ["m", "(", ",", ",", ",", ")", "n"]
        );
        assert_eq!(words("fn f<'a>(b: &'a str)")[..4], ["fn", "f", "<", ">"]);
    }

    #[test]
    fn paths_keep_their_signs_and_lines() {
        let found = tokens("use crate::r#type::\n{A, B};");
        let texts: Vec<_> = found.iter().map(|token| token.text).collect();
        assert_eq!(
            texts,
            [
                "use", "crate", "::", "type", "::", "{", "A", ",", "B", "}", ";"
            ]
        );
        assert_eq!(found[5].line, 2);
        assert_eq!(words("1_000u64 + 0.5"), ["+", "."]);
    }
}
