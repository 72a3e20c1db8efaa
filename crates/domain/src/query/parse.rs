//! Reads single parameters.

use time::{Date, OffsetDateTime};

use crate::calendar::{parse_day, start_of_day};
use crate::error::FieldErrors;
use crate::{link, text};

/// Most characters of a text that is searched for.
pub const MAX_TERM: usize = 100;

pub(crate) fn choice<T>(
    errors: &mut FieldErrors,
    at: &str,
    raw: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let raw = raw.trim();
    if raw.is_empty() {
        return None;
    }
    let value = read(raw);
    if value.is_none() {
        errors.push(at, "没有这个取值，请对照接口文档");
    }
    value
}

pub(crate) fn term(
    errors: &mut FieldErrors,
    at: &str,
    label: &'static str,
    raw: &str,
) -> Option<String> {
    errors
        .take(at, text::optional_line(label, max_term(at), raw))
        .flatten()
}

/// A link is searched for as a whole, and links are long.
fn max_term(at: &str) -> usize {
    if at == "/link" {
        link::MAX_URL
    } else {
        MAX_TERM
    }
}

pub(crate) fn day(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<Date> {
    let raw = raw.trim();
    if raw.is_empty() {
        return None;
    }
    let date = parse_day(raw);
    if date.is_none() {
        errors.push(at, "日期应为 2026-11-01 的形式，并确实存在");
    }
    date
}

pub(crate) fn day_after(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<OffsetDateTime> {
    day(errors, at, raw)
        .and_then(Date::next_day)
        .map(start_of_day)
}
