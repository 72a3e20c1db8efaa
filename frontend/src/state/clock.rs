//! Times as users read them: in China, to the minute.

use nmrs_domain::calendar::{CHINA, day_in_china};
use time::macros::format_description;
use time::{Date, OffsetDateTime};

/// `2026-11-20 09:12`
pub fn minute(at: OffsetDateTime) -> String {
    at.to_offset(CHINA)
        .format(format_description!("[year]-[month]-[day] [hour]:[minute]"))
        .unwrap_or_default()
}

/// `2026-11-20`
pub fn day(date: Date) -> String {
    date.format(format_description!("[year]-[month]-[day]"))
        .unwrap_or_default()
}

/// The day in China at a moment, as `2026-11-20`.
pub fn day_of(at: OffsetDateTime) -> String {
    day(day_in_china(at))
}

/// Now, by the browser's clock.
pub fn now() -> OffsetDateTime {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are far below 2^53"
    )]
    let ms = js_sys::Date::now() as i64;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Today in China.
pub fn today() -> Date {
    day_in_china(now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn times_are_read_in_china() {
        assert_eq!(
            minute(datetime!(2026-11-20 01:12:59 UTC)),
            "2026-11-20 09:12"
        );
        assert_eq!(minute(datetime!(2026-11-19 16:05 UTC)), "2026-11-20 00:05");
        assert_eq!(day_of(datetime!(2026-11-19 16:05 UTC)), "2026-11-20");
    }
}
