//! Text that a person typed: cleaned at the edge, bounded, and free of characters that mislead.

/// Why a text was refused; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was entered.
    #[error("请填写{label}")]
    Missing {
        /// The field as the form names it.
        label: &'static str,
    },
    /// More characters than the register keeps.
    #[error("{label}最多 {max} 字，现为 {actual} 字")]
    TooLong {
        /// The field as the form names it.
        label: &'static str,
        /// The limit in characters.
        max: usize,
        /// What was entered, in characters.
        actual: usize,
    },
    /// Control characters, or marks that change the direction of reading.
    #[error("{label}含有看不见的控制字符，请删除后重新输入")]
    Invisible {
        /// The field as the form names it.
        label: &'static str,
    },
}

/// Whether a character could hide or reorder what a reviewer reads.
///
/// Bidirectional marks can make a link or a name read differently from what is stored; the
/// zero-width characters make two equal-looking names differ.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{061C}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{2028}' | '\u{2029}'
            | '\u{E0000}'..='\u{E007F}')
}

/// The half-width form of a full-width letter, digit, mark or blank; other characters as they are.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Cleans one line: outer white space goes, an empty line is `None`.
pub fn optional_line(
    label: &'static str,
    max: usize,
    raw: &str,
) -> Result<Option<String>, TextError> {
    clean(label, max, raw, misleads)
}

/// Cleans one line that must be there.
pub fn line(label: &'static str, max: usize, raw: &str) -> Result<String, TextError> {
    optional_line(label, max, raw)?.ok_or(TextError::Missing { label })
}

/// Cleans a text of several lines (reasons, details) that must be there.
pub fn paragraph(label: &'static str, max: usize, raw: &str) -> Result<String, TextError> {
    clean(label, max, raw, |c| {
        misleads(c) && !matches!(c, '\n' | '\r' | '\t')
    })?
    .ok_or(TextError::Missing { label })
}

fn clean(
    label: &'static str,
    max: usize,
    raw: &str,
    refused: impl Fn(char) -> bool,
) -> Result<Option<String>, TextError> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if trimmed.chars().any(refused) {
        return Err(TextError::Invisible { label });
    }
    let actual = trimmed.chars().count();
    if actual > max {
        return Err(TextError::TooLong { label, max, actual });
    }
    Ok(Some(trimmed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_space_goes_and_inner_space_stays() {
        assert_eq!(
            line("名称", 10, "\u{3000} 上庄 发布 \n").unwrap(),
            "上庄 发布"
        );
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(line("名称", 4, "上庄发布").is_ok());
        assert_eq!(
            line("名称", 3, "上庄发布").unwrap_err().to_string(),
            "名称最多 3 字，现为 4 字"
        );
    }

    #[test]
    fn control_characters_and_direction_marks_are_refused() {
        for bad in ["a\0b", "a\u{202E}b", "a\u{200B}b", "a\nb", "a\u{2067}b"] {
            assert!(
                matches!(line("名称", 10, bad), Err(TextError::Invisible { .. })),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn a_paragraph_keeps_its_lines() {
        assert_eq!(paragraph("原因", 10, "一\n二").unwrap(), "一\n二");
        assert!(paragraph("原因", 10, "一\u{202E}二").is_err());
    }

    #[test]
    fn markup_is_only_text() {
        assert_eq!(
            line("名称", 40, "<b>'; DROP--</b>").unwrap(),
            "<b>'; DROP--</b>"
        );
    }
}
