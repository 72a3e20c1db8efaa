//! Working days in China Standard Time.

mod spans;
mod working_days;

pub use spans::{MAX_DAYS, MAX_SPAN, Setting, clashes, lines, settings, weekday};
pub use working_days::{DayKind, WorkingDays};

use time::{Date, OffsetDateTime, UtcOffset, macros::offset};

use crate::error::FieldErrors;

/// China Standard Time: UTC+8, without daylight saving.
pub const CHINA: UtcOffset = offset!(+8);

/// Default time limit of a decision, in working days; the central office can set another.
pub const DEFAULT_REVIEW_LIMIT: u32 = 5;
/// Maximum time limit of a decision, in working days.
pub const MAX_REVIEW_LIMIT: u32 = 60;
/// Maximum length of the note of a day, in characters.
pub const MAX_DAY_NOTE: usize = 30;

/// Returns the date in China at a point in time.
pub fn day_in_china(at: OffsetDateTime) -> Date {
    at.to_offset(CHINA).date()
}

/// Returns the start of a day in China: 00:00 UTC+8.
pub fn start_of_day(day: Date) -> OffsetDateTime {
    day.midnight().assume_offset(CHINA)
}

/// Parses a date such as `2026-11-01`. Returns `None` for another format, a date that does not
/// exist, or a year outside 1970 to 2999.
pub fn parse_day(raw: &str) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(raw.trim(), &format)
        .ok()
        .filter(|day| (1970..=2999).contains(&day.year()))
}

/// Formats a date as `2026-11-01`.
// Without the formatter of `time`, which would enlarge the WebAssembly of the page.
pub fn format_day(day: Date) -> String {
    let (year, month, day) = day.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// Formats a point in time for file names, in China Standard Time: `20261101-0705`.
pub fn file_time(at: OffsetDateTime) -> String {
    let at = at.to_offset(CHINA);
    let day = format_day(at.date()).replace('-', "");
    format!("{day}-{:02}{:02}", at.hour(), at.minute())
}

/// Checks the time limit of a decision, in working days.
///
/// # Errors
/// Returns an error if the limit is not between 1 and [`MAX_REVIEW_LIMIT`].
pub fn review_limit(working_days: i64) -> Result<u32, FieldErrors> {
    u32::try_from(working_days)
        .ok()
        .filter(|days| (1..=MAX_REVIEW_LIMIT).contains(days))
        .ok_or_else(|| {
            FieldErrors::one(
                "/working_days",
                format!("办理时限应为 1 至 {MAX_REVIEW_LIMIT} 个工作日"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        assert_eq!(
            day_in_china(datetime!(2026-11-23 16:00 UTC)),
            date!(2026 - 11 - 24)
        );
        assert_eq!(
            start_of_day(date!(2026 - 11 - 24)),
            datetime!(2026-11-23 16:00 UTC)
        );
    }

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let day = date!(2026 - 02 - 03);
        assert_eq!(format_day(day), "2026-02-03");
        assert_eq!(parse_day(" 2026-02-03 "), Some(day));
        for wrong in ["", "2026-02-30", "2026/02/03", "0001-01-01", "20260203"] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_limit_has_bounds() {
        assert_eq!(review_limit(1).unwrap(), 1);
        assert_eq!(review_limit(60).unwrap(), 60);
        for wrong in [-1, 0, 61, i64::MAX] {
            assert!(review_limit(wrong).is_err(), "{wrong}");
        }
    }
}
