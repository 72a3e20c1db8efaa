//! Cell formats: whether a number is shown as a date.

use std::collections::HashMap;

use super::records::Bytes;
use super::strings::long_string;
use crate::read::error::ReadError;
use crate::read::limits::MAX_STYLES;

#[derive(Debug, Default)]
pub(super) struct Formats {
    /// True if dates count from 1904 instead of 1900.
    pub(super) since_1904: bool,
    /// For each number format that the workbook defines, true if it shows a date.
    custom: HashMap<u16, bool>,
    /// The number format of each cell format.
    by_xf: Vec<u16>,
}

impl Formats {
    pub(super) fn add_number_format(&mut self, data: Bytes<'_>) -> Result<(), ReadError> {
        let text = long_string(data.skip(2)?)?;
        self.custom.insert(data.u16(0)?, is_date_format(&text));
        Ok(())
    }

    pub(super) fn add_cell_format(&mut self, data: Bytes<'_>) -> Result<(), ReadError> {
        if self.by_xf.len() > MAX_STYLES {
            return Err(ReadError::ContentTooLarge);
        }
        self.by_xf.push(data.u16(2)?);
        Ok(())
    }

    /// Returns true if a cell format shows numbers as dates.
    pub(super) fn is_date(&self, cell_format: u16) -> bool {
        let Some(number_format) = self.by_xf.get(usize::from(cell_format)) else {
            return false;
        };
        // 27 to 36 and 50 to 58 are the date formats of Chinese, Japanese and Korean editions.
        let is_built_in = matches!(number_format, 14..=17 | 22 | 27..=36 | 50..=58);
        self.custom
            .get(number_format)
            .copied()
            .unwrap_or(is_built_in)
    }
}

/// Returns true if a number format has a year or a day outside of quotes and brackets.
fn is_date_format(format: &str) -> bool {
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
    fn date_formats_are_told_from_number_formats() {
        for date in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d;@",
            "DD/MM/YY",
        ] {
            assert!(is_date_format(date), "{date}");
        }
        for other in [
            "General", "0.00", "@", "\"day\"0", "[Red]0", "\\d0", "_d0", "h:mm",
        ] {
            assert!(!is_date_format(other), "{other}");
        }
    }
}
