//! Parsers of single parameters. An empty parameter is absent: `None` without an error.

use time::{Date, OffsetDateTime};

use crate::calendar::{parse_day, start_of_day};
use crate::error::FieldErrors;
use crate::link;
use crate::values::text;

/// Maximum length of a search text in characters.
pub const MAX_TERM: usize = 100;

/// Parses a parameter with `read`, which knows all valid values.
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

/// Parses the name of a variant.
pub(crate) fn wire_name<T>(
    read: impl Fn(&str) -> Option<T>,
) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<T> {
    move |errors, at, raw| choice(errors, at, raw, &read)
}

/// Parses a key: a number from 1.
pub(crate) fn id<T>(wrap: impl Fn(i64) -> T) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<T> {
    wire_name(move |raw| raw.parse().ok().filter(|&key| key > 0).map(&wrap))
}

/// Parses `true` or `false`.
pub(crate) fn flag(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<bool> {
    choice(errors, at, raw, |raw| raw.parse().ok())
}

/// Parses `true`; `false` counts as absent.
pub(crate) fn switch(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<bool> {
    flag(errors, at, raw).filter(|on| *on)
}

/// Parses a number from 1 to `max`.
pub(crate) fn number(max: u32) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<u32> {
    move |errors, at, raw| {
        let raw = raw.trim();
        let number = raw.parse().ok().filter(|n| (1..=max).contains(n));
        if number.is_none() && !raw.is_empty() {
            errors.push(at, format!("应为 1 至 {max} 的整数"));
        }
        number
    }
}

/// Parses the beginning of a code of letters and digits.
pub(crate) fn prefix(max: usize) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<String> {
    wire_name(move |raw| {
        (raw.len() <= max && raw.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| raw.into())
    })
}

/// Parses a search text of at most [`MAX_TERM`] characters.
pub(crate) fn term(label: &'static str) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<String> {
    move |errors, at, raw| {
        let term = text::optional_line(label, MAX_TERM, raw);
        errors.take(at, term).flatten()
    }
}

/// Parses a link or a part of one, with the maximum length of a link.
pub(crate) fn link_term(
    label: &'static str,
) -> impl Fn(&mut FieldErrors, &str, &str) -> Option<String> {
    move |errors, at, raw| {
        let term = text::optional_line(label, link::MAX_URL, raw);
        errors
            .take(at, term)
            .flatten()
            .map(|term| link::search_term(&term))
    }
}

fn day(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<Date> {
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

/// Parses a day and returns its first moment in China Standard Time.
pub(crate) fn day_start(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<OffsetDateTime> {
    day(errors, at, raw).map(start_of_day)
}

/// Parses a day and returns the first moment after it in China Standard Time.
pub(crate) fn day_after(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<OffsetDateTime> {
    day(errors, at, raw)
        .and_then(Date::next_day)
        .map(start_of_day)
}
