//! Which numbers are shown as days.

use std::collections::HashMap;

use super::records::Bytes;
use super::strings;
use crate::read::error::Unreadable;
use crate::read::limits::MAX_STYLES;

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(in crate::read) struct Formats {
    /// Whether days are counted from 1904.
    pub(in crate::read) since_1904: bool,
    /// Of the formats that the workbook defines, whether they show days.
    own: HashMap<u16, bool>,
    /// The format of each style.
    styles: Vec<u16>,
}

impl Formats {
    /// A format that the workbook defines.
    pub(in crate::read) fn format(&mut self, data: Bytes<'_>) -> Result<(), Unreadable> {
        let text = strings::long(data.after(2)?)?;
        self.own.insert(data.u16(0)?, shows_days(&text));
        Ok(())
    }

    /// A style.
    pub(in crate::read) fn style(&mut self, data: Bytes<'_>) -> Result<(), Unreadable> {
        if self.styles.len() > MAX_STYLES {
            return Err(Unreadable::TooMuchInside);
        }
        self.styles.push(data.u16(2)?);
        Ok(())
    }

    /// Whether numbers of a style are days.
    pub(in crate::read) fn is_date(&self, style: u16) -> bool {
        let Some(format) = self.styles.get(usize::from(style)) else {
            return false;
        };
        // 27 to 36 and 50 to 58 are the days of Chinese, Japanese and Korean programs.
        let built_in = matches!(format, 14..=17 | 22 | 27..=36 | 50..=58);
        self.own.get(format).copied().unwrap_or(built_in)
    }
}

/// Whether a format has a year or a day outside of quotes and brackets.
fn shows_days(format: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    format.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracket = true,
            ']' => bracket = false,
            _ if bracket => {}
            '\\' | '_' | '*' => escaped = true,
            'y' | 'Y' | 'd' | 'D' => return true,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers_by_their_format() {
        for days in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d;@",
            "DD/MM/YY",
        ] {
            assert!(shows_days(days), "{days}");
        }
        for other in [
            "General", "0.00", "@", "\"day\"0", "[Red]0", "\\d0", "_d0", "h:mm",
        ] {
            assert!(!shows_days(other), "{other}");
        }
    }
}
