//! Records results in docs/MEASUREMENTS.md, each part between its own two markers.

use std::fs;

use anyhow::{Context as _, Result};

use crate::paths;

const FILE: &str = "docs/MEASUREMENTS.md";

/// Replaces the results of a part in the document; the text around them is written by hand.
pub(super) fn record(part: &str, results: &str) -> Result<()> {
    let path = paths::at(FILE);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?;
    let recorded = replaced(&text, part, results)
        .with_context(|| format!("{FILE} has no place for the results of `{part}`"))?;
    fs::write(&path, recorded)?;
    eprintln!("  {FILE} is written");
    Ok(())
}

fn replaced(text: &str, part: &str, results: &str) -> Option<String> {
    let (begin, end) = (
        format!("<!-- bench {part}: begin -->"),
        format!("<!-- bench {part}: end -->"),
    );
    let (before, rest) = text.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    let results = results.trim_end();
    Some(format!("{before}{begin}\n\n{results}\n\n{end}{after}"))
}

/// `1,000,000`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats a comparison with a target.
pub(super) const fn word(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_of_the_part_is_replaced() {
        let text = "# A\n<!-- bench a: begin -->\nold\n<!-- bench a: end -->\nB\n\
                    <!-- bench b: begin -->\nstays\n<!-- bench b: end -->\n";
        let expected = "# A\n<!-- bench a: begin -->\n\nnew\n\n<!-- bench a: end -->\nB\n\
                        <!-- bench b: begin -->\nstays\n<!-- bench b: end -->\n";
        assert_eq!(replaced(text, "a", "new\n").as_deref(), Some(expected));
        assert_eq!(replaced(text, "c", "new\n"), None);
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(grouped(999), "999");
    }
}
