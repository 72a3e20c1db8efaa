//! Entered text: trimmed, limited in length, without control and bidirectional characters.

/// Reasons for refusing a text; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The text is empty.
    #[error("请填写{label}")]
    Missing {
        /// Label of the field in the form.
        label: &'static str,
    },
    /// The text is too long.
    #[error("{label}最多 {max} 字，现为 {actual} 字")]
    TooLong {
        /// Label of the field in the form.
        label: &'static str,
        /// Maximum length in characters.
        max: usize,
        /// Actual length in characters.
        actual: usize,
    },
    /// The text has control characters, zero-width characters or bidirectional marks.
    #[error("{label}含有看不见的控制字符，请删除后重新输入")]
    Invisible {
        /// Label of the field in the form.
        label: &'static str,
    },
}

/// Returns true if a character could hide or reorder the text that a reviewer reads.
///
/// Bidirectional marks can make a link or a name look different from its stored form; zero-width
/// characters make two equal-looking names differ.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{061C}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{2028}' | '\u{2029}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Returns the half-width form of a full-width letter, digit, mark or blank; other characters
/// unchanged.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Trims and checks an optional line; `None` for an empty one.
pub fn optional_line(
    label: &'static str,
    max: usize,
    raw: &str,
) -> Result<Option<String>, TextError> {
    clean(label, max, raw, misleads)
}

/// Trims and checks a required line.
pub fn line(label: &'static str, max: usize, raw: &str) -> Result<String, TextError> {
    optional_line(label, max, raw)?.ok_or(TextError::Missing { label })
}

/// Trims and checks a required text of several lines, such as a reason.
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
