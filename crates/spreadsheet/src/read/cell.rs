//! From the value of a cell to its text, as somebody who looks at the sheet would read it.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use nmrs_domain::diff::yes_no;

/// Numbers from here on have lost digits in every spreadsheet program.
const FIRST_INEXACT: f64 = 1e15;
/// One more than the last day that a spreadsheet program knows, 9999-12-31.
const DAYS: f64 = 2_958_466.0;

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell<'a> {
    /// Its text.
    pub(super) text: Cow<'a, str>,
    /// Whether it is a number so long that its last digits were lost before it came here.
    pub(super) rounded: bool,
}

impl<'a> Cell<'a> {
    /// A cell with a text.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            rounded: false,
        }
    }

    fn number(value: f64) -> Self {
        Self {
            text: number(value).into(),
            rounded: value.abs() >= FIRST_INEXACT,
        }
    }

    /// From a cell of a streamed sheet; `None` if nothing stands in it.
    pub(super) fn of_ref(value: &'a DataRef<'a>) -> Option<Self> {
        Some(match value {
            DataRef::Empty => return None,
            DataRef::String(text) | DataRef::DurationIso(text) => Self::text(text.as_str()),
            DataRef::SharedString(text) => Self::text(*text),
            DataRef::Int(value) => Self::text(value.to_string()),
            DataRef::Float(value) => Self::number(*value),
            DataRef::Bool(value) => Self::text(yes_no(*value)),
            DataRef::DateTime(value) => date(value),
            DataRef::DateTimeIso(text) => Self::text(iso_date(text)),
            DataRef::Error(error) => Self::text(error.to_string()),
        })
    }
}

/// All digits of a number: no exponent, no `.0`.
fn number(value: f64) -> String {
    // 13800001111.1 - 0.1 leaves a rest that nobody typed.
    let whole = value.round();
    if (value - whole).abs() < 1e-6 && whole.abs() > 1e6 {
        format!("{whole}")
    } else {
        format!("{value}")
    }
}

/// A number, or the day that it stands for.
pub(super) fn number_or_date(value: f64, is_date: bool, since_1904: bool) -> Cell<'static> {
    if is_date {
        date(&ExcelDateTime::new(
            value,
            ExcelDateTimeType::DateTime,
            since_1904,
        ))
    } else {
        Cell::number(value)
    }
}

/// A day as `2021-03-10`, with the time of day if there is one. A number that is no day (a phone
/// number in a cell formatted as a date) stays a number.
fn date(value: &ExcelDateTime) -> Cell<'static> {
    let serial = value.as_f64();
    if !value.is_datetime() || !(1.0..DAYS).contains(&serial) {
        return Cell::number(serial);
    }
    let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    Cell::text(if (hour, minute) == (0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}")
    })
}

/// A day of ISO 8601 without a time of day that says nothing.
fn iso_date(text: &str) -> &str {
    text.strip_suffix("T00:00:00Z")
        .or_else(|| text.strip_suffix("T00:00:00"))
        .or_else(|| text.strip_suffix("T00:00:00.000"))
        .unwrap_or(text)
}
