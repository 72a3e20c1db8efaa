//! Conversion of cell values to the text that a spreadsheet program shows.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use nmrs_domain::diff::yes_no;

/// Spreadsheet programs keep 15 digits: integers from here on have lost some.
const FIRST_INEXACT: f64 = 1e15;
/// The serial number of 10000-01-01; the last day of spreadsheet programs is 9999-12-31.
const DATE_END: f64 = 2_958_466.0;

/// A non-empty cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell<'a> {
    pub(crate) text: Cow<'a, str>,
    /// True for a number of more than 15 digits, whose last digits the spreadsheet program lost.
    pub(crate) has_lost_digits: bool,
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            has_lost_digits: false,
        }
    }

    fn number(value: f64) -> Self {
        Self {
            text: format_number(value).into(),
            has_lost_digits: value.abs() >= FIRST_INEXACT,
        }
    }

    pub(crate) fn from_calamine(value: &'a DataRef<'a>) -> Option<Self> {
        Some(match value {
            DataRef::Empty => return None,
            DataRef::String(text) | DataRef::DurationIso(text) => Self::text(text.as_str()),
            DataRef::SharedString(text) => Self::text(*text),
            DataRef::Int(value) => Self::text(value.to_string()),
            DataRef::Float(value) => Self::number(*value),
            DataRef::Bool(value) => Self::text(yes_no(*value)),
            DataRef::DateTime(value) => date_cell(value),
            DataRef::DateTimeIso(text) => Self::text(without_midnight(text)),
            DataRef::Error(error) => Self::text(error.to_string()),
        })
    }
}

/// Writes all digits of a number: no exponent, no `.0`.
fn format_number(value: f64) -> String {
    // Calculated phone numbers such as 13800001111.1 - 0.1 carry a rounding error.
    let whole = value.round();
    if (value - whole).abs() < 1e-6 && whole.abs() > 1e6 {
        format!("{whole}")
    } else {
        format!("{value}")
    }
}

pub(crate) fn number_or_date(value: f64, is_date: bool, since_1904: bool) -> Cell<'static> {
    if is_date {
        date_cell(&ExcelDateTime::new(
            value,
            ExcelDateTimeType::DateTime,
            since_1904,
        ))
    } else {
        Cell::number(value)
    }
}

/// Writes a date as `2021-03-10`, with hours and minutes unless they are 00:00. A number outside
/// of the calendar (a phone number in a cell with a date format) stays a number.
fn date_cell(value: &ExcelDateTime) -> Cell<'static> {
    let serial = value.as_f64();
    if !value.is_datetime() || !(1.0..DATE_END).contains(&serial) {
        return Cell::number(serial);
    }
    let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Cell::text(if (hour, minute) == (0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}")
    })
}

/// Removes a time of 00:00:00 from an ISO 8601 date.
fn without_midnight(text: &str) -> &str {
    text.strip_suffix("T00:00:00Z")
        .or_else(|| text.strip_suffix("T00:00:00"))
        .or_else(|| text.strip_suffix("T00:00:00.000"))
        .unwrap_or(text)
}
